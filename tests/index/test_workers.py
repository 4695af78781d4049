"""Processes that share work."""

import gc

from search.analysis.compounds import Splitter
from search.library.processes import Workers


def left_by_others(_: int) -> int:
    """How many splitters are there from parts before this one, which takes a compound apart by one
    more; nobody looks for cycles there."""
    left = sum(isinstance(one, Splitter) for one in gc.get_objects())
    assert Splitter(lambda _: 9, lambda _: 9).split("mentorordning")
    return left


def test_a_process_lets_go_of_what_a_part_was_made_with_before_the_next() -> None:
    workers = Workers(2)
    try:
        assert list(workers.each(left_by_others, range(12))) == [0] * 12
    finally:
        workers.close()
