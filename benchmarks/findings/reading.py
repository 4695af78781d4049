"""Whether figures and sentences are read as they were marked by hand."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pysbd
import sentencex

from benchmarks.findings.judged import Marked, nearest
from search import Engine, Figure, sentence_spans, units_of
from search.findings.evidence import figures_of
from search.library.record import PageRecord

BESIDE = 32
"""Characters that a figure may have beside the marked number: its hedge, the words of its unit."""
NO_FIGURE, EITHER = "none", "either"

Pages = dict[tuple[str, int], PageRecord]
Splitter = Callable[[PageRecord], set[int]]
"""Where it ends the sentences of a page."""


@dataclass
class Read:
    """How many of the ``marked`` were read right, how many in all were ``given``, and of those
    right the number whose kind is right; ``faults`` tells the others."""

    marked: int = 0
    given: int = 0
    right: int = 0
    kind: int = 0
    faults: list[str] = field(default_factory=list)

    def shares(self) -> dict[str, float]:
        """Precision, recall and the share of kinds."""
        return {
            "precision": self.right / max(1, self.given),
            "recall": self.right / max(1, self.marked),
            "kind": self.kind / max(1, self.right),
        }


def pages_marked(engine: Engine, ids: dict[str, str], marked: Iterable[Marked]) -> Pages:
    """The pages that anything is marked on."""
    places = {one.page for one in marked if one.page[0] in ids}
    found = {(file, number): engine.page(ids[file], number) for file, number in places}
    return {place: page for place, page in found.items() if page is not None}


def figures_read(pages: Pages, marked: list[Marked]) -> Read:
    """The product's figures beside those marked. A figure is right that covers one marked number
    and no other, and at most ``BESIDE`` more characters; one that covers none that was looked at
    isn't judged."""
    read = Read()
    for place, all_of_page in _by_page(pages, marked).items():
        text, layout = pages[place].text, pages[place].layout
        taken: set[Marked] = set()
        units = units_of(text, layout)
        for figure in {figure: None for unit in units for figure in figures_of(text, unit)}:
            _judge(read, figure, [one for one in all_of_page if _covers(figure, text, one)], taken)
        for one in all_of_page:
            if one.kinds not in ((EITHER,), (NO_FIGURE,)):
                read.marked += 1
                if one not in taken:
                    read.faults.append(f"missed {one}")
    return read


def _judge(read: Read, figure: Figure, covered: list[Marked], taken: set[Marked]) -> None:
    sure = [one for one in covered if one.kinds != (EITHER,)]
    true = [one for one in sure if one.kinds != (NO_FIGURE,)]
    if not sure:
        return
    read.given += 1
    if len(true) != 1 or true[0] in taken or not _fits(figure.text, true[0].text):
        read.faults.append(f"wrong {figure} for {sure}")
        return
    taken.add(true[0])
    read.right += 1
    if figure.kind in true[0].kinds:
        read.kind += 1
    else:
        read.faults.append(f"other kind {figure} for {true[0]}")


def _covers(figure: Figure, text: str, one: Marked) -> bool:
    at = nearest(text, one.text, one.at)
    return at is not None and figure.start < at + len(one.text) and at < figure.end


def bounds_read(
    pages: Pages, marked: list[Marked], split: Callable[[PageRecord], set[int]]
) -> Read:
    """The places where a splitter ends sentences beside the marks of punctuation."""
    read = Read()
    for place, all_of_page in _by_page(pages, marked).items():
        page = pages[place]
        ends = {_before_space(page.text, at) for at in split(page)}
        for one in all_of_page:
            before = one.text.replace("⏎", "\n").replace("→", "\t")
            at = nearest(page.text, before, one.at - len(before))
            if one.kinds == (EITHER,) or at is None:
                continue
            end, true = at + len(before), one.kinds == ("yes",)
            read.marked += true
            read.given += end in ends
            read.right += true and end in ends
            if true != (end in ends):
                told = "missed" if true else "wrong"
                read.faults.append(f"{place}: {told} {page.text[end - 20 : end + 12]!r}")
    return read


def by_us(page: PageRecord) -> set[int]:
    """Where the product's sentences end."""
    walls = {at for span in page.layout.headings for at in span}
    return {end for _, end in sentence_spans(page.text, walls=walls)}


def by_sentencex(page: PageRecord) -> set[int]:
    """Where Wikimedia's splitter ends them, line by line."""
    return _line_by_line(page.text, lambda line: _ends(sentencex.segment("da", line)))


def by_pysbd(page: PageRecord) -> set[int]:
    """Where pySBD does, line by line."""
    splitter = pysbd.Segmenter(language="da", clean=False, char_span=True)
    return _line_by_line(page.text, lambda line: {span.end for span in splitter.segment(line)})


SPLITTERS = {"product": by_us, "sentencex": by_sentencex, "pysbd": by_pysbd}


def _ends(sentences: Iterable[str]) -> set[int]:
    at, found = 0, set()
    for sentence in sentences:
        at += len(sentence)
        found.add(at)
    return found


def _line_by_line(text: str, split: Callable[[str], set[int]]) -> set[int]:
    found, start = set(), 0
    for line in text.replace("\t", "\n").split("\n"):
        if line.strip():
            found |= {start + end for end in split(line)}
        start += len(line) + 1
    return found


def _by_page(pages: Pages, marked: list[Marked]) -> dict[tuple[str, int], list[Marked]]:
    found: dict[tuple[str, int], list[Marked]] = defaultdict(list)
    for one in marked:
        if one.page in pages:
            found[one.page].append(one)
    return found


def _fits(given: str, marked: str) -> bool:
    return marked in given and len(given) <= len(marked) + BESIDE


def _before_space(text: str, at: int) -> int:
    return len(text[:at].rstrip())
