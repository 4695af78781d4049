"""Broad questions: what there is no budget for is left out and told; nothing is cut otherwise."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.answering.searcher import BROAD, SHORTENED, Searcher
from search.asking.wildcards import fits
from search.index.segments.vocabulary import Vocabulary
from search.library.budget import Budget, charge
from search.ranking.shapes import of_shape
from search.showing.marks import Mark
from search.showing.needles import Needles
from search.showing.snippets import WIDTH, make_excerpt
from tests.search.conftest import Make

BROAD_QUERIES = (
    "*e?e*", "mentor makker sygefravær virksomhed", "mentor OG makker OG vagt", "(mentor) (makker)",
    '"en mentor" "en makker"', "mentor -makker -vagt",
)  # fmt: skip
LETTERS = st.text("abåé*?", max_size=6)


@pytest.mark.parametrize("query", BROAD_QUERIES)
def test_without_budget_the_first_is_found_and_it_is_told_that_it_is_not_all(
    trades: Searcher, query: str
) -> None:
    found = trades.search(query, pages=9, budget=Budget(0))
    assert found.hints[-1] in (BROAD, SHORTENED)
    assert [len(hit.pages) for hit in found.materials] == [1]
    assert not {BROAD, SHORTENED} & set(trades.search(query, pages=9).hints)


def test_with_budget_enough_nothing_is_cut(trades: Searcher) -> None:
    for query in BROAD_QUERIES:
        budget = Budget(3600)
        cut, whole = trades.search(query, budget=budget), trades.search(query)
        assert (cut.materials, cut.hints, cut.total_pages) == (
            whole.materials, whole.hints, whole.total_pages,
        )  # fmt: skip
        assert not budget.cut


def test_occurrences_end_with_the_budget(trades: Searcher) -> None:
    budget = Budget(0)
    some, every = (
        list(trades.occurrences("mentor", budget=budget)), list(trades.occurrences("mentor")),
    )  # fmt: skip
    assert budget.cut
    assert some == every[: len(some)]
    assert 0 < len(some) < len(every)


def test_what_another_process_costs_is_part_of_it() -> None:
    budget = Budget(3600)
    assert not budget.spent()
    charge(3600)
    assert budget.spent()


def test_a_budget_of_which_nothing_is_left_has_no_more_like_a_page(trades: Searcher) -> None:
    assert trades.similar("natten", 1)
    assert trades.similar("natten", 1, budget=Budget(0)) == ()


@given(st.lists(st.text("abåé", min_size=1, max_size=8), unique=True), LETTERS)
@example(["a"], "?**")
def test_the_terms_of_a_shape_are_those_that_fit_one_by_one(
    texts: Sequence[str], pattern: str
) -> None:
    ordered = sorted(texts, key=str.encode)
    vocabulary = Vocabulary.of(ordered)
    for first, last in ((0, len(ordered)), (len(ordered) // 3, len(ordered))):
        found = of_shape(vocabulary, pattern, first, last).tolist()
        alone = Vocabulary.of([text for text in ordered if fits(text, pattern)])
        assert set(map(vocabulary.__getitem__, found)) <= set(alone)
        plain = [n for n in range(first, last) if _has(ordered[n], pattern)]
        assert found == plain


def _has(text: str, pattern: str) -> bool:
    """Whether a text has the shape, letter by letter."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return _has(text, pattern[1:]) or (text != "" and _has(text[1:], pattern))
    return text != "" and pattern[0] in ("?", text[0]) and _has(text[1:], pattern[1:])


@given(st.text("ab -", max_size=60), st.integers(0, 9))
def test_the_pieces_looked_at_are_of_whole_words_apart_and_hold_every_needle(
    text: str, reach: int
) -> None:
    needles = Needles.of(["ab"], reach)
    assert needles is not None
    regions = list(needles.regions(text))
    last = -1
    for start, end in regions:
        assert last < start <= end <= len(text)
        assert start == 0 or text[start - 1] == " "
        assert end == len(text) or text[end] == " "
        last = end
    for at in range(len(text)):
        if text.startswith("ab", at):
            assert any(a <= max(0, at - reach) or a <= at <= b for a, b in regions)
            assert any(a <= at <= b for a, b in regions)
    for word in re.finditer(r"[^ ]+", text):
        if "ab" in word[0].replace("-", "") or re.search(r"^-|-$", word[0]):
            assert any(a <= word.start() and word.end() <= b for a, b in regions)


@given(st.lists(st.tuples(st.integers(1, 80), st.integers(1, 30), st.integers(0, 3)), max_size=30))
def test_the_window_is_worth_most_of_all_windows_that_begin_with_a_mark(
    steps: list[tuple[int, int, int]],
) -> None:
    marks, at = [], 0
    for gap, length, word in steps:
        marks.append(Mark(at + gap, at + gap + length, word, 1.0 + word))
        at += gap + length
    text = "x" * (at + 10)
    shown = [fragment for fragment in make_excerpt(text, marks).snippet if fragment.marked]
    if not marks:
        return

    def worth(first: Mark) -> float:
        near = [m for m in marks if first.start <= m.start and m.end <= first.start + WIDTH]
        seen = [m.word for m in near]
        return sum(m.worth * (0.1 if m.word in seen[:n] else 1.0) for n, m in enumerate(near))

    best = max(marks, key=lambda m: (worth(m), -m.start))
    inside = [m for m in marks if best.start <= m.start and m.end <= best.start + WIDTH]
    assert len(shown) >= len(inside)


def test_an_index_without_the_shape_has_no_term_of_it(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["Aarhus og århusiansk"]})
    assert searcher.search("aarh?s").total == 1
    assert searcher.search("*rhu*").total == 1
    assert searcher.search("q?x*z*").total == 0
