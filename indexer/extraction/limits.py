"""What one file may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Seconds for reading a file, for reading and OCR together, and without a sign of life while
    reading; bytes of address space for the worker, and bytes of its answer."""

    reading: float
    total: float
    silence: float
    memory: int = 900 * 2**20
    output: int = 64 * 2**20


PROMPT = Limits(reading=12.0, total=17.0, silence=8.0)
"""For one who waits: whatever the file, an answer within 30 s."""

PATIENT = Limits(reading=120.0, total=3600.0, silence=60.0)
"""For the index: a scanned report of hundreds of pages gets its OCR."""
