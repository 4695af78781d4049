"""Marks: always at real matches, whatever the text and the query."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.normalise import canonical, normalise
from search.analysis.stems import lemma, stem
from search.analysis.tokens import words
from search.analysis.units import ABBREVIATIONS, SHORTENED, UNITS
from search.answering.engine import AskedQuery
from search.answering.searcher import Searcher
from search.library.catalogue import Material
from search.showing.marks import apart
from tests.search.conftest import Make, build, standing

VOCABULARY = ["mentor", "Mentoren", "mentorer", "virksomhedsmentor", "virksomheds-mentor",
              "virksom\u00adheds\u00admentor", "sygefravær", "sygefraværet", "Sygefraværspolitik",
              "fravær", "syge", "27,2 pct.", "27,2%", "27,2", "§ 85", "85", "18-29", "18", "og",
              "ret-og-pligt-mentor", "børn", "barnet", "Århus", "Aarhus", "idé", "ide", "lærling",
              "LÆRLINGE", "makker", "makkerordning", "<b>", "&amp;", "\ufb01n", "e\u0301", "ledige",
              "leder", "ældre- og", "-koordinatorer", "x", "\n\n", "."]  # fmt: skip
TEXTS = st.lists(st.sampled_from(VOCABULARY) | st.text(max_size=5), max_size=40).map(" ".join)
ASKED = st.sampled_from(
    ["mentor", "virksomhed", "sygefravær", "fravær", "barn", "aarhus", "ide", "lærling", "makker"]
)


@given(ASKED, TEXTS)
def test_a_mark_holds_the_word_and_nothing_else(trades: Searcher, query: str, text: str) -> None:
    at = 0
    for start, end in trades.highlight(query, text):
        assert at <= start < end <= len(text)
        at = end
        (marked,) = set(words(text[start:end])[-1:])
        key = canonical(marked)
        assert stem(key) == stem(query) or lemma(marked) == lemma(query), (text[start:end], query)
        edges = normalise(text[start:end])
        assert edges[0] not in string.whitespace + string.punctuation
        assert edges[-1] not in string.whitespace + string.punctuation


@given(st.text(max_size=60) | TEXTS, st.text(max_size=300) | TEXTS)
def test_any_text_and_query_give_marks_apart_and_within(
    trades: Searcher, query: str, text: str
) -> None:
    for exact in (False, True):
        at = 0
        for start, end in trades.highlight(query, text, exact=exact):
            assert at <= start < end <= len(text)
            at = end


@given(TEXTS)
def test_a_text_without_the_word_has_no_mark(trades: Searcher, text: str) -> None:
    found = {stem(word) for word in words(text)}
    if not any("lærling" in key for key in found):
        assert trades.highlight("lærling", text) == ()


@given(ASKED.filter(lambda word: word not in ("ide", "lærling")), TEXTS)
def test_every_place_where_the_word_itself_stands_is_marked(
    trades: Searcher, query: str, text: str
) -> None:
    padded = f"{text} . {query.upper()} . {text}"
    at = padded.index(f". {query.upper()} .") + 2
    assert (at, at + len(query)) in trades.highlight(query, padded)


PIECES = [
    *ABBREVIATIONS, *UNITS, *SHORTENED, "5", "27,2", "%", "%-point", "§ 31, stk. 2, nr. 4", "og",
    "makkere", "krones\u00adats", "halvandet", "\n", "\t",
]  # fmt: skip


@pytest.fixture(scope="module")
def shortened(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """A text in which all stands that may be written in short, in every way."""
    page = " ".join(PIECES)
    found = build(tmp_path_factory.mktemp("korte"), [(Material(id="a", title="a"), ["", page])])
    return found


@given(
    st.sampled_from(sorted(SHORTENED)) | st.sampled_from(["kro*", "pro*", "tele*"]),
    st.lists(st.sampled_from(PIECES), max_size=40),
    st.sampled_from(
        [" ", " ", "\n", "\t", " og så et langt stykke vej mellem dem, som kan læses, "]
    ),
)
def test_what_may_be_written_in_short_is_marked_as_if_all_of_the_text_were_taken_apart(
    shortened: Searcher, query: str, pieces: list[str], between: str
) -> None:
    text = between.join(pieces)
    for marker in shortened._highlighters(AskedQuery(query), None):
        assert marker.marks(text) == apart(marker._whole(marker._marks(text))), query


def test_what_a_wildcard_finds_in_short_is_marked(searcher_of: Make) -> None:
    found = searcher_of({"a": ["Det koster 5 kr. i alt,", "blandt andet", "bl.a. til leje"]})
    assert standing(found, "krone*") == ["kr."]
    assert standing(found, "blan*") == ["blandt", "bl.a."]
