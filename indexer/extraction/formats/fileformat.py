"""What every format has to tell."""

from abc import ABC, abstractmethod

from indexer.document import ExtractedDocument
from indexer.extraction.allowance import Allowance

HEAD = 4096
"""Bytes at the start of a file in which a format's mark is looked for."""


class FileFormat(ABC):
    """How files of one media type are known and read.

    The class is loaded wherever files are judged, so what reading takes is imported by ``read``.
    """

    def is_signed(self, content: bytes) -> bool:
        """Whether a file bears the format's mark."""
        return False

    def is_likely(self, content: bytes) -> bool:
        """Whether a file that bears no format's mark is of this one all the same."""
        return False

    @abstractmethod
    def read(self, content: bytes, allowance: Allowance) -> ExtractedDocument:
        """The document in the file, within the worker process. Raises Unreadable, MemoryError."""
