"""Fields in one line, each in an element of its own; what marks a title; which way goes first."""

from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

PLACE = "https://arkiv.example/liste"
WALLS = (
    ("Mure af kampesten", "Ida Krog", "Stenfonden", "03-05-2017"),
    ("Kalk og ler i nordjyske huse", "Bo Lind", "Murernes Skole", "14-11-2019"),
    ("Den skæve gavl", "Eva Juhl", "Stenfonden", "21-02-2021"),
    ("Tagsten fra tre teglværker", "Ask Holt", "Teglmuseet", "30-08-2014"),
)


def _found(content: str) -> list[Entry]:
    page = f"<html><body><main><h1>Byggeri</h1>{content}</main></body></html>"
    return [e for e in read_entries(page.encode(), PLACE) if e.trust is not Trust.DOUBTFUL]


def _told(entries: list[Entry]) -> list[tuple[str, tuple[str, ...], str, str]]:
    return [
        (c.title, c.authors, ", ".join(c.publishers), (c.published or "")[:4])
        for c in (entry.citation for entry in entries)
    ]


WANTED = [(title, (by,), house, when[-4:]) for title, by, house, when in WALLS]


def _text(title: str) -> str:
    return f"Om {title.lower()}, målt og tegnet gennem ti år."


def test_fields_with_signs_between() -> None:
    """Of two days the one on which a page was changed is none of the material's."""
    rows = "".join(
        f'<article><header><span class="summary"><a href="/m/{n}">{title}</a></span><div '
        f'class="byline"><span class="author">af <a href="/af/{n}">{by}</a></span> — <span '
        f'class="put">udgivet {when}</span>, <span class="new">sidst ændret 01-02-2023</span> — '
        f'<span>Udgiver: <span class="house">{house}</span></span></div></header>'
        f"<p>{_text(title)}</p></article>"
        for n, (title, by, house, when) in enumerate(WALLS)
    )
    found = _found(rows)
    assert _told(found) == WANTED
    assert [e.text for e in found] == [_text(title) for title, *_ in WALLS]


def test_fields_with_nothing_between() -> None:
    """A field with a name that we don't know is a text without that name. The link on who wrote it
    leads to no text, though its address is like that of a file."""
    rows = "".join(
        f'<tr><td><div class="title_facts"><a href="/post.pl?nr={n}" class="title">{title}</a><ul>'
        f'<li><a href="/af.pl?q={n}">{by}</a> <span>[forfatter]</span></li></ul>'
        f'<span class="fact"><span class="name">Materialetype: </span> Tekst</span>'
        f'<span class="fact"><span class="name">Udgivelse: </span><span>Ribe</span> : '
        f'<span>{house}</span>, <span>{when[-4:]}</span></span><span class="fact">'
        f'<span class="name">Resumé: </span>{_text(title)}</span></div></td></tr>'
        for n, (title, by, house, when) in enumerate(WALLS)
    )  # fmt: skip
    found = _found(f"<table>{rows}</table>")
    assert _told(found) == WANTED
    assert [e.text for e in found] == [_text(title) for title, *_ in WALLS]
    assert [e.links for e in found] == [
        (f"https://arkiv.example/post.pl?nr={n}",) for n in range(4)
    ]


def test_a_file_goes_before_the_page_that_the_title_leads_to() -> None:
    """That page's address is like that of what serves a file."""
    rows = "".join(
        f'<li><h3><a href="/post.pl?id={n}">{title}: rapport</a></h3>'
        f"<p>{by}. {house}, {when[-4:]}</p>"
        f'<p><a href="https://hus{n}.example/{n}.pdf">Adgang</a></p></li>'
        for n, (title, by, house, when) in enumerate(WALLS)
    )
    assert [e.links[0] for e in _found(f"<ul>{rows}</ul>")] == [
        f"https://hus{n}.example/{n}.pdf" for n in range(4)
    ]


def test_a_mark_beside_a_title_is_no_part_of_it() -> None:
    """It stands beside one only, in an element that is called what marks something."""
    mark = ' <span class="status aui-lozenge">LÆST</span>'
    rows = "".join(
        f'<h3><a href="/m/{n}.pdf">{title}</a>{mark if n == 2 else ""}</h3><p>{by}. {house}, '
        f"{when[-4:]}</p><p>{_text(title)}</p>"
        for n, (title, by, house, when) in enumerate(WALLS)
    )
    assert [e.citation.title for e in _found(rows)] == [title for title, *_ in WALLS]


def test_a_picture_that_leads_where_the_title_does_is_no_other_material() -> None:
    """Nobody sees its link; and the English name of the date is none of a publisher."""
    rows = "".join(
        f'<div class="book"><div class="cover"><a href="/m/{n}"><img alt=""></a></div><div '
        f'class="content"><span class="book-title"><a href="/m/{n}">{title}</a></span> <span '
        f'class="author">af {by}</span><div class="prop">Publication Date: {when[-4:]}</div>'
        + (f'<div class="prop">{house}</div>' if n else "")
        + f'<div class="desc">{_text(title)}</div></div></div>'
        for n, (title, by, house, when) in enumerate(WALLS)
    )
    (title, by, _, year), *others = WANTED
    assert _told(_found(rows)) == [(title, by, "", year), *others]


def test_a_line_that_dates_the_list_is_no_reference() -> None:
    """It stands below references, some by bodies, and tells nobody's name."""
    rows = "".join(
        f"<p>{house if n % 2 else f'{by.split()[1]}, {by[0]}.'} ({when[-4:]}). <em>{title}</em>."
        f"{'' if n % 2 else f' {house}.'}</p>"
        for n, (title, by, house, when) in enumerate(WALLS)
    )
    found = _found(f"{rows}<p>Listen er senest gennemgået i maj 2023.</p>")
    assert [e.citation.title for e in found] == [title for title, *_ in WALLS]
