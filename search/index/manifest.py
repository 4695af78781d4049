"""The manifest of a generation of the index."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Literal, Self

from pydantic import ConfigDict, Field

from search.index.checksums import Checksum
from search.library.catalogue import Strict
from search.library.provenance import Provenance
from search.library.record import SUMMARY_PAGE, MaterialRecord
from search.library.sealing import Sealed

MANIFEST = "manifest.json"
KINDS = {"postings": "ordopdelingen", "keys": "ordformerne", "texts": "tekstudtrækket"}
"""What of an index has a provenance of its own, and what a Dane calls it."""
REMEDY = "Kør »mentorsoeg index«."
NUMBERED = 4
"""The last schema that had a number. An index of that one has the files that ours have."""


COMING = "coming"
"""Stands for the time of a generation that is being made."""

Content = Literal["summary", "text"]
Came = dict[str, dict[Content, tuple[str, str]]]
"""What of each material came when, as in ``Manifest``."""


class Manifest(Sealed, Strict):
    """What a generation holds: a fingerprint per material id, by which changes are told, a checksum
    per file, by which damage is, and a provenance per kind, by which age is. ``came`` is by
    material what its summary and its text are, digested, and the time of the first generation that
    had them so; '' when that was made by a program that didn't say."""

    model_config = ConfigDict(extra="ignore")  # what a newer one says beside is no damage

    schema_version: int = NUMBERED
    created: str = ""
    made_with: dict[str, Provenance] = Field(default_factory=dict)
    fingerprints: dict[str, str] = Field(default_factory=dict)
    files: dict[str, Checksum] = Field(default_factory=dict)
    came: Came = Field(default_factory=dict)

    def came_on(self, material_id: str, number: int) -> str:
        """The ``created`` of the first generation in which that page was as it is; '' when it isn't
        known. What is made anew out of the same file or summary keeps its time."""
        content: Content = "summary" if number == SUMMARY_PAGE else "text"
        return self.came.get(material_id, {}).get(content, ("", ""))[1]

    def known(self) -> Came:
        """What came when, for the generation after this one, whatever that is made of."""
        return {name: self.came.get(name, {}) for name in self.fingerprints}

    def next(self, made_with: dict[str, Provenance], came: Came) -> Self:
        """Of the generation that goes on from this one: what it is made with, what came when."""
        return self.model_copy(update={"made_with": made_with, "came": came})

    def put(self, record: MaterialRecord, fingerprint: str) -> None:
        """Note a material in place of what there was of it, and its contents, those that are new
        as coming."""
        self.fingerprints[record.material.id] = fingerprint
        material, before = record.material, self.came.get(record.material.id)
        told = f"{material.title}\n{material.summary}\n{material.page_summary}"
        now: dict[Content, str] = {"summary": sha256(told.encode()).hexdigest()[:16]}
        if record.original:
            now["text"] = record.original.sha256[:16]
        had = (
            {}
            if before is None
            else {key: at for key, (of, at) in before.items() if of == now.get(key)}
        )
        unknown = COMING if before is None or before else ""
        self.came[material.id] = {key: (of, had.get(key, unknown)) for key, of in now.items()}

    def remove(self, material_id: str) -> None:
        """Note that a material is gone. Raises KeyError when there is none with that id."""
        del self.fingerprints[material_id]
        self.came.pop(material_id, None)

    def dated(self, created: str, files: dict[str, Checksum]) -> Self:
        """Of the generation that is made, at that time and of those files."""
        came = {
            name: {key: (of, created if at == COMING else at) for key, (of, at) in contents.items()}
            for name, contents in self.came.items()
        }
        return self.model_copy(update={"created": created, "files": files, "came": came})

    def renewal(self, wanted: Mapping[str, Provenance], kept: Iterable[str]) -> tuple[bool, str]:
        """Whether the next generation can go on from this one, which must be made with what is
        ``wanted`` of the kinds ``kept``; and why all or more than what is put is made anew, ''
        when it isn't."""
        age = self.age(wanted)
        same = all(self.made_with.get(kind) == wanted[kind] for kind in kept)
        return same and self.schema_version == NUMBERED, f"{age} {REMEDY}" if age else ""

    def age(self, wanted: Mapping[str, Provenance]) -> str:
        """What of the index is not made with what is ``wanted`` by kind, as a Danish sentence; ''
        when all is."""
        if not self.made_with:
            return "Indekset er lavet med en ældre udgave af Mentorsøg."
        if self.schema_version != NUMBERED:
            return "Indekset har et andet skema end denne udgave af Mentorsøg."
        old = [kind for kind in wanted if self.made_with.get(kind) != wanted[kind]]
        if not old:
            return ""
        known = [(wanted[kind], self.made_with[kind]) for kind in old if kind in self.made_with]
        changes = dict.fromkeys(change for new, older in known for change in new.changes(older))
        told = f" ({'; '.join(changes)})" if changes else ""
        return f"Indekset er lavet med en ældre udgave af {_listed(old)}{told}."


def _listed(kinds: list[str]) -> str:
    names = [KINDS[kind] for kind in kinds]
    return " og ".join(filter(None, (", ".join(names[:-1]), names[-1])))
