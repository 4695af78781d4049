"""Lists as sixteen more pages and documents have them, measured once after all others were right."""

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape as xml

from docx import Document

from benchmarks.renderings.later import day
from benchmarks.renderings.page import Rendering, e, each, link, paragraphs, whole
from benchmarks.renderings.reports import SITE, Report
from benchmarks.renderings.tuned import add_link, saved

Reports = Sequence[Report]
DATED = frozenset({"publisher", "published"})
AUTHORED = frozenset({"authors", "publisher", "published"})


def _place(r: Report) -> str:
    return r.file if r.has_file else r.page


def drupal_fields(reports: Reports) -> Rendering:
    """A view of fields with labels in the line."""

    def one(r: Report) -> str:
        return (
            f'<div class="views-row"><div class="views-field views-field-title"><h3 class="field-content">'
            f'<a href="{r.page}">{e(r.title)}</a></h3></div><div class="views-field views-field-field-'
            f'udgiver"><span class="views-label">Udgivet af: </span><span class="field-content">'
            f'{e(r.publisher)}</span></div><div class="views-field views-field-field-dato"><span class='
            f'"views-label">Udgivelsesdato: </span><span class="field-content">{day(r)}</span></div><div '
            f'class="views-field views-field-body">{paragraphs(r)}</div><div class="views-field">'
            f"{link(r, 'Hent publikation')}</div></div>"
        )

    return Rendering(whole(f'<div class="view-content">{each(reports, one)}</div>'), tells=DATED)


def umbraco_links(reports: Reports) -> Rendering:
    """A list of links with a line of publisher, year and size below each."""

    def one(r: Report) -> str:
        size = " | PDF | 1,2 MB" if r.has_file else ""
        return (
            f'<li class="link-list__item"><a class="link-list__link" href="{_place(r)}">{e(r.title)}</a>'
            f'<span class="link-list__meta">{e(r.publisher)} | {r.published[:4]}{size}</span></li>'
        )

    return Rendering(whole(f'<section class="link-list"><h2>Find rapporterne</h2><ul>'
                           f"{each(reports, one)}</ul></section>"), tells=DATED, has_text=False)  # fmt: skip


def downloads(reports: Reports) -> Rendering:
    """Boxes for downloads: the title is the link, text and source below."""

    def one(r: Report) -> str:
        info = '<span class="info">PDF, 1,2 MB</span>' if r.has_file else ""
        return (
            f'<div class="download-item"><a class="download" href="{_place(r)}"><span class="name">'
            f'{e(r.title)}</span>{info}</a>{paragraphs(r)}<p class="source">Kilde: {e(r.publisher)}, '
            f"{r.date}</p></div>"
        )

    return Rendering(whole(f'<div class="download-list">{each(reports, one)}</div>'), tells=DATED)


def file_blocks(reports: Reports) -> Rendering:
    """WordPress' block for a file (title and button), a paragraph of source and text below."""

    def one(r: Report) -> str:
        place = _place(r)
        return (
            f'<div class="wp-block-file"><a id="wp-block-file--media-1" href="{place}">{e(r.title)}</a>'
            f'<a href="{place}" class="wp-block-file__button wp-element-button" download aria-describedby'
            f'="wp-block-file--media-1">Download</a></div><p>{e(r.publisher)}, {r.date}</p>{paragraphs(r)}'
        )

    return Rendering(whole(f'<div class="entry-content">{each(reports, one)}</div>'), tells=DATED)


def elementor_posts(reports: Reports) -> Rendering:
    """Elementor's posts: date and author in spans between title and excerpt."""

    def one(r: Report) -> str:
        return (
            f'<article class="elementor-post elementor-grid-item"><div class="elementor-post__text"><h3 '
            f'class="elementor-post__title"><a href="{r.page}">{e(r.title)}</a></h3><div class='
            f'"elementor-post__meta-data"><span class="elementor-post-date">{r.date}</span><span class='
            f'"elementor-post-author">{e(r.publisher)}</span></div><div class="elementor-post__excerpt">'
            f'{paragraphs(r)}</div><a class="elementor-post__read-more" href="{r.page}" aria-label="Læs '
            f'mere om {e(r.title)}">Læs mere »</a></div></article>'
        )

    return Rendering(whole(f'<div class="elementor-posts-container">{each(reports, one)}</div>'),
                     tells=DATED)  # fmt: skip


def document_library(reports: Reports) -> Rendering:
    """SharePoint's view of a library: icon, file name, title, publisher, year."""

    def one(r: Report) -> str:
        name = f"{r.id}.pdf" if r.has_file else f"{r.id}.aspx"
        return (
            f'<tr class="ms-itmhover"><td class="ms-vb-icon"><img src="/icpdf.png" alt="{name}"></td><td '
            f'class="ms-vb-title"><a href="{_place(r)}">{name}</a></td><td class="ms-vb2">{e(r.title)}'
            f'</td><td class="ms-vb2">{e(r.publisher)}</td><td class="ms-vb2">{r.published[:4]}</td></tr>'
        )

    head = "".join(f"<th>{n}</th>" for n in ("Type", "Navn", "Titel", "Udgiver", "År"))
    return Rendering(whole(f'<table class="ms-listviewtable"><thead><tr>{head}</tr></thead><tbody>'
                           f"{each(reports, one)}</tbody></table>"), tells=DATED, has_text=False)  # fmt: skip


def plone_listing(reports: Reports) -> Rendering:
    """Plone's standard view: definitions, the by-line in the term."""

    def one(r: Report) -> str:
        return (
            f'<dt><span class="summary"><a href="{r.page}" class="contenttype-file">{e(r.title)}</a>'
            f'</span> <span class="documentByLine">— af {e(r.publisher)} — {day(r)}</span></dt><dd>'
            f"{paragraphs(r)}<p>{link(r)}</p></dd>"
        )

    return Rendering(whole(f"<dl>{each(reports, one)}</dl>"), tells=DATED)


def chicago(reports: Reports) -> Rendering:
    """Chicago's style of author and date: the year between points."""

    def one(r: Report) -> str:
        turned = [f"{n.split()[-1]}, {' '.join(n.split()[:-1])}" for n in r.authors[:1]]
        by = " og ".join([", ".join([*turned, *r.authors[1:-1]]), *r.authors[1:][-1:]])
        house = f" København: {e(r.publisher)}." if r.authors else ""
        return (
            f"<p>{by or e(r.publisher)}. {r.published[:4]}. <em>{e(r.title)}</em>.{house} "
            f'<a href="{_place(r)}">{SITE}{_place(r)}</a>.</p>'
        )

    return Rendering(whole(f"<h2>Litteraturliste</h2>{each(reports, one)}"), tells=AUTHORED,
                     has_text=False)  # fmt: skip


def danish_notes(reports: Reports) -> Rendering:
    """As Danish lists often have it: names, a colon, the title in italics, publisher and year."""

    def one(r: Report) -> str:
        by = f"{', '.join(r.authors)}: " if r.authors else ""
        return f"<li>{by}<em>{link(r, e(r.title))}</em>, {e(r.publisher)}, {r.published[:4]}.</li>"

    return Rendering(whole(f"<h2>Læs mere</h2><ul>{each(reports, one)}</ul>"), tells=AUTHORED,
                     has_text=False)  # fmt: skip


def field_tables(reports: Reports) -> Rendering:
    """A heading and a small table of fields for each."""

    def one(r: Report) -> str:
        return (
            f'<h3>{e(r.title)}</h3>{paragraphs(r)}<table class="facts"><tr><th>Udgiver</th><td>'
            f"{e(r.publisher)}</td></tr><tr><th>Udgivet</th><td>{r.date}</td></tr><tr><th>Type</th><td>"
            f"{r.kind.capitalize()}</td></tr><tr><th>Link</th><td>{link(r)}</td></tr></table>"
        )

    return Rendering(whole(each(reports, one)))


def word_bold(reports: Reports) -> Rendering:
    """A Word file without styles: bold titles, a line, texts, links."""
    document = Document()
    document.add_heading("Materialer om makkere", 1)
    for r in reports:
        document.add_paragraph().add_run(r.title).bold = True
        document.add_paragraph(f"{r.kind.capitalize()} fra {r.publisher}, {r.date}")
        for text in r.text:
            document.add_paragraph(text.strip("• "))
        add_link(document.add_paragraph(), r)
    return Rendering(saved(document), "docx", DATED)


def rdf(reports: Reports) -> Rendering:
    """RSS 1.0 with Dublin Core."""

    def one(r: Report) -> str:
        return (
            f'<item rdf:about="{SITE}{r.page}"><title>{xml(r.title)}</title><link>{SITE}{_place(r)}</link>'
            f"<description>{xml(paragraphs(r))}</description><dc:creator>{xml(r.publisher)}</dc:creator>"
            f"<dc:date>{(r.published + '-01')[:7]}-05T09:00:00Z</dc:date></item>"
        )

    return Rendering(
        f'<?xml version="1.0" encoding="UTF-8"?><rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf='
        f'"http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{SITE}"><title>Materialer</title><link>{SITE}</link></channel>'
        f"{each(reports, one)}</rdf:RDF>".encode(), "xml", DATED,
    )  # fmt: skip


def eyebrow(reports: Reports) -> Rendering:
    """Tiles with kind and date above, the publisher below the text."""

    def one(r: Report) -> str:
        return (
            f'<div class="tile"><p class="eyebrow">{r.kind.capitalize()} | {day(r)}</p><h3><a href="'
            f'{r.page}">{e(r.title)}</a></h3>{paragraphs(r)}<p class="sender">Udgivet af {e(r.publisher)}'
            f"</p></div>"
        )

    return Rendering(whole(f'<div class="tiles">{each(reports, one)}</div>'))


def tabs(reports: Reports) -> Rendering:
    """Panels of years behind tabs, the reports as bold lines within."""
    parts, heads = [], []
    for year in sorted({r.published[:4] for r in reports}, reverse=True):
        heads.append(f'<li role="presentation"><a role="tab" href="#t{year}">{year}</a></li>')
        inner = each(
            (r for r in reports if r.published[:4] == year),
            lambda r: (
                f"<p><strong>{e(r.title)}</strong><br>{e(r.said)}</p>{paragraphs(r)}<p>{link(r)}</p>"
            ),
        )
        parts.append(f'<div role="tabpanel" id="t{year}">{inner}</div>')
    return Rendering(whole(f'<ul role="tablist">{"".join(heads)}</ul>{"".join(parts)}'))


def numbered(reports: Reports) -> Rendering:
    """Numbered sources in one block, parted by breaks."""
    rows = [
        f'[{n}] {e(r.title)}. {e(r.publisher)}, {r.published[:4]}. <a href="{_place(r)}">Link</a>'
        for n, r in enumerate(reports, 1)
    ]
    return Rendering(
        whole(f"<h2>Kilder</h2><p>{'<br>'.join(rows)}</p>"), tells=DATED, has_text=False
    )


def media_objects(reports: Reports) -> Rendering:
    """Media objects: a cover that links the file, then title, line and text, and a row of links."""

    def one(r: Report) -> str:
        return (
            f'<div class="media"><div class="media-left"><a href="{_place(r)}"><img class="media-object" '
            f'src="/f/{r.id}.png" alt="Forside af {e(r.title)}"></a></div><div class="media-body"><h4 '
            f'class="media-heading">{e(r.title)}</h4><p class="small">{e(r.said)}</p>{paragraphs(r)}<p>'
            f'{link(r)} | <a href="{r.page}">Om publikationen</a> | <a href="mailto:?subject={r.id}">Tip '
            f"en ven</a></p></div></div>"
        )

    return Rendering(whole(each(reports, one)))


CONFIRM: dict[str, Callable[[Reports], Rendering]] = {
    "Drupal, view of fields": drupal_fields,
    "Umbraco, list of links": umbraco_links,
    "boxes for downloads": downloads,
    "WordPress, file blocks": file_blocks,
    "Elementor, posts": elementor_posts,
    "SharePoint, library": document_library,
    "Plone, standard view": plone_listing,
    "references, Chicago": chicago,
    "references, names and colon": danish_notes,
    "small tables of fields": field_tables,
    "Word, bold titles": word_bold,
    "RSS 1.0": rdf,
    "tiles with eyebrows": eyebrow,
    "tabs of years": tabs,
    "numbered sources": numbered,
    "media objects": media_objects,
}
