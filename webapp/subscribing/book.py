"""Who is told of which search: the one thing that the service keeps of anybody."""

from pathlib import Path

from pydantic import ValidationError

from search.library.catalogue import Strict
from search.library.errors import UserError
from search.library.files import locked, write_atomically
from search.library.sealing import Sealed

SUBSCRIPTIONS_FILE = "subscriptions.json"
MOST_EACH, MOST = 20, 10_000
"""Searches of one address, and of all."""


class Subscription(Strict):
    """An address and a search, and the ``created`` of the index that was last told of."""

    address: str
    search: str
    seen: str


class _Subscriptions(Sealed, Strict):
    subscriptions: tuple[Subscription, ...] = ()


class SubscriptionBook:
    """The file of subscriptions in the corpus folder. Every change is whole or not there, and
    processes wait for one another."""

    def __init__(self, corpus: Path) -> None:
        self._file = corpus / SUBSCRIPTIONS_FILE
        self._lock = corpus / f".{SUBSCRIPTIONS_FILE}.lock"

    def every(self) -> tuple[Subscription, ...]:
        """All subscriptions, the oldest first. Raises UserError when the file is damaged."""
        try:
            found = _Subscriptions.model_validate_json(self._file.read_bytes())
        except FileNotFoundError:
            return ()
        except ValidationError as error:
            raise UserError(
                f"{self._file} er beskadiget. Flyt den væk; de, der står i den, må bede igen."
            ) from error
        return found.subscriptions

    def add(self, address: str, search: str, seen: str) -> bool:
        """Take up a subscription, once; False when there is no room. Raises OSError, UserError."""
        with locked(self._lock):
            every = self.every()
            own = [one for one in every if one.address == address]
            if any(one.search == search for one in own):
                return True
            if len(own) >= MOST_EACH or len(every) >= MOST:
                return False
            self._write((*every, Subscription(address=address, search=search, seen=seen)))
            return True

    def remove(self, address: str, search: str) -> None:
        """End a subscription, if there is such a one. Raises OSError, UserError."""
        with locked(self._lock):
            every = self.every()
            kept = tuple(o for o in every if (o.address, o.search) != (address, search))
            if kept != every:
                self._write(kept)

    def told(self, known: Subscription, seen: str) -> None:
        """Note that a subscriber was told of all up to ``seen``; one who left meanwhile stays
        away. Raises OSError, UserError."""
        with locked(self._lock):
            new = known.model_copy(update={"seen": seen})
            self._write(tuple(new if one == known else one for one in self.every()))

    def _write(self, every: tuple[Subscription, ...]) -> None:
        write_atomically(self._file, _Subscriptions(subscriptions=every).sealed())
