"""Which lines are headings after all, and which headings are but a publisher line."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

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
    pairs = [n for n in range(len(blocks) - 2) if _is_title_and_publisher(*blocks[n : n + 3])]
    seen = Counter((blocks[n].rank, blocks[n + 1].rank) for n in pairs)
    lowered = set()
    for n in pairs:
        above, below = blocks[n], blocks[n + 1]
        count = seen[above.rank, below.rank]
        most = max(heads[above.rank], heads[below.rank])
        is_habit = count * (3 if above.rank == below.rank else 2) >= most
        if is_habit and (count > 1 or _are_plain(above, below)):
            lowered.add(n + 1)
    return [replace(b, rank=BODY) if n in lowered else b for n, b in enumerate(blocks)]


def _is_title_and_publisher(above: Block, below: Block, after: Block) -> bool:
    ranked = BODY < above.rank <= below.rank or (above.rank == PSEUDO and below.rank != BODY)
    said = is_publisher_line(below.text, slanted=below.slanted)
    return ranked and said and after.rank == BODY


def _are_plain(above: Block, below: Block) -> bool:
    """Whether a single pair is plainly a title and who put it out, not a chapter and a title."""
    return above.rank > 1 and len(above.text.split()) > 2 and len(below.text.split()) <= 8


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
