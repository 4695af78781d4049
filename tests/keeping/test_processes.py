"""The service's processes: what becomes of requests when they end, and of slow clients."""

import os
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from search.index.store import IndexStore
from tests.conftest import Collection
from tests.keeping.services import BODY, brittle, rest, service, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")


def test_a_process_killed_in_the_middle_of_a_request_is_replaced_and_the_request_not_repeated(
    filled: Collection,
) -> None:
    with service(filled) as running:
        before = running.pids()
        connection = running.begin_post()
        killed = running.holder(connection)
        os.kill(killed, signal.SIGSTOP)
        connection.sendall(BODY)
        os.kill(killed, signal.SIGKILL)
        assert rest(connection) == b""
        assert [running.get("/soeg?q=makker").status_code for _ in range(10)] == [200] * 10
        wait_until(lambda: len(running.pids() - {killed}) == 2)
        assert len(running.pids() - before) == 1
        assert running.get("/readyz").status_code == 200
        connection.close()
    assert running.asked("POST") == []
    assert len(running.asked("GET")) == 11


def test_what_is_under_way_when_the_service_is_stopped_is_answered(filled: Collection) -> None:
    with service(filled) as running:
        connection = running.begin_post()
        running.process.terminate()
        wait_until(lambda: _refuses(running.port))
        connection.sendall(BODY)
        with connection, connection.makefile("rb") as answer:
            assert b" 200 " in answer.readline()
            assert "makker" in answer.read().decode()
        assert running.end() == 0
    assert [line["status"] for line in running.asked("POST")] == [200]


def _refuses(port: int) -> bool:
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", port)) != 0


def test_an_interrupted_service_says_nothing_but_its_address_and_ends(filled: Collection) -> None:
    with service(filled) as running, running.begin_post():
        running.process.send_signal(signal.SIGINT)
        assert running.end() == 0
    assert running.lines == []


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_a_process_hears_what_it_is_told_while_it_is_just_beginning(
    filled: Collection, told: signal.Signals
) -> None:
    with brittle(filled, deaf=1, stop=600) as running:
        wait_until(lambda: len(running.pids()) == 1)
        running.process.send_signal(told)
        assert running.process.wait(timeout=60) == 0  # what doesn't hear has ten minutes here


def test_all_processes_end_with_the_first_however_it_ends(filled: Collection) -> None:
    with service(filled, processes=3) as running:
        workers = running.pids()
        running.process.kill()
        running.end()
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))


def test_requests_are_counted_over_all_processes(filled: Collection) -> None:
    limits = {"MENTORSOEG_RATE_LIMIT": "4 per hour", "MENTORSOEG_TRUSTED_PROXIES": "1"}
    with service(filled, **limits) as running:

        def ask(visitor: str) -> int:
            return running.get("/soeg?q=makker", **{"X-Forwarded-For": visitor}).status_code

        assert [ask("192.0.2.1") for _ in range(3)] == [200] * 3
        before = running.pids()
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(running.pids() - before) == 2)
        assert [ask("192.0.2.1") for _ in range(3)] == [200, 429, 429]
        assert ask("192.0.2.2") == 200


def test_metrics_are_of_all_processes_whichever_is_asked_and_outlive_them(
    filled: Collection,
) -> None:
    with service(filled, MENTORSOEG_METRICS_FROM='["127.0.0.0/8"]') as running:
        counted = 'mentorsoeg_requests_total{route="/om",status="200"} 40.0'
        with ThreadPoolExecutor(8) as asking:
            assert set(asking.map(lambda _: running.get("/om").status_code, range(40))) == {200}
        before = running.pids()
        assert all(counted in running.get("/metrics").text for _ in range(10))
        for pid in before:
            os.kill(pid, signal.SIGKILL)
        wait_until(lambda: len(running.pids() - before) == 2)
        assert counted in running.get("/metrics").text
        with running.connect() as connection:
            connection.sendall(b"POST /om HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n")
            assert b" 411 " in rest(connection)
        refused = 'mentorsoeg_requests_total{route="none",status="411"} 1.0'
        assert refused in running.get("/metrics").text


def test_every_process_changes_over_to_the_next_generation(filled: Collection) -> None:
    with service(filled, processes=3, MENTORSOEG_LOG_LEVEL="info") as running:
        assert running.get("/readyz").json()["status"] == "ready"
        filled.add("ny.txt", b"Svenden skriver om sit laug. " * 20, "Svendens bog")
        current = IndexStore(filled.index).generation()
        wait_until(
            lambda: {running.get("/readyz").json()["generation"] for _ in range(20)} == {current}
        )
        [killed, *_] = running.pids()
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: len(running.pids() - {killed}) == 3)
        seen = {running.get("/readyz").json()["generation"] for _ in range(20)}
        assert seen == {current}  # the process started last has never seen the one before


def test_clients_that_send_half_a_request_or_nothing_keep_nobody_waiting(
    filled: Collection,
) -> None:
    with service(filled, MENTORSOEG_THREADS="1") as running, ExitStack() as stack:
        slow = [stack.enter_context(running.connect()) for _ in range(20)]
        for connection in slow[:10]:
            connection.sendall(b"GET /soeg?q=makker HTTP/1.1\r\nHost: loc")
        assert running.get("/healthz").status_code == 200
        for connection in slow[:10]:  # none was left to make room for that
            connection.sendall(b"alhost\r\n\r")
            connection.sendall(b"\n")
            with connection.makefile("rb") as answer:
                assert b" 200 " in answer.readline()
