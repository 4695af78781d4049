"""The examples for operators fit the service and one another."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from search.library.settings import Settings
from tests.conftest import Collection
from webapp import create_app
from webapp.serving.request import MOST_UPLOADED

DEPLOY = Path(__file__).parent.parent / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
OURS = [unit for unit in UNITS if "@" not in unit.name]
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")


def unit(file: Path) -> ConfigParser:
    """A unit file; of settings that are given twice, the last."""
    parser = ConfigParser(strict=False, interpolation=None, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(file, encoding="utf-8")
    return parser


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_every_unit_tells_somebody_when_it_fails_and_may_do_no_more_than_it_must(
    file: Path,
) -> None:
    read = unit(file)
    template, _, instance = read["Unit"]["OnFailure"].partition("@")
    assert (DEPLOY / f"{template}@.service").exists()
    assert instance == "%N.service"
    service = read["Service"]
    assert (service["User"], service["NoNewPrivileges"]) == ("mentorsoeg", "yes")
    assert service["ProtectSystem"] == "strict"


@pytest.mark.parametrize("name", ["mentorsoeg", "mentorsoeg-update"])
def test_a_unit_that_reads_files_lets_their_readers_confine_themselves(name: str) -> None:
    allowed = unit(DEPLOY / f"{name}.service")["Service"]["SystemCallFilter"].split()
    landlock = {f"landlock_{call}" for call in ("create_ruleset", "add_rule", "restrict_self")}
    assert {"seccomp", *landlock} <= {*allowed}


@pytest.mark.parametrize("file", sorted(DEPLOY.glob("*.timer")), ids=lambda file: file.name)
def test_every_timer_has_a_service_that_runs_once(file: Path) -> None:
    assert unit(file)["Timer"]["OnCalendar"]
    assert unit(file.with_suffix(".service"))["Service"]["Type"] == "oneshot"


def test_the_proxy_lets_through_what_the_service_takes() -> None:
    sizes = [1_000_000 * int(size) for size in re.findall(r"client_max_body_size (\d+)m;", NGINX)]
    uploads = Settings.model_fields["file_bytes"].default + MOST_UPLOADED
    assert sizes == [MOST_UPLOADED, uploads]


def test_the_proxys_log_holds_neither_queries_nor_who_asked() -> None:
    logged = re.search(r"log_format mentorsoeg '(.*)';", NGINX)
    assert logged
    assert set(re.findall(r"\$\w+", logged[1])) <= {
        "$time_iso8601", "$request_method", "$uri", "$status", "$body_bytes_sent", "$request_time",
    }  # fmt: skip


def test_each_way_to_ask_who_reads_is_offered_in_the_proxys_example() -> None:
    for file in DEPLOY.glob("nginx-*.conf"):
        assert f"snippets/mentorsoeg-{file.stem.removeprefix('nginx-')}.conf;" in NGINX


def test_the_container_is_healthy_when_the_service_is_ready(filled: Collection) -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    [path] = re.findall(r"urlopen\('http://127\.0\.0\.1:8000(/\w+)'", text)
    client = create_app(filled.settings.model_copy(update={"max_age": 1})).test_client()
    assert client.get(path).status_code == 200
    filled.index.rename(filled.index.with_name("væk"))
    gone = create_app(filled.settings).test_client()
    assert gone.get(path).status_code == 503
