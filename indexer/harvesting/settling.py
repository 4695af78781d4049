"""Which lines are headings after all, and which headings are but a publisher line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import has_details, is_date, is_publisher_line
from indexer.harvesting.headings import BODY, PSEUDO

TITLE_LENGTH = 200
"""Characters of a plain line that may be a title."""
ACTION = re.compile(r"(download|hent|læs|se|find|køb|bestil|åbn)\b", re.IGNORECASE)


def settle(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the ranks that their neighbours show."""
    return list(_raise_titles(_lower_publisher_lines(blocks)))


def _lower_publisher_lines(blocks: Sequence[Block]) -> list[Block]:
    """Make text of headings that say who put out what the heading above them names: of those of a
    rank of their own when most are such, else of those that are every third heading."""
    heads = Counter(block.rank for block in blocks)
    pairs = [
        (n, above.rank, below.rank)
        for n, (above, below) in enumerate(pairwise(blocks), 1)
        if BODY < above.rank <= below.rank
        and is_publisher_line(below.text, slanted=below.slanted)
        and n + 1 < len(blocks)
        and blocks[n + 1].rank == BODY
    ]
    habits = {
        ranks
        for ranks, seen in Counter((a, b) for _, a, b in pairs).items()
        if seen > 1
        and (seen * 3 >= heads[ranks[0]] if ranks[0] == ranks[1] else seen * 2 >= max(
            heads[rank] for rank in ranks))
    }  # fmt: skip
    lowered = {n for n, above, below in pairs if (above, below) in habits}
    return [replace(b, rank=BODY) if n in lowered else b for n, b in enumerate(blocks)]


def _raise_titles(blocks: list[Block]) -> Iterator[Block]:
    """Make headings of plain short lines that stand above a publisher line, and, where a page has
    such, of those that are dated themselves."""
    raised = {n for n in range(len(blocks)) if _is_title(blocks, n)}
    if len(raised) > 1:
        raised |= {n for n in range(len(blocks)) if n - 1 not in raised and _is_dated(blocks, n)}
    return (replace(b, rank=PSEUDO) if n in raised else b for n, b in enumerate(blocks))


def _is_title(blocks: list[Block], n: int) -> bool:
    block, below = blocks[n], blocks[n + 1] if n + 1 < len(blocks) else Block("")
    if not _may_be_title(block) or below.rank != BODY or below.links:
        return False
    has_title = n > 0 and blocks[n - 1].rank != BODY
    if is_publisher_line(block.text) or (has_title and is_date(below.text)):
        return False
    return bool(below.text) and is_publisher_line(below.text)


def _is_dated(blocks: list[Block], n: int) -> bool:
    """Whether a line under running text is a title that ends in publisher and date."""
    below_text = n > 0 and blocks[n - 1].rank == BODY
    return below_text and _may_be_title(blocks[n]) and has_details(blocks[n].text)


def _may_be_title(block: Block) -> bool:
    plain = block.rank == BODY and 0 < len(block.text) <= TITLE_LENGTH
    return plain and block.text[-1] != "." and not ACTION.match(block.text)
