"""When each page came: by the index's own time, whatever it was made anew for."""

from pathlib import Path

from search.index.manifest import COMING, Manifest
from tests.conftest import Collection, make_pdf

FIRST = "2026-01-01T00:00:00+00:00"


def manifest(collection: Collection) -> Manifest:
    return Manifest.model_validate_json(latest(collection).read_bytes())


def latest(collection: Collection) -> Path:
    name = (collection.index / "CURRENT").read_text().strip()
    return collection.index / name / "manifest.json"


def set_back(collection: Collection) -> None:
    """As if all that is there had come long ago."""
    old = manifest(collection)
    came = {n: {k: (of, FIRST) for k, (of, _) in c.items()} for n, c in old.came.items()}
    latest(collection).write_bytes(old.model_copy(update={"came": came, "created": FIRST}).sealed())


def test_what_is_new_has_the_time_of_its_generation(filled: Collection) -> None:
    set_back(filled)
    (old,) = manifest(filled).fingerprints
    filled.add("ny.pdf", make_pdf("En ny makker"), "Nyt")
    made = manifest(filled)
    (new,) = made.fingerprints.keys() - {old}
    assert [made.came_on(new, number) for number in (0, 1)] == [made.created] * 2
    assert [made.came_on(old, number) for number in (0, 1)] == [FIRST] * 2
    assert made.created > FIRST


def test_what_is_made_anew_of_the_same_keeps_its_time(filled: Collection) -> None:
    set_back(filled)
    assert filled.run("index", "--rebuild").exit_code == 0
    made = manifest(filled)
    (name,) = made.fingerprints
    assert made.created > FIRST
    assert [made.came_on(name, number) for number in (0, 1)] == [FIRST] * 2


def test_what_an_older_program_indexed_is_never_new(filled: Collection) -> None:
    latest(filled).write_bytes(manifest(filled).model_copy(update={"came": {}}).sealed())
    assert filled.run("index", "--rebuild").exit_code == 0
    made = manifest(filled)
    (name,) = made.fingerprints
    assert (made.came_on(name, 0), made.came_on(name, 1)) == ("", "")
    assert COMING not in latest(filled).read_text()
