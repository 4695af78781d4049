"""How much each process of the server has to do, told to the others through memory that all see."""

from mmap import mmap

MOST = 256
"""Processes that are told apart; gunicorn numbers them in the order in which they begin."""
NONE = 255
"""What stands for a process that takes no requests."""


class Loads:
    """The requests that each process answers or has waiting, by its number."""

    def __init__(self) -> None:
        self._memory = mmap(-1, MOST)
        self._memory[:] = bytes([NONE]) * MOST

    def tell(self, process: int, requests: int) -> None:
        """Say how many requests a process has that takes more."""
        self._memory[process % MOST] = min(requests, NONE - 1)

    def end(self, process: int) -> None:
        """Say that a process takes no more requests."""
        self._memory[process % MOST] = NONE

    def least(self) -> int:
        """How many requests the process has that has least to do, of those that take any."""
        return min(self._memory[:])
