"""Slow and broken clients take nothing from others; what fails or hangs takes only itself."""

import os
import re
import shutil
import signal
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
import requests

from indexer.pageimages import WIDTHS
from tests.conftest import Collection
from tests.keeping.brittle_service import LARGE
from tests.keeping.services import Service, brittle, rest, service, wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="reads /proc")

ASK = b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"


def test_readers_that_never_read_keep_nobody_waiting(failing_paths: Service) -> None:
    with ExitStack() as stack:
        connections = []
        for _ in range(100):
            connection = stack.enter_context(socket.socket())
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", failing_paths.port))
            connection.sendall(ASK)
            connections.append(connection)
        for connection in connections:  # until its answer waits for it, or was too much
            with suppress(ConnectionError):
                connection.recv(1, socket.MSG_PEEK)
        for _ in range(10):
            assert failing_paths.get("/soeg?q=makker").status_code == 200
        assert len(failing_paths.get("/large").content) == LARGE


def test_more_half_open_connections_than_there_is_room_for_keep_nobody_waiting(
    one_process: Service,
) -> None:
    with ExitStack() as stack:
        for n in range(600):
            connection = stack.enter_context(one_process.connect())
            if n % 2:
                connection.sendall(b"GET /soeg?q=makker HTTP/1.1\r\nHost: loc")
        for _ in range(10):
            assert one_process.get("/soeg?q=makker").status_code == 200


def test_a_request_that_comes_drop_by_drop_is_left_however_busily_it_drips(
    failing_paths: Service,
) -> None:
    with failing_paths.connect() as head, failing_paths.connect() as body:
        head.sendall(b"GET / HTTP/1.1\r\n")
        body.sendall(b"POST /samling-af-soegninger HTTP/1.1\r\nContent-Length: 90000\r\n\r\n")
        left = set[socket.socket]()
        until = time.monotonic() + 60
        while len(left) < 2 and time.monotonic() < until:
            assert failing_paths.get("/healthz").status_code == 200
            for slow in {head, body} - left:
                try:
                    slow.sendall(b"X: y\r\n")
                except ConnectionError:
                    left.add(slow)
            time.sleep(0.2)
        assert len(left) == 2


def test_a_client_that_goes_silent_is_left(filled: Collection) -> None:
    with (
        brittle(filled, silent=2, whole=60) as running,
        running.begin_post() as halfway,
        running.connect() as mute,
    ):
        assert running.get("/healthz").status_code == 200
        assert b" 200 " not in rest(halfway) + rest(mute)


@pytest.mark.parametrize(
    ("lines", "status"),
    [("Transfer-Encoding: chunked", b" 411 "), (f"X: {100_000 * 'x'}", b" 431 ")],
    ids=["a body of untold length", "a long head"],
)
def test_what_is_refused_unread_is_told_so(one_process: Service, lines: str, status: bytes) -> None:
    with one_process.connect() as connection:
        head = f"POST /samling-af-soegninger HTTP/1.1\r\nHost: x\r\n{lines}\r\n\r\n"
        connection.sendall(head.encode())
        with connection.makefile("rb") as answer:
            assert status in answer.readline()


def test_a_client_that_sends_no_more_is_answered(failing_paths: Service) -> None:
    answers = []
    with ExitStack() as stack:
        for path in ("large", *["slow"] * 6):
            connection = stack.enter_context(failing_paths.connect())
            connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            connection.shutdown(socket.SHUT_WR)
            answers.append(stack.enter_context(connection.makefile("rb")))
        assert len(answers[0].read()) > LARGE
        said = {answer.readline().split()[1] for answer in answers[1:]}
        assert said == {b"200", b"503"}  # who may have gone takes no thread that others wait for


def test_many_requests_of_one_sort_keep_no_other_waiting(failing_paths: Service) -> None:
    with ExitStack() as stack:
        for _ in range(400):
            connection = stack.enter_context(failing_paths.connect())
            connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        for _ in range(3):
            assert failing_paths.get("/soeg?q=makker").status_code == 200


def test_clients_that_go_away_take_no_place(one_process: Service) -> None:
    for n in range(200):
        with one_process.connect() as connection:
            connection.sendall(f"GET /soeg?q=makker+{n} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    assert one_process.get("/soeg?q=makker").status_code == 200


def test_health_is_answered_while_all_threads_are_busy(failing_paths: Service) -> None:
    with ThreadPoolExecutor(6) as asking:
        slow = [asking.submit(failing_paths.get, "/slow") for _ in range(6)]
        time.sleep(0.3)
        assert failing_paths.get("/healthz").json() == {"status": "ok"}
        assert failing_paths.get("/readyz").json()["status"] == "ready"
        assert not all(each.done() for each in slow)
        assert [each.result().text for each in slow] == ["done"] * 6


def test_an_answer_that_fails_at_any_piece_is_none_and_loses_no_thread(
    failing_paths: Service,
) -> None:
    codes = [failing_paths.get(path).status_code for path in ("/first", "/later") * 10]
    assert codes == [500] * 20
    assert failing_paths.get("/soeg?q=makker").status_code == 200


def test_a_process_whose_threads_hang_is_ended_and_replaced(filled: Collection) -> None:
    with brittle(filled, hang=2) as running, ExitStack() as stack:
        assert running.get("/healthz").status_code == 200
        before = running.pids()
        for _ in range(3):
            connection = stack.enter_context(running.connect())
            connection.sendall(b"GET /hangs HTTP/1.1\r\nHost: x\r\n\r\n")
        wait_until(lambda: bool(running.pids() - before))
        assert running.get("/soeg?q=makker").status_code == 200


def test_a_process_that_stands_still_is_ended_and_replaced(filled: Collection) -> None:
    with brittle(filled, still=4, stop=1) as running:
        assert running.get("/healthz").status_code == 200
        [before] = running.pids()
        os.kill(before, signal.SIGSTOP)
        assert running.get("/soeg?q=makker").status_code == 200
        assert before not in running.pids()


def test_processes_that_fail_when_they_begin_are_started_until_one_does_not(
    filled: Collection,
) -> None:
    with brittle(filled, failing=2) as running:
        assert running.get("/soeg?q=makker").status_code == 200


def forget_images(filled: Collection) -> bool:
    shutil.rmtree(filled.corpus / "pageimages", ignore_errors=True)
    return True


def both_have_begun(filled: Collection) -> bool:
    return (filled.index / "begun").stat().st_size == 2


def test_the_process_that_has_least_to_do_takes_what_comes(filled: Collection) -> None:
    told = filled.index / "asked"
    with (
        brittle(filled, processes=2, threads=20, left=20) as running,
        ThreadPoolExecutor(20) as asking,
    ):
        wait_until(lambda: running.get("/healthz").ok and both_have_begun(filled))
        time.sleep(2)  # until both take what comes
        asked = []
        for n in range(20):
            asked.append(asking.submit(running.get, "/who"))
            wait_until(lambda n=n: told.exists() and told.stat().st_size > n)
        (filled.index / "answer").touch()
        shares = Counter(each.result().text for each in asked)
        assert sorted(shares.values()) == [10, 10]


def test_what_a_process_leaves_to_one_that_stands_still_is_answered(filled: Collection) -> None:
    with brittle(filled, processes=2, threads=20) as running:
        wait_until(lambda: running.get("/healthz").ok and both_have_begun(filled))
        time.sleep(2)
        (filled.index / "answer").touch()
        still, other = sorted(running.pids())
        os.kill(still, signal.SIGSTOP)
        with running.connect() as connection:
            connection.sendall(b"GET /hangs HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.5)
            assert running.get("/who").text == str(other)
        os.kill(still, signal.SIGCONT)


def test_what_still_waits_when_the_service_is_stopped_is_answered(filled: Collection) -> None:
    with brittle(filled) as running:
        assert running.get("/healthz").status_code == 200
        with ThreadPoolExecutor(4) as asking:
            slow = [asking.submit(running.get, "/slow") for _ in range(4)]
            time.sleep(0.3)
            running.process.terminate()
            assert [each.result().text for each in slow] == ["done"] * 4
        assert running.process.wait(timeout=30) == 0


def test_the_service_ends_in_the_time_set_though_clients_hold_on(filled: Collection) -> None:
    with brittle(filled, stop=1) as running, ExitStack() as stack:
        assert running.get("/healthz").status_code == 200
        for _ in range(5):
            connection = stack.enter_context(running.connect())
            connection.sendall(ASK)
        for _ in range(5):
            stack.enter_context(running.connect())
        running.process.terminate()
        assert running.process.wait(timeout=30) == 0


def test_a_part_of_an_original_is_given_as_it_is(one_process: Service) -> None:
    page = one_process.get("/soeg?q=makker").text
    path = str(re.search("/original/[0-9a-f]+", page)[0])  # type: ignore[index]
    whole = one_process.get(path).content
    for span in ("bytes=0-", "bytes=5-24", "bytes=-7"):
        part = one_process.get(path, Range=span)
        assert part.status_code == 206
        start, end = map(int, part.headers["Content-Range"][6:].split("/")[0].split("-"))
        assert part.content == whole[start : end + 1]
    assert one_process.get(path, Range="bytes=999999999-").status_code == 416


def test_what_one_visitor_costs_is_counted_whatever_it_asks(filled: Collection) -> None:
    limits = {"MENTORSOEG_CPU_LIMIT": "1 per hour", "MENTORSOEG_RATE_LIMIT": ""}
    quiet = {"MENTORSOEG_TRUSTED_PROXIES": "1", "MENTORSOEG_LOG_LEVEL": "error"}
    with service(filled, **limits, **quiet) as running:

        def ask(path: str, visitor: str = "192.0.2.1") -> int:
            return running.get(path, **{"X-Forwarded-For": visitor}).status_code

        paths = [f"{path}?q=makker+{n}" for n in range(600) for path in ("/soeg", "/konkordans")]
        assert 429 in map(ask, paths)
        assert [ask("/om"), ask("/om", "192.0.2.2"), ask("/healthz")] == [429, 200, 200]
        assert ask("/om", "127.0.0.1") == 200
        assert 429 in (ask(path, "127.0.0.1") for path in paths)
        assert requests.get(f"{running.address}/om", timeout=30).status_code == 200
        drawn = "/materiale/murerrapporten/side/{}/billede?bredde={}"
        images = [drawn.format(page, width) for page in (1, 2) for width in WIDTHS] * 20
        assert 429 in (ask(path, "192.0.2.3") for path in images if forget_images(filled))
