"""What the service tells those who watch it: its age, and its counts for Prometheus."""

import multiprocessing
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from search.library.freshness import UPDATED_FILE
from search.library.settings import Settings
from tests.conftest import Collection
from webapp import create_app
from webapp.serving.metrics import RequestCounts, exposition

HERE = {"metrics_from": frozenset({ip_network("127.0.0.1")})}


def client_of(settings: Settings, **changes: Any) -> FlaskClient:
    return create_app(settings.model_copy(update=changes)).test_client()


def samples(text: str) -> dict[tuple[str, str, str], float]:
    """The samples by name, route and status or bound."""
    return {
        (s.name, s.labels.get("route", ""), s.labels.get("status", s.labels.get("le", ""))): s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }


def noted(collection: Collection, hours: float) -> None:
    """Note that the last update was so many hours ago."""
    then = datetime.now(UTC) - timedelta(hours=hours)
    (collection.corpus / UPDATED_FILE).write_text(then.isoformat())


def test_metrics_tell_requests_by_route_and_status_their_seconds_and_the_index(
    filled: Collection,
) -> None:
    client = client_of(filled.settings, **HERE)
    for path in ("/soeg?q=makker", "/soeg?q=svend", "/materiale/murerrapporten", "/findes-ikke",
                 "/materiale/findes-ikke"):  # fmt: skip
        client.get(path)
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    told = samples(answer.text)
    requests = {key[1:]: value for key, value in told.items() if "requests_total" in key[0]}
    assert requests == {
        ("/soeg", "200"): 2,
        ("/materiale/<material_id>", "200"): 1,
        ("/materiale/<material_id>", "404"): 1,
        ("none", "404"): 1,
    }
    assert told["mentorsoeg_answer_seconds_bucket", "/soeg", "+Inf"] == 2
    assert told["mentorsoeg_answer_seconds_count", "/soeg", ""] == 2
    assert told["mentorsoeg_answer_seconds_sum", "/soeg", ""] > 0
    assert told["mentorsoeg_ready", "", ""] == 1
    assert told["mentorsoeg_materials", "", ""] == 1
    assert told["mentorsoeg_materials_full_text", "", ""] == 1
    assert told["mentorsoeg_pages", "", ""] == 2
    assert told["mentorsoeg_index_age_seconds", "", ""] >= 0
    assert ("mentorsoeg_updated_age_seconds", "", "") not in told


def test_buckets_count_all_answers_that_took_no_longer() -> None:
    counts = RequestCounts(["/soeg"])
    for seconds in (0.001, 0.005, 0.3, 60):
        counts.count("/soeg", 200, seconds)
    told = samples(exposition(counts, datetime.now(UTC), None, None).decode())
    bounds = {key[2]: value for key, value in told.items() if key[0].endswith("_bucket")}
    assert (bounds["0.005"], bounds["0.25"], bounds["0.5"], bounds["10.0"]) == (2, 2, 3, 3)
    assert bounds["+Inf"] == 4
    assert told["mentorsoeg_answer_seconds_sum", "/soeg", ""] == pytest.approx(60.306)


def test_whatever_is_asked_makes_no_new_labels(filled: Collection) -> None:
    client = client_of(filled.settings, **HERE)
    for n in range(50):
        client.get(f"/findes-ikke-{n}")
        client.get(f"/materiale/findes-ikke-{n}")
        client.open(f"/soeg?q={n}", method=f"METODE{n}")
    client.get("/metrics")
    told = samples(client.get("/metrics").text)
    assert {key[1:] for key in told if "requests_total" in key[0]} == {
        ("none", "404"), ("none", "405"), ("/materiale/<material_id>", "404"), ("/metrics", "200"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("networks", "asker", "answered"),
    [
        ([], "127.0.0.1", False),
        (["127.0.0.1"], "127.0.0.1", True),
        (["127.0.0.1"], "::ffff:127.0.0.1", True),
        (["127.0.0.1"], "192.0.2.1", False),
        (["10.0.0.0/8", "2001:db8::/32"], "10.1.2.3", True),
        (["10.0.0.0/8", "2001:db8::/32"], "2001:db8::1", True),
        (["0.0.0.0/0"], "", False),
    ],
)
def test_metrics_are_only_for_the_addresses_that_the_operator_names(
    filled: Collection, networks: list[str], asker: str, answered: bool
) -> None:
    names = frozenset(map(ip_network, networks))
    client = client_of(filled.settings, metrics_from=names)
    code = client.get("/metrics", environ_overrides={"REMOTE_ADDR": asker}).status_code
    assert code == (200 if answered else 404)


@pytest.mark.parametrize("proxies", [0, 1])
@pytest.mark.parametrize(
    "headers", [{"X-Forwarded-For": "127.0.0.1"}, {"Forwarded": "for=127.0.0.1"}]
)
def test_what_a_proxy_passes_on_gets_no_metrics_whoever_it_is_said_to_be_from(
    filled: Collection, proxies: int, headers: Mapping[str, str]
) -> None:
    client = client_of(filled.settings, trusted_proxies=proxies, **HERE)
    assert client.get("/metrics", headers=headers).status_code == 404


def test_without_an_index_metrics_say_so(collection: Collection) -> None:
    told = samples(client_of(collection.settings, **HERE).get("/metrics").text)
    assert told["mentorsoeg_ready", "", ""] == 0
    assert ("mentorsoeg_pages", "", "") not in told


def test_no_count_of_any_process_is_lost() -> None:
    counts, fork = RequestCounts(["/soeg"]), multiprocessing.get_context("fork")

    def answer() -> None:
        for _ in range(1000):
            counts.count("/soeg", 200, 0.01)

    processes = [fork.Process(target=answer) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    told = samples(exposition(counts, datetime.now(UTC), None, None).decode())
    assert told["mentorsoeg_requests_total", "/soeg", "200"] == 4000
    assert told["mentorsoeg_answer_seconds_count", "/soeg", ""] == 4000


def test_a_collection_that_is_not_brought_up_to_date_raises_the_alarm(filled: Collection) -> None:
    client = client_of(filled.settings, max_age=36, **HERE)
    noted(filled, 35)
    assert client.get("/readyz").status_code == 200
    noted(filled, 37)
    stale = client.get("/readyz")
    assert (stale.status_code, stale.get_json()["status"]) == (503, "stale")
    assert "mentorsoeg update" in stale.get_json()["error"]
    assert client.get("/soeg?q=makker").status_code == 200
    told = samples(client.get("/metrics").text)
    assert told["mentorsoeg_updated_age_seconds", "", ""] == pytest.approx(37 * 3600, abs=600)


def test_without_that_setting_no_age_is_too_great(filled: Collection) -> None:
    noted(filled, 10_000)
    assert client_of(filled.settings).get("/readyz").status_code == 200


def test_where_no_update_is_noted_the_age_is_the_indexs(filled: Collection) -> None:
    for content in (None, "i går"):
        if content:
            (filled.corpus / UPDATED_FILE).write_text(content)
        ready = client_of(filled.settings, max_age=1).get("/readyz")
        assert ready.status_code == 200
        assert datetime.fromisoformat(ready.get_json()["updated"]) == datetime.fromisoformat(
            ready.get_json()["created"]
        )
    assert client_of(filled.settings, max_age=1e-9).get("/readyz").status_code == 503


def test_an_update_is_noted_also_when_nothing_changed(filled: Collection) -> None:
    noted(filled, 48)
    assert filled.run("update", MENTORSOEG_ARCHIVE_URL="").exit_code == 0
    ready = client_of(filled.settings, max_age=36).get("/readyz").get_json()
    assert ready["status"] == "ready"
    assert ready["updated"] > ready["created"]
