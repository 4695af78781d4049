"""That a run changes over when each copy of a shard has what was written, and not before."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import requests

from search.library.catalogue import Material
from search.live import LiveSearcher
from search.stores import store_of
from tests.cluster.conftest import Here
from tests.cluster.test_contract import put, record

pytest.importorskip("opensearchpy", reason="opensearch-py is not installed")

BEHIND = 2
"""How often a copy is said to lack a segment."""


class Before(BaseHTTPRequestHandler):
    """Passes on what is asked of the node, and tells of copies that don't have all yet."""

    node: str
    asked: list[str]
    url: str

    def handle_any(self) -> None:
        path = self.path.partition("?")[0]
        self.asked.append(path)
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        kind = {"Content-Type": self.headers.get("Content-Type", "application/json")}
        url = f"{self.node}{self.path}"
        answer = requests.request(self.command, url, data=sent, headers=kind, timeout=60)
        content = answer.content
        if path.startswith("/_cat/segment_replication"):
            lacks = sum(map(path.__eq__, self.asked)) <= BEHIND
            content = b'[{"checkpoints_behind": "%d"}]' % lacks
        self.send_response(answer.status_code)
        self.send_header("Content-Type", answer.headers["Content-Type"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = handle_any  # noqa: N815 - as they are called

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def before(node: str) -> Iterator[type[Before]]:
    """What stands before the node, with its ``url`` as ``node``."""
    made = type("BeforeNode", (Before,), {"node": node, "asked": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        made.url = f"http://127.0.0.1:{server.server_port}"
        yield made
        server.shutdown()


def test_a_run_waits_until_all_copies_have_what_was_written(
    before: type[Before], here: Here
) -> None:
    store = store_of(here(opensearch_url=before.url))
    put(store, [record(Material(id="dyr", title="Dyr"), "", "Om bævere.")])
    asked = before.asked
    behind = [n for n, path in enumerate(asked) if path.startswith("/_cat/segment_replication")]
    assert len(behind) == BEHIND + 1
    assert behind[-1] < asked.index("/_aliases")
    assert LiveSearcher(store).get().search("bævere").total == 1
