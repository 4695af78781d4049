"""Lists as another ten pages have them, measured once before and after harvesting learned from
repetition, and before anything was mended for them."""

from collections.abc import Callable, Sequence
from itertools import groupby

from benchmarks.renderings.page import Rendering, e, each, link, paragraphs, tags, whole
from benchmarks.renderings.reports import Report

Reports = Sequence[Report]
DATED = frozenset({"publisher", "published"})
AUTHORED = frozenset({"authors", "publisher", "published"})


def _place(r: Report) -> str:
    return r.file if r.has_file else r.page


def sitefinity(reports: Reports) -> Rendering:
    """Sitefinity's list of documents: icon, linked title, size in brackets, description, meta last."""

    def one(r: Report) -> str:
        size = '<span class="sf-size text-muted">(1.240 KB)</span>' if r.has_file else ""
        return (
            f'<li class="sf-media list-unstyled"><div class="media"><i class="fa fa-file-pdf"></i><div '
            f'class="media-body"><div><a class="sf-link" href="{_place(r)}">{e(r.title)}</a> {size}</div>'
            f'<div class="sf-desc">{paragraphs(r)}</div><div class="text-muted"><span>{r.date}</span> '
            f"<span>{e(r.publisher)}</span> <span>{r.kind.capitalize()}</span></div></div></div></li>"
        )

    return Rendering(whole(f'<ul class="sf-documents">{each(reports, one)}</ul>'))


def optimizely_teasers(reports: Reports) -> Rendering:
    """Optimizely's teasers: the whole row a link, date in two spans above, title as h3, text, arrow."""

    def one(r: Report) -> str:
        return (
            f'<div class="teaser-row" data-epi-block-id="7"><a class="teaser" href="{r.page}"><div class='
            f'"teaser__aside"><span class="teaser__year">{r.published[:4]}</span><span class="teaser__org">'
            f'{e(r.publisher)}</span></div><div class="teaser__main"><h3>{e(r.title)}</h3><div class="'
            f'teaser__text">{paragraphs(r)}</div><span class="teaser__more">Se udgivelsen</span></div></a>'
            "</div>"
        )

    return Rendering(whole(f'<div class="blocks">{each(reports, one)}</div>'), tells=DATED)


def pure_portal(reports: Reports) -> Rendering:
    """A portal of research: title, then one line of persons, date and house, abstract folded."""

    def one(r: Report) -> str:
        by = "; ".join(f"{n.split()[-1]}, {' '.join(n.split()[:-1])}" for n in r.authors)
        said = f'<div class="by">{e(by)}</div>' if by else ""
        return (
            f'<li class="result"><p class="result-title"><a href="{r.page}">{e(r.title)}</a></p>{said}<div '
            f'class="issued"><span>{e(r.publisher)}</span>, <span>{r.date}</span></div><details><summary>'
            f'Vis abstract</summary>{paragraphs(r)}</details><a href="{_place(r)}">Fuld tekst</a></li>'
        )

    return Rendering(whole(f'<ol class="results">{each(reports, one)}</ol>'), tells=AUTHORED)


def definitions(reports: Reports) -> Rendering:
    """A list of definitions: the title the term, then a definition for each fact, text and link."""

    def one(r: Report) -> str:
        return (
            f"<dt>{e(r.title)}</dt><dd>{r.kind.capitalize()}</dd><dd>{e(r.publisher)}</dd><dd>{r.date}</dd>"
            f"<dd>{paragraphs(r)}</dd><dd>{link(r)}</dd>"
        )

    return Rendering(whole(f"<dl>{each(reports, one)}</dl>"))


def years_of_files(reports: Reports) -> Rendering:
    """Headings of years, below each a list of files with the publisher after a dash."""
    parts = []
    for year, group in groupby(reports, key=lambda r: r.published[:4]):
        items = each(group, lambda r: f"<li>{link(r, e(r.title))} – {e(r.publisher)}</li>")
        parts.append(f"<h2>{year}</h2><ul>{items}</ul>")
    return Rendering(whole("".join(parts)), tells=DATED, has_text=False)


def feed_inline(reports: Reports) -> Rendering:
    """A feed shown in a page: date first, then the linked title, text and source."""

    def one(r: Report) -> str:
        return (
            f'<div class="feed-item"><div class="feed-date">{r.date}</div><div class="feed-title"><a href='
            f'"{_place(r)}">{e(r.title)}</a></div><div class="feed-body">{paragraphs(r)}</div><div class='
            f'"feed-source">Fra {e(r.publisher)}</div></div>'
        )

    return Rendering(whole(f'<div class="feed">{each(reports, one)}</div>'), tells=DATED)


def tagged_tiles(reports: Reports) -> Rendering:
    """Tiles: kind on the picture, tags, title as a bold span, text, house and year in the same line."""

    def one(r: Report) -> str:
        return (
            f'<div class="tile"><figure><img src="/i.jpg" alt=""><figcaption>{r.kind.capitalize()}'
            f'</figcaption></figure><div class="tags">{tags(r)}</div><p><strong>{e(r.title)}</strong></p>'
            f'{paragraphs(r)}<p class="colophon">© {e(r.publisher)} {r.published[:4]}</p><p>{link(r)}</p></div>'
        )

    return Rendering(whole(f'<div class="tiles">{each(reports, one)}</div>'))


def webpart(reports: Reports) -> Rendering:
    """SharePoint's highlighted content: list items without classes that last, title in a button link."""

    def one(r: Report) -> str:
        return (
            f'<div role="listitem" class="a_{len(r.id)}"><div data-automation-id="card"><a data-automation-id='
            f'"title" href="{_place(r)}"><span>{e(r.title)}</span></a><div data-automation-id="org"><span>'
            f'{e(r.publisher)}</span></div><div data-automation-id="date"><span>{r.date}</span></div><div>'
            f"{paragraphs(r)}</div></div></div>"
        )

    return Rendering(whole(f'<div role="list">{each(reports, one)}</div>'), tells=DATED)


def wide_table(reports: Reports) -> Rendering:
    """A table without a head: kind, title and text in one cell, house with year in brackets, file."""

    def one(r: Report) -> str:
        return (
            f"<tr><td>{r.kind.capitalize()}</td><td><a href='{r.page}'>{e(r.title)}</a>{paragraphs(r)}</td>"
            f"<td>{e(r.publisher)} ({r.published[:4]})</td><td>{link(r, 'PDF')}</td></tr>"
        )

    return Rendering(whole(f"<table>{each(reports, one)}</table>"))


def library_cards(reports: Reports) -> Rendering:
    """A library's results as articles: kind and year as pills, title, »Af …«, labels in definitions."""

    def one(r: Report) -> str:
        by = f'<p class="creator">Af {e(", ".join(r.authors))}</p>' if r.authors else ""
        return (
            f'<article class="material"><div class="pills"><span class="pill">{r.kind.capitalize()}</span>'
            f'<span class="pill">{r.published[:4]}</span></div><h2><a href="{r.page}">{e(r.title)}</a></h2>'
            f"{by}<div>{paragraphs(r)}</div><dl><dt>Forlag</dt><dd>{e(r.publisher)}</dd><dt>Sprog</dt><dd>"
            f"Dansk</dd></dl><button>Føj til huskeliste</button></article>"
        )

    return Rendering(whole(each(reports, one)))


AGAIN: dict[str, Callable[[Reports], Rendering]] = {
    "Sitefinity, documents": sitefinity,
    "Optimizely, teasers": optimizely_teasers,
    "portal of research": pure_portal,
    "definitions of titles": definitions,
    "years of files": years_of_files,
    "feed in a page": feed_inline,
    "tiles with tags": tagged_tiles,
    "SharePoint, highlighted content": webpart,
    "table without classes": wide_table,
    "library, cards": library_cards,
}
