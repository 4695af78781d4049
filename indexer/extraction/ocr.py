"""Reading scanned pages with tesseract, where it is installed with Danish."""

import csv
import logging
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from statistics import median

import pypdfium2

from indexer.extraction.allowance import Allowance
from indexer.extraction.runs import Line, Run, joined, tidy
from indexer.extraction.tesseract import LANGUAGE

log = logging.getLogger(__name__)

DPI = 300
LARGEST_SIDE = 4500
"""Pixels: 300 dpi of A3; a larger page is rendered coarser, so that memory is bounded."""
SECONDS_PER_PAGE = 60.0
LEAST = 3.0
"""Seconds: with less left, no more pages are begun, so that what was read is given in time."""
CORES = max(1, os.cpu_count() or 1)


def read_scans(
    pdf: pypdfium2.PdfDocument,
    indices: Sequence[int],
    allowance: Allowance,
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """The lines of each page in ``indices`` (from 0) that can be read and that there is time for,
    in points from the page's lower left corner."""
    with ThreadPoolExecutor(CORES) as pool:
        for start in range(0, len(indices), CORES):
            if allowance.left() < LEAST:
                return
            batch = indices[start : start + CORES]
            if not allowance.begin(f"ocr {batch[0]}"):
                continue
            scans = [_scan(pdf, index) for index in batch]  # PDFium takes one thread only
            limit = min(SECONDS_PER_PAGE, allowance.left() - LEAST / 2)
            for index, lines in zip(batch, pool.map(_read, scans, repeat(limit)), strict=True):
                if lines is not None:
                    yield index, lines


@dataclass(frozen=True)
class _Scan:
    """A page as a PGM file, how many pixels tall it is, and pixels per point."""

    image: bytes
    height: int
    scale: float


def _scan(pdf: pypdfium2.PdfDocument, index: int) -> _Scan | None:
    """Page ``index`` in grey; None when it can't be rendered."""
    try:
        page = pdf[index]
        scale = min(DPI / 72, LARGEST_SIDE / max(*page.get_size(), 1))
        bitmap = page.render(scale=scale, grayscale=True)
        rows = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
        header = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
        page.close()
        return _Scan(header + bytes(rows.tobytes()), bitmap.height, scale)
    except (pypdfium2.PdfiumError, ValueError) as error:
        log.info("page %d can't be rendered: %s", index + 1, error)
        return None


def _read(scan: _Scan | None, seconds: float) -> tuple[Line, ...] | None:
    """The lines of one page; None when tesseract fails or takes longer than ``seconds``."""
    if scan is None or seconds <= 0:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell; the file goes in by a pipe
            # the PATH is that of who runs the service
            ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "tsv"],  # noqa: S607
            input=scan.image,
            capture_output=True,
            timeout=seconds,
            check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.info("tesseract gave up: %r", error)
        return None
    return _lines(done.stdout.decode("utf-8", "replace"), scan)


def _lines(table: str, scan: _Scan) -> tuple[Line, ...]:
    """The lines in tesseract's table of words.

    Its boxes are tight, so a line without tall letters is lower than its neighbours; lines of about
    the usual height are given that height, and only others are of another size.
    """
    lines: dict[tuple[str, ...], list[Run]] = defaultdict(list)
    for row in csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) == 12 and row[0] == "5" and (word := tidy(row[11]).strip()):
            left, top, width, height = (float(cell) for cell in row[6:10])
            bottom = scan.height - top - height
            edges = [e / scan.scale for e in (left, bottom, left + width, bottom + height)]
            lines[tuple(row[2:5])].append(Run(word, edges[0], edges[1], edges[2], edges[3]))
    heights = {key: max(map(_height, words)) for key, words in lines.items()}
    usual = median(heights.values()) if heights else 0.0
    made = []
    for key, words in lines.items():
        height = usual if 0.7 * usual < heights[key] < 1.4 * usual else heights[key]
        middle = median((word.bottom + word.top) / 2 for word in words)
        low, high = middle - height / 2, middle + height / 2
        made.append(joined(word._replace(bottom=low, top=high) for word in words))
    return tuple(made)


def _height(word: Run) -> float:
    return word.height
