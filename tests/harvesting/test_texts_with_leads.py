"""Texts below titles, in no boxes, that begin with who put it out and when."""

import pytest

from benchmarks.renderings.page import whole
from benchmarks.renderings.reports import SITE
from indexer.harvesting.listreader import read_entries

MADE = (
    ("Kranerne på kajen", "Havnens Institut", "2019", "Om kraner fra fire havne i nord."),
    ("Nattens skibe", "Søens Forlag", "2021", "Skibe, der lægger til om natten, larmer mest."),
    ("Tovværk i brug", "Rebslagernes Forening", "2015", "Kun for dem, der kan en knob."),
    ("Fendere i storm", "Nationalt Havnecenter", "2018", "Otte blev prøvet, og to holdt."),
)
TITLES = tuple(title for title, *_ in MADE)


@pytest.mark.parametrize("known", [(), TITLES[::2], TITLES[1::2], TITLES])
@pytest.mark.parametrize(
    "entry",
    [
        "<h3>{0}</h3><p>{1} ({2}). {3}</p>",
        "<h3>{0}</h3><p>{1}, {2}. {3}</p>",
        "<p><strong>{0}</strong><br>{1} ({2}). {3}</p>",
        "<dt><a href='/f{2}'>{0}</a></dt><dd>{1} ({2}). {3}</dd>",
    ],
)
def test_who_and_when_before_a_text_are_no_part_of_it(entry: str, known: tuple[str, ...]) -> None:
    parts = ["".join(entry.format(*made) for made in half) for half in (MADE[:2], MADE[2:])]
    body = f"<h1>Om havne</h1><h2>Før</h2><div>{parts[0]}</div><h2>Nu</h2><div>{parts[1]}</div>"
    found = {e.citation.title: e for e in read_entries(whole(body), f"{SITE}/viden/", known)}
    for title, house, year, text in MADE:
        cited = found[title].citation
        assert (cited.publishers, cited.published, found[title].text) == ((house,), year, text)
