"""Lists as ten more content systems write them, kept for confirming."""

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape as xml

from docx import Document

from benchmarks.renderings.page import BOX, Rendering, e, each, link, paragraphs, tags, whole
from benchmarks.renderings.reports import SITE, Report
from benchmarks.renderings.tuned import add_link, saved

Reports = Sequence[Report]
DATED = frozenset({"publisher", "published"})
AUTHORED = frozenset({"authors", "publisher", "published"})


def optimizely(reports: Reports) -> Rendering:
    """Blocks in a content area: a line of kind, publisher and date above the title, a button with
    the file's size."""

    def one(r: Report) -> str:
        size = ' <span class="link__meta">PDF · 2,1 MB · 64 sider</span>' if r.has_file else ""
        return (
            f'<div class="block publicationblock col-lg-6"><div class="card"><div class="card__meta">'
            f"<span>{r.kind.capitalize()}</span><span> | </span><span>{e(r.publisher)}</span><span> | "
            f'</span><time>{r.date}</time></div><h3 class="card__title"><a href="{r.page}">'
            f'{e(r.title)}</a></h3><div class="card__text xhtml-string">{paragraphs(r)}</div>'
            f'<div class="card__actions">{link(r, e(r.link) + size, " class=btn")}</div></div></div>'
        )

    return Rendering(whole(f'<div class="row">{each(reports, one)}</div>'))


def joomla(reports: Reports) -> Rendering:
    """The blog layout of a category, details below the title as a list of definitions."""

    def one(r: Report) -> str:
        return (
            f'<div class="items-row"><div class="blog-item" itemprop="blogPost"><div '
            f'class="item-content"><div class="page-header"><h2 itemprop="name"><a href="{r.page}" '
            f'itemprop="url">{e(r.title)}</a></h2></div><dl class="article-info text-muted"><dt '
            f'class="article-info-term">Detaljer</dt><dd class="createdby">Udgiver: <span>'
            f'{e(r.publisher)}</span></dd><dd class="category-name">Type: <a href="/type/1">'
            f'{r.kind.capitalize()}</a></dd><dd class="published">Udgivet: <time>{r.date}</time></dd>'
            f'</dl>{paragraphs(r)}<p>{link(r)}</p><ul class="tags list-inline">'
            f"{tags(r, '<li class=list-inline-item><a href=/component/tags/{0}>{1}</a></li>', '')}"
            f'</ul><p class="readmore"><a class="btn" href="{r.page}">Læs mere ...</a></p></div></div>'
            f"</div>"
        )

    return Rendering(
        whole(f'<div class="com-content-category-blog blog">{each(reports, one)}</div>')
    )


def gobasic(reports: Reports) -> Rendering:
    """Cards that are links as a whole, to the page of the report."""

    def one(r: Report) -> str:
        return (
            f'<li class="list-card"><a href="{r.page}"><div class="label">{r.kind.capitalize()}, '
            f'{e(r.publisher)}, {r.date}</div><div class="headline">{e(r.title)}</div><div '
            f'class="teaser">{paragraphs(r)}</div></a></li>'
        )

    return Rendering(whole(f'<ul class="cards">{each(reports, one)}</ul>'))


def cludo(reports: Reports) -> Rendering:
    """Results of a search within the site, the address above, publisher and date below the title."""

    def one(r: Report) -> str:
        return (
            f'<div class="search-result-item" role="listitem"><p class="path">Forside › Udgivelser</p>'
            f'<h2><a href="{r.page}" target="_self">{e(r.title)}</a></h2><p class="metadata">'
            f'{e(r.publisher)}, {r.date}</p><div class="description">{paragraphs(r)}</div>'
            f'<p>{link(r)}</p><div class="categories">Emner: {tags(r, between=", ")}</div></div>'
        )

    return Rendering(whole(f'<div id="search-results" role="list">{each(reports, one)}</div>'),
                     tells=DATED)  # fmt: skip


def blocks(reports: Reports) -> Rendering:
    """WordPress' query of posts: terms above the title, a file block below."""

    def one(r: Report) -> str:
        button = (
            f'<div class="wp-block-file"><a href="{r.file}">{e(r.title)}</a><a href="{r.file}" '
            f'class="wp-block-file__button wp-element-button" download>Download</a></div>'
        )
        return (
            f'<li class="wp-block-post post type-post"><div class="taxonomy-category '
            f'wp-block-post-terms"><a href="/kategori/{r.kind}" rel="tag">{r.kind.capitalize()}</a>'
            f'</div><h3 class="wp-block-post-title"><a href="{r.page}" target="_self">{e(r.title)}</a>'
            f'</h3><div class="wp-block-group"><p>{e(r.publisher)}, <time>{r.date}</time></p></div>'
            f'<div class="wp-block-post-excerpt">{paragraphs(r)}</div>'
            f"{button if r.has_file else ''}</li>"
        )

    return Rendering(whole(f'<div class="wp-block-query"><ul class="wp-block-post-template">'
                           f"{each(reports, one)}</ul></div>"))  # fmt: skip


def table(reports: Reports) -> Rendering:
    """A table with a column for each field and no texts."""

    def one(r: Report) -> str:
        file = f"{link(r, 'Hent')} (PDF, 2,3 MB)" if r.has_file else link(r, "Se")
        return (
            f'<tr><td><a href="{r.page}">{e(r.title)}</a></td><td>{e(", ".join(r.authors))}</td>'
            f"<td>{e(r.publisher)}</td><td>{r.published[:4]}</td><td>{file}</td></tr>"
        )

    head = "<th>Titel</th><th>Forfatter</th><th>Udgiver</th><th>År</th><th>Fil</th>"
    return Rendering(whole(f"<table><thead><tr>{head}</tr></thead><tbody>{each(reports, one)}"
                           f"</tbody></table>"), tells=AUTHORED, has_text=False)  # fmt: skip


def vancouver(reports: Reports) -> Rendering:
    """A numbered list of references in Vancouver style."""

    def one(r: Report) -> str:
        names = [f"{n.split()[-1]} {''.join(p[0] for p in n.split()[:-1])}" for n in r.authors]
        by = f"{', '.join(names)}. " if names else ""
        place = SITE + (r.file if r.has_file else r.page)
        return (
            f"<li>{by}{e(r.title)}. {e(r.publisher)}; {r.published[:4]}. Tilgængelig fra: "
            f'<a href="{place}">{place}</a></li>'
        )

    inner = f'<ol class="references">{each(reports, one)}</ol>'
    return Rendering(whole(inner, box=BOX), tells=AUTHORED, has_text=False)


def atom(reports: Reports) -> Rendering:
    """Atom with summaries and links to files."""

    def one(r: Report) -> str:
        file = f'<link rel="enclosure" type="application/pdf" href="{r.file}"/>'
        when = f"{(r.published + '-01')[:7]}-03T08:00:00Z"
        return (
            f"<entry><title>{xml(r.title)}</title><link href='{r.page}'/><id>urn:x:{r.id}</id>"
            f"<author><name>{xml(r.publisher)}</name></author><published>{when}</published>"
            f"<updated>2019-06-01T08:00:00Z</updated><category term='{r.kind}'/>"
            f"<summary type='html'>{xml(paragraphs(r))}</summary>{file if r.has_file else ''}</entry>"
        )

    return Rendering(
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="{SITE}/" '
        f'xml:lang="da"><title>Materialer</title><id>urn:x</id><updated>2019-06-01T08:00:00Z</updated>'
        f"{each(reports, one)}</feed>".encode(), "xml",
    )  # fmt: skip


def word(reports: Reports) -> Rendering:
    """A Word file with a bullet for each report, the title in bold, the link at the end."""
    document = Document()
    document.add_paragraph("Litteratur om makkere", style="Title")
    for r in reports:
        paragraph = document.add_paragraph(style="List Number")
        paragraph.add_run(r.title).bold = True
        paragraph.add_run(f". {r.publisher}, {r.date}. ")
        add_link(paragraph, r, "Link")
    return Rendering(saved(document), "docx", DATED, has_text=False)


def details(reports: Reports) -> Rendering:
    """Native accordions with an arrow for an icon, the file's size in the link."""

    def one(r: Report) -> str:
        size = " (PDF, 1,1 MB)" if r.has_file else ""
        return (
            f'<details><summary><span class="icon">▸</span> {e(r.shown)}</summary><div><p>'
            f"{e(r.said)}</p>{paragraphs(r)}<p>{link(r, e(r.link) + size)}</p><p><a href='#top'>"
            f"Til top</a></p></div></details>"
        )

    return Rendering(whole(each(reports, one)))


KEPT: dict[str, Callable[[Reports], Rendering]] = {
    "Optimizely, blocks": optimizely,
    "Joomla, blog of a category": joomla,
    "GoBasic, cards": gobasic,
    "Cludo, results": cludo,
    "WordPress, query of posts": blocks,
    "table of fields": table,
    "references, Vancouver": vancouver,
    "Atom": atom,
    "Word, numbered list": word,
    "details with arrows": details,
}
