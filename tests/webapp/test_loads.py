"""What processes tell each other of what they have to do."""

from webapp.serving.loads import MOST, Loads


def test_the_least_is_that_of_the_processes_that_take_requests() -> None:
    loads = Loads()
    for process, requests in ((1, 3), (2, 5), (3, 900)):
        loads.tell(process, requests)
    assert loads.least() == 3
    loads.end(1)
    assert loads.least() == 5


def test_any_number_of_processes_may_begin_and_end() -> None:
    loads = Loads()
    for process in range(1, 3 * MOST):
        loads.tell(process, 1)
        loads.end(process)
    loads.tell(3 * MOST, 7)
    assert loads.least() == 7
