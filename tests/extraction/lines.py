"""Lines of a page with their places, as a reader of PDF gives them, set by hand."""

from indexer.extraction.layout import rows
from indexer.extraction.runs import Line, RawPage, Run

WIDTH, HEIGHT, LEADING = 5.0, 10.0, 12.0
"""Points: of a character, of a line, from a line to the next."""
LEFT = 50.0
"""Where most lines begin."""
PAGE = (0.0, 0.0, 600.0, 820.0)


def run(text: str, left: float, row: float, *, height: float = HEIGHT, bold: bool = False) -> Run:
    """A run that begins ``left`` points from the edge in row ``row``, counted down from the top."""
    bottom = 700.0 - LEADING * row
    return Run(text, left, bottom, left + WIDTH * len(text), bottom + height, bold)


def line(row: float, *cells: tuple[float, str]) -> Line:
    """A line with these texts, each from so many points."""
    return tuple(run(text, left, row) for left, text in cells)


def page(*lines: Line, number: int = 1, label: str = "") -> RawPage:
    """A page with these lines, 600 points wide and 820 high."""
    return RawPage(number, label, lines, PAGE, "pdfium")


def texts(*lines: Line) -> list[str]:
    """The rows of these lines as text, those of tables too."""
    made = []
    for row in rows(lines):
        cells = row.grid.by_row.values() if row.grid else ()
        made += ["\t".join(c.text for c in own if c.lines) for own in cells] or [row.text]
    return made
