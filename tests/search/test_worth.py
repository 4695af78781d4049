"""What each thing that tells for a page is worth: each alone decides an order here."""

from pathlib import Path

import pytest

from search.library.catalogue import Material
from search.ranking import ranking
from tests.search.conftest import Make, build, ids
from tests.search.ordering import BLANK, OTHERS, SOUGHT, Pages, order, row, text


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


def test_an_inflection_is_worth_more_than_a_compound_on_a_shorter_page(tmp_path: Path) -> None:
    known = [[text("skibs")], [text("skibs")]]
    pages = [[text("skibskompas", length=25)], [text("kompasset")], [text("kompasset", length=42)]]
    assert order(tmp_path, "kompas", *pages, *known)[:3] == [1, 2, 0]


def test_of_pages_with_the_word_one_that_has_a_word_alike_too_is_first(tmp_path: Path) -> None:
    alone, beside = [text("kompas", "sejl")], [text("kompas", "kompagni")]
    assert order(tmp_path, "kompas", alone, beside) == [1, 0]


def test_where_a_compound_is_not_its_parts_tell_and_all_of_them_more(tmp_path: Path) -> None:
    alike, some = [text("anker", "bigårdo", "biskolero")], [text("anker", "gårde", "biskolero")]
    every, whole = [text("anker", "skoler", "gårde")], [text("skolegård")]
    known = [[text("bigårdo")], [text("biskolero")], [text("gårde")], [text("skoler")]]
    found = order(tmp_path, "anker skolegård", alike, some, every, whole, *known)
    assert [one for one in found if one < 3] == [2, 1, 0]


def test_all_parts_of_a_compound_are_before_one_that_is_rarer_and_stands_often(
    tmp_path: Path,
) -> None:
    some = [text("anker", *["gårde"] * 6, "biskolero")]
    every = [text("anker", "skoler", "gårde", *["bigårdo"] * 5)]  # as alike by letters
    known = [[text(word)] for word in ("skolegård", "biskolero", "bigårdo")]
    known += [[text("skoler", length=50 + 10 * n)] for n in range(8)]
    found = order(tmp_path, "anker skolegård", some, every, *known)
    assert found[:2] == [1, 0]


def test_a_word_that_stands_within_compounds_alone_is_lacked_in_part(tmp_path: Path) -> None:
    parts = ("skibs", "messing", "hav", "felt", "bord", "havne")
    words = [f"{part}{word}" for part, word in zip(parts, SOUGHT.split(), strict=True)]
    off, known = text("intet"), [[text(*parts)], [text(*parts)]]
    short, middling, long, longest = (text(*words, length=length) for length in (40, 42, 60, 90))
    apart, over = [short, off, short, off], [middling, middling, off, off]
    found = order(tmp_path, SOUGHT, apart, [long, off, long], over, [longest, off, off], *known)
    assert found[:2] == [2, 0]


def test_words_one_apart_in_the_query_are_neighbours_too(tmp_path: Path) -> None:
    near = [text("kompas sekstant", "anker", length=39)]
    apart = [text("kompas", "sekstant", "anker")]
    assert order(tmp_path, "kompas anker sekstant", apart, near) == [1, 0]


def test_neighbours_in_a_title_are_before_words_apart_in_one(tmp_path: Path) -> None:
    near, apart = (
        ("Anker ved sejl og kompas sekstant", []),
        ("Kompas ved anker og sejl sekstant", []),
    )
    assert titled(tmp_path, "kompas sekstant", apart, near) == [1, 0]


def test_a_neighbour_tells_as_much_as_the_less_telling_of_the_two(tmp_path: Path) -> None:
    common = [[text("kompas", length=60 + 25 * n)] for n in range(8)]
    middle = [[text("anker", "sejl", length=60 + 25 * n)] for n in range(3)]
    with_common = [text("kompas sekstant", "anker", "sejl", length=39)]
    of_middle = [text("kompas", "sekstant", "anker sejl", length=39)]
    query = "kompas sekstant anker sejl"
    assert order(tmp_path, query, with_common, of_middle, *common, *middle)[:2] == [1, 0]


def test_another_name_tells_beside_other_words_where_the_word_is_not(tmp_path: Path) -> None:
    without, other = [text("kompas", "sejl")], [text("kompas", "immigrant")]
    own, known = [text("kompas", "indvandrer", length=39)], [[text("sejl")], [text("sejl")]]
    both = [text("kompas", "indvandrer", "immigrant", length=41)]
    found = order(tmp_path, "kompas indvandrer", without, other, both, own, *known)
    assert found == [3, 2, 1, 0]
