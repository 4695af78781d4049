"""What a reader of files may still do: asked before each step."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Allowance:
    """``reading_until`` and ``until`` are times of ``time.monotonic``; ``skip`` holds the steps
    that an earlier worker did not survive; ``tell`` says which step begins."""

    reading_until: float
    until: float
    skip: Collection[str] = ()
    tell: Callable[[str], None] = lambda _: None

    def begin(self, step: str) -> bool:
        """Say that ``step`` begins; False when it must be left out."""
        if step in self.skip:
            return False
        self.tell(step)
        return True

    def may_read(self) -> bool:
        """Whether there is time for another page."""
        return time.monotonic() < self.reading_until

    def left(self) -> float:
        """Seconds left for everything, OCR with it."""
        return self.until - time.monotonic()
