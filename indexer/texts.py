"""Extracted texts, cached by the original's hash and what extraction is made with."""

from contextlib import suppress
from functools import cached_property
from hashlib import sha256 as digest_of
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from indexer.document import ExtractedDocument
from search.library.files import write_atomically
from search.library.sharedfiles import SharedFiles

FOLDER = "texts"

Extraction = ExtractedDocument | str
"""What extraction gave: a document, or the Danish reason why there is none."""

_EXTRACTION: TypeAdapter[Extraction] = TypeAdapter(Extraction)


class Texts:
    """The cache of extractions below ``corpus/texts``; those that aren't there are fetched from the
    storage ``shared``, where it is told, and what is put is put there too. ``version`` is the
    extractor's, fit for the name of a file. A file's first line is the SHA-256 of its second, the
    extraction as JSON."""

    def __init__(self, corpus: Path, version: str, shared: str = "") -> None:
        self._shared = SharedFiles(shared) if shared else None
        self._folder = corpus / FOLDER
        self._version = version

    @cached_property
    def _there(self) -> set[str]:
        return self._shared.names(FOLDER) if self._shared else set()

    def digest(self, sha256: str) -> str | None:
        """A digest of the extraction for that original, which tells, at the cost of reading it,
        that it is there and whole; None when this extractor hasn't tried the original yet."""
        found = self._read(sha256)
        return found[0] if found else None

    def get(self, sha256: str) -> Extraction | None:
        """The extraction for that original; None where ``digest`` is."""
        found = self._read(sha256)
        with suppress(ValidationError):
            return _EXTRACTION.validate_json(found[1]) if found else None
        return None

    def put(self, sha256: str, extraction: Extraction) -> None:
        """Keep an extraction in place of what other extractors gave."""
        content = _EXTRACTION.dump_json(extraction)
        kept = self._file(sha256)
        sealed = digest_of(content).hexdigest().encode() + b"\n" + content
        write_atomically(kept, sealed)
        if self._shared:
            self._shared.put(f"{FOLDER}/{kept.name}", sealed)
        for file in self._folder.glob(f"{sha256}.*"):
            if file != kept:
                file.unlink(missing_ok=True)

    def _read(self, sha256: str) -> tuple[str, bytes] | None:
        kept = self._file(sha256)
        name = f"{FOLDER}/{kept.name}"
        if self._shared and not kept.exists() and name in self._there:
            write_atomically(kept, self._shared.get(name) or b"")
        try:
            digest, _, content = kept.read_bytes().partition(b"\n")
        except OSError:
            return None
        whole = digest_of(content).hexdigest()
        return (whole, content) if whole.encode() == digest else None  # damaged: it is made again

    def _file(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.{self._version}.text"
