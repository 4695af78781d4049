"""A look at a file: what it is, how long, and what it calls itself. Runs in the worker process."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from functools import reduce
from itertools import islice, pairwise, takewhile
from typing import Any

import pypdfium2
from pypdfium2 import raw

from indexer.document import Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.browserprints import without_browsers
from indexer.extraction.coverdates import cover_date
from indexer.extraction.coversheets import is_coversheet
from indexer.extraction.facts import metadata_of
from indexer.extraction.hyphens import Joiner, joiner, with_chains, words_of
from indexer.extraction.language import language_of
from indexer.extraction.opening import open_pdf
from indexer.extraction.pdfium import read_page
from indexer.extraction.quality import is_garbled
from indexer.extraction.runs import RawPage, Run
from indexer.extraction.second import SecondOpinion
from indexer.extraction.sight import SECTION, Link, Sight
from indexer.extraction.stamps import stamped, unstamped_text
from indexer.extraction.webaddresses import viewed
from search.library.encoding import decode
from search.library.mediatypes import MediaType

FRONT = 4
"""Pages of a PDF whose text is looked at: cover, title page, colophon, preface."""
OPENING = 8000
"""Characters kept of the beginning."""
TOP = 600
"""Characters at the start of a page among which a title stands, whatever its type."""
LARGE = 0.85
"""Of the largest type's height: type as large is of the same title."""
SMALLER, NAMES = 0.94, 0.8
"""Of the height of the title; of the words."""
PROSE = 6
"""Words: a smaller line of as many goes on with no title."""
MOST_TITLE = 300
TELLING = re.compile(r"[^\W\d_]{3}|\b(?:19|20)\d\d\b")
"""What a title is made of: words and years."""
SENTENCE = re.compile(r"^.{20,}[^.\d][.]$|©|\bISBN\b")
"""A line that is no title's: a sentence, and what a colophon has."""
CONTACT = re.compile(r"@|\bwww\.|https?:|\+\d\d[ \d]{8}|\b(?:tlf|telefon|phone)\b", re.I)
"""A line by which to reach someone; however large, it is no title."""
MAKERS = re.compile(r"(?:lavet|udarbejdet|skrevet) af\b", re.I)
"""What begins a line that names who made it."""
BY = re.compile(r"(?:af|by|forfattere?):?", re.I)
RUNNING_ON = re.compile(r"[^\W\d_]{3}[.] [A-ZÆØÅ]")
LONG_TITLE = 120
"""Characters; what is longer and has a sentence's end within it is text in large type."""
COVER = 6
"""Lines that a page has at most whose first are a title though all is in one type."""
SLIDE = 900
"""Characters that a page of a presentation has at most, on average."""
MOST_LINKS = 2000
TEASER, SHORT_LINE = 15, 200
"""Letters by which a line is known to begin with a link's text, and those of a line that is no more
than that text."""
BROKEN = "Filen er en PDF, men kan ikke åbnes."


def look(content: bytes, media_type: MediaType, url: str, allowance: Allowance) -> dict[str, Any]:
    """The Sight of a file that ``url`` gave, as JSON. Raises Unreadable."""
    if media_type is MediaType.PDF:
        return asdict(_look_at_pdf(content, allowance))
    if media_type is MediaType.HTML:
        return asdict(_look_at_page(content, url))
    if media_type is not MediaType.PLAIN:
        return asdict(_look_at_document(content, media_type, allowance))
    text = decode(content)
    start = text[:OPENING]
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return asdict(
        Sight(
            media_type, characters=len(text), titles=(first[:MOST_TITLE],), opening=start,
            tops=(start[:TOP],), language=_language(start),
        )
    )  # fmt: skip


def _look_at_document(content: bytes, media_type: MediaType, allowance: Allowance) -> Sight:
    """An office document or e-book: read whole, as it has no index of pages."""
    from indexer.extraction.formats import FILE_FORMATS  # noqa: PLC0415 - loads every reader

    document = FILE_FORMATS[media_type].read(content, allowance)
    texts = [page.text for page in document.pages]
    opening = "\n".join(texts)[:OPENING]
    said = (document.metadata.title, *(h for page in document.pages[:1] for h in page.headings[:1]))
    return Sight(
        media_type,
        characters=sum(map(len, texts)),
        titles=tuple(title[:MOST_TITLE] for title in said if title),
        opening=opening,
        tops=tuple(text[:TOP] for text in texts[:FRONT]),
        author=document.metadata.author or "",
        published=_published("\n".join(texts[:1]), document.metadata.date),
        made=_year(document.metadata.date),
        language=_language(opening),
        slides=media_type is MediaType.PPTX,
    )


def _look_at_pdf(content: bytes, allowance: Allowance) -> Sight:
    whole = b"%%EOF" in content[-2048:]
    opened = open_pdf(content) if allowance.begin("open") else None
    if opened is None or not len(opened[0]):
        return _by_pypdf(content, allowance)
    pdf, _ = opened
    front = list(islice(_front(pdf, allowance), FRONT))
    texts = [page.text for page in front]
    opening = "\n".join(texts)[:OPENING]
    said = metadata_of(pdf, None)
    language = _language(opening)
    join = joiner(with_chains(words_of(opening)), language)
    large = [_large_type(page, join) for page in front[:2]]
    large = [title for n, title in enumerate(large) if not (n and _is_running(title, texts[n:]))]
    characters = _count(pdf, allowance)
    return Sight(
        MediaType.PDF,
        pages=len(pdf),
        characters=characters,
        titles=tuple(dict.fromkeys(filter(None, (*large, said.title)))),
        opening=opening,
        tops=tuple(text[:TOP] for text in texts),
        cover=large[0] if large else "",
        author=said.author or "",
        published=_published("\n".join(map(without_browsers, texts[:2])), said.date),
        made=_year(said.date),
        language=language,
        whole=whole,
        garbled=is_garbled(opening),
        scanned=not opening.strip() and any(page.scanned for page in front),
        slides=_is_slides(front, characters / len(pdf)),
    )


def _published(front: str, made: str | None) -> str:
    """The date on the cover; else the year in which the file was made, where the first pages name
    it too: by itself it is that of a scan, or of a report printed anew."""
    year = _year(made)
    named = year and re.search(rf"(?<!\d){year}(?!\d)", front)
    return cover_date(front) or (year if named else "")


def _year(made: str | None) -> str:
    """The year in which a file was made; its day is that of the file and not of the report."""
    return (made or "")[:4]


def _front(pdf: pypdfium2.PdfDocument, allowance: Allowance) -> Iterator[RawPage]:
    """The first pages, without what was put before and on them."""
    for index in range(min(FRONT + 1, len(pdf))):
        if allowance.may_read() and allowance.begin(f"look {index}"):
            try:
                page = read_page(pdf, index)
            except pypdfium2.PdfiumError:
                continue
            if index or len(pdf) == 1 or not is_coversheet(page.text):
                yield _without_stamp(page)


def _without_stamp(page: RawPage) -> RawPage:
    """The page without what a parliament or a council printed on it."""
    stamps = stamped([" ".join(run.text for run in line) for line in page.lines])
    return replace(page, lines=tuple(x for n, x in enumerate(page.lines) if n not in stamps))


def _large_type(page: RawPage, join: Joiner) -> str:
    """What stands in the largest type of a page, its lines put together by ``join``: its title,
    most often; '' when it is the body's, as on a letter or a colophon."""
    runs = [run for run in _unsigned(page) if _may_title(run.text)]
    largest = max((run.height for run in runs), default=0.0)
    large = [run.text for run in runs if run.height >= LARGE * largest]
    length = len(" ".join(large))
    if length > max(MOST_TITLE, len(page.text) / 2):
        return ""
    if len(large) == len(runs):
        title = [*takewhile(lambda run: not SENTENCE.search(run.text), runs)]
        runs = title if len(runs) <= COVER or len(title) == len(runs) else []
    joined = reduce(join, (run.text for run in _together(runs, LARGE * largest)), "")[:MOST_TITLE]
    return "" if len(joined) > LONG_TITLE and RUNNING_ON.search(joined) else joined


def _unsigned(page: RawPage) -> Iterator[Run]:
    """The runs of a page without those behind one that is but *Af*, in smaller type: names."""
    runs = [run for line in page.lines for run in line]
    yield from runs[:1]
    for before, run in pairwise(runs):
        if not (BY.fullmatch(before.text) and before.height < SMALLER * run.height):
            yield run


def _may_title(text: str) -> bool:
    return bool(TELLING.search(text)) and not CONTACT.search(text)


def _is_running(title: str, texts: Sequence[str]) -> bool:
    """Whether a title heads this page and the next: it is that of what they are in."""
    heads = [text.strip().partition("\n")[0].strip() for text in texts[:2]]
    return bool(title) and heads == [title, title]


def _together(runs: Sequence[Run], least: float) -> Iterator[Run]:
    """The runs at least so high, up to a line of prose, a section's heading, or the names under a
    title."""
    last: Run | None = None
    for run in runs:
        if run.height < least:
            if last and len(run.text.split()) >= PROSE:
                return
            continue
        if last and (SECTION.match(run.text) or MAKERS.match(run.text) or _are_names(last, run)):
            return
        yield (last := run)


def _are_names(last: Run, run: Run) -> bool:
    """Whether a run names persons: it is smaller than the one over it, stands further below than
    the next line would, and has hardly a word in small letters."""
    words = run.text.split()
    return (
        run.height < SMALLER * last.height
        and last.bottom - run.top > 0.5 * last.height
        and sum(word[0].isupper() for word in words) >= NAMES * len(words)
    )


def _count(pdf: pypdfium2.PdfDocument, allowance: Allowance) -> int:
    """The characters of all pages, as far as there is time to count them."""
    total = 0
    for index in range(len(pdf)):
        if not (allowance.may_read() and allowance.begin(f"count {index}")):
            break
        try:
            page = pdf[index]
        except pypdfium2.PdfiumError:
            continue
        total += max(0, raw.FPDFText_CountChars(page.get_textpage()))
        page.close()
    return total


def _is_slides(front: list[RawPage], characters: float) -> bool:
    lying = sum(page.box[2] - page.box[0] > page.box[3] - page.box[1] for page in front)
    return bool(front) and lying == len(front) and characters < SLIDE


def _by_pypdf(content: bytes, allowance: Allowance) -> Sight:
    second = SecondOpinion(content)
    pages = len(second) if allowance.begin("pypdf") else 0
    if not pages:
        raise Unreadable(BROKEN)
    texts = [second.text(index) for index in range(min(FRONT, pages))]
    opening = "\n".join(texts)[:OPENING]
    average = len(opening) * pages // len(texts)
    return Sight(
        MediaType.PDF, pages=pages, characters=average, opening=opening,
        tops=tuple(text[:TOP] for text in texts), language=_language(opening), whole=False,
    )  # fmt: skip


def _look_at_page(content: bytes, url: str) -> Sight:
    from indexer.extraction import webpage  # noqa: PLC0415 - loads trafilatura
    from indexer.extraction.transcripts import page_texts  # noqa: PLC0415

    tree = webpage.parse_html(content)
    if tree is None:
        return Sight(MediaType.HTML)
    base = webpage.base_of(tree, url)
    pages = page_texts(tree)
    text = "\n".join(pages) or webpage.running_text(content)
    met = list(islice(webpage.links(tree, base), MOST_LINKS))
    linked = 0.0 if pages else max(webpage.linked_share(tree), _teasers(text, met))
    shown = viewed(url)
    links = [Link(shown, "", is_file=True)] if shown else []
    passwords = tree.xpath("//input[translate(@type,'PASWORD','pasword')='password']")
    return Sight(
        MediaType.HTML,
        pages=len(pages),
        characters=int(len(text) * (1 - linked)),
        titles=webpage.titles_of(tree),
        opening=(opening := unstamped_text(text[:OPENING])),
        tops=(opening[:TOP],),
        language=_language(text[:OPENING]) or (tree.get("lang") or "")[:2].lower() or None,
        linked=linked,
        asks_password=bool(passwords),
        asked=" ".join(tree.xpath("//input[not(@type) or @type='text' or @type='search']/@value")),
        refresh=webpage.refresh_of(tree, base),
        scripted=webpage.is_scripted(tree),
        walled=webpage.is_walled(tree),
        gate=webpage.gate_of(tree),
        links=(*links, *met),
    )


def _teasers(text: str, links: list[Link]) -> float:
    """The share of a page's text that begins with what a link says, or comes right after it: what
    is told of other pages, as lists of them do."""
    titles = {link.text[:TEASER] for link in links if len(link.text) >= TEASER}
    teased, after = 0, False
    for line in filter(None, map(str.strip, text.split("\n"))):
        begins = line[:TEASER] in titles
        teased += len(line) * (begins or after)
        after = begins and len(line) < SHORT_LINE
    return teased / max(1, len(text))


def _language(text: str) -> str | None:
    return language_of(re.findall(r"[^\W\d_]+", text.lower()))
