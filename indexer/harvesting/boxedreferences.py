"""References that each begin a box of their own (an item of a list), with their texts below."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile
from typing import TypeVar

from indexer.harvesting.blocks import Block
from indexer.harvesting.headings import BODY

Read = TypeVar("Read")
LEAST, SHARE = 3, 0.67
"""References in boxes that are built alike, and the share of these that are such, or have texts."""
FARTHEST = 4
"""Elements around a reference, from the nearest on, of which one may be its box."""


def boxed(
    blocks: Sequence[Block], read: Callable[[Block], Read | None]
) -> dict[int, tuple[Read, list[Block]]]:
    """Where such references stand, each as it is ``read``, and the paragraphs of its box below it;
    none where most have none. Their lists may be as short as a year's."""
    slots: defaultdict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.rank == BODY and block.slot and _begins(blocks, n, 1):
            slots[block.slot].append(n)
    found: dict[int, tuple[Read, list[Block]]] = {}
    for places in slots.values():
        if len(places) >= LEAST:
            found |= _in_boxes(blocks, {n: read(blocks[n]) for n in places})
    return dict(sorted(found.items()))


def _in_boxes(
    blocks: Sequence[Block], read: Mapping[int, Read | None]
) -> dict[int, tuple[Read, list[Block]]]:
    """The same of lines that stand alike, in the smallest boxes in which most have texts."""
    for steps in range(1, FARTHEST + 1):
        boxes = {
            n: (cited, _below(blocks, n, steps))
            for n, cited in read.items()
            if cited is not None and _begins(blocks, n, steps)
        }
        is_each = len({_box(blocks[n], steps) for n in boxes}) == len(boxes)
        least = max(LEAST, SHARE * len({_box(blocks[n], steps) for n in read}))
        if is_each and sum(bool(notes) for _, notes in boxes.values()) >= least:
            return boxes
    return {}


def _box(block: Block, steps: int) -> tuple[int, ...]:
    return block.path[:-steps]


def _begins(blocks: Sequence[Block], n: int, steps: int) -> bool:
    box = _box(blocks[n], steps)
    return bool(box) and (n == 0 or blocks[n - 1].path[: len(box)] != box)


def _below(blocks: Sequence[Block], n: int, steps: int) -> list[Block]:
    box = _box(blocks[n], steps)
    return [*takewhile(lambda b: b.rank == BODY and b.path[: len(box)] == box, blocks[n + 1 :])]
