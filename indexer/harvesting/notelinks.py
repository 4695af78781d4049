"""Marks of notes: no text, but ways to where their notes lead.

A mark and its note lead to each other, which tells them from other links within a page.
"""

import re
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement

from indexer.extraction.webaddresses import absolute
from indexer.harvesting.elements import ADDRESS, text_of
from indexer.harvesting.headings import BLOCKS

MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]|[*†‡]{1,3})[\])]?")
WORDS, NAMES, NEAR, TO_NOTE = 8, 2, 4, "to-note"
"""Words beside its addresses, and those of them with a capital, of a note that is but where to go
(»Kan hentes på«); levels from what a mark leads to up to the note; the attribute of such a mark."""


def write_notes(root: HtmlElement, base: str) -> None:
    """Empty the marks, and let those lead out of the page whose notes are but where to go; take
    these notes out. Relative links start from ``base``."""
    places = {name: e for e in root.iter("*") for name in _names(e)}
    notes: dict[HtmlElement, tuple[set[str], str]] = {}
    told = set[HtmlElement]()
    for mark in [*root.iter("a")]:
        is_mark = told.isdisjoint(mark.iterancestors()) and MARK.fullmatch(text_of(mark))
        place = places.get(_place(mark)) if is_mark else None
        around = () if place is None else (place, *islice(place.iterancestors(), NEAR))
        note = next((e for e in around if e.tag in BLOCKS), None)
        if note is None or note in mark.iterancestors():
            continue
        back, way = notes[note] = notes.get(note) or _read(note, base)
        if not back.isdisjoint({*_names(mark), *_names(mark.getparent())}):
            told.add(note)
            del mark[:]
            mark.text = ""
            mark.attrib.update({"href": way, "aria-label": "Hent", TO_NOTE: ""})
    for note in (note for note in told if notes[note][1]):
        note.drop_tree()


def _names(element: HtmlElement) -> set[str]:
    return {*filter(None, map(element.get, ("id", "name")))}


def _place(anchor: HtmlElement) -> str:
    href = anchor.get("href", "").strip()
    return unquote(href[1:]) if href.startswith("#") else ""


def _read(note: HtmlElement, base: str) -> tuple[set[str], str]:
    """What in the page a note leads back to, and where else, where it says hardly more."""
    anchors, text = [*note.iter("a")], text_of(note)
    linked = (absolute(base, a.get("href", "")) for a in anchors if not _place(a))
    way = next(filter(None, (*linked, *ADDRESS.findall(text))), "")
    said = ADDRESS.sub("", text).split()
    is_spent = len(said) <= WORDS and sum(word[0].isupper() for word in said) <= NAMES
    return {*map(_place, anchors)}, way if is_spent else ""
