"""Fields whose names nobody knows, and lines of makers beside a date that stands apart."""

from benchmarks.renderings.page import whole
from benchmarks.renderings.reports import SITE
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

MADE = (
    (
        "Kranerne på kajen",
        ("Bo Holm",),
        "Havnens Institut",
        "2019",
        "Om kraner fra fire havne i nord.",
    ),
    (
        "Nattens skibe",
        (),
        "Havnens Institut",
        "2021",
        "Skibe, der lægger til om natten, larmer mest.",
    ),
    (
        "Tovværk",
        ("Ea Dam", "Ib Lund"),
        "Rebslagernes Forening",
        "2015",
        "Kun for dem, der kan en knob.",
    ),
    (
        "Fendere i storm",
        (),
        "Rebslagernes Forening",
        "2018",
        "Otte fendere blev prøvet, og to holdt.",
    ),
)


def read(body: str) -> list[Entry]:
    return read_entries(whole(body), f"{SITE}/viden/")


def are_right(found: list[Entry]) -> bool:
    told = [(e.citation.title, e.citation.authors, e.citation.publishers, e.citation.published,
             e.text) for e in found]  # fmt: skip
    return told == [(t, by, (house,), year, text) for t, by, house, year, text in MADE]


def test_names_that_come_again_are_those_of_fields() -> None:
    body = "".join(
        f"<h3>{title}</h3><p><b>Hvem:</b> {', '.join((*by, house))}<br><b>Hvornår:</b> {year}<br>"
        f"<b>Hvad:</b> {text}<br><b>Hylde:</b> {n}7.1<br>"
        f"<b>Hvor:</b> <a href='/f{n}.pdf'>Hent</a></p>"
        for n, (title, by, house, year, text) in enumerate(MADE)
    )
    found = read(body)
    assert are_right(found)
    assert [e.links for e in found] == [(f"{SITE}/f{n}.pdf",) for n in range(4)]


def test_several_texts_keep_their_names() -> None:
    body = "".join(
        f"<h3>{title}</h3><p>{house}, {year}</p><p>Formål: {text}</p>"
        f"<p>Metode: {text[:-1]} igen.</p>"
        for title, _, house, year, text in MADE
    )
    assert all(entry.text.startswith("Formål: ") for entry in read(body))


def test_makers_stand_beside_a_year_in_a_cell_of_its_own() -> None:
    rows = "".join(
        f"<tr><td>{year}</td><td><b>{title}</b><br>{'Af ' + ' og '.join(by) + '. ' if by else ''}"
        f"{house}.<br><font size='1'>{text}</font></td><td><a href='/f{n}.pdf'><img alt='Hent fil' "
        f"src='x.gif'></a></td></tr>"
        for n, (title, by, house, year, text) in enumerate(MADE)
    )
    assert are_right(read(f"<table>{rows}</table>"))


def test_persons_may_stand_before_the_house_under_its_name() -> None:
    body = "".join(
        f"<section><h3>{title}</h3><ul><li><span>Bag</span> <span>{', '.join((*by, house))}</span>"
        f"</li><li><span>Trykt</span> <span>{year}</span></li></ul><p>{text}</p>"
        f"<a href='/f{n}.pdf'>Hent</a></section>"
        for n, (title, by, house, year, text) in enumerate(MADE)
    )
    assert are_right(read(body))
