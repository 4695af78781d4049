"""Reading scanned pages with tesseract, where it is installed with Danish."""

import csv
import logging
import os
import re
import resource
import subprocess
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from statistics import fmean, median

import numpy as np
import pypdfium2

from indexer.extraction.allowance import Allowance
from indexer.extraction.boldwords import bold_words
from indexer.extraction.letterheads import with_letterhead
from indexer.extraction.runs import Line, Run, joined, tidy
from indexer.extraction.scannedpowers import with_powers
from indexer.extraction.scannedsizes import larger_lines
from indexer.extraction.scannedtext import (
    OcrWord,
    ScannedText,
    with_capital_i,
    with_section_signs,
)
from indexer.extraction.skew import Image, levelled, slope_of
from indexer.extraction.steps import scanned_step
from indexer.extraction.tesseract import LANGUAGE, ORIENTATION, SIGNS, models
from search.library.pagelayout import Box

log = logging.getLogger(__name__)

DPI = 300
LARGEST_SIDE = 4500
"""Pixels: 300 dpi of A3; a larger page is rendered coarser, so that memory is bounded."""
CPU_PER_READING = 60
"""Seconds of a core, which a busy machine makes no fewer; a page of prose takes 3 to 6."""
LEAST = 3.0
"""Seconds: with less left, no more pages are begun, so that what was read is given in time."""
CORES = max(1, os.cpu_count() or 1)
DEGREE = re.compile(r"\?(?=[CF]\b)")
"""How the Danish model, which has no sign of degrees, reads it: no question goes on in its word."""
UPRIGHT = 0.7
"""Mean confidence of a page that stands upright: prose has over 0.9, turned pages under 0.5."""


def read_scans(
    pdf: pypdfium2.PdfDocument,
    indices: Sequence[int],
    allowance: Allowance,
) -> Iterator[tuple[int, ScannedText]]:
    """The text of each page in ``indices`` (from 0) that can be read and that there is time for; as
    many at once as there are cores, and each given when it is read. How many are is told."""
    reading: deque[tuple[int, Future[ScannedText | None]]] = deque()
    read = 0
    with ThreadPoolExecutor(CORES) as pool:
        for index in (*indices, *[None] * CORES):
            if len(reading) == CORES or (index is None and reading):
                allowance.tell(scanned_step(read, len(indices)))
                number, done = reading.popleft()
                if text := done.result():
                    yield number, text
                read += 1
                allowance.tell(scanned_step(read, len(indices)))
            if index is None or allowance.left() < LEAST or not allowance.begin(f"ocr {index}"):
                continue
            if (scan := _scan(pdf, index)) is not None:  # PDFium takes one thread only
                reading.append((index, pool.submit(_read, scan, allowance)))


@dataclass(frozen=True)
class _Scan:
    """A page in grey, a byte a pixel, and pixels per point; ``turn`` is by how many quarters it was
    turned clockwise to stand upright, and ``slope`` by what its lines were then levelled."""

    image: Image
    scale: float
    turn: int = 0
    slope: float = 0.0

    def upright(self, turn: int) -> "_Scan":
        return _Scan(np.rot90(self.image, -turn), self.scale, turn)

    def level(self) -> "_Scan":
        slope = slope_of(self.image)
        return replace(self, image=levelled(self.image, slope), slope=slope) if slope else self

    def box(self, left: float, top: float, width: float, height: float) -> Box:
        """A box in pixels from the upper left corner of the image, in points from the lower left
        corner: left, bottom, right, top."""
        low = len(self.image) - top - height
        return self._in_points(left, low, left + width, low + height)

    def shown(self, left: float, top: float, width: float, height: float) -> Box:
        """The same box in points from the lower left corner of the page as it is shown."""
        tall, wide = self.image.shape
        top -= (left + width / 2 - wide / 2) * self.slope
        right, low = left + width, top + height
        found = {
            0: (left, tall - low, right, tall - top),
            1: (top, left, low, right),
            2: (wide - right, top, wide - left, low),
            3: (tall - low, wide - right, tall - top, wide - left),
        }[self.turn]
        return self._in_points(*found)

    def _in_points(self, left: float, bottom: float, right: float, top: float) -> Box:
        return left / self.scale, bottom / self.scale, right / self.scale, top / self.scale


def _scan(pdf: pypdfium2.PdfDocument, index: int) -> _Scan | None:
    """Page ``index``; None when it can't be rendered."""
    try:
        page = pdf[index]
        scale = min(DPI / 72, LARGEST_SIDE / max(*page.get_size(), 1))
        bitmap = page.render(scale=scale, grayscale=True)
        image = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width].copy()
        page.close()
        return _Scan(image, scale)
    except (pypdfium2.PdfiumError, ValueError) as error:
        log.info("page %d can't be rendered: %s", index + 1, error)
        return None


def _read(scan: _Scan, allowance: Allowance) -> ScannedText | None:
    """The text of one page, turned upright when it reads better so; None when tesseract fails."""
    text = _as_it_lies(scan, allowance)
    if text is None or text.confidence >= UPRIGHT or ORIENTATION not in models():
        return text
    said = _tesseract(scan, ["-l", ORIENTATION, "--psm", "0"], allowance)
    turns = [line for line in said.splitlines() if line.startswith("Rotate:")]
    turn = int(turns[0].split()[1]) // 90 % 4 if turns else 0
    turned = _as_it_lies(scan.upright(turn), allowance) if turn else None
    return turned if turned and turned.confidence > text.confidence else text


def _as_it_lies(scan: _Scan, allowance: Allowance) -> ScannedText | None:
    scan = scan.level()
    table = _tesseract(scan, ["-l", LANGUAGE, "tsv"], allowance)
    words = with_capital_i(list(_words(table, scan)))
    if not table:
        return None
    if any(word.may_be_sign for _, word in words) and SIGNS in models():
        others = _words(_tesseract(scan, ["-l", SIGNS, "tsv"], allowance), scan)
        words = with_section_signs(words, [word for _, word in others])
    read = [word for _, word in words]
    confidence = fmean(word.confidence for word in read) if read else 0.0
    tall, wide = (side / scan.scale for side in scan.image.shape)
    lines = with_letterhead(_lines(words), wide, tall)
    return ScannedText(lines, tuple(read), round(confidence, 3))


def _tesseract(scan: _Scan, options: list[str], allowance: Allowance) -> str:
    """What tesseract prints; nothing when it fails or takes too long."""
    tall, wide = scan.image.shape
    command = ["tesseract", "stdin", "stdout", "--dpi", str(DPI), *options]
    try:
        with subprocess.Popen(  # noqa: S603 - fixed words, no shell; the file goes in by a pipe
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        ) as process:
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (CPU_PER_READING, CPU_PER_READING))
            image = f"P5 {wide} {tall} 255\n".encode() + scan.image.tobytes()
            try:
                said, _ = process.communicate(image, timeout=max(0.1, allowance.left() - LEAST / 2))
            except subprocess.TimeoutExpired:
                process.kill()
                return ""
    except OSError as error:
        log.info("tesseract gave up: %r", error)
        return ""
    return said.decode("utf-8", "replace") if process.returncode == 0 else ""


def _words(table: str, scan: _Scan) -> Iterator[tuple[tuple[str, ...], OcrWord]]:
    """The words in tesseract's table, each with the key of its line."""
    rows = [
        (row, word)
        for row in csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        if len(row) == 12 and row[0] == "5" and (word := DEGREE.sub("°", tidy(row[11]).strip()))
    ]
    places = [tuple(map(int, row[6:10])) for row, _ in rows]
    boxes = [(left, top, left + width, top + height) for left, top, width, height in places]
    keys = [tuple(row[2:5]) for row, _ in rows]
    words = [(key, word, box) for key, (_, word), box in zip(keys, rows, boxes, strict=True)]
    bold = bold_words(words, scan.image)
    texts = with_powers(words, scan.image)
    for key, (row, _), word, place, is_bold in zip(keys, rows, texts, places, bold, strict=True):
        run = Run(word, *scan.box(*place), is_bold)
        sure = max(0.0, float(row[10])) / 100
        yield key, OcrWord(run, scan.shown(*place), sure)


def _lines(words: Sequence[tuple[tuple[str, ...], OcrWord]]) -> tuple[Line, ...]:
    """The words joined to lines.

    Tesseract's boxes are tight, so a line without tall letters is lower than its neighbours; lines
    of about the usual height are given that height, and only others are of another size, or those
    of one run whose words are larger.
    """
    lines: dict[tuple[str, ...], list[Run]] = defaultdict(list)
    for key, word in words:
        lines[key].append(word.run)
    heights = {key: max(run.height for run in runs) for key, runs in lines.items()}
    usual = median(heights.values()) if heights else 0.0
    larger = larger_lines(lines)
    made = []
    for key, runs in lines.items():
        height = usual if 0.7 * usual < heights[key] < 1.4 * usual else heights[key]
        middle = median((run.bottom + run.top) / 2 for run in runs)
        low, high = middle - height / 2, middle + height / 2
        line = joined(run._replace(bottom=low, top=high) for run in runs)
        if len(line) == 1 and (tall := usual * larger.get(key, 0.0)) > height:
            line = (line[0]._replace(bottom=middle - tall / 2, top=middle + tall / 2),)
        made.append(line)
    return tuple(line for line in made if line)
