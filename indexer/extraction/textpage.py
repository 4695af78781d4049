"""From PDFium's text of a page to its lines: words, put to runs by the gaps between them."""

import re
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain, compress, count, islice, pairwise, repeat
from operator import ge, gt, le, mul, ne, or_, sub

from indexer.extraction.accents import ACCENT, FILLER, composed
from indexer.extraction.characters import Characters
from indexer.extraction.columngaps import LEAST_GAP, columns_of
from indexer.extraction.falsespaces import without_false_spaces
from indexer.extraction.gluedwords import glued_at
from indexer.extraction.lattice import Ruling
from indexer.extraction.notemarks import as_power, coded
from indexer.extraction.raised import find_raised
from indexer.extraction.runs import FIXED, WIDE_GAP, Line, Run, tidy
from indexer.extraction.spacing import close_spaced
from indexer.extraction.words import parted, words_of
from search.library.pagelayout import Span

PLAIN = re.compile(r"[ -~¡-¬®-ſ‐-―‘-”•…€]*")
"""Text in which there is nothing to tidy but spaces."""
BREAK = re.compile(r"[\r\n\f]+|[\ufffe\x02]")
HYPHENS = "\ufffe\x02"
CONTROLS = str.maketrans(
    dict.fromkeys(map(chr, (*range(0x20), *range(0x7F, 0xA0))), " ") | dict.fromkeys(HYPHENS, "-")
)
UNEVEN = 0.1
"""Part by which the heights of letters differ that are of two sizes."""


HALF = 0.35
"""In heights of the line: words beside each other that stand further up or down are of two."""
BACK = 0.3
"""In heights of the line: how far a raised piece may stand over what it follows."""
SPACES = re.compile(rf"[^\S{FIXED}]+")
"""All but what holds a number together."""
TIGHT = 0.12
"""In heights of the line: a gap that is narrower is none between words."""


class TextPage:
    """A page's text with the place of each word, and the rules on the page."""

    def __init__(self, characters: Characters, ruling: Ruling) -> None:
        self._characters = characters
        text = self._characters.text
        if ACCENT.search(text):
            text = composed(text, self._characters.boxes)
        self._words = words_of(text, self._characters.boxes)
        flat = self._characters.tells_flat(self._words.uneven_ends())
        if self._characters.tells_superior() or flat:
            self._words = words_of(text, self._characters.boxes)
        self._words = parted(self._words, self._characters.boxes)
        self._words = close_spaced(self._words, self._characters.boxes)
        self._words = without_false_spaces(self._words, characters.boxes, characters.settings)
        self._glued = glued_at(self._words, self._characters.boxes)
        _, self._upright = ruling.strokes
        self._cuts, powers, strokes = find_raised(self._words, self._characters.boxes)
        text = self._words.text
        made = [(span, as_power(text[slice(*span)])) for span in powers]
        made += [((start, end), "/".ljust(end - start, FILLER)) for start, end in strokes]
        for (start, end), new in made:
            text = text[:start] + new + text[end:]
        if made:
            self._words = replace(self._words, text=text)

    @property
    def text(self) -> str:
        """The characters of the page as PDFium gives them, with accents put to their letters."""
        return self._words.text

    def lines(self) -> Iterator[Line]:
        """The lines of the page in the order of the file."""
        ruled = set(self._ruled_gaps())
        bounds = list(pairwise([0, *sorted({*self._ends(), *self._jumps()})]))
        gaps = self._gaps()
        known = ruled.union(columns_of(self._words, bounds, gaps))
        gaps = sorted(known.union(gaps))
        lines = [list(self._runs(first, after, gaps, known)) for first, after in bounds]
        spans = list(chain.from_iterable(lines))
        usual = [self._usual(first, after) for first, after in spans]
        settings = self._characters.settings([self._words.letters[letter] for letter in usual])
        runs = map(self._run, spans, usual, self._are_bold(spans), settings)
        for line in lines:
            if found := tuple(run for run in islice(runs, len(line)) if run.text):
                yield found

    def _ends(self) -> Iterator[int]:
        """The letter, by number, before which each line ends. Where a raised or lowered piece ends
        or begins, PDFium breaks a line that goes on."""
        words, first = self._words, 0
        for match in BREAK.finditer(words.text):
            after = bisect_left(words.letters, match.end(), first)
            if after == first:
                continue
            if match.group() in HYPHENS or not self._goes_on(first, after):
                yield after
                first = after
            elif after < len(words.letters) and self._is_tight(after):
                insort(self._cuts, (match.start(), words.letters[after]))
        if first < len(words.letters):
            yield len(words.letters)

    def _jumps(self) -> Iterator[int]:
        """The letters, by number, that are of no line with the word before: neither beside it, nor
        over or under it, as in words along the side; or a figure far beside it and half a line off.
        """
        words = self._words
        above = map(ge, words.bottoms[2::2], words.tops[1::2])
        below = map(le, words.tops[2::2], words.bottoms[1::2])
        for number in compress(count(2, 2), map(or_, above, below)):
            last = number - 1
            shared = min(words.rights[number], words.rights[last]) - max(
                words.lefts[number], words.lefts[last]
            )
            step = max(
                words.bottoms[number] - words.tops[last], words.bottoms[last] - words.tops[number]
            )
            size = max(words.heights[last], words.rights[last] - words.lefts[last])
            if shared <= 0 or step > WIDE_GAP * size:
                yield number
        for number in compress(count(2, 2), map(ne, words.bottoms[2::2], words.bottoms[1::2])):
            height = min(words.heights[number], words.heights[number - 1])
            if (
                words.lefts[number] - words.rights[number - 1] > WIDE_GAP * height
                and abs(words.bottoms[number] - words.bottoms[number - 1]) > HALF * height
                and words.text[words.letters[number]].isdecimal()
                and words.text[words.letters[number - 1]].isalpha()
            ):
                yield number

    def _goes_on(self, first: int, after: int) -> bool:
        """Whether the letters from ``after`` are of the line that began at ``first``, and smaller,
        larger, lower or higher than those before."""
        words = self._words
        if after == len(words.letters):
            return True
        last = after - 1
        height = max(words.heights[last], words.heights[after])
        if not -BACK * height < words.lefts[after] - words.rights[last] <= WIDE_GAP * height:
            return False
        shift = abs(words.bottoms[after] - words.bottoms[last])
        if max(shift, abs(words.heights[after] - words.heights[last])) <= UNEVEN * height:
            return False
        tallest = max(range(first, after), key=words.heights.__getitem__)
        return words.is_level(tallest, after) and words.is_level(first, last)

    def _is_tight(self, after: int) -> bool:
        """Whether no space is meant before letter ``after``, where PDFium broke the line."""
        words = self._words
        start, end = words.letters[after - 1 : after + 1]
        gap = words.lefts[after] - words.rights[after - 1]
        is_blank = " " not in words.text[start + 1 : end]
        return is_blank and gap < TIGHT * max(words.heights[after - 1], words.heights[after])

    def _are_bold(self, spans: Sequence[Span]) -> list[bool]:
        """Which of the runs, given by their first letter and the one after their last, have bold
        words only: most are told by their last letter."""
        letters = self._words.letters
        bold = self._characters.are_bold([letters[after - 1] for _, after in spans])
        return [
            is_bold and all(self._characters.are_bold(letters[first:after:2]))
            for is_bold, (first, after) in zip(bold, spans, strict=True)
        ]

    def _gaps(self) -> list[int]:
        """The letters, by number, that stand a gap to the right of the word before which may part
        columns."""
        words = self._words
        gaps = map(sub, words.lefts[2::2], words.rights[1::2])
        wide = map(gt, gaps, map(mul, words.heights[2::2], repeat(LEAST_GAP)))
        return list(compress(count(2, 2), wide))

    def _ruled_gaps(self) -> Iterator[int]:
        """The letters, by number, that an upright rule parts from the word before."""
        words, ats = self._words, [stroke.at for stroke in self._upright]
        gaps = zip(count(2, 2), words.rights[1::2], words.lefts[2::2], strict=False)
        for number, right, left in gaps if ats else ():
            middle = (words.bottoms[number] + words.tops[number]) / 2
            for at in range(bisect_left(ats, right - 1), bisect_right(ats, left + 1)):
                if self._upright[at].start <= middle <= self._upright[at].end:
                    yield number
                    break

    def _runs(
        self, first: int, after: int, gaps: Sequence[int], known: Collection[int]
    ) -> Iterator[Span]:
        """The letters from ``first`` to before ``after``, which are of one line, parted where runs
        are, by wide ``gaps``, and ``known`` ones of any width; where words stand over each other, a
        gap is counted from the rightmost."""
        words = self._words
        for gap in gaps[bisect_right(gaps, first) : bisect_left(gaps, after)]:
            reached = max(words.rights[first:gap])
            if gap in known or words.lefts[gap] - reached > WIDE_GAP * words.heights[gap]:
                yield first, gap
                first = gap
        if first < after:
            yield first, after

    def _usual(self, first: int, after: int) -> int:
        """Which of the letters from ``first`` to before ``after`` stands as most of them do: a word
        in another font, or a raised one, makes its line no taller."""
        bottoms, tops = self._words.bottoms[first:after], self._words.tops[first:after]
        if bottoms.count(bottoms[0]) == len(bottoms):
            return first
        places = list(zip(bottoms, tops, strict=True))
        if 2 * places.count(places[0]) > len(places):
            return first
        # of equals, the first
        return first + places.index(Counter(places).most_common(1)[0][0])

    def _run(self, span: Span, letter: int, bold: bool, setting: tuple[float, float]) -> Run:
        """The letters of ``span`` as one run, whose usual ``letter`` is set so."""
        words, (first, after) = self._words, span
        text = self._readable(words.letters[first], words.letters[after - 1] + 1)
        bottoms, tops = words.bottoms[first:after], words.tops[first:after]
        low, high = words.bottoms[letter], words.tops[letter]
        if max(bottoms) >= min(tops):  # turned text
            low, high = min(bottoms), max(tops)
        left, right = min(words.lefts[first:after]), max(words.rights[first:after])
        return Run(text, left, low, right, high, bold, *setting)

    def _readable(self, start: int, end: int) -> str:
        """The text with its hyphens shown, its pairs of surrogates as the characters they mean, one
        space between words, and its raised marks coded."""
        made, at = "", start
        for number in range(bisect_left(self._cuts, (start, start)), len(self._cuts)):
            first, last = self._cuts[number]
            if first >= end:
                break
            made = (made + self._plain(at, first)).rstrip()
            made += coded(self._plain(first, last).strip())
            at = last
            if made[-1:] >= "\U00100000" and self.text[last : last + 1].isalnum():
                made += " "
        made += self._plain(at, end)
        return SPACES.sub(" ", made).strip() if FIXED in made else " ".join(made.split())

    def _plain(self, start: int, end: int) -> str:
        text = self._words.text[start:end]
        if glued := self._glued[bisect_right(self._glued, start) : bisect_left(self._glued, end)]:
            parts = pairwise((start, *glued, end))
            text = " ".join([self._words.text[first:after] for first, after in parts])
        if (text.isascii() and text.isprintable()) or PLAIN.fullmatch(text):
            return text
        whole = text.translate(CONTROLS).encode("utf-16-le", "surrogatepass")
        return tidy(whole.decode("utf-16-le", "ignore"))
