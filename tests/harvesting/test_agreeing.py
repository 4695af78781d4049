"""What boxes of a list tell in common: names of fields, lines that cite, persons and houses."""

from collections.abc import Callable

import pytest

from indexer.harvesting.listreader import read_entries

PLACE = "https://havnen.example/lister/"
TOLD = (
    ("Kraner og kroge", "Anders Holm", "Havnefondet", 2011, "Om kraner fra fire havne."),
    ("Lodser i tåge", "Birgit Dam", "Søens Institut", 2014, "Interview med lodser i tåge."),
    ("Molens tunge sten", "Carl Eng", "Stenværket", 2017, "En bog om sten, der bliver liggende."),
    ("Nat på kajen", "Dorte Frost", "Vagtens Forlag", 2019, "Dagbog fra to vintre på kajen."),
)
Box = Callable[[str, str, str, int, str], str]
FIELDS = (
    "<div class=k><h3>{t}</h3><p>{s}</p><ul><li><span>Forfatter</span> <span>{a}</span></li>"
    "<li><span>Udgiver</span> <span>{h}</span></li><li><span>Dato</span> <span>{y}</span></li>"
    "<li><span>Sidst rettet</span> <span>{n}. maj 2023</span></li></ul>"
    "<p>Vist <b>{y}{n}</b> gange</p></div>"
)
TABLES = (
    "<div class=k><h3>{t}</h3><table><tr><th>Forfatter<td>{a}</tr><tr><th>Resumé<td>{s}</tr>"
    "<tr><th>Udgiver<td>{h}</tr><tr><th>År<td>{y}</tr><tr><th>Sprogkode<td>dan</tr></table>"
    "<h4>Mærker</h4><ul><li>havn{n}<li>vind</ul></div>"
)
LOOSE = "<div class=k><h3>{t}</h3>{a}, {y}, <i>{h}</i>. {n}8 s.<p>{s}</p></div>"
LAST = (
    "<div class=k><h3>{t}</h3><p>{s}</p><p>{a}. {h}, {y}. {n}4 sider.</p>"
    "<p><span>0{n}.05.2023</span></p></div>"
)


@pytest.mark.parametrize(
    "box",
    [FIELDS, TABLES, LOOSE, LAST],
    ids=["names without a colon", "tables of fields", "text beside blocks", "a day of the page"],
)
def test_boxes_tell_in_common(box: str) -> None:
    """Each material has its own authors, house, year and text, and nothing of what is beside."""
    boxes = "".join(
        box.format(t=t, a=a, h=h, y=y, s=s, n=n) for n, (t, a, h, y, s) in enumerate(TOLD, 1)
    )
    page = f"<html lang=da><title>Læs</title><main><h1>Læs</h1><div>{boxes}</div></main></html>"
    found = read_entries(page.encode(), PLACE)
    read = [
        (
            e.citation.title,
            *e.citation.authors,
            *e.citation.publishers,
            e.citation.published,
            e.text,
        )
        for e in found
    ]
    assert read == [(t, a, h, str(y), s) for t, a, h, y, s in TOLD]


def test_links_that_pass_on_lead_where_they_go() -> None:
    """An address that only counts the visit is that which it leads to."""
    boxes = "".join(
        f"<p><b><a href='https://www.google.com/url?q=https://fonden.example/{y}.pdf&amp;sa=D'>{t}</a>"
        f"</b> – {a}, {h}, {y}</p><p>{s}</p>"
        for t, a, h, y, s in TOLD
    )
    found = read_entries(f"<html><main><h1>Læs</h1>{boxes}</main></html>".encode(), PLACE)
    links = [entry.links for entry in found]
    assert links == [(f"https://fonden.example/{y}.pdf",) for *_, y, _ in TOLD]


@pytest.mark.parametrize(
    ("said", "house"),
    [
        ("Havnens Institut udgiver rapporter om livet ved vandet.", "Havnens Institut"),
        ("De rapporter, der er udgivet af Havnens Institut. God dag.", "Havnens Institut"),
        ("Læs også en bog udgivet af Havnens Institut.", ""),
    ],
)  # fmt: skip
def test_house_of_page(said: str, house: str) -> None:
    """Where a page says who puts all of it out, its materials have it."""
    boxes = "".join(
        f"<div class=k><h3><a href=/{y}>{t}</a></h3><span>{y}</span><p>{s}</p><p>Af {a}</p></div>"
        for t, a, _, y, s in TOLD
    )
    page = f"<html><main><h1>Læs</h1><p>{said}</p><div>{boxes}</div></main></html>"
    found = read_entries(page.encode(), PLACE)
    assert {e.citation.publishers for e in found} == {(house,) if house else ()}
