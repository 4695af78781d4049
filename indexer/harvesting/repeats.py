"""What boxes that are built alike say of materials, told by what they have in common.

Boxes stand in the same way in the page: the same elements of the same classes around them. So each
of their lines has a *slot*, its way down from the box, and a slot shows over all boxes what it is:
the title is there once in each, never the same, and set apart; dates, kinds and names of publishers
and authors have a shape; what is the same everywhere is a button. What is told is written into the
tree as headings and lines with names (»Udgiver: …«), which are then read like any other.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from typing import TypeVar

from lxml import etree, html

from indexer.harvesting.citation import (
    BROUGHT,
    DATE,
    LINE_LENGTH,
    are_authors,
    cite,
    is_date,
    is_kind,
    is_name,
    is_publisher_label,
    is_publisher_line,
    label_of,
)
from indexer.harvesting.elements import text_of
from indexer.harvesting.fileinfo import ACTION, is_file_info
from indexer.harvesting.headings import BODY, PSEUDO, heading_rank, is_bold
from indexer.harvesting.leading import led_by
from indexer.harvesting.marking import KIND_BY, LEAD, REFERENCE, mark, same
from indexer.harvesting.names import are_spelt_out
from indexer.harvesting.slotlines import (
    WORD,
    YEAR,
    Slot,
    SlotLine,
    Slotted,
    is_bare_label,
    lines_of,
    rejoined,
    sign,
    without_classes,
)
from indexer.harvesting.surroundings import Furniture

T = TypeVar("T")
LEAST, MOST_OF, SOME = 3, 0.67, 0.3
"""Boxes that show anything, the share of them of which a thing must be true, and that which shows
what a short word in all of them is."""
DEEPEST = 60
"""Depth of a page below which nothing is looked for."""
MOST_READ = 12
"""How often over all of a page is read, in boxes that lie in others."""
BOXES = frozenset(["a", "article", "details", "div", "li", "section", "td", "tr"])
LONGEST = 250
LABEL = re.compile(r"[^\W\d_][^\d:.]{0,30}: +(?=\S)")


def write_fields(root: html.HtmlElement) -> None:
    """Write into the tree what the boxes in it show."""
    within: set[html.HtmlElement] = set()
    around: set[html.HtmlElement] = set()
    years, left = _years(root), MOST_READ * _size(root)
    for boxes in _alike(root):
        if left > 0 and within.isdisjoint(boxes) and around.isdisjoint(boxes):
            left -= sum(map(_size, boxes))
            for box in _write(boxes, years):
                within.update(box.iter("*"))
                around.update(box.iterancestors())


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
            if YEAR.fullmatch(text_of(element)):
                year, place = text_of(element), (rank, depth)
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
    title = _title(slots, boxes)
    if title:
        boxes = [rejoined(box, title) for box in boxes]
        slots = list(dict.fromkeys(chain.from_iterable(boxes)))
    is_below = all(element in years for element in elements)
    others = [slot for slot in slots if slot != title]
    told = _roles(others, boxes, title, is_below_year=is_below) if title else None
    if title is None or told is None:
        return []
    written = []
    for element, box in zip(elements, boxes, strict=True):
        if title in box:
            is_dated = any(is_publisher_line(line.text) for line in box.values())
            mark(element, box, title, told, "" if is_dated else years.get(element, ""))
            written.append(element)
    return written


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


def _title(slots: Sequence[Slot], boxes: Sequence[Slotted]) -> Slot | None:
    """The slot that names each box: a line of words, in most of them, and never the same. What is
    a heading goes before what is bold, that before what is a link, that before what is plain."""
    ranked = []
    for n, slot in enumerate(slots):
        lines = [box[slot] for box in boxes if slot in box]
        texts = [line.text for line in lines]
        is_name = _most(lines, boxes) and len({*texts}) == len(texts)
        is_title = is_name and not lines[0].is_rest and _share(texts, _may_be_title)
        if is_title and not _share(texts, are_authors):
            ranked.append((-max(_prominence(line.element) for line in lines), n, slot))
    return min(ranked)[2] if ranked else None


def _may_be_title(text: str) -> bool:
    is_fact = label_of(text) or is_publisher_line(text) or is_kind(text) or is_date(text)
    is_way = ACTION.match(text) or is_file_info(text)
    plain = len(text) <= LONGEST and text[-1:] not in (".", ":")
    return plain and len(text.split()) > 1 and not is_fact and not is_way


def _prominence(element: html.HtmlElement) -> int:
    within = [*same(element), *element.iterdescendants("*")]
    ranks = [heading_rank(e) for e in within]
    if any(BODY < rank < PSEUDO for rank in ranks):
        return 4
    if PSEUDO in ranks:
        return 3
    return 2 if any(map(is_bold, within)) else 1 if any(e.tag == "a" for e in within) else 0


def _most(some: Sequence[object], of: Sequence[object]) -> bool:
    return len(some) >= max(LEAST, MOST_OF * len(of))


def _share(texts: Sequence[T], holds: Callable[[T], object]) -> bool:
    return bool(texts) and sum(1 for text in texts if holds(text)) >= MOST_OF * len(texts)


def _roles(
    slots: Sequence[Slot], boxes: Sequence[Slotted], title: Slot, *, is_below_year: bool
) -> dict[Slot, str] | None:
    """What the slots tell, by the name that it goes under in a list; '' for lines that tell several
    things. None when most boxes tell nothing."""
    told: dict[Slot, str] = {}
    may_be: list[Slot] = []
    is_sure = is_named = is_below = False  # the publisher, by a name; this line, by the one above
    for slot in slots:
        texts = [box[slot].text for box in boxes if slot in box]
        if is_below:
            is_below = False
        elif _share(texts, label_of):
            is_sure |= _most(texts, boxes)
            is_named |= is_publisher_label(label_of(texts[0]))
            is_below = _share(texts, is_bare_label)
        elif _share(_with_titles(slot, boxes, title), _is_reference):
            is_sure |= _most(texts, boxes)
            told[slot] = REFERENCE
        elif (role := _role(texts, _lines_of(slot, boxes))) is not None:
            is_sure |= _most(texts, boxes)
            told[slot] = role
        elif _most(texts, boxes) and _share(texts, _may_be_name):
            may_be.append(slot)
    has_house = is_named or not {"", KIND_BY, LEAD, REFERENCE}.isdisjoint(told.values())
    name = None if has_house else _name(may_be, slots, told, boxes)
    if name and (told or is_below_year):
        told[name] = "Udgiver"
        is_sure |= is_below_year
    return told if is_sure else None


def _with_titles(slot: Slot, boxes: Sequence[Slotted], title: Slot) -> list[tuple[str, str]]:
    """The slot's lines, each with the title of its box."""
    return [(box[slot].text, box[title].text) for box in boxes if slot in box and title in box]


def _is_reference(line: tuple[str, str]) -> bool:
    """Whether a line cites what the box is about: its title between names and a year."""
    text, title = line
    rest = text.replace(title, "", 1)
    return len(rest) < len(text) and len(rest) <= LINE_LENGTH and bool(DATE.search(rest))


def _name(
    may_be: Sequence[Slot], slots: Sequence[Slot], told: Collection[Slot], boxes: Sequence[Slotted]
) -> Slot | None:
    """The only slot that may be the publisher and isn't always the same, or the only one that is
    no link and stands beside what is told."""
    varied = [s for s in may_be if len({box[s].text for box in boxes if s in box}) > 1]
    if varied:
        return varied[0] if len(varied) == 1 else None
    beside = {slot for pair in pairwise(slots) for slot in pair if any(s in told for s in pair)}
    fixed = [s for s in may_be if s in beside and not any(map(_is_linked, _lines_of(s, boxes)))]
    return fixed[0] if len(fixed) == 1 else None


def _lines_of(slot: Slot, boxes: Sequence[Slotted]) -> list[SlotLine]:
    return [box[slot] for box in boxes if slot in box]


def _is_linked(line: SlotLine) -> bool:
    return any(e.tag == "a" for e in (line.element, *line.element.iterdescendants("a")))


def _are_ways(lines: Sequence[SlotLine]) -> bool:
    """Whether each line is a link to a place of its own: »Rapport« beside »Resumé«."""
    urls = [a.get("href") for line in lines for a in line.element.xpath("descendant-or-self::a")]
    return len({*urls}) == len(urls) >= len(lines)


def _role(texts: Sequence[str], lines: Sequence[SlotLine]) -> str | None:
    if _are_kinds(texts):
        return None if _are_ways(lines) else "Type"
    for role, holds in ROLES:
        if _share(texts, holds):
            return role
    return None


def _are_kinds(texts: Sequence[str]) -> bool:
    """Whether some are kinds that we know, and the others may be kinds that we don't."""
    known = sum(map(is_kind, texts))
    return known >= max(2, len(texts) * SOME) and all(len(t.split()) <= 2 for t in texts)


def _are_authors(text: str) -> bool:
    return are_spelt_out(text) or are_authors(text)


def _is_kind_by(text: str) -> bool:
    """»Rapport fra Udgiver«"""
    made = cite("", text)
    return bool(made.kind and made.publishers) and is_name(text)


def _may_be_name(text: str) -> bool:
    name = BROUGHT.sub("", text)
    plain = is_name(name) and name[:1].isupper() and WORD.search(name)
    return bool(plain) and not ACTION.match(text) and not is_file_info(text)


ROLES: tuple[tuple[str, Callable[[str], object]], ...] = (
    (LEAD, led_by),
    ("Forfatter", _are_authors),
    ("År", is_date),
    ("", is_publisher_line),
    (KIND_BY, _is_kind_by),
)
"""What a line may tell by its shape."""
