"""The count of requests that processes share."""

import multiprocessing
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits.storage import MemoryStorage, storage_from_string

from webapp.serving.ratestore import SharedStorage
from webapp.serving.sharedlock import SharedLock

FORK = multiprocessing.get_context("fork")
HOUR = 3600


def count(storage: SharedStorage, times: int) -> None:
    """Count so many requests of one visitor."""
    for _ in range(times):
        storage.incr("visitor", HOUR)


def test_nothing_is_lost_when_processes_count_at_the_same_time() -> None:
    storage = SharedStorage()
    processes = [FORK.Process(target=count, args=(storage, 2000)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert storage.get("visitor") == 4 * 2000


def test_processes_killed_while_they_count_keep_nobody_waiting() -> None:
    storage = SharedStorage()
    for _ in range(20):
        process = FORK.Process(target=count, args=(storage, 10**9))
        process.start()
        before = storage.get("visitor")
        while storage.get("visitor") == before:
            time.sleep(0.001)
        process.kill()
        process.join()
        counted = storage.get("visitor")
        assert storage.incr("visitor", HOUR) == counted + 1


def test_a_process_that_stands_still_while_it_counts_keeps_nobody_waiting() -> None:
    lock, still = SharedLock(), FORK.Event()
    process = FORK.Process(target=stand_still, args=(lock, still))
    process.start()
    still.wait()
    with ThreadPoolExecutor(1) as counting:
        try:
            for _ in range(100):
                counting.submit(hold, lock).result(timeout=30)
        finally:
            process.kill()
            process.join()


def hold(lock: SharedLock) -> None:
    with lock.held():
        pass


def stand_still(lock: SharedLock, still: Event) -> None:
    with lock.held():
        still.set()
        signal.pause()


@given(st.lists(st.tuples(st.sampled_from(["incr", "clear", "reset"]), st.text(max_size=3))))
def test_it_counts_as_the_storage_of_one_process_does(steps: list[tuple[str, str]]) -> None:
    storage, known = SharedStorage(), MemoryStorage()
    for name, key in steps:
        for each in (storage, known):
            if name == "incr":
                each.incr(key, HOUR)
            elif name == "clear":
                each.clear(key)
            else:
                each.reset()
        assert {k: storage.get(k) for _, k in steps} == {k: known.get(k) for _, k in steps}


def test_a_count_ends_with_its_time_and_begins_anew() -> None:
    storage = SharedStorage()
    assert [storage.incr("visitor", 0.2), storage.incr("visitor", 0.2)] == [1, 2]
    end = storage.get_expiry("visitor")
    assert end > time.time() - 60
    while time.time() <= end:
        time.sleep(0.01)
    assert storage.get("visitor") == 0
    assert storage.incr("visitor", HOUR) == 1
    assert storage.get_expiry("visitor") > end + HOUR - 60


def test_a_clock_that_is_set_back_keeps_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    storage = SharedStorage()
    storage.incr("visitor", 0.1)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert storage.get_expiry("visitor") < 1
    time.sleep(0.2)
    assert storage.get("visitor") == 0


def test_more_visitors_than_there_is_room_for_are_still_counted_each() -> None:
    storage = SharedStorage(entries=8)
    for n in range(100):
        assert storage.incr(f"visitor {n}", HOUR) == 1
        assert storage.incr(f"visitor {n}", HOUR) == 2


def test_it_is_found_by_its_address() -> None:
    assert isinstance(storage_from_string("shared://"), SharedStorage)
