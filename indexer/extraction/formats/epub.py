"""E-books."""

from posixpath import join, normpath
from urllib.parse import unquote

from indexer.document import ExtractedDocument, ExtractedPage, Metadata, Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.composing import PageText
from indexer.extraction.formats.package import BROKEN, Package, PackageFormat, iso_day, said
from indexer.extraction.markup import MarkupReader
from search.library.encoding import decode

CONTAINER = "META-INF/container.xml"


class Epub(PackageFormat):
    """EPUB, ISO/IEC 23736; a chapter, which is a file of its own, is a page."""

    mark = b"application/epub+zip"

    def read_package(
        self, package: Package, content: bytes, allowance: Allowance
    ) -> ExtractedDocument:
        container = package.xml(CONTAINER)
        name = next((str(root.get("full-path")) for root in container.iter("{*}rootfile")), "")
        book = package.xml(name)
        items = {item.get("id"): item for item in book.iter("{*}item")}
        named = [items.get(ref.get("idref")) for ref in book.iter("{*}itemref")]
        chapters = [item for item in named if item is not None]
        pages = list[ExtractedPage]()
        for item in chapters:
            if not allowance.may_read():
                break
            if "nav" in (item.get("properties") or "").split():
                continue
            path = normpath(join(name.rpartition("/")[0], unquote(item.get("href") or "")))
            if chapter := _chapter(package.read(path)):
                pages.append(chapter.page(len(pages) + 1, "lxml"))
        if not chapters:
            raise Unreadable(BROKEN)
        return ExtractedDocument(
            Metadata(
                title=said(book, "title"),
                author=said(book, "creator"),
                date=iso_day(said(book, "date")),
                language=(said(book, "language") or "")[:2].lower() or None,
            ),
            tuple(pages),
        )


def _chapter(content: bytes) -> PageText:
    from lxml import etree, html  # noqa: PLC0415 - by readers only

    reader = MarkupReader()
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(decode(content).encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return reader.pages[0]
    reader.read(next(iter(tree.xpath("//body")), tree))
    return reader.pages[0]
