"""Lists as ten more pages have them, measured once before anything was mended
for them."""

from collections.abc import Callable, Sequence

from docx import Document

from benchmarks.renderings.later import day
from benchmarks.renderings.page import Rendering, e, each, link, paragraphs, tags, whole
from benchmarks.renderings.reports import Report
from benchmarks.renderings.tuned import saved

Reports = Sequence[Report]
DATED = frozenset({"publisher", "published"})
AUTHORED = frozenset({"authors", "publisher", "published"})


def _place(r: Report) -> str:
    return r.file if r.has_file else r.page


def drupal_cards(reports: Reports) -> Rendering:
    """Drupal's cards: badge, title, text, then a footer element with date and publisher."""

    def one(r: Report) -> str:
        return (
            f'<article role="article" class="node card"><div class="card__badge">{r.kind.capitalize()}'
            f'</div><h3 class="card__heading"><a href="{r.page}">{e(r.title)}</a></h3><div class="card__'
            f'body">{paragraphs(r)}</div><footer class="card__footer"><time datetime="{r.published}">'
            f"{day(r)}</time> | <span>{e(r.publisher)}</span></footer></article>"
        )

    return Rendering(whole(f'<div class="grid">{each(reports, one)}</div>'))


def typo3_uploads(reports: Reports) -> Rendering:
    """TYPO3's list of files: name, description, size."""

    def one(r: Report) -> str:
        size = '<span class="ce-uploads-filesize">1,2 MB</span>' if r.has_file else ""
        return (
            f'<li class="ce-uploads-item"><a href="{_place(r)}"><span class="ce-uploads-fileName">'
            f'{e(r.title)}</span></a><span class="ce-uploads-description">{e(r.publisher)}, {r.date}</span>'
            f"{size}</li>"
        )

    return Rendering(whole(f'<div class="frame frame-type-uploads"><header><h2>Hent rapporter</h2>'
                           f'</header><ul class="ce-uploads">{each(reports, one)}</ul></div>'),
                     tells=DATED, has_text=False)  # fmt: skip


def bold_runs(reports: Reports) -> Rendering:
    """A rich text field with a paragraph for each: bold title, the line in brackets, text, link."""

    def one(r: Report) -> str:
        text = " ".join(e(t.strip("• ")) for t in r.text)
        return f"<p><b>{e(r.title)}</b> ({e(r.publisher)}, {r.date})<br>{text}<br>{link(r)}</p>"

    return Rendering(whole(each(reports, one)), tells=DATED)


def table_texts(reports: Reports) -> Rendering:
    """A table: title and text in one cell, publisher and date in the next, the file in the last."""

    def one(r: Report) -> str:
        return (
            f"<tr><td><strong>{e(r.title)}</strong>{paragraphs(r)}</td><td>{e(r.publisher)}</td><td>"
            f"{day(r)}</td><td>{link(r, 'Hent')}</td></tr>"
        )

    head = "<th>Materiale</th><th>Udgiver</th><th>Dato</th><th>Download</th>"
    return Rendering(whole(f"<table><thead><tr>{head}</tr></thead><tbody>{each(reports, one)}</tbody>"
                           "</table>"), tells=DATED)  # fmt: skip


def wordpress_archive(reports: Reports) -> Rendering:
    """A theme's archive: entry header with meta, excerpt, tags in the entry footer."""

    def one(r: Report) -> str:
        return (
            f'<article class="post type-publikation hentry"><header class="entry-header"><h2 class="entry-'
            f'title"><a href="{r.page}" rel="bookmark">{e(r.title)}</a></h2><div class="entry-meta"><span '
            f'class="posted-on"><time class="entry-date">{r.date}</time></span><span class="byline"> af '
            f'<span class="author">{e(r.publisher)}</span></span></div></header><div class="entry-summary">'
            f'{paragraphs(r)}</div><footer class="entry-footer"><span class="tags-links">{tags(r)}</span>'
            f"</footer></article>"
        )

    return Rendering(whole(each(reports, one)), tells=DATED)


def apa_items(reports: Reports) -> Rendering:
    """APA with titles linked, a digital identifier of some."""

    def one(r: Report) -> str:
        turned = [
            f"{n.split()[-1]}, {' '.join(p[0] + '.' for p in n.split()[:-1])}" for n in r.authors
        ]
        by = ", &amp; ".join([", ".join(turned[:-1]), turned[-1]] if len(turned) > 1 else turned)
        house = f" {e(r.publisher)}." if r.authors else ""
        return (
            f'<li>{by or e(r.publisher)} ({r.published[:4]}). <a href="{_place(r)}"><i>{e(r.title)}</i>'
            f"</a>.{house}</li>"
        )

    return Rendering(whole(f"<h2>Referencer</h2><ul>{each(reports, one)}</ul>"), tells=AUTHORED,
                     has_text=False)  # fmt: skip


def labelled(reports: Reports) -> Rendering:
    """Headings, then bold labels in running lines."""

    def one(r: Report) -> str:
        return (
            f"<h3>{e(r.title)}</h3><p><strong>Udgiver:</strong> {e(r.publisher)}<br><strong>Udgivet:"
            f"</strong> {r.date}<br><strong>Type:</strong> {r.kind.capitalize()}</p>{paragraphs(r)}<p>"
            f"{link(r)}</p>"
        )

    return Rendering(whole(each(reports, one)))


def accordion_lists(reports: Reports) -> Rendering:
    """Accordions by kind, within each a list of linked titles with publisher and year."""
    kinds = dict.fromkeys(r.kind for r in reports)
    parts = []
    for kind in kinds:
        inner = each(
            (r for r in reports if r.kind == kind),
            lambda r: f"<li>{link(r, e(r.title))}<br>{e(r.publisher)}, {r.published[:4]}</li>",
        )
        parts.append(f"<details><summary>Af slagsen {kind}</summary><ul>{inner}</ul></details>")
    return Rendering(whole("".join(parts)), tells=DATED, has_text=False)


def linked_cards(reports: Reports) -> Rendering:
    """Cards that are links: meta line in one string above, title, text."""

    def one(r: Report) -> str:
        return (
            f'<a class="publication-card" href="{r.page}"><span class="publication-card__meta">'
            f"{r.kind.capitalize()} · {e(r.publisher)} · {r.published[:4]}</span><h3>{e(r.title)}</h3>"
            f"{paragraphs(r)}</a>"
        )

    return Rendering(whole(f'<div class="cards">{each(reports, one)}</div>'))


def word_plain(reports: Reports) -> Rendering:
    """A Word file with plain references and addresses that are no links."""
    document = Document()
    document.add_heading("Litteratur", 1)
    for r in reports:
        by = f"{', '.join(r.authors)}: " if r.authors else ""
        document.add_paragraph(
            f"{by}{r.title}. {r.publisher}, {r.published[:4]}. https://videnbanken.example{_place(r)}"
        )
    return Rendering(saved(document), "docx", DATED, has_text=False)


LAST: dict[str, Callable[[Reports], Rendering]] = {
    "Drupal, cards with footers": drupal_cards,
    "TYPO3, uploads": typo3_uploads,
    "bold runs": bold_runs,
    "table with texts": table_texts,
    "WordPress, archive": wordpress_archive,
    "references, APA linked": apa_items,
    "labels in bold": labelled,
    "accordions of lists": accordion_lists,
    "cards that are links": linked_cards,
    "Word, plain references": word_plain,
}
