"""The characters of a page as PDFium has them, by its raw interface."""

import copy
import ctypes
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from math import atan2, hypot, pi
from typing import Any

from pypdfium2 import raw

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


AT_ONCE = 1024
"""So many times PDFium is asked, one after the other, before its answers are taken."""
_room = (ctypes.c_float * (4 * AT_ONCE))()
_floats = memoryview(_room).cast("B").cast("f")
FOURS = [
    [ADDRESS(ctypes.addressof(_room) + at) for at in range(4 * number, 16 * AT_ONCE, 16)]
    for number in range(4)
]
"""Where the first, second, third and fourth number of each answer go."""


def in_fours(
    function: Callable[..., Any], things: Sequence[Any], out: Sequence[Sequence[ctypes.c_void_p]]
) -> tuple[list[float], list[float], list[float], list[float]]:
    """The four numbers that the function tells of each thing, in the places ``out``, of ``FOURS``;
    0 where it tells none."""
    found: list[float] = []
    for first in range(0, len(things), AT_ONCE):
        own = things[first : first + AT_ONCE]
        ctypes.memset(_room, 0, 16 * len(own))
        list(map(function, own, *out))
        found += _floats[: 4 * len(own)].tolist()
    return found[::4], found[1::4], found[2::4], found[3::4]


LOOSE_BOX = unchecked(raw.FPDFText_GetLooseCharBox, INT)
FONT = unchecked(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
WEIGHT = unchecked(raw.FPDFText_GetFontWeight, INT)
SIZE = unchecked(raw.FPDFText_GetFontSize, ctypes.c_double)
MATRIX = unchecked(raw.FPDFText_GetMatrix, INT)
ORIGIN = unchecked(raw.FPDFText_GetCharOrigin, INT)
BOLD = range(600, 1000)
BOLD_NAME = re.compile(rb"bold|black|heavy|demi|cmbx|cmssbx", re.I)
FORCE_BOLD = 1 << 18
"""Of a font's flags, ISO 32000-1 table 123."""
LONGEST_NAME = 128

_name, _flags = ctypes.create_string_buffer(LONGEST_NAME), INT()
_FONT = address_of(_name), ctypes.c_ulong(LONGEST_NAME), address_of(_flags)
_matrix, _origin = raw.FS_MATRIX(), (ctypes.c_double * 2)()
_MATRIX, _X, _Y = address_of(_matrix), address_of(_origin), ADDRESS(ctypes.addressof(_origin) + 8)

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
        places = indices if self._same else list(map(self._place, indices))
        box = partial(LOOSE_BOX, self._address)
        lefts, tops, rights, bottoms = in_fours(box, places, FOURS[:1])
        if not self._turn:
            return lefts, bottoms, rights, tops
        upright = zip(lefts, bottoms, rights, tops, strict=True)
        found = [turned(each, self._turn) for each in upright]
        lefts, bottoms, rights, tops = ([each[edge] for each in found] for edge in range(4))
        return lefts, bottoms, rights, tops

    def is_bold(self, index: int) -> bool:
        """Whether the character at ``index`` in the text is set in a bold font, by the font's name;
        its weight is only what PDFium takes from the width of its stems."""
        place = self._place(index)
        _name[0], _flags.value = b"\0", 0  # for a font that tells none
        FONT(self._address, place, *_FONT)
        if _flags.value & FORCE_BOLD or _says_bold(_name.value):
            return True
        return WEIGHT(self._address, place) in BOLD

    def setting(self, index: int) -> tuple[float, float]:
        """The size in points in which the character at ``index`` in the text is set, and its
        baseline."""
        place = self._place(index)
        _matrix.c = _matrix.d = _origin[0] = _origin[1] = 0.0  # for a character without a place
        MATRIX(self._address, place, _MATRIX)
        ORIGIN(self._address, place, _X, _Y)
        x, y = _origin
        size = SIZE(self._address, place) * hypot(_matrix.c, _matrix.d)
        return size, turned((x, y, x, y), self._turn)[1]

    def slant(self, index: int) -> int:
        """By how many degrees, in quarters of a circle, the page must be turned clockwise for the
        character at ``index`` in the text to stand upright."""
        _matrix.a, _matrix.b = 1.0, 0.0  # for a character without a place
        MATRIX(self._address, self._place(index), _MATRIX)
        return (90 * round(atan2(_matrix.b, _matrix.a) / (pi / 2)) - self._turn) % 360

    def _place(self, index: int) -> int:
        """The place, among the page's characters, of the one at ``index`` in the text."""
        if self._same:
            return index
        if self._order:
            index = self._order[index]
        return int(raw.FPDFText_GetCharIndexFromTextIndex(self._page, index))


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
