"""What is shown of tables, charts, headings and fields: never a figure without its label."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.asking.figurekinds import figures_asked
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout, TableCell, TextChart, TextTable
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.showing.fieldlines import field_text
from search.showing.marks import Mark
from search.showing.snippets import SLACK, WIDTH, make_excerpt, plain
from tests.search.conftest import build
from tests.search.test_snippets import FILLER, marked


def table_of(*rows: str, start: int = 0, heads: Collection[int] = (0,)) -> TextTable:
    """The table of a text's lines from ``start``, with tabs between cells; ``heads`` are rows of
    labels."""
    cells, at = [], start
    for row, line in enumerate(rows):
        for column, text in enumerate(line.split("\t")):
            header = "col" if row in heads else None
            cells.append(TableCell(at, at + len(text), row, column, header=header))
            at += len(text) + 1
    return TextTable(tuple(cells))


def marks_of(text: str, *words: str) -> list[Mark]:
    """Where these words stand, each worth the same."""
    found = [(m.start(), m.end(), n) for n, word in enumerate(words)
             for m in re.finditer(re.escape(word), text)]  # fmt: skip
    return [Mark(start, end, n, 1.0) for start, end, n in sorted(found)]


PRICES = ("Afgrøde\tPris (kr/m2)\tKilde", "Lucerne\t0,8\tSEGES", "Krydderurter\t252,5\tGartneri",
          "Rug\t0,7\tSEGES")  # fmt: skip


def test_a_hit_in_a_table_shows_the_labels_and_its_row() -> None:
    before = "Priserne er fra 2021.\n\n"
    text = before + "\n".join(PRICES) + "\n\nHerefter følger andet."
    layout = PageLayout(tables=(table_of(*PRICES, start=len(before)),))
    snippet = make_excerpt(text, marks_of(text, "Pris", "Krydderurter"), layout=layout).snippet
    assert " ".join(plain(snippet).split()) == (
        "Afgrøde Pris (kr/m2) Kilde … Krydderurter 252,5 Gartneri …"
    )
    assert marked(snippet) == ["Pris", "Krydderurter"]
    first = make_excerpt(text, marks_of(text, "Lucerne"), layout=layout).snippet
    assert " ".join(plain(first).split()) == "Afgrøde Pris (kr/m2) Kilde · Lucerne 0,8 SEGES …"


def test_of_a_long_row_its_label_and_the_cell_with_the_mark_are_shown() -> None:
    rows = ("Sted\tVurdering\tForløb", f"Havnen\t{FILLER * 6}\t{FILLER * 4}En makker kom. {FILLER}")
    text = "\n".join(rows)
    layout = PageLayout(tables=(table_of(*rows),))
    shown = plain(make_excerpt(text, marks_of(text, "makker"), layout=layout).snippet)
    assert " ".join(shown.split()).startswith("Sted Forløb · Havnen … ")
    assert "En makker kom." in shown
    assert len(shown) < WIDTH + 2 * SLACK


def test_a_long_row_has_most_room_for_the_cell_that_tells_most() -> None:
    told = f"Et varsel er kort. {FILLER}Det er dog ikke altid sådan. Et møde og en frist er ens."
    rows = ("Sted\tVurdering\tForløb", f"Havnen\tEn makker kom. {FILLER * 6}\t{FILLER * 4}{told}")
    text = "\n".join(rows)
    marks = marks_of(text, "makker", "varsel", "møde", "frist")
    snippet = make_excerpt(text, marks, layout=PageLayout(tables=(table_of(*rows),))).snippet
    assert marked(snippet) == ["makker", "varsel", "møde", "frist"]
    assert len(plain(snippet)) < WIDTH + 2 * SLACK


@pytest.mark.parametrize(
    ("query", "prose"),
    [
        ("pris krydderurter", "Til krydderurter og deres pris er der en kilde."),
        ("krydderurter kr/m2", "Krydderurter koster, som sagt, mange kr/m2, se § 9."),
    ],
)
def test_a_figure_below_a_label_with_its_unit_is_one_of_money(query: str, prose: str) -> None:
    text = f"{prose}\n\n" + "\n".join(PRICES)
    layout = PageLayout(tables=(table_of(*PRICES, start=len(prose) + 2),))
    marks = marks_of(text, "ris", "rydderurter")
    snippet = make_excerpt(text, marks, layout=layout, figures=figures_asked(query)).snippet
    assert "Krydderurter 252,5" in " ".join(plain(snippet).split())


def test_a_heading_and_a_caption_tell_of_what_stands_below() -> None:
    row = "Rug\t0,7"
    text = f"Møder\n\nEn makker kom.\n\nFrist\n\n{FILLER * 5}En makker gik.\n\nVarsel\n\n{row}"
    heads = tuple((text.index(head), text.index(head) + 5) for head in ("Møder", "Frist"))
    assert "gik" in plain(make_excerpt(
        text, marks_of(text, "Frist", "makker"), 60, PageLayout(headings=heads)
    ).snippet)  # fmt: skip
    caption = (text.index("Varsel"), text.index("Varsel") + 6)
    table = replace(table_of(row, start=text.index("Rug"), heads=()), caption=caption)
    shown = make_excerpt(
        text, marks_of(text, "Varsel", "Rug"), layout=PageLayout(tables=(table,))
    ).snippet
    assert "0,7" in plain(shown)


def test_the_heading_right_over_a_table_tells_of_its_rows_and_is_shown_with_them() -> None:
    lead, hydride = (
        ("Ladning\tAfladning", "Start 1,2\tKapacitet 12"),
        ("Ladning\tAfladning", "Start 0,1\tKapacitet 1,3"),
    )
    text = "Bly\n\n" + "\n".join(lead) + "\n\nNikkel og hydrid\n\n" + "\n".join(hydride)
    start = text.index("Nikkel")
    heads = ((0, 3), (start, start + 16))
    tables = (table_of(*lead, start=5), table_of(*hydride, start=start + 18))
    marks = marks_of(text, "Nikkel", "hydrid", "Kapacitet")
    snippet = make_excerpt(text, marks, layout=PageLayout(headings=heads, tables=tables)).snippet
    assert " ".join(plain(snippet).split()) == (
        "… Nikkel og hydrid Ladning Afladning · Start 0,1 Kapacitet 1,3"
    )
    assert marked(snippet) == ["Nikkel", "hydrid", "Kapacitet"]
    assert [one.text for one in snippet if one.heading] == ["Nikkel", " og ", "hydrid"]


def test_a_hit_in_the_value_of_a_form_shows_what_the_form_tells_below() -> None:
    below = "Forløb\tTræneren ser de fem bedste tider inden for hver af disciplinerne i klubben."
    rows = ("Felt\tIndhold", "Nummer\t004", "Navn\tVis udvalgte", below, f"Noter\t{FILLER * 6}")
    text = "\n".join(rows)
    layout = PageLayout(tables=(table_of(*rows),))
    value = make_excerpt(text, marks_of(text, "udvalgte"), layout=layout)
    assert " ".join(plain(value.snippet).split()) == (
        f"Felt Indhold … Navn Vis udvalgte · {' '.join(below.split())} …"
    )
    assert value.passage == (text.index("Navn"), text.index("\nNoter"))
    label = make_excerpt(text, marks_of(text, "Nummer"), layout=layout).snippet
    assert " ".join(plain(label).split()) == "Felt Indhold · Nummer 004 …"


def test_prose_is_shown_without_the_table_beside_it_and_over_no_heading() -> None:
    prose = "Her får en makker sin første dag på havnen"
    text = f"Et kapitel\n\n{prose}\n\nNæste kapitel\n\nAndet.\n\n" + "\n".join(PRICES)
    heads = ((0, 10), (text.index("Næste"), text.index("Næste") + 13))
    layout = PageLayout(headings=heads, tables=(table_of(*PRICES, start=text.index("Afgrøde")),))
    shown = plain(make_excerpt(text, marks_of(text, "makker"), layout=layout).snippet)
    assert shown == f"Et kapitel {prose} …"


def test_prose_goes_before_the_labels_of_a_chart_and_never_into_them() -> None:
    labels = "0\n\n10\n\nOdense\n\nmakker\n\nSkive"
    text = f"{labels}\n\nFigur 1. Unge i alt\n\n{FILLER}\n\nEn makker kom til byen."
    layout = PageLayout(charts=(TextChart(0, len(labels)),))
    snippet = make_excerpt(text, marks_of(text, "makker", "Odense"), layout=layout).snippet
    assert "En makker kom til byen." in plain(snippet)
    assert "Skive" not in plain(snippet)
    alone = make_excerpt(text, marks_of(text, "Odense"), layout=layout).snippet
    assert marked(alone) == ["Odense"]
    assert "Figur" not in plain(alone)


def test_a_heading_right_below_another_is_shown_with_it_and_the_text() -> None:
    text = f"{FILLER}\n\nUdvalget\n\n§ 10\n\nDet har syv makkere.\n\nMøder\n\nDe er om natten."
    heads = [
        (text.index(head), text.index(head) + len(head)) for head in ("Udvalget", "§", "Møder")
    ]
    snippet = make_excerpt(
        text, marks_of(text, "Udvalget"), layout=PageLayout(headings=(*heads,))
    ).snippet
    assert plain(snippet) == "… Udvalget § 10 Det har syv makkere. …"
    assert [one.text for one in snippet if one.heading] == ["Udvalget", "§"]


def test_labels_further_down_a_table_are_shown_with_the_row_below_them_or_alone() -> None:
    rows = ("Havnen\t86 %", "Mål\tPoint", "Torvet\t91 %", "Kvarter\tOpfyldelse")
    text = "\n".join(rows)
    layout = PageLayout(tables=(table_of(*rows, heads=(1, 3)),))
    between = make_excerpt(text, marks_of(text, "Point"), layout=layout).snippet
    assert " ".join(plain(between).split()) == "Mål Point … Torvet 91 % …"
    last = make_excerpt(text, marks_of(text, "Opfyldelse"), layout=layout).snippet
    assert " ".join(plain(last).split()) == "Kvarter Opfyldelse"
    assert marked(between) == ["Point"]
    assert marked(last) == ["Opfyldelse"]


def test_what_is_left_out_of_a_cell_and_after_it_is_told_once() -> None:
    first, last = f"{FILLER}En makker kom. {FILLER * 6}", f"{FILLER * 6}En vagt kom. {FILLER * 3}"
    rows = ("Sted\tForløb\tVurdering", f"Havnen\t{first}\t{last}")
    layout = PageLayout(tables=(table_of(*rows),))
    text = "\n".join(rows) + "\n\nEfter."
    for word in (("makker",), ("vagt",), ("makker", "vagt")):
        shown = plain(make_excerpt(text, marks_of(text, *word), layout=layout).snippet)
        assert shown.endswith(" …")
        assert not re.search(r"…\s*…", shown)


@given(st.data())
def test_any_marks_in_a_table_give_a_snippet_with_a_mark(data: st.DataObject) -> None:
    text = "Før tabellen.\n\n" + "\n".join(PRICES) + "\n\nEfter."
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    marks = [Mark(a, b, n, 1.0) for n, (a, b) in enumerate(pairs) if b - a < WIDTH]
    labels = data.draw(st.sets(st.integers(0, len(PRICES) - 1)))
    table = table_of(*PRICES, start=text.index("Afgrøde"), heads=labels)
    layout = PageLayout(tables=(table,))
    heads = data.draw(st.sampled_from(((), ((0, 13),))))
    snippet = make_excerpt(text, marks, layout=replace(layout, headings=heads)).snippet
    assert not re.search(r"…\s*…", plain(snippet))
    letters = re.sub(r"[\s…·]", "", plain(snippet))
    assert all(letter in text for letter in letters)
    whole = [mark for mark in marks if "\t" not in text[mark.start : mark.end]
             and "\n" not in text[mark.start : mark.end]]  # fmt: skip
    if whole and len(whole) == len(marks):
        assert marked(snippet)


FIELDS = Material(
    id="emner", title="Notat", kind="andet", published="2015", target_groups=("vinbønder",),
    subjects=("kældre og lofter", "vinlagring"),
)  # fmt: skip


def test_what_stands_in_fields_is_a_line_of_fields_that_cannot_be_quoted(tmp_path: Path) -> None:
    searcher = build(tmp_path, [(FIELDS, [FILLER])])
    (hit,) = searcher.search("vinlagring").materials[0].pages
    assert plain(hit.snippet) == "Emner: kældre og lofter, vinlagring"
    assert marked(hit.snippet) == ["vinlagring"]
    assert not hit.is_quotable
    (place,) = searcher.occurrences("vinlagring")
    assert place.head == plain(hit.snippet)
    assert place.head[place.start : place.end] == "vinlagring"


def test_the_fields_stand_after_every_passage_with_the_word(tmp_path: Path) -> None:
    searcher = build(tmp_path, [(FIELDS, [FILLER, FILLER, "Om vinlagring. " + FILLER * 9])])
    first, last = searcher.search("vinlagring").materials[0].pages
    assert (first.number, last.number) == (2, 0)
    assert [first.is_quotable, last.is_quotable] == [True, False]
    summary = build(tmp_path / "b", [(FIELDS, ["Vi skriver om vinlagring."])])
    (hit,) = summary.search("vinlagring").materials[0].pages
    assert (plain(hit.snippet), hit.is_quotable) == ("Vi skriver om vinlagring.", True)


@given(st.lists(st.text("ab \n:,", min_size=1, max_size=90), max_size=5), st.data())
def test_any_marks_in_fields_give_a_line_of_whole_values(
    subjects: list[str], data: st.DataObject
) -> None:
    told = field_text(FIELDS.model_copy(update={"subjects": tuple(subjects)}))
    ends = st.integers(0, len(told.text) - 1)
    start = data.draw(ends)
    end = data.draw(st.integers(start + 1, len(told.text)))
    value = told.value_at(start)
    shown = plain(told.shown([Mark(start, end, 0, 1.0)]))
    assert " ".join(told.text[value.start : value.end].split()) in " ".join(shown.split())
    assert value.line[value.at :].startswith(told.text[value.start : value.end])


def test_nothing_is_shown_as_alike_that_is_not_seen_to_be_nor_contents(tmp_path: Path) -> None:
    texts = {"tekst": "Kompagni 4 er her.", "indhold": "Kompagni 4", "bogstav": "Punkt E i alt."}
    with IndexStore(tmp_path).writing() as writer:
        for name, text in texts.items():
            layout = PageLayout(contents=name == "indhold")
            record = MaterialRecord(material=Material(id=name, title="T"), pages=1)
            pages = [PageRecord(0, "", ""), PageRecord(1, "1", text, layout=layout)]
            writer.put(record, pages, fingerprint="")
    found = LiveSearcher(tmp_path).get().search("e-kompas").alike
    assert [hit.record.material.id for hit in found] == ["tekst"]
    assert [marked(page.snippet) for hit in found for page in hit.pages] == [["Kompagni"]]


def test_of_rows_alike_the_one_that_is_about_the_word_alone_is_shown() -> None:
    rows = ("Type\tKode", "Dobbelthus eller rækkehus\t130", "Dobbelthus\t132", "Dobbelthus m.m.\t9")
    text = "\n".join(rows)
    layout = PageLayout(tables=(table_of(*rows),))
    shown = plain(make_excerpt(text, marks_of(text, "Dobbelthus"), layout=layout).snippet)
    assert "132" in shown


def test_a_length_asked_for_is_one_in_metres() -> None:
    text = f"Modulerne har 16 kanaler.{FILLER} Modulerne sender op til 80 m i det fri."
    figures = figures_asked("modulerne rækkevidde")
    shown = plain(make_excerpt(text, marks_of(text, "Modulerne"), figures=figures).snippet)
    assert "80 m" in shown


def test_a_passage_begins_with_what_stands_before_it_where_there_is_room() -> None:
    text = f"{FILLER}\n\nFarven er pastel. Så fulgte mere. Den er brugt på alle knapper."
    shown = plain(make_excerpt(text, marks_of(text, "knapper")).snippet)
    assert "Farven er pastel." in shown
