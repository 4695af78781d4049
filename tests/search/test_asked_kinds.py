"""What kind of figure a question asks for."""

import pytest

from search.asking.figurekinds import kinds_asked

ANY_KIND = {"count", "share", "money", "time", "change", "ratio", "mark"}


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("hvor mange timer går der", {"time"}),
        ("antal ekstra uger", {"time"}),
        ("oprydning timer", {"time"}),
        ("hvor mange makkere kom inden for 14 dage", {"count", "share"}),
        ("makker 14 dage", set()),
        ("udfyldt døgn- og ugeplan", set()),
        ("hvor mange dage faldt fraværet", {"time"}),
        ("hvor gamle er makkerne", {"time"}),
        ("hvor mange døgn- og ugeplaner mangler", {"count", "share"}),
        ("makkernes ventetid", {"time"}),
        ("makkere kapitel 2.4 procent", {"share", "change"}),
        ("makkernes fremtid", set()),
        ("er makkerne der altid", set()),
        ("hvad tid på dagen kommer makkerne", {"year", "time"}),
    ],
)
def test_time_is_asked_for_where_its_units_are_counted(query: str, kinds: set[str]) -> None:
    assert set(kinds_asked(query)) == kinds


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("hvor mange fik erstatning", {"count", "share"}),
        ("antal makkere der betaler", {"count", "share"}),
        ("hvor mange kroner faldt prisen", {"money"}),
        ("hvor mange procent faldt lønnen", {"share", "change"}),
    ],
)
def test_what_is_asked_the_number_of_tells_the_kind_whatever_else_is_named(
    query: str, kinds: set[str]
) -> None:
    assert set(kinds_asked(query)) == kinds


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("hvornår falder prisen", {"year", "time"}),
        ("hvor længe er lønnen den samme", {"time"}),
        ("hvor langt tilbage kan betalinger kræves", {"time"}),
        ("hvor langt er der til kajen", ANY_KIND),
        ("hvornår er festen, og hvad koster den", {"year", "time", "money"}),
        ("hvor tyk er kajen", ANY_KIND),
        ("hvor små er makkernes kahytter", ANY_KIND),
    ],
)
def test_how_long_and_when_ask_for_a_time_and_how_thick_for_a_measure(
    query: str, kinds: set[str]
) -> None:
    assert set(kinds_asked(query)) == kinds


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("hvilken knap gemmer ændringer", set()),
        ("på hvilken måde påvirker prisen salget", set()),
        ("hvilken månedlig ventetid har makkerne ved ændringer", {"time"}),
        ("i hvilket år kom den første pris", {"year", "time"}),
        ("hvordan påvirker kajen prisen", set()),
        ("hvordan er udviklingen i fraværet", {"change", "ratio", "test value", "share"}),
        ("får man løn for at vente", set()),
        ("afhænger prisen af kajens længde", set()),
    ],
)
def test_which_asks_for_what_stands_after_it_and_how_and_whether_for_no_figure(
    query: str, kinds: set[str]
) -> None:
    assert set(kinds_asked(query)) == kinds


@pytest.mark.parametrize(
    ("word", "kinds"),
    [
        ("timeløn", {"money"}),
        ("lønsystemet", set()),
        ("betalingssystem", set()),
        ("markedsandelen", {"share", "change"}),
        ("markedsandele", {"share", "change"}),
        ("handel", set()),
        ("entreprise", set()),
        ("prisudviklingen", {"change", "ratio", "test value", "share"}),
        ("udviklingsprojekt", set()),
        ("effektivt", set()),
        ("karaktererne", {"mark"}),
        ("karakteriserer", set()),
        ("advarsel", set()),
        ("fritid", set()),
    ],
)
def test_what_a_compound_asks_for_its_last_part_tells(word: str, kinds: set[str]) -> None:
    assert set(kinds_asked(word)) == kinds
