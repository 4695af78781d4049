"""What registers, feeds and PDFs that were made pages do of their own: paths of kinds, short
months, names turned round, titles over two lines, a closing line under every item."""

import pytest

from indexer.harvesting.citation import cite, date_of
from indexer.harvesting.entry import Trust
from indexer.harvesting.listreader import read_entries
from indexer.harvesting.names import names

PLACE = "https://register.example/liste"
BOATS = (
    ("Jollen og vinden", "Krog, I. M.", "Jollefonden", "3 okt. 2017", "Bog"),
    ("Sejl af hør: tolv forsøg", "Lind, B.", "Sejlinstituttet", "14 dec. 2019", "Rapport"),
    ("Ror og kæl", "Juhl, E.", "Jollefonden", "1 sep. 2020", "Arbejdspapir"),
    ("Årer gennem tiden", "Holt, A. K.", "Museet for Både", "feb. 2014", "Rapport"),
)


def _found(content: str) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    return [
        (c.title, ", ".join(c.publishers), c.published or "", c.authors, entry.text)
        for entry in read_entries(content.encode(), PLACE)
        if (c := entry.citation) and entry.trust is not Trust.DOUBTFUL
    ]


def test_a_path_of_kinds_is_no_publisher_and_no_text() -> None:
    """It is one line, whatever elements its steps stand in."""
    rows = "".join(
        f'<li><h3><a href="/b/{n}">{title}</a></h3><a href="/p/{n}" class="person">{by}</a>, '
        f'<span class="date">{when}</span>, <span>{house}</span>. <span>{n + 40} s.</span><p>'
        f'<span class="family">Publikation<span>: </span></span><span class="parent">Bog/rapport'
        f'<span> › </span></span><span class="type">{kind}</span><span class="sep"> › </span>'
        f'<span class="category">{("Forskning", "Formidling")[n % 2]}</span></p></li>'
        for n, (title, by, house, when, kind) in enumerate(BOATS)
    )
    page = f"<main><h1>Både</h1><ul>{rows}</ul></main>"
    assert _found(page) == [
        (title, house, date_of(when), (by,), "") for title, by, house, when, _ in BOATS
    ]
    kinds = [entry.citation.kind for entry in read_entries(page.encode(), PLACE)]
    assert kinds == ["bog", "rapport", None, "rapport"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("14 dec. 2019", "2019-12-14"),
        ("1. sept. 2020", "2020-09-01"),
        ("Feb 2014", "2014-02"),
        ("31 feb. 2014", "2014-02"),
    ],
)
def test_short_months(text: str, when: str) -> None:
    """A month may be shortened, with or without its point."""
    assert date_of(text) == when


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("Krog, I. og Lind, B. A.", ("Krog, I.", "Lind, B. A.")),
        ("Krog, Ida; Holm Lind, Bo", ("Krog, Ida", "Holm Lind, Bo")),
        ("Holm Lind, Bo", ("Holm Lind, Bo",)),
        ("Ida Krog, Bo Lind", ("Ida Krog", "Bo Lind")),
    ],
)
def test_names_turned_round(text: str, each: tuple[str, ...]) -> None:
    """»og« is no part of a name, and a family name may be two words."""
    assert names(text, turned=True) == each


HOUSES = (("Sluser", "Jollefonden"), ("Moler", "Bådkontakten"), ("Fyr", "Søens Forlag"))


def test_a_house_may_have_a_word_of_service_in_its_name() -> None:
    """»Bådkontakten« tells nobody's telephone number."""
    rows = "".join(
        f"<h3>{title}</h3><p>Ida Krog, {house} 2018</p><p>Om bådene i havnen og deres folk.</p>"
        for title, house in HOUSES
    )
    told = [(title, house) for title, house, *_ in _found(f"<main>{rows}</main>")]
    assert told == [*HOUSES]


BROKEN = (
    ("Moler af sten:", "byggeri og vedligehold"),
    ("Havnens lys om natten set", "fra vandet"),
    ("Den sidste færge og dens", "folk gennem firs år"),
)


def test_a_title_goes_on_in_the_next_line() -> None:
    """Lines of a PDF that was made a page end where its paper did, in titles and in texts."""
    lines = "".join(
        f"<b>{first}</b><br/>\n<b>{second}</b><br/>\nKnud Vang, Havnefondet {2015 + n}<br/>\n"
        f"Hvem ejer mole {'ABC'[n]}, spørger bogen, og hvad koster den hver<br/>\nvinter.<br/>\n"
        f'<a href="https://hus{n}.example/{n}.pdf">https://hus{n}.example/{n}.pdf</a><br/>\n'
        for n, (first, second) in enumerate(BROKEN)
    )
    told = [(title, text) for title, _, _, _, text in _found(f"<body>{lines}</body>")]
    said = "Hvem ejer mole {}, spørger bogen, og hvad koster den hver vinter."
    assert told == [(" ".join(title), said.format("ABC"[n])) for n, title in enumerate(BROKEN)]


SHELF = (
    ("Reb", "Ida Krog"),
    ("Skibe i flaske fra Fanø gennem to hundrede år", "Bo Lind"),
    ("Tov og trosser", "Eva Juhl"),
    ("Knob", "Ask Holt"),
)


def test_a_box_called_by_the_title_in_it_is_no_heading() -> None:
    """A row's ``title-and-facts`` is around the title and the facts, however short these are; and
    what is called a title may be a single word."""
    rows = "".join(
        f'<tr><td><div class="title_facts"><div class="title_line"><a href="/b/{n}">'
        f'<span class="item-title">{title}</span></a><p>af: {by}</p></div>'
        f'<div class="facts"><span class="label">Sprog: </span>Dansk</div><div class="facts">'
        f'<span class="label">Udgiver: </span>Søens Forlag, {2010 + n}</div></div></td></tr>'
        for n, (title, by) in enumerate(SHELF)
    )
    found = _found(f"<main><table>{rows}</table></main>")
    assert [(title, when, by) for title, _, when, by, _ in found] == [
        (title, f"{2010 + n}", (by,)) for n, (title, by) in enumerate(SHELF)
    ]


def test_a_line_with_an_address_to_write_to_is_no_text() -> None:
    """It stands between two entries and asks the reader for something."""
    note = (
        "<blockquote><p>Mangler der noget, så skriv til os på a@b.example i dag.</p></blockquote>"
    )
    rows = [
        f"<h3>{title}</h3><p>Bo Lind, {house}, {when}</p><p>Alt om {title.lower()} i havnen.</p>"
        for title, _, house, when, _ in BOATS
    ]
    rows.insert(2, note)
    texts = [text for *_, text in _found(f"<main>{''.join(rows)}</main>")]
    assert texts == [f"Alt om {title.lower()} i havnen." for title, *_ in BOATS]


def test_a_feed_names_its_house_all_writers_and_the_same_line_under_each() -> None:
    """The line is no text though it holds another title in each."""
    items = "".join(
        f"<item><title>{title}</title><link>https://blad.example/{n}</link><dc:creator>Ida Krog"
        f"</dc:creator><dc:creator>Bo Lind</dc:creator><dc:publisher>{house}</dc:publisher>"
        f"<description><![CDATA[<p>Nyt om {title.lower()}.</p><p>Læs »{title}« på Bladet.</p>]]>"
        f"</description></item>"
        for n, (title, _, house, *_) in enumerate(BOATS)
    )
    feed = (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>Bladet</title>{items}</channel></rss>"
    )
    assert _found(feed) == [
        (title, house, "", ("Ida Krog", "Bo Lind"), f"Nyt om {title.lower()}.")
        for title, _, house, *_ in BOATS
    ]


def test_the_date_is_that_of_a_line_with_a_short_month() -> None:
    """The month stays out of the publisher."""
    made = cite("", "14 dec. 2019, Jollefonden")
    assert (made.publishers, made.published) == (("Jollefonden",), "2019-12-14")
