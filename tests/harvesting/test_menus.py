"""Days of a week are no titles, whatever stands below them."""

import pytest

from tests.harvesting.test_own_lists import entries

DISHES = (
    "Frikadeller med kartoffelsalat og syltede agurker.", "Bagt laks med spinat og nye kartofler.",
    "Linsegryde med ris, raita og husets eget brød.", "Smørrebrød efter kokkens valg og en kage.",
)  # fmt: skip
DAYS = ("mandag", "tirsdag", "onsdag", "torsdag")


@pytest.mark.parametrize("day", ["{}", "{} den {}. marts 2024", "Uge 12, {}", "{} {}/3"])
@pytest.mark.parametrize("item", ["<h2>{}</h2><p>{}</p>{}", "<li><b>{}</b><br>{}{}</li>"])
@pytest.mark.parametrize("linked", [4, 1])
def test_a_menu_has_no_materials(day: str, item: str, linked: int) -> None:
    link = "<p><a href='/allergener.pdf'>Se allergener</a></p>"
    body = "".join(
        item.format(day.format(name.title(), 18 + n), dish, link if n >= len(DAYS) - linked else "")
        for n, (name, dish) in enumerate(zip(DAYS, DISHES, strict=True))
    )
    assert entries(f"<h1>Ugens menu</h1><p>Køkkenet er åbent fra kl. 11.</p>{body}") == {}


def test_the_last_of_several_alike_is_none_by_the_link_below_all() -> None:
    names = ("Frikadeller", "Bagt laks", "Linsegryde", "Dagens kage")
    body = "".join(f"<h3>{name}</h3><p>{x}</p>" for name, x in zip(names, DISHES, strict=True))
    assert entries(f"<h1>Ugens menu</h1>{body}<p><a href='/a'>Se allergener</a></p>") == {}
