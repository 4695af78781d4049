"""Where a compound is cut, and which words are forms of another."""

from collections.abc import Mapping

import pytest

from search.analysis.compounds import RARE, Part, Splitter, run
from search.analysis.stems import is_form, stem


def cut(word: str, firsts: Mapping[str, int], lasts: Mapping[str, int]) -> list[str]:
    """The letters of a word's parts, by the pages that have words as first parts and as last."""
    stems = {stem(last): pages for last, pages in lasts.items()}
    made = Splitter(lambda text: firsts.get(text, 0), lambda text: stems.get(text, 0))
    return [word[part.start : part.end] for part in made.split(word)]


@pytest.mark.parametrize(("pages", "parts"), [(RARE, ["kvask", "blirper"]), (RARE - 1, [])])
def test_a_part_that_no_dictionary_has_stands_on_several_pages(
    pages: int, parts: list[str]
) -> None:
    assert RARE > 1
    assert cut("kvaskblirper", {"kvask": pages}, {"blirper": 9}) == parts
    assert cut("kvaskblirper", {"kvask": 9}, {"blirper": pages}) == parts


def test_of_two_cuts_that_without_a_link_is_the_likelier() -> None:
    assert cut("husstand", {"hus": 9}, {"stand": 9, "tand": 9}) == ["hus", "stand"]
    assert cut("husstand", {"hus": 9}, {"stand": 9, "tand": 99}) == ["hus", "tand"]


def test_of_two_cuts_that_with_the_longer_parts_is_the_likelier() -> None:
    firsts, lasts = {"kvaskb": 9, "kvaskbli": 9}, {"lirper": 9, "rper": 9}
    assert cut("kvaskblirper", firsts, lasts) == ["kvaskb", "lirper"]
    assert cut("kvaskblirper", {**firsts, "kvaskbli": 99}, lasts) == ["kvaskbli", "rper"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("organisationsenhed", ["organisation", "enhed"]),
        ("behandlingsenheder", ["behandling", "enheder"]),
        ("forlystelsespark", ["forlystelse", "park"]), ("regnskabsåret", []),
    ],
)  # fmt: skip
def test_after_what_is_derived_so_an_s_is_a_link(word: str, parts: list[str]) -> None:
    firsts = {
        first: 9 for first in ("organisation", "behandling", "forlystelse", "regnskab", "regn")
    }
    lasts = dict.fromkeys(("senhed", "senheder", "spark", "skab", "sår", "såret"), 99)
    assert cut(word, firsts, {**lasts, "enhed": 2, "enheder": 2, "park": 2}) == parts


@pytest.mark.parametrize(
    ("word", "first", "last"),
    [
        ("anvendelse", "anv", "endelse"), ("computere", "com", "putere"),
        ("konsulentens", "konsul", "entens"), ("procenter", "proc", "enter"),
    ],
)  # fmt: skip
def test_a_word_that_danish_has_is_made_of_words_that_it_has(
    word: str, first: str, last: str
) -> None:
    assert cut(word, {first: 9}, {last: 9}) == []
    assert cut("kvask" + word, {"kvask": 9, first: 9}, {last: 9, word: 9}) == ["kvask", word]


@pytest.mark.parametrize(
    ("word", "short", "parts"),
    [
        ("transport", "tran", ["tran", "sport"]), ("standard", "ard", ["stand", "ard"]),
        ("kampagne", "kamp", ["kamp", "agne"]), ("håndbold", "hånd", ["hånd", "bold"]),
    ],
)  # fmt: skip
def test_a_short_part_of_a_word_that_danish_has_stands_somewhere(
    word: str, short: str, parts: list[str]
) -> None:
    others = dict.fromkeys({*parts} - {short}, 9)
    assert cut(word, others, others) == []
    assert cut(word, {**others, short: 1}, {**others, short: 1}) == parts
    assert cut("kvask" + word, {"kvask": 9, **others}, {word: 9, **others}) == ["kvask", word]


@pytest.mark.parametrize(
    ("word", "parts"),
    [("sygefravær", ["syge", "fravær"]), ("åbningstid", ["åbning", "tid"]), ("foretag", [])],
)
def test_an_adjective_with_its_e_and_a_link_after_what_is_derived_show_parts_that_stand_nowhere(
    word: str, parts: list[str]
) -> None:
    assert cut(word, {}, {}) == parts


@pytest.mark.parametrize(
    ("word", "of", "form"),
    [
        ("navne", "navn", True), ("navne", "navnlig", False), ("hypen", "hyppig", False),
        ("hyppigt", "hyppig", True), ("lederes", "leder", True), ("kvaskene", "kvask", True),
    ],
)  # fmt: skip
def test_a_form_of_another_word_is_none_though_its_stem_is_the_same(
    word: str, of: str, form: bool
) -> None:
    assert is_form(word, of) is form


def test_parts_in_a_row_are_found_where_they_all_stand() -> None:
    parts = (Part("barn", 0, 4), Part("hav", 4, 8), Part("plads", 8, 13))
    assert run(parts, [{"barn"}, {"hav", "vug"}]) == (0, 8)
    assert run(parts, [{"hav"}, {"plads"}]) == (4, 13)
    assert run(parts, [{"barn"}, {"plads"}]) is run(parts, [{"plads"}, {"hav"}]) is None
