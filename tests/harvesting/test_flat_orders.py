"""Titles, who and when, texts and ways in whatever order, on pages without a box for each entry."""

from itertools import product

import pytest

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

REPORTS = (
    ("Unge uden job i Fjordby", "Lise Kjær", "Fjordby Kommune", "2019",
     "Kommunen har fulgt 120 unge i tre år. Halvdelen kom i job eller uddannelse."),
    ("Frivillige på plejehjem", "Anders Bruun", "Center for Ældreliv", "2016",
     "Rapporten ser på, hvad frivillige gør på ti plejehjem. De fleste læser højt."),
    ("Natteravne i byen", "Per Vang", "Socialstyrelsen", "2014",
     "Evalueringen bygger på fem byer. Natteravnene skaber ro, men nås sjældent af alle."),
    ("Når skolen bliver svær", "Mette Lauritsen", "Børnerådet", "2018",
     "Børn fortæller om fravær og om lærere, der spurgte. Der er tre råd til skolerne."),
)  # fmt: skip
TITLES = {
    "heading": "<h3>{title}</h3>",
    "bold": "<p><strong>{title}</strong></p>",
    "linked line": "<p><a href='{file}'>{title}</a></p>",
}
CITING = ("{house}, {year}", "{year}, {house}, {who}", "Rapport fra {house}, marts {year}")
ORDERS = (
    "title cites text way", "cites title text way", "title text cites way", "title text way cites",
    "text title cites way", "way title cites text", "title way cites text",
)  # fmt: skip


def read(inner: str) -> dict[str, Entry]:
    """The entries of a page with this in it, by title."""
    page = whole(f"<p>Her har vi samlet viden om emnet.</p>{inner}")
    return {e.citation.title: e for e in read_entries(page, "https://viden.example/temaer/")}


@pytest.mark.parametrize(("order", "title", "citing"), [*product(ORDERS, TITLES, CITING)])
def test_each_material_gets_what_is_its_own(order: str, title: str, citing: str) -> None:
    inner = ""
    for n, (named, who, house, year, text) in enumerate(REPORTS):
        file = f"/filer/{n}.pdf"
        parts = {
            "title": TITLES[title].format(title=named, file=file),
            "cites": f"<p>{citing.format(who=who, house=house, year=year)}</p>",
            "text": f"<p>{text}</p>",
            "way": "" if title == "linked line" else f"<p><a href='{file}'>Hent rapporten</a></p>",
        }
        inner += "".join(parts[part] for part in order.split())
    found = read(inner)
    assert [*found] == [named for named, *_ in REPORTS]
    for n, (named, who, house, year, text) in enumerate(REPORTS):
        entry = found[named]
        assert (entry.text, len(entry.links)) == (text, 1)
        assert entry.links[0].endswith(f"/filer/{n}.pdf")
        assert entry.citation.publishers == (house,)
        assert (entry.citation.published or "").startswith(year)
        assert entry.citation.authors == ((who,) if "{who}" in citing else ())


def test_what_stands_above_the_first_of_a_rank_may_be_of_a_heading_before() -> None:
    inner = "".join(
        f"{'<div>' if n == 1 else ''}<h3>{named}</h3><p>{house}, {year}</p><p>{text}</p>"
        f"<p><a href='/filer/{n}.pdf'>Hent rapporten</a></p>"
        for n, (named, _, house, year, text) in enumerate(REPORTS)
    )
    found = read(f"{inner}</div>")
    assert [e.links[0][-5:] for e in found.values()] == [f"{n}.pdf" for n in range(len(REPORTS))]


def test_lines_that_are_buttons_are_no_titles() -> None:
    buttons = ("Bogen kan købes her", "Se alle tallene", "Hæftet ligger her", "Rapporten som lyd")
    inner = "".join(
        f"<h3>{named}</h3><p>{house}, {year}</p><p>{text}</p>"
        f"<p><a href='/filer/{n}.pdf'>{way}</a></p>"
        for n, ((named, _, house, year, text), way) in enumerate(zip(REPORTS, buttons, strict=True))
    )
    assert [*read(inner)] == [named for named, *_ in REPORTS]


@pytest.mark.parametrize("address", ["javascript:vis({})", "mailto:{}@x.example", "http://[{}"])
def test_lines_that_are_links_to_nowhere_are_no_titles(address: str) -> None:
    inner = "".join(
        f"<p><a href='{address.format(n)}'>{named}</a></p><p>{text}</p><p>{house}, {year}</p>"
        for n, (named, _, house, year, text) in enumerate(REPORTS)
    )
    assert all(not entry.links for entry in read(inner).values())


def test_a_box_that_is_called_heading_holds_no_more_than_the_heading() -> None:
    inner = "".join(
        f"<div class='col'><div class='wrap'><div class='text'><div><span>RAPPORT</span></div>"
        f"</div>"
        f"<div class='widget-heading'><div class='in'><h4>{named}</h4></div></div>"
        f"<div class='text'><div><p><small>{house} | {year}</small></p></div></div>"
        f"<div class='text'><div><p>{text}</p></div></div>"
        f"<div class='button'><div><a href='/filer/{n}.pdf'>Download</a></div></div></div></div>"
        for n, (named, _, house, year, text) in enumerate(REPORTS)
    )
    for (named, _, house, year, text), entry in zip(REPORTS, read(inner).values(), strict=True):
        assert (entry.citation.title, entry.text) == (named, text)
        assert (entry.citation.publishers, entry.citation.published) == ((house,), year)


def test_several_houses_of_a_named_field_are_each_one() -> None:
    inner = "".join(
        f"<article><h3><a href='/{n}'>{named}</a></h3><p>{text}</p><div class='f'><div>"
        f"Udgiver</div><div><div><a href='/u/1'>{house}</a></div>"
        f"<div><a href='/u/2'>Havnefonden</a></div>"
        f"</div></div><div class='f'><div>Udgivelsesår</div><div>{year}</div></div></article>"
        for n, (named, _, house, year, text) in enumerate(REPORTS)
    )
    for (*_, house, year, text), entry in zip(REPORTS, read(inner).values(), strict=True):
        assert entry.citation.publishers == (house, "Havnefonden")
        assert (entry.citation.published, entry.text) == (year, text)


def test_a_link_in_running_text_comes_after_the_one_that_stands_alone() -> None:
    inner = "".join(
        f"<h3>{named}</h3><p>{house}, {year}</p><p>Her er set på {named[:9]}. Det bygger på "
        f"<a href='/wiki/{n}'>møder</a>, som mange i de fire byer kender godt i forvejen.</p>"
        f"<ul><li><a href='https://{n}.example/'>https://{n}.example/</a></li></ul>"
        for n, (named, _, house, year, _) in enumerate(REPORTS)
    )
    firsts = [entry.links[0] for entry in read(inner).values()]
    assert firsts == [f"https://{n}.example/" for n in range(len(REPORTS))]
