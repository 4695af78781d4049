"""Rich Text Format."""

import re
from collections.abc import Iterator

from indexer.document import ExtractedDocument, ExtractedPage, Metadata
from indexer.extraction.allowance import Allowance
from indexer.extraction.composing import Anchor, InlinePiece, PageText, RaisedMark, ReadCell
from indexer.extraction.formats.fileformat import FileFormat

HEAD = b"{\\rtf"
PAGE, NOTE, HEADING = "\f", "\ue000", "\ue001"
"""What stands in the text for the end of a page, the mark of a note, and a heading's style."""
STYLE = re.compile(r"\{\\s(\d{1,4})(?!\d)[^{};]{0,600}(?<![^\W\d_])"
                   r"(?:heading|overskrift|title|titel) ?\d?;\}", re.I)  # fmt: skip
"""A style of headings, as Word and LibreOffice call them, by its number."""
STYLED = re.compile(r"\\(?:s(\d{1,4})|outlinelevel([0-8]))(?!\d)")
PAGE_WORD = re.compile(r"\\page(bb)?(?![a-z])")
INFO = r"\{{\\{}\s([^{{}}]{{1,400}})\}}"
CREATED = re.compile(r"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
BRACES = re.compile(r"\\[\\{}]|[{}]")


class Rtf(FileFormat):
    """RTF 1.9 as striprtf reads it, which leaves notes out; pages end where it says so."""

    def is_signed(self, content: bytes) -> bool:
        return content.lstrip()[: len(HEAD)] == HEAD

    def read(self, content: bytes, allowance: Allowance) -> ExtractedDocument:
        """Raises nothing of its own."""
        source = content.decode("latin-1")
        body, notes = _without_notes(PAGE_WORD.sub(lambda _: PAGE, source))
        codepage = re.search(r"\\ansicpg\d{1,5}", source[:4096])
        head = f"{{\\rtf1\\ansi{codepage.group() if codepage else ''} "
        pages = list[ExtractedPage]()
        texts = iter([_plain(f"{head}{note}}}") for note in notes])
        number = 0
        for part in _plain(_with_headings(body)).split(PAGE):
            page = PageText()
            number = _fill(page, part, texts, number)
            if page:
                pages.append(page.page(len(pages) + 1, "striprtf"))
        said = {name: re.search(INFO.format(name), source) for name in ("title", "author")}
        found = {name: _plain(f"{head}{m[1]}}}") for name, m in said.items() if m}
        day = CREATED.search(source)
        date = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}" if day else None
        return ExtractedDocument(Metadata(**found, date=date), tuple(pages))


def _plain(source: str) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - by this format only

    return str(rtf_to_text(source, errors="replace")).strip(" \n")


def _without_notes(source: str) -> tuple[str, list[str]]:
    """The source with a mark for each note, and the notes' own."""
    parts, notes, end = list[str](), list[str](), 0
    for start in (found.start() for found in re.finditer(r"\{(\\\*)?\\footnote\b", source)):
        if start < end:
            continue
        parts += [source[end:start], f"\\u{ord(NOTE) - 0x10000} "]
        end = _end(source, start)
        notes.append(re.sub(r"^\{(\\\*)?\\footnote", "", source[start : end - 1]))
    return "".join((*parts, source[end:])), notes


def _with_headings(source: str) -> str:
    """The source with a mark in each paragraph that is set as headings are."""
    styles = {found[1] for found in STYLE.finditer(source)}
    start = source.find("\\stylesheet")
    end = _end(source, source.rfind("{", 0, start)) if start > 0 else 0
    mark = f"\\u{ord(HEADING) - 0x10000}?"
    body = STYLED.sub(
        lambda found: found[0] + mark if found[2] or found[1] in styles else found[0], source[end:]
    )
    return source[:end] + body


def _end(source: str, start: int) -> int:
    """Where the group that begins at ``start`` ends."""
    depth = 0
    for found in BRACES.finditer(source, start):
        depth += {"{": 1, "}": -1}.get(found.group(), 0)
        if depth == 0:
            return found.end()
    return len(source)


def _fill(page: PageText, text: str, notes: Iterator[str], number: int) -> int:
    """Put lines, tables and the notes that are marked on the page into it; the number of the last
    note."""
    table: list[ReadCell] = []
    marked: list[tuple[str, str]] = []
    row = 0
    for styled in text.split("\n"):
        line = styled.replace(f"{HEADING}?", "").replace(HEADING, "")
        pieces: list[InlinePiece] = []
        for at, part in enumerate(line.split(NOTE)):
            if at:
                number += 1
                marked.append((f"note{number}", next(notes, "")))
                pieces.append(RaisedMark(str(number), f"note{number}"))
            pieces.append(part)
        if line.endswith("|"):
            cells = enumerate(line[:-1].split("|"))
            table += [ReadCell(row, column, [cell.replace(NOTE, "")]) for column, cell in cells]
            row += 1
            continue
        page.table(table)
        table = []
        page.paragraph(pieces, heading=styled != line)
    page.table(table)
    for name, note in marked:
        page.paragraph([Anchor(name), note])
    return number
