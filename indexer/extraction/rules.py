"""The rules and coloured boxes that are drawn on a page, which tell where cells end."""

import ctypes
from collections.abc import Iterator, Sequence
from itertools import chain, compress, islice, pairwise, repeat
from operator import or_
from typing import Any, NamedTuple

from pypdfium2 import raw

from indexer.extraction.characters import (
    ADDRESS,
    INT,
    MATRICES,
    Answers,
    Thing,
    unchecked,
)
from search.library.pagelayout import Box

THIN = 3.0
"""Points: a drawn box no wider than this is a line."""
SHORTEST = 4.0
MOST_OBJECTS, MOST_RULES = 20_000, 3_000
"""A page with more of them is a drawing, of which no table is made."""
MOST_POINTS = 500
"""Of one path: one with more is a drawing too."""
AT_ONCE = 64
"""So many paths are looked at together."""
NESTED = 3
"""How deep forms are looked into."""
WHITE = 0xFAFAFA

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A straight line, as the thin box that it fills, or a coloured box: then ``fill`` is its
    colour as 0xRRGGBB. In points as the page is shown, y growing upwards."""

    left: float
    bottom: float
    right: float
    top: float
    fill: int | None = None


PATH, FORM = raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_FORM
START, CURVE = raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_BEZIERTO
_KIND = unchecked(raw.FPDFPageObj_GetType, INT)
_OBJECT = unchecked(raw.FPDFPage_GetObject, Thing)
_PARTS = unchecked(raw.FPDFFormObj_CountObjects, INT)
_PART = unchecked(raw.FPDFFormObj_GetObject, Thing)
_BOUNDS = unchecked(raw.FPDFPageObj_GetBounds, INT)
_MATRIX = unchecked(raw.FPDFPageObj_GetMatrix, INT)
_COLOUR = unchecked(raw.FPDFPageObj_GetFillColor, INT)
_MODE = unchecked(raw.FPDFPath_GetDrawMode, INT)
_SEGMENTS = unchecked(raw.FPDFPath_CountSegments, INT)
_SEGMENT = unchecked(raw.FPDFPath_GetPathSegment, Thing)
_TURN = unchecked(raw.FPDFPathSegment_GetType, INT)
_POINT = unchecked(raw.FPDFPathSegment_GetPoint, INT)
_CLOSES = unchecked(raw.FPDFPathSegment_GetClose, INT)
_BOXES = Answers(ctypes.c_float, 4, range(4))
_POINTS = Answers(ctypes.c_float, 2, range(2))
_MODES = Answers(INT, 2, range(2))
_COLOURS = Answers(INT, 4, range(4))


def rules_of(page: Any) -> tuple[Rule, ...]:
    """The rules of a PDFium page, not turned; none of a page that is drawn rather than set."""
    count = raw.FPDFPage_CountObjects(page)
    if not 0 < count <= MOST_OBJECTS:
        return ()
    address = ctypes.cast(page.raw, ADDRESS)
    made: list[Rule] = []
    for rule in _rules(list(map(_OBJECT, repeat(address), range(count))), PLAIN, NESTED):
        made.append(rule)
        if len(made) > MOST_RULES:
            return ()
    return tuple(made)


def _rules(things: Sequence[Thing], outer: Matrix, depth: int) -> Iterator[Rule]:
    kinds = list(map(_KIND, things))
    paths = [thing for thing, kind in zip(things, kinds, strict=True) if kind == PATH]
    boxes = _bounds(paths, outer)
    are_thin = list(map(_is_thin, boxes))
    drawn = [path for path, is_thin in zip(paths, are_thin, strict=True) if not is_thin]
    groups = (drawn[first : first + AT_ONCE] for first in range(0, len(drawn), AT_ONCE))
    shapes = chain.from_iterable(_shapes(group, outer) for group in groups)
    for box, is_thin in zip(boxes, are_thin, strict=True):
        if not is_thin:
            yield from next(shapes)
        elif _is_long(box):
            yield Rule(*box)
    for thing, kind in zip(things, kinds, strict=True):
        if kind == FORM and depth:
            places = map(ctypes.c_ulong, range(min(_PARTS(thing), MOST_OBJECTS)))
            parts = list(map(_PART, repeat(thing), places))
            yield from _rules(parts, _within(next(_matrices([thing])), outer), depth - 1)


def _is_thin(box: Box) -> bool:
    left, bottom, right, top = box
    return min(right - left, top - bottom) <= THIN


def _is_long(box: Box) -> bool:
    left, bottom, right, top = box
    return max(right - left, top - bottom) >= SHORTEST


def _bounds(paths: Sequence[Thing], outer: Matrix) -> list[Box]:
    """The box round each path."""
    boxes = list(zip(*_BOXES.of(_BOUNDS, paths), strict=True))
    if outer == PLAIN:
        return boxes
    return [
        _around(*zip(*(_placed(x, y, outer) for x in each[::2] for y in each[1::2]), strict=True))
        for each in boxes
    ]


def _shapes(paths: Sequence[Thing], outer: Matrix) -> Iterator[list[Rule]]:
    """The rules of each path that is no line: its straight lines along the page, and the boxes that
    it fills."""
    modes, strokes = _MODES.of(_MODE, paths)
    drawn = list(map(bool, map(or_, modes, strokes)))
    outlines = _outlines(list(compress(paths, drawn)), outer)
    colours = map(_colour, *_COLOURS.of(_COLOUR, paths))
    for mode, stroke, colour, is_drawn in zip(modes, strokes, colours, drawn, strict=True):
        parts = next(outlines) if is_drawn else []
        fill = colour if mode else WHITE
        yield [rule for points in parts for rule in _part(points, fill, bool(stroke))]


def _part(points: list[Point], fill: int, stroked: bool) -> Iterator[Rule]:
    xs, ys = zip(*points, strict=True)
    box = _around(xs, ys)
    if _is_thin(box):
        if _is_long(box):
            yield Rule(*box)
    elif fill < WHITE and _is_box(xs, ys, box):
        yield Rule(*box, fill)
    elif stroked:
        for (x, y), (other_x, other_y) in pairwise(points):
            if abs(x - other_x) <= 0.5 or abs(y - other_y) <= 0.5:
                yield Rule(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


def _outlines(paths: Sequence[Thing], outer: Matrix) -> Iterator[list[list[Point]]]:
    """The corners of each part of each path; none of a path with curves, or of too many points."""
    own = list(map(_straight, paths))
    segments = [segment for path in own for segment in path]
    xs, ys = _POINTS.of(_POINT, segments)
    corners = zip(map(_TURN, segments), xs, ys, map(_CLOSES, segments), strict=True)
    for path, inner in zip(own, _matrices(paths), strict=True):
        matrix = _within(inner, outer)
        parts: list[list[Point]] = []
        for kind, x, y, closes in islice(corners, len(path)):
            if kind == START or not parts:
                parts.append([])
            parts[-1].append(_placed(x, y, matrix))
            if closes:
                parts[-1].append(parts[-1][0])
        yield [part for part in parts if len(part) > 1]


def _straight(path: Thing) -> list[Thing]:
    """The segments of a path; none of one with curves, or of too many points."""
    count = _SEGMENTS(path)
    segments = list(map(_SEGMENT, repeat(path), range(count))) if count <= MOST_POINTS else []
    return [] if CURVE in map(_TURN, segments) else segments


def _placed(x: float, y: float, matrix: Matrix) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(xs: Sequence[float], ys: Sequence[float]) -> Box:
    return min(xs), min(ys), max(xs), max(ys)


def _is_box(xs: Sequence[float], ys: Sequence[float], box: Box) -> bool:
    left, bottom, right, top = box
    return (
        len(xs) <= 6
        and all(x - left <= 0.5 or right - x <= 0.5 for x in xs)
        and all(y - bottom <= 0.5 or top - y <= 0.5 for y in ys)
    )


def _colour(red: int, green: int, blue: int, alpha: int) -> int:
    return red << 16 | green << 8 | blue if alpha else 0xFFFFFF


def _matrices(things: Sequence[Thing]) -> Iterator[Matrix]:
    return zip(*MATRICES.of(_MATRIX, things), strict=True)


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that does what ``inner`` does, and then ``outer``."""
    if outer == PLAIN:
        return inner
    a, b, c, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip
