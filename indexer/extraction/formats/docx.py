"""Documents of Word."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from indexer.document import ExtractedDocument
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats.package import Package, PackageFormat, document_of

STYLES = """
br[type='page'] => hr.page
p[style-name='Title'] => h1:fresh
"""
DRAWN_BREAK = b"<w:lastRenderedPageBreak/>"
HARD_BREAK = b'<w:br w:type="page"/>'


class Docx(PackageFormat):
    """Office Open XML, ISO/IEC 29500, as mammoth makes HTML of it; pages end where Word last ended
    them."""

    mark = b"wordprocessingml.document.main+xml"

    def read_package(
        self, package: Package, content: bytes, allowance: Allowance
    ) -> ExtractedDocument:
        import mammoth  # noqa: PLC0415 - by this format only
        from lxml import html  # noqa: PLC0415 - by readers only

        package.without_doctypes()
        made = mammoth.convert_to_html(
            BytesIO(_text_alone(package)),
            style_map=STYLES,
            convert_image=mammoth.images.img_element(lambda _: {}),
        )
        tree = html.fragment_fromstring(made.value, create_parent="div")
        return document_of(tree, _notes(tree), package.metadata(), "mammoth")


def _text_alone(package: Package) -> bytes:
    """The file without pictures, and with Word's page ends as breaks."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as parts:
        for name in dict.fromkeys(package.names):
            if name.endswith((".xml", ".rels")):
                parts.writestr(name, package.read(name).replace(DRAWN_BREAK, HARD_BREAK))
    return made.getvalue()


def _notes(tree: Any) -> dict[str, Any]:
    """The notes by their names, taken out of the list at the end."""
    notes = {}
    for note in tree.xpath("//li[starts-with(@id, 'footnote-') or starts-with(@id, 'endnote-')]"):
        for back in note.xpath(".//a[starts-with(@href, '#')]"):
            back.drop_tree()
        notes[note.get("id")] = note
        note.drop_tree()
    return notes
