"""The characters of a page as PDFium has them, by its raw interface."""

import ctypes
import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from itertools import count, repeat
from math import hypot
from typing import Any

from pypdfium2 import raw

from search.library.pagelayout import Box

ADDRESS = ctypes.c_void_p
INT = ctypes.c_int


def unchecked(function: Any, result: Any, *arguments: Any) -> Any:
    """The function of PDFium with addresses for pointers, and no other thread let in: checking
    pointers takes as long as a call, of which there are a thousand a page."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ADDRESS).value or 0)


LOOSE_BOX = unchecked(raw.FPDFText_GetLooseCharBox, INT, ADDRESS, INT, ADDRESS)
FONT = unchecked(
    raw.FPDFText_GetFontInfo, ctypes.c_ulong, ADDRESS, INT, ADDRESS, ctypes.c_ulong, ADDRESS
)
WEIGHT = unchecked(raw.FPDFText_GetFontWeight, INT, ADDRESS, INT)
SIZE = unchecked(raw.FPDFText_GetFontSize, ctypes.c_double, ADDRESS, INT)
MATRIX = unchecked(raw.FPDFText_GetMatrix, INT, ADDRESS, INT, ADDRESS)
ORIGIN = unchecked(raw.FPDFText_GetCharOrigin, INT, ADDRESS, INT, ADDRESS, ADDRESS)
BOLD = range(600, 1000)
BOLD_NAME = re.compile(rb"bold|black|heavy|demi|cmbx|cmssbx", re.I)
FORCE_BOLD = 1 << 18
"""Of a font's flags, ISO 32000-1 table 123."""
LONGEST_NAME = 128

Boxes = tuple[list[float], list[float], list[float], list[float]]
"""The lefts, the bottoms, the rights and the tops of some characters, in points."""


class Characters:
    """A page's text and the place of each character, turned clockwise by ``turn`` degrees."""

    def __init__(self, textpage: Any, turn: int) -> None:
        self._textpage = textpage  # which closes itself when nobody holds it
        self._page, self._turn = textpage.raw, turn
        self._address = ctypes.addressof(self._page.contents)
        self._name, self._flags = ctypes.create_string_buffer(LONGEST_NAME), INT()
        places = max(0, raw.FPDFText_CountChars(textpage))
        buffer = (ctypes.c_ushort * (2 * places + 2))()
        units = max(0, raw.FPDFText_GetText(textpage, 0, places, buffer) - 1) if places else 0
        self.text = bytes(buffer)[: 2 * units].decode("utf-16-le", "replace")
        if len(self.text) != units:  # pairs of surrogates: one place per unit
            self.text = "".join(map(chr, buffer[:units]))
        self._same = units == places

    def boxes(self, indices: Sequence[int]) -> Boxes:
        """The boxes of the characters at ``indices`` in the text: as wide as the character goes on,
        as high as its font."""
        boxes = (raw.FS_RECTF * len(indices))()
        places = indices if self._same else map(self._place, indices)
        starts = count(ctypes.addressof(boxes), ctypes.sizeof(raw.FS_RECTF))
        list(map(LOOSE_BOX, repeat(self._address), places, starts))
        edges = list(array("f", bytes(boxes)))
        lefts, tops, rights, bottoms = (edges[edge::4] for edge in range(4))
        if not self._turn:
            return lefts, bottoms, rights, tops
        upright = zip(lefts, bottoms, rights, tops, strict=True)
        found = [turned(each, self._turn) for each in upright]
        lefts, bottoms, rights, tops = ([each[edge] for each in found] for edge in range(4))
        return lefts, bottoms, rights, tops

    def is_bold(self, index: int) -> bool:
        """Whether the character at ``index`` in the text is set in a bold font, by the font's name;
        its weight is only what PDFium takes from the width of its stems."""
        place, name, flags = self._place(index), self._name, self._flags
        name[0], flags.value = b"\0", 0  # for a font that tells none
        FONT(self._address, place, ctypes.addressof(name), LONGEST_NAME, ctypes.addressof(flags))
        if flags.value & FORCE_BOLD or _says_bold(name.value):
            return True
        return WEIGHT(self._address, place) in BOLD

    def setting(self, index: int) -> tuple[float, float]:
        """The size in points in which the character at ``index`` in the text is set, and its
        baseline."""
        place, matrix = self._place(index), raw.FS_MATRIX()
        x, y = ctypes.c_double(), ctypes.c_double()
        MATRIX(self._address, place, ctypes.addressof(matrix))
        ORIGIN(self._address, place, ctypes.addressof(x), ctypes.addressof(y))
        size = SIZE(self._address, place) * hypot(matrix.c, matrix.d)
        return size, turned((x.value, y.value, x.value, y.value), self._turn)[1]

    def _place(self, index: int) -> int:
        """The place, among the page's characters, of the one at ``index`` in the text."""
        if self._same:
            return index
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
