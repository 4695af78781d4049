"""Snippets: which window of a page is shown, and what is marked in it."""

import re
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis.tokens import tokenise
from search.answering.searcher import Searcher
from search.asking.figurekinds import figures_asked
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout, TableCell, TextChart, TextTable
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.showing.fieldlines import field_text
from search.showing.marks import Mark
from search.showing.snippets import SLACK, WIDTH, Snippet, make_excerpt, plain
from tests.search.conftest import Make, build
from tests.search.test_marks import ASKED, TEXTS

FILLER = "Her står der en sætning om noget helt andet end det, som der søges efter. "


def snippet_of(searcher: Searcher, query: str) -> Snippet:
    """The snippet of the best page."""
    return searcher.search(query).materials[0].pages[0].snippet


def marked(snippet: Snippet) -> list[str]:
    """What is marked."""
    return [fragment.text for fragment in snippet if fragment.marked]


def test_the_window_shows_the_words_together_not_the_first_of_them(searcher_of: Make) -> None:
    telling = "En stærk mentor halverede fraværet blandt lærlinge. "
    text = "Ordet mentor står her. " + FILLER * 20 + telling + FILLER * 20
    found = snippet_of(searcher_of({"a": [text]}), "mentor fravær lærlinge")
    assert telling.strip() in plain(found)
    assert marked(found) == ["mentor", "fraværet", "lærlinge"]
    assert plain(found).startswith("… ")
    assert plain(found).endswith(" …")


def test_it_begins_and_ends_with_a_sentence_where_one_fits(searcher_of: Make) -> None:
    telling = "Den nye makker kom bl.a. fra nr. 4 og blev ca. 3 år på havnen."
    found = snippet_of(searcher_of({"a": [FILLER * 20 + telling + " " + FILLER * 20]}), "makker")
    assert re.fullmatch(r"… (?:[A-ZÆØÅ][^.]*\. )*" + re.escape(telling) + r"(?: [A-Z][^.]*\.)* …",
                        plain(found))  # fmt: skip


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("hvor mange procent af makkerne bliver", "Godt 62 pct. af makkerne bliver."),
        ("andel makkere der bliver", "To tredjedele af makkerne bliver."),
        ("hvad koster en makker", "En makker fås for 4.500 kr. om året."),
        ("hvor længe er man makker", "Som makker er man med i tre måneder."),
        ("hvornår kom den første makker", "Den første makker var her 3. maj 2014."),
        ("hvor mange makkere er der", "Der var i alt 28 makkere."),
        ("antal makkere", "Af makkere var der 28."),
    ],
)
def test_where_a_figure_is_asked_for_the_sentence_with_it_is_shown(
    searcher_of: Make, query: str, answer: str
) -> None:
    others = "Af tabel 3 ses, at en makker er den første, der bliver, og at det koster kræfter. "
    text = FILLER * 9 + others * 3 + FILLER * 20 + answer + " " + FILLER * 20
    assert answer in plain(snippet_of(searcher_of({"a": [text]}), query))


def test_on_a_page_with_the_very_word_its_sentence_is_shown_before_one_with_another_name(
    searcher_of: Make,
) -> None:
    own, other = "De ledige ses hver tirsdag.", "De arbejdsløse er på havnen."
    between = "Kajen er lang og kranerne høje. " * 20
    rest = {f"nr{n}": ["Havnen."] if n < 1 else ["Tirsdag."] for n in range(5)}
    more = {f"nr{n}": ["Kajen."] for n in range(5, 20)}
    searcher = searcher_of({"a": [f"{other} {between}{own} {between}"], **rest, **more})
    assert own in plain(snippet_of(searcher, "ledige på havnen tirsdag"))


def test_a_row_of_a_table_is_shown_with_its_figure(searcher_of: Make) -> None:
    rows = [f"Kolonne {n}\t{n},5 kr." for n in range(1, 90)]
    text = "Priser på kolonner\n\n" + "\n".join([*rows[:60], "Makkere\t47,5 kr.", *rows[60:]])
    searcher = searcher_of({"a": [text], "b": ["Prisen steg.", "Prisen faldt."]})
    assert "Makkere 47,5 kr." in plain(snippet_of(searcher, "pris på makkere"))


@pytest.mark.parametrize("label", ["Figur 1:", "Tabel 12.", "Trin 3:"])
def test_what_names_a_caption_is_shown_with_it(searcher_of: Make, label: str) -> None:
    text = FILLER * 20 + f"\n\n{label} Makkere på havnen i årets løb.\n\n" + FILLER * 20
    found = plain(snippet_of(searcher_of({"a": [text]}), "makkere på havnen"))
    assert f"{label} Makkere på havnen i årets løb." in found


def test_a_short_text_is_shown_whole_without_marks_of_leaving_out(searcher_of: Make) -> None:
    found = snippet_of(searcher_of({"a": ["En makker."]}), "makker")
    assert plain(found) == "En makker."


def test_without_a_match_in_the_text_its_beginning_is_shown() -> None:
    found = make_excerpt(FILLER * 20, []).snippet
    assert plain(found).startswith(FILLER.strip())
    assert plain(found).endswith(". …")
    assert marked(found) == []


def test_a_phrase_is_marked_as_one(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["Et godt match mellem mentor og mentee."]})
    assert marked(snippet_of(searcher, '"match mellem mentor og mentee"')) == [
        "match mellem mentor og mentee"
    ]
    assert marked(snippet_of(searcher, '"mentee match"~5')) == ["match", "mentee"]


def test_a_figure_is_marked_with_its_unit(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["Fraværet faldt 27,2 pct. på ét år."]})
    assert marked(snippet_of(searcher, "27,2 procent")) == ["27,2 pct."]


@pytest.mark.parametrize("query", ["mentor IKKE frivillig", "mentor -frivillig"])
def test_what_must_not_be_there_is_not_marked(searcher_of: Make, query: str) -> None:
    searcher = searcher_of({"a": ["En mentor er ansat."], "b": ["En frivillig mentor."]})
    assert marked(snippet_of(searcher, query)) == ["mentor"]


def test_function_words_are_not_marked_beside_telling_ones(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["En mentor og en mentee og en leder."]})
    assert marked(snippet_of(searcher, "mentor og mentee")) == ["mentor", "mentee"]


def test_hostile_text_stays_text(searcher_of: Make) -> None:
    text = "En <script>alert('mentor')</script> & en <b>mentor</b>."
    assert plain(snippet_of(searcher_of({"a": [text]}), "mentor")) == text


PIECES = st.lists(
    st.sampled_from(
        ["mentor", "fraværet", "faldt", "27,2 pct.", "1.234.567 kr.", "18–29", "§ 85",
         "17. marts 2015", "12 %", "3,5 mio. kr.", "nr. 4", "bl.a.", "Det", "slut.",
         "slut. Ny", "ja!\n\nSå", "x" * 30, "2014", "15:10", "1½ år", "stk. 2", "i 2018.",
         "ret-og-pligt", "–", "(se s. 12)"]
    ),
    min_size=1, max_size=150,
)  # fmt: skip


def places(text: str) -> list[Mark]:
    """Where ``mentor`` and figures stand, as marks."""
    wanted = re.compile(r"mentor|27,2 pct\.|§ 85")
    return [Mark(m.start(), m.end(), len(m[0]), 1.0) for m in wanted.finditer(text)]


@given(PIECES, st.integers(40, 400), st.sampled_from(["mentor", "hvor mange", "pris på mentor"]))
def test_a_snippet_is_a_piece_of_the_text_that_cuts_no_figure(
    pieces: list[str], width: int, query: str
) -> None:
    text = " ".join(pieces)
    flat = " ".join(text.split())
    snippet = make_excerpt(text, places(text), width, figures=figures_asked(query)).snippet
    shown = plain(snippet).removeprefix("… ").removesuffix(" …").strip()
    assert shown in flat
    assert len(shown) <= width + 2 * SLACK + 90
    whole = [token.text for token in tokenise(flat)]
    some = [token.text for token in tokenise(shown)]
    runs = range(len(whole) - len(some) + 1)
    assert any(whole[first : first + len(some)] == some for first in runs)
    if places(text):
        assert marked(snippet)
        assert set(marked(snippet)) <= {"mentor", "27,2 pct.", "§ 85"}


@given(st.text(max_size=600), st.data())
def test_any_text_and_marks_give_a_snippet_of_the_text(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=12)))
    marks = [
        Mark(a, b, n, 1.0) for n, (a, b) in enumerate(zip(cuts[::2], cuts[1::2], strict=False))
    ]
    snippet = make_excerpt(text, marks, WIDTH).snippet
    flat = re.sub(r"\s+", " ", text)
    assert {re.sub(r"\s+", " ", f.text) for f in snippet if f.marked} <= {
        re.sub(r"\s+", " ", text[m.start : m.end]) for m in marks
    }
    shown = plain(snippet).removeprefix("… ").removesuffix(" …")
    assert " ".join(shown.split()) in " ".join(flat.split())
    assert bool(marked(snippet)) == bool(marks)


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ide", "idé"), ("aalborg", "Ålborg"), ("ålborg", "AALBORG"), ("beløb", "be\u00adløbet"),
        ("finde", "\ufb01nde"), ("million", "5 mio."), ("procent", "nogle pct."), ("27,2", "27.2"),
        ("1500", "1.500"), ("2015", "17. marts 2015"), ("§ 85", "§85"), ("18-29", "18 – 29"),
        ("ret-og-pligt", "ret-og-pligt"), ("retogpligt", "ret-og-pligt"), ("email", "e-mail"),
        ("kl?kken", "klokken"), ("klok*", "klokkeslæt"), ('"stor bold"', "store\nbolde"),
        ('"den bold"~3', "den røde, runde bold"), ("koordinator", "lærere og -koordinatorer"),
    ],
)  # fmt: skip
def test_what_is_spelt_otherwise_is_marked_too(searcher_of: Make, query: str, written: str) -> None:
    text = FILLER * 9 + f"Så kom {written} her. " + FILLER * 9
    searcher = searcher_of({"a": [text], "b": [FILLER]})
    expected = [" ".join(text[a:b].split()) for a, b in searcher.highlight(query, text)]
    assert expected
    assert marked(snippet_of(searcher, query)) == expected


@settings(max_examples=30)
@given(st.lists(TEXTS, min_size=1, max_size=6), ASKED | st.sampled_from(['"et mentor"', "m*"]))
def test_a_snippet_marks_something_where_the_page_has_the_word(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], query: str
) -> None:
    materials = (
        (Material(id=f"m{n}", title="En titel"), ["", text]) for n, text in enumerate(texts)
    )
    searcher = build(tmp_path_factory.mktemp("texts"), materials)
    for hit in searcher.search(query).materials:
        text = texts[int(hit.record.material.id[1:])]
        shown = [page for page in hit.pages if page.number]
        assert not shown or not searcher.highlight(query, text) or marked(shown[0].snippet)


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
    told = f"Et varsel er kort. {FILLER}Et møde og en frist er det samme."
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


def test_prose_is_shown_without_the_table_beside_it_and_over_no_heading() -> None:
    prose = "Her får en makker sin første dag på havnen"
    text = f"Et kapitel\n\n{prose}\n\nNæste kapitel\n\nAndet.\n\n" + "\n".join(PRICES)
    heads = ((0, 10), (text.index("Næste"), text.index("Næste") + 13))
    layout = PageLayout(headings=heads, tables=(table_of(*PRICES, start=text.index("Afgrøde")),))
    shown = plain(make_excerpt(text, marks_of(text, "makker"), layout=layout).snippet)
    assert shown == f"… {prose} …"


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
