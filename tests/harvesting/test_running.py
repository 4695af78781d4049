"""Publications are found in running text, and where only rules part them."""

import pytest

from benchmarks.renderings.page import whole
from benchmarks.renderings.reports import SITE
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

PLACE = f"{SITE}/laesning/"
BOOKS = (
    ("Tovværk og tillid", "Kajrådet", "2019", "Otte knob, der holder. Se tegning.", "/a.pdf"),
    ("Havnens lyd om natten", "Søinstituttet", "2015", "Støj i ti byer. Målt to gange.", "/b.pdf"),
    ("Fyrets sidste vagt", "Vagerforeningen", "2012", "En optælling langs kysten.", "/c.pdf"),
    ("Skibsdrenges skole", "Kajrådet", "2017", "Sejlads med børn gav venskaber.", "/d.pdf"),
)  # fmt: skip


def read(inner: str) -> dict[str, Entry]:
    """The sure entries of a page with this in it, by title."""
    entries = read_entries(whole(inner), PLACE)
    return {e.citation.title: e for e in entries if e.trust is Trust.CERTAIN}


def check(found: dict[str, Entry]) -> None:
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, publisher, year, text, file), entry in zip(BOOKS, found.values(), strict=True):
        cited = entry.citation
        assert (cited.publishers, cited.published) == ((publisher,), year)
        assert entry.text == text
        assert entry.links == (f"{SITE}{file}",)


LINKED = "<a href='{4}'>{0}</a>"
SENTENCES = (
    f"Begynd med {LINKED} fra {{1}} ({{2}}). {{3}}",
    f"Vil man vide mere om havnen, så læs {LINKED} ({{1}}, {{2}}). {{3}}",
    f"I {{2}} udgav {{1}} {LINKED}, som mange bruger. {{3}}",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_each_paragraph_of_an_essay_names_one(sentence: str) -> None:
    essay = "".join(f"<p>{sentence.format(*book)}</p>" for book in BOOKS)
    rest = "<p>Jeg skriver om <a href='/blog/maager'>måger på taget</a> i 2021.</p>"
    check(read(f"<h1>Fire om havne</h1><p>Det er mit bud.</p>{essay}{rest}"))


def test_links_of_running_text_that_name_no_publication_are_none() -> None:
    said = "Vi har skrevet om <a href='/{0}'>{1}</a> siden {2}, og det gør vi stadig i klubben."
    about = (("maager", "måger"), ("baade", "både"), ("fisk", "fisk på disk"), ("is", "is"))
    essay = "".join(f"<p>{said.format(*pair, 2010 + n)}</p>" for n, pair in enumerate(about))
    assert {*read(f"<h1>Om klubben</h1>{essay}")} <= {"Om klubben"}


BY_HAND = (
    "<font size=4>{0}</font><br>Udgiver: {1}<br>År: {2}<br><br>{3}<br><a href='{4}'>Hent</a><hr>",
    "<table><tr><td><b>{0}</b><br>{1}, {2}<br>{3}</td><td><a href='{4}'>Hent</a></td></tr></table>",
)


@pytest.mark.parametrize("item", BY_HAND)
def test_pages_by_hand_part_what_they_list_by_rules(item: str) -> None:
    items = "".join(item.format(*book) for book in BOOKS)
    check(read(f"<h2>Rapporter</h2><div>{items}<hr>Rettet 3. maj 2003. Skriv til Ib.</div>"))


def test_rows_for_the_title_and_for_the_rest_are_one() -> None:
    row = (
        "<tr><td colspan=2><b>{0}</b></td></tr>"
        "<tr><td>{1}, {2}<br>{3}</td><td><a href='{4}'>Hent</a></td></tr>"
    )
    check(read(f"<h2>Rapporter</h2><table>{''.join(row.format(*b) for b in BOOKS)}</table>"))


@pytest.mark.parametrize("title", ["", " title='Åbner i nyt vindue'"])
def test_a_linked_publisher_leaves_the_link_to_the_report(title: str) -> None:
    item = (
        "<li><h3>{0}</h3><p><a href='/om/{1}'%s>{1}</a>, {2}. ISBN 978-87-1234-567-8 · "
        "<a href='{4}'%s>Til rapporten</a></p><p>{3}</p></li>"
    )
    items = "".join((item % (title, title)).format(*book) for book in BOOKS)
    check(read(f"<h2>Rapporter</h2><ul>{items}</ul>"))


def test_results_of_a_search_print_addresses_and_kinds_of_files() -> None:
    item = (
        "<div class=hit><h3><a href='{4}'>[PDF] {0}</a></h3>"
        "<p>www.havnebiblioteket.example › filer{4}</p><p>{3}</p><p>{1}, {2}</p></div>"
    )
    check(read(f"<p>4 resultater</p>{''.join(item.format(*book) for book in BOOKS)}"))


def test_a_table_without_a_head_has_its_titles_where_cells_begin_with_a_link() -> None:
    row = "<tr><td><a href='{4}'>{0}</a><br>{3}</td><td>{1}</td><td>{2}</td></tr>"
    rows = "".join(row.format(*book) for book in BOOKS)
    check(read(f"<h2>Rapporter</h2><table>{rows}</table>"))


def test_who_wrote_a_publication_is_named_in_the_sentence_that_names_it() -> None:
    found = read(
        "<p>I <a href='/1.pdf'>Når mor er på vagt</a> (Havneinstituttet 2022) skriver Beate Lind "
        "om de første uger. Børnene savner maden.</p>"
        "<p>I <a href='/2.pdf'>Rederens side af sagen</a> (Havneinstituttet, 2020) følger Ea Dam "
        "fire ledere. Tre af dem siger ja igen.</p>"
        "<p>I 2019 udgav Kajfonden rapporten <a href='/3.pdf'>Lange nætter</a>, som Bo Holm har "
        "skrevet. Den er kort og klar.</p>"
    )
    told = [(*e.citation.authors, *e.citation.publishers, e.text) for e in found.values()]
    assert told == [
        ("Beate Lind", "Havneinstituttet", "Børnene savner maden."),
        ("Ea Dam", "Havneinstituttet", "Tre af dem siger ja igen."),
        ("Bo Holm", "Kajfonden", "Den er kort og klar."),
    ]
