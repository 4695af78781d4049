"""The Internet Archive's copies of what is gone."""

import json
import re
from urllib.parse import quote

from indexer.fetching.client import Answer, Client
from indexer.fetching.deadlinks import Dead

STORED = re.compile(r"(https?://[^/]+/web/(\d{4})(\d{2})(\d{2})\d{6})(?:[a-z]{2}_)?/(.+)")


class InternetArchive:
    """Asks the availability API at ``api``; none when that is ''."""

    def __init__(self, client: Client, api: str) -> None:
        self._client = client
        self._api = api

    def get(self, url: str, year: int | None = None) -> Answer:
        """The stored original of ``url`` closest to the end of ``year``, else the latest. Raises
        Dead. Robots of the archive are not asked: its API is made for programs."""
        if not self._api:
            raise Dead("Internet Archive er slået fra")
        when = f"&timestamp={year}1231" if year else ""
        told = self._client.get(f"{self._api}?url={quote(url, safe='')}{when}", crawling=False)
        stored = STORED.fullmatch(_closest(told.content))
        if stored is None:
            raise Dead("ikke gemt af Internet Archive")
        place, *day, original = stored.groups()
        place = re.sub(r"^http://(?=web\.archive\.org/)", "https://", place)
        answer = self._client.get(f"{place}id_/{original}", crawling=False)
        return Answer(answer.url, 200, answer.headers, answer.content, archived="-".join(day))


def _closest(told: bytes) -> str:
    try:
        closest = json.loads(told)["archived_snapshots"]["closest"]
        return str(closest["url"]) if closest["available"] and closest["status"] == "200" else ""
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
