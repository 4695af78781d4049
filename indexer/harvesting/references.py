"""Lists of references: paragraphs, each of which says who, when, title and where in some style."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from indexer.fetching.landing import LEAST, score
from indexer.harvesting.blocks import Block
from indexer.harvesting.boxedreferences import boxed
from indexer.harvesting.citation import (
    DATE,
    KEPT_AT,
    KINDS,
    QUOTES,
    SERVICE,
    SURE,
    UNDATED,
    Citation,
    are_authors,
    cite,
    told_by,
)
from indexer.harvesting.citationline import CitationLine, sentence_ends
from indexer.harvesting.citationparts import settled_parts
from indexer.harvesting.fileinfo import ACTION
from indexer.harvesting.headings import BODY
from indexer.harvesting.labelling import TEXT, TITLE, CitationPart
from indexer.harvesting.mentions import is_within, read_mention
from indexer.harvesting.names import names
from indexer.harvesting.pointers import has_address, is_row_of_links, said_in, with_plain_links
from indexer.harvesting.titlewords import are_of_titles_below

LEAST_REFERENCES, LEAST_ANNOTATED = 2, 3
"""References in a row that make a list, and those with texts between them."""
LONGEST = 1000
EDGES = " .,:;"
QUOTE = re.compile(r"[\"“”„»«]")
QUOTE_BEFORE = re.compile(r"[\"“”„»«] ?$")
QUOTE_WITHIN = re.compile(r"^[^\"“”„»«]+[\"”“«»](?=[ ,:;.?!–-])")
MEDIUM = re.compile(
    r" ?\[(?:internet|online|elektronisk|web(?:side|sted)?"
    r"|(?:citeret|besøgt|set|hentet|lokaliseret|cited|accessed) [^\]]{4,40})\]",
    re.IGNORECASE,
)
"""What a reference to a page of the web tells of that."""
EDITORS = re.compile(r",? \(?(?:red|reds|eds?|redaktører?|editors?)\b\.?\)?[.:] (?=[A-ZÆØÅ\"“„»])")
CHAPTER = re.compile(
    r" I(?:n|:)? [A-ZÆØÅ][^()]{2,100}"
    r" \((?:red|eds?)\.\),? [^()]{3,150} \((?:ss?|pp?)\. ?[\d–-]+\)\.",
    re.IGNORECASE,
)
"""The book that a chapter stands in, up to the house that put it out."""
NUMBER = re.compile(r"(?:[^\w\s\"'(\[“”„»«’‘]{1,3} |\[?\d{1,3}[\].)] +){1,2}")
"""A number, or a sign such as a wiki's arrow, before a reference."""
YEAR = re.compile(r"(?:19|20)\d\d")
ISSUE = re.compile(
    r"(?:\d{1,3}\. )?(?:årgang|årg\.|bind|nummer|nr\.|hæfte|volume|vol\.|number|no\.|issue)[ ,]"
    r".{0,60}\b(?:19|20)\d\d\b.{0,60}",
    re.IGNORECASE,
)
"""»Årgang 12, nr. 2, sommer 2019«"""
AFTER_YEAR = re.compile(r"\((?:19|20)\d\d[a-z]?\)[.:,]? $")
_Reference = tuple[Citation, tuple[Block, ...], str]
"""What a reference cites, what leads to it (itself, or else the paragraphs that say something of it
below), and what these say."""


def split_references(blocks: Sequence[Block]) -> tuple[list[Block], list[_Reference]]:
    """The blocks that are no references, and those that are. References stand in rows, which are
    lists or paragraphs of one part of the page, each alone or with a text below it; where there are
    such rows, one beside them may have a single one."""
    named = [*blocks]
    above, right_below = told_above(named), _right_below_years(named)

    def read_dated(block: Block, *, is_listed: bool = False) -> tuple[Citation, str] | None:
        year = right_below.get(id(block), "")
        return _read(_with_year(block, year) if year else block, is_listed=is_listed)

    boxes = boxed(named, _read)
    found = [_reference(named[n], *box, above) for n, box in boxes.items()]
    taken = {id(b) for n, (_, notes) in boxes.items() for b in (named[n], *notes)}
    named = [block for block in named if id(block) not in taken]
    rows = [[*group] for _, group in groupby(named, key=_list_of)]
    read = [{n: x for n, block in enumerate(row) if (x := read_dated(block))} for row in rows]
    lists = [
        len(r) >= LEAST_REFERENCES and len(r) * 2 > len(row)
        for r, row in zip(read, rows, strict=True)
    ]
    read = [
        {
            n: x
            for n, block in enumerate(row)
            if (x := r.get(n) or read_dated(block, is_listed=True) or _linked(block))
        }
        if is_list
        else r
        for row, r, is_list in zip(rows, read, lists, strict=True)
    ]
    places = {_list_of(row[0])[:-1] for row, is_list in zip(rows, lists, strict=True) if is_list}
    others: list[Block] = []
    for row, told, is_list in zip(rows, read, lists, strict=True):
        is_beside = len(told) == len(row) and _list_of(row[0])[:-1] in places
        titles = {n: cited.title for n, (cited, _) in told.items()}
        notes = {} if is_beside and not is_list else _annotations(titles, row, is_list=is_list)
        if not (is_list or is_beside or notes):
            others += row
            continue
        found += [_reference(row[n], read, notes.get(n, ()), above) for n, read in told.items()]
        taken = {id(b) for n in told for b in (row[n], *notes.get(n, ()))}
        others += [block for block in row if id(block) not in taken]
    return others, found


def _reference(
    block: Block,
    read: tuple[Citation, str],
    notes: Sequence[Block],
    above: Mapping[int, tuple[str, str]],
) -> _Reference:
    cited, text = read
    texts = (text, *(said_in(b) for b in notes if not is_row_of_links(b)))
    year, who = above[id(block)]
    by = cited.authors or names(who)
    cited = replace(cited, published=cited.published or year or None, authors=by)
    blocks = tuple(map(with_plain_links, (block,) if has_address(block) else (block, *notes)))
    return cited, blocks, "\n\n".join(filter(None, texts))


def told_above(blocks: Sequence[Block]) -> dict[int, tuple[str, str]]:
    """The year, and the persons where several headings of a rank are such, that are the headings
    above a line or heading, by the block's id."""
    named = [b for b in blocks if b.rank > BODY and are_authors(b.text)]
    seen = Counter(block.rank for block in named)
    dated = {id(b): year for b in blocks if b.rank > BODY and (year := year_of(b.text))}
    years = _above(blocks, dated)
    persons = _above(blocks, {id(b): b.text for b in named if seen[b.rank] >= LEAST_REFERENCES})
    return {n: (years.get(n, ""), persons.get(n, "")) for n in map(id, blocks)}


def year_of(heading: str) -> str:
    """The year that a heading is, or that of the issue of a journal which it names; '' for none."""
    if YEAR.fullmatch(heading):
        return heading
    return YEAR.findall(heading)[-1] if ISSUE.fullmatch(heading) else ""


def _above(blocks: Sequence[Block], heads: Mapping[int, str]) -> dict[int, str]:
    """What the one of the ``heads`` says that a line or heading stands below, by their ids."""
    found: dict[int, str] = {}
    said, rank = "", BODY
    for block in blocks:
        if id(block) in heads:
            said, rank = heads[id(block)], block.rank
        elif BODY < block.rank <= rank:
            said = ""
        elif said:
            found[id(block)] = said
    return found


def _right_below_years(blocks: Sequence[Block]) -> dict[int, str]:
    """The year that is the last heading above a line, by the line's id, where it tells no date."""
    found: dict[int, str] = {}
    head = ""
    for block in blocks:
        if block.rank > BODY:
            head = year_of(block.text)
        elif head and not DATE.search(block.text):
            found[id(block)] = head
    return found


def _with_year(block: Block, year: str) -> Block:
    """The line with the year at its end, before what leads to the file."""
    text = block.text.rstrip(EDGES)
    for link in reversed(block.links):
        said = block.seen(link)
        text = text.removesuffix(f"[{said}]").removesuffix(said).rstrip(EDGES)
    return replace(block, text=f"{text}, {year}.")


def _annotations(
    titles: Mapping[int, str], row: Sequence[Block], *, is_list: bool
) -> dict[int, list[Block]]:
    """The paragraphs below each of the references, or above each, where most have as many; none
    where it isn't so. In a list some may lack them: what counts are those that have some.
    ``titles``: of each reference, by its place in the row."""
    places = [*titles]
    spans = [after - n - 1 for n, after in pairwise(places)]
    counted = [span for span in spans if span] if is_list else spans
    usual = Counter(counted).most_common(1)[0] if counted else (0, 0)
    if len(places) < LEAST_ANNOTATED or not usual[0] or usual[1] * 3 < len(counted) * 2:
        return {}
    if is_list and usual[1] * 3 < len(spans):
        return {}
    ends = [*places[1:], places[-1] + 1 + usual[0]]
    above = {n: [*row[max(n - usual[0], 0) : n]] for n in places}
    if all(above.values()) and usual[1] == len(spans):
        texts = [" ".join(b.text for b in lines) for lines in above.values()]
        last = " ".join(b.text for b in row[places[-1] + 1 :])
        if are_of_titles_below([*titles.values()], texts, last):
            return above
    return {n: [*row[n + 1 : end]] for n, end in zip(places, ends, strict=True)}


def _list_of(block: Block) -> tuple[int, ...]:
    """What holds the list that a line is of: headings stand between lists."""
    depth = len(block.path) - (2 if block.scope[-1:] == block.path[-2:-1] else 1)
    return block.path[:depth] if block.rank == BODY else block.path


def _linked(block: Block) -> tuple[Citation, str] | None:
    """A line that is all a link to a file, for one among references that cites nothing."""
    is_file = block.linked == 1 and any(score(link) >= LEAST for link in block.links)
    return (cite(block.text), "") if is_file and not ACTION.match(block.text) else None


def read_reference(run: CitationLine, *, is_listed: bool = False) -> tuple[Citation, str] | None:
    """What a line cites, and the text that it goes on with; None for a line that isn't one.
    ``is_listed``: most around it are, so what it begins with may be its title."""
    if len(run.text) > LONGEST or not _may_be_told(run):
        return None
    run = replace(run, text=_plain(run.text))
    parts = [*settled_parts(run)]
    if is_listed and parts and parts[0].field == TEXT:
        parts[0] = replace(parts[0], field=TITLE)
    titles = [part for part in parts if part.field == TITLE]
    if len(titles) != 1 or not (titles[0].sureness >= SURE or _is_set_apart(run, titles[0])):
        return None
    title = _with_quotes(run.text, titles[0])
    cited = told_by(parts, title)
    cited = replace(cited, kind=cited.kind or KINDS.get(title.split(" ")[0].lower()))
    before, apart = run.text[: titles[0].start], " ".join((*run.emphasis, *run.linked))
    is_apart = title in apart or QUOTE_BEFORE.search(before)
    is_dated = cited.published or "u.å." in run.text
    is_told = is_dated and (cited.publishers or cited.authors or is_listed)
    is_named = re.search(r"[^\W\d_]{3}", title) and (is_apart or len(title.split()) > 1)
    if not (cited.publishers or cited.authors) and SERVICE.search(run.text):
        return None
    if not is_named or not (is_told or (is_apart and cited.publishers)):
        return None
    return cited, _text(run.text, [part for part in parts if part.field == TEXT])


def _may_be_told(run: CitationLine) -> bool:
    """Whether a line has what a reference can't do without, a date or a title set apart: most lines
    of a page have neither, and reading them takes long."""
    is_apart = run.emphasis or run.linked or QUOTE.search(run.text)
    return bool(is_apart or DATE.search(run.text) or UNDATED.search(run.text))


def _plain(line: str) -> str:
    """A line as one reads it: without where it is to be had, when that was, and who edited it."""
    for said, plain in (
        (KEPT_AT, "."), (UNDATED, "u.å."), (MEDIUM, ""), (EDITORS, ". "), (CHAPTER, "")
    ):  # fmt: skip
        line = said.sub(plain, line)
    return line


def _is_set_apart(run: CitationLine, title: CitationPart) -> bool:
    """Whether a title is all that is set apart, or linked, in the line, after a year in brackets
    (APA)."""
    is_all = (title.text.strip(EDGES),) in (run.emphasis, run.linked)
    return is_all and AFTER_YEAR.search(run.text[: title.start]) is not None


def _with_quotes(line: str, title: CitationPart) -> str:
    """The title, with the mark before it of a quotation that ends within it."""
    text = title.text.strip(EDGES)
    before = line[: title.start].rstrip(" ")[-1:]
    return f"{before}{text}" if before and before in QUOTES and QUOTE_WITHIN.match(text) else text


def _text(line: str, parts: Sequence[CitationPart]) -> str:
    """What the line goes on with, in whole sentences: the last may lead to a link."""
    said = line[parts[0].start : parts[-1].end] if parts else ""
    ends = sentence_ends(said)
    return said[: ends[-1]] if ends else said


def _read(block: Block, *, is_listed: bool = False) -> tuple[Citation, str] | None:
    if block.rank != BODY:
        return None
    text = NUMBER.sub("", block.text, count=1) if NUMBER.match(block.text) else block.text
    linked = () if block.linked == 1 else tuple(map(block.seen, block.links))  # all tells nothing
    run = CitationLine(text, block.emphasis, linked)
    found = read_mention(run) or read_reference(run, is_listed=is_listed)
    named = [said for said in run.linked if is_within(run.text, said)]  # a link is a whole title
    is_other = found and any(s != found[0].title and s in found[0].title for s in named)
    return None if is_other else found
