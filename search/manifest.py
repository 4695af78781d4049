"""The manifest of a generation of the index."""

from pydantic import Field

from search.catalogue import Strict
from search.checksums import Checksum
from search.schema import SCHEMA_VERSION

MANIFEST = "manifest.json"


class Manifest(Strict):
    """What a generation holds: a fingerprint per material id, by which changes are told, and a
    checksum per file, by which damage is."""

    schema_version: int = SCHEMA_VERSION
    created: str = ""
    fingerprints: dict[str, str] = Field(default_factory=dict)
    files: dict[str, Checksum] = Field(default_factory=dict)
