"""An index made by an older program: told, served, and renewed where it must be and only there.

The older program is a real one: a copy of today's with one of its rules changed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from search.index.manifest import Manifest
from search.index.segments.arrays import SUFFIX
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.provenance import source_digest
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from tests.conftest import Collection
from tests.index.storing import ANSWERS, fill, reports

ROOT = Path(__file__).parents[2]
BEING_WRITTEN = shutil.ignore_patterns("*.pyc.*")
"""What other processes compile meanwhile; all that is compiled already is not compiled again."""
ADD = """
import sys
from indexer.extraction.readingprocess import workers_kept
from mentorsoeg import main

with workers_kept():
    for file, title in zip(sys.argv[1::2], sys.argv[2::2], strict=True):
        main(["add", file, "--title", title], standalone_mode=False)
"""
Older = Callable[[str, str, str], Collection]
"""Makes a collection by a program in one of whose files a text stood in another's place."""


@pytest.fixture
def older(tmp_path: Path) -> Older:
    """Makes collections by older programs."""

    def make(path: str, today: str, before: str) -> Collection:
        program = tmp_path / "program"
        for name in ("indexer", "search", "webapp"):
            shutil.copytree(ROOT / name, program / name, ignore=BEING_WRITTEN)
        shutil.copy(ROOT / "mentorsoeg.py", program)
        text = (program / path).read_text()
        assert today in text
        (program / path).write_text(text.replace(today, before))
        folder = tmp_path / "collection"
        folder.mkdir()
        collection = Collection(folder)
        given = []
        for name, content, title in reports():
            (folder / name).write_bytes(content)
            given += [str(folder / name), title]
        folders = {
            "MENTORSOEG_CORPUS": str(collection.corpus), "MENTORSOEG_INDEX": str(collection.index)
        }  # fmt: skip
        subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-c", ADD, *given],
            cwd=program,
            env=os.environ | folders | {"PYTHONPATH": str(program)},
            check=True,
            timeout=120,
        )
        return collection

    return make


def kept(collection: Collection, *, arrays: bool) -> set[tuple[str, int]]:
    """The names and inodes of the files of segments in the current generation, by which one tells
    whether they were made again."""
    store = IndexStore(collection.index)
    files = store.path(store.generation()).glob("MAIN_*")
    return {(f.name, f.stat().st_ino) for f in files if (f.suffix == SUFFIX) is arrays}


def keys(collection: Collection) -> bytes:
    """The one file of arrays in the current generation."""
    store = IndexStore(collection.index)
    [file] = store.path(store.generation()).glob(f"*{SUFFIX}")
    return file.read_bytes()


def texts(collection: Collection) -> set[tuple[str, int]]:
    """The same of the cached texts."""
    return {(f.name, f.stat().st_ino) for f in (collection.corpus / "texts").iterdir()}


def said(collection: Collection, *arguments: str) -> str:
    """All that a command says."""
    return collection.run(*arguments).output


def answers_rightly(collection: Collection) -> None:
    found = {query: collection.search(query)[0]["material"] for query in ANSWERS}
    assert found == ANSWERS


def is_up_to_date(collection: Collection) -> None:
    doctor = collection.run("doctor")
    assert (doctor.exit_code, "ældre" in doctor.output) == (0, False), doctor.output
    assert "ældre" not in said(collection, "status")
    assert collection.run("index").stderr == ""
    assert "0 ændret" in said(collection, "index")


def test_by_another_stemming_rule_only_the_arrays_are_made_again(older: Older) -> None:
    collection = older("search/analysis/stems.py", "SHORTEST_BARE = 4", "SHORTEST_BARE = 40")
    postings, arrays, cached = (
        kept(collection, arrays=False), kept(collection, arrays=True), texts(collection),
    )  # fmt: skip
    age = "Indekset er lavet med en ældre udgave af ordformerne (Mentorsøgs egne regler)."
    assert f"Indeks: {age} Kør »mentorsoeg index«." in said(collection, "doctor")
    assert f"{age} Kør »mentorsoeg index«." in said(collection, "status")
    assert "bagud" not in said(collection, "doctor")
    assert collection.search("lærlinge")[0]["material"] == "murernes-makkere"  # it is served
    result = collection.run("index")
    assert result.stderr == f"{age} Kør »mentorsoeg index«. Det er gjort nu.\n"
    assert "0 ændret" in result.stdout
    assert kept(collection, arrays=False) == postings
    assert not kept(collection, arrays=True) & arrays
    assert texts(collection) == cached
    answers_rightly(collection)
    is_up_to_date(collection)
    renewed = keys(collection)
    assert collection.run("index", "--rebuild").exit_code == 0
    assert keys(collection) == renewed


def test_arrays_laid_out_otherwise_are_made_again_once_and_not_at_each_opening(
    older: Older,
) -> None:
    collection = older("search/index/segments/arrays.py", '"vector_counts"', '"vector_sizes"')
    store = IndexStore(collection.index)
    folder = store.path(store.generation())
    theirs = kept(collection, arrays=True)
    answers_rightly(collection)
    [beside] = (file for file in folder.glob(f"*{SUFFIX}") if not file.name.startswith("MAIN_"))
    inode = beside.stat().st_ino
    answers_rightly(collection)
    assert beside.stat().st_ino == inode
    assert kept(collection, arrays=True) == theirs
    assert "af ordformerne" in said(collection, "doctor")
    assert "Det er gjort nu." in collection.run("index").stderr
    assert {name for name, _ in kept(collection, arrays=True)} == {name for name, _ in theirs}
    keys(collection)
    is_up_to_date(collection)


def test_by_another_rule_for_words_all_is_made_again_of_the_cached_texts(older: Older) -> None:
    collection = older("search/analysis/units.py", '"stykke"', '"styk"')
    postings, cached = kept(collection, arrays=False), texts(collection)
    assert "af ordopdelingen og ordformerne (Mentorsøgs" in said(collection, "doctor")
    shutil.rmtree(collection.corpus / "originals")
    result = collection.run("index")
    assert "3 ændret" in result.stdout
    assert "Det er gjort nu." in result.stderr
    assert not kept(collection, arrays=False) & postings
    assert texts(collection) == cached
    answers_rightly(collection)


def test_by_another_extraction_all_texts_are_read_again_and_what_changed_is_indexed(
    older: Older,
) -> None:
    collection = older(
        "indexer/extraction/formats/plain.py", "decode(content))", "decode(content[:40]))"
    )
    cached = texts(collection)
    doctor = said(collection, "doctor")
    assert "af tekstudtrækket (Mentorsøgs egne regler). Kør" in doctor
    assert collection.search("27,2 pct.") == []
    result = collection.run("index")
    assert "1 ændret" in result.stdout
    assert len(texts(collection)) == len(cached)
    assert not texts(collection) & cached
    answers_rightly(collection)
    is_up_to_date(collection)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ('def f(x):\n    """What it is."""\n    return x + 1  # why\n', True),
        ("def f(x):\n\n    return (x\n      + 1)\n", True),
        ("def f(x):\n    return x + 2\n", False),
        ("def f(x):\n    return x\n", False),
    ],
)
def test_what_is_done_counts_and_not_what_is_said_of_it(
    tmp_path: Path, text: str, same: bool
) -> None:
    plain, other = tmp_path / "a" / "rule.py", tmp_path / "b" / "rule.py"
    for file, content in ((plain, "def f(x): return x + 1"), (other, text)):
        file.parent.mkdir()
        file.write_text(content)
    assert (source_digest(str(plain)) == source_digest(str(other))) is same


@pytest.fixture(scope="session")
def today(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """A collection by today's program; read-only."""
    made = Collection(tmp_path_factory.mktemp("today"))
    fill(made)
    return made


@pytest.fixture
def made(today: Collection, tmp_path: Path) -> Collection:
    """A collection by today's program."""
    shutil.copytree(today.corpus.parent, tmp_path, dirs_exist_ok=True)
    return Collection(tmp_path, new=False)


@pytest.mark.parametrize(
    ("kind", "library", "told"),
    [
        ("keys", "PyStemmer", "af ordformerne (PyStemmer 0.9, nu "),
        ("postings", "whoosh3", "af ordopdelingen (whoosh3 0.9, nu "),
        ("texts", "pypdfium2", "af tekstudtrækket (pypdfium2 0.9, nu "),
        ("texts", "tesseract", "af tekstudtrækket (tesseract 0.9, nu "),
    ],
)
def test_another_version_of_a_library_is_named_and_what_it_made_renewed(
    made: Collection, kind: str, library: str, told: str
) -> None:
    date_back(made, kind, library)
    assert told in said(made, "doctor")
    assert told in made.run("index").stderr
    answers_rightly(made)
    is_up_to_date(made)


def test_renewed_keys_of_a_small_segment_know_the_words_of_a_large_one(
    collection: Collection,
) -> None:
    store = IndexStore(collection.index)
    large = {f"nr-{n}": ["", "Kvask og blirper er to ord her."] for n in range(12)}
    for texts_of in (large, {"lille": ["", "Kvaskblirper gælder alle."]}):
        with store.writing() as writer:
            for name, every in texts_of.items():
                pages = [PageRecord(n, str(n), text) for n, text in enumerate(every)]
                record = MaterialRecord(material=Material(id=name, title="Intet"), pages=1)
                writer.put(record, pages, fingerprint="")
    before = kept(collection, arrays=True)
    assert len(before) == 2
    date_back(collection, "keys", "simplemma")
    with store.writing():
        pass
    assert not kept(collection, arrays=True) & before
    found = LiveSearcher(collection.index).get().search("blirper", limit=20)
    assert "lille" in {hit.record.material.id for hit in found.materials}


def date_back(collection: Collection, kind: str, library: str) -> None:
    """Make the index one by an older version of a library."""
    store = IndexStore(collection.index)
    manifest = store.manifest()
    had = manifest.made_with[kind]
    aged = had.model_copy(update={"versions": {**had.versions, library: "0.9"}})
    write(store, manifest.model_copy(update={"made_with": {**manifest.made_with, kind: aged}}))


def write(store: IndexStore, manifest: Manifest) -> None:
    file = store.path(store.generation()) / "manifest.json"
    file.write_text(manifest.model_dump_json())


def test_an_index_of_a_schema_before_the_last_is_refused_with_the_remedy(made: Collection) -> None:
    store = IndexStore(made.index)
    write(store, store.manifest().model_copy(update={"schema_version": 3, "made_with": {}}))
    result = made.run("search", "makker")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "ældre udgave af Mentorsøg" in result.stderr
    assert "Kør »mentorsoeg index«." in result.stderr
    assert "ældre udgave af Mentorsøg" in said(made, "doctor")
    assert made.run("index").exit_code == 0
    answers_rightly(made)
    is_up_to_date(made)


# Whoosh leaves a table of contents that it can't read open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_older_index_that_cannot_be_opened_says_so_and_not_that_it_is_damaged(
    made: Collection,
) -> None:
    date_back(made, "postings", "whoosh3")
    store = IndexStore(made.index)
    [contents] = store.path(store.generation()).glob("*.toc")
    contents.write_bytes(b"\x07" + contents.read_bytes()[1:])  # another machine's integers
    manifest = store.manifest()
    files = {name: sums for name, sums in manifest.files.items() if name != contents.name}
    write(store, manifest.model_copy(update={"files": files}))
    result = made.run("search", "makker")
    assert "kan ikke læses mere. Kør »mentorsoeg index«." in result.stderr
    assert "beskadiget" not in result.stderr
    assert made.run("index").exit_code == 0
    answers_rightly(made)
