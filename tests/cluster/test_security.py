"""A cluster with TLS and users: the roles that are shipped suffice, and do no more; left out where
there is no security plugin."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search.library.catalogue import Material
from search.library.errors import IndexUnavailable
from search.library.settings import Settings
from search.live import LiveSearcher
from search.stores import store_of
from tests.cluster.conftest import FETCHING, STARTED
from tests.cluster.test_contract import put, record

pytest.importorskip("opensearchpy", reason="opensearch-py is not installed")
from benchmarks.opensearch.nodes import NodesUnavailable
from benchmarks.opensearch.secured import SecuredNode
from search.opensearch import cluster

pytestmark = pytest.mark.xdist_group("secured")

ROLES = Path(__file__).parent.parent.parent / "deploy" / "opensearch-roles.json"
SECURITY = "_plugins/_security/api"
PASSWORD = "Skomagere-og-smede-1807"  # noqa: S105 - of a node on loopback
WRITER, READER, NOBODY, SHOWN = "mentorsoeg", "mentorsoeg-reader", "ingen", "skilt"
BEAVERS = record(Material(id="dyr", title="Dyr"), "", "Om bævere.")
STONES = record(Material(id="sten", title="Sten"), "", "Om granit.")

Here = Callable[..., Settings]


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredNode]:
    """A node with the roles that are shipped, a user for each, and one who has none."""
    try:
        node = SecuredNode(tmp_path_factory.mktemp("secured"), seconds=FETCHING)
        node.wait(STARTED)
    except NodesUnavailable as error:
        pytest.skip(f"no secured OpenSearch here: {error}")
    node.ask("PATCH", f"{SECURITY}/roles", json.loads(ROLES.read_text(encoding="utf-8")))
    for user in (WRITER, READER, NOBODY):
        node.ask("PUT", f"{SECURITY}/internalusers/{user}", {"password": PASSWORD})
    for role, users in ((WRITER, [WRITER, SHOWN]), (READER, [READER])):
        node.ask("PUT", f"{SECURITY}/rolesmapping/{role}", {"users": users})
    yield node
    node.close()


@pytest.fixture
def here(secured: SecuredNode, tmp_path: Path) -> Here:
    """Makes settings for the node, in the name of the one who writes when nothing else is said."""

    def make(**more: object) -> Settings:
        given = {
            "engine": "opensearch", "opensearch_url": secured.url, "opensearch_replicas": 0,
            "opensearch_seconds": 60, "opensearch_ca": secured.certificates.authority,
            "opensearch_user": WRITER, "opensearch_password": PASSWORD,
            "index": tmp_path / "index",
        }  # fmt: skip
        return Settings(**{**given, **more})

    return make


def test_the_role_of_the_service_suffices_for_all_it_does(here: Here) -> None:
    store = store_of(here())
    put(store, [BEAVERS])
    put(store, [STONES, BEAVERS])
    with store.writing() as writer:
        writer.remove("sten")
    for _ in range(2):
        with store.writing(rebuild=True) as writer:
            writer.put(*BEAVERS, fingerprint="")
    store.verify(store.generation())
    assert LiveSearcher(store).ready().searcher.search('"om bævere"').total == 1


def test_the_role_gives_no_right_to_what_is_of_others(here: Here) -> None:
    store = store_of(here(opensearch_index="andres"))
    with pytest.raises(IndexUnavailable, match="ikke brugeren ret"), store.writing():
        pass


def test_one_who_only_reads_searches_and_can_not_write(here: Here) -> None:
    put(store_of(here()), [BEAVERS])
    store = store_of(here(opensearch_user=READER))
    engine = LiveSearcher(store).ready().searcher
    assert engine.search("bæver").materials[0].record.material.id == "dyr"
    assert engine.page_text("dyr", 1) == "Om bævere."
    assert [one.number for one in engine.occurrences("bævere")] == [1]
    with pytest.raises(IndexUnavailable, match="ikke brugeren ret"), store.writing():
        pass


def test_a_certificate_is_shown_in_place_of_a_password(here: Here, secured: SecuredNode) -> None:
    certificate, key = secured.certificates.make(SHOWN)
    settings = here(
        opensearch_user="", opensearch_password="",
        opensearch_certificate=certificate, opensearch_key=key,
    )  # fmt: skip
    put(store_of(settings), [BEAVERS])
    assert LiveSearcher(store_of(settings)).get().search("bævere").total == 1


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"opensearch_password": "forkert"}, cluster.REFUSED),
        ({"opensearch_user": NOBODY}, cluster.FORBIDDEN),
        ({"opensearch_ca": None}, cluster.CERTIFICATE),
    ],
)
def test_what_is_refused_is_said_in_danish(
    here: Here, given: dict[str, object], sentence: str
) -> None:
    with pytest.raises(IndexUnavailable) as error:
        LiveSearcher(store_of(here(**given))).get()
    assert str(error.value) == sentence
