"""The geometry of the small pictures; the templates draw them as SVG."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from search import alphabetical
from search.library.record import MaterialRecord
from webapp.drawing.danish import listed

BINS = 48
"""Bars in the picture of a report: at 5 px each they fit beside a title on a phone."""

ROWS = 30
"""Rows in a picture of the collection, or of many searches."""


@dataclass(frozen=True)
class Bar:
    """A bar: ``x`` and ``height`` from 0 to 1 of the picture, and what it stands for."""

    x: float
    width: float
    height: float
    count: int
    label: str

    def box(self, width: int, bottom: int, height: int, gap: float) -> tuple[float, ...]:
        """Its left, top, width and height in a picture so wide, where the fullest is so high above
        ``bottom``, with a ``gap`` between bars."""
        wide, high = max(self.width * width - gap, 2), height * self.height
        return tuple(round(of, 1) for of in (self.x * width, bottom - high, wide, high))


def distribution(hit_pages: Sequence[int], pages: int, unit: str = "s.") -> tuple[Bar, ...]:
    """Where in a report of ``pages`` pages those with hits lie: a bar per page, or per stretch of
    pages in a long one, as high as the share of the fullest. ``unit`` is what a page is called."""
    if pages < 2:
        return ()
    size = ceil(pages / BINS)
    bins = ceil(pages / size)
    counts = Counter((page - 1) // size for page in hit_pages if 1 <= page <= pages)
    most = max(counts.values(), default=0)
    return tuple(
        Bar(
            number / bins,
            1 / bins,
            count / most,
            count,
            f"{unit} {_stretch(number * size + 1, size, pages)}",
        )
        for number, count in sorted(counts.items())
    )


def _stretch(first: int, size: int, pages: int) -> str:
    last = min(first + size - 1, pages)
    return f"{first}" if first == last else f"{first}–{last}"


def spoken_pages(hit_pages: Iterable[int], most: int = 12) -> str:
    """The pages in words, stretches drawn together: ``3, 7–9 og 14``."""
    runs: list[list[int]] = []
    for page in sorted({page for page in hit_pages if page > 0}):
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    if len(words) > most:
        words = [*words[:most], "flere"]
    return listed(words)


def year_bars(counts: Mapping[str, int]) -> tuple[Bar, ...]:
    """A bar for each year from the first to the last that has materials."""
    by_year = {int(year): count for year, count in counts.items() if year.isdigit()}
    if not by_year:
        return ()
    first, last, most = min(by_year), max(by_year), max(by_year.values())
    width = 1 / (last - first + 1)
    return tuple(
        Bar((year - first) * width, width, count / most, count, str(year))
        for year in range(first, last + 1)
        if (count := by_year.get(year, 0))
    )


@dataclass(frozen=True)
class Cell:
    """A row's year: the row and column, its pages and materials, and a side from 0 to 1."""

    row: int
    column: int
    pages: int
    materials: int
    side: float


@dataclass(frozen=True)
class Grid:
    """Pages by what the rows are, and year (columns)."""

    rows: tuple[str, ...]
    years: tuple[int, ...]
    cells: tuple[Cell, ...]


def pages_by_publisher_and_year(records: Iterable[MaterialRecord]) -> Grid:
    """The picture of the collection. A material counts for its first publisher, and those of the
    least pages stand together in the last row; the squares' areas are as the pages, and a material
    without text is the smallest square."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    sizes: Counter[str] = Counter()
    for record in records:
        if (year := record.material.year) and record.material.publishers:
            publisher = record.material.publishers[0]
            groups[publisher, year].append(record.pages)
            sizes[publisher] += 1 + record.pages
    largest = [name for name, _ in sizes.most_common(ROWS if len(sizes) <= ROWS else ROWS - 1)]
    rows = sorted(largest, key=alphabetical)
    if others := len(sizes) - len(rows):
        rows.append(f"{others} andre udgivere")
    place = {publisher: rows.index(publisher) for publisher in largest}
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (publisher, year), pages in groups.items():
        cells[place.get(publisher, len(rows) - 1), year] += pages
    return grid(rows, cells)


def grid(rows: Sequence[str], pages: Mapping[tuple[int, int], Sequence[int]]) -> Grid:
    """The picture of the numbers of ``pages`` of materials, by row and year: squares whose areas
    are as their sums, that of the least being a fifth as wide as that of the most."""
    years = [year for _, year in pages]
    columns = tuple(range(min(years), max(years) + 1)) if years else ()
    most = max(map(sum, pages.values()), default=0) or 1
    cells = [
        Cell(row, year - columns[0], sum(many), len(many), max(0.2, sqrt(sum(many) / most)))
        for (row, year), many in sorted(pages.items())
    ]
    return Grid(tuple(rows), columns, tuple(cells))
