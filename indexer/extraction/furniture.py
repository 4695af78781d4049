"""Running heads, feet and page numbers: what stands in the same place on page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from indexer.extraction.layout import merged
from indexer.extraction.runs import RawPage

ZONE = 0.12
"""Of the page's height, at the top and at the bottom: where running lines stand."""
LEAST_PAGES = 3
NUMBER = re.compile(r"(?<![\w.,])(\d{1,4}|[ivxlc]{1,7})(?![\w,]|\.\d)", re.I)
NUMBER_LINE = re.compile(
    r"\W*(?:side|s\.|page|p\.)?\W*(\d{1,4}|[ivxlc]{1,7})\W*(?:(?:af|of|/)\W*\d{1,4})?\W*", re.I
)
PLACE = 4.0
"""Points: how exactly a running line keeps its height on the page."""


@dataclass(frozen=True)
class _Edge:
    page: int
    line: int
    key: tuple[str, int]
    text: str


def without_furniture(pages: Iterable[RawPage]) -> list[RawPage]:
    """The pages without running heads and feet, with the page numbers printed there as labels
    where the file has no labels of its own."""
    pages = list(pages)
    edges = [edge for index, page in enumerate(pages) for edge in _edges(index, page)]
    running = _running(edges, len(pages)) | _counting(edges, len(pages))
    printed = _printed(edges, running)
    return [
        replace(
            page,
            lines=tuple(line for at, line in enumerate(page.lines) if (index, at) not in running),
            label=page.label or printed.get(index, "") or str(page.number),
        )
        for index, page in enumerate(pages)
    ]


def _edges(index: int, page: RawPage) -> Iterable[_Edge]:
    """The lines in the zones at the top and the bottom of a page."""
    _, bottom, _, top = page.box
    zone = ZONE * (top - bottom)
    for at, line in enumerate(page.lines):
        run = merged(line)
        middle = (run.bottom + run.top) / 2
        if middle > top - zone or middle < bottom + zone:
            from_edge = top - middle if middle > top - zone else bottom - middle
            text = " ".join(run.text.split())
            yield _Edge(index, at, (re.sub(r"\d+", "#", text), round(from_edge / PLACE)), text)


def _running(edges: list[_Edge], count: int) -> set[tuple[int, int]]:
    """The lines whose text, but for numbers, comes again in the same place."""
    places: Counter[tuple[str, int]] = Counter()
    for key, number in Counter(edge.key for edge in edges).items():
        for step in (-1, 0, 1):
            places[(key[0], key[1] + step)] += number
    least = max(2, min(LEAST_PAGES, count))
    return {(e.page, e.line) for e in edges if count > 1 and places[e.key] >= least}


def _counting(edges: list[_Edge], count: int) -> set[tuple[int, int]]:
    """The lines that hold only a number which counts with the pages."""
    offsets: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for edge in edges:
        if (match := NUMBER_LINE.fullmatch(edge.text)) and (value := _value(match.group(1))):
            offsets[value - edge.page].add((edge.page, edge.line))
    least = max(2, min(LEAST_PAGES, count))
    return {place for found in offsets.values() if len(found) >= least for place in found}


def _printed(edges: list[_Edge], running: set[tuple[int, int]]) -> dict[int, str]:
    """The number printed on each page: of those in its running lines the one that counts with the
    pages, judged over the whole document."""
    found: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for edge in edges:
        if (edge.page, edge.line) in running:
            for text in NUMBER.findall(edge.text):
                if value := _value(text):
                    found[edge.page].append((text, value - edge.page))
    offsets = Counter(offset for numbers in found.values() for offset in {o for _, o in numbers})
    return {
        page: best[0]
        for page, numbers in found.items()
        if offsets[(best := max(numbers, key=lambda number: offsets[number[1]]))[1]] > 1
    }


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
