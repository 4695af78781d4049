# ruff: noqa: E501 - boxes of HTML on a line each
"""Boxes that are built alike show by what they have in common what each of their lines is."""

from collections.abc import Callable

import pytest

from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

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


Cells = Callable[[str, str, int, str], str]


def table(head: str, row: Cells) -> list[Entry]:
    """What a table with such rows is read as."""
    rows = "".join(f"<tr>{row(*told)}</tr>" for told in TOLD)
    page = f"<main><h1>Læs</h1><table><tr>{head}</tr>{rows}</table></main>"
    return read_entries(page.encode(), PLACE)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "<td><b>Titel og indhold</b></td><td><b>Udgiver</b></td><td><b>År</b></td><td><b>Pris</b></td>",
            lambda t, h, y, s: f"<td><font>{t if y == 2014 else f'<a href=/{y}.pdf>{t}</a>'} {'(udsolgt)' if y == 2014 else ''}<br>{s}</font></td><td>{h}</td><td><font>{y}</font></td><td>40,-</td>",
        ),
        (
            "<th>Fag</th><th>Titel</th><th>Udgiver</th><th>År</th><th>Om</th>",
            lambda t, h, y, s: f"<td>{'Sten' if y == 2017 else 'Hav'}</td><td><a href=/{y}>{t}</a></td><td>{h}</td><td>{y}</td><td>{s}</td>",
        ),
    ],
    ids=["a head without th, one row without a link", "a column of subjects"],
)  # fmt: skip
def test_cells_are_read_by_their_columns(head: str, row: Cells) -> None:
    check(table(head, row))


def test_the_report_goes_before_its_summary_and_the_outer_page_before_the_own() -> None:
    def two(t: str, h: str, y: int, s: str) -> str:
        return f"<td>{t}</td><td>{h}</td><td>{y}</td><td><a href=/k{y}.pdf>Resumé</a> <a href=/{y}.pdf>Rapport</a></td>"

    def outer(t: str, h: str, y: int, s: str) -> str:
        return f"<td><a href=/side/{y}>{t}</a></td><td>{h}</td><td>{y}</td><td><a href=https://h{y}.example/u/{y}>Link</a></td>"

    head = "<th>Titel</th><th>Udgiver</th><th>År</th><th>{}</th>"
    firsts = [e.links[0] for e in table(head.format("Filer"), two)]
    assert firsts == [f"https://havnen.example/{y}.pdf" for _, _, y, _ in TOLD]
    firsts = [e.links[0] for e in table(head.format("Kilde"), outer)]
    assert firsts == [f"https://h{y}.example/u/{y}" for _, _, y, _ in TOLD]


@pytest.mark.parametrize("pages", ["s. 10–28", "7-24", "Side 5-9", "120 kr."])
def test_page_spans_and_prices_are_no_text(pages: str) -> None:
    found = listed(
        lambda t, h, y, s: f"<div><h3><a href=/{y}>{t}</a></h3><p>{h}, {y}</p><p>{pages}</p></div>"
    )
    assert [e.text for e in found] == [""] * len(TOLD)


def test_links_to_numbers_and_lenders_of_a_book_are_no_ways_to_it() -> None:
    found = listed(
        lambda t, h, y, s: (
            f"<p>Holm, A. ({y}). <i>{t}</i>. {h}. <a href=https://l.example/isbn/{y}>ISBN 87-{y}-1</a>, <a href=https://doi.org/10.1/{y}>doi</a>, <a href=/{y}.pdf>læs</a></p>"
        )
    )
    assert [e.links for e in found] == [
        (f"https://havnen.example/{y}.pdf", f"https://doi.org/10.1/{y}") for _, _, y, _ in TOLD
    ]


def test_a_box_without_the_year_that_the_others_have_tells_its_publisher() -> None:
    found = listed(
        lambda t, h, y, s: (
            f"<div><h3>{t}</h3><p>{h}{'' if y == 2014 else f', {y}'}</p><p>{s}</p><a href=/{y}.pdf>Hent</a></div>"
        )
    )
    told = [(e.citation.publishers, e.text, e.trust) for e in found]
    assert told == [((h,), s, Trust.CERTAIN) for _, h, _, s in TOLD]
