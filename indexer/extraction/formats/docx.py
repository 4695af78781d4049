"""Documents of Word."""

import re
from collections.abc import Mapping
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
STYLE_PART = "word/styles.xml"
LEVELS = ("0", "1", "2", "3", "4", "5")
DRAWN_BREAK = b"<w:lastRenderedPageBreak/>"
HARD_BREAK = b'<w:br w:type="page"/>'
MOVED_UP = re.compile(rb'<w:position w:val="(?:[4-9]|[1-9]\d)"/>')
"""Two points or more, as marks of notes are when they aren't raised by Word's own way."""
RAISED = b'<w:vertAlign w:val="superscript"/>'


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
            style_map=STYLES + _headings(package.xml(STYLE_PART)),
            convert_image=mammoth.images.img_element(lambda _: {}),
        )
        tree = html.fragment_fromstring(made.value, create_parent="div")
        return document_of(tree, _notes(tree), package.metadata(), "mammoth")


def _headings(styles: Any) -> str:
    """What makes headings of the paragraphs in a template's own styles that have a level in the
    outline."""
    found = {_value(style, "styleId"): style for style in styles.iterfind("{*}style")}
    made = ""
    for style in found.values():
        level, name = _level(style, found), _value(style.find("{*}name"), "val")
        if name and level in LEVELS:
            made += f"p[style-name={_quoted(name)}] => h{int(level) + 1}:fresh\n"
    return made


def _level(style: Any, styles: Mapping[str, Any], most: int = 9) -> str:
    """The level in the outline of a style, or of what it is based on, ``most`` steps away."""
    if (own := style.find("{*}pPr/{*}outlineLvl")) is not None:
        return _value(own, "val")
    base = styles.get(_value(style.find("{*}basedOn"), "val"))
    return _level(base, styles, most - 1) if base is not None and most else ""


def _quoted(name: str) -> str:
    escaped = name.replace("\\", r"\\").replace("'", r"\'")
    return f"'{escaped}'"


def _value(element: Any, name: str) -> str:
    """An attribute of Word's; '' when it, or the element, isn't there."""
    values = {} if element is None else element.attrib
    return next((value for key, value in values.items() if key.endswith(f"}}{name}")), "")


def _text_alone(package: Package) -> bytes:
    """The file without pictures, with Word's page ends as breaks, and what is moved up raised."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as parts:
        for name in dict.fromkeys(package.names):
            if name.endswith((".xml", ".rels")):
                read = package.read(name).replace(DRAWN_BREAK, HARD_BREAK)
                parts.writestr(name, MOVED_UP.sub(RAISED, read))
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
