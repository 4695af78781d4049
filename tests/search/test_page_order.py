"""Which page of a report is shown first: that with the passage which answers."""

from pathlib import Path

import pytest

from search.answering.presenting import PAGES_SHOWN
from search.answering.searcher import Searcher
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.showing.snippets import plain
from tests.search.conftest import Make, build

FILL = "vand lys luft jord ild sten træ græs sand is"
CONTENTS = """Indhold
Indledning\t3
Frist for klager\t4
Klager over mentor\t7
Bilag om frist og klager\t12"""


def pages(searcher: Searcher, query: str, count: int = PAGES_SHOWN) -> list[int]:
    """The pages shown of the first report."""
    first, *_ = searcher.search(query, pages=count).materials
    return [page.number for page in first.pages]


def filled(text: str, words: int = 100) -> str:
    """The text and so many other words, in sentences of ten, after it."""
    return " ".join([text, *[f"{FILL.capitalize()}."] * (words // 10)])


def test_words_that_stand_together_are_before_words_that_stand_apart_more_often(
    searcher_of: Make,
) -> None:
    apart = " ".join(
        filled(f"{word.capitalize()} og {word}.") for word in ("kompas", "anker", "sejl")
    )
    together = filled("Kompas er godt til vejs, og med sejl kommer man frem til et anker.", 300)
    assert pages(searcher_of({"a": [apart, together]}), "kompas anker sejl") == [2, 1]


def test_words_that_most_pages_of_the_report_have_do_not_tell_them_apart(tmp_path: Path) -> None:
    often = filled("En makker i en ordning. Makker i ordning.")
    report = [often, often, filled("En makker i en ordning får en frist."), *[often] * 7]
    others = ["", *(filled(f"Hver frist er {n} dage.") for n in range(1, 30))]
    searcher = build(
        tmp_path,
        [
            (Material(id="a", title="Notat"), ["", *report]),
            (Material(id="b", title="Andet"), others),
        ],
    )
    assert pages(searcher, "makker ordning frist")[0] == 3


def test_a_word_that_asks_for_a_figure_tells_less_than_a_word_of_the_matter(
    searcher_of: Make,
) -> None:
    asking, matter = filled("Antal makkere, et antal."), filled("Makkere på havn.")
    assert pages(searcher_of({"a": ["", asking, matter, filled("")]}), "antal makkere havn") == [
        3,
        2,
    ]


@pytest.mark.parametrize(
    ("query", "asked", "other"),
    [
        ("hvor mange uger er der varsel", "Mødet har et varsel på 3 uger.", "Varsel står i § 14."),
        ("antal medlemmer udvalget", "Udvalget har 7 medlemmer.", "Udvalgets medlemmer, se § 4."),
        ("madspild ton", "Der er 700 ton madspild.", "Hvert ton madspild i 98 byer."),
        ("byggepris skole", "Skole: 34 mio. kr. i byggepris.", "Byggepris på skole i 2016."),
        ("startdato kursus", "Kursus har startdato 3. maj.", "Kursus har startdato, se § 7."),
        ("hvornår åbner skolen", "Skolen åbner 3. maj 2014.", "Skolen åbner i 2014."),
        ("antal medlemmer udvalget", "Udvalget har 7 medlemmer.", "Udvalget, CVR 37476773."),
        ("hvor mange måneder kursus", "Kursus varer 9 måneder.", "Måneder og kursus på 3 hold."),
    ],
)  # fmt: skip
def test_the_page_with_the_figure_asked_for_is_first(
    searcher_of: Make, query: str, asked: str, other: str
) -> None:
    searcher = searcher_of({"a": [filled(other), filled(asked)]})
    assert pages(searcher, query) == [2, 1]
    assert asked[:-1] in plain(searcher.search(query).materials[0].pages[0].snippet)


def test_words_of_the_front_tell_less_among_the_pages(searcher_of: Make) -> None:
    front = filled("Kompas og anker.")
    both = [filled(f"Et kompas og et {other}.") for other in ("anker", "sejl")]
    found = pages(searcher_of({"a": [front, *both, filled("Sejl.")]}), "kompas anker sejl")
    assert found[0] == 3


def test_a_table_of_contents_is_shown_last(searcher_of: Make) -> None:
    told = filled("Klager har ingen frist.")
    assert pages(searcher_of({"a": [CONTENTS, told]}), "frist for klager") == [2, 1]


def test_of_more_pages_than_are_shown_a_page_of_contents_takes_the_place_of_none(
    tmp_path: Path,
) -> None:
    with IndexStore(tmp_path).writing() as writer:
        every = [PageRecord(0, "", ""), PageRecord(1, "1", "")]
        every += [PageRecord(n, str(n), filled("Frist for klager.", 60)) for n in range(2, 6)]
        listed = " ".join(["Frist for klager."] * 9)
        every.append(PageRecord(6, "6", listed, layout=PageLayout(contents=True)))
        writer.put(MaterialRecord(material=Material(id="a", title="Notat"), pages=6), every, "")
    searcher = LiveSearcher(tmp_path).get()
    assert set(pages(searcher, "frist klager", 4)) == {2, 3, 4, 5}
    assert pages(searcher, "frist klager", 5)[-1] == 6


def test_of_a_page_with_a_table_of_contents_the_text_is_shown(searcher_of: Make) -> None:
    text = f"{CONTENTS}\n\n{filled('', 60)}\n\n{filled('Klager har ingen frist.', 40)}"
    (hit,) = searcher_of({"a": [text]}).search("frist klager").materials
    assert "Klager har ingen frist" in plain(hit.pages[0].snippet)


def test_lines_that_end_with_figures_are_no_table_of_contents_unless_these_rise(
    searcher_of: Make,
) -> None:
    rows = "Klager i frist 31\nKlager efter frist 7\nKlager uden frist 12\nFrist i alt 5"
    text = f"{filled('Klager.', 40)}\n\n{rows}\n\n{filled('', 40)}"
    (hit,) = searcher_of({"a": [text]}).search("klager frist").materials
    assert "Klager efter frist 7" in plain(hit.pages[0].snippet)


@pytest.mark.parametrize("count", [1, 2, PAGES_SHOWN])
def test_the_first_pages_are_the_same_however_many_are_shown(searcher_of: Make, count: int) -> None:
    texts = [filled("Kompas. Kompas."), filled("Anker ved et kompas."), filled("Sejl og anker.")]
    searcher = searcher_of({"a": texts})
    assert pages(searcher, "kompas anker", count) == pages(searcher, "kompas anker")[:count]


def test_fields_of_the_catalogue_are_shown_after_every_passage(tmp_path: Path) -> None:
    told = [f"{filled('', 300)} Kompasserne."] * 5
    report = (Material(id="a", title="Kompas"), ["", FILL, *told])
    searcher = build(tmp_path, [report, (Material(id="b", title="Andet"), ["", FILL])])
    (hit,) = searcher.search("kompas", pages=9).materials
    assert [(page.number, page.fields) for page in hit.pages] == [
        *((number, False) for number in range(2, 7)), (0, True),
    ]  # fmt: skip
    assert max(hit.pages, key=lambda page: page.score).fields


def test_of_a_page_the_passage_under_a_heading_with_a_word_is_shown(tmp_path: Path) -> None:
    before = filled("Et anker er tungt.") + "\n"
    text = f"{before}Kompas\n{filled('', 400)} Et anker er godt."
    layout = PageLayout(headings=((len(before), len(before) + len("Kompas")),))
    with IndexStore(tmp_path).writing() as writer:
        pages = [PageRecord(0, "", ""), PageRecord(1, "1", text, layout=layout)]
        writer.put(MaterialRecord(material=Material(id="a", title="Notat")), pages, "")
    hit = LiveSearcher(tmp_path).get().search("anker kompas").materials[0]
    assert "anker er godt" in plain(hit.pages[0].snippet)


def test_of_more_words_than_are_looked_at_those_that_tell_most_decide(searcher_of: Make) -> None:
    common = ["anker", "sejl", "mast", "bøje", "ror", "fender", "tov", "krog", "net", "dæk", "luge"]
    query = " ".join(["kompas", *common[:6], "sekstant", *common[6:]])

    def page(near: tuple[str, str]) -> str:
        apart = [word for word in query.split() if word not in near]
        return " ".join(filled(f"{one}.", 30) for one in (" ".join(near), *apart))

    others = [f"{FILL} {word}" for word in common] * 5
    report = ["", *[page(("anker", "fender"))] * 4, page(("kompas", "sekstant"))]
    searcher = searcher_of({"a": report, "b": others})
    hits = {hit.record.material.id: hit for hit in searcher.search(query).materials}
    assert hits["a"].pages[0].number == 6
