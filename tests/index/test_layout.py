"""The structure of a page goes with it from the file to the index."""

from dataclasses import asdict
from pathlib import Path

import pytest

from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.pagelayout import (
    PLAIN,
    NoteMark,
    PageLayout,
    TableCell,
    TextTable,
    WordBox,
)
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher

TEXT = "Område\tDeltog\nLæsø\t12,9"
CELLS = (
    TableCell(0, 6, 0, 0, header="col"),
    TableCell(7, 13, 0, 1, header="col"),
    TableCell(14, 18, 1, 0, header="row"),
    TableCell(19, 23, 1, 1, box=(10.0, 20.5, 30.0, 40.0)),
)
FULL = PageLayout(
    tables=(TextTable(CELLS, caption=(0, 6), carried=("", "Pct."), box=(0.0, 0.0, 1.0, 1.0)),),
    notes=(NoteMark(18, "1"), NoteMark(6, "2", note=14)),
    headings=((0, 6),),
    confidence=0.93,
    words=(WordBox(0, 6, (1.0, 2.0, 3.0, 4.0)),),
)


def test_a_layout_comes_out_of_the_index_as_it_was_put_and_pages_without_have_none(
    tmp_path: Path,
) -> None:
    store = IndexStore(tmp_path)
    for name in ("a", "b"):  # the second run merges the first's segment
        with store.writing() as writer:
            record = MaterialRecord(material=Material(id=name, title="Intet"), pages=2)
            pages = [PageRecord(0, "", ""), PageRecord(1, "1", TEXT, layout=FULL)]
            writer.put(record, [*pages, PageRecord(2, "2", "Prosa.")], fingerprint="")
    engine = LiveSearcher(tmp_path).get()
    for name in ("a", "b"):
        first, second = engine.page(name, 1), engine.page(name, 2)
        assert first is not None
        assert second is not None
        assert (first.layout, second.layout) == (FULL, PLAIN)


def test_a_layout_survives_both_its_written_forms() -> None:
    assert PageLayout.of(asdict(FULL)) == PageLayout.load(FULL.dump()) == FULL
    assert PageLayout.load(PLAIN.dump()) == PageLayout.of(asdict(PLAIN)) == PLAIN
    assert PLAIN.dump() is None


@pytest.mark.parametrize("data", [{"tables": 7}, {"notes": [{"at": "her"}]}, [1]])
def test_what_is_no_layout_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="PageLayout"):
        PageLayout.of(data)
