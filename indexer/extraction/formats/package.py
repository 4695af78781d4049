"""Files that are zips of XML: what a document of an office suite and an e-book are."""

import re
from abc import abstractmethod
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from indexer.document import ExtractedDocument, Metadata, Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats.fileformat import FileFormat
from indexer.extraction.markup import PAGE_END, MarkupReader

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_UNPACKED = 200 * 2**20
"""Bytes that the parts of a file may come to."""
MOST_PARTS = 20_000
LONG = 10_000
"""Characters, some five printed pages: a longer text without pages is parted at its headings."""
CORE = "docProps/core.xml"
DOCTYPE = b"<!DOCTYPE"
BROKEN = "Filen er beskadiget; hent den igen fra udgiveren."
DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Package:
    """The parts of a zip, by their names, within bounds. Raises Unreadable when it is broken,
    locked or unpacks to too much."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = ZipFile(BytesIO(content))
            parts = self._zip.infolist()
        except Exception as error:
            raise Unreadable(BROKEN) from error
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise Unreadable(f"Filen fylder mere end {MOST_UNPACKED // 2**20} MB pakket ud.")
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("Filen er låst med en adgangskode.")
        self.names = [part.filename for part in parts]

    def read(self, name: str) -> bytes:
        """The bytes of a part, none when it isn't there. Raises Unreadable."""
        if name not in self._zip.NameToInfo:
            return b""
        try:
            return self._zip.read(name)
        except Exception as error:  # zlib, zipfile and OSError have a dozen kinds
            raise Unreadable(BROKEN) from error

    def xml(self, name: str) -> Any:
        """The root of a part in XML, no entity of which is resolved; an empty element when it isn't
        there. Raises Unreadable."""
        from lxml import etree  # noqa: PLC0415 - by the readers only

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(self.read(name) or b"<none/>", parser)
        except etree.LxmlError as error:
            raise Unreadable(BROKEN) from error

    def without_doctypes(self) -> None:
        """Raise Unreadable when a part in XML has a document type, which is all that entities can
        be declared in; no office suite writes one."""
        for name in self.names:
            if name.endswith((".xml", ".rels")):
                with self._zip.open(name) as part:
                    if DOCTYPE in part.read(2**16).replace(b"\0", b""):
                        raise Unreadable(BROKEN)

    def metadata(self) -> Metadata:
        """What a file by Microsoft's standard says of itself."""
        core = self.xml(CORE)
        return Metadata(
            title=said(core, "title"),
            author=said(core, "creator"),
            date=iso_day(said(core, "modified") or said(core, "created")),
        )


class PackageFormat(FileFormat):
    """A format of such files, which name their own media type: in their part ``mimetype``, or as
    that of the main part."""

    mark: bytes

    def is_signed(self, content: bytes) -> bool:
        return content.startswith(b"PK\x03\x04") and self.mark in _declared(content)

    def read(self, content: bytes, allowance: Allowance) -> ExtractedDocument:
        """Raises Unreadable."""
        return self.read_package(Package(content), content, allowance)

    @abstractmethod
    def read_package(
        self, package: Package, content: bytes, allowance: Allowance
    ) -> ExtractedDocument:
        """The document in the package, whose bytes are ``content``. Raises Unreadable."""


def _declared(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as parts:
            names = parts.NameToInfo
            name = "mimetype" if "mimetype" in names else "[Content_Types].xml"
            with parts.open(name) as part:
                return part.read(2**20)
    except Exception:  # whatever is wrong with it, it is none of ours
        return b""


def said(root: Any, name: str) -> str | None:
    """The text of the first element of that name, in any namespace, below ``root``."""
    found = next(root.iter(f"{{*}}{name}"), None)
    return (" ".join(found.text.split()) or None) if found is not None and found.text else None


def iso_day(text: str | None) -> str | None:
    """The day of a time in ISO 8601."""
    found = DAY.match(text or "")
    return found.group() if found else None


def document_of(
    tree: Any, notes: "Mapping[str, Any]", metadata: Metadata, extractor: str
) -> ExtractedDocument:
    """The document of an element of HTML in which ``hr`` of the class ``page`` end pages; a long
    one without is parted at its highest headings, and each part's label is its place."""
    length = sum(len(text) for text in tree.itertext())
    parted = length > LONG and not tree.xpath(f"//hr[@class='{PAGE_END}']")
    if parted:
        level = next((n for n in range(1, 4) if len(tree.xpath(f"//h{n}")) > 1), 0)
        for heading in tree.xpath(f"//h{level}"):
            heading.addprevious(heading.makeelement("hr", {"class": PAGE_END}))
    reader = MarkupReader(notes)
    reader.read(tree)
    reader.end_page()
    pages = reader.pages[:-1] or reader.pages
    count = len(pages) if parted else 0
    return ExtractedDocument(
        metadata,
        tuple(
            page.page(number, extractor, f"del {number} af {count}" if count > 1 else "")
            for number, page in enumerate(pages, 1)
        ),
    )
