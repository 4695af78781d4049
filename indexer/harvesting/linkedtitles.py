"""Titles that are nothing but lines which are links, with a text between each two."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.fetching.landing import score
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import are_authors, is_kind, is_publisher_line
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import ACTION, is_file_info
from indexer.harvesting.headings import BODY, HEADING_LENGTH, PSEUDO
from indexer.harvesting.titlewords import is_short_line

LEAST, MOST_OF = 3, 0.67
"""Lines that show that such are titles, and the share of them that tell who and when, or lead to a
file, and that have a text before the next."""
TITLE_WORDS, FILE = 2, 2.0
"""Words of a linked title, and the score of a link to a file."""


def with_linked_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, such lines of one part of the page as headings, where the page has no others of
    a kind with texts below."""
    found: defaultdict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
    others = Counter((a.slot, a.rank) for a, b in pairwise(blocks) if a.rank != BODY == b.rank)
    for n, block in enumerate(blocks if max(others.values(), default=0) < LEAST else ()):
        if _may_be_title(block):
            found[block.slot, block.path[:-1]].append(n)
    raised = {
        n
        for lines in found.values()
        if len(lines) >= LEAST and _are_titles(blocks, lines)
        for n in lines
    }
    return [replace(b, rank=PSEUDO) if n in raised else b for n, b in enumerate(blocks)]


def _may_be_title(block: Block) -> bool:
    text = block.text
    is_line = block.rank == BODY and block.linked == 1 == len(block.links)
    is_way = ACTION.match(text) or is_file_info(text) or text[-1] in ".:"
    is_long = len(text) > HEADING_LENGTH
    if not is_line or is_way or is_long or len(text.split()) < TITLE_WORDS:
        return False
    return not (label_of(text) or is_kind(text) or is_publisher_line(text) or are_authors(text))


def _cites(block: Block) -> bool:
    return block.rank == BODY and bool(is_publisher_line(block.text) or label_of(block.text))


def _are_titles(blocks: Sequence[Block], lines: Sequence[int]) -> bool:
    gaps = [blocks[a + 1 : b] for a, b in pairwise(lines)]
    telling = sum(any(not is_short_line(block.text) for block in gap) for gap in gaps)
    cited = any(map(_cites, gaps[0]))
    files = sum(score(blocks[n].links[0]) >= FILE for n in lines)
    texts, urls = {blocks[n].text for n in lines}, {blocks[n].links[0].url for n in lines}
    are_own = len(texts) == len(urls) == len(lines)
    is_told = cited or files >= MOST_OF * len(lines)
    return are_own and is_told and telling >= MOST_OF * len(gaps)
