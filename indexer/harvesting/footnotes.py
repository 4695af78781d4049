"""Notes at the foot of a page, and the marks that lead to them: a mark is no text, and where its
note leads is where the text does.

A mark and its note lead to each other; that, not what either looks like, tells them from other
links within a page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from lxml.html import Element, HtmlElement

from indexer.extraction.webaddresses import absolute
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import BLOCKS, HEADINGS

MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡]{1,3})[\])]?")
ADDRESS = re.compile(r"https?://[^\s<>\"'»«]{4,500}")
AROUND = ".,;:)]"
WORDS = 8
"""Words beside its addresses that a note may have which is said by these alone: »Kan hentes på«,
»besøgt 3. maj 2023«."""
MOST = 3
"""Ways of a note."""
NEAR = 4
"""Levels from what a mark leads to up to the whole note."""
READ = "Hent"
"""What a link in a text says: it is no part of what that tells."""


@dataclass(frozen=True)
class _Note:
    """What a note leads to, back to its marks and out of the page, and whether it says more."""

    back: frozenset[str]
    ways: tuple[str, ...]
    is_spent: bool


def write_footnotes(root: HtmlElement, base: str) -> None:
    """Put where notes lead to where their marks stand, in the page that ``root`` is a part of;
    take out the marks, and the notes that say nothing more. Relative links start from ``base``."""
    places, notes = _places(root), dict[HtmlElement, _Note]()
    told, backs = set[HtmlElement](), set[HtmlElement]()  # notes, and what leads back: no marks
    for mark in [*root.iter("a")]:
        is_mark = mark not in backs and MARK.fullmatch(text_of(mark).strip())
        place = places.get(_place(mark)) if is_mark else None
        block = _around(place) if place is not None else None
        if block is None or block in mark.iterancestors():
            continue
        if block not in notes:
            notes[block] = _note(block, base)
        if notes[block].back.isdisjoint(_names(mark)):
            continue
        if block not in told:
            told.add(block)
            backs.update(block.iter("a"))
        _write(mark, notes[block].ways)
    for block in told:
        if notes[block].is_spent:
            block.drop_tree()


def _places(root: HtmlElement) -> dict[str, HtmlElement]:
    """What links within the page lead to, by its name."""
    found: dict[str, HtmlElement] = {}
    for element in root.getroottree().iter("*"):
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            if name:
                found.setdefault(name, element)
    return found


def _place(anchor: HtmlElement) -> str:
    href = anchor.get("href", "").strip()
    return unquote(href[1:]) if href.startswith("#") else ""


def _names(mark: HtmlElement) -> set[str]:
    around = (mark, mark.getparent())
    return {n for e in around if e is not None for n in (e.get("id"), e.get("name")) if n}


def _around(place: HtmlElement) -> HtmlElement | None:
    """The block that is led to, or holds what is."""
    around = (place, *islice(place.iterancestors(), NEAR))
    return next((element for element in around if element.tag in BLOCKS), None)


def _note(block: HtmlElement, base: str) -> _Note:
    text, anchors = text_of(block), list(block.iter("a"))
    linked = [absolute(base, a.get("href", "")) for a in anchors if not _place(a)]
    written = (url.rstrip(AROUND) for url in ADDRESS.findall(text))
    urls = dict.fromkeys(filter(None, linked)) or dict.fromkeys(written)
    is_spent = len(ADDRESS.sub("", text).split()) <= WORDS
    return _Note(frozenset(map(_place, anchors)), tuple(islice(urls, MOST)), is_spent)


def _write(mark: HtmlElement, ways: Sequence[str]) -> None:
    """Links in place of a mark: a title leads there itself, a text has them at its end."""
    block = next((e for e in mark.iterancestors() if e.tag in BLOCKS), None)
    mark.drop_tree()
    if block is None or block.getparent() is None:
        return
    if block.tag in HEADINGS and ways and next(block.iter("a"), None) is None:
        link = Element("a", href=ways[0])
        link.text, block.text = block.text, None
        link.extend([*block])
        block.append(link)
        return
    for way in ways:
        link = Element("a", href=way)
        link.text = READ
        if len(block):
            block[-1].tail = f"{block[-1].tail or ''} "
        else:
            block.text = f"{block.text or ''} "
        block.append(link)
