"""A sentence or row as it is quoted: in pieces, with the words sought marked and a figure told
apart."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from search.library.pagelayout import Span
from search.library.record import MaterialRecord
from webapp.state import quoted

CELL = " · "
"""Between cells of a row."""
LONGEST_SHOWN = 160
"""Characters shown of a row: some four lines on a telephone."""
BEFORE, AFTER = 24, 48
"""Those shown about a word or figure of a longer one."""
LEFT_OUT = "…"
_BETWEEN = re.compile(r"[\t\n\u2003]+\s*")
_GAP = f" {LEFT_OUT} "
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


def shortened(said: list[QuotePiece]) -> list[QuotePiece]:
    """What is shown of a quotation: of one that is longer than ``LONGEST_SHOWN`` its beginning and
    the words about its figure and those sought, as many as there is room for."""
    text = "".join(piece.text for piece in said)
    if len(text) <= LONGEST_SHOWN:
        return said
    kept = bytearray(len(text))
    for low, high in _windows(said, text):
        if sum(kept) + kept.count(0, low, high) <= LONGEST_SHOWN:
            kept[low:high] = b"\1" * (high - low)
    made: list[QuotePiece] = []
    at = 0
    for piece in said:
        end = at + len(piece.text)
        for is_kept, run in groupby(range(at, end), key=kept.__getitem__):
            places = list(run)
            if is_kept:
                made.append(replace(piece, text=text[places[0] : places[-1] + 1]))
            elif not made or made[-1].text != _GAP:
                made.append(QuotePiece(_GAP))
        at = end
    return made


def _windows(said: list[QuotePiece], text: str) -> list[Span]:
    """What is shown of a long text, the most telling first: about its figure, the beginning, about
    each word sought; whole words."""
    ends = list(accumulate(len(piece.text) for piece in said))
    spans = [(end - len(piece.text), end, piece) for end, piece in zip(ends, said, strict=True)]
    about = [(low, high) for low, high, piece in spans if piece.strong]
    about += [(0, 0), *((low, high) for low, high, p in spans if p.marked and not p.strong)]
    return [_widened(text, *span) for span in about]


def _widened(text: str, low: int, high: int) -> Span:
    start, end = max(0, low - BEFORE), min(len(text), high + AFTER)
    if start:
        start = 1 + text.find(" ", start, low)
        start = start or low
    if end < len(text):
        end = max(high, text.rfind(" ", high, end))
    return start, end


def _flat(text: str, row: bool) -> str:
    return _SPACE.sub(" ", _BETWEEN.sub(CELL, text) if row else text)


def quotation_url(record: MaterialRecord, number: int, text: str) -> str:
    """The address where a text of a page is had with its reference."""
    return f"/materiale/{record.material.id}/side/{number}/citat?tekst={quoted(text)}"
