"""What each thing that tells for a page is worth: each alone decides an order here."""

from pathlib import Path

import pytest

from search.library.catalogue import Material
from search.ranking import ranking
from tests.search.conftest import Make, build, ids
from tests.search.test_order import BLANK, OTHERS, Pages, order, row, text


def titled(folder: Path, query: str, *materials: tuple[str, Pages]) -> list[int]:
    """The materials of these titles and pages, by their number, as the query ranks them; it must
    not matter in which order they lie in the collection."""
    numbered = list(enumerate(materials))
    found = []
    for name, ordered in (("forward", numbered), ("back", numbered[::-1])):
        texts = [
            (Material(id=f"m{place}", title=title), ["", BLANK, *pages])
            for place, (_, (title, pages)) in enumerate(ordered)
        ]
        texts.append((Material(id="x", title="Andet"), ["", *OTHERS]))
        found.append([ordered[int(one[1:])][0] for one in ids(build(folder / name, texts), query)])
    assert found[0] == found[1]
    return found[0]


def test_what_a_title_is_all_about_is_before_a_page_that_says_it_often(tmp_path: Path) -> None:
    whole, some = ("Kompas", []), ("Kompas i skole og hjem", [text(*["kompas"] * 8)])
    assert titled(tmp_path, "kompas", some, whole) == [1, 0]


def test_a_word_typed_again_is_worth_more(tmp_path: Path) -> None:
    once, twice = [text("kompas")], [text("sekstant", "sekstant")]
    assert order(tmp_path / "1", "kompas kompas sekstant", twice, once) == [1, 0]
    assert order(tmp_path / "2", "kompas sekstant", once, twice) == [1, 0]


def test_another_form_of_a_word_is_worth_something_but_less_than_a_word(tmp_path: Path) -> None:
    bare, measured, both = (
        [text("27,2")],
        [text("27,2 procent", length=39)],
        [text("27,2", "kompas")],
    )
    assert order(tmp_path / "1", "27,2 procent", bare, measured) == [1, 0]
    assert order(tmp_path / "2", "27,2 procent kompas", measured, both)[0] == 1


def test_what_is_merely_wished_for_ranks_what_must_be_there_and_drops_none(tmp_path: Path) -> None:
    one, both = [text("kompas")], [text("kompas", "sekstant")]
    assert order(tmp_path, "+kompas sekstant", one, both, [text("sekstant")]) == [1, 0]


def test_every_other_name_of_a_word_is_looked_for(searcher_of: Make) -> None:
    names = {"word": [text("immigrant")], "row": [row("etnisk", "minoritet")], "x": OTHERS}
    assert set(ids(searcher_of(names), "indvandrer")) == {"word", "row"}


def test_a_slip_is_forgiven_in_a_field_unless_asked_not_to(tmp_path: Path) -> None:
    texts = [
        (Material(id="a", title="Om sekstanter"), [""]),
        (Material(id="b", title="Andet"), [""]),
    ]
    searcher = build(tmp_path, texts)
    assert ids(searcher, "titel:sekstnat") == ["a"]
    assert ids(searcher, "titel:sekstnat", exact=True) == []


def test_those_that_score_nearly_as_the_last_looked_at_closely_are_looked_at_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MOST_CLOSELY", 1)
    apart, in_row = [text("kompas", "sekstant", length=38)], [row("kompas", "sekstant")]
    assert order(tmp_path, "kompas sekstant", apart, in_row) == [1, 0]
