"""The index on disk: generations, switching, damage."""

import fcntl
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from search.index.store import GenerationWriter, IndexStore
from search.library.catalogue import Material
from search.library.errors import IndexUnavailable, UserError
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.ranking.facets import FacetTable


def put(writer: GenerationWriter, material_id: str, *texts: str) -> None:
    """A material with a page for each text."""
    record = MaterialRecord(material=Material(id=material_id, title=material_id), pages=len(texts))
    pages = [PageRecord(n, str(n), text, language="da") for n, text in enumerate(texts)]
    writer.put(record, pages, fingerprint=" ".join(texts))


def found(live: LiveSearcher, query: str) -> list[str]:
    """The ids of the materials that a search gives."""
    return [hit.record.material.id for hit in live.get().search(query).materials]


def comes_to_find(live: LiveSearcher, query: str, *ids: str) -> None:
    """Wait until a search finds these: a generation is opened while the one before is served."""
    until = time.monotonic() + 30
    while found(live, query) != list(ids):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_block_that_fails_leaves_the_generation_before_it(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    with store.writing() as writer:
        put(writer, "gammel", "Resumé", "uroksen")
    before = store.generation()
    with pytest.raises(ZeroDivisionError), store.writing() as writer:
        put(writer, "ny", "Resumé", "bisonen")
        _ = 1 / 0
    assert store.generation() == before
    assert found(LiveSearcher(tmp_path), "uroksen") == ["gammel"]
    assert found(LiveSearcher(tmp_path), "bisonen") == []
    assert [p.name for p in tmp_path.glob("generation-*")] == [before]


def test_an_open_searcher_moves_to_the_next_generation_by_itself(tmp_path: Path) -> None:
    store, live = IndexStore(tmp_path), LiveSearcher(tmp_path)
    for material_id, word in [("en", "ahorn"), ("to", "birk"), ("tre", "cypres")]:
        with store.writing() as writer:
            put(writer, material_id, "Resumé", word)
        comes_to_find(live, word, material_id)
    assert found(live, "ahorn") == ["en"]


def test_records_are_read_before_the_next_generation_is_served_not_by_who_asks_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, live = IndexStore(tmp_path), LiveSearcher(tmp_path)
    with store.writing() as writer:
        put(writer, "en", "Resumé", "ahorn")
    first = live.current().generation
    with store.writing() as writer:
        put(writer, "to", "Resumé", "birk")
    read: list[int] = []

    def table(records: Sequence[MaterialRecord]) -> FacetTable:
        read.append(len(records))
        return FacetTable(records)

    monkeypatch.setattr("search.ranking.collection.FacetTable", table)
    until = time.monotonic() + 60
    while live.current().generation == first and time.monotonic() < until:
        time.sleep(0.01)
    assert read == [2]
    assert live.get().search("birk").facets
    assert read == [2]


def test_a_material_put_again_replaces_its_pages_and_a_removed_one_is_gone(tmp_path: Path) -> None:
    store, live = IndexStore(tmp_path), LiveSearcher(tmp_path)
    with store.writing() as writer:
        put(writer, "en", "Resumé", "ahorn", "birk")
        put(writer, "to", "Resumé", "cypres")
    with store.writing() as writer:
        put(writer, "en", "Resumé", "druehyld")
        writer.remove("to")
    assert [found(live, word) for word in ("ahorn", "birk", "cypres", "druehyld")] == [
        [], [], [], ["en"],
    ]  # fmt: skip
    assert [record.material.id for record in live.get().materials()] == ["en"]


def test_a_block_that_changes_nothing_makes_no_generation(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    with store.writing() as writer:
        put(writer, "en", "Resumé")
    before = store.generation()
    with store.writing():
        pass
    assert store.generation() == before


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    with (tmp_path / "lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(UserError, match="En anden kørsel"), store.writing():
            pass


def test_only_the_current_generation_and_the_one_before_are_kept(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    for number in range(5):
        with store.writing() as writer:
            put(writer, f"nr-{number}", "Resumé")
    assert len(list(tmp_path.glob("generation-*"))) == 2


# Whoosh leaves a table of contents that it can't read open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index_says_how_to_mend_it_and_a_rebuild_mends_it(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    with store.writing() as writer:
        put(writer, "en", "Resumé", "ahorn")
    for file in store.path(store.generation()).glob("*.toc"):
        file.write_bytes(b"skrammel")
    with pytest.raises(IndexUnavailable, match="index --rebuild"):
        LiveSearcher(tmp_path).get()
    with store.writing(rebuild=True) as writer:
        put(writer, "en", "Resumé", "ahorn")
    assert found(LiveSearcher(tmp_path), "ahorn") == ["en"]


def test_what_was_opened_answers_when_its_generation_is_cleared_away(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    with store.writing() as writer:
        put(writer, "lang", "Resumé", *["bøgetræet"] * 9)
    with store.writing() as writer:
        put(writer, "kort", "bøgetræet")  # a segment of its own beside the larger one
    opened = store.path(store.generation())
    searcher = LiveSearcher(tmp_path).get()
    for number in range(3):
        with store.writing() as writer:
            put(writer, f"nr-{number}", "Resumé")
    assert not opened.exists()
    hits = searcher.search("bøgetræet").materials
    assert {hit.record.material.id for hit in hits} == {"lang", "kort"}


def test_readers_never_fail_while_generations_change(tmp_path: Path) -> None:
    store, live = IndexStore(tmp_path), LiveSearcher(tmp_path)
    with store.writing() as writer:
        put(writer, "fast", "Resumé", "bøgetræet")
    stop, errors = threading.Event(), list[Exception]()

    def read() -> None:
        while not stop.is_set():
            try:
                assert found(live, "bøgetræet")[0] == "fast"
                assert found(LiveSearcher(tmp_path), "bøgetræet")[0] == "fast"
            except Exception as error:
                errors.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(8):
        with store.writing() as writer:
            put(writer, f"nr-{number}", "Resumé", "fyrretræet")
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []
