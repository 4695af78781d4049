"""Pages as pictures with the hits to mark on them, for the front end."""

import base64
import json
import logging
import os
import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice, zip_longest
from pathlib import Path
from time import time
from typing import Self
from zlib import crc32

from pydantic import TypeAdapter, ValidationError

from indexer.document import Unreadable
from indexer.extraction.isolation import Broken, Sandbox
from indexer.extraction.letters import LetterBox, Letters
from indexer.extraction.limits import DRAWING, PLACING
from indexer.placing import places
from search.library.files import why, write_atomically
from search.library.originals import Originals
from search.library.pageimager import PlacedWord, Rectangle
from search.library.pagelayout import Box, Span, WordBox
from search.library.settings import Settings

WIDTHS = (200, 400, 800, 1200, 1600)
"""Pixels: the widths rendered. Any other is brought to the nearest that is not smaller, so that
nobody fills the cache with a page in a thousand sizes."""
LARGEST_CACHE = 500 * 2**20
AT_ONCE = 2
UNDRAWN = "Siden kan ikke vises."
UNDRAWN_SECONDS = 600
"""How long a page that can't be drawn isn't tried again: it costs as much as several that can."""
HASH = re.compile(r"[0-9a-f]{64}")
WORD = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]+")
"""In fonts without a table of characters a control character is the space."""
HYPHENS, CODED = "-\u00ad\u2010\u2011\ufffe", ("\x02",)
"""At the end of a cut word; PDFium has a control character for one that it knows as such."""
PUNCTUATION = ".,;:!?()[]»«›‹“”\"'"
MOST_MARKS, MOST_ALIKE = 500, 50

log = logging.getLogger(__name__)

_LETTERS = TypeAdapter(Letters)


class PageImages:
    """The pages of the originals below folder ``corpus``, kept in ``corpus/pageimages`` up to
    ``largest`` bytes; those shown longest ago go first. ``shared`` as of ``Originals``.
    Threads may share one."""

    def __init__(self, corpus: Path, largest: int = LARGEST_CACHE, shared: str = "") -> None:
        self._originals = Originals(corpus, shared)
        self._folder = corpus / "pageimages"
        self._largest = largest
        self._places = threading.BoundedSemaphore(AT_ONCE)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Those of the originals that the settings name."""
        return cls(settings.corpus, shared=settings.originals)

    def image(self, sha256: str, page: int, width: int = 800) -> bytes:
        """Page ``page`` (from 1) of that original as WebP, about ``width`` pixels wide.

        Raises Unreadable when there is no such page or it can't be drawn.
        """
        wide = next((known for known in WIDTHS if known >= width), WIDTHS[-1])
        return self._kept(sha256, f"{page}-{wide}.webp", "image", {"page": page, "width": wide})

    def words(
        self, sha256: str, page: int, text: str, read: Sequence[WordBox] = ()
    ) -> tuple[PlacedWord, ...]:
        """The words of the page, in the order of the file, each with the space behind it; one cut
        at a line's end, as the page's ``text`` tells, gives two without. Of a scanned page those
        that OCR ``read``. Raises Unreadable as ``image`` does."""
        letters = self._letters(sha256, page)
        if not read:
            return tuple(_words(letters, text))
        return tuple(
            PlacedWord(f"{text[word.start : word.end]} ", place)
            for word in read
            for place in _boxes([_on_page(word.box, letters.size)])
        )

    def marks(
        self, sha256: str, page: int, text: str, spans: Sequence[Span]
    ) -> tuple[Rectangle, ...]:
        """Where these characters of the page's ``text`` stand on it, told from others alike by the
        letters around them. What goes on over a line's end gives two rectangles. A scanned page
        gives none. Raises Unreadable as ``image`` does."""
        letters = self._letters(sha256, page)
        found = places(text, letters.text, spans[:MOST_MARKS])
        return tuple(
            rectangle for start, end in found for rectangle in _boxes(letters.boxes[start:end])
        )

    def rectangles(self, sha256: str, page: int, words: Sequence[str]) -> tuple[Rectangle, ...]:
        """Where ``words``, or several in a row (``27,2 pct.``), stand on the page, up to
        ``MOST_ALIKE`` times each, for who has no text of the page to tell ``marks`` by. Raises
        Unreadable as ``image`` does."""
        letters = self._letters(sha256, page)
        return tuple(
            rectangle
            for word in list(dict.fromkeys(words))[:MOST_ALIKE]
            for start, end in places(word, letters.text, [(0, len(word))] * MOST_ALIKE)
            for rectangle in _boxes(letters.boxes[start:end])
        )

    def placed(self, sha256: str, page: int, boxes: Iterable[Box]) -> tuple[Rectangle, ...]:
        """Boxes in points, as a page's layout has them, as rectangles on the page, one for each
        line. Raises Unreadable as ``image`` does."""
        size = self._letters(sha256, page).size
        return tuple(_boxes([_on_page(box, size) for box in boxes]))

    def _letters(self, sha256: str, page: int) -> Letters:
        kept = self._kept(sha256, f"{page}-places.json", "letters", {"page": page})
        try:
            return _LETTERS.validate_json(kept)
        except ValidationError as error:
            raise Unreadable(UNDRAWN) from error

    def _kept(self, sha256: str, name: str, task: str, details: dict[str, int]) -> bytes:
        """What the cache holds, or else what a worker makes; that it can't is kept for a while."""
        original = self._originals.path(sha256)
        if not HASH.fullmatch(sha256):
            raise Unreadable("Originalen er her ikke.")
        file = self._folder / f"{sha256}-{name}"
        if kept := _read(file):
            return kept
        if kept is not None:
            raise Unreadable(UNDRAWN)
        if not self._originals.is_whole(sha256):
            raise Unreadable("Originalen er her ikke.")
        limits = DRAWING if task == "image" else PLACING
        with self._places, Sandbox(limits) as worker:
            try:
                made = worker.ask(task, original, details)
            except (Broken, Unreadable) as error:
                self._keep(file, b"")
                raise Unreadable(UNDRAWN) from error
        content = base64.b64decode(made) if task == "image" else json.dumps(made).encode()
        self._keep(file, content)
        return content

    def _keep(self, file: Path, content: bytes) -> None:
        try:
            write_atomically(file, _sum(content) + content)
            self._trim()
        except OSError as error:  # a full or read-only disk: it is made anew for each who asks
            log.warning("page images are not kept: %s", why(error))

    def _trim(self) -> None:
        """Remove what was shown longest ago, until the rest is small enough."""
        files = [(f.stat().st_mtime, f.stat().st_size, f) for f in self._folder.glob("*-*")]
        total = sum(size for _, size, _ in files)
        for _, size, file in sorted(files):
            if total <= self._largest:
                break
            file.unlink(missing_ok=True)
            total -= size


def _read(file: Path) -> bytes | None:
    """What the cache holds whole; b'' when the page couldn't be drawn a short while ago."""
    try:
        kept, made = file.read_bytes(), file.stat().st_mtime
    except OSError:
        return None
    content = kept[len(_sum(b"")) :]
    if kept != _sum(content) + content or (not content and time() > made + UNDRAWN_SECONDS):
        return None
    if content:
        with suppress(OSError):  # a disk that can only be read
            os.utime(file)
    return content


def _sum(content: bytes) -> bytes:
    """The checksum before what is kept."""
    return crc32(content).to_bytes(4, "little")


def _words(letters: Letters, text: str) -> Iterator[PlacedWord]:
    whole = {word.strip(PUNCTUATION) for word in WORD.findall(text)}
    found = list(WORD.finditer(letters.text))
    for match, after in zip_longest(found, found[1:]):
        word = match[0]
        rest = after[0] if after else ""
        cut = word.rstrip(HYPHENS)
        coded = letters.text[match.end() : match.end() + 1] in CODED
        goes_on = (coded or cut != word) and (cut + rest).strip(PUNCTUATION) in whole
        for place in islice(_boxes(letters.boxes[match.start() : match.end()]), 1):
            yield PlacedWord(cut if goes_on else f"{word} ", place)


def _on_page(box: Box, size: tuple[float, float]) -> LetterBox:
    """A box in points on a page of that size."""
    (left, bottom, right, top), (width, height) = box, size
    return left / width, 1 - top / height, right / width, 1 - bottom / height


def _boxes(boxes: Sequence[LetterBox]) -> Iterator[Rectangle]:
    """The letters' boxes joined, one rectangle for each line, whichever way it runs."""
    joined: list[LetterBox] = []
    last: LetterBox | None = None
    for box in boxes:
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        if last and (_overlap(last, box, 0) or _overlap(last, box, 1)):
            joined[-1] = _round(joined[-1], box)
        else:
            joined.append(box)
        last = box
    for left, top, right, bottom in joined:
        yield Rectangle(left, top, right - left, bottom - top)


def _overlap(one: LetterBox, other: LetterBox, axis: int) -> bool:
    """Whether two letters stand level along ``axis``: 0 for one below the other, 1 for beside."""
    shared = min(one[axis + 2], other[axis + 2]) - max(one[axis], other[axis])
    return shared > 0.5 * min(one[axis + 2] - one[axis], other[axis + 2] - other[axis])


def _round(one: LetterBox, other: LetterBox) -> LetterBox:
    return (
        min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
    )  # fmt: skip
