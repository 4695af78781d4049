"""The connection to the cluster, and what is wrong with it in Danish."""

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from itertools import islice
from time import monotonic, sleep
from typing import Any, TypeVar

from opensearchpy import OpenSearch, exceptions, helpers

from search.library.counting import count
from search.library.errors import IndexUnavailable, QueryTooLong, UserError
from search.library.settings import Settings

OLDEST = (2, 11)
"""The first version that has all that is asked of it: points in time, and searching them after a
key."""
AWAY, MISSING, REFUSED, FORBIDDEN, BUSY, FLOODED = (
    "Søgeklyngen svarer ikke.",
    "Der er intet indeks i søgeklyngen. Kør »mentorsoeg update« først.",
    "Søgeklyngen afviser brugernavn, kodeord eller certifikat.",
    "Søgeklyngen giver ikke brugeren ret til det. Se docs/scale.md om den rolle, der skal til.",
    "Søgeklyngen har for travlt lige nu. Prøv igen om lidt.",
    "Søgeklyngen kan kun læses, formentlig fordi dens diske er ved at være fulde.",
)
SLOW = "Søgeklyngen svarer for langsomt. Prøv igen om lidt."
CERTIFICATE = "Søgeklyngens certifikat kan ikke godkendes. Se MENTORSOEG_OPENSEARCH_CA."
HURT = "En del af søgeklyngen mangler, så den kan ikke svare fuldstændigt lige nu."
TAKEN = (
    "Et navn i søgeklyngen er taget af noget andet. Giv indekset et andet med "
    "MENTORSOEG_OPENSEARCH_INDEX, eller fjern det andet ({what})."
)
ODD = "Søgeklyngen forstår ikke spørgsmålet ({what})."
TOO_LONG = "Søgningen er for lang til søgeklyngen. Prøv igen med færre ord."
NO_CLUSTER = "Sæt MENTORSOEG_OPENSEARCH_URL til søgeklyngens adresse."
PASSING = frozenset((HURT, AWAY, BUSY))
"""What may pass by itself, soon."""
RETRIES = 3
POOL = 32
"""Connections to a node that are kept open: as many requests as may be asked at once."""
BULK_BYTES, BULK_PAGES = 8 << 20, 500
"""Of one request of writing."""
BULK_RETRIES, BULK_WAIT = 6, 1
"""How often what a busy cluster refuses is sent again, and the seconds before the first time;
twice as long each time."""

log = logging.getLogger("mentorsoeg.index")
logging.getLogger("opensearch").setLevel(logging.ERROR)  # what it warns of is told here, once
T = TypeVar("T")
Body = dict[str, Any]
"""What the cluster is given and gives."""


PATIENCE = 30.0
"""Seconds for which a question that failed is asked again: a cluster of several nodes takes some to
put others in the place of one that died."""
AGAIN, LONGEST_AGAIN = 0.2, 2.0
"""Seconds after which a question is asked again, twice as long each time."""
COPYING = 1800.0
"""Seconds in which what was written must have come to all copies."""
GIVEN_UP = 90.0
"""Seconds in which no question at all was answered, after which failures are told at once: who asks
is not to wait for a cluster that is gone."""


class ViewLost(IndexUnavailable):
    """The point in time that was asked is gone, with the node that held it: ask another."""


class Missing(IndexUnavailable):
    """There is no such index or document."""


class Conflict(Exception):
    """Somebody else changed the document."""


class Cluster:
    """A client of the cluster that settings name. Every call raises IndexUnavailable, whose text
    says in Danish what is wrong, when the cluster can't be asked."""

    def __init__(self, settings: Settings) -> None:
        urls = settings.opensearch_url.split()
        if not urls:
            raise UserError(NO_CLUSTER)
        user, password = settings.opensearch_user, settings.opensearch_password.get_secret_value()
        certificate, key = settings.opensearch_certificate, settings.opensearch_key
        self.prefix = settings.opensearch_index
        self.shards, self.replicas = settings.opensearch_shards, settings.opensearch_replicas
        self._seconds = settings.opensearch_seconds
        self._several = len(urls) > 1
        self._failing: tuple[float, float] | None = None
        self._client = OpenSearch(
            urls,
            http_auth=(user, password) if user else None,
            client_cert=str(certificate) if certificate else None,
            client_key=str(key) if key else None,
            ca_certs=str(settings.opensearch_ca) if settings.opensearch_ca else None,
            timeout=settings.opensearch_seconds,
            max_retries=max(RETRIES, len(urls)),
            retry_on_timeout=len(urls) > 1,
            retry_on_status=(502, 504),
            sniff_on_connection_fail=settings.opensearch_sniff,
            pool_maxsize=POOL,
        )

    def ask(self, what: Callable[[OpenSearch], T]) -> T:
        """What the client gives. Raises IndexUnavailable, and Missing, Conflict and ViewLost for
        whoever can go on from there, and QueryTooLong."""
        try:
            return what(self._client)
        except exceptions.TransportError as error:
            raise _told(error) from error
        except exceptions.OpenSearchException as error:
            log.warning("OpenSearch: %s", error)
            raise IndexUnavailable(AWAY) from error

    def patiently(
        self, question: Callable[[], T], failed: Callable[[IndexUnavailable], None] | None = None
    ) -> T:
        """The answer to a question that may be asked twice, asked again as long as a failure may
        pass soon, and once when a point in time is gone; ``failed`` is told of each failure."""
        end, wait, reopened = monotonic() + PATIENCE, AGAIN, False
        while True:
            try:
                found = question()
            except IndexUnavailable as error:
                if failed:
                    failed(error)
                first = isinstance(error, ViewLost) and not reopened
                reopened = True
                patient = self._patient(error) and monotonic() < end
                if not (patient or first):
                    raise
                sleep(wait)
                wait = min(2 * wait, LONGEST_AGAIN)
            else:
                self._failing = None
                return found

    def _patient(self, error: Exception) -> bool:
        """Whether a question that failed so is to be asked again."""
        now = monotonic()
        first, last = self._failing or (now, now)
        first = first if now - last < PATIENCE else now
        self._failing = first, now
        passing = isinstance(error, ViewLost) or str(error) in PASSING
        return self._several and passing and now - first < GIVEN_UP

    def check(self) -> None:
        """Raise IndexUnavailable unless the cluster can be asked, and is one that we know."""
        version = self.ask(lambda client: client.info())["version"]
        number = tuple(int(part) for part in re.findall(r"\d+", version["number"])[:2])
        if version.get("distribution") != "opensearch" or number < OLDEST:
            least = ".".join(map(str, OLDEST))
            raise IndexUnavailable(
                f"Søgeklyngen er af en udgave ({version['number']}), som ikke kan bruges. Der skal "
                f"være OpenSearch {least} eller nyere."
            )

    def write(self, actions: Iterable[Mapping[str, Any]]) -> None:
        """Write documents that have ids in bulk, again and slower when the cluster is busy or lacks
        a part. Raises UserError that names what was refused for good."""
        refused: list[str] = []
        every = iter(actions)
        while some := list(islice(every, BULK_PAGES)):
            refused += self.patiently(lambda: self.ask(lambda c: self._refused(c, some)))
        if refused:
            shown = ", ".join(refused[:5])
            raise UserError(
                f"Søgeklyngen tog ikke imod {count(len(refused), 'side', 'sider')}: {shown}. "
                "Det gamle indeks er urørt."
            )

    def refresh(self, index: str) -> None:
        """Make all that was written to an index ready to be searched, in each of its copies. Raises
        IndexUnavailable."""
        self.patiently(lambda: self.ask(lambda client: client.indices.refresh(index=index)))
        end = monotonic() + COPYING
        while self.patiently(lambda: self.ask(lambda client: _behind(client, index))):
            if monotonic() > end:
                raise IndexUnavailable(SLOW)
            sleep(AGAIN)

    def _refused(self, client: OpenSearch, actions: Iterable[Mapping[str, Any]]) -> list[str]:
        """Write documents; those that were refused for good, and why."""
        refused = []
        for done, told in helpers.streaming_bulk(
            client, actions, chunk_size=BULK_PAGES, max_chunk_bytes=BULK_BYTES,
            raise_on_error=False, max_retries=BULK_RETRIES, initial_backoff=BULK_WAIT,
            request_timeout=max(self._seconds, 60),
        ):  # fmt: skip
            if not done:
                (answer,) = told.values()
                reason = answer.get("error") or {}
                kind = reason.get("type", "") if isinstance(reason, dict) else str(reason)
                log.error("refused %s: %s", answer.get("_id"), reason)
                if kind == "cluster_block_exception":
                    raise UserError(FLOODED)
                refused.append(f"{answer.get('_id')} ({kind or answer.get('status')})")
        return refused


def _behind(client: OpenSearch, index: str) -> bool:
    """Whether a copy of an index lacks segments that another has."""
    found = client.cat.segment_replication(index=index, params={"format": "json"})
    return any(int(copy["checkpoints_behind"]) for copy in found)


_OF_CONNECTION = (
    (exceptions.SSLError, CERTIFICATE),
    (exceptions.ConnectionTimeout, SLOW),
    (exceptions.ConnectionError, AWAY),
)
_OF_STATUS = {401: REFUSED, 403: FORBIDDEN, 429: BUSY}
_OF_OTHERS = ("invalid_alias_name_exception", "mapper_parsing_exception",
              "strict_dynamic_mapping_exception")  # fmt: skip
"""What is said where an index of ours should be, or is of another shape."""
_OF_TEXT = (
    (("search_context_missing", "node_disconnected", "node_not_connected", "NodeDisconnected"),
     ViewLost, HURT),
    (("read-only-allow-delete", "index read-only", "cluster read-only", "index write (api)"),
     UserError, FLOODED),
    (("too_many_clauses", "too_many_nested_clauses", "too_complex_to_determinize"),
     QueryTooLong, TOO_LONG),
)  # fmt: skip
"""What any of some signs in the cluster's answer tells."""


def _told(error: exceptions.TransportError) -> Exception:
    """What went wrong, as others can tell."""
    if error.status_code != HTTPStatus.NOT_FOUND:
        log.warning("OpenSearch: %s", str(error)[:300])
    for kind, sentence in _OF_CONNECTION:
        if isinstance(error, kind):
            return IndexUnavailable(sentence)
    text = f"{error.error} {error.info}"
    for signs, made, sentence in _OF_TEXT:
        if any(sign in text for sign in signs):
            return made(sentence)
    if error.status_code in (404, 409):
        return Missing(HURT) if error.status_code == 404 else Conflict(text[:200])
    if error.status_code == 400:
        sentence = TAKEN if error.error in _OF_OTHERS else ODD
        return IndexUnavailable(sentence.format(what=error.error))
    return IndexUnavailable(_OF_STATUS.get(int(error.status_code), HURT))
