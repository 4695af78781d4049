"""Wholes: what is written as one, of pieces with hyphens, points, strokes, ``@`` or ``&``
between."""

import re
from collections.abc import Iterator
from itertools import pairwise

from search.analysis.token import LONGEST, Token

HYPHENS = "\u2010\u2011-"
APOSTROPHES = "'’"
JOINT = rf"[{HYPHENS}]|(?:[.@_/&{APOSTROPHES}]|://)(?=[^\W_])"
"""What makes one word of those on either side, and a hyphen that may show that one is short."""
_JOINTS = frozenset(f"{HYPHENS}.@_/&:{APOSTROPHES}")
_JOINS = re.compile(rf"(?:{JOINT})(?=[^\W_])")
_UNSEEN = str.maketrans("", "", HYPHENS + APOSTROPHES)
LEAST_INITIALS = 3
"""Single letters with points between that are a short name, which is as well written without."""
_STROKES = frozenset("@/")
_PARTING = frozenset("/&")


class JoinedRun:
    """The ``pieces`` so far of what is written as one in ``text``, which is read up to ``end``."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = end
        self.pieces: list[Token] = []

    def add(self, piece: Token) -> list[Token]:
        """The wholes that end with this piece: all of it when nothing is joined to it, and the part
        since the last stroke (the host of an address) when a stroke follows."""
        self.pieces.append(piece)
        at = piece.end
        joint = self._text[at : at + 1] in _JOINTS and _JOINS.match(self._text, at, self._end)
        if not joint or not self._joined(joint):
            return self.finish()
        return list(self._part(self._since())) if _STROKES & {*joint[0]} else []

    def finish(self) -> list[Token]:
        """The wholes of all pieces, the last the widest; then there are none."""
        found: list[Token] = []
        if len(self.pieces) > 1:
            part = self._since()
            found += self._part(part)
            if len(part) < len(self.pieces):
                found += self._whole(self.pieces)
        self.pieces.clear()
        return found

    def _joined(self, joint: re.Match[str]) -> bool:
        """Whether it joins: a stroke not between words (``og/eller``), but beside a figure or a
        single letter (``A/S``, ``km/t``) and in an address."""
        text, (first, last) = self._text, joint.span()
        if joint[0] in APOSTROPHES:  # d'Angleterre, O'Brien
            return len(self.pieces) == 1 and first - self.pieces[0].start == 1
        if joint[0] not in _PARTING or text[first - 1].isdigit() or text[last].isdigit():
            return True
        single = self.pieces[-1].end - self.pieces[-1].start == 1
        if single or not text[last + 1 : last + 2].isalnum():
            return True
        return any(sign in text[self.pieces[0].start : first] for sign in ".@")

    def _since(self) -> list[Token]:
        """The pieces since the last stroke or ``@``."""
        pieces = self.pieces
        for n in range(len(pieces) - 1, 0, -1):
            if _STROKES & {*self._text[pieces[n - 1].end : pieces[n].start]}:
                return pieces[n:]
        return pieces

    def _part(self, part: list[Token]) -> Iterator[Token]:
        """A part as one, that of a host also without ``www``."""
        if part[0].text == "www":
            yield from self._together(part[1:])
        yield from self._together(part)

    def _whole(self, pieces: list[Token]) -> Iterator[Token]:
        """All pieces as one, those of an address also without what may begin it."""
        bare = pieces[pieces[0].text in ("http", "https") :]
        bare = bare[bare[0].text == "www" :]
        if bare != pieces:
            yield from self._together(bare)
        yield from self._together(pieces)

    def _together(self, pieces: list[Token]) -> Iterator[Token]:
        if len(pieces) > 1:
            between = (self._text[a.end : b.start] for a, b in pairwise(pieces))
            signs = ("", *(sign.translate(_UNSEEN) for sign in between))
            if len(pieces) >= LEAST_INITIALS and all(len(piece.text) == 1 for piece in pieces):
                signs = ("",) * len(pieces)  # U.S.A.
            joined = "".join(s + piece.text for s, piece in zip(signs, pieces, strict=True))
            first = pieces[0]
            yield Token(joined[:LONGEST], first.start, pieces[-1].end, first.position)
