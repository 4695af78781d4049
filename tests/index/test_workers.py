"""Processes that share work."""

import gc

from search.library.processes import Workers


class Ring:
    """Something that only the search for cycles lets go of."""

    def __init__(self) -> None:
        self.itself = self


def left_by_others(_: int) -> int:
    """How many rings are there from parts before this one, which makes one more."""
    left = sum(isinstance(one, Ring) for one in gc.get_objects())
    Ring()
    return left


def test_a_process_lets_go_of_what_a_part_was_made_with_before_the_next() -> None:
    workers = Workers(2)
    try:
        assert list(workers.each(left_by_others, range(12))) == [0] * 12
    finally:
        workers.close()
