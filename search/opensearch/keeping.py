"""What the cluster keeps beside pages: contents by name, and the lock of those who write."""

import base64
import hashlib
import logging
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

from search.library.errors import IndexDamaged, UserError
from search.opensearch.cluster import Cluster, Conflict, Missing

PART_BYTES = 4 << 20
LEASE_SECONDS = 60
"""After which a lock that isn't renewed is anybody's; the clocks of those who write may differ by
half of that."""
AGAIN_SECONDS = 1
"""Before a lock that another holds is tried again."""
LOCK = "lock"
WRITING = "En anden kørsel skriver allerede i søgeklyngen ({holder}). Prøv igen om lidt."

log = logging.getLogger("mentorsoeg.index")


class State:
    """The index ``<prefix>-state``: contents in parts, each with a digest of the whole, and the
    lock."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.index = f"{cluster.prefix}-state"

    def make(self) -> None:
        """Make the index unless it is there."""
        settings = {
            "number_of_shards": 1,
            "number_of_replicas": self._cluster.replicas,
            "unassigned.node_left.delayed_timeout": "0s",
        }
        body = {
            "settings": settings,
            "mappings": {"dynamic": False, "properties": {"name": {"type": "keyword"}}},
        }
        if not self._cluster.ask(lambda client: client.indices.exists(index=self.index)):
            self._cluster.ask(
                lambda client: client.indices.create(
                    index=self.index, body=body, params={"wait_for_active_shards": "1"}
                )
            )

    def put(self, name: str, content: bytes) -> None:
        """Keep a content by a name, which is never given to another."""
        digest = hashlib.sha256(content).hexdigest()
        starts = range(0, max(len(content), 1), PART_BYTES)
        self._cluster.write(
            {
                "_index": self.index,
                "_id": f"{name}/{n}",
                "name": name,
                "parts": len(starts),
                "digest": digest,
                "content": base64.b64encode(content[start : start + PART_BYTES]).decode(),
            }
            for n, start in enumerate(starts)
        )

    def get(self, name: str) -> bytes:
        """A content. Raises IndexDamaged when it isn't there, whole."""
        parts: list[bytes] = []
        count, digest = 1, ""
        try:
            while len(parts) < count:
                found = self._read(f"{name}/{len(parts)}")
                count, digest = int(found["parts"]), str(found["digest"])
                parts.append(base64.b64decode(found["content"]))
        except Missing:
            raise damaged(f"{name} mangler") from None
        content = b"".join(parts)
        if hashlib.sha256(content).hexdigest() != digest:
            raise damaged(f"{name} er ændret")
        return content

    def keep(self, names: set[str]) -> None:
        """Remove all contents but these."""
        query = {"bool": {"must": {"exists": {"field": "name"}},
                          "must_not": {"terms": {"name": sorted(names)}}}}  # fmt: skip
        self._cluster.ask(
            lambda client: client.delete_by_query(
                index=self.index, body={"query": query}, params={"conflicts": "proceed"}
            )
        )

    def _read(self, key: str) -> dict[str, Any]:
        found = self._cluster.ask(lambda client: client.get(index=self.index, id=key))
        source: dict[str, Any] = found["_source"]
        return source

    @contextmanager
    def locked(self, waiting: Callable[[], object] | None = None) -> Iterator["Lease"]:
        """Hold the lock. When another does, ``waiting`` is called and its end awaited. Raises
        UserError when there is no ``waiting``."""
        lease = Lease(self._cluster, self.index)
        while True:
            try:
                lease.take()
                break
            except Held:
                if waiting is None:
                    raise
                waiting()
                time.sleep(AGAIN_SECONDS)
        try:
            yield lease
        finally:
            lease.give_back()


class Held(UserError):
    """Another holds the lock."""


class Lease:
    """The lock, held as long as it is renewed, which a thread does."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster = cluster
        self._index = index
        self._holder = f"{socket.gethostname()}-{secrets.token_hex(4)}"
        self._place: dict[str, int] | None = None
        self._ended = Event()

    def take(self) -> None:
        """Take the lock. Raises UserError when another holds it."""
        try:
            found = self._cluster.ask(lambda client: client.get(index=self._index, id=LOCK))
        except Missing:
            found = None
        params: dict[str, Any] = {"op_type": "create"}
        if found is not None:
            held = found["_source"]
            if held["until"] > time.time():
                raise Held(WRITING.format(holder=held["holder"]))
            params = dict(_place_of(found))
        try:
            self._write(params)
        except Conflict:
            raise Held(WRITING.format(holder="?")) from None
        Thread(target=self._renew, name="renew-lease", daemon=True).start()

    def check(self) -> None:
        """Raise UserError unless the lock is still ours."""
        try:
            self._write(dict(self._place or {}))
        except Conflict:
            raise Held(WRITING.format(holder="?")) from None

    def give_back(self) -> None:
        """Let others take the lock, trying for as long as it would last."""
        self._ended.set()
        end = time.monotonic() + LEASE_SECONDS
        while time.monotonic() < end:
            try:
                self._write(dict(self._place or {}), seconds=0)
            except Conflict:
                return
            except Exception as error:  # it ends by itself
                log.warning("the lock was not given back: %s", error)
                time.sleep(1)
            else:
                return

    def _write(self, params: dict[str, Any], seconds: float = LEASE_SECONDS) -> None:
        body = {"holder": self._holder, "until": time.time() + seconds}
        while True:
            try:
                made = self._put(body, params)
            except Conflict:
                # a node that died, or was slow, took what we sent before
                made = self._cluster.ask(lambda client: client.get(index=self._index, id=LOCK))
                if made["_source"]["holder"] != self._holder:
                    raise
                if made["_source"]["until"] != body["until"]:
                    if seconds and self._ended.is_set():
                        raise  # a renewal that was under way when the lock was given back
                    params = _place_of(made)
                    continue
            self._place = _place_of(made)
            return

    def _put(self, body: dict[str, Any], params: dict[str, Any]) -> Any:
        return self._cluster.ask(
            lambda client: client.index(index=self._index, id=LOCK, body=body, params=params)
        )

    def _renew(self) -> None:
        while not self._ended.wait(LEASE_SECONDS / 4):
            try:
                self._write(dict(self._place or {}))
            except Exception as error:  # it is checked before the switch
                log.warning("the lock was not renewed: %s", error)


def _place_of(found: Any) -> dict[str, int]:
    """Which version of a document was found or made, for what is to take its place."""
    return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}


def damaged(reason: str) -> IndexDamaged:
    """The error for an index that is there but can't be used."""
    return IndexDamaged(
        f"Indekset i søgeklyngen er beskadiget ({reason}). Kør »mentorsoeg index --rebuild«; "
        "originaler og tekster er der stadig."
    )
