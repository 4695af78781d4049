"""A sentence or row as it is quoted: in pieces, with the words sought marked and a figure told
apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from search.library.pagelayout import Span
from search.library.record import MaterialRecord
from webapp.state import quoted

CELL = " · "
"""Between cells of a row."""
_BETWEEN = re.compile(r"[\t\n\u2003]+\s*")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class QuotePiece:
    """Words of a quotation: ``marked`` when sought, ``strong`` when they are its figure."""

    text: str
    marked: bool = False
    strong: bool = False


def pieces(
    text: str, quoted: Span, marks: Iterable[Span] = (), figure: Span = (0, 0), *, row: bool = False
) -> list[QuotePiece]:
    """The characters ``quoted`` of a page's text; of a ``row``, its cells with a dot between."""
    start, end = quoted
    marks = list(marks)
    places = {start, end, *figure, *(at for mark in marks for at in mark)}
    cuts = sorted(at for at in places if start <= at <= end)
    made = []
    for low, high in pairwise(cuts):
        marked = any(first <= low < last for first, last in marks)
        strong = figure[0] <= low < figure[1]
        made.append(QuotePiece(_flat(text[low:high], row), marked, strong))
    return made


def _flat(text: str, row: bool) -> str:
    return _SPACE.sub(" ", _BETWEEN.sub(CELL, text) if row else text)


def quotation_url(record: MaterialRecord, number: int, text: str) -> str:
    """The address where a text of a page is had with its reference."""
    return f"/materiale/{record.material.id}/side/{number}/citat?tekst={quoted(text)}"
