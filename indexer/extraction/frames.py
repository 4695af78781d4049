"""What a file draws too early though it stands further down: frames before all else, as LibreOffice
draws them, and feet of a page; tables before the text above them."""

from collections.abc import Sequence

from indexer.extraction.layout import Row
from indexer.extraction.notemarks import bare
from indexer.extraction.ruledtables import PROSE

MOST = 8
"""So many frames are looked for on a page."""
ENDS = (".", ":", "!", "?")
RIGHT_ABOVE = 2.0
"""In heights of a line: how far above a table stands what leads up to it."""


def in_place(rows: Sequence[Row], *, slide: bool = False) -> tuple[Row, ...]:
    """The rows with each frame that was drawn before the row at the top of the page where it
    stands, or after all when the text runs round it, and each table behind the text right above
    it. On a ``slide`` a frame may hold most of the text."""
    made = _tables_in_place(rows)
    for _ in range(MOST):
        after = _frame_end(made, slide)
        if not after:
            break
        frame, rest = made[:after], made[after:]
        at = _place(frame, rest)
        made = [*rest[:at], *frame, *rest[at:]]
    return tuple(made)


def _tables_in_place(rows: Sequence[Row]) -> list[Row]:
    """The rows with each table that was drawn before the line right above it put behind this."""
    made = list(rows)
    for table in [row for row in rows if row.grid]:
        at = made.index(table)
        leads = [number for number, row in enumerate(made) if _is_right_above(row, table)]
        if leads and leads[0] > at:
            made.insert(leads[-1], made.pop(at))
    return made


def _is_right_above(row: Row, table: Row) -> bool:
    above, below = row.box, table.box
    return (
        row.is_text
        and 0 <= above.bottom - below.top + above.height / 2 < RIGHT_ABOVE * above.height
        and min(above.right, below.right) > max(above.left, below.left)
    )


def _frame_end(rows: Sequence[Row], slide: bool) -> int:
    """Before which row a frame at the start of the rows ends: the text begins a line or more above
    it; 0 when there is none."""
    if not rows:
        return 0
    top = rows[0].box.top
    above = (at for at, row in enumerate(rows) if row.box.bottom - top > row.box.height)
    after = next(above, 0)
    frame = rows[:after]
    if any(row.box.running or not row.is_text for row in frame):
        return 0
    right = max((row.box.right for row in frame), default=0.0)
    is_prose = any(len(row.text.split()) >= PROSE for row in frame)
    is_less = sum(len(row.text) for row in frame) < sum(len(row.text) for row in rows) / 2
    is_less |= slide
    return after if is_prose and is_less and rows[after].box.left < right else 0


def _place(frame: Sequence[Row], rest: Sequence[Row]) -> int:
    """Before which of the other rows the frame goes: where it parts those above from those below,
    at the end of a sentence."""
    top, bottom = frame[0].box.top, min(row.box.bottom for row in frame)
    below = next((at for at, row in enumerate(rest) if row.box.bottom < top), len(rest))
    if any(row.box.top > bottom for row in rest[below:]):  # the text runs round it
        return len(rest)
    while 0 < below < len(rest) and not bare(rest[below - 1].text).endswith(ENDS):
        below += 1
    return below
