# ruff: noqa: E501 - boxes of HTML on a line each
"""Boxes that are built alike show by what they have in common what each of their lines is."""

from collections.abc import Callable

import pytest

from indexer.harvesting import read_entries
from indexer.harvesting.entry import Entry, Trust

PLACE = "https://havnen.example/lister/"
TOLD = (
    ("Kraner og kroge", "Havnefondet", 2011, "Om kraner fra fire havne, og om dem, der kører dem."),
    (
        "Lodser i tåge",
        "Søens Institut",
        2014,
        "Interview med lodser, som har sejlet uden sigt i uger.",
    ),
    ("Molens murere", "Stenværket", 2017, "En bog om sten, der skal blive liggende i storm og is."),
    ("Nat på kajen", "Vagtens Forlag", 2019, "Dagbog fra to vintre med vagter, katte og rimfrost."),
)
Box = Callable[[str, str, int, str], str]


def listed(box: Box, before: str = "") -> list[Entry]:
    """What a page with such a box for each is read as."""
    boxes = "".join(box(*told) for told in TOLD)
    page = f"<html lang=da><title>Læs</title><main><h1>Læs</h1>{before}<div>{boxes}</div></main>"
    return read_entries(page.encode(), PLACE)


def check(found: list[Entry]) -> None:
    """Hold it against what the boxes tell."""
    read = [(e.citation.title, *e.citation.publishers, e.citation.published, e.text) for e in found]
    assert read == [(title, house, str(year), text) for title, house, year, text in TOLD]


@pytest.mark.parametrize(
    "box",
    [
        lambda t, h, y, s: f"<div class=k><b>{t}</b><p>{s}</p><p>Utgivare: {h}</p><p>Tryckt: {y}</p></div>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><p>{s}</p><small>{t}. {h}, {y}. 40 sider.</small></div>",
        lambda t, h, y, s: f"<div class=x{y}><p><a href=/{y}.pdf>{t}</a></p><p>{h}</p><p>{y}</p><p>{s}</p></div>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><p>Holm, A. ({y}). {h}. {s}</p></div>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><p>{h}, {y}. {s}</p></div>",
        lambda t, h, y, s: f"<div class=k><a class='{'ud' if y == 2014 else ''}' href=/{y}>{t}</a><p>{h}</p><p>{y}</p><p>{s}</p></div>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><p>Rapport | {h}</p><p>{y}</p><p>{s}</p></div>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><p>{h}, {y}</p><p>{s}</p></div><p>Foto: Havnens arkiv</p>",
        lambda t, h, y, s: f"<p><b>{t}</b><br>{h}, {y}<br>{s}</p><p>Her kan du også bade.</p>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><p>Anders Holm, {h}, {y}</p><p>{s}</p></div>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><b>Udgiver:</b><div>{h}</div><b>År:</b><div>{y}</div><p>{s}</p></div>",
        lambda t, h, y, s: f"<div class=k><h3>{t}</h3><p>{h}, {y}</p><p>{s}</p><a href=/{y}.pdf><b>{y}.pdf</b><p>https://havnen.example/{y}.pdf</p></a></div>",
    ],
    ids=[
        "labels of another language", "a reference within the box", "classes made up for each",
        "author, year and publisher before the text", "publisher and year before the text",
        "a link with another class", "kind and publisher with a stroke between",
        "lines between the boxes", "lines between the paragraphs", "author before publisher",
        "values below their names", "a download told by its address",
    ],
)  # fmt: skip
def test_each_line_is_read_as_what_it_is_in_most_boxes(box: Box) -> None:
    check(listed(box))


def test_references_with_texts_between_are_read_with_their_texts() -> None:
    found = listed(
        lambda t, h, y, s: f"<p>Holm, A. ({y}). <i>{t}</i>. {h}. https://h.example/{y}.pdf</p><p>{s}</p>",
        "<p>Listen er alfabetisk, og hver henvisning har et par linjer.</p>",
    )  # fmt: skip
    check(found)
    assert [e.links for e in found] == [
        (f"https://h.example/{year}.pdf",) for _, _, year, _ in TOLD
    ]


def test_what_is_cited_below_has_the_text_of_the_section_above() -> None:
    notes = "".join(
        f"<li>Holm, A. ({y}). <a href=/{y}.pdf>{t}</a>. {h}.</li>" for t, h, y, _ in TOLD
    )
    sections = "".join(f"<h3>{t}</h3><p>{s} [1]</p>" for t, _, _, s in TOLD)
    page = f"<main><h1>Læs</h1><h2>Baggrund</h2><p>Se <a href=/torv>torvet</a>, der har ligget her længe.</p>{sections}<h2>Noter</h2><ol>{notes}</ol></main>"
    found = read_entries(page.encode(), PLACE)
    check([entry for entry in found if entry.citation.published])


def test_numbers_of_a_list_are_no_part_of_its_titles() -> None:
    numbers = iter(range(1, 9))
    check(listed(lambda t, h, y, s: f"<h3>{next(numbers)}. {t}</h3><p>{h}, {y}</p><p>{s}</p>"))


def test_what_lacks_what_the_others_have_is_left_to_a_person() -> None:
    def box(t: str, h: str, y: int, s: str) -> str:
        titles = {t: "" if y == 2014 else f"<p>{h}, {y}</p>", f"{t} igen": f"<p>{h}, {y}</p>"}
        rest = f"<p>{s}</p><p><a href=/{y}.pdf>Hent</a></p>"
        return "".join(f"<div><h3>{t}</h3>{by}{rest}</div>" for t, by in titles.items())

    doubtful = [e.citation.title for e in listed(box) if e.trust is Trust.DOUBTFUL]
    assert doubtful == ["Lodser i tåge"]
