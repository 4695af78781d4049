"""What OCR read of a page: its words with their places, and how sure it was of them."""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from indexer.document import ExtractedPage
from indexer.extraction.runs import UPRIGHT_RULE, Line, Run
from search.library.pagelayout import Box, Span, WordBox

SIGN = re.compile(r"([8$&S5]{1,2})((?:\d{1,3}[a-z]?)?[.,:]?)")
"""How a model without the section sign reads it: alone, or with its number."""
LONGEST_SIGN = 2
HIGHER = 1.25
"""Of the usual height of words as they are drawn: no letter is as high, and no space as wide. The
bars of a statute that are an I are up to 1.0, and those of a table's rules 1.5."""
DOUBT = 0.85
"""Confidence below which a figure may well be another. Of 317 figures on 13 pages of reports, drawn
at 110 dpi with noise and read, it is below for 40 of the 58 misread and 19 of the others; chosen on
half of those pages."""
WORD = re.compile(r"\S+")
DIGIT = re.compile(r"\d")

Key = tuple[str, ...]


@dataclass(frozen=True)
class OcrWord:
    """A word as a run of an upright page, its box on the page as it is shown, and the confidence in
    it, 0 to 1."""

    run: Run
    shown: Box
    confidence: float

    @property
    def may_be_sign(self) -> bool:
        """Whether it may be a section sign that the model doesn't know."""
        return SIGN.fullmatch(self.run.text) is not None


@dataclass(frozen=True)
class ScannedText:
    """The lines of a page, its words in the same order, and their mean confidence."""

    lines: tuple[Line, ...]
    words: tuple[OcrWord, ...]
    confidence: float


def with_section_signs(
    words: Sequence[tuple[Key, OcrWord]], others: Sequence[OcrWord]
) -> list[tuple[Key, OcrWord]]:
    """The words, with the section signs that another model saw in their place."""
    signs = [other.run for other in others if other.run.text.startswith("§")]
    return [(key, _with_sign(word, signs, others)) for key, word in words]


def with_capital_i(words: Sequence[tuple[Key, OcrWord]]) -> list[tuple[Key, OcrWord]]:
    """The words, with an I for each bar that stands a space before a word on its line, as
    ``| øvrigt`` does; a rule between cells is higher than letters."""
    made = list(words)
    usual = median(word.run.height for _, word in words) if words else 0.0
    for at, ((key, word), (following, after)) in enumerate(pairwise(words)):
        gap = after.run.left - word.run.right
        if (
            word.run.text == UPRIGHT_RULE
            and key == following
            and after.run.text[0].isalpha()
            and max(gap, word.run.height) < HIGHER * usual
        ):
            made[at] = key, replace(word, run=word.run._replace(text="I"))
    return made


def _with_sign(word: OcrWord, signs: Sequence[Run], others: Sequence[OcrWord]) -> OcrWord:
    if not word.may_be_sign or not any(_within(sign, word.run) for sign in signs):
        return word
    text = word.run.text
    seen = "".join(other.run.text for other in others if _within(other.run, word.run))
    number = seen.lstrip("§")
    signed = seen.removesuffix(number)
    if not signed or not text.endswith(number) or len(text) - len(number) > LONGEST_SIGN:
        return word
    return replace(word, run=word.run._replace(text=f"{signed} {number}".rstrip()))


def _within(inner: Run, outer: Run) -> bool:
    across, up = (inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2
    return outer.left <= across <= outer.right and outer.bottom <= up <= outer.top


def with_words(page: ExtractedPage, scanned: ScannedText) -> ExtractedPage:
    """The page with the places of its words, the figures that are in doubt, and how sure OCR was.

    Of words that stand on the page several times, the first is taken for the first, and so on.
    """
    places: dict[str, deque[OcrWord]] = defaultdict(deque)
    for word in scanned.words:
        for part in word.run.text.split():
            places[part].append(word)
    boxes, doubtful = list[WordBox](), list[Span]()
    for found in WORD.finditer(page.text):
        if not (known := places.get(found.group())):
            continue
        word = known.popleft()
        left, bottom, right, top = (round(edge, 1) for edge in word.shown)
        boxes.append(WordBox(*found.span(), (left, bottom, right, top)))
        if word.confidence < DOUBT and DIGIT.search(found.group()):
            doubtful.append(found.span())
    layout = replace(
        page.layout,
        confidence=scanned.confidence,
        words=tuple(boxes),
        doubtful=tuple(doubtful),
    )
    return replace(page, layout=layout)
