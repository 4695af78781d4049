"""Lists as six more pages have them, written when all was mended and measured once before more was."""

from collections.abc import Callable, Sequence

from benchmarks.renderings.page import Rendering, e, each, link, paragraphs, tags, whole
from benchmarks.renderings.reports import SITE, Report

Reports = Sequence[Report]
AUTHORED = frozenset({"authors", "publisher", "published"})


def component_library(reports: Reports) -> Rendering:
    """Cards of a component library: labels, a list of meta items, the title in a box with a link."""

    def one(r: Report) -> str:
        return (
            f'<article class="ecl-card"><div class="ecl-card__body"><ul class="label-container" '
            f'aria-label="Labels"><li class="label-item"><span class="label">{r.kind.capitalize()}'
            f'</span></li></ul><ul class="primary-meta-container"><li>{e(r.publisher)}</li><li>'
            f'{r.date}</li></ul><div class="content-block__title"><a href="{r.page}">{e(r.title)}'
            f'</a></div><div class="content-block__description">{paragraphs(r)}</div><ul '
            f'class="link-container"><li>{link(r)}</li></ul></div></article>'
        )

    return Rendering(whole(f'<div class="cards">{each(reports, one)}</div>'))


def definitions(reports: Reports) -> Rendering:
    """Headings with a list of definitions, one for each field."""

    def one(r: Report) -> str:
        return (
            f"<h3>{e(r.title)}</h3>{paragraphs(r)}<dl><dt>Udgiver</dt><dd>{e(r.publisher)}</dd>"
            f"<dt>Udgivelsesår</dt><dd>{r.published[:4]}</dd><dt>Type</dt><dd>{r.kind}</dd>"
            f"<dt>Emneord</dt><dd>{tags(r)}</dd></dl><p>{link(r)}</p>"
        )

    return Rendering(whole(each(reports, one)))


def harvard(reports: Reports) -> Rendering:
    """References in Harvard's style, in paragraphs, the title linked."""

    def one(r: Report) -> str:
        turned = [f"{n.split()[-1]}, {' '.join(n.split()[:-1])}" for n in r.authors[:1]]
        by = " og ".join([*turned, *r.authors[1:]]) or e(r.publisher)
        house = f" {e(r.publisher)}." if r.authors else ""
        place = r.file if r.has_file else r.page
        return f'<p>{by} ({r.published[:4]}): <a href="{place}">{e(r.title)}</a>.{house}</p>'

    return Rendering(
        whole(f"<h2>Litteratur</h2>{each(reports, one)}"), tells=AUTHORED, has_text=False
    )


def view_table(reports: Reports) -> Rendering:
    """A table with the date first and the text below the title in its cell."""

    def one(r: Report) -> str:
        return (
            f'<tr><td class="views-field-date">{r.date}</td><td class="views-field-title"><a '
            f'href="{r.page}">{e(r.title)}</a></td><td>{r.kind.capitalize()}</td><td>'
            f"{e(r.publisher)}</td><td>{paragraphs(r)}</td><td>{link(r, 'Hent fil')}</td></tr>"
        )

    names = ("Udgivet", "Titel", "Type", "Udgiver", "Resumé", "")
    head = "".join(f"<th>{name}</th>" for name in names)
    return Rendering(whole(f'<table class="cols-6"><thead><tr>{head}</tr></thead><tbody>'
                           f"{each(reports, one)}</tbody></table>"))  # fmt: skip


def years(reports: Reports) -> Rendering:
    """Headings of years, below them the reports as headings of a lower rank."""
    parts = []
    for year in sorted({r.published[:4] for r in reports}, reverse=True):
        parts.append(f"<h2>{year}</h2>")
        for r in (r for r in reports if r.published[:4] == year):
            size = " (pdf, 812 kB)" if r.has_file else ""
            parts.append(f"<h3>{e(r.title)}</h3><p>{e(r.said)}</p>{paragraphs(r)}<p>{link(r)}{size}</p>"
                         f'<p><a href="#indhold">Til toppen</a></p>')  # fmt: skip
    return Rendering(whole("".join(parts)))


def modern_sharepoint(reports: Reports) -> Rendering:
    """A list web part: rows of divs, an icon font's glyph before each title."""

    def one(r: Report) -> str:
        return (
            f'<div role="listitem" class="ms-List-cell"><div class="itemTitle"><i aria-hidden="true" '
            f'class="ms-Icon">\ue7c3</i> <a href="{SITE}{r.page}">{e(r.title)}</a></div><div '
            f'class="itemByline">{e(r.said)}</div><div class="itemText">{paragraphs(r)}</div><div '
            f'class="itemActions">{link(r)}</div></div>'
        )

    return Rendering(whole(f'<div role="list" class="ms-List">{each(reports, one)}</div>'))


FRESH: dict[str, Callable[[Reports], Rendering]] = {
    "cards of a component library": component_library,
    "headings and definitions": definitions,
    "references, Harvard": harvard,
    "table, the date first": view_table,
    "headings of years": years,
    "SharePoint, list web part": modern_sharepoint,
}
