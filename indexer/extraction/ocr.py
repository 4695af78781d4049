"""Reading scanned pages with tesseract, where it is installed with Danish."""

import logging
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import repeat

import pypdfium2

from indexer.extraction.allowance import Allowance
from indexer.extraction.runs import Line, lines_of

log = logging.getLogger(__name__)

LANGUAGE = "dan"
INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-dan"
DPI = 300
LARGEST_SIDE = 4500
"""Pixels: 300 dpi of A3; a larger page is rendered coarser, so that memory is bounded."""
SECONDS_PER_PAGE = 60.0
CORES = max(1, os.cpu_count() or 1)


@cache
def has_ocr() -> bool:
    """Whether tesseract and its Danish data are installed."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(  # noqa: S603 - fixed words, no shell
            [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in listed.stdout.split()


def read_scans(
    pdf: pypdfium2.PdfDocument,
    indices: Sequence[int],
    allowance: Allowance,
) -> Iterator[tuple[int, tuple[Line, ...]]]:
    """The lines of each page in ``indices`` (from 0), as many as the time allows."""
    with ThreadPoolExecutor(CORES) as pool:
        for start in range(0, len(indices), CORES):
            if allowance.left() <= 0:
                return
            batch = indices[start : start + CORES]
            if not allowance.begin(f"ocr {batch[0]}"):
                continue
            limit = min(SECONDS_PER_PAGE, max(1.0, allowance.left()))
            images = [_image(pdf, index) for index in batch]  # PDFium takes one thread only
            texts = pool.map(_read, images, repeat(limit))
            for index, text in zip(batch, texts, strict=True):
                yield index, lines_of(text)


def _image(pdf: pypdfium2.PdfDocument, index: int) -> bytes:
    """Page ``index`` in grey as a PGM file; empty when it can't be rendered."""
    try:
        page = pdf[index]
        scale = min(DPI / 72, LARGEST_SIDE / max(*page.get_size(), 1))
        bitmap = page.render(scale=scale, grayscale=True)
        rows = bitmap.to_numpy().reshape(bitmap.height, -1)[:, : bitmap.width]
        header = f"P5 {bitmap.width} {bitmap.height} 255\n".encode()
        page.close()
        return header + bytes(rows.tobytes())
    except (pypdfium2.PdfiumError, ValueError) as error:
        log.info("page %d can't be rendered: %s", index + 1, error)
        return b""


def _read(image: bytes, seconds: float) -> str:
    """The text of one image; '' when tesseract fails or takes longer than ``seconds``."""
    if not image:
        return ""
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell; the file goes in by a pipe
            ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI)],  # noqa: S607 - the PATH of who runs the service
            input=image,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        log.info("tesseract gave up: %r", error)
        return ""
    return done.stdout.decode("utf-8", "replace").replace("\f", "")
