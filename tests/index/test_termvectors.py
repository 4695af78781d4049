"""What is kept of each page's terms is what was put in."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.index.segments.termvectors import TermVectors

ROWS = st.dictionaries(st.integers(0, 200_000), st.integers(0, 255), max_size=5)
PAGES = st.lists(ROWS, min_size=1, max_size=6)
"""By page its terms, of more than two bytes, each with its lead; many pages have none."""


@given(
    pages=PAGES | st.lists(st.dictionaries(st.integers(0, 9), st.just(0), max_size=3), min_size=1)
)
def test_terms_and_leads_come_back_by_page(pages: list[dict[int, int]]) -> None:
    rows = [sorted(page.items()) for page in pages]
    indptr = np.cumsum([0, *map(len, rows)])
    term, lead = np.array([row for page in rows for row in page], np.int64).reshape(-1, 2).T
    vectors = TermVectors.of(indptr, term, lead.astype(np.uint8), lead.astype(np.uint8), term)
    for page, own in enumerate(rows):
        at, first = np.array([page]), int(vectors.first_lead[page])
        terms = vectors.terms(at, indptr[[page]], indptr[[page + 1]])
        leads = vectors.lead[first : first + len(own)]
        assert list(zip(terms.tolist(), leads.tolist(), strict=True)) == own
