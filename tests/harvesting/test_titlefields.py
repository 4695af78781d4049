"""Titles that stand under a name are where the materials of a list begin."""

import pytest

from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

PLACE = "https://fyrnettet.example/viden"
LISTED = (
    ("Titel", "Når tågen letter", "Ask Holm", "Fyrfonden", "2014"),
    ("Titel", "Vagter: hvem tager natten?", "Bo Lind", "Havnens Videncenter", "2016"),
    ("Titel", "Et år med lanterner", "Ida Krog", "Fyrfonden", "2019"),
    ("Title", "Lærlinge ved kajen", "Eva Juhl", "Kajfolket", "2021"),
)
TEXTS = (
    "Her følger vi ni fyrpassere gennem en vinter. Det går bedre, end nogen havde ventet.",
    "De fleste ruller gerne fra nat til dag. Bogen samler seks vagtplaner, der holder.",
    "Hvad koster en lanterne i drift? Vi har talt med tolv havne og målt i et år.",
    "Lærlingene bliver længere, når de har en makker fra første dag.",
)


def _read(page: str) -> list[Entry]:
    content = f"<html><body><main><h1>Viden om fyr</h1>{page}</main></body></html>"
    return read_entries(content.encode(), PLACE)


@pytest.mark.parametrize("name", ["{}:", "<b>{}:</b>", "<strong>{}</strong>:"])
@pytest.mark.parametrize("between", ["", "<hr>"])
def test_a_named_title_begins_a_material(name: str, between: str) -> None:
    found = _read(
        between.join(
            f"<p>{name.format(title)} {said}<br>{name.format('Forfatter')} {by}<br>"
            f"{name.format('Udgiver')} {house}<br>{name.format('År')} {year}<br>"
            f"{name.format('Resumé')} {TEXTS[n]}<br>"
            f"{name.format('Link')} <a href='/filer/{n}.pdf'>Hent rapporten</a></p>"
            for n, (title, said, by, house, year) in enumerate(LISTED)
        )
    )
    assert [
        (e.citation.title, e.citation.authors, e.citation.publishers, e.citation.published)
        for e in found
    ] == [(said, (by,), (house,), year) for _, said, by, house, year in LISTED]
    assert [e.text for e in found] == [*TEXTS]
    assert [e.links for e in found] == [
        (f"https://fyrnettet.example/filer/{n}.pdf",) for n in range(len(LISTED))
    ]


def test_what_persons_are_called_is_no_title_of_a_material() -> None:
    found = _read(
        "".join(
            f"<p>{who}<br>Titel: {what} ved havnen<br>Telefon: 1234567{n}</p>"
            for n, (who, what) in enumerate(
                (("Ask Holm", "Fyrmester"), ("Bo Lind", "Lods"), ("Ida Krog", "Direktør"))
            )
        )
    )
    assert found == []


@pytest.mark.parametrize("name", ["{}:", "<b>{}:</b>"])
@pytest.mark.parametrize("dated", [True, False])
def test_a_named_title_stands_among_fields_that_nobody_knows(name: str, dated: bool) -> None:
    found = _read(
        "<div>"
        + "<br>".join(
            f"{name.format('Titel')} {said}<br>{name.format('Sted')} {house}"
            f"{', ' + year if dated else ''}<br>{name.format('Ansvarlig')} {by}<br>"
            for _, said, by, house, year in LISTED
        )
        + "</div>"
    )
    assert [
        (e.citation.title, e.citation.authors, e.citation.publishers, e.citation.published)
        for e in found
    ] == [(said, (by,), (house,), year if dated else None) for _, said, by, house, year in LISTED]
