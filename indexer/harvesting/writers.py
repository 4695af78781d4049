"""Sentences at the end of a text that tell who wrote what it is about."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer.harvesting.blocks import Block
from indexer.harvesting.citationparts import is_writer
from indexer.harvesting.headings import BODY
from indexer.harvesting.names import names

WRITTEN = re.compile(
    r"(?:^|(?<=[.!?] ))(?:[A-ZÆØÅ][^\W\d_]+ (?:er|blev) s|S)krevet af "
    r"(?P<names>[A-ZÆØÅ][^.!?;:]{3,200}?)\.?$"
)
"""»Rapporten er skrevet af Bo Holm og Ea Dam.«"""


def with_writers_apart(block: Block) -> Iterator[Block]:
    """The block, and such a sentence at its end as a line of its own that names the authors."""
    found = WRITTEN.search(block.text) if block.rank == BODY else None
    if found is None or not all(map(is_writer, names(found["names"]))):
        yield block
        return
    if said := block.text[: found.start()].strip():
        yield replace(block, text=said)
    yield replace(block, text=f"Forfatter: {found['names']}", links=())
