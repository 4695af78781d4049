"""What a worker is doing, told to its parent through memory that both see.

A message for every page would wake the parent hundreds of times a second, and each time a worker
had to wait where all cores are busy.
"""

import mmap

START = "start"
"""The step before all others: the worker has the file's name."""
SIZE = 64


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
