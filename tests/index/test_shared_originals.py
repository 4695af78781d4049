"""Originals and texts in S3-compatible storage that hosts share: a real server on loopback."""

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from search.library import sharedfiles
from tests.conftest import Collection, make_pdf

pytest.importorskip("s3fs")
server, settings = map(pytest.importorskip, ("moto.server", "moto.settings"))

BUCKET, PREFIX = "rapporter", "mentor"
ADDRESS = f"s3://{BUCKET}/{PREFIX}"
FILES = 3


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The address of a server with that bucket."""
    running = server.ThreadedMotoServer("127.0.0.1", 0)
    running.start()
    address = "http://{}:{}".format(*running.get_host_and_port())
    requests.put(f"{address}/{BUCKET}", timeout=60).raise_for_status()
    yield address
    running.stop()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, endpoint: str) -> None:
    """That storage is the one that is meant, and we may use it."""
    told = {
        "MENTORSOEG_ORIGINALS": ADDRESS, "AWS_ENDPOINT_URL": endpoint, "AWS_ACCESS_KEY_ID": "en",
        "AWS_SECRET_ACCESS_KEY": "to", "AWS_EC2_METADATA_DISABLED": "true",
    }  # fmt: skip
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sharedfiles, "READ_SECONDS", 1)


@pytest.fixture
def added(collection: Collection, here: None) -> Collection:
    """A collection whose reports were put in on one host."""
    for n in range(FILES):
        result = collection.add(f"{n}.pdf", make_pdf(f"mentor nummer{n}"), f"Rapport {n}")
        assert result.exit_code == 0, result.output
    return collection


@pytest.fixture
def other(added: Collection, tmp_path: Path) -> Collection:
    """The same on another host, which has the catalogue alone."""
    (tmp_path / "other").mkdir()
    made = Collection(tmp_path / "other")
    for file in added.corpus.iterdir():
        if file.is_file():
            shutil.copy(file, made.corpus)
    return made


def folders(collection: Collection) -> set[str]:
    return {path.name for path in collection.corpus.iterdir() if path.is_dir()}


def test_another_host_reads_what_it_lacks(other: Collection) -> None:
    assert not folders(other) & {"originals", "texts"}
    assert other.run("index").exit_code == 0
    assert [len(other.search(f"nummer{n}")) for n in range(FILES)] == [1] * FILES
    assert other.run("doctor").exit_code == 0


def test_hosts_read_each_its_part_and_another_indexes(other: Collection, tmp_path: Path) -> None:
    for part in ("1/2", "2/2"):
        (tmp_path / part[0]).mkdir()
        host = Collection(tmp_path / part[0])
        shutil.copytree(other.corpus, host.corpus, dirs_exist_ok=True)
        assert host.run("index", "--part", part).exit_code == 0
    assert other.run("index").exit_code == 0
    assert [len(other.search(f"nummer{n}")) for n in range(FILES)] == [1] * FILES
    assert "originals" not in folders(other)


def test_what_was_damaged_here_is_fetched_again(added: Collection) -> None:
    for original in (added.corpus / "originals").iterdir():
        original.write_bytes(b"skrammel")
    shutil.rmtree(added.corpus / "texts")
    assert added.run("doctor").exit_code == 0
    for original in (added.corpus / "originals").iterdir():
        assert original.read_bytes().startswith(b"%PDF")


def test_nothing_is_said_of_what_nobody_has(
    added: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(added.corpus / "originals")
    monkeypatch.setenv("MENTORSOEG_ORIGINALS", f"s3://{BUCKET}/tom")
    told = added.run("doctor")
    assert "mangler" in told.output


def test_a_key_that_is_refused(added: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as m:
        m.setattr(settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0)
        result = added.add("ny.pdf", make_pdf("mentor"), "Ny")
    assert result.exit_code == 1
    assert "afviser adgangsnøglen" in result.output


def test_storage_that_is_not_there(
    added: Collection, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.rmtree(added.corpus / "originals")
    shutil.rmtree(added.corpus / "texts")

    def said(**environment: str) -> str:
        result = added.run("index", **environment)
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        return result.output

    with socket.create_server(("127.0.0.1", 0)) as silent:
        slow = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert "svarer for langsomt" in said(AWS_ENDPOINT_URL=slow)
    assert "svarer ikke" in said(AWS_ENDPOINT_URL=slow)
    assert "findes ikke" in said(MENTORSOEG_ORIGINALS="s3://andre-rapporter/mentor")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    nobody = str(tmp_path / "nobody")
    found = said(AWS_CONFIG_FILE=nobody, AWS_SHARED_CREDENTIALS_FILE=nobody)
    assert "ingen adgangsnøgle" in found
