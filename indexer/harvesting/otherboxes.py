"""Boxes of materials that nobody knows, among those of materials whose titles are known."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from indexer.harvesting.blocks import Block
from indexer.harvesting.titleplaces import TitlePlace

LEAST_TEXT, MOST_OF = 40, 0.5
"""Characters beside a title in a box that is all of its material; the share of such boxes before
their like are boxes too."""
STEPS = 6
"""Parts of the page around a title that may be its box."""

BoxPath = tuple[int, ...]


def boxes_of_others(
    blocks: Sequence[Block], titles: Mapping[int, Sequence[TitlePlace]]
) -> set[int]:
    """The numbers of the blocks that stand in boxes with links and texts but without a title, where
    most titles have a box of their own with both."""
    said, slots = Counter[BoxPath](), defaultdict[BoxPath, set[str]](set)
    linked: set[BoxPath] = set()
    for block in blocks:
        for part in _parts(block):
            said[part] += len(block.text)
            slots[part].add(block.slot)
            linked.update([part] if block.links else ())
    held = Counter(part for n in titles for part in _parts(blocks[n]))

    def box_of(n: int) -> BoxPath | None:
        length = sum(place.end - place.start for place in titles[n])
        own = (part for part in _parts(blocks[n]) if held[part] == 1 and part in linked)
        return next((part for part in own if said[part] - length >= LEAST_TEXT), None)

    boxes = {n: box for n in titles if (box := box_of(n))}
    if len(boxes) <= MOST_OF * len(titles):
        return set()
    around, known = {box[:-1] for box in boxes.values()}, {blocks[n].slot for n in boxes}

    def is_like(part: BoxPath) -> bool:
        is_beside = part[:-1] in around and part not in held
        return (
            is_beside and part in linked and said[part] >= LEAST_TEXT and bool(slots[part] & known)
        )

    return {n for n, block in enumerate(blocks) if any(map(is_like, _parts(block)))}


def _parts(block: Block) -> Iterator[BoxPath]:
    """The parts of the page that a block stands in, the smallest first."""
    size = len(block.path)
    return (block.path[:depth] for depth in range(size, max(0, size - STEPS), -1))
