"""What those who keep a list note below a title is nothing of what that is about."""

import pytest

from tests.harvesting.test_own_lists import entries

TITLES = ("Kranens skygge", "Makkere ved molen", "Fiskernes egen by", "Broen og kroen")
TEXT = "Om {}, og om dem, der kom forbi den vinter."
NOTES = (
    "[Red.: Linket er dødt, vi leder efter et nyt.]", "Redaktionens note: Omtalen følger snart.",
    "NB: Kun få eksemplarer er tilbage i kælderen.", "Bemærk! Rapporten er flyttet til arkivet.",
)  # fmt: skip


@pytest.mark.parametrize("note", NOTES)
def test_a_note_in_the_place_of_a_text_is_none(note: str) -> None:
    said = [TEXT.format(title.lower()) for title in TITLES]
    lines = [*said[:3], note]
    body = "".join(
        f"<div><h3><a href='/{n}.pdf'>{title}</a></h3><p>Kajrådet, 201{n}</p>"
        f"<p>{lines[n]}</p></div>"
        for n, title in enumerate(TITLES)
    )
    assert [e.text for e in entries(f"<h1>Bøger</h1>{body}").values()] == [*said[:3], ""]
