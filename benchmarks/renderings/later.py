"""Lists as twenty more pages and documents have them, measured once before anything was mended for
them."""

from collections.abc import Callable, Sequence

from docx import Document

from benchmarks.renderings.page import Rendering, e, each, link, paragraphs, whole
from benchmarks.renderings.reports import SITE, Report
from benchmarks.renderings.tuned import add_link, saved

Reports = Sequence[Report]
DATED = frozenset({"publisher", "published"})
TOLD = frozenset({"kind", "publisher", "published"})
AUTHORED = frozenset({"authors", "publisher", "published"})


def day(r: Report, between: str = ".") -> str:
    """The date in figures, as a content system prints it; the year of what has no month."""
    year, *month = r.published.split("-")
    return between.join(["12", month[0], year]) if month else year


def bare_items(reports: Reports) -> Rendering:
    """Items of a list: title and publisher, a link on the last words only."""

    def one(r: Report) -> str:
        return f"<li>{e(r.title)}, {e(r.publisher)}, {r.published[:4]}. {link(r, 'Hent her')}</li>"

    return Rendering(whole(f"<ul>{each(reports, one)}</ul>"), tells=DATED, has_text=False)


def linked_items(reports: Reports) -> Rendering:
    """Items of a list: the title is the link, publisher and year follow after a dash."""

    def one(r: Report) -> str:
        return f"<li>{link(r, e(r.title))} – {e(r.publisher)}, {r.date}</li>"

    return Rendering(whole(f"<h2>Rapporter</h2><ul>{each(reports, one)}</ul>"), tells=DATED,
                     has_text=False)  # fmt: skip


def item_texts(reports: Reports) -> Rendering:
    """Items of a list: title in bold, publisher in brackets, the text and the link run on."""

    def one(r: Report) -> str:
        text = " ".join(e(t.strip("• ")) for t in r.text)
        return f"<li><strong>{e(r.title)}</strong> ({e(r.publisher)}, {r.published[:4]})<br>{text}<br>{link(r)}</li>"

    return Rendering(whole(f'<ul class="liste">{each(reports, one)}</ul>'), tells=DATED)


def card_foot(reports: Reports) -> Rendering:
    """Cards with publisher and date in one line at the foot."""

    def one(r: Report) -> str:
        return (
            f'<div class="col-md-4"><div class="card h-100"><div class="card-body"><span class="badge">'
            f'{r.kind.capitalize()}</span><h3 class="card-title h5"><a class="stretched-link" href="'
            f'{r.page}">{e(r.title)}</a></h3><div class="card-text">{paragraphs(r)}</div></div><div '
            f'class="card-footer text-muted">{e(r.publisher)} · {day(r)}</div></div></div>'
        )

    return Rendering(whole(f'<div class="row">{each(reports, one)}</div>'))


def gutenberg(reports: Reports) -> Rendering:
    """Blocks of an editor's page: heading, lines, two buttons (about it, the file), a separator."""

    def one(r: Report) -> str:
        file = (
            f'<div class="wp-block-button is-style-outline"><a class="wp-block-button__link '
            f'wp-element-button" href="{r.file}">Hent PDF</a></div>' if r.has_file else ""
        )  # fmt: skip
        return (
            f'<h3 class="wp-block-heading">{e(r.title)}</h3><p class="has-small-font-size">'
            f"{e(r.said)}</p>{paragraphs(r)}<div class='wp-block-buttons'><div class="
            f'"wp-block-button"><a class="wp-block-button__link wp-element-button" href="{r.page}">'
            f'Læs mere</a></div>{file}</div><hr class="wp-block-separator has-alpha-channel-opacity"/>'
        )

    return Rendering(
        whole(f'<div class="entry-content wp-block-post-content">{each(reports, one)}</div>')
    )


def gutenberg_columns(reports: Reports) -> Rendering:
    """Two columns a report: a linked cover; title in bold, the line, the text and the file."""

    def one(r: Report) -> str:
        return (
            f'<div class="wp-block-columns is-layout-flex"><div class="wp-block-column" '
            f'style="flex-basis:25%"><figure class="wp-block-image"><a href="{r.page}"><img '
            f'src="/f/{r.id}.jpg" alt=""/></a></figure></div><div class="wp-block-column"><p><strong>'
            f"{e(r.title)}</strong><br>{e(r.said)}</p>{paragraphs(r)}<p>{link(r)}</p></div></div>"
        )

    return Rendering(whole(each(reports, one)))


def typo3_news(reports: Reports) -> Rendering:
    """TYPO3's list of news: teaser with a link at its end, date and category in the footer."""

    def one(r: Report) -> str:
        return (
            f'<div class="article articletype-0" itemscope itemtype="http://schema.org/Article"><div '
            f'class="header"><h3><a itemprop="url" title="{e(r.title)}" href="{r.page}"><span '
            f'itemprop="headline">{e(r.title)}</span></a></h3></div><div class="teaser-text"><div '
            f'itemprop="description">{paragraphs(r)}<a class="more" title="{e(r.title)}" href="'
            f'{r.page}">Læs mere</a></div></div><div class="footer"><p><span class="news-list-date">'
            f'<time itemprop="datePublished" datetime="{r.published}-12">{day(r)}<meta itemprop='
            f'"datePublished" content="{r.published}"/></time></span> <span class='
            f'"news-list-category">{r.kind.capitalize()}</span> <span class="news-list-author">'
            f"{e(r.publisher)}</span></p></div></div>"
        )

    return Rendering(whole(f'<div class="news"><div class="news-list-view">{each(reports, one)}</div>'
                           "</div>", main='div role="main"'))  # fmt: skip


def plone(reports: Reports) -> Rendering:
    """Plone's summary view of a collection: a by-line above the text."""

    def one(r: Report) -> str:
        return (
            f'<article class="entry"><header class="summary"><h2><a href="{r.page}" class="summary url '
            f'contenttype-publication" title="Publikation">{e(r.title)}</a></h2><div class='
            f'"documentByLine"><span class="documentAuthor">af {e(r.publisher)}</span> <span class='
            f'"documentModified"><span>udgivet</span> {day(r, "-")}</span></div></header>'
            f'{paragraphs(r)}<p>{link(r)}</p><p class="readmore"><a href="{r.page}">Læs mere…</a></p>'
            f"</article>"
        )

    return Rendering(whole(f'<section id="content-core"><div class="entries">{each(reports, one)}'
                           "</div></section>"), tells=DATED)  # fmt: skip


def docman(reports: Reports) -> Rendering:
    """Joomla's DOCman: the title is the download, details in one line, size in the button."""

    def one(r: Report) -> str:
        address = r.file if r.has_file else r.page
        return (
            f'<div class="docman_document" itemscope><h4 class="koowa_header"><span class='
            f'"koowa_header__item"><a href="{address}" class="koowa_header__title_link"><span '
            f'class="k-icon-document-pdf" aria-hidden="true"></span> <span itemprop="name">'
            f'{e(r.title)}</span></a></span></h4><p class="docman_document_details"><span class='
            f'"created-on-label">Udgivet <time itemprop="datePublished">{r.date}</time></span> <span '
            f'class="owner-label">af <span itemprop="author">{e(r.publisher)}</span></span></p><div '
            f'class="docman_description" itemprop="description">{paragraphs(r)}</div><div class='
            f'"docman_download"><a class="btn btn-large" href="{address}"><span class='
            f'"docman_download_label">Download</span> <span class="docman_download__info">(pdf, 1.24 '
            f"MB)</span></a></div></div>"
        )

    return Rendering(
        whole(f'<div class="docman_list_layout">{each(reports, one)}</div>'), tells=DATED
    )


def sitecore_sxa(reports: Reports) -> Rendering:
    """Sitecore's search results: a row of fields, the date in figures first."""

    def one(r: Report) -> str:
        return (
            f'<li><div class="row"><div class="component content col-12"><div class="field-date">'
            f'{day(r)}</div><div class="field-type">{r.kind.capitalize()}</div><h3 class="field-title">'
            f'<a href="{r.page}">{e(r.title)}</a></h3><div class="field-publisher">{e(r.publisher)}'
            f'</div><div class="field-teaser">{paragraphs(r)}</div><div class="field-link">{link(r)}'
            f"</div></div></div></li>"
        )

    return Rendering(whole(f'<div class="component search-results"><div class="component-content">'
                           f'<ul class="search-result-list">{each(reports, one)}</ul></div></div>'))  # fmt: skip


def sharepoint_query(reports: Reports) -> Rendering:
    """SharePoint's content query: the title is the link, all else a description below."""

    def one(r: Report) -> str:
        return (
            f'<li class="dfwp-item"><div class="item link-item bullet"><a href="{r.page}" title="">'
            f'{e(r.title)}</a><div class="description">{e(r.said)}</div><div class="description">'
            f"{paragraphs(r)}</div>{link(r)}</div></li>"
        )

    return Rendering(whole(f'<div class="cbq-layout-main"><ul class="dfwp-column dfwp-list">'
                           f"{each(reports, one)}</ul></div>"))  # fmt: skip


def pure(reports: Reports) -> Rendering:
    """Pure's list of research output: persons linked, a path of types below."""

    def one(r: Report) -> str:
        by = ", ".join(f'<a rel="Person" href="/da/persons/{n.split()[-1].lower()}" class="link '
                       f'person"><span>{n}</span></a>' for n in r.authors)  # fmt: skip
        return (
            f'<li class="list-result-item"><div class="result-container"><div class="rendering '
            f'rendering_contributiontobook"><h3 class="title"><a rel="ContributionToBook" href="{r.page}"'
            f' class="link"><span>{e(r.title)}</span></a></h3>{by + ", " if by else ""}<span class='
            f'"date">{r.date}</span>, {e(r.publisher)}. <span class="numberofpages">64 s.</span><p '
            f'class="type"><span class="type_family">Publikation<span class="type_family_sep">: </span>'
            f'</span><span class="type_classification_parent">Bog/antologi/rapport<span> › </span>'
            f'</span>Forskning</p></div></div></li>'
        )  # fmt: skip

    return Rendering(whole(f'<ul class="list-results">{each(reports, one)}</ul>'), tells=AUTHORED,
                     has_text=False)  # fmt: skip


def bare_table(reports: Reports) -> Rendering:
    """A table without a head: year, linked title, publisher."""

    def one(r: Report) -> str:
        return (
            f"<tr><td>{r.published[:4]}</td><td>{link(r, e(r.title))}</td><td>{e(r.publisher)}</td>"
            f"<td>{r.kind.capitalize()}</td></tr>"
        )

    return Rendering(whole(f'<table border="1"><tbody>{each(reports, one)}</tbody></table>'),
                     has_text=False)  # fmt: skip


def newsletter(reports: Reports) -> Rendering:
    """A newsletter made for mail: tables in tables, a button that is a cell."""

    def one(r: Report) -> str:
        return (
            f'<table role="presentation" class="mcnTextBlock" width="100%"><tbody><tr><td><table '
            f'align="left" width="100%"><tbody><tr><td class="mcnTextContent"><h3>{e(r.title)}</h3>'
            f'<span style="font-size:12px">{e(r.said)}</span><br><br>{paragraphs(r)}</td></tr></tbody>'
            f'</table></td></tr></tbody></table><table class="mcnButtonBlock"><tbody><tr><td><table>'
            f'<tbody><tr><td class="mcnButtonContent">{link(r)}</td></tr></tbody></table></td></tr>'
            f"</tbody></table>"
        )

    return Rendering(whole(f'<table id="bodyTable"><tr><td>{each(reports, one)}</td></tr></table>'))


def library(reports: Reports) -> Rendering:
    """A library's list in the style of ISBD: title / authors. - publisher, year. - pages."""

    def one(r: Report) -> str:
        by = f" / {', '.join(r.authors)}" if r.authors else ""
        return (
            f"<p>{link(r, e(r.title))}{by}. - {e(r.publisher)}, {r.published[:4]}. - 64 sider</p>"
        )

    return Rendering(whole(f"<h2>Bøger og rapporter</h2>{each(reports, one)}"), tells=AUTHORED,
                     has_text=False)  # fmt: skip


def apa_kinds(reports: Reports) -> Rendering:
    """APA 7 with the kind in brackets, the house after it, hanging paragraphs, plain addresses."""

    def one(r: Report) -> str:
        turned = [
            f"{n.split()[-1]}, {' '.join(p[0] + '.' for p in n.split()[:-1])}" for n in r.authors
        ]
        by = " &amp; ".join([", ".join(turned[:-1]), turned[-1]] if len(turned) > 1 else turned)
        house = f" {e(r.publisher)}." if r.authors else ""
        place = SITE + (r.file if r.has_file else r.page)
        when = f"{r.published[:4]}, {r.date.split()[0]}" if "-" in r.published else r.published
        return (
            f'<p class="hanging-indent">{by or e(r.publisher)}. ({when}). <i>{e(r.title)}</i> '
            f'[{r.kind.capitalize()}].{house} {place}</p>'
        ).replace("..", ".")  # fmt: skip

    return Rendering(whole(f"<h2>Kilder</h2>{each(reports, one)}"), tells=AUTHORED, has_text=False)


def word_table(reports: Reports) -> Rendering:
    """A Word file with a table: title, publisher, year, link."""
    document = Document()
    document.add_heading("Materialer om makkere", 1)
    table = document.add_table(rows=1, cols=4)
    for cell, name in zip(table.rows[0].cells, ("Titel", "Udgiver", "År", "Link"), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    for r in reports:
        cells = table.add_row().cells
        for cell, said in zip(cells, (r.title, r.publisher, r.published[:4]), strict=False):
            cell.paragraphs[0].add_run(said)
        add_link(cells[3].paragraphs[0], r, "Hent")
    return Rendering(saved(document), "docx", DATED, has_text=False)


def word_linked(reports: Reports) -> Rendering:
    """A Word file of bullets: the title is the link, publisher and year in brackets."""
    document = Document()
    document.add_heading("Læs mere om makkere", 1)
    for r in reports:
        paragraph = document.add_paragraph(style="List Bullet")
        add_link(paragraph, r, r.title)
        paragraph.add_run(f" ({r.publisher}, {r.published[:4]})")
    return Rendering(saved(document), "docx", DATED, has_text=False)


def list_group(reports: Reports) -> Rendering:
    """Bootstrap's list group: each item a link, the date beside the title, the publisher below."""

    def one(r: Report) -> str:
        return (
            f'<a href="{r.page}" class="list-group-item list-group-item-action"><div class="d-flex '
            f'justify-content-between"><h5 class="mb-1">{e(r.title)}</h5><small>{r.date}</small></div>'
            f'{paragraphs(r)}<small class="text-muted">{e(r.publisher)}</small></a>'
        )

    return Rendering(whole(f'<div class="list-group">{each(reports, one)}</div>'), tells=DATED)


def shop(reports: Reports) -> Rendering:
    """A shop of publications: covers, price, number, a button for the basket and the file."""

    def one(r: Report) -> str:
        return (
            f'<li class="product type-product"><a href="{r.page}"><img src="/f/{r.id}.jpg" alt="'
            f'{e(r.title)}"></a><h2 class="woocommerce-loop-product__title"><a href="{r.page}">'
            f'{e(r.title)}</a></h2><p class="meta">{e(r.publisher)} | {r.date}</p>{paragraphs(r)}<span '
            f'class="price">Pris: 0,00 kr.</span> <a href="/kurv?add={r.id}" class="button '
            f'add_to_cart_button" rel="nofollow">Læg i kurv</a> {link(r, "Hent som PDF")}</li>'
        )

    return Rendering(
        whole(f'<ul class="products columns-3">{each(reports, one)}</ul>'), tells=DATED
    )


LATER: dict[str, Callable[[Reports], Rendering]] = {
    "items, a link on part": bare_items,
    "items, the title linked": linked_items,
    "items with texts": item_texts,
    "cards, publisher and date at the foot": card_foot,
    "Gutenberg, two buttons": gutenberg,
    "Gutenberg, columns": gutenberg_columns,
    "TYPO3, list of news": typo3_news,
    "Plone, summary view": plone,
    "Joomla, DOCman": docman,
    "Sitecore, search results": sitecore_sxa,
    "SharePoint, content query": sharepoint_query,
    "Pure, list of output": pure,
    "table without a head": bare_table,
    "newsletter, nested tables": newsletter,
    "library list, ISBD": library,
    "references, APA with kinds": apa_kinds,
    "Word, table": word_table,
    "Word, linked bullets": word_linked,
    "list group of links": list_group,
    "shop of publications": shop,
}
