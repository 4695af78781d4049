"""The manifest of a generation of the index."""

from pydantic import Field

from search.index.checksums import Checksum
from search.index.whoosh.schema import SCHEMA_VERSION
from search.library.catalogue import Strict

MANIFEST = "manifest.json"


class Manifest(Strict):
    """What a generation holds: a fingerprint per material id, by which changes are told, and a
    checksum per file, by which damage is."""

    schema_version: int = SCHEMA_VERSION
    created: str = ""
    fingerprints: dict[str, str] = Field(default_factory=dict)
    files: dict[str, Checksum] = Field(default_factory=dict)
