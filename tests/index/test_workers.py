"""Processes that share work."""

import gc
import signal

from search.analysis.compounds import Splitter
from search.library.processes import Workers


def left_by_others(_: int) -> int:
    """How many splitters are there from parts before this one, which takes a compound apart by one
    more; nobody looks for cycles there."""
    left = sum(isinstance(one, Splitter) for one in gc.get_objects())
    assert Splitter(lambda _: 9, lambda _: 9).split("mentorordning")
    return left


def is_deaf(_: int) -> bool:
    """Whether this process hears nothing of Ctrl+C."""
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_a_process_lets_go_of_what_a_part_was_made_with_before_the_next() -> None:
    workers = Workers(2)
    try:
        assert list(workers.each(left_by_others, range(12))) == [0] * 12
    finally:
        workers.close()


def test_ctrl_c_is_for_the_process_that_began_them_alone() -> None:
    workers = Workers(2)
    try:
        assert all(workers.each(is_deaf, range(4)))
        assert not is_deaf(0)
    finally:
        workers.close()
