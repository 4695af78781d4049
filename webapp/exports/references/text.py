"""References as text, set by citeproc-py in the styles that lie beside this file."""

import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from search import OCR_NOTE
from search.library.record import MaterialRecord, is_part
from webapp.exports.references.item import csl_item

STYLES = {"harvard": "Harvard", "apa": "APA"}
_setting = Lock()
FOLDER = Path(__file__).parent / "styles"
LOCALE = "da-DK"
PLACE = "\ue000"
TITLE = "\ue001"
"""Stands for a title while a reference is set."""
PLAIN = re.compile(r"[A-ZÆØÅ0-9][\w ,:;()/–-]*(?<=[^\W_])")
"""A title that stands in a reference as it is: what citeproc-py makes of the rest depends on its
first and last character alone, and on whether it stands in the author's place."""
UNSAID = {"id", "ISBN", "number-of-pages"}
"""Fields that no style says."""
SCANNED = f"[{OCR_NOTE}]"
SUMMARY_OF = "Mentorsøgs resumé af"
"""What stands before the material in a reference to words that are not its own."""
INNER = str.maketrans("»«", "›‹")
"""The quotation marks within a quotation."""
CELL = re.compile("[\t\u2003]")
"""Between cells of a row: as browsers select them, and as snippets show them."""


@dataclass(frozen=True)
class Reference:
    """A reference in one of ``STYLES``: ``full`` as in a list of references, ``short`` as in the
    text."""

    style: str
    full: str
    short: str
    _short_with_page: str

    def at(self, place: str, *, scanned: bool = False, summary: bool = False) -> str:
        """The short reference to that place (``s. 12``, ``slide 3``, ``ark Fangst``); ``short``
        without one, and for a part of a text that has no page numbers. Of a ``scanned`` page it
        says so; of a ``summary``, that the words are ours and not the material's."""
        if summary:
            return f"({SUMMARY_OF} {self.short.removeprefix('(')}"
        made = self.short
        if place and not is_part(place):
            # the style's own word for a page, which Harvard leaves out, is in the place
            made = re.sub(rf"(?:s\. ?)?{PLACE}", lambda _: place, self._short_with_page)
        return f"{made} {SCANNED}" if scanned else made


def reference(record: MaterialRecord, style: str = "harvard") -> Reference:
    """The reference to a material in one of ``STYLES``."""
    item = {field: value for field, value in csl_item(record).items() if field not in UNSAID}
    title: str = item["title"]
    if "author" not in item or not PLAIN.fullmatch(title):
        return _set(json.dumps(item), style)
    made = _set(json.dumps(item | {"title": TITLE}), style)
    return replace(made, full=made.full.replace(TITLE, title))


def quote(
    text: str, made: Reference, place: str = "", *, scanned: bool = False, summary: bool = False
) -> str:
    """``text`` as a quotation from that place with the short and the full reference, ready to
    paste; without text the references alone."""
    quoted = f"»{quotable(text)}« " if text else ""
    return f"{quoted}{made.at(place, scanned=scanned, summary=summary)}\n\n{made.full}"


def quotable(text: str) -> str:
    """``text`` on one line, with a bar between cells of a table and a dot between its rows, and
    quotation marks as they are within others."""
    text = text.translate(INNER)
    rows = text.splitlines() if "\t" in text else [text]
    cells = ([" ".join(cell.split()) for cell in CELL.split(row)] for row in rows)
    return " · ".join(filter(None, (" | ".join(filter(None, row)) for row in cells)))


@lru_cache(maxsize=4096)
def _set(item: str, style: str) -> Reference:
    """citeproc-py takes 3 to 30 ms an item, hence the cache, in which all materials are one that
    differ in title alone, and sets one at a time: a style keeps what it works on in its own
    tree."""
    with _setting:
        return _set_anew(json.loads(item), style)


def _set_anew(item: dict[str, Any], style: str) -> Reference:
    source = CiteProcJSON([{**item, "id": "it"}])
    bibliography = CitationStylesBibliography(_style(style), source, formatter.plain)
    citation = Citation([CitationItem("it", locator=Locator("page", PLACE))])
    bibliography.register(citation)
    short = _mend(str(bibliography.cite(citation, lambda _: None)))
    full = _mend(str(bibliography.bibliography()[0]))
    if "author" not in item:
        full = _once(item["title"], full)
    return Reference(style, full, re.sub(rf",[^,]*{PLACE}", "", short), short)


def _once(title: str, full: str) -> str:
    """Without the title after the year, which citeproc-py 0.11 repeats where a title stands in the
    author's place by way of a macro."""
    before, found, after = full.partition(f"). {title}")
    return f"{before}).{after.removeprefix('.')}" if found else full


@lru_cache
def _style(name: str) -> CitationStylesStyle:
    # the styles are schema-valid as published; validating them again costs .3 s
    style = CitationStylesStyle(str(FOLDER / f"{name}.csl"), locale=LOCALE, validate=False)
    for order in list(style.root.iter("{*}sort")):  # a fifth of the time, for one item
        order.getparent().remove(order)
    return style


def _mend(text: str) -> str:
    """Put in the space that citeproc-py 0.11 leaves out before a capitalised term, and take out
    the full stop that it sets after a title's own mark."""
    spaced = re.sub(r"(?<=[.\]])(?=Tilgængelig fra)", " ", " ".join(text.split()))
    return re.sub(r"(?<=[?!])\.", "", spaced)
