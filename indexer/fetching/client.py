"""One file from the net, as a good citizen and within limits."""

import threading
import time
import zlib
from collections import defaultdict
from collections.abc import Generator, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urldefrag, urljoin

import requests
from protego import Protego
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import HTTPError as TransportError
from urllib3.exceptions import MaxRetryError, ReadTimeoutError

from indexer.extraction import is_web_page
from indexer.extraction.webaddresses import slashed
from indexer.fetching.deadlinks import Barred, Dead, Gone, Slow, Unreachable, status_in_words
from indexer.fetching.hosts import Hosts, Origin, origin
from indexer.fetching.transport import cut_after, make_session
from search.library.credentials import without_credentials
from search.library.encoding import decode
from search.library.settings import Settings

CHUNK = 65536
MOVED = (301, 302, 303, 307, 308)
GONE = (404, 410)
ROBOTS_BYTES = 512_000
"""As much of a robots.txt as RFC 9309, 2.5, asks a crawler to read."""
MOST_RULES = 2_000_000
"""Robots named in a robots.txt, times the rules in it: as many may have to be kept, 100 bytes each.
A thousand robots with a rule each are half of it."""
LONGEST_PAUSE = 30
"""Seconds: a Crawl-delay above that is taken for a mistake."""
KEPT_HEADERS = ("content-type", "etag", "last-modified", "content-disposition", "date")
USED_HEADERS = (*KEPT_HEADERS, "location", "refresh", "link", "set-cookie")
GZIP = b"\x1f\x8b\x08"
START = 1024
"""Bytes of an answer that tell whether it is a web page."""


@dataclass(frozen=True)
class Answer:
    """What a server gave: the address after redirects, status 200 or 304, headers in small
    letters, the unpacked body, and the Internet Archive's date when it was asked in its place."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    archived: str | None = None


@dataclass
class _Clock:
    """When a file must be there (monotonic seconds). Waiting for one's turn doesn't count."""

    end: float

    @contextmanager
    def stopped(self) -> Iterator[None]:
        start = time.monotonic()
        yield
        self.end += time.monotonic() - start


@dataclass
class _Trip:
    """What the requests for one file share: its time, its cookies, and whether a web page isn't
    read to its end."""

    clock: _Clock
    jar: RequestsCookieJar
    files_only: bool = False


class Client:
    """Gets files; one for a whole run, shared by its threads."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.hosts = Hosts(settings.host_pause, settings.allowed_hosts)
        self._robots: dict[Origin, Protego | str] = {}
        self._asking: defaultdict[Origin, threading.Lock] = defaultdict(threading.Lock)

    def get(self, url: str, known: Mapping[str, Mapping[str, str]] | None = None,
            *, cookies: RequestsCookieJar | None = None, crawling: bool = True,
            files_only: bool = False) -> Answer:  # fmt: skip
        """The file at ``url``. ``known`` gives by address the headers of the copy we have, for a
        conditional request; ``cookies`` are sent and added to. robots.txt counts when ``crawling``;
        a web page is not read to its end when ``files_only``. Raises Dead."""
        jar = RequestsCookieJar() if cookies is None else cookies
        trip = _Trip(self._clock(), jar, files_only)
        seen: set[tuple[str, int]] = set()
        for _ in range(self._settings.redirects + 1):
            url = without_credentials(urldefrag(url)[0])
            state = hash(tuple(sorted((c.domain, c.path, c.name, str(c.value)) for c in jar)))
            if (url, state) in seen:
                raise Dead("viderestiller i ring")
            seen.add((url, state))
            if crawling:
                self._ask_robots(origin(url), url)
            conditions = _conditions((known or {}).get(url))
            step = self._step(url, conditions, trip)
            if step.status not in MOVED:
                return _checked(step)
            url = _target(step)
        raise Dead("viderestiller for mange gange")

    def _step(
        self, url: str, headers: Mapping[str, str], trip: _Trip, limit: int | None = None
    ) -> Answer:
        """One request; ``limit`` bytes of the body suffice when given."""
        place, clock = origin(url), trip.clock
        with ExitStack() as turn:
            with clock.stopped():
                turn.enter_context(self.hosts.turn(place))
            timeouts = (self._settings.connect_timeout, self._settings.read_timeout)
            try:
                with (
                    make_session(self._settings, clock.end, self._reached, trip.jar) as session,
                    session.get(url, headers=headers, timeout=timeouts, stream=True,
                                allow_redirects=False) as response,
                ):  # fmt: skip
                    if response.status_code in MOVED:
                        return _answer(response, b"")
                    body = self._read(response, clock.end, limit, files_only=trip.files_only)
                    return _answer(response, body)
            except (requests.RequestException, TransportError, UnicodeError) as error:
                raise _dead(error, self._settings) from error

    def _clock(self) -> _Clock:
        return _Clock(time.monotonic() + self._settings.file_seconds)

    def _reached(self) -> None:
        self.hosts.reached = True

    def _ask_robots(self, place: Origin, url: str) -> None:
        with self._asking[place]:
            if place not in self._robots:
                self._robots[place] = self._read_robots(place)
        rules = self._robots[place]
        if isinstance(rules, str):
            raise Dead(rules)
        agent = self._settings.user_agent
        if not rules.can_fetch(url, agent):
            raise Barred("serveren beder robotter holde sig væk (robots.txt)")
        if delay := rules.crawl_delay(agent):
            self.hosts.slow_down(place, min(delay, LONGEST_PAUSE))

    def _read_robots(self, place: Origin) -> Protego | str:
        """The rules, or why nothing may be fetched. A server without them, 4xx, allows all; one
        that fails forbids all for now (RFC 9309, 2.3.1)."""
        try:
            rules = self._get_robots(place)
        except (Barred, Unreachable):
            raise
        except Dead as dead:
            return dead.reason
        if rules.status >= 500:
            return f"robots.txt svarede {rules.status}"
        text = decode(rules.content) if rules.status == 200 else ""
        lines = [line for line in map(str.strip, text.splitlines()) if line]
        named = sum(line[:4].lower() == "user" for line in lines)
        if named * (len(lines) - named) > MOST_RULES:
            return "robots.txt har for mange regler"
        return Protego.parse(text.replace("\0", "").removeprefix("\ufeff"))

    def _get_robots(self, place: Origin) -> Answer:
        scheme, host, port = place
        name = f"[{host}]" if ":" in host else host
        url = f"{scheme}://{name}:{port}/robots.txt"
        trip = _Trip(self._clock(), RequestsCookieJar())
        for _ in range(self._settings.redirects + 1):
            step = self._step(url, {}, trip, ROBOTS_BYTES)
            if step.status not in MOVED:
                break
            url = _target(step)
        return step

    def _read(self, response: requests.Response, deadline: float, limit: int | None,
              *, files_only: bool = False) -> bytes:  # fmt: skip
        """The body, or its first ``limit`` bytes; without a limit it must be whole. What is packed
        though no header says so is unpacked."""
        most = limit or self._settings.file_bytes
        announced = response.headers.get("Content-Length", "")
        if not limit and announced.isdecimal() and int(announced[:20]) > most:
            raise Dead(_too_big(most))
        body = bytearray()
        with closing(_chunks(response, deadline)) as chunks:
            for chunk in chunks:
                self.hosts.go_on()
                body += chunk
                if files_only and len(body) >= START and is_web_page(bytes(body[:START])):
                    raise Dead("er en webside")
                if len(body) > most:
                    break
        if body.startswith(GZIP) and not limit:
            body = _unpacked(body, most)
        if len(body) > most and not limit:
            raise Dead(_too_big(most))
        return bytes(body[:most])


def _conditions(headers: Mapping[str, str] | None) -> dict[str, str]:
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[k]: v for k, v in (headers or {}).items() if k in names}


def _chunks(response: requests.Response, deadline: float) -> Generator[bytes]:
    with cut_after(deadline - time.monotonic(), response.raw.shutdown) as late:
        try:
            while chunk := response.raw.read1(CHUNK, decode_content=True):
                yield chunk
        except (TransportError, OSError):
            if not late():
                raise
        if late():
            raise Slow("filen kom for langsomt og blev afbrudt")


def _unpacked(body: bytearray, most: int) -> bytearray:
    """What was packed, or as much of it as may be; the body itself when it is damaged."""
    try:
        return bytearray(zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(body, most + 1))
    except zlib.error:
        return body


def _answer(response: requests.Response, body: bytes) -> Answer:
    headers = {k.lower(): v for k, v in response.headers.items()}
    kept = {k: headers[k] for k in USED_HEADERS if k in headers}
    return Answer(response.url, response.status_code, kept, body)


def _checked(step: Answer) -> Answer:
    if step.status in GONE:
        raise Gone(status_in_words(step.status), step.url, step.content)
    if step.status not in (200, 304):
        raise Dead(status_in_words(step.status))
    return step


def _target(step: Answer) -> str:
    """Where an answer sends on. Bytes that are no UTF-8 are percent-encoded as they came, as
    browsers do."""
    try:
        told = step.headers["location"].encode("latin-1")
        try:
            place = told.decode("utf-8")
        except UnicodeDecodeError:
            place = quote_from_bytes(told, safe="".join(map(chr, range(33, 127))))
        return urljoin(step.url, slashed(place))
    except (KeyError, ValueError):
        raise Dead(f"svarede {step.status} uden en brugbar adresse") from None


def _too_big(limit: int) -> str:
    return f"filen er større end {limit / 1_000_000:g} MB"


def _dead(error: Exception, settings: Settings) -> Dead:
    cause: object = error
    while isinstance(cause, requests.RequestException) and cause.args:
        cause = cause.args[0]
    if isinstance(cause, MaxRetryError):
        cause = cause.reason
    match error, cause:
        case (requests.Timeout(), _) | (_, ReadTimeoutError()):
            patience = min(settings.read_timeout, settings.file_seconds)
            return Slow(f"svarede ikke inden for {patience:g} s")
        case requests.exceptions.SSLError(), _:
            return Dead("serverens certifikat kan ikke godkendes (TLS)")
        case ((requests.exceptions.InvalidURL() | UnicodeError()), _):
            return Dead("adressen er ugyldig")
        case _:
            return Dead("forbindelsen blev afbrudt")
