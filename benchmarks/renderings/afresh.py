"""Lists as ten more pages have them, measured before and after harvesting learned from repetition."""

from collections.abc import Callable, Sequence
from itertools import groupby

from benchmarks.renderings.page import Rendering, e, each, link, paragraphs, whole
from benchmarks.renderings.reports import Report

Reports = Sequence[Report]
DATED = frozenset({"publisher", "published"})
AUTHORED = frozenset({"authors", "publisher", "published"})


def _place(r: Report) -> str:
    return r.file if r.has_file else r.page


def acf(reports: Reports) -> Rendering:
    """WordPress with blocks of fields: kicker, name, text, then facts as a list, a button."""

    def one(r: Report) -> str:
        return (
            f'<div class="wp-block-acf-publikation publikation"><p class="publikation__kicker">'
            f'{r.kind.capitalize()}</p><p class="publikation__navn">{e(r.title)}</p><div class="'
            f'publikation__tekst">{paragraphs(r)}</div><ul class="publikation__fakta"><li>Udgiver: '
            f"{e(r.publisher)}</li><li>Årstal: {r.published[:4]}</li></ul><a class="
            f'"wp-element-button" href="{_place(r)}">Læs mere<span class="screen-reader-text"> om '
            f"{e(r.title)}</span></a></div>"
        )

    return Rendering(whole(f'<div class="entry-content">{each(reports, one)}</div>'))


def drupal_above(reports: Reports) -> Rendering:
    """Drupal's nodes with every field's label above it, the file's formatter last."""

    def field(label: str, said: str) -> str:
        return (
            f'<div class="field field--label-above"><div class="field__label">{label}</div>'
            f'<div class="field__item">{said}</div></div>'
        )

    def one(r: Report) -> str:
        file = (
            f'<span class="file file--mime-application-pdf"><a href="{r.file}" type="application/pdf">'
            f"{r.id}.pdf</a></span> <span>(1.3 MB)</span>"
        )
        return (
            f'<div about="{r.page}" class="node node--type-publikation"><div class="field '
            f'field--name-node-title"><a href="{r.page}">{e(r.title)}</a></div>'
            f"{field('Udgivelsestype', r.kind.capitalize())}{field('Resumé', paragraphs(r))}"
            f"{field('Udgivet af', e(r.publisher))}{field('Udgivelsesår', r.published[:4])}"
            f"{field('Fil', file) if r.has_file else ''}</div>"
        )

    return Rendering(whole(f'<div class="view-content">{each(reports, one)}</div>'))


def umbraco_grid(reports: Reports) -> Rendering:
    """Umbraco's grid: linked cover, then year and kind as spans, title in bold, publisher in italics."""

    def one(r: Report) -> str:
        return (
            f'<div class="grid-item" data-year="{r.published[:4]}" data-type="{r.kind}"><a class="cover" '
            f'href="{_place(r)}"><img src="/media/{r.id}.jpg" alt="Forside"></a><div class="info"><span '
            f'class="year">{r.published[:4]}</span> <span class="type">{r.kind.capitalize()}</span><strong>'
            f"{e(r.title)}</strong><em>{e(r.publisher)}</em>{paragraphs(r)}</div></div>"
        )

    return Rendering(
        whole(f'<div class="umb-grid"><div class="row">{each(reports, one)}</div></div>')
    )


def dspace(reports: Reports) -> Rendering:
    """DSpace's list of items: title with an empty span, names and date in small, abstract."""

    def one(r: Report) -> str:
        turned = [f"{n.split()[-1]}, {' '.join(n.split()[:-1])}" for n in r.authors]
        names = "; ".join(f"<span>{e(n)}</span>" for n in turned)
        by = f'<span class="author h4"><small>{names}</small></span> ' if names else ""
        return (
            f'<div class="row ds-artifact-item"><div class="col-sm-3 thumb"><a href="{r.page}"><img src='
            f'"/t.png" alt="Thumbnail"></a></div><div class="col-sm-9 artifact-description"><a href='
            f'"{r.page}"><h4>{e(r.title)}<span class="Z3988" title="ctx_ver=Z39.88-2004">&nbsp;</span>'
            f'</h4></a><div class="artifact-info">{by}<span class="publisher-date h4"><small>(<span class='
            f'"publisher">{e(r.publisher)}</span>, <span class="date">{r.published}</span>)</small></span>'
            f'</div><div class="artifact-abstract">{paragraphs(r)}</div></div></div>'
        )

    return Rendering(whole(each(reports, one)), tells=AUTHORED)


def koha(reports: Reports) -> Rendering:
    """Koha's search results: a table with boxes to tick, labels in spans, availability."""

    def one(r: Report) -> str:
        by = "; ".join(f"{n.split()[-1]}, {' '.join(n.split()[:-1])}" for n in r.authors)
        author = f'<p class="author">af {e(by)}</p>' if by else ""
        return (
            f'<tr><td class="selectcol"><input type="checkbox"></td><td class="bibliocol"><div class='
            f'"title_summary"><a class="title" href="{r.page}">{e(r.title)}</a></div>{author}<div class='
            f'"results_summary type"><span class="label">Materialetype: </span>{r.kind.capitalize()}</div>'
            f'<div class="results_summary publisher"><span class="label">Udgiver: </span>{e(r.publisher)}, '
            f'{r.published[:4]}</div><div class="results_summary summary">{paragraphs(r)}</div><div class='
            f'"results_summary availability"><span class="label">Tilgængelighed: </span>Eksemplarer til '
            f'udlån: Hovedbiblioteket (1).</div><div class="actions"><a href="/bestil?{r.id}">Reserver</a> '
            f'<a href="/kurv?{r.id}">Læg i kurv</a></div></td></tr>'
        )

    return Rendering(
        whole(f'<form><table class="table"><tbody>{each(reports, one)}</tbody></table></form>')
    )


def merged_cells(reports: Reports) -> Rendering:
    """A table in which a year's cell goes over all its rows."""
    rows = []
    for year, group in groupby(reports, key=lambda r: r.published[:4]):
        of_year = list(group)
        for n, r in enumerate(of_year):
            first = f'<td rowspan="{len(of_year)}">{year}</td>' if n == 0 else ""
            rows.append(f"<tr>{first}<td>{link(r, e(r.title))}</td><td>{r.kind.capitalize()}</td>"
                        f"<td>{e(r.publisher)}</td></tr>")  # fmt: skip
    head = "<tr><th>År</th><th>Titel</th><th>Type</th><th>Udgiver</th></tr>"
    return Rendering(whole(f"<table>{head}{''.join(rows)}</table>"), has_text=False)


def nested_accordions(reports: Reports) -> Rendering:
    """Accordions of years, within each one of titles."""
    years = []
    for year, group in groupby(reports, key=lambda r: r.published[:4]):
        inner = each(
            group,
            lambda r: (
                f"<details><summary>{e(r.title)}</summary><p>{r.kind.capitalize()} fra {e(r.publisher)}"
                f"</p>{paragraphs(r)}<p>{link(r)}</p></details>"
            ),
        )
        years.append(f'<details class="year"><summary>{year}</summary>{inner}</details>')
    return Rendering(whole("".join(years)))


def overlay_cards(reports: Reports) -> Rendering:
    """Cards with a link without text drawn over them; publisher above, kind and year at the foot."""

    def one(r: Report) -> str:
        return (
            f'<div class="col"><div class="card h-100"><div class="card-body"><p class="card-subtitle '
            f'text-muted">{e(r.publisher)}</p><p class="card-title h5">{e(r.title)}</p>'
            f'{paragraphs(r, "<p class=card-text>{}</p>")}<a href="{_place(r)}" class="stretched-link" '
            f'aria-label="Læs {e(r.title)}"></a></div><div class="card-footer"><small>'
            f"{r.kind.capitalize()} | {r.published[:4]}</small></div></div></div>"
        )

    return Rendering(whole(f'<div class="row row-cols-3">{each(reports, one)}</div>'))


def broken_lines(reports: Reports) -> Rendering:
    """One paragraph by hand, with nothing but line breaks between the lines and the reports."""

    def one(r: Report) -> str:
        text = " ".join(e(t.strip("• ")) for t in r.text)
        return f"{e(r.title)}<br>{e(r.publisher)}, {r.date}<br>{text}<br>{link(r)}<br><br>"

    return Rendering(whole(f"<p>{each(reports, one)}</p>"), tells=DATED)


def markdown(reports: Reports) -> Rendering:
    """A list written in Markdown: title linked and bold, publisher in italics, year, then the text."""

    def one(r: Report) -> str:
        text = " ".join(e(t.strip("• ")) for t in r.text)
        return (
            f"<li><p><strong>{link(r, e(r.title))}</strong> — <em>{e(r.publisher)}</em>, {r.published[:4]}."
            f"</p><p>{text}</p></li>"
        )

    return Rendering(
        whole(f'<article class="markdown"><ul>{each(reports, one)}</ul></article>'), tells=DATED
    )


AFRESH: dict[str, Callable[[Reports], Rendering]] = {
    "WordPress, blocks of fields": acf,
    "Drupal, labels above": drupal_above,
    "Umbraco, grid": umbraco_grid,
    "DSpace, items": dspace,
    "Koha, results": koha,
    "table with merged cells": merged_cells,
    "accordions in accordions": nested_accordions,
    "cards with overlay links": overlay_cards,
    "lines with breaks between": broken_lines,
    "Markdown, list": markdown,
}
