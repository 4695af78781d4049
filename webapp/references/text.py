"""References as text, set by citeproc-py in the styles that lie beside this file."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    Locator,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from search.record import MaterialRecord
from webapp.references.item import csl_item

STYLES = {"harvard": "Harvard", "apa": "APA"}
FOLDER = Path(__file__).parent / "styles"
LOCALE = "da-DK"
PLACE = "\ue000"
PAGE = {"harvard": "s. {}", "apa": "{}"}
"""How a page is named: the Harvard style has the bare number, which few read as a page."""


@dataclass(frozen=True)
class Reference:
    """A reference in one style: ``full`` as in a list of references, ``short`` as in the text."""

    style: str
    full: str
    short: str


def reference(record: MaterialRecord, style: str = "harvard", page: str = "") -> Reference:
    """The reference to a material in one of ``STYLES``, to the page with that label when given."""
    full, short, short_with_page = _set(json.dumps(csl_item(record)), style)
    if page:
        short = short_with_page.replace(PLACE, PAGE[style].format(page))
    return Reference(STYLES[style], full, short)


def quote(text: str, record: MaterialRecord, page: str = "", style: str = "harvard") -> str:
    """``text`` as a quotation with the short and the full reference, ready to paste."""
    made = reference(record, style, page)
    return f"»{' '.join(text.split())}« {made.short}\n\n{made.full}"


@lru_cache(maxsize=4096)
def _set(item: str, style: str) -> tuple[str, str, str]:
    """The full reference, the short one, and the short one with ``PLACE`` where a page's label
    goes: citeproc-py takes 5 to 20 ms an item, and a list of results cites many pages of one."""
    full, short = _render(item, style, CitationItem("it"))
    return full, short, _render(item, style, CitationItem("it", locator=Locator("page", PLACE)))[1]


def _render(item: str, style: str, cited: CitationItem) -> tuple[str, str]:
    source = CiteProcJSON([{**json.loads(item), "id": "it"}])
    bibliography = CitationStylesBibliography(_style(style), source, formatter.plain)
    citation = Citation([cited])
    bibliography.register(citation)
    short = str(bibliography.cite(citation, lambda _: None))
    return _mend(str(bibliography.bibliography()[0])), _mend(short)


@lru_cache
def _style(name: str) -> CitationStylesStyle:
    # the styles are schema-valid as published; validating them again costs .3 s
    return CitationStylesStyle(str(FOLDER / f"{name}.csl"), locale=LOCALE, validate=False)


def _mend(text: str) -> str:
    """Put in the space that citeproc-py 0.11 leaves out before a capitalised term."""
    return re.sub(r"(?<=[.\]])(?=Tilgængelig fra)", " ", " ".join(text.split()))
