"""Looking at what the net gave, in sandboxes: no byte of it is opened here."""

from base64 import b64decode
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import LifoQueue
from typing import Any, TypeVar

from indexer.document import Unreadable
from indexer.extraction.isolation import Broken, Sandbox
from indexer.extraction.limits import PROMPT
from indexer.extraction.sight import Sight
from indexer.fetching.deadlinks import Dead, Stopped
from search.library.mediatypes import MediaType

Made = TypeVar("Made")

ZIP = b"PK\x03\x04"
AT_ONCE = 2
"""Sandboxes, each started when it is needed."""


class Looker:
    """Looks at files; one for a whole run, shared by its threads. ``close`` ends its sandboxes."""

    def __init__(self) -> None:
        self._all = [Sandbox(PROMPT) for _ in range(AT_ONCE)]
        self._workers: LifoQueue[Sandbox] = LifoQueue()
        for worker in self._all:
            self._workers.put(worker)

    def __enter__(self) -> "Looker":
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """End all sandboxes, from any thread; who still looks at something gets Stopped."""
        for worker in self._all:
            worker.close()

    def look(self, source: Path | bytes, url: str = "") -> Sight:
        """What a file, or a body that ``url`` gave, shows. Raises Dead."""
        return self._ask("look", source, {"url": url}, Sight.of)

    def read(self, content: bytes) -> str:
        """The running text of a web page. Raises Dead."""
        details = {"media_type": MediaType.HTML}
        return self._ask(
            "read", content, details, lambda made: "\n\n".join(p["text"] for p in made["pages"])
        )

    def kind(self, content: bytes) -> MediaType | None:
        """The kind of file that the bytes are; None when none that can be read. Raises Dead."""
        return self._ask("kind", content, {}, lambda kind: MediaType(kind) if kind else None)

    def unpack(self, content: bytes) -> list[tuple[str, bytes]]:
        """The names and bytes of the documents in a zip; none when the bytes are none, or a
        document. Raises Dead."""
        if not content.startswith(ZIP):
            return []
        most = PROMPT.output - 2**20
        return self._ask(
            "unpack",
            content,
            {"most": most},
            lambda made: [(n, b64decode(part)) for n, part in made],
        )

    def join(self, parts: Sequence[bytes]) -> tuple[bytes, int]:
        """One PDF of several, and how many of them gave their pages. Raises Dead."""
        details = {"sizes": [*map(len, parts)]}
        return self._ask(
            "join", b"".join(parts), details, lambda made: (b64decode(made[0]), made[1])
        )

    def _ask(
        self, task: str, source: Path | bytes, details: dict[str, Any], made: Callable[[Any], Made]
    ) -> Made:
        worker = self._workers.get()
        try:
            if worker.closed:
                raise Stopped
            return made(worker.ask(task, source, details))
        except Unreadable as error:
            raise Dead(_phrase(str(error))) from error
        except (Broken, TypeError, ValueError, KeyError) as error:
            if worker.closed:
                raise Stopped from error
            raise Dead("filen kan ikke læses") from error
        finally:
            self._workers.put(worker)


def _phrase(sentence: str) -> str:
    """A sentence as part of another."""
    return sentence[:1].lower() + sentence[1:].rstrip(".")
