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
BESIDE = re.compile(
    r"bilag: ?\d{1,3}(?:\.\d{1,3})?\.? .+|(?:udvalg|mødedato|adgang|sagsn(?:r|ummer)\.?): .+"
    r"|[\w ,-]{3,70}udvalg(?:et)? \d{4}-\d\d(?: ?\(.{1,20}\))?|offentligt?|ikke-offentligt",
    re.I,
)
"""Lines of a stamp that goes over several."""


def stamped(lines: Sequence[str]) -> set[int]:
    """Which of a page's lines are those of such a stamp: they say whose annex the document is, and
    nothing of what it is."""
    flat = [" ".join(line.split()) for line in lines]
    own = {n for n, line in enumerate(flat) if STAMP.fullmatch(line)}
    return own | {n for n, line in enumerate(flat) if own and BESIDE.fullmatch(line)}
