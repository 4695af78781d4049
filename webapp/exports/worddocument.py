"""Quotations with their references as a document for a word processor."""

from collections.abc import Iterable
from itertools import groupby
from typing import IO, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from search import alphabetical
from search.library.visible import one_line
from webapp.context import budget
from webapp.exports.attachment import CUT
from webapp.exports.excerpts import GONE, GoneExcerpt, PageExcerpt
from webapp.exports.references.text import reference

TITLE = "Citater fra Mentorsøg"


def write_document(
    file: IO[bytes], excerpts: Iterable[PageExcerpt], gone: Iterable[GoneExcerpt], base: str
) -> None:
    """Write the quotations by material, each with its short reference, which leads to the page
    below ``base``, and its note; then those that are gone, and the list of references."""
    every, lost = list(excerpts), list(gone)
    document = Document()
    _speak_danish(document)
    document.core_properties.title = TITLE
    document.add_heading(TITLE, 0)
    if budget().cut:
        document.add_paragraph(CUT)
    for _, group in groupby(every, lambda one: one.record.material.id):
        _add(document, list(group), base)
    if lost:
        document.add_heading(GONE, 1)
    for one in lost:
        document.add_paragraph(one_line(one.line.removeprefix(f"{GONE}: ")))
    document.add_heading("Referencer", 1)
    references = {reference(one.record).full for one in every}
    for full in sorted(references, key=alphabetical):
        document.add_paragraph(one_line(full))
    document.save(file)


def _add(document: Any, excerpts: list[PageExcerpt], base: str) -> None:
    record = excerpts[0].record
    document.add_heading(one_line(record.material.title), 1)
    for one in excerpts:
        paragraph = document.add_paragraph(style="Quote")
        if one.text:
            paragraph.add_run(f"»{one_line(one.text)}« ")
        _link(paragraph, one_line(one.short), one.address(base))
        if one.note:
            document.add_paragraph(one_line(one.note))


def _link(paragraph: Any, text: str, address: str) -> None:
    """A link at the end of the paragraph, which python-docx 1.2 has no call for."""
    to = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), to)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _speak_danish(document: Any) -> None:
    """Tell the word processor by which language to check the spelling."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "da-DK")
    document.styles["Normal"].element.get_or_add_rPr().append(language)
