"""From the cells of a grid to the text of a table, and where in it each cell stands."""

import re
from collections import Counter

from indexer.extraction.grid import CellGrid, GridCell
from indexer.extraction.hyphens import WORD, Joiner
from indexer.extraction.runs import Run
from search.library.dictionary import is_known
from search.library.pagelayout import Box, TableCell, TextTable

LINK = re.compile("[se]$")
SHORTEST_FIRST, SHORTEST_LAST = 3, 5
"""Letters of the parts of a compound; shorter last ones are endings."""
PADDING = 1.6
"""Heights of a line beside a cell's text: a word alone on a line that leaves less than that and one
more letter may have been cut there."""


def written(grid: CellGrid, join: Joiner, words: Counter[str]) -> tuple[str, TextTable]:
    """The table as text, a line a row with tabs between cells, and its cells by their places in
    that text. ``words`` are those of the document; lines of a cell are put together by ``join``."""
    parts: list[str] = []
    cells: list[TableCell] = []
    at = 0
    labels = _labels_rows(grid)
    for row in range(max(grid.by_row, default=-1) + 1):
        begun = False
        for cell in grid.by_row.get(row, ()):
            text = _text(cell, join, words)
            if text:
                parted = ("\t" if begun else "\n") if parts else ""
                parts += (parted, text)
                at += len(parted) + len(text)
                begun = True
            cells.append(_placed(cell, at - len(text), at, labels))
    return "".join(parts), TextTable(tuple(cells), box=rounded(grid.box))


def _placed(cell: GridCell, start: int, end: int, labels: bool) -> TableCell:
    return TableCell(
        start, end, cell.row, cell.column, cell.rows, cell.columns,
        "col" if cell.head else "row" if labels and cell.column == 0 else None,
        rounded(cell.box),
    )  # fmt: skip


def rounded(box: Box) -> Box:
    """The box to a tenth of a point."""
    left, bottom, right, top = box
    return round(left, 1), round(bottom, 1), round(right, 1), round(top, 1)


def _labels_rows(grid: CellGrid) -> bool:
    """Whether the first column labels the rows: it has text in most, and hardly twice the same."""
    firsts = [cell for cell in grid.cells if cell.column == 0 and not cell.head]
    full = [cell.text for cell in firsts if cell.lines]
    return bool(full) and 2 * len(full) > len(firsts) and 2 * len(set(full)) > len(full)


def _text(cell: GridCell, join: Joiner, words: Counter[str]) -> str:
    text = ""
    width = cell.box[2] - cell.box[0]
    for number, run in enumerate(cell.lines):
        if number and _is_cut(cell.lines[number - 1], run.text, width, words):
            text += run.text
        else:
            text = join(text, run.text) if text else run.text
    return text


def _is_cut(run: Run, following: str, width: float, words: Counter[str]) -> bool:
    """Whether a word was cut without mark where the cell ended: it fills its line alone, both parts
    make a word, or one made of words, and one of them is none."""
    line, length = run.text, run.right - run.left
    first, second = WORD.fullmatch(line), WORD.match(following)
    letter = length / max(1, len(line))
    if first is None or second is None or length + letter + PADDING * run.height < width:
        return False
    start, rest = line.lower(), second.group()
    if rest != rest.lower():
        return False
    whole = start + rest
    if words[whole] > 0 or is_known(whole):
        return not (is_known(start) and is_known(rest))
    return not is_known(rest) and _is_of_two(whole) and not _is_of_two(rest)


def _is_of_two(word: str) -> bool:
    """Whether a word may be made of two that the dictionary has, maybe with an s or e between."""
    return any(
        is_known(word[at:]) and (is_known(word[:at]) or is_known(LINK.sub("", word[:at])))
        for at in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1)
    )
