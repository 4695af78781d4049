"""From a link to the file it leads to."""

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import quote, urldefrag, urlsplit

from indexer.extraction.sight import Sight
from indexer.extraction.webaddresses import otherwise, sent_on
from indexer.fetching.binding import Binder, WebPage
from indexer.fetching.client import Answer
from indexer.fetching.deadlinks import Dead, Gone, Slow
from indexer.fetching.judging import (
    LISTED,
    PASSED_FIRST,
    STUB,
    CameBy,
    Foreign,
    Verdict,
    check_place,
    check_text,
    is_abstract,
    is_gate,
    is_same_page,
    judge_bound,
    judge_file,
    judge_page,
)
from indexer.fetching.landing import (
    LEAST,
    LIKELY,
    Candidate,
    candidates,
    is_only_file,
    sources,
    told_apart,
)
from indexer.fetching.likeness import OTHER, SAME, Wanted, likeness, title_likeness
from indexer.fetching.located import LocatedFile, came, digest, is_enough, is_poor, value
from indexer.fetching.roles import PART
from indexer.fetching.turning import is_chapter
from search.library.mediatypes import MediaType
from search.library.originals import TAKEN, Step

HOPS = 2
"""Landing pages passed on the way to a file: a list's page, then the publisher's."""
SENT_ON = 3
"""Pages in a row that send on by themselves."""
MOST = 16
"""Addresses asked for one link, the archive's apart."""
WAY = 1.0
"""Score of a link from which on it is followed to another page where none is likely."""
POINTED = 2
"""Links of a page that says that there is nothing, which are followed."""
ARTICLE = 1500
"""Characters of a page from which on an article is taken to be all there."""


class Get(Protocol):
    """Gets an address; ``files_only``: of what is a web page, no more than its start."""

    def __call__(self, url: str, *, files_only: bool = False) -> Answer: ...


Look = Callable[[Answer, str], Sight]
"""What an answer's body shows, as being from an address. Raises Dead."""

BodyText = Callable[[bytes], str]
"""The running text of a web page. Raises Dead."""

Join = Callable[[Sequence[bytes]], tuple[bytes, int]]
"""One PDF of several, and how many of them gave their pages. Raises Dead."""

Unpack = Callable[[bytes], Sequence[tuple[str, bytes]]]
"""The names and bytes of the documents in a zip; none for anything else. Raises Dead."""


@dataclass(frozen=True)
class Errand:
    """What a link is followed for: the material, whether a page itself is sought, and ``seen``, the
    digest of the page that the link gave the last time, when what it led to then is to stand."""

    wanted: Wanted
    is_page: bool = False
    seen: str = ""


class Unchanged(Exception):
    """The link gives what it gave the last time (304, or the same landing page)."""


@dataclass
class Road:
    """One link's road: ``find`` follows it, ``steps`` tells it, ``page`` is the digest of the page
    that it started from,
    ``slow`` the hosts that kept us waiting, which are asked no more, ``lost`` the files that the
    report's own page gives for it and that can't be had."""

    errand: Errand
    get: Get
    look: Look
    unpack: Unpack
    read: BodyText
    join: Join
    steps: list[Step] = field(default_factory=list)
    page: str = ""
    asked: set[str] = field(default_factory=set)
    slow: set[str] = field(default_factory=set)
    lost: list[str] = field(default_factory=list)

    def find(self, url: str) -> LocatedFile:
        """Follow ``url`` to a file, over landing pages, else take the page itself; when it gives
        nothing, try what else it may mean. Raises Dead, Unchanged."""
        try:
            return self._visit(url, CameBy(), HOPS)
        except Dead:
            for other in otherwise(url):
                with suppress(Dead):
                    return self._visit(other, CameBy(), HOPS)
            raise

    def _visit(self, url: str, by: CameBy, hops: int, *, files_only: bool = False,
               sent: int = 0) -> LocatedFile:  # fmt: skip
        self._set_out(url)
        answer: Answer | None = None
        try:
            answer = self._ask(url, files_only=files_only)
            if answer.status == 304:
                self._tell(url, "uændret (304)")
                raise Unchanged
            if packed := self.unpack(answer.content):
                return self._take_packed(url, answer, packed, by)
            place = url if answer.archived else answer.url
            sight = self.look(answer, url if urldefrag(url)[0] == place else place)
            told = told_apart(answer.headers.get("link", ""), place)
            sight = replace(sight, links=(*told, *sight.links))
            if not sight.media_type.is_web_page:
                return self._take_file(url, answer, sight, by)
        except Dead as dead:
            self._tell(url, dead.reason, other=answer)
            if by.direct and (file := self._pointed_at(dead, hops)):
                return file
            raise
        self._begin(sight, by)
        on = sight.refresh or sent_on(answer.headers.get("refresh", ""), place)
        if on == urldefrag(place)[0]:  # worth a second look once we have its cookie
            on = "" if sent or "set-cookie" not in answer.headers else on
            self.asked.discard(on)
        if on and sent < SENT_ON:
            self._tell(url, "sender videre")
            return self._visit(on, by, hops, sent=sent + 1)
        return self._pass_page(url, answer, sight, by, hops)

    def _set_out(self, url: str) -> None:
        """Begin to ask for an address. Raises Dead when it isn't to be asked."""
        if url in self.asked or len(self.asked) >= MOST:
            raise Dead("adressen er allerede prøvet")
        if _host(url) in self.slow:
            raise Dead("serveren er for langsom")
        self.asked.add(url)

    def _ask(self, url: str, *, files_only: bool) -> Answer:
        try:
            return self.get(url, files_only=files_only)
        except Slow:
            self.slow.add(_host(url))
            raise

    def _begin(self, sight: Sight, by: CameBy) -> None:
        """Remember the page that the link starts from. Raises Unchanged."""
        if by.direct and not self.page:
            self.page = digest(sight)
            if self.page == self.errand.seen:
                raise Unchanged

    def _pointed_at(self, gone: Dead, hops: int) -> LocatedFile | None:
        """What a page that says that there is nothing leads to by links with the title sought."""
        if not isinstance(gone, Gone):
            return None
        try:
            sight = self.look(Answer(gone.url, 200, {}, gone.content), gone.url)
        except Dead:
            return None
        near = [
            link for link in sight.links if title_likeness(self.errand.wanted, link.text) >= SAME
        ]
        if not (near and sight.media_type.is_web_page):
            return None
        self._begin(sight, CameBy())
        come = CameBy(direct=False)
        for link in near[:POINTED]:
            with suppress(Dead):
                return self._visit(link.url, replace(come, says=link.text), hops)
        return None

    def _take_packed(self, url: str, answer: Answer, packed: Sequence[tuple[str, bytes]],
                     by: CameBy) -> LocatedFile:  # fmt: skip
        """The best of the documents in a zip. Raises Dead."""
        found, why = list[LocatedFile](), Dead("filen er en zip-fil uden rapporten")
        for name, content in packed:
            part, place = replace(answer, content=content), f"{url}#{quote(name)}"
            come = replace(by, says=PurePosixPath(name).stem, direct=by.direct and len(packed) == 1)
            try:
                found.append(self._take_file(place, part, self.look(part, place), come))
            except Dead as refused:
                why = refused
                self._tell(place, why.reason)
        if not found:
            raise why
        return max(found, key=value)

    def _take_file(self, url: str, answer: Answer, sight: Sight, by: CameBy) -> LocatedFile:
        if sight.media_type is MediaType.PLAIN:
            check_text(answer.content)
        verdict = judge_file(self.errand.wanted, sight, answer.url, by)
        kept = verdict.doubt or verdict.role or TAKEN
        self._tell(url, kept, sight, verdict.likeness)
        return LocatedFile(answer, sight, verdict)

    def _pass_page(self, url: str, answer: Answer, sight: Sight, by: CameBy,
                   hops: int) -> LocatedFile:  # fmt: skip
        place = url if answer.archived else answer.url
        try:
            check_place(url, place)
        except Dead as dead:
            self._tell(url, dead.reason, sight)
            raise
        follow = bool(hops) and (not self.errand.is_page or self._is_abstract(sight))
        file, refused = self._lead(sight, place, answer, by, hops) if follow else (None, None)
        if file and self.errand.is_page and (file.verdict.doubt or file.verdict.role):
            file = None
        try:
            page = LocatedFile(answer, sight, self._judge_page(url, sight, by, place))
        except Dead as dead:
            self._tell(url, dead.reason, sight, likeness(self.errand.wanted, sight))
            if file:
                return file
            raise _told_why(dead, refused, gate=is_gate(url, place)) from None
        self._tell(url, page.verdict.doubt or "siden er teksten", sight, page.verdict.likeness)
        return max(page, file, key=value) if file else page

    def _lead(self, sight: Sight, place: str, answer: Answer, by: CameBy,
              hops: int) -> tuple[LocatedFile | None, Dead | None]:  # fmt: skip
        """What a page leads to: a file, else the report that its chapters make, which are followed
        for a file only where they make none; and why the first that wasn't it isn't."""
        left = hops if _is_menu(sight, by) else hops - 1
        is_its = (likeness(self.errand.wanted, sight) or 0.0) >= SAME
        page = WebPage(place, sight, answer)
        listed = (page.chapters.links or page.files.links) if is_its or by.alike else ()
        parts = {link.url for link in listed}
        others = tuple(link for link in sight.links if urldefrag(link.url)[0] not in parts)
        file, refused = self._follow(replace(sight, links=others), place, by, left)
        if (file and file.is_sure) or not is_its or self.errand.is_page:
            return file, refused
        more = self._bind(page)
        if parts and not more:
            more, why = self._follow(sight, place, by, left)
            refused = refused or why
        return max(filter(None, (more, file)), key=value, default=None), refused

    def _bind(self, page: WebPage) -> LocatedFile | None:
        """The report of which a page is the contents or the first chapter; None when it is none."""
        wanted = self.errand.wanted
        ask = partial(self._ask, files_only=False)
        try:
            bound = Binder(wanted, ask, self.look, self.read, self.join).bind(page)
            if bound is None:
                return None
            sight = self.look(bound.answer, page.place)
            verdict = judge_bound(wanted, sight, page.sight, bound.missing)
        except Dead as dead:
            self._tell(page.place, dead.reason, page.sight)
            return None
        parts = "websider" if sight.media_type.is_web_page else "filer"
        told = f"{bound.pages} {parts} sat sammen"
        told += f", {bound.missing} mangler" if bound.missing else ""
        self._tell(page.place, told, sight, verdict.likeness)
        return LocatedFile(bound.answer, sight, verdict, bound.pages)

    def _is_abstract(self, sight: Sight) -> bool:
        """Whether a page says too little to be the article that is sought: a journal's page about
        it, as a rule."""
        wanted = self.errand.wanted
        is_short = wanted.kind == "artikel" and sight.characters < ARTICLE
        return is_short or is_abstract(wanted, sight)

    def _judge_page(self, url: str, sight: Sight, by: CameBy, place: str) -> Verdict:
        verdict = judge_page(self.errand.wanted, sight, is_page=self.errand.is_page)
        if self.errand.wanted.titles and not by.direct and (verdict.likeness or 0.0) < SAME:
            raise Foreign("siden kan ikke kendes som rapporten")
        headed = title_likeness(self.errand.wanted, *sight.titles[:1]) >= SAME
        if not headed and not self.errand.is_page:
            self._compare(url, sight)
        is_part = not (verdict.role or self.errand.is_page) and is_chapter(sight, place)
        return replace(verdict, role=PART) if is_part else verdict

    def _compare(self, url: str, sight: Sight) -> None:
        """Raise Dead when the server gives the same page for an address that can't exist."""
        parts = urlsplit(url)
        if not parts.path.strip("/"):
            return
        mark = hashlib.sha256(url.encode()).hexdigest()[:10]
        folder = parts.path.rstrip("/").rpartition("/")[0]
        nowhere = parts._replace(path=f"{folder}/findes-ikke-{mark}", query="", fragment="")
        try:
            answer = self.get(nowhere.geturl())
            same = answer.status == 200 and is_same_page(sight, self.look(answer, answer.url))
        except Dead:
            return
        if same:
            raise Dead("serveren giver den samme side for enhver adresse")

    def _follow(
        self, sight: Sight, place: str, by: CameBy, hops: int
    ) -> tuple[LocatedFile | None, Dead | None]:
        """The best file that the page's likely links lead to, None when none does; and why the
        first that was another report, or couldn't be had though it says to be the report, isn't
        it."""
        wanted = self.errand.wanted
        alike = likeness(wanted, sight)
        foreign = alike is not None and alike < OTHER and not _is_frame(sight, by)
        listing = sight.linked > LISTED and (alike or 0.0) < SAME
        elsewhere = bool(wanted.titles) and (foreign or listing)
        best, refused = None, None
        found_here = candidates(sight, wanted.titles, elsewhere=elsewhere, year=wanted.year)
        if elsewhere:
            found_here += sources(sight, place, wanted.publishers)
        enters = LIKELY if any(c.is_likely for c in found_here) else WAY
        for candidate in found_here:
            come = CameBy(
                says=candidate.link.text,
                alike=(alike or 0.0) >= SAME or candidate.alike or (not elsewhere and by.alike),
                direct=False,
                page="" if elsewhere else sight.opening,
                is_headed=(alike or 0.0) >= SAME and candidate.says_report,
                is_listed=elsewhere,
                is_only=(alike or 0.0) >= SAME and is_only_file(candidate, found_here),
            )
            try:
                found = self._visit(
                    candidate.link.url, come, hops, files_only=candidate.score < enters
                )
            except Dead as dead:
                if _is_lost(come, candidate) and not isinstance(dead, Foreign):
                    self.lost.append(candidate.link.url)
                if isinstance(dead, Foreign) or come.is_headed:
                    refused = refused or dead
                continue
            if found.sight.media_type.is_web_page and is_poor(found):
                continue
            best = max(best, found, key=value) if best else found
            if is_enough(best):
                break
        return best, refused

    def _tell(self, url: str, done: str, sight: Sight | None = None,
              alike: float | None = None, *, other: Answer | None = None) -> None:  # fmt: skip
        seen = f"andet, {len(other.content)} byte" if other and not sight else came(sight)
        self.steps.append(Step(url=url, came=seen, likeness=alike, done=done))


def _host(url: str) -> str:
    """The host that an address names; '' for one that is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _told_why(dead: Dead, refused: Dead | None, *, gate: bool) -> Dead:
    """What tells best why a page, ``dead``, gave nothing: its ``refused`` file, or that another
    page comes before it, where there is such a ``gate``."""
    if isinstance(dead, Foreign):
        return Dead(PASSED_FIRST) if gate else dead
    if refused is None or isinstance(refused, Foreign):
        return refused or dead
    return Dead(f"siden er der, men filen kan ikke hentes: {refused.reason}")


def _is_lost(come: CameBy, candidate: Candidate) -> bool:
    """Whether a link that gives nothing was to the report: it says so, or its page is about that,
    and it is to a file and names nothing else."""
    is_bare_file = candidate.is_bare and candidate.score >= LEAST and candidate.is_file
    return come.is_headed or (come.alike and is_bare_file)


def _is_frame(sight: Sight, by: CameBy) -> bool:
    """Whether a page without a name and text of its own is a part of the report's: its menu."""
    return by.alike and _is_menu(sight, by)


def _is_menu(sight: Sight, by: CameBy) -> bool:
    """Whether a page that another leads to has neither a name nor a text."""
    return not by.direct and not sight.titles and sight.characters < STUB
