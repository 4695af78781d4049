"""The stamps that parliaments and councils print on the first page of what they are given."""

import re
from collections.abc import Sequence

STAMP = re.compile(
    r"bilagsn(?:r|ummer)\.?: ?\d.{0,30}"
    r"|.{0,70}\b(?:alm\.? ?del|[LBF] ?\d{1,3}(?: ?[A-Z])?)\b.{0,6}\bbilag \d{1,4}\b(?: - )?.{0,14}"
    r"|(?:punkt|pkt\.|sag) ?\d.{0,12}\bbilag ?\d.{0,60}"
    r"|bilag ?\d.{0,40}\b(?:punkt|pkt|dagsorden\w{0,12}|møde[tn]?)\b.{0,60}",
    re.I,
)
BEFORE_TITLE = re.compile(
    r"^.{0,70}\b(?:alm\.? ?del|[LBF] ?\d{1,3}(?: ?[A-Z])?)\b.{0,14}\bbilag \d{1,4}: ", re.I
)
"""Such a stamp before the title of a page."""
HEAD_OF_PAGE = 12
"""Lines of a web page among which a stamp stands."""
BESIDE = re.compile(
    r"bilag: ?\d{1,3}(?:\.\d{1,3})?\.? .+|(?:udvalg|mødedato|adgang|sagsn(?:r|ummer)\.?): .+"
    r"|[\w ,-]{3,70}udvalg(?:et)? \d{4}-\d\d(?: ?\(.{1,20}\))?|offentligt?|ikke-offentligt",
    re.I,
)
"""Lines of a stamp that goes over several."""


def unstamped(title: str) -> str:
    """The title of a page or file without the stamp before it."""
    return BEFORE_TITLE.sub("", title)


def unstamped_text(text: str) -> str:
    """The beginning of a web page's text without the lines of such a stamp."""
    lines = text.splitlines()
    stamps = stamped(lines[:HEAD_OF_PAGE])
    return "\n".join(line for n, line in enumerate(lines) if n not in stamps)


def stamped(lines: Sequence[str]) -> set[int]:
    """Which of a page's lines are those of such a stamp: they say whose annex the document is, and
    nothing of what it is."""
    flat = [" ".join(line.split()) for line in lines]
    own = {n for n, line in enumerate(flat) if STAMP.fullmatch(line)}
    return own | {n for n, line in enumerate(flat) if own and BESIDE.fullmatch(line)}
