"""What writes and what keeps generations, as those who use an index need them:
``GenerationWriter`` and ``LocalStore`` in a folder, or those of ``search.opensearch`` in a
cluster."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Protocol

from search.answering.engine import Engine
from search.index.manifest import Manifest
from search.library.errors import IndexUnavailable
from search.library.provenance import Provenance
from search.library.record import MaterialRecord, PageRecord


class Writer(Protocol):
    """Makes the next generation of an index out of the one before; ``Store.writing`` gives
    one, and switches when its block ends. Raises OSError when the disk is full or read-only."""

    @property
    def renewal(self) -> str:
        """The Danish sentence on why more than what changed must be put again; '' when nothing."""

    @property
    def fingerprints(self) -> Mapping[str, str]:
        """The fingerprint of each material that the generation has, by its id."""

    def put(self, record: MaterialRecord, pages: Iterable[PageRecord], fingerprint: str) -> None:
        """Put a material with all its pages in place of what there was of it."""

    def remove(self, material_id: str) -> None:
        """Take a material out. Raises KeyError when the generation has none with that id."""


class Store(Protocol):
    """The generations of an index, one of which is current. All that is asked of it raises
    IndexUnavailable when it can't be had. It is looked at every ``look_seconds`` for the next."""

    look_seconds: float

    def reach(self) -> None:
        """Raise IndexUnavailable unless what was opened can be asked now."""

    def generation(self) -> str:
        """The name of the current generation."""

    def kept(self) -> list[str]:
        """The names of all generations that are there, whole or not, the latest first."""

    def manifest(self, generation: str | None = None) -> Manifest:
        """The manifest of a generation, else of the current one."""

    def is_large(self, generation: str) -> bool:
        """Whether verifying that generation takes longer than one waits for an answer."""

    def engine(self, generation: str, *, verified_later: bool = False) -> Engine:
        """What answers over that generation; whether ``verify`` is asked of it afterwards."""

    def unreadable(self, generation: str, reason: object) -> IndexUnavailable:
        """The error for a generation that is whole but can't be opened, and why."""

    def verify(self, generation: str) -> bool:
        """Raise IndexUnavailable unless the generation is as it was written; whether what is open
        of it is so, too."""

    def age(self, made_with: Mapping[str, Provenance]) -> str:
        """What of the current generation this program would make otherwise, as a Danish sentence;
        '' when nothing. ``made_with`` tells what the texts are made with."""

    def writing(
        self,
        *,
        rebuild: bool = False,
        made_with: Mapping[str, Provenance] | None = None,
        waiting: Callable[[], object] | None = None,
    ) -> AbstractContextManager[Writer]:
        """Make the next generation: from the current one, or from nothing with ``rebuild`` or when
        that can't be done. Leaving the block switches to it, unless nothing was changed; an
        exception leaves the current one. When another process writes, ``waiting`` is called and
        its end awaited. Raises UserError when there is no ``waiting``."""
