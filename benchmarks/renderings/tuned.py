"""Lists as ten content systems write them, by which harvesting was mended."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from io import BytesIO
from xml.sax.saxutils import escape as xml

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from benchmarks.renderings.page import Rendering, e, each, link, paragraphs, tags, whole
from benchmarks.renderings.reports import SITE, Report

Reports = Sequence[Report]
AUTHORED = frozenset({"authors", "publisher", "published"})
ZERO = "\u200b"


def sitecore(reports: Reports) -> Rendering:
    """A rich text field: headings, lines, links to the media library, a way back to the top."""

    def one(r: Report) -> str:
        ashx = link(r, more=' target="_blank"').replace(".pdf", ".pdf")
        return (
            f"<h2>{e(r.shown)}</h2><p><em>{e(r.said)}</em></p>{paragraphs(r)}"
            f'<p>{ashx}</p><p><a href="#top">Til top</a></p><p>&nbsp;</p>'
        )

    return Rendering(whole(f'<div class="component rich-text"><div class="component-content">'
                           f"{each(reports, one)}</div></div>"))  # fmt: skip


def typo3(reports: Reports) -> Rendering:
    """Frames of fluid_styled_content, each with a header of its own and a list of uploads."""

    def one(r: Report) -> str:
        size = '<span class="ce-uploads-filesize">1.2 MB</span>' if r.has_file else ""
        return (
            f'<div id="c{abs(hash(r.id)) % 9999}" class="frame frame-default frame-type-textmedia '
            f'frame-layout-0"><header><h2 class="">{e(r.shown)}</h2><h3 class="">{e(r.said)}</h3>'
            f'</header><div class="ce-textpic"><div class="ce-bodytext">{paragraphs(r)}</div></div>'
            f'<ul class="ce-uploads"><li><div><span class="ce-uploads-fileName">{link(r)}</span>'
            f'{size}</div></li></ul><p><a href="#top" class="to-top">Til toppen</a></p></div>'
        )

    inner = f"<!--TYPO3SEARCH_begin-->{each(reports, one)}<!--TYPO3SEARCH_end-->"
    return Rendering(whole(inner, main='div role="main"'))


def umbraco(reports: Reports) -> Rendering:
    """A block list of accordions whose icons are text."""

    def one(r: Report) -> str:
        return (
            f'<div class="accordion__item"><h3 class="accordion__heading"><button type="button" '
            f'class="accordion__trigger" aria-expanded="false" aria-controls="a-{r.id}">'
            f'<span class="accordion__title">{e(r.shown)}</span><span class="accordion__icon" '
            f'aria-hidden="true">+</span></button></h3><div id="a-{r.id}" class="accordion__panel" '
            f"hidden><p><strong>{e(r.said)}</strong></p>{paragraphs(r)}<p>{link(r)}</p></div></div>"
        )

    return Rendering(whole(f'<div class="umb-block-list">{each(reports, one)}</div>'))


def drupal(reports: Reports) -> Rendering:
    """Teasers of a view, kind and date above the title, labelled fields and subjects below."""

    def one(r: Report) -> str:
        size = ' <span class="file-size">(1.4 MB)</span>' if r.has_file else ""
        return (
            f'<div class="views-row"><article class="node node--type-publication '
            f'node--view-mode-teaser"><div class="publication-info"><span class="date">'
            f"{r.date}</span> <span>{r.kind.capitalize()}</span></div>"
            f'<h2 class="node__title"><a href="{r.page}" rel="bookmark"><span>{e(r.title)}</span>'
            f'</a></h2><div class="node__content"><div class="field field--name-body">'
            f'{paragraphs(r)}</div><div class="field field--name-field-publisher field--label-inline">'
            f'<div class="field__label">Udgiver</div><div class="field__item"><a href="/udgivere/7">'
            f'{e(r.publisher)}</a></div></div><div class="field field--name-field-file"><span '
            f'class="file file--mime-application-pdf">{link(r, e(r.id + ".pdf"))}</span>{size}</div>'
            f'<div class="field field--name-field-tags field__items">{tags(r)}</div></div></article>'
            f"</div>"
        )

    return Rendering(whole(f'<div class="views-element-container"><div class="view-content">'
                           f"{each(reports, one)}</div></div>"))  # fmt: skip


def elementor(reports: Reports) -> Rendering:
    """The accordion widget of Elementor for WordPress: the titles are no headings."""

    def one(r: Report) -> str:
        return (
            f'<div class="elementor-accordion-item"><div id="elementor-tab-title-1" '
            f'class="elementor-tab-title" role="button" aria-expanded="false"><span '
            f'class="elementor-accordion-icon elementor-accordion-icon-right" aria-hidden="true">'
            f'<span class="elementor-accordion-icon-closed">+</span><span '
            f'class="elementor-accordion-icon-opened">−</span></span><a class="elementor-accordion-'
            f'title" tabindex="0">{e(r.shown)}</a></div><div class="elementor-tab-content '
            f'elementor-clearfix" role="region"><p>{e(r.said)}</p>{paragraphs(r)}<p>'
            f'{link(r)}</p></div></div>'
        )  # fmt: skip

    return Rendering(whole(f'<div class="elementor-widget-container"><div '
                           f'class="elementor-accordion">{each(reports, one)}</div></div>'))  # fmt: skip


def sharepoint(reports: Reports) -> Rendering:
    """A table of a rich text field, with the zero-width spaces that its editor leaves."""

    def one(r: Report) -> str:
        return (
            f'<tr class="ms-rteTableEvenRow-default"><td class="ms-rteTableEvenCol-default">{ZERO}'
            f"<strong>{e(r.shown)}</strong></td><td>{ZERO}{e(r.said)}</td><td>{ZERO}"
            f"{paragraphs(r, '<div>{}</div>')}<div>{ZERO}{link(r)}</div></td></tr>"
        )

    head = "<tr><th>Titel</th><th>Udgiver</th><th>Om</th></tr>"
    return Rendering(whole(f'<div class="ms-rtestate-field"><table class="ms-rteTable-default">'
                           f"<tbody>{head}{each(reports, one)}</tbody></table></div>"))  # fmt: skip


def _apa_name(name: str) -> str:
    *given, family = name.split()
    return f"{family}, {' '.join(f'{part[0]}.' for part in given)}"


def apa(reports: Reports) -> Rendering:
    """A list of references in APA's style."""

    def one(r: Report) -> str:
        names = [_apa_name(name) for name in r.authors] or [e(r.publisher)]
        by = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} &amp; {names[-1]}"
        house = f" {e(r.publisher)}." if r.authors else ""
        place = f"{SITE}{r.file if r.has_file else r.page}"
        return f'<li>{by} ({r.published[:4]}). <em>{e(r.title)}</em>.{house} <a href="{place}">{place}</a></li>'

    inner = f"<h2>Referencer</h2><ul>{each(reports, one)}</ul>"
    return Rendering(whole(inner), tells=AUTHORED, has_text=False)


def rss(reports: Reports) -> Rendering:
    """RSS 2.0 with enclosures."""

    def one(r: Report) -> str:
        file = f'<enclosure url="{SITE}{r.file}" type="application/pdf" length="120000"/>'
        when = format_datetime(
            datetime(int(r.published[:4]), int((r.published + "-01")[5:7]), 2, 9, tzinfo=UTC)
        )
        return (
            f"<item><title>{xml(r.title)}</title><link>{SITE}{r.page}</link><guid>{SITE}{r.page}"
            f"</guid><dc:creator>{xml(r.publisher)}</dc:creator><pubDate>{when}</pubDate>"
            f"<category>{r.kind}</category><description>{xml(paragraphs(r))}</description>"
            f"{file if r.has_file else ''}</item>"
        )

    head = "<title>Materialer</title><link>https://videnbanken.example/</link><description>Nyt</description>"
    return Rendering(
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/'
        f'elements/1.1/"><channel>{head}{each(reports, one)}</channel></rss>'.encode(),
        "xml", frozenset({"kind", "publisher", "published"}),
    )  # fmt: skip


def docx(reports: Reports) -> Rendering:
    """A letter with headings, lines and links, as a newsletter's Word file has them."""
    document = Document()
    document.add_heading("Materialer om makkere", 0)
    for r in reports:
        document.add_heading(r.shown, 2)
        document.add_paragraph().add_run(r.said).italic = True
        for text in r.text:
            bullet = text.startswith("•")
            document.add_paragraph(text.strip("• "), style="List Bullet" if bullet else None)
        add_link(document.add_paragraph(), r)
    return Rendering(saved(document), "docx")


def add_link(paragraph: object, report: Report, said: str = "") -> None:
    """Put the link to the report into a paragraph of python-docx, which has no call for it."""
    address = SITE + (report.file if report.has_file else report.page)
    number = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)  # type: ignore[attr-defined]
    paragraph._p.append(parse_xml(  # type: ignore[attr-defined]
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}"><w:r><w:t>{xml(said or report.link)}</w:t>'
        "</w:r></w:hyperlink>"
    ))  # fmt: skip


def saved(document: object) -> bytes:
    """The bytes of a document of python-docx."""
    buffer = BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def plain(reports: Reports) -> Rendering:
    """Paragraphs, bold titles and line breaks, written by hand; sizes after the links."""

    def one(r: Report) -> str:
        size = " (pdf, 1,4 MB, 42 sider)" if r.has_file else ""
        return (
            f"<p><b>{e(r.shown)}</b><br>\n{e(r.said)}</p>{paragraphs(r)}<p>{link(r)}{size}</p><hr>"
        )

    return Rendering(whole(each(reports, one), main="div"))


TUNED: dict[str, Callable[[Reports], Rendering]] = {
    "Sitecore, rich text": sitecore,
    "TYPO3, frames": typo3,
    "Umbraco, accordions": umbraco,
    "Drupal, a view's teasers": drupal,
    "WordPress, Elementor accordion": elementor,
    "SharePoint, table in rich text": sharepoint,
    "references, APA": apa,
    "RSS": rss,
    "Word, headings and links": docx,
    "HTML by hand": plain,
}
