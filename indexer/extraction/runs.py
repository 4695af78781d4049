"""What a reader of PDF gives: the words of each line with their place on the page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from indexer.extraction.characters import turned
from indexer.extraction.lattice import NO_RULES, Ruling
from indexer.extraction.notemarks import CODED, bare
from indexer.extraction.rules import Rule
from search.library.pagelayout import Box


class Run(NamedTuple):
    """Words on one baseline without a wide gap, and their box in points as the page is shown,
    with y growing upwards. ``size`` is that of the font, 0 where only the box is known, and
    ``baseline`` its height on the page, None likewise. ``running`` is the one of the lines that
    come again page after page which is kept."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False
    size: float = 0.0
    baseline: float | None = None
    running: bool = False

    @property
    def height(self) -> float:
        """The height of the font's box, which is about its size."""
        return self.top - self.bottom

    @property
    def em(self) -> float:
        """The size of the font, or what comes nearest to it."""
        return self.size or self.height

    @property
    def base(self) -> float:
        """The height of the baseline, or of the box's lower edge."""
        return self.bottom if self.baseline is None else self.baseline

    def level_with(self, other: "Run") -> bool:
        """Whether both stand on one line."""  # without min and max: asked a hundred times a page
        _, _, bottom, _, top, _, _, _, _ = self
        _, _, low, _, high, _, _, _, _ = other
        overlap = (top if top < high else high) - (bottom if bottom > low else low)
        return overlap > 0.5 * min(top - bottom, high - low)

    def turned(self, turn: int) -> "Run":
        """The run on the page turned clockwise by ``turn`` degrees."""
        left, bottom, right, top = turned((self.left, self.bottom, self.right, self.top), turn)
        return self._replace(left=left, bottom=bottom, right=right, top=top, baseline=None)


Line = tuple[Run, ...]
"""The runs of one line, from the left."""


UPRIGHT_RULE = "|"
WIDE_GAP = 1.2
"""In heights of the line: a gap between words from which they may be of two columns or cells."""


def joined(words: Iterable[Run]) -> Line:
    """The words of a line joined, but for wide gaps, and upright rules that OCR took for words."""
    line: list[Run] = []
    parted = False
    for word in words:
        if word.text == UPRIGHT_RULE:
            parted = True
        elif line and not parted and word.left - line[-1].right <= WIDE_GAP * word.height:
            last = line[-1]
            line[-1] = Run(
                f"{last.text} {word.text}",
                min(last.left, word.left), min(last.bottom, word.bottom),
                max(last.right, word.right), max(last.top, word.top), last.bold and word.bold,
            )  # fmt: skip
        else:
            line.append(word)
            parted = False
    return tuple(line)


@dataclass(frozen=True)
class RawPage:
    """A page as it was read: its lines in the order of the file, and its box (left, bottom, right,
    top). ``label`` is the file's own page label, empty when it has none. ``scanned`` pages are for
    OCR: an image without text, or text that no table of characters explains. All of its places are
    turned clockwise by ``turn`` degrees from how it is shown: most of its text stands upright."""

    number: int
    label: str
    lines: tuple[Line, ...]
    box: Box
    extractor: str
    scanned: bool = False
    ruling: Ruling = NO_RULES
    turn: int = 0

    def as_shown(self) -> "RawPage":
        """The page turned back."""
        if not self.turn:
            return self
        back = 360 - self.turn
        rules = (Rule(*turned(rule[:4], back), rule.fill) for rule in self.ruling.rules)
        return replace(
            self,
            lines=tuple(tuple(run.turned(back) for run in line) for line in self.lines),
            box=turned(self.box, back),
            ruling=Ruling(tuple(rules)),
            turn=0,
        )

    @property
    def text(self) -> str:
        """The lines as they stand, without the marks of notes."""
        return bare("\n".join(" ".join(run.text for run in line) for line in self.lines))


LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u200a\u202f", " ")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff")
    | dict.fromkeys(map(chr, range(0xF8EB, 0xF8FF)))  # of brackets over several lines
)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
ODD = re.compile("[\u00a0\u00ad\u2007-\u2009\u202f\ue000-\uf8ff]")
GROUPS = re.compile("(?<=\\d)[\u00a0\u2007\u2008\u2009\u202f](?=\\d{3}(?!\\d))")
"""A space that does not break between the thousands of a number; those of a table stand apart."""
FIXED = "\u00a0"
BULLETS = re.compile("(?<!\\S)[\ue000-\uf8ea\uf8ff](?!\\S)")
"""What a font for symbols draws by itself; it has no meaning but that a point begins."""
SOFT_INSIDE = re.compile("\u00ad+(?=\\S)")
"""A place where a line could have ended, and did not."""


def tidy(text: str) -> str:
    """``text`` without ligatures, odd spaces, control characters and what has no meaning."""
    if ODD.search(text):
        text = BULLETS.sub("•", SOFT_INSIDE.sub("", text))
        text = FIXED.join(part.translate(LIGATURES) for part in GROUPS.split(text))
    else:
        text = text.translate(LIGATURES)
    return CODED.sub("\ufffd", CONTROLS.sub("", text))


LINE_HEIGHT, LINE_STEP, CHARACTER_WIDTH = 10.0, 12.0, 5.0


def lines_of(text: str) -> tuple[Line, ...]:
    """Lines for text of which no place is known, set as if typed on one column."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        if words := tidy(line).strip():
            bottom = -LINE_STEP * number
            right = CHARACTER_WIDTH * len(words)
            lines.append((Run(words, 0.0, bottom, right, bottom + LINE_HEIGHT),))
    return tuple(lines)


def box_of(lines: tuple[Line, ...]) -> Box:
    """The box round all runs; of no runs, an empty one."""
    runs = [run for line in lines for run in line]
    if not runs:
        return (0.0, 0.0, 0.0, 0.0)
    return (
        min(r.left for r in runs), min(r.bottom for r in runs),
        max(r.right for r in runs), max(r.top for r in runs),
    )  # fmt: skip
