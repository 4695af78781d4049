"""What one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds for reading a file, for all that isn't OCR, without a sign of life while reading, and
    for OCR beyond; bytes of address space for the worker, and bytes of its answer; CPU seconds for
    the file, 0 where these aren't bounded."""

    reading: float
    total: float
    silence: float
    ocr: float = 0.0
    memory: int = 900 * 2**20
    output: int = 64 * 2**20
    cpu: float = 0.0


PROMPT = Limits(reading=12.0, total=17.0, silence=8.0, ocr=300.0)
"""For one who waits: an answer within 30 s, whatever the file; for scans, within five minutes."""

PATIENT = Limits(reading=120.0, total=180.0, silence=60.0, ocr=3600.0)
"""For the index: a scanned report of hundreds of pages gets its OCR."""

LISTING = Limits(reading=60.0, total=60.0, silence=60.0)
"""For a list page, read as a whole by a command: 5,000 boxes with texts take 8.5 CPU seconds."""

DRAWING = Limits(reading=12.0, total=17.0, silence=8.0, cpu=0.65)
"""For a page's image, which anybody may ask for. Of 136 pages of 30 reports, 1600 pixels wide, the
dearest took .35 CPU seconds to draw."""

PLACING = Limits(reading=12.0, total=17.0, silence=8.0, cpu=0.3)
"""For where its letters stand: of the same pages at most .07."""
