"""Following one link, on the living web or in the archive, and keeping what it gives."""

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urlsplit

from requests.cookies import RequestsCookieJar

from indexer.extraction import is_web_page
from indexer.extraction.sight import Sight
from indexer.extraction.webaddresses import FILE
from indexer.fetching.client import KEPT_HEADERS, Answer, Client
from indexer.fetching.deadlinks import Barred, Dead
from indexer.fetching.internetarchive import DeadCapture, InternetArchive, moments
from indexer.fetching.judging import check_replacement
from indexer.fetching.likeness import Wanted
from indexer.fetching.located import LocatedFile
from indexer.fetching.locating import Errand, Get, Road, Unchanged
from indexer.fetching.looker import Looker
from search.library.catalogue import Material
from search.library.holdings import is_whole
from search.library.originals import WEB_KINDS, LinkState, Original, Originals
from search.library.settings import Settings

LOST = 2
"""Files gone from the page of a report that are asked of the archive."""


class Follower:
    """Follows links; ``barred`` are those that may not be fetched from anywhere."""

    def __init__(
        self, settings: Settings, client: Client, originals: Originals, looker: Looker
    ) -> None:
        self._client = client
        self._archive = InternetArchive(client, settings.archive_url)
        self._originals = originals
        self._looker = looker
        self.barred: set[str] = set()
        self._lost: dict[tuple[str, str], list[str]] = {}

    def live(
        self, url: str, material: Material, old: LinkState | None, *, stands: bool
    ) -> LinkState:
        """Try one link; what it gave before stays when the try fails or gives less. When it
        ``stands``, a landing page that is as it was is not followed again."""
        had = old.original if old else None
        known, jar = self._known(had), RequestsCookieJar()

        def get(url: str, *, files_only: bool = False) -> Answer:
            return self._client.get(url, known, cookies=jar, files_only=files_only)

        road = self._road(material, get, seen=old.page if old and stands else "")
        try:
            original = self._keep(road.find(url), had, material)
        except Unchanged:
            if old is None or (had is None and not old.page):
                return LinkState(url=url, checked=now(), reason="svarede 304 uden at være spurgt")
            return old.model_copy(update={"checked": now()} | self._answered(old, road))
        except Dead as dead:
            if isinstance(dead, Barred):
                self.barred.add(url)
            state = LinkState(url=url, checked=now(), reason=dead.reason, original=had)
        else:
            state = LinkState(url=url, checked=now(), original=original)
        self._lost[url, material.id] = road.lost[:LOST]
        if old and stands and not road.page and _is_as_before(state, old):
            return state.model_copy(update={"walked": old.walked, "steps": old.steps})
        told = {"steps": tuple(road.steps), "walked": now(), "page": road.page}
        return state.model_copy(update=told)

    def has_lost(self, state: LinkState) -> bool:
        """Whether the page that a link gave has a file that can't be had."""
        return bool(self._lost.get((state.url, state.material)))

    @staticmethod
    def _answered(old: LinkState, road: Road) -> dict[str, object]:
        """What changes when a link gives what it gave: after 304, it isn't dead any more."""
        return {} if road.page else {"reason": None}

    def from_archive(self, state: LinkState, material: Material) -> LinkState:
        """The state with what the archive has of the file that its page has lost, or of its link;
        as it was when it has nothing better."""
        for place in (*self._lost.get((state.url, material.id), ()), state.url):
            better = self._from_archive(place, state, material)
            if better is not state:
                return better
        return state

    def _from_archive(self, place: str, state: LinkState, material: Material) -> LinkState:
        got: list[str] = []
        for when in moments(material.year, got):
            road = self._road(material, self._stored(place, when, got))
            try:
                found = road.find(place)
                original = self._better(found, state, material)
            except (Dead, Unchanged):
                continue
            told: dict[str, object] = {"original": original, "steps": (*state.steps, *road.steps)}
            if state.original and not state.reason:  # what lives is less
                told["reason"] = _lesser(state.original)
            return state.model_copy(update=told)
        return state

    def _better(self, found: LocatedFile, state: LinkState, material: Material) -> Original:
        """The original, unless what we had is as good. Raises Dead."""
        had, new = state.original, _original(found)
        lives = had and not state.reason
        if had and (lives or new.media_type.is_web_page) and not is_whole(material, new):
            raise Dead("vi har en udgave, der er lige så god")
        if lives:
            self._originals.keep(found.answer.content)
            return new
        return self._keep(found, had, material)

    def _stored(self, start: str, when: str, got: list[str]) -> Get:
        def get(url: str, *, files_only: bool = False) -> Answer:
            if url != start:
                return self._living_or_stored(url, when, files_only=files_only)
            try:
                answer = self._archive.get(url, when)
            except DeadCapture as dead:
                got.append(dead.day)
                raise
            if answer.archived:
                if answer.archived in got:
                    raise Dead("den udgave er allerede prøvet")
                got.append(answer.archived)
            return answer

        return get

    def _living_or_stored(self, url: str, when: str, *, files_only: bool) -> Answer:
        """What a stored page links: it may still be alive, and be a file, or a page where it was.
        Raises Dead."""
        lives = None
        with suppress(Dead):
            lives = self._client.get(url, files_only=files_only)
            if not (is_web_page(lives.content) and _was_else(url, lives.url)):
                return lives
        try:
            return self._archive.get(url, when)
        except Dead:
            if lives is None:
                raise
            return lives

    def _road(self, material: Material, get: Get, seen: str = "") -> Road:
        is_page = material.kind in WEB_KINDS or not material.full_text_expected
        return Road(
            Errand(Wanted.of(material), is_page, seen),
            get,
            self._look,
            self._looker.unpack,
            self._looker.read,
            self._looker.join,
        )

    def _look(self, answer: Answer, place: str) -> Sight:
        if not answer.content.strip():
            raise Dead("svarede med noget, der er tomt")
        return self._looker.look(answer.content, place)

    def _known(self, had: Original | None) -> dict[str, Mapping[str, str]]:
        if had and not had.archived and self._originals.is_whole(had.sha256):
            return {had.final_url: had.headers}
        return {}

    def _keep(self, found: LocatedFile, had: Original | None, material: Material) -> Original:
        content, new = found.answer.content, _original(found)
        if had and self._originals.is_whole(had.sha256):
            if new.sha256 == had.sha256 and not had.archived:
                kept = ("fetched", "final_url", "status")
                return new.model_copy(update={name: getattr(had, name) for name in kept})
            check_replacement(new, found.sight, had, self._before(had))
            if is_whole(material, had) and not is_whole(material, new):
                raise Dead(_lesser(new))
        self._originals.keep(content)
        return new

    def _before(self, had: Original) -> Sight | None:
        try:
            return self._looker.look(self._originals.path(had.sha256))
        except Dead:  # damaged on our disk: anything is better
            return None


def _was_else(asked: str, got: str) -> bool:
    """Whether a page is no longer what was asked for: it was a file's place, or is another's."""
    place = urlsplit(asked).path
    return bool(FILE.search(place)) or place.rstrip("/") != urlsplit(got).path.rstrip("/")


def _is_as_before(state: LinkState, old: LinkState) -> bool:
    """Whether a link gives the same as the last time, or is as dead."""
    one, other = (
        (each.reason, got and (got.sha256, got.role, got.doubt))
        for each in (state, old)
        for got in (each.original,)
    )
    return one == other


def _lesser(new: Original) -> str:
    what = new.role or new.doubt or "en del af teksten"
    return f"svarede med noget ringere end det, vi har: {what}"


def _original(found: LocatedFile) -> Original:
    answer, sight, verdict = found.answer, found.sight, found.verdict
    return Original(
        sha256=hashlib.sha256(answer.content).hexdigest(),
        size=len(answer.content),
        media_type=sight.media_type,
        final_url=answer.url,
        fetched=now(),
        status=answer.status,
        headers={k: answer.headers[k] for k in KEPT_HEADERS if k in answer.headers},
        archived=answer.archived,
        characters=sight.characters,
        pages=sight.pages,
        chapters=found.chapters,
        likeness=verdict.likeness,
        role=verdict.role,
        doubt=verdict.doubt,
    )


def now() -> str:
    """The time, UTC in ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
