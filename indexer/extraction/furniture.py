"""Running heads, feet and page numbers: what stands in the same place on page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from statistics import median

from indexer.extraction.browserprints import by_browsers
from indexer.extraction.grid import is_figure
from indexer.extraction.lattice import Ruling
from indexer.extraction.notemarks import bare
from indexer.extraction.runs import Line, RawPage

ZONE, WIDER = 0.12, 0.25
"""Of the page's height, at the top and at the bottom: where running lines stand; and where
one with a number at its side, or a number alone, may be when it is the last line before the edge,
as LaTeX's are; and what goes on right below or above a running line."""
LEAST_PAGES, LEAST_COUNTED = 3, 2
"""On how many pages a line must come again, and a number that stands alone must count, or such
a one with the word for a page come again in a document of no more pages."""
NUMBER = re.compile(r"(?<![\w.,])(?<!\d[-/])(\d{1,4}|[ivxlc]{1,7})(?![\w,]|[-./]\d)", re.I)
"""A number of its own, and no part of a date or of a larger one."""
NUMBER_LINE = re.compile(
    r"\W*+(?:(?:side|s\.|page|p\.)\W*+)?(\d{1,4}|[ivxlc]{1,7})"
    r"[^\w/]*+(?:(?:af|of|/)\W*+\d{1,4})?\W*+",
    re.I,
)
PAGED = re.compile(r"\b(?:side|s\.|page|p\.) ?\d{1,2}\b", re.I)
PART = re.compile(
    r"\b(?:bilag|kapitel|kap\.|appendiks|appendix|annex|afsnit|del|fase|modul|tabel|figur|uge|§)\s*$",
    re.I,
)
"""Before the number of a part of the document, rather than of a page."""
NO_WORD = re.compile(r"[\W\d_]+")
ALONE = 3
"""How much more a number that stands alone tells of the page's than one among words."""
CLOSE = 2.5
"""In heights of a line: how far below its labels a table's first row stands."""
DENSE = 0.3
PLACE = 2.0
"""Points: how exactly a running line keeps its height on the page."""
TALL = 1.5
"""Of the usual height of lines: from here on a line that comes again is a title, as on slides."""
MOST_PAGES = 0.5
"""Of the pages of a document that stand upright: what comes again on so many is no title."""


@dataclass(frozen=True)
class _Edge:
    """A line at the top or the bottom of a page, how far from the edge it stands, its runs, whether
    it is the last before the edge, which line it labels the columns of, and whether it stands so
    ``deep`` that it only runs beside another."""

    page: int
    line: int
    place: int
    parts: tuple[str, ...]
    outermost: bool
    labels: int | None = None
    deep: bool = False

    @cached_property
    def text(self) -> str:
        """The whole line."""
        return bare(" ".join(self.parts))


def without_furniture(pages: Iterable[RawPage]) -> list[RawPage]:
    """The pages without running heads and feet, but for the first of each that says what no page
    does; with the page numbers printed there as labels where the file's own labels only count its
    pages or are none, and no label where none is known."""
    pages = list(pages)
    largest = TALL * _usual_height(pages)
    edges = [
        edge
        for index, page in enumerate(pages)
        for way in ([page, page.as_shown()] if page.turn else [page])
        for edge in _edges(index, way)
    ]
    deep = [edge for edge in edges if edge.deep]
    edges = [edge for edge in edges if not edge.deep]
    alike = [
        found
        for found in _alike([edge for edge in edges if edge.labels is None], pages=len(pages))
        if _height(pages, found[0]) <= largest or _is_on_most(pages, found)
    ]
    alike += _akin([edge for edge in edges if edge.labels is None], alike)
    every = {(edge.page, edge.line) for found in alike for edge in found}
    beside = [
        found
        for found in _alike([edge for edge in deep if edge.labels is None])
        if _height(pages, found[0]) <= largest and _are_beside(pages, found, every)
    ]
    alike += beside
    edges += [edge for found in beside for edge in found]
    every.update((edge.page, edge.line) for found in beside for edge in found)
    over = [edge for edge in edges if (edge.page, edge.labels) in every]
    alike += _alike(over)
    edges = [edge for edge in edges if edge.labels is None] + over
    every.update((edge.page, edge.line) for found in alike for edge in found)
    bare_pages = _bare(pages, every)
    running = {
        (edge.page, edge.line)
        for found in alike
        if 2 * sum(edge.page in bare_pages for edge in found) <= len(found)
        for edge in found
    }
    printed = _printed(edges, running, len(pages))
    counted = all(page.label in ("", str(page.number)) for page in pages)
    browsers = by_browsers(pages)
    kept = set(_told_once(pages, edges, running)) - browsers
    running = running - kept | browsers
    return [
        replace(
            page,
            lines=tuple(
                tuple(run._replace(running=True) for run in line) if (index, at) in kept else line
                for at, line in enumerate(page.lines)
                if (index, at) not in running
            ),
            label=(not counted and page.label) or printed.get(index, ""),
        )
        for index, page in enumerate(pages)
    ]


def _told_once(
    pages: Sequence[RawPage], edges: Sequence[_Edge], running: Collection[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The first of the running lines that have a run of the same words, where these stand in no
    other line of a page. Words are looked for in pages that hold the longest of them."""
    found: dict[str, tuple[int, int]] = {}
    for edge in edges:
        if (edge.page, edge.line) in running and not NUMBER_LINE.fullmatch(edge.text):
            for part in edge.parts:
                found.setdefault(_words(bare(part)), (edge.page, edge.line))
    texts = [
        " ".join(
            run.text
            for at, line in enumerate(page.lines)
            if (index, at) not in running
            for run in line
        ).lower()
        for index, page in enumerate(pages if found else ())
    ]
    words_of = cache(_words)
    for words, place in found.items():
        longest = max(words.split(), key=len, default="")
        if words and not any(longest in text and words in words_of(text) for text in texts):
            yield place


def _words(text: str) -> str:
    """The words of a text without figures, each between spaces."""
    plain = NO_WORD.sub(" ", NUMBER.sub(" ", text).lower()).split()
    return f" {' '.join(plain)} " if plain else ""


def _usual_height(pages: list[RawPage]) -> float:
    heights = [line[0].height for page in pages for line in page.lines]
    return median(heights) if heights else 0.0


def _height(pages: Sequence[RawPage], edge: _Edge) -> float:
    return pages[edge.page].lines[edge.line][0].height


def _is_on_most(pages: Sequence[RawPage], edges: Iterable[_Edge]) -> bool:
    """Whether these lines stand on most pages of a document that is no slides."""
    left, bottom, right, top = pages[0].box
    on = {edge.page for edge in edges}
    return right - left < top - bottom and len(on) > MOST_PAGES * len(pages)


def _are_beside(
    pages: Sequence[RawPage], edges: Sequence[_Edge], running: Collection[tuple[int, int]]
) -> bool:
    """Whether most of the lines stand right below or above a running one."""
    beside = 0
    for edge in edges:
        line = pages[edge.page].lines[edge.line][0]
        beside += any(
            abs(max(other[0].bottom - line.top, line.bottom - other[0].top)) < line.height
            for at, other in enumerate(pages[edge.page].lines)
            if (edge.page, at) in running
        )
    return 2 * beside > len(edges)


def _edges(index: int, page: RawPage) -> Iterable[_Edge]:
    """The lines in the zones at the top and the bottom of a page."""
    _, bottom, _, top = page.box
    middles = [(line[0].bottom + line[0].top) / 2 for line in page.lines]
    edges = {max(middles, default=0.0), min(middles, default=0.0)}
    for at, (line, middle) in enumerate(zip(page.lines, middles, strict=True)):
        outermost = middle in edges
        ends = (line[0].text, line[-1].text) if outermost else ()
        wider = any(NUMBER_LINE.fullmatch(bare(text)) for text in ends)
        zone = (WIDER if wider else ZONE) * (top - bottom)
        away = min(top - middle, middle - bottom)
        high = middle > (bottom + top) / 2
        if away < WIDER * (top - bottom):
            below = range(at + 1, min(at + 3, len(page.lines))) if high and len(line) > 1 else ()
            labels = (n for n in below if _labels_columns(line, page.lines[n], page.ruling))
            place = round((top - middle if high else bottom - middle) / PLACE)
            parts = tuple(run.text for run in line)
            yield _Edge(index, at, place, parts, outermost, next(labels, None), away >= zone)


def _labels_columns(line: Line, other: Line, ruling: Ruling) -> bool:
    """Whether the runs of a line stand over those of the ``other``, close to them or between the
    same upright rules, as the labels of a table's columns do."""
    return (
        len(other) > 1
        and line[0].bottom - other[0].bottom > 0
        and (
            line[0].bottom - other[0].bottom < CLOSE * line[0].height
            or _are_ruled(line, other, ruling)
        )
        and all(any(min(a.right, b.right) > max(a.left, b.left) for b in other) for a in line)
    )


def _are_ruled(line: Line, other: Line, ruling: Ruling) -> bool:
    """Whether an upright rule that parts the runs of a line goes on along the other."""
    _, upright = ruling.strokes
    return any(
        stroke.start < other[0].bottom and line[0].top < stroke.end
        for stroke in upright
        if line[0].right < stroke.at < line[-1].left
    )


def _alike(edges: list[_Edge], pages: int = 0) -> Iterable[list[_Edge]]:
    """The lines that come again in the same place on page after page, but for a number in them that
    counts with the pages; and such a number alone that is the last line before the edge."""
    level: dict[Hashable, list[_Edge]] = defaultdict(list)
    counted: dict[Hashable, list[_Edge]] = defaultdict(list)
    for edge in edges:
        for key in (*_keys(edge.text, edge.page), *_keys_of_ends(edge)):
            for place in (edge.place - 1, edge.place, edge.place + 1):
                level[key, place].append(edge)
        match = NUMBER_LINE.fullmatch(edge.text) if edge.outermost else None
        if match and (value := _value(match.group(1))):
            counted[value - edge.page].append(edge)
        if edge.outermost and (first := _first_of_two(edge)):
            counted["two", first - 2 * edge.page].append(edge)
    yield from (found for found in level.values() if _recurs(found, LEAST_PAGES))
    if pages == LEAST_COUNTED:
        last = (
            [edge for edge in found if edge.outermost and PAGED.search(edge.text)]
            for found in level.values()
        )
        yield from (found for found in last if _recurs(found, LEAST_COUNTED))
    yield from (found for found in counted.values() if _recurs(found, LEAST_COUNTED))


def _first_of_two(edge: _Edge) -> int:
    """The first of the two numbers of pages that stand side by side on one of a file; 0 when the
    line is anything else."""
    if len(edge.parts) != 2 or not all(map(str.isdecimal, edge.parts)):
        return 0
    first, second = map(int, edge.parts)
    return first if second == first + 1 else 0


def _recurs(edges: list[_Edge], least: int) -> bool:
    """Whether the lines stand on so many pages, and on enough of those from the first to the last:
    not on every page that begins a chapter, and perhaps on left pages only."""
    pages = {edge.page for edge in edges}
    return len(pages) >= least and len(pages) >= DENSE * (max(pages) - min(pages) + 1)


def _akin(edges: Sequence[_Edge], alike: Iterable[list[_Edge]]) -> list[list[_Edge]]:
    """The lines that stand where running ones do and are like these but for their first run or
    their last, as the name of a chapter is."""
    running = [edge for found in alike for edge in found]
    known = {
        (key, place)
        for edge in running
        for key in _keys_but_one(edge)
        for place in (edge.place - 1, edge.place, edge.place + 1)
    }
    every = {(edge.page, edge.line) for edge in running}
    return [
        [edge]
        for edge in edges
        if (edge.page, edge.line) not in every
        and any((key, edge.place) in known for key in _keys_but_one(edge))
    ]


def _keys_but_one(edge: _Edge) -> Iterable[Hashable]:
    """What tells a line of several runs without its first, and without its last."""
    for side, parts in enumerate((edge.parts[1:], edge.parts[:-1])):
        if parts:
            yield from ((side, key) for key in _keys(bare(" ".join(parts)), edge.page))


def _keys_of_ends(edge: _Edge) -> Iterable[Hashable]:
    """What tells the first and the last run of a line at the very edge, of which the other is the
    name of a section; none of the row of a table."""
    if edge.outermost and not any(map(is_figure, edge.parts[1:])):
        for side in (0, -1):
            yield from ((side, key) for key in _keys(bare(edge.parts[side]), edge.page))


def _keys(text: str, page: int) -> Iterable[Hashable]:
    """The line as it stands, and with each of its numbers told as its distance from the page's: a
    figure in the first row of a table does not count with the pages, and that of an annex of one
    page does, but is none of the page's."""
    yield text
    for match in NUMBER.finditer(text):
        if (value := _value(match.group())) and not PART.search(text[: match.start()]):
            yield text[: match.start()], value - page, text[match.end() :]


def _bare(pages: list[RawPage], running: set[tuple[int, int]]) -> set[int]:
    """The pages that hold nothing but lines that run. Where most of a line's pages are so, as in a
    set of labels, it is their text."""
    lines = Counter(page for page, _ in running)
    return {index for index, page in enumerate(pages) if len(page.lines) == lines[index]}


def _rising(edges: Iterable[_Edge]) -> set[int]:
    """The distances from the page's number of the numbers in running lines that rise with the
    pages: of those in the same place among the same words most go on with the one before. Years of
    a period, of a chapter, and numbers of an issue stay as they are."""
    frames: dict[Hashable, list[int]] = defaultdict(list)
    for edge in edges:
        for frame, offset in _numbers(edge):
            frames[frame].append(offset)
    found: set[int] = set()
    for offsets in frames.values():
        same = [one for one, other in pairwise(offsets) if one == other]
        if 2 * len(same) >= len(offsets):
            found.update(same)
    return found


def _numbers(edge: _Edge) -> Iterator[tuple[Hashable, int]]:
    """The distance of each number of a line from the page's, and what it stands among."""
    alone = edge.outermost and NUMBER_LINE.fullmatch(edge.text)
    for match in [alone] if alone else NUMBER.finditer(edge.text):
        number = 1 if alone else 0
        if value := _value(match[number]):
            around = (
                edge.place > 0 if alone else (edge.text[: match.start()], edge.text[match.end() :])
            )
            yield around, value - edge.page


def _printed(edges: list[_Edge], running: set[tuple[int, int]], count: int) -> dict[int, str]:
    """The number printed on each of ``count`` pages: of those in its running lines the one that
    rises with the pages, judged over the whole document; a line that is only a number, at the very
    edge, says most. A page without one between two that count alike is counted too."""
    edges = [edge for edge in edges if (edge.page, edge.line) in running]
    rising = _rising(edges)
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    weights: Counter[int] = Counter()
    for edge in edges:
        alone = edge.outermost and NUMBER_LINE.fullmatch(edge.text)
        numbers = [alone[1]] if alone else NUMBER.findall(edge.text)
        known = [
            (text, value - edge.page)
            for text in numbers
            if (value := _value(text)) and value - edge.page in rising
        ]
        found[edge.page] += known
        weights.update({offset: ALONE if alone else 1 for _, offset in set(known)})
    best = {
        page: max(numbers, key=lambda number: (weights[number[1]], number[0].isdigit()))
        for page, numbers in found.items()
        if numbers
    }
    pages = Counter(offset for _, offset in best.values())
    labels = {page: number for page, number in best.items() if pages[number[1]] > 1}
    for (before, (text, offset)), (after, (_, other)) in pairwise(sorted(labels.items())):
        if offset == other and text.isdigit():
            labels |= {page: (str(page + offset), offset) for page in range(before + 1, after)}
    return {page: text for page, (text, _) in labels.items() if page < count}


ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def _value(text: str) -> int:
    """The value of an Arabic or Roman numeral."""
    if text.isdigit():
        return int(text)
    total = 0
    values = [ROMAN[letter] for letter in text.lower()]
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < after else value
    return total
