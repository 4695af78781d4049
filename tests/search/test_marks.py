"""Marks: always at real matches, whatever the text and the query."""

import string

from hypothesis import given
from hypothesis import strategies as st

from search.analysis.normalise import canonical, normalise
from search.analysis.stems import lemma, stem
from search.analysis.tokens import words
from search.answering.searcher import Searcher

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
