"""The manifest of a generation of the index."""

from collections.abc import Mapping

from pydantic import ConfigDict, Field

from search.index.checksums import Checksum
from search.library.catalogue import Strict
from search.library.provenance import Provenance
from search.library.sealing import Sealed

MANIFEST = "manifest.json"
KINDS = {"postings": "ordopdelingen", "keys": "ordformerne", "texts": "tekstudtrækket"}
"""What of an index has a provenance of its own, and what a Dane calls it."""
REMEDY = "Kør »mentorsoeg index«."
NUMBERED = 4
"""The last schema that had a number. An index of that one has the files that ours have."""


class Manifest(Sealed, Strict):
    """What a generation holds: a fingerprint per material id, by which changes are told, a checksum
    per file, by which damage is, and a provenance per kind, by which age is."""

    model_config = ConfigDict(extra="ignore")  # what a newer one says beside is no damage

    schema_version: int = NUMBERED
    created: str = ""
    made_with: dict[str, Provenance] = Field(default_factory=dict)
    fingerprints: dict[str, str] = Field(default_factory=dict)
    files: dict[str, Checksum] = Field(default_factory=dict)

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
