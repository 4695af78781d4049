"""Fetching the links of materials, and keeping what they give."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime

from indexer.fetching.client import KEPT_HEADERS, Answer, Client
from indexer.fetching.deadlinks import Barred, Dead
from indexer.fetching.internetarchive import InternetArchive
from indexer.fetching.judging import check_replacement
from indexer.fetching.locating import LocatedFile, Wanted, locate
from indexer.progress import Progress, silent
from search.library.catalogue import Catalogue, Material, load_catalogue
from search.library.errors import UserError
from search.library.mediatypes import MediaType
from search.library.originals import (
    WEB_KINDS,
    LinkBook,
    LinkState,
    Original,
    Originals,
    best_original,
    worth,
)
from search.library.settings import Settings

WORKERS = 8
"""Materials fetched at once; requests to one host still come one at a time."""
NO_NETWORK = "intet netværk"


@dataclass(frozen=True)
class FetchReport:
    """What a run did for a material: the state of each of its links, and the best original."""

    material: Material
    links: tuple[LinkState, ...]
    best: Original | None


def fetch_all(
    settings: Settings, material_ids: Iterable[str] = (), *, progress: Progress = silent
) -> tuple[FetchReport, ...]:
    """Fetch every link of these materials, else of all, and record each.

    Without a network nothing that is known of a link changes. Raises CatalogueError, UserError.
    """
    materials = _chosen(load_catalogue(settings.corpus), set(material_ids))
    originals = Originals(settings.corpus)
    fetcher = Fetcher(settings, originals)
    done: list[Material] = []
    with ThreadPoolExecutor(WORKERS) as pool:
        futures = {pool.submit(fetcher.fetch_material, m): m for m in materials}
        try:
            for future in as_completed(futures):
                fetcher.record(future.result())
                done.append(futures[future])
                progress("Henter links", len(done), len(materials))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    fetcher.record((), last=True)
    book = originals.links()
    return tuple(
        FetchReport(m, tuple(book.links[url] for url in m.web_links), best_original(m, book))
        for m in materials
    )


def fetch_page(settings: Settings, url: str) -> LinkState:
    """Fetch one link now and take the page itself, not what it leads to."""
    material = Material(id="en-side", title=url, kind="hjemmeside", links=(url,))
    return Fetcher(settings, Originals(settings.corpus)).fetch_material(material)[0]


def fetch_raw(settings: Settings, url: str) -> Answer:
    """What the server gives for one link now, whatever it is; nothing is kept. Raises Dead."""
    return Client(settings).get(url)


def _chosen(catalogue: Catalogue, ids: set[str]) -> tuple[Material, ...]:
    if unknown := ids - {m.id for m in catalogue.materials}:
        raise UserError(f"Kataloget har intet materiale med id {', '.join(sorted(unknown))}.")
    return tuple(m for m in catalogue.materials if m.web_links and (not ids or m.id in ids))


def fetch_one(settings: Settings, url: str) -> LinkState:
    """Fetch one link now, with what it leads to; the bytes are kept, the state isn't recorded."""
    material = Material(id="et-link", title=url, links=(url,))
    return Fetcher(settings, Originals(settings.corpus)).fetch_material(material)[0]


class Fetcher:
    """Fetches links within one run."""

    def __init__(self, settings: Settings, originals: Originals) -> None:
        self._client = Client(settings)
        self._archive = InternetArchive(self._client, settings.archive_url)
        self._originals = originals
        self._book = originals.links()
        self._barred: set[str] = set()
        self._waiting: list[LinkState] = []

    def fetch_material(self, material: Material) -> tuple[LinkState, ...]:
        """Try each link; when none gives all of the material, ask the archive for those that gave
        nothing, in order of trust, until one does."""
        states = {url: self.fetch_link(url, material) for url in material.web_links}
        for url, state in states.items():
            best = best_original(material, LinkBook(links=states))
            if best and worth(material, best) == 3:
                break
            if url in self._barred or (state.original and state.original.archived):
                continue
            if state.reason:
                states[url] = self._from_archive(state, material)
        return tuple(states.values())

    def fetch_link(self, url: str, material: Material) -> LinkState:
        """Try one link; what it gave before stays when the try fails or gives less."""
        old = self._book.links.get(url)
        had = old.original if old else None
        try:
            found = locate(url, self._wanted(material, had), self._live)
            original = self._keep(found, had)
        except Dead as dead:
            if isinstance(dead, Barred):
                self._barred.add(url)
            return LinkState(url=url, checked=_now(), reason=dead.reason, original=had)
        return LinkState(url=url, checked=_now(), original=original)

    def record(self, states: Iterable[LinkState], *, last: bool = False) -> None:
        """Record what was found of links, as soon as it is sure that there is a network."""
        self._waiting += states
        if self._client.hosts.reached or last:
            offline = self._client.hosts.offline
            fresh = self._unless_known(self._waiting) if offline else self._waiting
            self._originals.record(*fresh)
            self._waiting = []

    def _unless_known(self, states: Iterable[LinkState]) -> Iterator[LinkState]:
        for state in states:
            if state.url not in self._book.links:
                yield state.model_copy(update={"reason": NO_NETWORK})

    def _wanted(self, material: Material, had: Original | None) -> Wanted:
        known: dict[str, Mapping[str, str]] = {}
        if had and not had.archived and self._originals.is_whole(had.sha256):
            known[had.final_url] = had.headers
        is_page = material.kind in WEB_KINDS or not material.full_text_expected
        return Wanted(material.title, is_page, known)

    def _live(self, url: str, known: Mapping[str, Mapping[str, str]]) -> Answer:
        return self._client.get(url, known)

    def _from_archive(self, state: LinkState, material: Material) -> LinkState:
        def get(url: str, known: Mapping[str, Mapping[str, str]]) -> Answer:
            if url != state.url:  # a file that the stored page links may still be alive
                try:
                    return self._client.get(url, known)
                except Dead:
                    pass
            return self._archive.get(url, material.year)

        try:
            found = locate(state.url, self._wanted(material, None), get)
            if state.original and found.media_type and found.media_type.is_web_page:
                return state  # what we got ourselves is as good
            return state.model_copy(update={"original": self._keep(found, state.original)})
        except Dead:
            return state

    def _keep(self, found: LocatedFile, had: Original | None) -> Original:
        if found.media_type is None:
            if had is None:
                raise Dead("svarede 304 uden at være spurgt")
            return had
        content = found.answer.content
        new = _original(found, found.media_type)
        if had and self._originals.is_whole(had.sha256):
            before = self._originals.path(had.sha256)
            if new.sha256 == had.sha256 and not had.archived:
                return had.model_copy(update={"headers": new.headers})
            check_replacement(new, content, had, before.read_bytes())
        self._originals.keep(content)
        return new


def _original(found: LocatedFile, media_type: MediaType) -> Original:
    answer = found.answer
    return Original(
        sha256=hashlib.sha256(answer.content).hexdigest(),
        size=len(answer.content),
        media_type=media_type,
        final_url=answer.url,
        fetched=_now(),
        status=answer.status,
        headers={k: answer.headers[k] for k in KEPT_HEADERS if k in answer.headers},
        archived=answer.archived,
        characters=found.characters,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
