"""What boxes that are built alike say of materials, told by what they have in common.

Boxes stand in the same way in the page: the same elements of the same classes around them. So each
of their lines has a *slot*, its way down from the box, and a slot shows over all boxes what it is:
the title is there once in each, never the same, and set apart; dates, kinds and names of publishers
and authors have a shape; what is the same everywhere is a button. What is told is written into the
tree as headings and lines with names (»Udgiver: …«), which are then read like any other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from lxml import etree, html

from indexer.harvesting.citation import is_publisher_line
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import heading_rank
from indexer.harvesting.marking import mark
from indexer.harvesting.slotlines import (
    YEAR,
    Slot,
    Slotted,
    lines_of,
    rejoined,
    sign,
    without_classes,
)
from indexer.harvesting.slotroles import (
    LEAST,
    MOST_OF,
    SOME,
    hold_several,
    roles,
    title_slot,
)
from indexer.harvesting.surroundings import Furniture

DEEPEST = 60
"""Depth of a page below which nothing is looked for."""
MOST_READ = 12
"""How often over all of a page is read, in boxes that lie in others."""
MOST_BOXES = 300
"""Boxes that are read to tell what a slot holds."""
BOXES = frozenset(["a", "article", "details", "div", "li", "section", "td", "tr"])
ANCHORS = " #¶§"
"""What a link to a heading itself shows."""
LABEL = re.compile(r"[^\W\d_][^\d:.]{0,30}: +(?=\S)")


def write_fields(root: html.HtmlElement, named: Collection[html.HtmlElement]) -> bool:
    """Write into the tree what the boxes in it show, but for the tables that are ``named``; give
    whether any does."""
    within = {e for table in named for e in table.iter("*")}
    around: set[html.HtmlElement] = set()
    years, left = _years(root), MOST_READ * _size(root)
    for boxes in _alike(root):
        if left > 0 and within.isdisjoint(boxes) and around.isdisjoint(boxes):
            left -= sum(map(_size, boxes))
            for box in _write(boxes, years):
                within.update(box.iter("*"))
                around.update(box.iterancestors())
    return bool(around)


def _size(element: html.HtmlElement) -> int:
    return sum(1 for _ in element.iter())


def _years(root: html.HtmlElement) -> dict[html.HtmlElement, str]:
    """The elements that stand below a heading that is a year, with it."""
    found = {}
    year, place, depth = "", (0, 0), 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "end" or not isinstance(element.tag, str):
            continue
        if rank := heading_rank(element):
            said = text_of(element).strip(ANCHORS)
            if YEAR.fullmatch(said):
                year, place = said, (rank, depth)
            elif rank <= place[0] and depth <= place[1]:
                year = ""
        if year and element.tag in BOXES:
            found[element] = year
    return found


def _alike(root: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """The boxes of the page by how they stand in it: those of the same classes first, then those of
    the same elements, since classes may be made up for each; of these the most, and the outer."""
    furniture, numbers = Furniture(root), {}  # type: ignore[var-annotated]
    kinds: dict[html.HtmlElement, tuple[int, ...]] = {root: (0, 0)}
    found: defaultdict[tuple[int, int, int], list[html.HtmlElement]] = defaultdict(list)
    walk = etree.iterwalk(root, events=("start", "end"))
    made_up: dict[html.HtmlElement, set[str]] = {}
    depth = 0
    for event, element in walk:
        depth += 1 if event == "start" else -1
        if event == "end" or element is root or not isinstance(element.tag, str):
            continue
        if depth > DEEPEST or furniture.has(element):
            walk.skip_subtree()
            continue
        parent, bare = element.getparent(), (str(element.tag), "")
        if parent not in made_up:
            made_up[parent] = _made_up(parent)
        signs = (bare if element.tag in made_up[parent] else sign(element), bare)
        around = kinds[parent]
        made = [(n, *pair) for n, pair in enumerate(zip(around, signs, strict=True))]
        kinds[element] = tuple(numbers.setdefault(kind, len(numbers) + 1) for kind in made)
        for looseness, kind in enumerate(kinds[element]) if element.tag in BOXES else ():
            found[looseness, depth, kind].append(element)
    groups = [(key, boxes) for key, boxes in found.items() if len(boxes) >= LEAST]
    groups.sort(key=lambda group: (group[0][0], -len(group[1]), group[0][1]))
    return [boxes for _, boxes in groups]


def _made_up(parent: html.HtmlElement) -> set[str]:
    """The elements in ``parent`` whose classes are made up for each, or for a few."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for child in parent.iterchildren("*"):
        tag, called = sign(child)
        seen[tag][called] += 1
    return {tag for tag, counts in seen.items() if len(counts) > max(2, SOME * counts.total())}


def _write(
    elements: Sequence[html.HtmlElement], years: Mapping[html.HtmlElement, str]
) -> list[html.HtmlElement]:
    """Write what the boxes tell, and give those that have a title; none when it isn't plain."""
    boxes = _without_labels(_without_classes([lines_of(element) for element in elements]))
    slots = list(dict.fromkeys(chain.from_iterable(boxes)))
    title = title_slot(slots, _some(boxes))
    if title:
        boxes = [rejoined(box, title) for box in boxes]
        slots = list(dict.fromkeys(chain.from_iterable(boxes)))
    is_below = all(element in years for element in elements)
    others = [slot for slot in slots if slot != title]
    told = roles(others, _some(boxes), title, is_below_year=is_below) if title else None
    if title is None or told is None or hold_several(told, _some(boxes)):
        return []
    written = []
    for element, box in zip(elements, boxes, strict=True):
        if title in box:
            is_dated = any(is_publisher_line(line.text) for line in box.values())
            mark(element, box, title, told, "" if is_dated else years.get(element, ""))
            written.append(element)
    return written


def _some(boxes: list[Slotted]) -> list[Slotted]:
    """Of very many boxes as many as show what all are, from all over the page."""
    return boxes[:: 1 + len(boxes) // MOST_BOXES]


def _without_classes(boxes: Sequence[Slotted]) -> list[Slotted]:
    """The boxes' lines with the same slot where only the classes of elements differ, if none has
    several such: a link out of the site, a file of another kind."""
    several: set[Slot] = set()
    usual: defaultdict[Slot, Counter[Slot]] = defaultdict(Counter)
    for box in boxes:
        bare = Counter(map(without_classes, box))
        several.update(slot for slot, n in bare.items() if n > 1)
        for slot in box:
            usual[without_classes(slot)][slot] += 1
    one = {s: counts.most_common(1)[0][0] for s, counts in usual.items() if s not in several}
    return [{one.get(without_classes(slot), slot): x for slot, x in box.items()} for box in boxes]


def _without_labels(boxes: Sequence[Slotted]) -> list[Slotted]:
    """The boxes' lines without what stands before a colon and is the same in most (»Utgivare: «),
    but for the names that we know."""
    starts: defaultdict[Slot, Counter[str]] = defaultdict(Counter)
    for slot, line in chain.from_iterable(box.items() for box in boxes):
        label = LABEL.match(line.text)
        starts[slot][label[0] if label and not label_of(line.text) else ""] += 1
    usual = {slot: counts.most_common(1)[0] for slot, counts in starts.items()}
    labels = {
        slot: label
        for slot, (label, n) in usual.items()
        if n >= max(LEAST, MOST_OF * starts[slot].total())
    }
    return [
        {
            slot: replace(x, text=x.text.removeprefix(labels.get(slot, "")))
            for slot, x in box.items()
        }
        for box in boxes
    ]
