"""The Internet Archive's copies of what is gone."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from indexer.fetching.client import Answer, Client
from indexer.fetching.deadlinks import Dead, Gone

STORED = re.compile(r"(https?://[^/]+/web/(\d{4})(\d{2})(\d{2})\d{6})(?:[a-z]{2}_)?/(.+)")
EARLIER = 3
"""Years between a capture that is no report and the next that is asked for: error pages last."""
FIRST = "19960101"
"""A date before all captures, to which the oldest is closest."""


class DeadCapture(Dead):
    """What the archive has of ``day`` (an ISO date) is no answer that was worth keeping."""

    def __init__(self, reason: str, day: str) -> None:
        super().__init__(reason)
        self.day = day


class InternetArchive:
    """Asks the availability API at ``api``; none when that is ''."""

    def __init__(self, client: Client, api: str) -> None:
        self._client = client
        self._api = api

    def get(self, url: str, when: str = "") -> Answer:
        """The stored original of ``url`` closest to ``when`` (digits of a date), else the latest,
        with the date of the capture that came. Raises Dead, and DeadCapture where that is of an
        error. Robots of the archive are not asked: its API is made for programs."""
        if not self._api:
            raise Dead("Internet Archive er slået fra")
        told = self._closest(url, when) or self._closest(url.partition("://")[2], when)
        stored = STORED.fullmatch(told.get("url", ""))
        if stored is None:
            raise Dead("ikke gemt af Internet Archive")
        place, *day, original = stored.groups()
        if told["status"] != "200":
            raise DeadCapture("gemt uden indhold af Internet Archive", "-".join(day))
        place = re.sub(r"^http://(?=web\.archive\.org/)", "https://", place)
        try:
            answer = self._client.get(f"{place}id_/{original}", crawling=False)
        except Gone as gone:
            raise DeadCapture(gone.reason, "-".join(day)) from gone
        if came := STORED.fullmatch(answer.url):
            day = list(came.groups()[1:4])
        return Answer(answer.url, 200, answer.headers, answer.content, archived="-".join(day))

    def _closest(self, url: str, when: str) -> dict[str, str]:
        """The address and status of the capture closest to ``when``; empty when there is none."""
        stamp = f"&timestamp={when}" if when else ""
        told = self._client.get(f"{self._api}?url={quote(url, safe='')}{stamp}", crawling=False)
        return _capture(told.content)


def moments(year: int | None, got: list[str]) -> Iterator[str]:
    """Dates whose captures are asked for, one after the other until one will do: the end of
    ``year``, else the latest; then, once one was ``got`` (ISO dates), an earlier one than that, the
    oldest, and the latest."""
    yield f"{year}1231" if year else ""
    if got:
        yield f"{int(got[-1][:4]) - EARLIER}1231"
        yield FIRST
        if year:
            yield ""


def _capture(told: bytes) -> dict[str, str]:
    try:
        closest = json.loads(told)["archived_snapshots"]["closest"]
        kept = {key: str(closest[key]) for key in ("url", "status")}
        return kept if closest["available"] and STORED.fullmatch(kept["url"]) else {}
    except (ValueError, LookupError, TypeError, RecursionError):
        return {}
