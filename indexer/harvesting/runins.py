"""Titles that run in: set apart at the start of a line that goes on with who and when."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import are_authors, is_citation, is_publisher_line
from indexer.harvesting.fieldnames import label_of
from indexer.harvesting.headings import BODY, PSEUDO
from indexer.harvesting.leading import led_by
from indexer.harvesting.references import split_references

LEAST = 2
"""Lines that make a habit of what a single one shows only by telling all: who, and when."""
BULLET = re.compile(r"[^\w(\"'»«“”„]{1,3} +")
BRACKET = re.compile(r"\(([^()]{6,120})\)[\s.:,–—-]*")
BETWEEN = " .:,–—-*|·\t"
NAME = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True)
class _RunIn:
    """Where the title of a line ends, what it is cited by, and where its text begins."""

    start: int
    end: int
    cited: str
    text: int


def with_run_ins(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of such lines the title as a heading, the citation and the text below it; lines
    of a list of references that have no text stay."""
    left = {id(block) for block in split_references(blocks)[0]}
    above = [BODY, *(block.rank for block in blocks)]
    found = [
        _run_in(block) if rank != PSEUDO else None  # else it is what that title is cited by
        for block, rank in zip(blocks, above, strict=False)
    ]
    found = [
        run if run and (id(block) in left or run.text < len(block.text)) else None
        for block, run in zip(blocks, found, strict=True)
    ]
    is_habit = sum(map(bool, found)) >= LEAST
    return [
        part
        for block, run in zip(blocks, found, strict=True)
        for part in (
            _parts(block, run) if run and (is_habit or is_citation(run.cited)) else [block]
        )
    ]


def _parts(block: Block, run: _RunIn) -> Iterator[Block]:
    title, text = block.part(run.start, run.end), block.part(run.text, len(block.text))
    cited = block.part(run.end, run.text)
    yield replace(title, rank=block.rank or PSEUDO)
    yield replace(cited, text=run.cited, rank=BODY, is_meta=True)
    if text.text:
        yield replace(text, rank=BODY)


def _run_in(block: Block) -> _RunIn | None:
    bullet = BULLET.match(block.text)
    start = bullet.end() if bullet else 0
    end = _end_of_emphasis(block, start)
    title, rest = block.text[start:end].strip(), block.text[end:].lstrip(BETWEEN)
    if ":" in (title[-1:], block.text[end : end + 1]):
        return None
    if block.rank not in (BODY, PSEUDO) or not rest or not _may_be_title(title):
        return None
    place = len(block.text) - len(rest)
    bracket = BRACKET.match(rest)
    if bracket:
        is_told = NAME.search(bracket[1]) and is_publisher_line(bracket[1])
        return _RunIn(start, end, bracket[1], place + bracket.end()) if is_told else None
    if is_citation(rest):
        return _RunIn(start, end, rest, len(block.text))
    lead = led_by(rest)
    if not lead or not is_publisher_line(rest.removesuffix(lead.rest)):
        return None
    return _RunIn(
        start, end, rest.removesuffix(lead.rest).strip(), len(block.text) - len(lead.rest)
    )


def _may_be_title(text: str) -> bool:
    is_fact = label_of(text) or are_authors(text) or is_publisher_line(text)
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
