"""References that each begin a box of their own (an item of a list), with their texts below."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import TypeVar

from indexer.harvesting.blocks import Block
from indexer.harvesting.headings import BODY

Read = TypeVar("Read")
LEAST, SHARE = 3, 0.67
"""References in boxes that are built alike, and the share of these that are such, or have texts."""
FEW_WORDS = 4
"""Words of a paragraph that is but where to go: »Rapport BibTeX«."""


def boxed(
    blocks: Sequence[Block], read: Callable[[Block], Read | None]
) -> dict[int, tuple[Read, list[Block]]]:
    """Where such references stand, each as it is ``read``, and the paragraphs of its box below it;
    none where most have none. Their lists may be as short as a year's."""
    slots: defaultdict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.rank == BODY and block.slot and block.scope:
            slots[block.slot].append(n)
    found: dict[int, tuple[Read, list[Block]]] = {}
    for places in slots.values():
        boxes = {
            n: (cited, _below(blocks, n))
            for n in places
            if _begins(blocks, n) and (cited := read(blocks[n])) is not None
        }
        least = max(LEAST, SHARE * len({blocks[n].scope for n in places}))
        is_each = len({blocks[n].scope for n in boxes}) == len(boxes)
        if is_each and sum(bool(notes) for _, notes in boxes.values()) >= least:
            found |= boxes
    return dict(sorted(found.items()))


def _begins(blocks: Sequence[Block], n: int) -> bool:
    box = blocks[n].scope
    return n == 0 or blocks[n - 1].scope[: len(box)] != box


def is_row_of_links(block: Block) -> bool:
    """Whether a paragraph is but where to go."""
    return bool(block.links) and len(block.text.split()) <= FEW_WORDS


def _below(blocks: Sequence[Block], n: int) -> list[Block]:
    box = blocks[n].scope
    return [*takewhile(lambda b: b.rank == BODY and b.scope[: len(box)] == box, blocks[n + 1 :])]
