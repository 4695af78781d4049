"""Snippets: which window of a page is shown, and what is marked in it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis.tokens import tokenise
from search.answering.searcher import Searcher
from search.asking.figurekinds import figures_asked
from search.library.catalogue import Material
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


def test_of_a_long_sentence_two_words_are_shown_before_one_of_them_often() -> None:
    text = " og så ".join(
        [*["kajen"] * 60, "makker makker makker", *["kajen"] * 60, "makker frist"]
    )
    marks = [
        Mark(*one.span(), int(one[0] == "frist"), 1.0) for one in re.finditer("makker|frist", text)
    ]
    assert marked(make_excerpt(text, marks).snippet) == ["makker", "frist"]


@pytest.mark.parametrize("room", range(0, 18, 3))
def test_no_date_is_cut_where_a_snippet_ends_or_begins(room: int) -> None:
    dates = "17. marts 2015 og " * 40
    text = f"{dates}{'x' * room} makker {dates}"
    at = text.index("makker")
    found = plain(make_excerpt(text, [Mark(at, at + 6, 0, 1.0)]).snippet)
    assert "makker" in found
    assert re.findall(r"17\.|marts|2015", found.replace("17. marts 2015", "")) == []


def test_a_figure_asked_for_outweighs_more_words_where_the_passage_of_a_page_is_chosen() -> None:
    more, answer = "Makker, havn, kaj og nat.", "En makker er her 28 procent."
    text = f"{more} {FILLER * 9}{answer} {FILLER * 9}"
    words = {"makker": 0, "havn": 1, "kaj ": 2, "nat.": 3}
    found = re.finditer("|".join(words), text, re.IGNORECASE)
    marks = [Mark(*one.span(), words[one[0].lower()], 1.0) for one in found]
    assert more in plain(make_excerpt(text, marks).snippet)
    assert answer in plain(make_excerpt(text, marks, figures=figures_asked("procent")).snippet)


def test_of_a_long_sentence_the_word_beside_a_figure_asked_for_is_shown() -> None:
    text = f"makker {'og så kajen ' * 60}makker 28 procent {'og så kajen ' * 60}makker frist"
    words = {"makker": 0, "frist": 1}
    marks = [Mark(*one.span(), words[one[0]], 1.0) for one in re.finditer("makker|frist", text)]
    asked = figures_asked("procent")
    assert "28 procent" in plain(make_excerpt(text, marks[:3], figures=asked).snippet)


def test_a_sentence_a_little_longer_than_a_snippet_is_shown_whole(searcher_of: Make) -> None:
    telling = f"En makker {'kommer og går ' * 20}hver dag."
    assert WIDTH < len(telling) < WIDTH + SLACK
    found = snippet_of(searcher_of({"a": [FILLER * 9 + telling + " " + FILLER * 9]}), "makker")
    assert plain(found) == f"… {telling} …"


def test_what_follows_the_words_is_shown_before_what_precedes_them(searcher_of: Make) -> None:
    found = snippet_of(
        searcher_of({"a": [FILLER * 9 + "En makker gør gavn. " + FILLER * 9]}), "makker"
    )
    assert plain(found).startswith("… En makker gør gavn. Her står")


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
