"""Fetching the links of materials, and keeping what they give."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from indexer.fetching.client import Answer, Client
from indexer.fetching.following import Follower
from indexer.fetching.looker import Looker
from indexer.progress import Progress, silent
from search.library.catalogue import Catalogue, Material, load_catalogue
from search.library.errors import UserError
from search.library.holdings import best_original, is_whole
from search.library.originals import LISTING, LinkBook, LinkState, Original, Originals
from search.library.settings import Settings

WORKERS = 8
"""Materials fetched at once; requests to one host still come one at a time."""
NO_NETWORK = "intet netværk"
STANDS = timedelta(days=7)
"""For as long, what a landing page led to, and what the archive hadn't, is not asked for again
while the page is the same."""


@dataclass(frozen=True)
class FetchReport:
    """What a run did for a material: the state of each of its links, and the best original."""

    material: Material
    links: tuple[LinkState, ...]
    best: Original | None


@dataclass(frozen=True)
class Fetched:
    """What a run did, and whether it was ``offline``: there seemed to be no network at all."""

    reports: tuple[FetchReport, ...]
    offline: bool


def fetch_all(
    settings: Settings,
    material_ids: Iterable[str] = (),
    *,
    afresh: bool = True,
    progress: Progress = silent,
) -> Fetched:
    """Fetch every link of these materials, else of all, and record each. Unless ``afresh``, roads
    that start as they did in the last days are not walked again.

    Without a network nothing that is known of a link changes. Raises CatalogueError, UserError.
    """
    catalogue = load_catalogue(settings.corpus)
    materials = _chosen(catalogue, set(material_ids))
    asked = Counter(url for material in catalogue.materials for url in material.web_links)
    shared = frozenset(url for url, times in asked.items() if times > 1)
    originals = Originals.of(settings)
    done: list[Material] = []
    with Looker() as looker, ThreadPoolExecutor(WORKERS) as pool:
        fetcher = Fetcher(settings, originals, looker, shared, afresh=afresh)
        futures = {pool.submit(fetcher.fetch_material, m): m for m in materials}
        try:
            for future in as_completed(futures):
                fetcher.record(future.result())
                done.append(futures[future])
                progress("Henter links", len(done), len(materials))
        except BaseException:
            fetcher.stop()
            looker.close()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    fetcher.record((), last=True)
    book = originals.links()
    reports = tuple(
        FetchReport(
            m,
            tuple(s for url in m.web_links if (s := book.state(url, m.id))),
            best_original(m, book),
        )
        for m in materials
    )
    return Fetched(reports, fetcher.offline)


def fetch_page(settings: Settings, url: str) -> LinkState:
    """Fetch one link now and take the page itself, not what it leads to."""
    return fetch_one(settings, url, Material(id=LISTING, title="–", kind="hjemmeside"))


def fetch_one(settings: Settings, url: str, material: Material | None = None) -> LinkState:
    """Fetch one link now, with what it leads to, as one of ``material``; the bytes are kept, the
    state isn't recorded."""
    sought = material or Material(id="et-link", title="–")
    with Looker() as looker:
        fetcher = Fetcher(settings, Originals.of(settings), looker, (url,))
        return fetcher.fetch_material(sought.model_copy(update={"links": (url,)}))[0]


def fetch_raw(settings: Settings, url: str) -> Answer:
    """What the server gives for one link now, whatever it is; nothing is kept. Raises Dead."""
    return Client(settings).get(url)


def _chosen(catalogue: Catalogue, ids: set[str]) -> tuple[Material, ...]:
    if unknown := ids - {m.id for m in catalogue.materials}:
        raise UserError(f"Kataloget har intet materiale med id {', '.join(sorted(unknown))}.")
    return tuple(m for m in catalogue.materials if m.web_links and (not ids or m.id in ids))


class Fetcher:
    """Fetches links within one run; ``shared`` are those that several materials have."""

    def __init__(
        self,
        settings: Settings,
        originals: Originals,
        looker: Looker,
        shared: Collection[str] = (),
        *,
        afresh: bool = True,
    ) -> None:
        self._client = Client(settings)
        self._originals = originals
        self._follower = Follower(settings, self._client, originals, looker)
        self._book = originals.links()
        self._shared = shared
        self._afresh = afresh
        self._waiting: list[LinkState] = []

    @property
    def offline(self) -> bool:
        """Whether there seems to be no network at all."""
        return self._client.hosts.offline

    def stop(self) -> None:
        """Ask for nothing more, from another thread than those that fetch, which get Stopped."""
        self._client.hosts.stop()

    def fetch_material(self, material: Material) -> tuple[LinkState, ...]:
        """Try each link; when none gives surely all of the material, ask the archive for those that
        gave nothing, something else, or what is doubtful or less, in order of trust, until one
        does."""
        states = {url: self._fetch_link(url, material) for url in material.web_links}
        for url, state in states.items():
            best = best_original(material, LinkBook().with_states(states.values()))
            if best and is_whole(material, best):
                break
            less = state.original and (state.original.doubt or state.original.role)
            poor = state.reason or less or self._follower.has_lost(state)
            if poor and self._may_ask(state):
                states[url] = self._follower.from_archive(state, material)
        return tuple(states.values())

    def _fetch_link(self, url: str, material: Material) -> LinkState:
        old = self._old(url, material.id)
        stands = old is not None and not self._afresh and self._is_fresh(old)
        state = self._follower.live(url, material, old, stands=stands)
        return state.model_copy(update={"material": material.id})

    def _old(self, url: str, material: str) -> LinkState | None:
        """What was known of a material's link: what was known of it for one that has gone or is
        called otherwise now, but not what another may have got by it."""
        own = self._book.state(url, material)
        if url in self._shared:
            return own if own and own.material else None
        return own or self._book.links.get(url)

    def _is_fresh(self, state: LinkState) -> bool:
        if state.walked is None:
            return False
        if state.original and not self._originals.is_whole(state.original.sha256):
            return False
        return datetime.now(UTC) - datetime.fromisoformat(state.walked) < STANDS

    def _may_ask(self, state: LinkState) -> bool:
        """Whether the archive is to be asked: not for what nobody may fetch, nor for what it gave
        or hadn't in the last days."""
        if state.url in self._follower.barred or (state.original and state.original.archived):
            return False
        old = self._old(state.url, state.material)
        known = old is not None and old.reason == state.reason and old.walked == state.walked
        return self._afresh or not known

    def record(self, states: Iterable[LinkState], *, last: bool = False) -> None:
        """Record what was found of links, as soon as it is sure that there is a network."""
        self._waiting += states
        if self._client.hosts.reached or last:
            fresh = self._unless_known(self._waiting) if self.offline else self._waiting
            self._originals.record(*fresh)
            self._waiting = []

    def _unless_known(self, states: Iterable[LinkState]) -> Iterator[LinkState]:
        for state in states:
            if self._book.state(state.url, state.material) is None:
                yield state.model_copy(update={"reason": NO_NETWORK})
