"""Lists that stand below the names of those who wrote what they list."""

import pytest

from benchmarks.renderings.page import whole
from benchmarks.renderings.reports import SITE
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

BY = {
    "Agnete Bertram": (("Kranerne på kajen", "2019"), ("Nattens skibe", "2021"), ("Tov", "2015")),
    "Bo Lindtorp": (("Fendere i storm", "2018"), ("Havnens lys", "2011")),
    "Ea Dam og Jon Wested": (("Sluser og porte", "2016"), ("Bølgebrydere", "2020")),
}
TEXTS = {
    "2019": "Otte kraner fra nord er målt op.", "2021": "Skibe, der lægger til efter midnat.",
    "2015": "Kun for dem, der kan en knob.", "2018": "De blev prøvet en vinter, og to holdt.",
    "2011": "Fyrpassere husker deres vagter.", "2016": "Tegninger med mange forklaringer.",
    "2020": "Sten, beton og tang har hver sin tid.",
}  # fmt: skip
TOLD = [(title, year, who) for who, made in BY.items() for title, year in made]


def read(heading: str, entry: str) -> list[Entry]:
    body = "".join(
        heading.format(who) + "".join(entry.format(title=t, year=y, text=TEXTS[y]) for t, y in made)
        for who, made in BY.items()
    )
    found = read_entries(whole(f"<h1>Bøger om havne</h1>{body}"), f"{SITE}/viden/")
    return [entry for entry in found if entry.trust > Trust.DOUBTFUL]


@pytest.mark.parametrize(
    "entry",
    [
        "<p><a href='/f{year}.pdf'><strong>{title}</strong></a>. Havnens Institut, {year}.</p>"
        "<p>{text}</p>",
        "<h3>{title}</h3><p>Havnens Institut, {year}</p><p>{text}</p>"
        "<p><a href='/f{year}.pdf'>Hent</a></p>",
    ],
)
def test_who_stands_above_wrote_what_is_listed_below(entry: str) -> None:
    found = read("<h2>{}</h2>", entry)
    assert sorted((e.citation.title, e.citation.published, " og ".join(e.citation.authors))
                  for e in found) == sorted(TOLD)  # fmt: skip
    assert {e.citation.publishers for e in found} == {("Havnens Institut",)}
    assert all(e.text == TEXTS[e.citation.published or ""] for e in found)


def test_who_is_told_of_the_material_itself_wrote_it() -> None:
    entry = (
        "<h3>{title}</h3><p>Forfatter: Ib Lund</p><p>Udgiver: Havnens Institut</p><p>År: {year}</p>"
        "<p>{text}</p><p><a href='/f{year}.pdf'>Hent</a></p>"
    )
    assert {e.citation.authors for e in read("<h2>{}</h2>", entry)} == {("Ib Lund",)}
