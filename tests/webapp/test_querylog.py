"""What is kept of searches: words for a while, then counts, and never who searched."""

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import Collection
from webapp import create_app
from webapp.serving.querylog import LEAST_TIMES, LONGEST, MOST_BYTES, LoggedSearch, counts_of


def client_of(collection: Collection, days: int = 1) -> FlaskClient:
    settings = collection.settings.model_copy(update={"query_log_days": days})
    return create_app(settings).test_client()


def kept(collection: Collection) -> list[dict[str, str]]:
    """The searches kept in words, in the order of their days."""
    files = sorted((collection.corpus / "queries").glob("*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text().splitlines()]


def day(collection: Collection, ago: int, ending: str = "jsonl") -> Path:
    """The file of a day, so many days ago."""
    then = datetime.now(UTC).date() - timedelta(days=ago)
    return collection.corpus / "queries" / f"{then}.{ending}"


def searches(*queries: str) -> list[LoggedSearch]:
    """The searches of a day, one an hour."""
    return [
        LoggedSearch(time=f"2026-11-25T{n % 24:02}:30:00+00:00", route="/soeg", query=query)
        for n, query in enumerate(queries)
    ]


def put(file: Path, entries: list[LoggedSearch]) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(entry.model_dump_json() + "\n" for entry in entries))


def test_a_search_is_kept_in_words_with_its_route_and_its_time_alone(filled: Collection) -> None:
    client = client_of(filled)
    visitor = {"REMOTE_ADDR": "192.0.2.33", "HTTP_USER_AGENT": "en-særlig-browser"}
    for path in ("/soeg?q=makker&type=evaluering", "/api/search?q=svend", "/fund?q=lærling"):
        assert client.get(path, environ_overrides=visitor).status_code == 200
    asked = kept(filled)
    assert [(entry["route"], entry["query"]) for entry in asked] == [
        ("/soeg", "makker"), ("/api/search", "svend"), ("/fund", "lærling"),
    ]  # fmt: skip
    assert {tuple(entry) for entry in asked} == {("time", "route", "query")}


@pytest.mark.parametrize(
    "path",
    ["/soeg", "/soeg?q=++", "/api/complete?q=makk", "/materiale/murerrapporten?q=makker",
     "/api/search?q=makker&limit=x", "/findes-ikke?q=makker"],
)  # fmt: skip
def test_what_is_no_search_or_none_that_is_answered_is_not_kept(
    filled: Collection, path: str
) -> None:
    client_of(filled).get(path)
    assert kept(filled) == []


def test_the_words_of_a_search_stand_nowhere_in_the_log(
    filled: Collection, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(filled)
    with caplog.at_level(logging.DEBUG):
        for path in ("/soeg?q=makkerskab", "/api/search?q=makkerskab", "/konkordans?q=makkerskab"):
            assert client.get(path).status_code == 200
    assert caplog.records
    assert "makkerskab" not in json.dumps([vars(r) for r in caplog.records], default=str)


def test_after_its_day_a_search_is_only_a_count(filled: Collection) -> None:
    put(day(filled, 1), searches(*["makker for smede"] * LEAST_TIMES, "Ole Olsens sygefravær"))
    client_of(filled).get("/soeg?q=svend")
    assert [entry["query"] for entry in kept(filled)] == ["svend"]
    text = day(filled, 1, "json").read_text()
    assert json.loads(text) == {
        "searches": {"/soeg": LEAST_TIMES + 1},
        "words": {word: LEAST_TIMES for word in json.loads(text)["words"]},
    }
    assert set(json.loads(text)["words"]) == {"makker", "for", "smede"}


@pytest.mark.parametrize("days", [2, 7])
def test_words_are_kept_for_as_long_as_the_setting_says(filled: Collection, days: int) -> None:
    for ago in (days - 1, days):
        put(day(filled, ago), searches("makker"))
    client_of(filled, days).get("/om")
    client_of(filled, days).get("/soeg?q=svend")
    assert day(filled, days - 1).exists()
    assert not day(filled, days).exists()
    assert day(filled, days, "json").exists()


def test_with_no_days_nothing_is_kept_and_the_about_page_says_so(filled: Collection) -> None:
    put(day(filled, 0), searches("makker"))
    client = client_of(filled, 0)
    assert client.get("/soeg?q=svend").status_code == 200
    assert kept(filled) == []
    assert "Hvad der søges på, gemmer vi ikke." in client.get("/om").text
    assert "højst et døgn" in client_of(filled).get("/om").text
    assert "højst 30 døgn" in client_of(filled, 30).get("/om").text


def test_counts_are_not_lost_when_a_day_is_counted_again(filled: Collection) -> None:
    put(day(filled, 1), searches(*["makker"] * LEAST_TIMES))
    client_of(filled).get("/soeg?q=svend")
    before = day(filled, 1, "json").read_bytes()
    put(day(filled, 1), searches("sent"))  # killed between writing counts and removing words
    client_of(filled).get("/soeg?q=svend")
    assert day(filled, 1, "json").read_bytes() == before
    assert not day(filled, 1).exists()


def test_lines_cut_off_and_files_of_others_stop_nothing(filled: Collection) -> None:
    folder = filled.corpus / "queries"
    put(day(filled, 1), searches(*["makker"] * LEAST_TIMES))
    with day(filled, 1).open("ab") as file:
        file.write(b'\xff\n[]\n{"time": "2026')
    (folder / "abcd-ef-gh.jsonl").write_text("noter")
    assert client_of(filled).get("/soeg?q=svend").status_code == 200
    assert json.loads(day(filled, 1, "json").read_text())["searches"] == {"/soeg": LEAST_TIMES}
    assert (folder / "abcd-ef-gh.jsonl").exists()


def test_where_nothing_can_be_written_searches_are_answered(filled: Collection) -> None:
    (filled.corpus / "queries").write_text("i vejen")
    assert client_of(filled).get("/soeg?q=makker").status_code == 200


def test_nobody_fills_the_disk_with_searches(filled: Collection) -> None:
    client = client_of(filled)
    client.get("/soeg", query_string={"q": "a" * 2000})
    assert len(kept(filled)[0]["query"]) == LONGEST
    day(filled, 0).write_bytes(b"\n" * MOST_BYTES)
    client.get("/soeg?q=makker")
    assert day(filled, 0).stat().st_size == MOST_BYTES


def test_who_repeats_a_search_within_the_hour_counts_once() -> None:
    same = [LoggedSearch(time="2026-11-25T08:10:00+00:00", route="/soeg", query="Ole")]
    assert counts_of(same * 50) == {"searches": {"/soeg": 50}, "words": {}}
    assert counts_of(searches(*["ole ole OLE"] * LEAST_TIMES))["words"] == {"ole": LEAST_TIMES}
