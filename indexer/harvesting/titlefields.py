"""Titles that stand under a name like the other fields: »Titel: …«, »Forfatter: …«, »År: …«.

Each is where a material begins.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.harvesting.blocks import Block
from indexer.harvesting.detailnames import is_field_name, label_of
from indexer.harvesting.headings import PSEUDO
from indexer.harvesting.namedfields import is_title_name

LEAST, MOST_OF = 3, 0.67
"""Titles that show a list, and the share of materials of which a thing must be true."""
LABEL = re.compile(r"([^\W\d_][^\d:.]{0,30}): +(?=\S)")


def raise_named_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the named titles as headings, where they are a list's."""
    starts = [n for n, block in enumerate(blocks) if is_title_name(_label(block))]
    titles = {_said(blocks[n]).text for n in starts}
    if len(starts) < LEAST or len(titles) < len(starts):
        return [*blocks]
    parts = [blocks[a:b] for a, b in zip(starts, [*starts[1:], len(blocks)], strict=True)]
    if sum(map(_is_told, parts)) < MOST_OF * len(parts):
        return [*blocks]
    titled = {*starts}
    return [
        replace(_said(block), rank=block.rank or PSEUDO) if n in titled else block
        for n, block in enumerate(blocks)
    ]


def _is_told(part: Sequence[Block]) -> bool:
    """Whether a field of a material stands below the title."""
    return any(is_field_name(label_of(block.text)) for block in part)


def _label(block: Block) -> str:
    found = LABEL.match(block.text)
    return found[1].casefold() if found else ""


def _said(block: Block) -> Block:
    found = LABEL.match(block.text)
    return block.part(found.end(), len(block.text)) if found else block
