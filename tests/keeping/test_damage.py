"""Damaged files: a clear sentence or a silent repair, and never a wrong answer."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from indexer.uploads import Uploads
from search.index.store import IndexStore
from search.library.errors import IndexUnavailable
from search.library.originals import Originals
from search.live import LiveSearcher
from search.stores import LocalStore
from tests.conftest import Collection
from webapp import create_app
from webapp.context import EXTENSION
from webapp.drawing.cards import prepare

# Whoosh leaves files open when what it reads makes no sense
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for at in range(0, len(content), 7):
        content[at] ^= 0x55
    file.write_bytes(content)


def nudge(file: Path) -> None:
    """One bit near the end, as a disk loses it."""
    content = bytearray(file.read_bytes())
    content[len(content) * 9 // 10] ^= 1
    file.write_bytes(content)


def lose(file: Path) -> None:
    file.unlink()


def fill(file: Path) -> None:
    file.write_bytes(b"\x00\xff{skrammel" * 999)


def smear(file: Path) -> None:
    """As many bytes as before, of which a third in the middle make no sense."""
    content = bytearray(file.read_bytes())
    third = len(content) // 3
    content[third : 2 * third] = b"\xff" * third
    file.write_bytes(content)


DAMAGES = (cut, flip, nudge, lose, fill)


def copied(filled: Collection) -> Path:
    """The index put aside, its files no longer shared with the one in use."""
    aside = filled.index.with_name("aside")
    shutil.copytree(filled.index, aside)
    return aside


def files_of(folder: Path) -> list[str]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return sorted(str(path.relative_to(folder)) for path in files)


@pytest.mark.parametrize("quickly_read", [1 << 28, 0])
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
def test_any_damaged_file_of_the_index_is_told_or_mended_and_index_brings_everything_back(
    filled: Collection,
    damage: Callable[[Path], None],
    quickly_read: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("search.index.store.QUICKLY_READ", quickly_read)
    right = filled.search("makker")
    aside = copied(filled)
    for name in files_of(aside):
        shutil.rmtree(filled.index)
        shutil.copytree(aside, filled.index)
        damage(filled.index / name)
        result = filled.run("search", "makker", "--json")
        if result.exit_code == 0:
            assert filled.search("makker") == right, name
        else:
            assert result.stderr.startswith("Fejl: "), (name, result.exception)
            assert result.stderr.count("\n") == 1
            assert "mentorsoeg" in result.stderr
        assert filled.run("index").exit_code == 0, name
        assert filled.search("makker") == right, name


def test_a_rebuild_needs_the_cached_texts_only(filled: Collection) -> None:
    right = filled.search("makker")
    shutil.rmtree(filled.corpus / "originals")
    shutil.rmtree(filled.index)
    assert filled.run("index", "--rebuild").exit_code == 0
    assert filled.search("makker") == right


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: str(damage.__name__))
def test_damaged_texts_are_extracted_again(
    filled: Collection, damage: Callable[[Path], None]
) -> None:
    right = filled.search("makker")
    [text] = (filled.corpus / "texts").iterdir()
    damage(text)
    assert filled.run("index", "--rebuild").exit_code == 0
    assert filled.search("makker") == right


def test_a_text_that_is_not_read_yet_is_not_taken_for_a_lost_original(filled: Collection) -> None:
    shutil.rmtree(filled.corpus / "texts")
    told = filled.run("doctor").output
    assert "Filen er ikke læst endnu" in told
    assert "mangler eller er beskadiget" not in told


def test_a_lost_original_is_not_taken_for_an_unreadable_one(filled: Collection) -> None:
    right = filled.search("makker")
    [original] = (filled.corpus / "originals").iterdir()
    kept = original.read_bytes()
    original.write_bytes(b"%PDF-1.4 noget andet")
    shutil.rmtree(filled.corpus / "texts")
    assert "mangler eller er beskadiget" in filled.run("index", "--rebuild").output
    original.write_bytes(kept)
    assert filled.run("index").exit_code == 0
    assert filled.search("makker") == right


@pytest.mark.parametrize("name", ["overlay.json", "links.json"])
@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[" * 100_000, b'{"a": 1}'])
def test_damaged_records_are_told_in_a_sentence_while_the_search_goes_on(
    filled: Collection, name: str, content: bytes
) -> None:
    (filled.corpus / name).write_bytes(content)
    for command in ("index", "fetch", "status"):
        result = filled.run(command)
        assert result.exit_code == 1, command
        assert result.stderr.startswith("Fejl: ")
        assert name in result.stderr
        assert result.stderr.count("\n") == 1
    doctor = filled.run("doctor")
    assert doctor.exit_code == 1
    assert "restore" in doctor.output
    assert filled.search("makker")[0]["page"] == 2
    client = create_app(filled.settings).test_client()
    codes = {path: client.get(path).status_code for path in ("/", "/soeg?q=makker", "/samlingen")}
    assert codes["/"] == codes["/soeg?q=makker"] == 200
    assert codes["/samlingen"] == (503 if name == "overlay.json" else 200)
    assert client.get("/materiale/murerrapporten/side/2").status_code == 200


def test_when_the_current_generation_is_damaged_the_whole_one_before_it_is_served(
    filled: Collection,
) -> None:
    filled.add("ny.txt", b"Svenden skriver om makkere. " * 20, "Svendens bog")
    store = IndexStore(filled.index)
    manifest = store.path(store.generation()) / "manifest.json"
    nudge(manifest)
    result = filled.run("search", "makker", "--json")
    assert result.exit_code == 0
    assert "er beskadiget" in result.stderr
    assert "beskadiget" in filled.run("doctor").output
    assert create_app(filled.settings).test_client().get("/soeg?q=makker").status_code == 200


def test_what_the_disk_loses_of_a_served_generation_is_served_no_more(filled: Collection) -> None:
    live, store = LiveSearcher(filled.index), IndexStore(filled.index)
    assert live.get().search("makker").total == 1
    for generation in store.kept():
        nudge(next(store.path(generation).glob("*.toc")))
    live.check()
    with pytest.raises(IndexUnavailable, match="beskadiget"):
        live.get()


def test_a_large_index_is_read_through_beside_its_first_answers(
    filled: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.index.store.QUICKLY_READ", 0)
    store = IndexStore(filled.index)
    every = [next(store.path(generation).glob("*.pst")) for generation in store.kept()]
    for file in {file.stat().st_ino: file for file in every}.values():
        nudge(file)
    live = LiveSearcher(filled.index)
    assert not live.current().verified
    live.follow(0.01)
    with pytest.raises(IndexUnavailable, match="beskadiget"):
        for _ in range(1000):
            live.get()
            sleep(0.01)
    assert filled.run("index", "--rebuild").exit_code == 0
    assert live.get().search("makker").total == 1


def test_pages_of_a_large_index_that_is_not_read_through_yet_tell_of_damage_and_are_not_kept(
    filled: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.index.store.QUICKLY_READ", 0)
    app = create_app(filled.settings)
    client = app.test_client()
    first = client.get("/soeg?q=makker")
    assert first.status_code == 200
    assert "ETag" not in first.headers
    live: LiveSearcher = app.extensions[EXTENSION]
    live.check()
    assert "ETag" in client.get("/soeg?q=makker").headers
    text = " ".join(f"makker {number}" for number in range(5000))
    filled.add("lang.txt", text.encode(), "Den lange rapport")
    store = IndexStore(filled.index)
    stored = store.path(store.generation()).glob("*_stored.col")
    smear(max(stored, key=lambda file: file.stat().st_size))
    later = create_app(filled.settings)
    prepare(later)
    for path in ("/soeg?q=makker", "/api/search?q=makker"):
        unread = later.test_client().get(path)
        assert unread.status_code == 503
        assert "læst igennem" in unread.get_data(as_text=True)


def test_who_waits_while_arrays_are_made_again_is_told_after_a_while(
    filled: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.live.OPENING_SECONDS", 0.01)
    live, opening, told = LiveSearcher(filled.index), Event(), Event()

    def opens(*_: object, **__: object) -> None:
        opening.set()
        told.wait(60)
        raise IndexUnavailable("Færdig")

    monkeypatch.setattr(LocalStore, "engine", opens)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(live.get)
        opening.wait(60)
        with pytest.raises(IndexUnavailable, match="ved at blive åbnet"):
            live.get()
        told.set()
        with pytest.raises(IndexUnavailable, match="Færdig"):
            first.result()


def test_a_large_index_of_which_a_part_is_missing_is_not_opened(
    filled: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.index.store.QUICKLY_READ", 0)
    store = IndexStore(filled.index)
    for generation in store.kept():
        file = next(store.path(generation).glob("*.pst"))
        file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(IndexUnavailable, match="beskadiget"):
        LiveSearcher(filled.index).get()


@pytest.mark.parametrize("name", ["overlay.json", "links.json"])
def test_a_single_letter_that_changes_in_a_record_is_told(filled: Collection, name: str) -> None:
    file = filled.corpus / name
    content = file.read_text()
    assert content.count("murer") or content.count("urn:")
    file.write_text(content.replace("urn:sha256:", "urn:sha256:f", 1).replace("murer", "purer", 1))
    result = filled.run("status")
    assert result.exit_code == 1
    assert name in result.stderr
    assert "beskadiget" in result.stderr
    assert "beskadiget" in filled.run("doctor").output


def test_doctor_tells_of_a_damaged_file_that_waits_to_be_published(filled: Collection) -> None:
    uploads = Uploads(filled.settings)
    draft = uploads.receive("notat.txt", b"Et notat om makkere. " * 30, "Ea Holm")
    assert filled.run("doctor").exit_code == 0
    Originals(filled.corpus).path(draft.sha256).write_bytes(b"Et notar")
    said = filled.run("doctor")
    assert said.exit_code == 1
    assert "notat.txt, som venter på at blive udgivet, er beskadiget" in said.output


def test_doctor_outlives_what_it_looks_at(filled: Collection) -> None:
    for folder in (filled.index, filled.corpus):
        for name in files_of(folder):
            fill(folder / name)
    result = filled.run("doctor")
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Diskplads: " in result.output


def test_a_damaged_next_generation_leaves_the_one_before_served(filled: Collection) -> None:
    live, store = LiveSearcher(filled.index), IndexStore(filled.index)
    assert live.get().search("makker").total == 1
    filled.add("ny.txt", b"Svenden skriver om makkere. " * 20, "Svendens bog")
    damaged = store.path(store.generation())
    for file in damaged.iterdir():
        content = file.read_bytes()
        file.unlink()  # not through the hard link that the generation before shares
        file.write_bytes(content[: len(content) // 2])
    for _ in range(3):
        assert live.get().search("makker").total == 1
    assert filled.run("index", "--rebuild").exit_code == 0
    assert filled.search("svenden")
