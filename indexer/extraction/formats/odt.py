"""Documents of LibreOffice and other suites."""

from typing import Any

from indexer.document import ExtractedDocument, Metadata
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats.package import Package, PackageFormat, document_of, iso_day, said
from indexer.extraction.markup import DEEPEST, PAGE_END

AS_HTML = {
    "p": "p", "list": "ul", "list-item": "li", "list-header": "li", "table": "table",
    "table-row": "tr", "table-header-rows": "thead", "table-cell": "td", "text-box": "div",
    "section": "section", "line-break": "br", "index-body": "div",
}  # fmt: skip
"""The names of elements that HTML has, too; any other is as what stands in it."""
UNREAD = frozenset(
    ["tracked-changes", "annotation", "annotation-end", "covered-table-cell", "title", "desc"]
)
HEAD, TITLE = "Table_20_Heading", "Title"
"""The styles that LibreOffice gives to the labels of a table, and to a document's title."""


class Odt(PackageFormat):
    """OpenDocument Text, ISO/IEC 26300; pages end where the suite last ended them."""

    mark = b"application/vnd.oasis.opendocument.text"

    def read_package(
        self, package: Package, content: bytes, allowance: Allowance
    ) -> ExtractedDocument:
        from lxml import html  # noqa: PLC0415 - by readers only

        root, meta = package.xml("content.xml"), package.xml("meta.xml")
        writer = _Writer(root)
        tree = html.Element("div")
        for text in root.iterfind("{*}body/{*}text"):
            writer.write(text, tree, 0)
        metadata = Metadata(
            title=said(meta, "title"),
            author=said(meta, "creator") or said(meta, "initial-creator"),
            date=iso_day(said(meta, "date") or said(meta, "creation-date")),
        )
        return document_of(tree, writer.notes, metadata, "lxml")


class _Writer:
    """Writes elements of OpenDocument as HTML; ``notes`` holds the notes met, by their names."""

    def __init__(self, root: Any) -> None:
        self.notes: dict[str, Any] = {}
        self._before, self._after, self._bold = set[str](), set[str](), set[str]()
        self._titles = {TITLE} | {
            _get(style, "name")
            for style in root.iter("{*}style")
            if _get(style, "parent-style-name") == TITLE
        }
        for style in root.iter("{*}style"):
            name = _get(style, "name")
            for properties in style.iterfind("{*}paragraph-properties"):
                if _get(properties, "break-before") == "page":
                    self._before.add(name)
                if _get(properties, "break-after") == "page":
                    self._after.add(name)
            for properties in style.iterfind("{*}text-properties"):
                if _get(properties, "font-weight") == "bold":
                    self._bold.add(name)
            if _get(style, "master-page-name"):
                self._before.add(name)

    def write(self, source: Any, target: Any, depth: int) -> None:
        """Write what stands in ``source`` at the end of ``target``."""
        _say(target, source.text)
        for child in source:
            name = child.tag.rpartition("}")[2]
            if name == "note":
                self._note(child, target, depth)
            elif name == "soft-page-break":
                _add(target, "hr").set("class", PAGE_END)
            elif name in ("s", "tab"):
                _say(target, " ")
            elif name not in UNREAD and depth < DEEPEST:
                self._element(child, name, target, depth)
            _say(target, child.tail)

    def _element(self, source: Any, name: str, target: Any, depth: int) -> None:
        tag, style = AS_HTML.get(name), _get(source, "style-name")
        if name == "h":
            tag = f"h{min(6, max(1, int(_get(source, 'outline-level') or 1)))}"
        elif name == "p" and style in self._titles:
            tag = "h1"
        if style in self._before:
            _add(target, "hr").set("class", PAGE_END)
        made = _add(target, tag) if tag else target
        if name == "table-cell":
            for span, attribute in (("columns", "colspan"), ("rows", "rowspan")):
                made.set(attribute, _get(source, f"number-{span}-spanned") or "1")
            if HEAD in {_get(inner, "style-name") for inner in source}:
                made.tag = "th"
        is_bold = style in self._bold and name in ("p", "span")
        self.write(source, _add(made, "b") if is_bold else made, depth + 1)
        if style in self._after:
            _add(target, "hr").set("class", PAGE_END)

    def _note(self, note: Any, target: Any, depth: int) -> None:
        name = _get(note, "id") or f"note{len(self.notes)}"
        link = _add(_add(target, "sup"), "a")
        link.set("href", f"#{name}")
        link.text = said(note, "note-citation")
        self.notes[name] = target.makeelement("div")
        for body in note.iterfind("{*}note-body"):
            self.write(body, self.notes[name], depth + 1)


def _get(element: Any, name: str) -> str:
    """An attribute, whatever its namespace; '' when it isn't there."""
    ending = f"}}{name}"
    return next((value for key, value in element.attrib.items() if key.endswith(ending)), "")


def _add(target: Any, tag: str) -> Any:
    made = target.makeelement(tag)
    target.append(made)
    return made


def _say(target: Any, text: str | None) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
