"""Processes that share work."""

import gc

from search.library.processes import COLLECTED, Workers


class Ring:
    """Something that only the search for cycles lets go of."""

    def __init__(self) -> None:
        self.itself = self


def left_by_others(_: int) -> int:
    """How many rings are there from parts before this one, which makes one more."""
    left = sum(isinstance(one, Ring) for one in gc.get_objects())
    Ring()
    return left


def test_a_process_lets_go_of_what_parts_were_made_with_after_a_few() -> None:
    workers = Workers(2)
    try:
        assert max(workers.each(left_by_others, range(6 * COLLECTED))) < COLLECTED
    finally:
        workers.close()
