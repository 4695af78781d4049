"""Extracted texts, cached by the original's hash and the extractor's version."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from indexer.document import ExtractedDocument
from search.library.files import write_atomically

Outcome = ExtractedDocument | str
"""What extraction gave: a document, or the Danish reason why there is none."""

_OUTCOME: TypeAdapter[Outcome] = TypeAdapter(Outcome)


class Texts:
    """The cache of outcomes below ``corpus/texts``."""

    def __init__(self, corpus: Path, version: str) -> None:
        self._folder = corpus / "texts"
        self._version = version

    def get(self, sha256: str) -> Outcome | None:
        """The outcome for that original; None when this extractor hasn't tried it yet."""
        try:
            return _OUTCOME.validate_json(self._file(sha256).read_bytes())
        except (OSError, ValidationError):
            return None  # not there, or damaged: it is made again

    def put(self, sha256: str, outcome: Outcome) -> None:
        """Keep an outcome."""
        write_atomically(self._file(sha256), _OUTCOME.dump_json(outcome))

    def _file(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.{self._version}.json"
