"""How much each process of the server has to do, told to the others through memory that all see."""

from mmap import mmap

MOST = 256
"""Processes that are told of."""
NONE, BEGINNING = 255, 254
"""What stands for a place that nobody has, and for a process that takes no requests yet."""


class Loads:
    """The requests that each process answers or has waiting, by its place."""

    def __init__(self) -> None:
        self._memory = mmap(-1, MOST)
        self._memory[:] = bytes([NONE]) * MOST

    def begin(self) -> int:
        """A place for a process that is to begin; asked by the first process alone. Raises
        ValueError when there is none."""
        place = self._memory[:].index(NONE)
        self._memory[place] = BEGINNING
        return place

    def tell(self, place: int, requests: int) -> None:
        """Say how many requests a process has."""
        self._memory[place] = min(requests, BEGINNING - 1)

    def stop(self, place: int) -> None:
        """Say that a process takes no more requests."""
        self._memory[place] = BEGINNING

    def end(self, place: int) -> None:
        """Say that a process has ended, whose place another may have."""
        self._memory[place] = NONE

    def least(self) -> int:
        """How many requests the process has that has least to do, of those that take any."""
        return min(self._memory[:])
