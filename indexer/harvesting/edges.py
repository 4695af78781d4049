"""What a text says of who made a publication, and when, at its start or its end: within so many
characters as of a line are read, for a page may hold megabytes.

»(2017): Om …«, »2022. Holm og Dam. Om …«, »Udgiver, 2020. Om …«, »… om vinteren. (2023)«, »… om
vinteren. Af Holm og Dam (2021)«, »… om vinteren. Forfatter: Holm.«
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.fetching.landing import WORK
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import (
    DATE,
    are_authors,
    is_citation,
    is_date,
    is_name,
    is_publisher_line,
    tells_who,
)
from indexer.harvesting.citationline import LONGEST, sentence_ends
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.headings import BODY
from indexer.harvesting.leading import led_by
from indexer.harvesting.marking import BY

LEAST, SHARE, FEW_WORDS, TEXT_WORDS = 2, 0.5, 3, 4
"""Texts in the same place that show where their edges tell, and the share of all there; words of a
sentence beside the date that it tells; words that are left in the mean, else all is a citation."""
IN_BRACKETS = re.compile(r"\(([^()]{4,120})\)(?!\w)[\s.:,–—-]*")
AT_END = re.compile(r"(?:^|(?<=[.!?…”»] ))\(([^()]{4,120})\)\.?$")
BYLINE = re.compile(r"((?:skrevet )?af [^.:!?]{3,100}): ", re.IGNORECASE)
UNTIL = re.compile(rf"((?:udgivet|publiceret)\b.{{0,20}}|.*(?:{WORK.pattern}).*)", re.IGNORECASE)
SIGNS = " .:,;–—-"
INITIAL = re.compile(r"\b[A-ZÆØÅ]\.$")


@dataclass(frozen=True)
class Edges:
    """The ``lines`` that the edges tell, and the text between these."""

    lines: tuple[str, ...]
    text: str


def with_edges_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of the first texts below titles what their edges tell as lines of their own,
    where half of those that stand in the same way have such, and are texts beside."""
    found: dict[int, Edges] = {}
    places: defaultdict[str, list[Block]] = defaultdict(list)
    for above, block in pairwise(blocks):
        if (
            above.rank != BODY
            and block.rank == BODY
            and not (block.is_meta or label_of(block.text))
        ):
            places[block.slot].append(block)
            edges = edges_of(block.text)
            if edges.lines and not (is_citation(block.text) or tells_who(edges.text)):
                found[id(block)] = edges
    for texts in places.values():
        telling = [b for b in texts if id(b) in found]
        words = sum(len(found[id(b)].text.split()) for b in telling)
        if len(telling) < max(LEAST, SHARE * len(texts)) or words < TEXT_WORDS * len(telling):
            for block in telling:
                del found[id(block)]
    return [part for block in blocks for part in _parts(block, found.get(id(block)))]


def _parts(block: Block, edges: Edges | None) -> Iterator[Block]:
    if edges is None:
        yield block
        return
    for line in edges.lines:
        yield replace(block, text=line, links=(), is_meta=not label_of(line))
    if edges.text or block.links:
        yield replace(block, text=edges.text or block.text)


def edges_of(text: str) -> Edges:
    """What a text tells at its edges; no lines where all of it tells, or nothing."""
    ahead, rest = _ahead(text)
    inner = max(0, len(rest) - LONGEST)
    behind, last = _behind(rest[inner:])
    lines, rest = [*dict.fromkeys((*ahead, *behind))], (rest[:inner] + last).lstrip()
    return Edges(tuple(lines), rest) if lines and rest else Edges((), text)


def _ahead(text: str) -> tuple[list[str], str]:
    bracket = IN_BRACKETS.match(text)
    if bracket and (line := _told(bracket[1])):
        rest = text[bracket.end() :]
        by = BYLINE.match(rest)
        if by and are_authors(by[1]):
            return [line, _written(by[1])], rest[by.end() :]
        return [line], rest
    if not (lead := led_by(text)) or not is_publisher_line(text.removesuffix(lead.rest)):
        return _sentences_ahead(text)
    return [text.removesuffix(lead.rest).strip(SIGNS)], lead.rest


def _sentences_ahead(text: str) -> tuple[list[str], str]:
    """The sentences at the start that are but a date, names, or a house."""
    lines: list[str] = []
    start = 0
    for end in (e for e in _ends(text[:LONGEST]) if e < len(text)):
        line = _told(text[start:end].strip(SIGNS))
        if not line:
            break
        lines, start = [*lines, line], end
    return lines, text[start:].lstrip()


def _behind(text: str) -> tuple[list[str], str]:
    """What brackets and sentences at the end tell, the last of them first."""
    lines: list[str] = []
    while True:
        start, line = _last(text)
        if not line or not start:
            return lines, text
        lines, text = [line, *lines], text[:start].rstrip()


def _last(text: str) -> tuple[int, str]:
    bracket = AT_END.search(text)
    if bracket:
        return bracket.start(), _told(bracket[1])
    start = next((e for e in reversed(_ends(text)) if e < len(text)), 0)
    said = text[start:].strip()
    plain = said.rstrip(".")
    if label_of(plain) and ": " in plain:
        return start, plain
    if is_citation(said) or (is_date(plain) and plain[:1].isdigit()):
        return start, plain
    if BY.match(said) and (named := _with_date(plain)):
        return start, named
    dated = DATE.search(plain)
    words = plain[: dated.start()].split() if dated else []
    if dated and dated.end() == len(plain) and len(words) <= FEW_WORDS and UNTIL.fullmatch(plain):
        return start, f"År: {dated[0]}"
    return 0, ""


def _with_date(text: str) -> str:
    """»Af Holm og Dam (2021)«"""
    names = re.sub(r" \(?(?:19|20)\d\d\)?$", "", text)
    return text if are_authors(names) else ""


def _told(text: str) -> str:
    """The line that is but a date, names of persons, or a house, perhaps with when; '' for other
    texts."""
    if is_date(text) and DATE.search(text):
        return text
    if are_authors(text):
        return _written(text)
    if is_publisher_line(text) and text[:1].isupper():
        return text
    is_house = is_name(text) and text[:1].isupper() and tells_who(text) and not DATE.search(text)
    return f"Udgiver: {text}" if is_house else ""


def _written(text: str) -> str:
    return f"Forfatter: {BY.sub('', text)}"


def _ends(text: str) -> list[int]:
    """Where sentences end, but for those of initials and figures."""
    return [e for e in sentence_ends(text) if not INITIAL.search(text[max(0, e - 3) : e])]
