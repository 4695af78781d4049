"""What a worker is doing, told to its parent through memory that both see.

A message for every page would wake the parent hundreds of times a second, and each time a worker
had to wait where all cores are busy.
"""

import mmap
import re

START = "start"
"""The step before all others: the worker has the file's name."""
SIZE = 64
SCANNED = re.compile(r"ocr read ([0-9]{1,6})/([0-9]{1,6})")


def scanned_step(done: int, total: int) -> str:
    """The step of waiting for OCR, which has read ``done`` of ``total`` pages."""
    return f"ocr read {done}/{total}"


def scanned_pages(step: str) -> tuple[int, int] | None:
    """How many pages OCR has read, and of how many; None at any other step."""
    told = SCANNED.fullmatch(step)
    return (int(told[1]), int(told[2])) if told else None


class Steps:
    """The step that was told last, in a file of ``SIZE`` bytes that both processes have open under
    the number ``file``."""

    def __init__(self, file: int) -> None:
        self._memory = mmap.mmap(file, SIZE)

    def tell(self, step: str) -> None:
        """Say that ``step`` begins; '' is none."""
        self._memory[:] = step.encode().ljust(SIZE, b"\0")

    def told(self) -> str:
        """The step told last; '' when there is none."""
        return self._memory[:].rstrip(b"\0").decode(errors="replace")
