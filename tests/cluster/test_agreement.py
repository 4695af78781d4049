"""That both engines agree to the letter where more than hits tells: findings, pages of contents,
pages like the best, words that some segments have."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.asking.filters import Filters
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout, TableCell, TextTable
from search.library.record import MaterialRecord, PageRecord
from search.library.settings import Settings
from search.stores import store_of
from tests.cluster.conftest import settings_of
from tests.cluster.test_contract import Pair, alike, pair_of, put, record
from tests.search.conftest import HARBOUR, NIGHT, SALON, TEXTS
from tests.search.test_findings import FILLER
from tests.search.test_findings import HARBOUR as ON_HARBOUR
from tests.search.test_findings import NIGHT as AT_NIGHT

PRICES = "Afgrøde\tPris (kr/m2)\nKrydderurter\t252,5\nKartofler\t3,9"
CELLS = (
    ("Afgrøde", 0, 0, "col"), ("Pris (kr/m2)", 0, 1, "col"), ("Krydderurter", 1, 0, "row"),
    ("252,5", 1, 1, None), ("Kartofler", 2, 0, "row"), ("3,9", 2, 1, None),
)  # fmt: skip
SENTENCES = [s.strip() for texts in TEXTS.values() for t in texts for s in t.split(". ")]


def cards() -> Iterator[tuple[MaterialRecord, list[PageRecord]]]:
    """Materials of a page each, a sentence of the trades on each."""
    for n, sentence in enumerate(SENTENCES):
        yield record(Material(id=f"kort-{n}", title=f"Kort {n % 7}"), "", sentence)


def reports() -> Iterator[tuple[MaterialRecord, list[PageRecord]]]:
    """Reports with figures, a table and pages of contents."""
    for name, texts in (("kajen", ON_HARBOUR), ("nat", AT_NIGHT), ("andet", [FILLER * 5, FILLER])):
        yield record(Material(id=name, title=name), "", *texts)
    for material in (HARBOUR, NIGHT, SALON):
        yield record(material, *TEXTS[material.id])
    table = TextTable(
        tuple(
            TableCell(PRICES.index(text), PRICES.index(text) + len(text), row, column, header=head)
            for text, row, column, head in CELLS
        )
    )
    priced, pages = record(Material(id="priser", title="Tabeller"), "", PRICES, FILLER * 9)
    pages[1] = replace(pages[1], layout=PageLayout(tables=(table,)))
    yield priced, pages
    texts = ("", "Indhold\nMakkere 2\nMentorer 3", "Makkere på kajen.", "Mentorer og makkere.")
    listed, pages = record(Material(id="indhold", title="Makkere og mentorer"), *texts)
    pages[1] = replace(pages[1], layout=PageLayout(contents=True))
    yield listed, pages


@pytest.fixture(scope="module")
def several(node: str, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same behind both engines, in two segments and lexicons."""
    late = record(Material(id="sent", title="Sent"), "", "Makkeren er en gæstementor.")
    return pair_of(node, tmp_path_factory.mktemp("several"), [*cards(), *reports()], [late])


QUESTIONS = (
    "hvor mange procent af makkerne på havnen bliver", "hvad koster en makker på havnen",
    "hvornår begyndte makkerordningen på havnen", "andel makkere der bliver om natten",
    "pris på krydderurter", "hvor mange børnehaver har en legeplads", "", "makker",
    "gæstementorer",
    "makker -natten", "+makker pct havnen", "titel:kajen makkere",
    "hvad siger vagter om sygefravær",
    "hvordan følges sygdom og fravær blandt lærlinge uden makker i virksomheden hver måned",
    "makkere mentorer", '"makker på havnen"',
)  # fmt: skip
WISHES = (
    {}, {"each": 1}, {"thin": True}, {"kinds": ("share", "money"), "thin": True}, {"exact": True},
    {"limit": 1, "offset": 1}, {"filters": Filters(material="kajen")},
)  # fmt: skip


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_findings_are_the_same_to_the_letter(several: Pair, wish: dict[str, object]) -> None:
    found = 0
    for query in QUESTIONS:
        one, other = (engine.findings(query, **wish) for engine in several)  # type: ignore[arg-type]
        assert other == one
        found += one.total
    assert found


@pytest.mark.parametrize("query", QUESTIONS)
def test_an_answer_out_of_several_segments_is_the_same_to_the_letter(
    several: Pair, query: str
) -> None:
    for pages in (1, 9):
        one, other = (engine.search(query, limit=40, pages=pages) for engine in several)
        assert alike(other, one)


WORDS = sorted({word.strip(".,") for sentence in SENTENCES for word in sentence.split()})


@settings(max_examples=15, derandomize=True)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_any_words_are_answered_and_stated_the_same(several: Pair, words: list[str]) -> None:
    one, other = several
    query = " ".join(words)
    assert alike(other.search(query, limit=60), one.search(query, limit=60))
    assert other.findings(query) == one.findings(query)


def test_a_long_text_that_is_pasted_is_answered_the_same(several: Pair) -> None:
    assert len(WORDS) > 100
    one, other = (engine.search(" ".join(WORDS), limit=60) for engine in several)
    assert one.total
    assert alike(other, one)


def test_a_page_is_the_same_hit(several: Pair) -> None:
    one, other = several
    found = 0
    for name in ("kajen", "indhold", "salonen", "ukendt"):
        for number in range(5):
            for query in ("makker mentor", "havnen", "xyzzy", ""):
                assert other.hit(query, name, number) == one.hit(query, name, number)
                found += one.hit(query, name, number) is not None
    assert found


def test_when_each_page_came_is_told_the_same_way(node: str, tmp_path: Path) -> None:
    for store in (store_of(Settings(index=tmp_path)), store_of(settings_of(node, tmp_path))):
        put(
            store, [record(Material(id="dyr", title="Dyr", summary="Om dyr."), "Om dyr.", "Oddere")]
        )
        first = store.manifest().created
        put(store, [record(Material(id="trae", title="Træ", summary="Om ege."), "Om ege.", "Ege")])
        second = store.manifest().created
        with store.writing(rebuild=True) as writer:
            one, pages = record(Material(id="dyr", title="Dyr", summary="Om dyr."), "Om dyr.", "Å")
            writer.put(one, pages, "")
        manifest = store.manifest()
        assert manifest.came_on("dyr", 0) == first
        assert manifest.created > second > first
        put(store, [record(Material(id="dyr", title="Dyr", summary="Om odder."), "Om odder.")])
        assert store.manifest().came_on("dyr", 0) == store.manifest().created
