"""What an index is made with: no file that has a say is left out."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.extraction import provenance
from search.index.making import keys_files, postings_files
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.errors import IndexUnavailable
from search.library.provenance import ROOT
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher


def test_every_file_of_analysis_and_index_counts_for_postings_or_keys() -> None:
    told = {*postings_files(), *keys_files()}
    for folder in ("search/analysis", "search/index"):
        every = {str(path.relative_to(ROOT)) for path in (ROOT / folder).rglob("*.py")}
        assert every - told == set()


@pytest.mark.parametrize(
    ("files", "path"),
    [
        (postings_files, "search/index/fields.py"),
        (postings_files, "indexer/indexing.py"),
        (postings_files, "search/index/whoosh/postingformat.py"),
        (postings_files, "search/library/holdings.py"),
        (postings_files, "search/library/record.py"),
        (postings_files, "search/quoting/captions.py"),
        (postings_files, "search/index/segments/merging.py"),
        (keys_files, "search/data/stopwords.txt"),
        (keys_files, "search/index/segments/keys.py"),
        (keys_files, "search/index/segments/counts.py"),
    ],
)
def test_what_has_a_say_is_named(files: Callable[[], list[str]], path: str) -> None:
    assert path in files()


def test_texts_tell_their_extractors() -> None:
    assert provenance().versions.keys() >= {"pypdfium2", "pypdf", "trafilatura", "lxml"}


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
