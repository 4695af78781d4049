"""Ctrl+C while links are fetched ends the run at once, and asks no host for anything more."""

import time
from http.server import BaseHTTPRequestHandler

import pytest

from indexer.fetching.deadlinks import Stopped
from indexer.fetching.fetching import fetch_all
from indexer.fetching.hosts import Hosts
from indexer.fetching.looker import AT_ONCE, Looker
from search.library.settings import Settings
from tests.conftest import Collection
from tests.fetching.conftest import write_catalogue
from tests.fetching.roads import BODY, TITLE
from tests.fetching.servers import WebServer, status, web_page

PLACE = "a.test/havnene/"
CHAPTERS = 60


def _slowly(request: BaseHTTPRequestHandler) -> None:
    time.sleep(0.05)
    web_page(f"<title>{TITLE}</title><main><h1>{TITLE}</h1><p>{BODY * 9}</main>")(request)


def test_a_run_that_is_broken_off_asks_for_no_more_chapters(
    collection: Collection, web: WebServer
) -> None:
    items = "".join(
        f"<li><a href=kap{n:02}.htm>{n}. Kapitel {n}</a>" for n in range(1, CHAPTERS + 1)
    )
    web.pages[PLACE] = web_page(f"<title>{TITLE}</title><h1>{TITLE}</h1><ul>{items}</ul>")
    web.pages |= {f"{PLACE}kap{n:02}.htm": _slowly for n in range(1, CHAPTERS + 1)}

    def gone(request: BaseHTTPRequestHandler) -> None:
        while not web.asked(f"{PLACE}kap03.htm"):
            time.sleep(0.01)
        status(404)(request)

    web.pages["b.test/gone.pdf"] = gone
    write_catalogue(
        collection.corpus, {"bog": [f"http://{PLACE}"], "gone": ["http://b.test/gone.pdf"]}
    )
    settings = Settings(
        corpus=collection.corpus, index=collection.index, host_pause=0, archive_url=""
    )

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_all(settings, progress=interrupt)
    assert 3 <= len(web.requests) < CHAPTERS


def test_who_waits_for_a_host_is_told_at_once() -> None:
    hosts = Hosts(pause=60)
    place = ("http", "a.test", 80)
    with hosts.turn(place):
        hosts.stop()
    with pytest.raises(Stopped), hosts.turn(place):
        pass


def test_nobody_waits_for_a_looker_that_has_ended() -> None:
    with Looker() as looker:
        pass
    for _ in range(AT_ONCE + 1):
        with pytest.raises(Stopped):
            looker.look(b"<p>Hej</p>")
