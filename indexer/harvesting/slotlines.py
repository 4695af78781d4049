"""The lines of a box of a page, each with its way down from the box."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import html

from indexer.harvesting.detailnames import label_of
from indexer.harvesting.elements import text_of
from indexer.harvesting.fileinfo import is_file_info, is_path
from indexer.harvesting.headings import BLOCKS, is_bold

LONGEST_CLASS = 250
CELLS = frozenset(["td", "th"])
WORD = re.compile(r"[^\W\d_]{2}")
YEAR = re.compile(r"(?:19|20)\d\d")
DIGITS = "0123456789"
EDGES = " \t\r\n\xa0.,:|·•–—-"
BETWEEN = EDGES.replace(",", "").replace(".", "")
"""What stands between fields; commas and stops are those of a written line."""
SIGN = re.compile(r"(?<!\s)\s++[|·•–—-]\s+")
"""A sign that parts fields in a line."""
Slot = tuple[str, ...]


@dataclass(frozen=True)
class SlotLine:
    """A line in a box: its element; ``is_rest`` when it is what follows on that element, the
    start of a line that is set apart, in that line; ``whole`` is the line of both."""

    element: html.HtmlElement
    text: str
    is_rest: bool = False
    whole: html.HtmlElement | None = None


Slotted = dict[Slot, SlotLine]


def lines_of(box: html.HtmlElement) -> Slotted:
    """The box's lines by slot, of which those that stand in the same way are counted."""
    found: Slotted = {}
    seen: Counter[Slot] = Counter()
    for slot, line in _walk(box, ()):
        found[*slot, str(seen[slot])] = line
        seen[slot] += 1
    return found


def rejoined(box: Slotted, title: Slot) -> Slotted:
    """The lines, those in one that go on to a link, but for that which begins with the title."""
    parted = box[title].whole if title in box else None
    found: Slotted = {}
    for slot, line in box.items():
        if line.whole is None or line.whole is parted or not _goes_on_to_link(line):
            found[slot] = line
        elif not line.is_rest:
            found[*slot, "whole"] = SlotLine(line.whole, text_of(line.whole))
    return found


def _goes_on_to_link(line: SlotLine) -> bool:
    return any(a.tag == "a" or a.xpath(".//a") for a in line.element.itersiblings("*"))


def _walk(element: html.HtmlElement, slot: Slot) -> Iterator[tuple[Slot, SlotLine]]:
    """The lines in the element: blocks without blocks in them, and what stands beside blocks."""
    if not any(True for _ in element.iterdescendants(*BLOCKS)):
        yield from _parts(element, slot)
        return
    columns = _columns(element)
    for run in _runs(element):
        for child in run:
            yield from _walk(child, (*slot, _step(child, columns)))


def _runs(element: html.HtmlElement) -> Iterator[list[html.HtmlElement]]:
    """Each block in the element, and the elements of each line between blocks that has no other
    words."""
    run: list[html.HtmlElement] = []
    has_words = _has_words(element.text)
    for child in element:
        if child.tag in BLOCKS or any(True for _ in child.iterdescendants(*BLOCKS)):
            yield from () if has_words else (run,)
            yield [child]
            run, has_words = [], False
        elif isinstance(child.tag, str) and child.tag not in ("script", "style", "svg"):
            run.append(child)
        has_words |= _has_words(child.tail)
    yield from () if has_words else (run,)


def _has_words(text: str | None) -> bool:
    """Whether a text beside elements says more than what of a file there is: »(pdf)«."""
    said = (text or "").strip(EDGES)
    return bool(said) and not is_file_info(said)


def _columns(element: html.HtmlElement) -> dict[html.HtmlElement, int]:
    """Which of a row's cells each is."""
    return {child: n for n, child in enumerate(element) if child.tag in CELLS}


def _step(element: html.HtmlElement, columns: Mapping[html.HtmlElement, int]) -> str:
    """A step of a slot: cells are told apart by their column."""
    return f"{'/'.join(sign(element))}{columns.get(element, '')}"


def _parts(line: html.HtmlElement, slot: Slot) -> Iterator[tuple[Slot, SlotLine]]:
    """The line, or its elements where nothing stands between them, or what is set apart at its
    start and the rest."""
    text = text_of(line)
    children = [child for child in line if isinstance(child.tag, str) and text_of(child)]
    columns = _columns(line)
    own = [line.text or "", *(child.tail or "" for child in line)]
    if not WORD.search(text) and not YEAR.search(text):
        return
    is_row = children and not any(part.strip(BETWEEN) for part in own) and not is_path(text)
    if is_row and not is_bare_label(text_of(children[0])):
        for child in children:
            yield from _parts(child, (*slot, _step(child, columns)))
    elif children and not own[0].strip() and _is_set_apart(children[0]):
        head = text_of(children[0])
        rest = text.removeprefix(head).strip(EDGES)
        sign = _step(children[0], columns)
        whole = line if rest and not is_file_info(rest) else None
        yield (*slot, sign), SlotLine(children[0], head, whole=whole)
        if whole is not None:
            yield (*slot, sign, "rest"), SlotLine(children[0], rest, is_rest=True, whole=line)
    else:
        yield slot, SlotLine(line, text.lstrip("© "))


def _is_set_apart(element: html.HtmlElement) -> bool:
    return element.tag in ("a", "em", "i", "cite") or is_bold(element)


def without_classes(slot: Slot) -> Slot:
    """The slot by elements, columns and order alone."""
    steps = (step.partition("/") for step in slot)
    return tuple(f"{tag}/{called[len(called.rstrip(DIGITS)) :]}" for tag, _, called in steps)


def sign(element: html.HtmlElement) -> tuple[str, str]:
    """How an element is told from others: its name and its first class."""
    return str(element.tag), next(iter(element.get("class", "")[:LONGEST_CLASS].split()), "")


def is_bare_label(text: str) -> bool:
    """Whether a text is the name of a field and nothing more."""
    return bool(label_of(text)) and label_of(text) == text.rstrip(" :")
