"""The characters of a page as PDFium has them, by its raw interface."""

import copy
import ctypes
import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from math import atan2, hypot, pi
from operator import mul
from typing import Any

from pypdfium2 import raw

from indexer.extraction.texcodes import CODED, decoded
from search.library.pagelayout import Box

ADDRESS = ctypes.c_void_p
INT = ctypes.c_int


class Thing(ADDRESS):
    """Something of a page, where PDFium has it."""


def unchecked(function: Any, result: Any) -> Any:
    """The function of PDFium as it stands, and no other thread let in: it takes each pointer as an
    ``ADDRESS``, and whole numbers as C's ``int``. Checking arguments takes longer than the calls
    themselves, of which there are a thousand a page."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ADDRESS).value or 0)


def address_of(thing: Any) -> ctypes.c_void_p:
    """Where a value of ctypes stands, for functions that are ``unchecked``."""
    return ADDRESS(ctypes.addressof(thing))


AT_ONCE = 512
"""So many times PDFium is asked, one after the other, before its answers are taken."""


class Answers:
    """Room for what PDFium tells of many things: ``each`` numbers of one ``kind`` (``c_float``,
    ``c_double`` or ``c_int``) of each, of which those at ``out`` are arguments of their own."""

    def __init__(self, kind: Any, each: int, out: Sequence[int] = (0,)) -> None:
        size = ctypes.sizeof(kind)
        self._each, self._step = each, each * size
        self._room = (kind * (each * AT_ONCE))()
        self._numbers = memoryview(self._room).cast("B").cast(kind._type_)
        start, end = ctypes.addressof(self._room), self._step * AT_ONCE
        self._places = [
            [ADDRESS(start + at) for at in range(size * number, end, self._step)] for number in out
        ]

    def of(self, function: Callable[..., Any], things: Sequence[Any]) -> tuple[list[Any], ...]:
        """The first number that the function tells of each thing, the second, and so on; 0 where it
        tells none."""
        found: list[Any] = []
        for first in range(0, len(things), AT_ONCE):
            own = things[first : first + AT_ONCE]
            ctypes.memset(self._room, 0, self._step * len(own))
            list(map(function, own, *self._places))
            found += self._numbers[: self._each * len(own)].tolist()
        return tuple(found[number :: self._each] for number in range(self._each))


LOOSE_BOX = unchecked(raw.FPDFText_GetLooseCharBox, INT)
OBJECT = unchecked(raw.FPDFText_GetTextObject, Thing)
FONT_OF = unchecked(raw.FPDFTextObj_GetFont, ADDRESS)
FONT = unchecked(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
WEIGHT = unchecked(raw.FPDFText_GetFontWeight, INT)
SIZE = unchecked(raw.FPDFText_GetFontSize, ctypes.c_double)
MATRIX = unchecked(raw.FPDFText_GetMatrix, INT)
ORIGIN = unchecked(raw.FPDFText_GetCharOrigin, INT)
RISE, DEPTH = unchecked(raw.FPDFFont_GetAscent, INT), unchecked(raw.FPDFFont_GetDescent, INT)
INKED_BOX = unchecked(raw.FPDFText_GetCharBox, INT)
INKED = Answers(ctypes.c_double, 4, range(4))
BOXES, MATRICES = Answers(ctypes.c_float, 4), Answers(ctypes.c_float, 6)
ORIGINS = Answers(ctypes.c_double, 2, (0, 1))
BOLD = range(600, 1000)
BOLD_NAME = re.compile(rb"bold|black|heavy|demi|cmbx|cmssbx", re.I)
FORCE_BOLD = 1 << 18
"""Of a font's flags, ISO 32000-1 table 123."""
LONGEST_NAME = 128
ABOVE, BELOW = 0.9, 0.21
"""Of a font's size: how far most fonts reach over and under the baseline."""
LEAST_RISE, DEEP = 0.6, -0.3
"""Of a font's size: a font that tells of less above its baseline, and little below it, tells
nothing, as those that LibreOffice 7 writes: PDFium takes any two of its characters instead."""

_name, _flags = ctypes.create_string_buffer(LONGEST_NAME), INT()
_FONT = address_of(_name), ctypes.c_ulong(LONGEST_NAME), address_of(_flags)
_reach = ctypes.c_float()
_REACH = ctypes.c_float(1.0), address_of(_reach)

SUPERIOR = re.compile(
    r"\d(?:(?<=[^\W\d_]\d)(?!\w)|(?<=[^\W\d_][.,;:)»”]\d)(?!\S))"  # begins with what is rare
)
"""A figure right behind a word, which may be drawn raised though it is set level, as fonts that
have raised figures of their own do it."""
SAMPLE = 12
RAISED = 0.42
"""Of the height of its font: so far over its foot such a figure begins, and others half as far."""

Boxes = tuple[list[float], list[float], list[float], list[float]]
"""The lefts, the bottoms, the rights and the tops of some characters, in points."""


class Characters:
    """A page's text and the place of each character, turned clockwise by ``turn`` degrees."""

    def __init__(self, textpage: Any, turn: int) -> None:
        self._textpage = textpage  # which closes itself when nobody holds it
        self._page, self._turn = textpage.raw, turn
        self._address = ADDRESS(ctypes.addressof(self._page.contents))
        places = max(0, raw.FPDFText_CountChars(textpage))
        buffer = (ctypes.c_ushort * (2 * places + 2))()
        units = max(0, raw.FPDFText_GetText(textpage, 0, places, buffer) - 1) if places else 0
        self.text = bytes(buffer)[: 2 * units].decode("utf-16-le", "replace")
        if len(self.text) != units:  # pairs of surrogates: one place per unit
            self.text = "".join(map(chr, buffer[:units]))
        self._same = units == places
        self._order: Sequence[int] = ()
        self._bold: dict[int | None, bool] = {}
        self._flat = frozenset[int | None]()
        self._superior = False
        if CODED.search(self.text):
            self.text = decoded(self.text, self._are_nameless)

    def turned(self, turn: int) -> "Characters":
        """The same characters on the page turned clockwise by ``turn`` degrees more."""
        made = copy.copy(self)
        made._turn = (self._turn + turn) % 360
        return made

    def reordered(self, text: str, order: Sequence[int]) -> "Characters":
        """The same characters as ``text``, of which each stands at the place ``order`` tells in the
        text as it was."""
        made = copy.copy(self)
        made.text, made._order, made._same = text, order, False
        return made

    def boxes(self, indices: Sequence[int]) -> Boxes:
        """The boxes of the characters at ``indices`` in the text: as wide as the character goes on,
        as high as its font."""
        lefts, tops, rights, bottoms = BOXES.of(*self._asked(LOOSE_BOX, indices))
        if self._flat:
            self._raise_flat(indices, bottoms, tops)
        if self._superior:
            self._raise_superior(indices, bottoms, tops)
        if not self._turn:
            return lefts, bottoms, rights, tops
        upright = zip(lefts, bottoms, rights, tops, strict=True)
        found = [turned(each, self._turn) for each in upright]
        lefts, bottoms, rights, tops = ([each[edge] for each in found] for edge in range(4))
        return lefts, bottoms, rights, tops

    def tells_flat(self, indices: Sequence[int]) -> bool:
        """Whether one of the characters at ``indices`` in the text is of a font that tells
        nothing of its height, so that its boxes end where each character does; ``boxes`` has them
        as high as most fonts from then on."""
        self._flat = frozenset(font for font in set(self._fonts(indices)) if _is_flat(font))
        return bool(self._flat)

    def tells_superior(self) -> bool:
        """Whether figures behind words are drawn raised; ``boxes`` has all such where they are
        drawn from then on."""
        found = [found.start() for found in islice(SUPERIOR.finditer(self.text), SAMPLE)]
        if not found or self._turn:
            return False
        _, lows, _, highs = self.boxes(found)
        _, bottoms, _, tops = self._with_superior().boxes(found)
        self._superior = (lows, highs) != (bottoms, tops)
        return self._superior

    def _with_superior(self) -> "Characters":
        made = copy.copy(self)
        made._superior = True
        return made

    def _raise_superior(
        self, indices: Sequence[int], bottoms: list[float], tops: list[float]
    ) -> None:
        """Put right the edges of those of the characters that are figures drawn raised."""
        own = [at for at, index in enumerate(indices) if self.text[index].isdecimal()]
        inked, places = self._asked(INKED_BOX, [indices[at] for at in own])
        _, _, lows, highs = INKED.of(inked, places)
        for at, low, high in zip(own, lows, highs, strict=True):
            if RAISED * (tops[at] - bottoms[at]) < low - bottoms[at] < tops[at] - bottoms[at]:
                bottoms[at], tops[at] = low, high

    def _raise_flat(self, indices: Sequence[int], bottoms: list[float], tops: list[float]) -> None:
        """Put right the edges of those of the characters that are of such a font, and upright."""
        flat = [at for at, font in enumerate(self._fonts(indices)) if font in self._flat]
        own = [indices[at] for at in flat]
        size, places = self._asked(SIZE, own)
        _, bs, cs, ds, _, _ = MATRICES.of(partial(MATRIX, self._address), places)
        _, ys = ORIGINS.of(partial(ORIGIN, self._address), places)
        for at, place, b, c, d, y in zip(flat, places, bs, cs, ds, ys, strict=True):
            if not (b or c):
                em = size(place) * d
                bottoms[at], tops[at] = y - BELOW * em, y + ABOVE * em

    def _fonts(self, indices: Sequence[int]) -> list[int | None]:
        object_of, places = self._asked(OBJECT, indices)
        return list(map(FONT_OF, map(object_of, places)))

    def are_bold(self, indices: Sequence[int]) -> list[bool]:
        """Which of the characters at ``indices`` in the text are set in a bold font, by the font's
        name; its weight is only what PDFium takes from the width of its stems."""
        object_of, places = self._asked(OBJECT, indices)
        fonts = list(map(FONT_OF, map(object_of, places)))
        for font in set(fonts).difference(self._bold):
            self._bold[font] = self._has_bold_font(places[fonts.index(font)])
        return list(map(self._bold.__getitem__, fonts))

    def _has_bold_font(self, place: int) -> bool:
        _name[0], _flags.value = b"\0", 0  # for a font that tells none
        FONT(self._address, place, *_FONT)
        if _flags.value & FORCE_BOLD or _says_bold(_name.value):
            return True
        return WEIGHT(self._address, place) in BOLD

    def _are_nameless(self, indices: Sequence[int]) -> list[bool]:
        """Which of the characters at ``indices`` in the text are of a font without a name, as those
        are that draw each letter as a picture."""
        return [FONT(self._address, self._place(at), None, 0, None) <= 1 for at in indices]

    def settings(self, indices: Sequence[int]) -> Iterator[tuple[float, float]]:
        """The size in points in which each of the characters at ``indices`` in the text is set, and
        its baseline; 0 and 0 of one without a place."""
        size, places = self._asked(SIZE, indices)
        matrix, origin = partial(MATRIX, self._address), partial(ORIGIN, self._address)
        _, _, cs, ds, _, _ = MATRICES.of(matrix, places)
        xs, ys = ORIGINS.of(origin, places)
        if self._turn:
            ys = [turned((x, y, x, y), self._turn)[1] for x, y in zip(xs, ys, strict=True)]
        return zip(map(mul, map(size, places), map(hypot, cs, ds)), ys, strict=True)

    def slants(self, indices: Sequence[int]) -> list[int]:
        """By how many degrees, in quarters of a circle, the page must be turned clockwise for each
        of the characters at ``indices`` in the text to stand upright."""
        a, b, *_ = MATRICES.of(*self._asked(MATRIX, indices))
        return [
            (90 * round(atan2(y, x) / (pi / 2)) - self._turn) % 360
            for x, y in zip(a, b, strict=True)
        ]

    def _asked(
        self, function: Callable[..., Any], indices: Sequence[int]
    ) -> tuple[Callable[..., Any], Sequence[int]]:
        """A function of PDFium's for this page, and the places to ask it of."""
        places = indices if self._same else list(map(self._place, indices))
        return partial(function, self._address), places

    def _place(self, index: int) -> int:
        """The place, among the page's characters, of the one at ``index`` in the text."""
        if self._same:
            return index
        if self._order:
            index = self._order[index]
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._page, index))


def _is_flat(font: int | None) -> bool:
    if not font or not DEPTH(ADDRESS(font), *_REACH):
        return False
    depth = _reach.value
    return depth >= 0 or (
        depth > DEEP and bool(RISE(ADDRESS(font), *_REACH)) and _reach.value < LEAST_RISE
    )


@lru_cache(maxsize=256)
def _says_bold(name: bytes) -> bool:
    return BOLD_NAME.search(name) is not None


def turned(box: Box, turn: int) -> Box:
    """``box`` as it stands when the page is turned clockwise by ``turn`` degrees."""
    left, bottom, right, top = box
    if turn == 90:
        return bottom, -right, top, -left
    if turn == 180:
        return -right, -top, -left, -bottom
    if turn == 270:
        return -top, left, -bottom, right
    return box
