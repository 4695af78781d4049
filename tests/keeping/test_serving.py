"""The service as operators run it: processes, proxies, generations that come while it serves."""

import json
import re
import threading
import time
from pathlib import Path

import pytest
import requests

from benchmarks.readers import Tally as Readings
from benchmarks.readers import in_process, read
from search.asking.parsing import LONGEST_QUERY
from search.index.store import IndexStore
from search.live import LiveSearcher
from tests.conftest import Collection
from tests.keeping.conftest import serving
from tests.keeping.services import Service, start, wait_until


def ready(address: str) -> str:
    return str(requests.get(f"{address}/readyz", timeout=30).json()["generation"])


def test_two_processes_change_over_to_the_next_generation_though_nobody_asks_one_of_them(
    filled: Collection,
) -> None:
    with serving(filled) as (one, _), serving(filled, MENTORSOEG_LOG_LEVEL="info") as (two, log):
        before = {ready(one), ready(two)}
        assert len(before) == 1
        filled.add("ny.txt", b"Svenden skriver om sit laug. " * 20, "Svendens bog")
        current = IndexStore(filled.index).generation()
        assert {current}.isdisjoint(before)
        wait_until(lambda: ready(one) == current)
        time.sleep(2)  # two is not asked meanwhile, and follows by itself within a second
        assert ready(two) == current
        assert requests.get(f"{two}/api/search?q=svenden", timeout=30).json()["total"] == 1
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert f"serving {current}" in [line["message"] for line in lines]


def test_behind_a_proxy_each_visitor_has_a_limit_of_their_own_and_the_log_knows_none(
    filled: Collection,
) -> None:
    limits = {"MENTORSOEG_RATE_LIMIT": "2 per minute", "MENTORSOEG_TRUSTED_PROXIES": "1"}
    with serving(filled, **limits) as (address, log):

        def ask(visitor: str) -> int:
            headers = {"X-Forwarded-For": visitor, "User-Agent": "en-særlig-browser".encode()}
            url = f"{address}/soeg?q=makker"
            return requests.get(url, headers=headers, timeout=30).status_code

        assert [ask("192.0.2.1") for _ in range(3)] == [200, 200, 429]
        assert ask("192.0.2.2") == 200
        one_site = [ask(f"2001:db8:1:2::{n}") for n in range(3)]
        assert one_site == [200, 200, 429]
        assert ask("2001:db8:1:3::1") == 200
    text = log.read_text()
    entries = [json.loads(line) for line in text.splitlines()]
    asked = [entry for entry in entries if entry["logger"] == "mentorsoeg.access"]
    assert [entry["status"] for entry in asked].count(429) == 2
    assert {entry["message"] for entry in asked} == {"GET /soeg"}
    for secret in ("192.0.2", "2001:db8", "browser", "127.0.0.1", "makker"):
        assert secret not in text


def test_what_is_too_large_is_refused_and_nothing_is_logged_at_length(filled: Collection) -> None:
    with serving(filled) as (address, log):
        url = f"{address}/samling-af-soegninger"
        assert requests.post(url, data={"ord": "x" * 1_500_000}, timeout=30).status_code == 413
        for query in ("a" * 8_000, "aå" * (LONGEST_QUERY // 2)):
            assert requests.get(f"{address}/soeg", {"q": query}, timeout=30).status_code == 200
        try:
            huge = requests.post(url, data=b"x" * 5_000_000, timeout=30).status_code
        except requests.ConnectionError:
            huge = 413  # closed before all was sent
        assert huge == 413
        for length in (10_000, 400_000):
            long = requests.get(f"{address}/soeg?q={'a' * length}", timeout=30)
            assert long.status_code == 414
            assert ("Adressen er for lang" in long.text) == (length < 1 << 16)
    assert all(len(line) < 5_000 for line in log.read_text().splitlines())


def test_a_damaged_next_generation_is_logged_once_and_the_one_before_served(
    filled: Collection,
) -> None:
    with serving(filled) as (address, log):
        before = ready(address)
        filled.add("ny.txt", b"Svenden skriver om sit laug. " * 20, "Svendens bog")
        store = IndexStore(filled.index)
        folder = store.path(store.generation())
        broken = store.path(f"{store.generation()[:17]}-ffffff".replace("000002", "000003"))
        folder.rename(broken)
        for file in broken.iterdir():
            content = file.read_bytes()
            file.unlink()  # the generation before may share it by a hard link
            file.write_bytes(content[:-9])
        (filled.index / "CURRENT").write_text(broken.name)
        for _ in range(40):
            assert requests.get(f"{address}/soeg?q=makker", timeout=30).status_code == 200
        assert ready(address) in (before, folder.name)
        time.sleep(1.5)
        assert ready(address) in (before, folder.name)
        assert filled.run("index").exit_code == 0
        current = store.generation()
        wait_until(lambda: ready(address) == current)
    told = [line for line in log.read_text().splitlines() if "can't be opened" in line]
    assert len(told) == 1
    assert "Traceback" not in log.read_text()


def test_readers_in_one_process_never_fail_nor_see_two_generations(filled: Collection) -> None:
    live, stop, tally = LiveSearcher(filled.index), threading.Event(), Readings()
    threads = [
        threading.Thread(target=read, args=(in_process(live), stop, tally)) for _ in range(4)
    ]
    filled.add("to.txt", b"To om en makker. " * 20, "To", "--publisher", "Udgiver")
    for thread in threads:
        thread.start()
    for _ in range(3):
        assert filled.run("index", "--rebuild").exit_code == 0
    stop.set()
    for thread in threads:
        thread.join()
    assert tally.errors == []
    assert tally.times


def test_an_interrupted_service_ends_and_frees_its_port(filled: Collection) -> None:
    with serving(filled) as (address, _):
        port = address.rsplit(":", 1)[1]
        taken = start(filled, "serve", "--port", port)
        code = taken.wait(timeout=60)
        assert taken.stderr
        assert (code, "porten er i brug" in taken.stderr.read()) == (1, True)
        taken.communicate()
    again = start(filled, "serve", "--port", port)
    try:
        assert again.stdout
        assert port in again.stdout.readline()
    finally:
        again.terminate()
        again.communicate()


def test_several_processes_answer_as_one_does(filled: Collection, one_process: Service) -> None:
    terms = {"ord": "makker\nsvend"}
    # Uncompressed: an address in the answer has another port, and another compressed length.
    plain = {"Accept-Encoding": "identity"}
    one = one_process.address
    with serving(filled, MENTORSOEG_PROCESSES="2") as (several, _):
        page = requests.get(f"{one}/soeg?q=makker", timeout=30).text
        original = str(re.search("/original/[0-9a-f]+", page)[0])  # type: ignore[index]
        paths = [original, "/nyt.atom", "/findes-ikke", "/"]
        for path in paths:
            answers = [requests.get(f"{at}{path}", timeout=30) for at in (one, several)]
            assert len({answer.status_code for answer in answers}) == 1
            assert len({answer.headers.get("Content-Type") for answer in answers}) == 1
            heads = [requests.head(f"{at}{path}", headers=plain, timeout=30)
                     for at in (one, several)]  # fmt: skip
            assert len({(h.status_code, h.headers.get("Content-Length")) for h in heads}) == 1
        bodies = {requests.get(f"{at}{original}", timeout=30).content for at in (one, several)}
        assert len(bodies) == 1
        assert next(iter(bodies)).startswith(b"%PDF")
        posted = [requests.post(f"{at}/samling-af-soegninger", data=terms, timeout=30)
                  for at in (one, several)]  # fmt: skip
        assert [answer.status_code for answer in posted] == [200, 200]
        assert all("makker" in answer.text for answer in posted)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"MENTORSOEG_LOG_LEVEL": "loud"}, "'log_level'"),
        ({"MENTORSOEG_RATE_LIMIT": "mange"}, "'rate_limit'"),
        ({"MENTORSOEG_RATE_STORAGE": "skyen://x"}, "'rate_storage'"),
        ({"MENTORSOEG_ALLOWED_HOSTS": "x"}, "allowed_hosts"),
        ({"MENTORSOEG_THREADS": "0"}, "'threads'"),
    ],
)
def test_a_wrong_setting_is_named(
    filled: Collection, environment: dict[str, str], said: str
) -> None:
    result = filled.run("serve", "--port", "0", **environment)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert said in result.stderr


def test_a_settings_file_that_cannot_be_read_is_named(
    filled: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(filled.corpus.parent)
    for content in (b"threads = [[", b"\xff", b"ukendt = 1"):
        Path("mentorsoeg.toml").write_bytes(content)
        result = filled.run("status")
        assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    Path("mentorsoeg.toml").write_bytes(b"threads = 2\n")
    assert filled.run("status").exit_code == 0
