"""The order of titles."""

from pathlib import Path

import pytest

from search.library.catalogue import Material
from tests.search.conftest import build

TITLES = ["Abe", "»Citat« om en ordning", "École", "Über", "Zebra", "Æble", "Äpple", "Øen", "Ålen",
          "Aarhus nr. 9", "Aarhus nr. 10"]  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
def test_titles_stand_in_the_order_of_the_danish_alphabet(tmp_path: Path, turned: bool) -> None:
    order = sorted(range(len(TITLES)), key=lambda n: (n * 7 + 3) % len(TITLES), reverse=turned)
    made = ((Material(id=f"nr-{n}", title=TITLES[n]), ["", "en mentor"]) for n in order)
    found = build(tmp_path, made).search("mentor", sort="title", limit=20).materials
    assert [hit.record.material.title for hit in found] == TITLES


def test_values_as_frequent_stand_in_the_order_of_the_danish_alphabet(tmp_path: Path) -> None:
    subjects = [*TITLES, "hyppigst"]
    made = (
        (Material(id=f"nr-{n}", title="Notat", subjects=subjects[n:][::-1]), ["", "en mentor"])
        for n in (0, len(TITLES))
    )
    searcher = build(tmp_path, made)
    expected = ["hyppigst", *TITLES]
    assert list(searcher.facet_counts()["subject"]) == expected
    assert list(searcher.search("mentor").facets["subject"]) == expected
