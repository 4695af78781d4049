"""Which lines of a scan are of its letterhead: a logo and the sender's name, read as words."""

from collections.abc import Sequence

from indexer.extraction.runs import Line

ZONE = 0.12
"""Of the page's height: so far down a letterhead may stand."""


def with_letterhead(lines: Sequence[Line], width: float, height: float) -> tuple[Line, ...]:
    """The lines of a page of that size, those of its letterhead marked as running: at its top, in
    its right half, and above all that begins further left, as no title is."""
    others = [line[0].top for line in lines if line[0].left <= width / 2]
    least = max((1 - ZONE) * height, *others) if others else height
    return tuple(
        tuple(run._replace(running=True) for run in line) if line[0].bottom > least else line
        for line in lines
    )
