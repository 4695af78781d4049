"""From the pages as read to the document as indexed and shown."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, chain, pairwise

from indexer.document import ExtractedDocument, ExtractedPage, Metadata
from indexer.extraction.characters import turned
from indexer.extraction.chartlabels import with_charts
from indexer.extraction.cuttables import with_whole_tables
from indexer.extraction.frames import in_place
from indexer.extraction.furniture import without_furniture
from indexer.extraction.hyphens import END, START, joiner, with_chains, words_of
from indexer.extraction.language import language_of
from indexer.extraction.latelabels import with_late_labels
from indexer.extraction.layout import Row, row_of, rows
from indexer.extraction.notemarks import bare, page_text
from indexer.extraction.paragraphs import Paragraph, paragraphs
from indexer.extraction.runs import RawPage
from indexer.extraction.settings import Setting
from indexer.extraction.tablepages import carried, placed
from search.library.pagelayout import Box, PageLayout

PARTING = "\n\n"
"""What stands between paragraphs."""

Outline = tuple[tuple[str, int], ...]


def assemble_document(pages: Sequence[RawPage], outline: Outline) -> ExtractedDocument:
    """The document: running lines kept out, words and paragraphs made whole, headings found."""
    raw = without_furniture(pages)
    page_rows = [
        in_place(with_whole_tables(with_late_labels(rows(page.lines, page.ruling))),
                 slide=_is_wide(page.box))
        for page in raw
    ]  # fmt: skip
    page_words = [words_of(page.text) for page in raw]
    words = with_chains(chain.from_iterable(page_words))
    _join_over_pages(page_rows, words)
    setting = Setting.of(page_rows)
    page_rows = [with_charts(own_rows, setting.body) for own_rows in page_rows]
    titles: dict[int, set[str]] = defaultdict(set)
    for title, number in outline:
        titles[number].add(_plain(title))
    made = []
    for page, own_rows, own_words in zip(raw, page_rows, page_words, strict=True):
        language = language_of(own_words)
        found = paragraphs(own_rows, setting, joiner(words, language), words)
        made.append(_page(page, found, titles[page.number], language))
    running = [
        {bare(" ".join(run.text for run in line)) for line in page.lines if line[0].running}
        for page in raw
    ]
    for at, labels in list(carried(made, running)):
        first, *others = made[at].layout.tables
        layout = replace(made[at].layout, tables=(replace(first, carried=labels), *others))
        made[at] = replace(made[at], layout=layout)
    made = [_as_shown(page, read.turn) for page, read in zip(made, raw, strict=True)]
    languages = Counter(page.language for page in made if page.language)
    language = languages.most_common(1)[0][0] if languages else None
    return ExtractedDocument(Metadata(language=language), tuple(made), outline)


def _is_wide(box: Box) -> bool:
    left, bottom, right, top = box
    return right - left > top - bottom


def _page(
    page: RawPage, found: Sequence[Paragraph], titles: set[str], language: str | None
) -> ExtractedPage:
    starts = list(accumulate((len(p.text) + len(PARTING) for p in found), initial=0))
    text, notes, place = page_text(PARTING.join(p.text for p in found), starts)
    tables, charts = placed(found, starts)
    headings = tuple(
        (place(start), place(start + len(each.text)))
        for each, start in zip(found, starts, strict=False)
        if each.heading or (titles and _plain(bare(each.text)) in titles)
    )
    return ExtractedPage(
        number=page.number,
        label=page.label or str(page.number),
        text=text,
        extractor=page.extractor,
        headings=tuple(text[start:end] for start, end in headings),
        language=language,
        layout=PageLayout(
            tuple(table.placed(place) for table in tables),
            notes,
            headings,
            counted=not page.label,
            charts=tuple(chart.placed(place) for chart in charts),
        ),
    )


def _as_shown(page: ExtractedPage, turn: int) -> ExtractedPage:
    """The page, which was read turned clockwise by ``turn`` degrees, with its boxes turned back."""
    if not turn:
        return page
    tables = tuple(
        replace(
            table, box=_back(table.box, turn),
            cells=tuple(replace(cell, box=_back(cell.box, turn)) for cell in table.cells),
        )
        for table in page.layout.tables
    )  # fmt: skip
    charts = tuple(replace(chart, box=_back(chart.box, turn)) for chart in page.layout.charts)
    return replace(page, layout=replace(page.layout, tables=tables, charts=charts))


def _back(box: Box | None, turn: int) -> Box | None:
    return turned(box, 360 - turn) if box else None


def _plain(title: str) -> str:
    """A title as it compares: without numbering, case and spaces."""
    return "".join(title.lower().lstrip("0123456789. ").split())


def _join_over_pages(pages: list[tuple[Row, ...]], words: Counter[str]) -> None:
    """Put the second half of a word cut at the end of a page to its first, when the document has
    the whole word."""
    for index, (page, following) in enumerate(pairwise(pages)):
        if not page or not following or page[-1].grid or following[0].grid:
            continue
        last, first = page[-1].cells[-1], following[0].cells[0]
        end, start = END.search(last.text), START.match(first.text)
        if end and start and words[f"{end.group(1)}{start.group()}".lower()]:
            whole = last._replace(text=last.text[: end.end(1)] + start.group())
            rest = first._replace(text=first.text[start.end() :].lstrip())
            pages[index] = (*page[:-1], row_of((*page[-1].cells[:-1], whole)))
            pages[index + 1] = (row_of((rest, *following[0].cells[1:])), *following[1:])
