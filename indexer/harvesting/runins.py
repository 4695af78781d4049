"""Titles that run in: set apart at the start of a line that goes on with who and when."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.fetching.landing import score
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import (
    DATE,
    are_authors,
    is_citation,
    is_date,
    is_publisher_line,
    tells_who,
)
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import ACTION, without_file_info
from indexer.harvesting.headings import BODY, HEADING_LENGTH, PSEUDO
from indexer.harvesting.leading import led_by
from indexer.harvesting.references import split_references

TITLE_WORDS, FILE = 2, 2.0
"""Words of a linked title, and the score of a link to a file."""
LEAST = 2
"""Lines that make a habit of what a single one shows only by telling all: who, and when."""
BULLET = re.compile(r"[^\w(\"'»«“”„]{1,3} +")
BRACKET = re.compile(r"\(([^()]{6,120})\)[\s.:,–—-]*")
LAST_BRACKET = re.compile(r"(?<=[.!?»”]) \(([^()]{6,250})\)\.?$")
"""Who and when behind a text."""
BETWEEN = " .:,–—-*|·\t"
NAME = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class _RunIn:
    """Where the title of a line ends, what it is cited by, and where that and its text stand."""

    start: int
    end: int
    cited: str
    line: tuple[int, int]
    text: tuple[int, int]


def with_run_ins(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of such lines the title as a heading, the citation and the text below it; lines
    of a list of references that have no text stay."""
    left = {id(block) for block in split_references(blocks)[0]}
    above = [BODY, *(block.rank for block in blocks)]  # below a title it is what cites that
    runs = [
        _run_in(block) if rank != PSEUDO else None
        for block, rank in zip(blocks, above, strict=False)
    ]
    found = [
        run if run and (id(block) in left or run.text[0] < run.text[1]) else None
        for block, run in zip(blocks, runs, strict=True)
    ]
    is_habit = sum(is_publisher_line(run.cited) for run in found if run) >= LEAST
    return [
        part
        for block, run in zip(blocks, found, strict=True)
        for part in (
            _parts(block, run) if run and (is_habit or is_citation(run.cited)) else [block]
        )
    ]


def _parts(block: Block, run: _RunIn) -> Iterator[Block]:
    title, text = block.part(run.start, run.end), block.part(*run.text)
    cited = block.part(*run.line)
    yield replace(title, rank=block.rank or PSEUDO)
    yield replace(cited, text=run.cited, rank=BODY, is_meta=True)
    if text.text:
        yield replace(text, rank=BODY)


def _run_in(block: Block) -> _RunIn | None:
    bullet = BULLET.match(block.text)
    start = bullet.end() if bullet else 0
    end = _end_of_emphasis(block, start)
    title, rest = block.text[start:end].strip(), block.text[end:].lstrip(BETWEEN)
    is_label = ":" in (title[-1:], block.text[end : end + 1])
    if is_label or block.rank not in (BODY, PSEUDO) or not rest or not _may_be_title(title):
        return None
    place, whole = len(block.text) - len(rest), len(block.text)
    if bracket := BRACKET.match(rest):
        middle = place + bracket.end()
        run = _RunIn(start, end, bracket[1], (end, middle), (middle, whole))
        return run if _tells(bracket[1]) else None
    if is_citation(rest):
        return _RunIn(start, end, rest, (end, whole), (whole, whole))
    if last := LAST_BRACKET.search(_without_ways(block, rest)):
        middle, cited = place + last.start(), _without_ways(block, last[1])
        run = _RunIn(start, end, cited, (middle, whole), (place, middle))
        return run if _tells(cited) else None
    if not (lead := led_by(rest)) or not is_publisher_line(rest.removesuffix(lead.rest)):
        return None
    middle = whole - len(lead.rest)
    said = rest.removesuffix(lead.rest).strip()
    return _RunIn(start, end, said, (end, middle), (middle, whole))


def _without_ways(block: Block, line: str) -> str:
    """A line without the links that it ends with: »Udgiver, 2015. Hent som pdf«."""
    for link in reversed(block.links):
        line = line.removesuffix(block.seen(link)).rstrip(BETWEEN)
    return line


def _tells(bracket: str) -> bool:
    """Whether a bracket tells who put it out; when, it may leave out where others tell it."""
    return NAME.search(bracket) is not None and (is_publisher_line(bracket) or tells_who(bracket))


def _may_be_title(text: str) -> bool:
    is_fact = label_of(text) or are_authors(text) or is_citation(text) or is_date(text)
    return NAME.search(text) is not None and not is_fact


def _end_of_emphasis(block: Block, start: int) -> int:
    """Where what is set apart at the start of the line ends."""
    end = start
    for said in block.emphasis:
        place = block.text.find(said, end)
        if place < 0 or block.text[end:place].strip():
            break
        end = place + len(said)
    return end


def with_linked_starts(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of paragraphs that begin with a linked title and go on with a text, or have it on
    the line below, the title as a heading, where several stand so and most lead to a file or are
    dated."""
    left = {id(block) for block in split_references(blocks)[0]}
    pairs = [*pairwise([*blocks, Block("")])]
    found = {id(b): end for b, below in pairs if id(b) in left and (end := _linked_end(b, below))}
    slots: defaultdict[str, list[Block]] = defaultdict(list)
    ran = {id(b) for b, below in pairs if b.rank == PSEUDO and below.is_meta and below.links == ()}
    for block in (b for b in blocks if id(b) in found or id(b) in ran):
        slots[block.slot].append(block)
    lists = {
        slot
        for slot, starts in slots.items()
        if len(starts) > LEAST and sum(map(_is_told, starts)) * 2 > len(starts)
    }
    return [
        part
        for block in blocks
        for part in _from(block, found.get(id(block), 0) if block.slot in lists else 0)
    ]


def _linked_end(block: Block, below: Block) -> int:
    """Where the linked title ends that a line begins with; 0 without one."""
    title = next((x for x in map(block.seen, block.links[:1]) if block.text.startswith(x)), "")
    rest = without_file_info(block.text[len(title) :])
    goes_on = rest.lstrip(BETWEEN)[:1].islower() and rest[:1] not in tuple(".:–—")
    is_short = len(title.split()) < TITLE_WORDS or len(title) > HEADING_LENGTH
    if (
        block.rank != BODY
        or block.linked
        or goes_on
        or is_short
        or ACTION.match(title)
        or are_authors(title)
    ):
        return 0
    has_text = bool(rest) or (below.path == block.path and below.rank == BODY)
    return len(title) if has_text or score(block.links[0]) >= FILE else 0


def _is_told(block: Block) -> bool:
    if block.rank == PSEUDO:
        return True  # one that runs in, with who and when
    return score(block.links[0]) >= FILE or DATE.search(block.text) is not None


def _from(block: Block, end: int) -> Iterator[Block]:
    """The linked title up to ``end`` as a heading, and the text; without an end the block."""
    if not end:
        yield block
        return
    title, rest = block.part(0, end), without_file_info(block.text[end:])
    yield replace(title, rank=PSEUDO)
    if rest.strip(BETWEEN):
        text = block.part(end, len(block.text))
        yield replace(text, text=text.text.lstrip(BETWEEN), rank=BODY)
