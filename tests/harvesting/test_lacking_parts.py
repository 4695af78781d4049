"""Lists whose editors left out a text, a way, or who and when, of some of the materials."""

from itertools import product

import pytest

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

REPORTS = (
    ("Unge uden job i Fjordby", "Fjordby Kommune", "2019",
     "Kommunen har fulgt 120 unge i tre år. Halvdelen kom i job eller uddannelse."),
    ("Frivillige på plejehjem", "Center for Ældreliv", "2016",
     "Rapporten ser på, hvad frivillige gør på ti plejehjem. De fleste læser højt."),
    ("Natteravne i byen", "Socialstyrelsen", "2014",
     "Evalueringen bygger på fem byer. Natteravnene skaber ro, men nås sjældent af alle."),
    ("Når skolen bliver svær", "Børnerådet", "2018",
     "Børn fortæller om fravær og om lærere, der spurgte. Der er tre råd til skolerne."),
    ("Veje til fællesskab", "Frivilligrådet", "2020",
     "Guiden samler erfaringer fra 25 foreninger. Den kan bruges, som den er."),
    ("Mentorer for nyankomne", "Integrationsnettet", "2021",
     "Interview med 40 mentorer viser, at tid er det vigtigste. Sproget kommer bagefter."),
)  # fmt: skip
BOXES = {
    "none": "{}",
    "points": "<li>{}</li>",
    "cards": "<article><div class='body'>{}</div></article>",
    "rows": "<tr><td>{}</td></tr>",
}
ORDERS = (
    "title cites text way", "cites title text way", "title text way cites", "text title cites way",
    "way title cites text", "title way cites text",
)  # fmt: skip
LACKING = {
    "two texts": {1: {"text"}, 4: {"text"}},
    "all texts but one": {n: {"text"} for n in (0, 1, 2, 4, 5)},
    "the texts of the later": {n: {"text"} for n in (3, 4, 5)},
    "something each": {1: {"text"}, 2: {"way"}, 4: {"cites"}},
    "more than one thing": {1: {"cites", "way"}, 3: {"text", "way"}},
}
PLAIN = {"two texts", "something each"}
"""What may be lacking where no box tells what is whose."""


def read(order: str, box: str, lacking: dict[int, set[str]]) -> dict[str, Entry]:
    """The entries of a page of the reports, by title."""
    inner = ""
    for n, (title, house, year, text) in enumerate(REPORTS):
        parts = {
            "title": f"<h3>{title}</h3>",
            "cites": f"<p>{house}, {year}</p>",
            "text": f"<p>{text}</p>",
            "way": f"<p><a href='/filer/{n}.pdf'>Hent rapporten</a></p>",
        }
        kept = [part for part in order.split() if part not in lacking.get(n, ())]
        inner += box.format("".join(parts[part] for part in kept))
    intro = "<p>Her har vi samlet, hvad vi ved. Listen bliver længere med tiden.</p>"
    page = whole(f"{intro}<table>{inner}</table>" if box.startswith("<tr") else intro + inner)
    return {e.citation.title: e for e in read_entries(page, "https://viden.example/temaer/")}


FORMS = [f for f in product(ORDERS, BOXES, LACKING) if f[1] != "none" or f[2] in PLAIN]


@pytest.mark.parametrize(("order", "box", "lack"), FORMS)
def test_each_material_gets_what_is_its_own_and_no_more(order: str, box: str, lack: str) -> None:
    lacking = LACKING[lack]
    found = read(order, BOXES[box], lacking)
    assert [*found] == [title for title, *_ in REPORTS]
    for n, (title, house, year, text) in enumerate(REPORTS):
        entry, without = found[title], lacking.get(n, set())
        assert entry.text == ("" if "text" in without else text)
        assert [x[-6:] for x in entry.links] == ([] if "way" in without else [f"/{n}.pdf"])
        assert entry.citation.publishers == (() if "cites" in without else (house,))
        assert entry.citation.published == (None if "cites" in without else year)


def test_a_note_between_two_lists_is_of_no_material() -> None:
    lists = ["", ""]
    for n, (title, house, year, text) in enumerate(REPORTS):
        lists[n // 3] += (
            f"<dt>{title}</dt><dd>{house}, {year}</dd><dd>{text}</dd>"
            f"<dd><a href='/filer/{n}.pdf'>Hent rapporten</a></dd>"
        )
    note = "<div class='note'><p>Vi leder stadig efter flere. Kender du nogen, så skriv.</p></div>"
    inner = f"<h2>Unge</h2><dl>{lists[0]}</dl>{note}<h2>Gamle</h2><dl>{lists[1]}</dl>"
    page = whole(inner)
    entries = read_entries(page, "https://viden.example/temaer/")
    assert [entry.text for entry in entries] == [text for *_, text in REPORTS]
