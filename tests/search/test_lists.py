"""Lists of what is found: equals, pieces of a list, the other orders."""

from pathlib import Path

import pytest

from search.library.catalogue import Material
from tests.search.conftest import Make, build, ids
from tests.search.ordering import BLANK, text


def test_equals_stand_in_the_order_of_the_collection(searcher_of: Make) -> None:
    page = text("kompas", "sekstant")
    searcher = searcher_of({name: [BLANK, page, page] for name in "cabd"})
    for query in ("kompas", "kompas sekstant"):
        every = ids(searcher, query)
        assert sorted(every) == list("abcd")
        assert every == [record.material.id for record in searcher.materials()]
        for hit in searcher.search(query).materials:
            assert [page.number for page in hit.pages] == [2, 3]


def test_the_best_pages_of_a_material_are_shown_best_first(searcher_of: Make) -> None:
    counts = (1, 4, 2, 0, 3, 5)
    searcher = searcher_of({"a": [BLANK, *(text(*["kompas"] * n) for n in counts)]})
    (hit,) = searcher.search("kompas", pages=4).materials
    assert [page.number for page in hit.pages] == [7, 3, 6, 4]
    assert (hit.page_count, hit.hit_pages) == (5, (2, 3, 4, 6, 7))
    scores = [page.score for page in hit.pages]
    assert scores == sorted(scores, reverse=True)
    assert hit.score == scores[0]


def test_a_page_of_the_list_is_a_piece_of_the_whole_list(searcher_of: Make) -> None:
    counts = [n * 7 % 5 + 1 for n in range(30)]
    texts = {f"m{n:02}": [BLANK, text(*["kompas"] * count)] for n, count in enumerate(counts)}
    searcher = searcher_of(texts)
    every = searcher.search("kompas", limit=100).materials
    values = [(-hit.score, hit.record.material.id) for hit in every]
    assert len(every) == 30
    assert values == sorted(values)
    for limit in (1, 2, 5, 6, 7, 8, 11, 29, 30, 31):
        for offset in (0, 1, 5, 23, 29, 30):
            piece = searcher.search("kompas", limit=limit, offset=offset).materials
            assert piece == every[offset : offset + limit]


DATED = {"midt": "2015-03", "Åben": "2015", "Æble": None, "yngst": "2019-02-01", "ældst": "2009",
         "Abe": "2015"}  # fmt: skip
"""Titles, in the order of the collection, and when they were published."""
ORDERED = {
    "newest": ["yngst", "midt", "Abe", "Åben", "ældst", "Æble"],
    "oldest": ["ældst", "Abe", "Åben", "midt", "yngst", "Æble"],
    "title": ["Abe", "midt", "yngst", "Æble", "ældst", "Åben"],
}


@pytest.mark.parametrize("sort", ORDERED)
def test_the_collection_and_what_is_found_in_it_are_sorted_alike(tmp_path: Path, sort: str) -> None:
    searcher = build(
        tmp_path,
        (
            (Material(id=f"nr-{n}", title=title, published=published), ["", "kompas"])
            for n, (title, published) in enumerate(DATED.items())
        ),
    )
    found = [hit.record for hit in searcher.search("kompas", sort=sort).materials]
    assert [record.material.title for record in found] == ORDERED[sort]
    assert list(searcher.materials(sort=sort)) == found
    for none in ("", "relevance"):
        assert [record.material.title for record in searcher.materials(sort=none)] == list(DATED)
