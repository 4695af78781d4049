"""What an index is made with: no file that has a say is left out, and no library."""

import ast
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from indexer.extraction import NO_READERS, provenance, readers
from search.index.making import keys_files, postings_files, provenances
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.errors import IndexUnavailable
from search.library.provenance import ROOT
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.opensearch.generations import cluster_files, made_here
from tests.test_rooms import ROOMS, imports_of

INDEX = {*postings_files(), *keys_files()}
VERSIONS = provenances()["postings"].versions | provenances()["keys"].versions
MADE = {
    "index": (INDEX, VERSIONS),
    "texts": (set(readers()), provenance().versions),
    "cluster": (
        {*cluster_files(), *keys_files()},
        {
            **made_here()["postings"].versions,
            **made_here()["keys"].versions,
            "whoosh3": "none: the cluster has no file of its",
        },
    ),
}
"""What is made, of which of our files and with which libraries."""
MAKERS = {
    "index": {"indexer/indexing.py", "search/index/maker.py"},
    "texts": {
        "indexer/extraction/reader.py",
        "indexer/extraction/sandboxed.py",
        "indexer/texts.py",
    },
    "cluster": {"indexer/indexing.py", "search/opensearch/clusterwriter.py"},
}
"""Where the making begins."""
NO_SAY = {
    "indexer/extraction/__init__.py": "the door to texts, which have a provenance of their own",
    "indexer/extraction/confinement.py": "what a reader may not touch",
    "indexer/extraction/isolation.py": "brings the file there and the answer back",
    "indexer/extraction/steps.py": "says what a reader is doing",
    "indexer/progress.py": "says how far a run is",
    "indexer/records.py": "says how many materials an index has",
    "indexer/texts.py": "counts for the texts; gives them as they were made",
    "search/__init__.py": "the door",
    "search/answering/door.py": "Protocols",
    "search/library/credentials.py": "passwords in addresses, which aren't searched",
    "search/library/errors.py": "sentences for people",
    "search/library/fieldtypes.py": "what it makes of a field stands in the fingerprint",
    "search/library/files.py": "bytes as they are given",
    "search/library/processes.py": "who works, not at what",
    "search/library/provenance.py": "tells what was made with what",
    "search/library/sealing.py": "holds that bytes are as they were written",
    "search/library/settings.py": "where things are",
    "search/opensearch/cluster.py": "asks and waits",
    "search/opensearch/clustermanifest.py": "tells of a generation",
    "search/stores.py": "chooses the store",
    "search/library/sharedfiles.py": "brings originals and texts as they are",
}
"""Of what is imported, our files that may change and nothing made is another for it, and why."""
NO_LIBRARIES_SAY = {
    "marisa-trie": "keeps what simplemma has",
    "platformdirs": "where the caches are",
    "pydantic": "checks and writes what is given it",
    "pydantic_core": "the same",
}
DOOR = {
    name.name: f"search.{line.module}"
    for line in ast.parse((ROOT / "search/__init__.pyi").read_text(encoding="utf-8")).body
    if isinstance(line, ast.ImportFrom) and line.level
    for name in line.names
}
"""The module behind each name at the door of ``search``."""
DISTRIBUTIONS = packages_distributions()


def imported(file: str) -> Iterator[str]:
    """The modules that a file of ours imports, those behind the door for the door's names."""
    yield from imports_of(ROOT / file)
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "search":
            yield from (DOOR[name.name] for name in node.names)


def file_of(module: str) -> str:
    path = Path(*module.split("."))
    return str(path / "__init__.py" if (ROOT / path).is_dir() else path.with_suffix(".py"))


def imports(files: set[str]) -> tuple[set[str], set[str]]:
    """Our files and the distributions that files of ours import."""
    modules = {name for file in files if file.endswith(".py") for name in imported(file)}
    ours = {name for name in modules if name.partition(".")[0] in ROOMS}
    others = {name.partition(".")[0] for name in modules - ours} - sys.stdlib_module_names
    libraries = {one.lower() for name in others for one in DISTRIBUTIONS[name]}
    return {file_of(name) for name in ours}, libraries


@pytest.mark.parametrize("kind", MADE)
def test_all_that_the_maker_imports_counts_but_for_what_has_no_say(kind: str) -> None:
    files, versions = MADE[kind]
    ours, libraries = imports(files)
    assert MAKERS[kind] <= files
    assert ours - files - NO_SAY.keys() == set()
    assert libraries - {one.lower() for one in versions} - NO_LIBRARIES_SAY.keys() == set()
    sources = "".join((ROOT / file).read_text(encoding="utf-8") for file in files)
    data = (ROOT / "search" / "data").iterdir()
    assert {str(one.relative_to(ROOT)) for one in data if f'"{one.name}"' in sources} <= files


def test_nothing_is_said_to_have_no_say_that_nothing_imports() -> None:
    found = [imports(files) for files, _ in MADE.values()]
    assert NO_SAY.keys() <= set().union(*(ours for ours, _ in found))
    assert NO_LIBRARIES_SAY.keys() <= set().union(*(libraries for _, libraries in found))


def test_every_file_of_analysis_index_and_extraction_counts_unless_it_is_named() -> None:
    told = {*INDEX, *readers(), *(f"indexer/extraction/{name}" for name in NO_READERS)}
    for folder in ("search/analysis", "search/index", "indexer/extraction"):
        every = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.py")}
        assert every - told == set()


def put(store: IndexStore, name: str, *texts: str) -> None:
    with store.writing() as writer:
        pages = [PageRecord(n, str(n), text) for n, text in enumerate(("", *texts))]
        writer.put(MaterialRecord(material=Material(id=name, title="Intet"), pages=1), pages, "")


def test_merging_small_segments_forgets_no_words_of_a_large_one(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    put(store, "stor", *["Kvask og blirper er to ord."] * 40)
    put(store, "lille", "Kvaskblirper gælder alle.")
    put(store, "anden", "Noget helt andet.")
    found = LiveSearcher(tmp_path).get().search("blirper", limit=20)
    assert "lille" in {hit.record.material.id for hit in found.materials}


def test_an_index_of_another_schema_is_told_in_danish_and_made_anew(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    put(store, "a", "en mentor")
    name = store.generation()
    other = store.manifest().model_copy(update={"schema_version": 5})
    (store.path(name) / "manifest.json").write_text(other.model_dump_json())
    with pytest.raises(IndexUnavailable, match="andet skema"):
        store.open(name)
    with store.writing() as writer:
        assert writer.fingerprints == {}
        assert "andet skema" in writer.renewal
