"""The Internet Archive's copies of what is gone."""

import json
import re
from collections.abc import Iterator
from urllib.parse import quote

from indexer.fetching.client import Answer, Client
from indexer.fetching.deadlinks import Dead

STORED = re.compile(r"(https?://[^/]+/web/(\d{4})(\d{2})(\d{2})\d{6})(?:[a-z]{2}_)?/(.+)")
EARLIER = 3
"""Years between a capture that is no report and the next that is asked for: error pages last."""
FIRST = "19960101"
"""A date before all captures, to which the oldest is closest."""


class InternetArchive:
    """Asks the availability API at ``api``; none when that is ''."""

    def __init__(self, client: Client, api: str) -> None:
        self._client = client
        self._api = api

    def get(self, url: str, when: str = "") -> Answer:
        """The stored original of ``url`` closest to ``when`` (digits of a date), else the latest,
        with the date of the capture that came. Raises Dead. Robots of the archive are not asked:
        its API is made for programs."""
        if not self._api:
            raise Dead("Internet Archive er slået fra")
        stored = self._closest(url, when) or self._closest(url.partition("://")[2], when)
        if stored is None:
            raise Dead("ikke gemt af Internet Archive")
        place, *day, original = stored.groups()
        place = re.sub(r"^http://(?=web\.archive\.org/)", "https://", place)
        answer = self._client.get(f"{place}id_/{original}", crawling=False)
        if came := STORED.fullmatch(answer.url):
            day = list(came.groups()[1:4])
        return Answer(answer.url, 200, answer.headers, answer.content, archived="-".join(day))

    def _closest(self, url: str, when: str) -> re.Match[str] | None:
        """Where the capture closest to ``when`` is; None when there is none."""
        stamp = f"&timestamp={when}" if when else ""
        told = self._client.get(f"{self._api}?url={quote(url, safe='')}{stamp}", crawling=False)
        return STORED.fullmatch(_place(told.content))


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


def _place(told: bytes) -> str:
    try:
        closest = json.loads(told)["archived_snapshots"]["closest"]
        return (
            str(closest["url"]) if closest["available"] and str(closest["status"]) == "200" else ""
        )
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
