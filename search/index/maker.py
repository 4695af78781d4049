"""Making segments of many pages."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from search.index.whoosh.segment import Segment, make_segment
from search.library.processes import ALONE, Workers

SEGMENT_CHARACTERS = 64_000_000
"""Text of a segment, some 32,000 pages. A question asks each segment, so few large ones answer
sooner."""
WORKERS = min(os.cpu_count() or 1, 8)
"""Processes; more would want more memory than many machines have."""
LEAST_SHARED = 8_000_000
"""Characters that are shared between processes; each takes a second to start."""
Documents = list[dict[str, Any]]


class _Held(NamedTuple):
    """A material that waits for its segment; ``characters`` of text in all."""

    documents: Documents
    characters: int


class SegmentMaker:
    """Takes in the pages of materials, and makes segments of them in ``folder``.

    Pages are held until there is text for a segment, which all cores make together. ``known`` are
    the segments that are there, whose words tell too what is a compound.
    """

    def __init__(self, folder: Path, known: Sequence[Segment]) -> None:
        self._folder = folder
        self._known = list(known)
        self._held: dict[str, _Held] = {}
        self._characters = 0
        self._workers = Workers(WORKERS)
        self._new: list[Segment] = []

    def put(self, material: str, documents: Documents, characters: int) -> None:
        """Take in a material's pages, as ``search.index.fields.document`` gives them."""
        if self._characters and self._characters + characters > SEGMENT_CHARACTERS:
            self._make()
        self._held[material] = _Held(documents, characters)
        self._characters += characters

    def take_out(self, material: str) -> list[Segment]:
        """Let go of a material that is still held. The segments made meanwhile are returned, for it
        may be in one of them."""
        if held := self._held.pop(material, None):
            self._characters -= held.characters
        return self._made()

    def finish(self) -> list[Segment]:
        """The segments of all that was put since."""
        self._make()
        return self._made()

    def close(self) -> None:
        """End the processes."""
        self._workers.close()

    def _make(self) -> None:
        documents = [document for held in self._held.values() for document in held.documents]
        workers = self._workers if self._characters >= LEAST_SHARED else ALONE
        self._held, self._characters = {}, 0
        if documents:
            self._new.append(make_segment(self._folder, documents, self._known, workers))

    def _made(self) -> list[Segment]:
        made, self._new = self._new, []
        return made
