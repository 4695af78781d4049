"""What is said when something is wrong with the cluster, and that it passes."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread, Timer, current_thread
from threading import enumerate as enumerate_threads
from typing import Any

import pytest
from flask.testing import FlaskClient

from search.library.catalogue import Material
from search.library.errors import IndexUnavailable, UserError
from search.live import LiveSearcher
from search.stores import store_of
from tests.cluster.conftest import Here
from tests.cluster.test_contract import put, record
from tests.cluster.wire import Wire
from tests.conftest import MASONS, Collection
from webapp import create_app

pytest.importorskip("opensearchpy", reason="opensearch-py is not installed")
from opensearchpy import OpenSearch

from search.opensearch import cluster, clustermanifest, keeping

BEAVERS = record(Material(id="dyr", title="Dyr"), "", "Om bævere.")
READY = "/readyz"
SEARCH = "/api/search?q=b%C3%A6vere"


@pytest.fixture
def wire(node: str) -> Iterator[Wire]:
    """A connection to the node that can be cut."""
    with Wire(int(node.rsplit(":", 1)[1])) as made:
        yield made


def test_a_cluster_that_is_away_is_told_and_searched_again_when_it_is_back(
    wire: Wire, here: Here, collection: Collection
) -> None:
    settings = here(opensearch_url=wire.url, corpus=collection.corpus)
    put(store_of(settings), [BEAVERS])
    wire.cut()
    client = create_app(settings).test_client()
    for _ in range(2):  # away at the start, and then amid requests
        answer = client.get(SEARCH)
        assert answer.status_code == 503
        assert answer.get_json()["detail"] == cluster.AWAY
        assert "Søgningen er ikke klar" in client.get("/?q=bævere").text
        assert client.get(READY).status_code == 503
        wire.mend()
        assert client.get(SEARCH).get_json()["total"] == 1
        assert client.get(READY).get_json()["status"] == "ready"
        wire.cut()


def test_a_question_waits_for_nodes_that_come_back(node: str, here: Here) -> None:
    put(store_of(settings := here()), [BEAVERS])
    port = int(node.rsplit(":", 1)[1])
    with Wire(port) as one, Wire(port) as other:
        both = settings.model_copy(update={"opensearch_url": f"{one.url} {other.url}"})
        engine = LiveSearcher(store_of(both)).get()
        one.cut()
        other.cut()
        Timer(1, one.mend).start()
        assert engine.search("bævere").total == 1


def test_a_cluster_that_is_slow_is_told(wire: Wire, here: Here) -> None:
    settings = here(opensearch_url=wire.url, opensearch_seconds=0.5)
    put(store_of(here(opensearch_index=settings.opensearch_index)), [BEAVERS])
    wire.hold()
    with pytest.raises(IndexUnavailable, match="for langsomt"):
        LiveSearcher(store_of(settings)).get()


def test_a_cluster_that_lacks_a_part_says_so_and_answers_again(
    node: str, here: Here, collection: Collection
) -> None:
    settings = here(corpus=collection.corpus)
    put(store_of(settings), [BEAVERS])
    client = create_app(settings).test_client()
    assert client.get(READY).status_code == 200
    direct = OpenSearch(node)
    pages = f"{settings.opensearch_index}-pages-*"
    keep = {"index.routing.allocation.require._name": "nobody"}
    direct.indices.put_settings(index=pages, body=keep)
    (index,) = direct.indices.get(index=pages)
    lost = {"index": index, "shard": 0, "node": "node-0", "allow_primary": True}
    direct.cluster.reroute(body={"commands": [{"cancel": lost}]})
    for path in (READY, SEARCH):
        assert cluster.HURT in comes_to(client, path, 503)
    direct.indices.put_settings(index=pages, body=dict.fromkeys(keep))
    direct.cluster.health(index=pages, params={"wait_for_status": "yellow"})
    comes_to(client, READY, 200)
    assert json.loads(comes_to(client, SEARCH, 200))["total"] == 1


def comes_to(client: FlaskClient, path: str, status: int) -> str:
    """What is answered when the cluster has done what it was told."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        answer = client.get(path)
        if answer.status_code == status:
            return answer.get_data(as_text=True)
        time.sleep(0.2)
    raise AssertionError(f"{path} came not to {status}: {answer.status_code}")


def test_a_cluster_with_full_disks_refuses_a_run_and_is_still_searched(
    node: str, here: Here
) -> None:
    settings = here()
    store = store_of(settings)
    put(store, [BEAVERS])
    block = {"index.blocks.read_only_allow_delete": True}
    OpenSearch(node).indices.put_settings(index=f"{settings.opensearch_index}-pages-*", body=block)
    with pytest.raises(UserError, match="kan kun læses"):
        put(store, [record(Material(id="sten", title="Sten"), "", "Om granit.")])
    assert LiveSearcher(store).get().search("bævere").total == 1


@pytest.mark.parametrize("block", ["read_only", "read_only_allow_delete", "write"])
@pytest.mark.parametrize("part", ["-pages-*", "-state"])
def test_what_takes_nothing_is_told_as_such_and_still_searched(
    node: str, here: Here, part: str, block: str
) -> None:
    settings = here()
    store = store_of(settings)
    put(store, [BEAVERS])
    index, name = f"{settings.opensearch_index}{part}", f"index.blocks.{block}"
    OpenSearch(node).indices.put_settings(index=index, body={name: True})
    with pytest.raises(UserError, match="kan kun læses"):
        put(store, [record(Material(id="sten", title="Sten"), "", "Om granit.")])
    assert LiveSearcher(store).get().search("bævere").total == 1
    OpenSearch(node).indices.put_settings(index=index, body={name: None})


def test_a_run_deletes_no_index_of_others_whose_name_starts_as_its_own(
    node: str, here: Here
) -> None:
    settings = here()
    others = here(opensearch_index=f"{settings.opensearch_index}-pages-arkiv")
    put(store_of(others), [BEAVERS])
    foreign = f"{settings.opensearch_index}-pages-arkiv"
    OpenSearch(node).indices.create(index=f"{foreign}-2025")
    put(store_of(settings), [BEAVERS])
    put(store_of(settings), [record(Material(id="sten", title="Sten"), "", "Om granit.")])
    assert OpenSearch(node).indices.exists(index=f"{foreign}-2025")
    assert LiveSearcher(store_of(others)).get().search("bævere").total == 1


def test_a_page_that_is_refused_is_told_by_name(node: str, here: Here) -> None:
    settings = here()
    put(store_of(settings), [BEAVERS])
    (index,) = OpenSearch(node).indices.get(index=f"{settings.opensearch_index}-pages-*")
    made = cluster.Cluster(settings)
    with pytest.raises(UserError, match=r"1 side: 7/3 \(strict_dynamic_mapping_exception\)"):
        made.write([{"_index": index, "_id": "7/3", "ukendt": 1}, {"_index": index, "_id": "7/4"}])


@pytest.mark.parametrize("taken", ["", "-state"])
def test_a_name_that_is_taken_by_something_else_is_told(node: str, here: Here, taken: str) -> None:
    settings = here()
    shape = {"mappings": {"dynamic": "strict", "properties": {"noget": {"type": "date"}}}}
    OpenSearch(node).indices.create(index=f"{settings.opensearch_index}{taken}", body=shape)
    with pytest.raises(IndexUnavailable, match="taget af noget andet"):
        put(store_of(settings), [BEAVERS])


def test_an_index_whose_pages_another_program_shaped_is_told_and_made_anew(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = store_of(here())
    put(store, [BEAVERS])
    monkeypatch.setattr(clustermanifest, "SHAPE", clustermanifest.SHAPE + 1)
    with pytest.raises(IndexUnavailable, match="Kør »mentorsoeg index«"):
        LiveSearcher(store).get()
    with store.writing() as writer:
        assert not writer.fingerprints
        writer.put(*BEAVERS, fingerprint="")
    assert LiveSearcher(store).get().search("bævere").total == 1


@pytest.mark.parametrize(("seconds", "refused"), [(-1, False), (600, True)])
def test_a_lock_is_anybodys_when_its_lease_is_over(
    node: str, here: Here, seconds: float, refused: bool
) -> None:
    settings = here()
    put(store_of(settings), [BEAVERS])
    held = {"holder": "en-anden", "until": time.time() + seconds}
    state = f"{settings.opensearch_index}-state"
    OpenSearch(node).index(index=state, id=keeping.LOCK, body=held)
    if refused:
        with pytest.raises(UserError, match="en-anden"):
            put(store_of(settings), [BEAVERS])
    else:
        put(store_of(settings), [BEAVERS])


def test_a_run_that_fails_gives_back_a_lock_that_was_renewed_unknown_to_it(
    node: str, here: Here
) -> None:
    settings = here()
    put(store_of(settings), [BEAVERS])
    direct, state = OpenSearch(node), f"{settings.opensearch_index}-state"
    with suppress(KeyError), store_of(settings).writing() as writer:
        held = direct.get(index=state, id=keeping.LOCK)["_source"]
        direct.index(index=state, id=keeping.LOCK, body=held)
        writer.remove("sten")
    put(store_of(settings), [BEAVERS])


def test_a_renewal_under_way_holds_no_lock_that_was_given_back(
    node: str, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = here()
    put(store_of(settings), [BEAVERS])
    plain, begun, given_back = OpenSearch.index, Event(), Event()

    def index(*client: OpenSearch, **given: Any) -> Any:
        if current_thread().name == "renew-lease":
            begun.set()
            assert given_back.wait(60)
        return plain(*client, **given)

    monkeypatch.setattr(keeping, "LEASE_SECONDS", 4)
    monkeypatch.setattr(OpenSearch, "index", index)
    with store_of(settings).writing():
        assert begun.wait(60)
    held, state = OpenSearch(node), f"{settings.opensearch_index}-state"
    before = held.get(index=state, id=keeping.LOCK)
    given_back.set()
    for thread in enumerate_threads():
        if thread.name == "renew-lease":
            thread.join(60)
    assert held.get(index=state, id=keeping.LOCK) == before


def test_a_run_that_lost_its_lock_switches_nothing(node: str, here: Here) -> None:
    settings = here()
    store = store_of(settings)
    put(store, [BEAVERS])
    before = store.generation()
    state = f"{settings.opensearch_index}-state"
    with pytest.raises(UserError, match="En anden kørsel"), store.writing() as writer:
        writer.remove("dyr")
        held = {"holder": "en-anden", "until": time.time() + 60}
        OpenSearch(node).index(index=state, id=keeping.LOCK, body=held)
    assert store.generation() == before
    assert LiveSearcher(store).get().search("bævere").total == 1


def test_words_that_this_machine_lost_are_had_again(here: Here) -> None:
    settings = here()
    put(store_of(settings), [BEAVERS])
    (lexicon,) = (settings.index / "lexicons").iterdir()
    lexicon.write_bytes(b"x" + lexicon.read_bytes()[1:])
    assert LiveSearcher(store_of(settings)).get().search("bæver").total == 1


def test_pages_that_were_deleted_behind_our_back_are_missed(node: str, here: Here) -> None:
    settings = here()
    put(store_of(settings), [BEAVERS])
    pages = f"{settings.opensearch_index}-pages-*"
    OpenSearch(node).delete_by_query(
        index=pages, body={"query": {"match_all": {}}}, params={"refresh": "true"}
    )
    store = store_of(settings)
    with pytest.raises(IndexUnavailable, match=r"0 af 1 materialer.*--rebuild"):
        store.verify(store.generation())
    with store.writing() as writer:
        assert "er beskadiget" in writer.renewal
        writer.put(*BEAVERS, fingerprint="")
    assert LiveSearcher(store).get().search("bævere").total == 1


OLD = {"version": {"distribution": "opensearch", "number": "1.3.20"}}
OTHER = {"version": {"number": "8.1.0"}}


@pytest.mark.parametrize(
    ("status", "told", "sentence"),
    [
        (401, {}, cluster.REFUSED),
        (403, {}, cluster.FORBIDDEN),
        (429, {}, cluster.BUSY),
        (503, {}, cluster.HURT),
        (200, OLD, "1.3.20"),
        (200, OTHER, "8.1.0"),
    ],
)
def test_what_a_cluster_refuses_is_said_in_danish(
    here: Here, server: Callable[[int, Any], str], status: int, told: Any, sentence: str
) -> None:
    store = store_of(here(opensearch_url=server(status, told), opensearch_user="x"))
    with pytest.raises(IndexUnavailable) as error:
        LiveSearcher(store).get()
    assert sentence in str(error.value)
    with pytest.raises(IndexUnavailable, match="klyngen"), store.writing():
        pass


@pytest.fixture
def server() -> Iterator[Callable[[int, Any], str]]:
    """Serves the same answer to everything."""
    made: list[ThreadingHTTPServer] = []

    def serve(status: int, told: Any) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = json.dumps(told).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        made.append(ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        Thread(target=made[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{made[-1].server_port}"

    yield serve
    for one in made:
        one.shutdown()
        one.server_close()


def test_a_cluster_without_an_address_is_said_in_danish(here: Here) -> None:
    with pytest.raises(UserError, match="MENTORSOEG_OPENSEARCH_URL"):
        store_of(here(opensearch_url=""))


ALONE = """
import sys
{before}
from search import store_of
from search.library.errors import UserError
from search.library.settings import Settings
from webapp import create_app
try:
    create_app(Settings(engine="{engine}", opensearch_url="http://127.0.0.1:9"))
except UserError as error:
    print(error)
print("opensearchpy" in sys.modules)
"""


@pytest.mark.parametrize(
    ("engine", "before", "said"),
    [
        ("whoosh", "", "False"),
        ("opensearch", "sys.modules['opensearchpy'] = None", "mentorsoeg[opensearch]"),
    ],
)
def test_the_client_is_loaded_only_when_it_is_wanted(engine: str, before: str, said: str) -> None:
    root = Path(__file__).parent.parent.parent
    code = ALONE.format(engine=engine, before=before)
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert said in done.stdout


def test_the_commands_keep_and_search_a_collection_in_the_cluster(
    collection: Collection, here: Here
) -> None:
    settings = here()
    around = {
        "MENTORSOEG_ENGINE": "opensearch",
        "MENTORSOEG_OPENSEARCH_URL": settings.opensearch_url,
        "MENTORSOEG_OPENSEARCH_INDEX": settings.opensearch_index,
        "MENTORSOEG_OPENSEARCH_REPLICAS": "0",
    }
    file = collection.corpus.parent / "rapport.pdf"
    file.write_bytes(MASONS)
    for arguments in (
        ("add", str(file), "--title", "Murerrapporten"), ("index",), ("index", "--rebuild"),
        ("doctor",), ("status",),
    ):  # fmt: skip
        done = collection.run(*arguments, **around)
        assert done.exit_code == 0, done.output
    found = collection.run("search", "makker", "--json", **around)
    assert json.loads(found.stdout)["results"][0]["title"] == "Murerrapporten"
    assert not (collection.index / "CURRENT").exists()
