"""What the slots of boxes that are built alike tell, by what they have in common over all boxes."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from lxml import html

from indexer.harvesting.citation import (
    DATE,
    LINE_LENGTH,
    are_authors,
    cite,
    is_citation,
    is_date,
    is_kind,
    is_name,
    is_publisher_line,
    kind_within,
)
from indexer.harvesting.citationline import sentence_ends
from indexer.harvesting.citationparts import BROUGHT
from indexer.harvesting.detailnames import is_publisher_label, label_of
from indexer.harvesting.fileinfo import ACTION, is_file_info
from indexer.harvesting.headings import BODY, PSEUDO, heading_rank, is_bold
from indexer.harvesting.leading import led_by
from indexer.harvesting.marking import KIND_BY, LEAD, REFERENCE, same
from indexer.harvesting.names import are_spelt_out
from indexer.harvesting.slotlines import (
    WORD,
    Slot,
    SlotLine,
    Slotted,
    is_bare_label,
)

T = TypeVar("T")


LEAST, MOST_OF, SOME = 3, 0.67, 0.3
"""Boxes that show anything, the share of them of which a thing must be true, and that which shows
what a short word in all of them is."""


BOLD = 2
"""How prominent what is bold is: headings are more so, links less."""
LONGEST, SHORT_TEXT = 250, 60
"""Characters of a title, and those up to which several sentences may be one: »Hvem? Hvad? Hvor«."""


def title_slot(slots: Sequence[Slot], boxes: Sequence[Slotted]) -> Slot | None:
    """The slot that names each box: a line of words, in most of them, and never the same. What is
    a heading goes before what is bold, that before what is a link, that before what is plain."""
    ranked = []
    for n, slot in enumerate(slots):
        lines = [box[slot] for box in boxes if slot in box]
        texts = [line.text for line in lines]
        is_name = is_most(lines, boxes) and len({*texts}) == len(texts)
        if not is_name or lines[0].is_rest:
            continue
        prominence = max(_prominence(line.element) for line in lines)
        least = 1 if prominence > BOLD else 2
        is_title = _share(texts, lambda text: _may_be_title(text, least))  # noqa: B023
        if is_title and not _share(texts, are_authors):
            ranked.append((-prominence, n, slot))
    return min(ranked)[2] if ranked else None


def _may_be_title(text: str, least: int) -> bool:
    is_fact = label_of(text) or is_publisher_line(text) or is_kind(text) or is_date(text)
    is_way = ACTION.match(text) or is_file_info(text)
    plain = len(text) <= LONGEST and text[-1:] not in (".", ":") and not _are_sentences(text)
    return plain and len(text.split()) >= least and not is_fact and not is_way


def _are_sentences(text: str) -> bool:
    """Whether a line is a text that leads to a link at its end: »Den bygger på … Hent som pdf«."""
    return len(text) > SHORT_TEXT and len(sentence_ends(text)) > 1


def _prominence(element: html.HtmlElement) -> int:
    within = [*same(element), *element.iterdescendants("*")]
    ranks = [heading_rank(e) for e in within]
    if any(BODY < rank < PSEUDO for rank in ranks):
        return 4
    if PSEUDO in ranks:
        return 3
    return BOLD if any(map(is_bold, within)) else 1 if any(e.tag == "a" for e in within) else 0


def is_most(some: Sequence[object], of: Sequence[object]) -> bool:
    return len(some) >= max(LEAST, MOST_OF * len(of))


def _share(texts: Sequence[T], holds: Callable[[T], object]) -> bool:
    return bool(texts) and sum(1 for text in texts if holds(text)) >= MOST_OF * len(texts)


def roles(
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
            is_sure |= is_most(texts, boxes)
            is_named |= is_publisher_label(label_of(texts[0]))
            is_below = _share(texts, is_bare_label)
        elif _share(_with_titles(slot, boxes, title), _is_reference):
            is_sure |= is_most(texts, boxes)
            told[slot] = REFERENCE
        elif (role := _role(texts, _lines_of(slot, boxes))) is not None:
            is_sure |= is_most(texts, boxes)
            told[slot] = role
        elif is_most(texts, boxes) and _share(texts, _may_be_name):
            may_be.append(slot)
    has_house = is_named or any(x in ("", KIND_BY, LEAD, REFERENCE) for x in told.values())
    name = None if has_house else _name(may_be, slots, told, boxes)
    if name and (told or is_below_year):
        told[name] = "Udgiver"
        is_sure |= is_below_year
    return told if is_sure else None


def hold_several(told: Mapping[Slot, str], boxes: Sequence[Slotted]) -> bool:
    """Whether several boxes have more than one line that cites in the same way: such a box is a
    part of a page, with a heading of its own, in which several materials stand."""
    citing = {slot for slot, role in told.items() if role in ("", LEAD, REFERENCE)}
    known = {slot[:-1] for slot in citing}
    several = 0
    for box in boxes:
        ways = Counter(
            slot[:-1]
            for slot, line in box.items()
            if slot in citing or (slot[:-1] in known and is_publisher_line(line.text))
        )
        several += any(n > 1 for n in ways.values())
    return several > 1


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
    """The only slot that may be the publisher and isn't always the same, of several the only one
    that most often looks like it, or the only one that is no link and stands beside what is told.
    """
    texts = {s: [box[s].text for box in boxes if s in box] for s in may_be}
    varied = [s for s in may_be if len({*texts[s]}) > 1]
    if len(varied) > 1:
        varied = [s for s in varied if _share(texts[s], lambda text: cite("", text).publishers)]
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
    if sum(map(bool, map(kind_within, texts))) >= max(2, len(texts) * SOME):
        return "Type"
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
    ("", lambda text: is_publisher_line(text) or is_citation(text)),
    (KIND_BY, _is_kind_by),
)
"""What a line may tell by its shape."""
