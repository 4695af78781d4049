"""Documents, slides, workbooks and e-books: their text, its structure, and what they may cost."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import Workbook

from indexer.document import ExtractedDocument, ExtractedPage, Unreadable
from indexer.extraction import extract, extract_many
from indexer.extraction.limits import PROMPT
from search.library.mediatypes import MediaType
from tests.conftest import Collection
from tests.extraction.office import OPENING, sample, slides, workbook
from webapp import create_app

Read = Callable[[bytes], ExtractedDocument]

DOCUMENTS = ("docx", "odt", "epub")
TABLE = [
    ["Havn", "Fangst (ton)"], ["", "2020", "2021"], ["Dragør", "12,5", "14,1"],
    ["Skovshoved", "3,0", "4,2"],
]  # fmt: skip


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Extract what a file of these bytes holds."""

    def made(content: bytes) -> ExtractedDocument:
        file = tmp_path / "fil"
        file.write_bytes(content)
        return extract(file)

    return made


def edited(content: bytes, /, **parts: Callable[[bytes], bytes]) -> bytes:
    """A zip with parts changed; they are named without folders and endings."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            change = parts.get(name.rpartition("/")[2].partition(".")[0], bytes)
            new.writestr(name, change(old.read(name)))
    return made.getvalue()


def rows(page: ExtractedPage, number: int = 0) -> list[list[str]]:
    """The texts of a table's cells."""
    cells = page.layout.tables[number].cells
    found: list[list[str]] = [[] for _ in range(max(cell.row for cell in cells) + 1)]
    for cell in cells:
        found[cell.row].append(page.text[cell.start : cell.end])
    return found


def test_a_mark_that_is_only_moved_up_is_no_part_of_its_word(read: Read) -> None:
    document, made = Document(), BytesIO()
    paragraph = document.add_paragraph("Fiskerne sætter garn")
    run = paragraph.add_run("12")
    properties = run._element.get_or_add_rPr()
    properties.append(properties.makeelement(qn("w:position"), {qn("w:val"): "7"}))
    paragraph.add_run(" ud i havnen.")
    document.save(made)
    assert read(made.getvalue()).pages[0].text.strip() == "Fiskerne sætter garn ud i havnen."


@pytest.mark.parametrize("ending", DOCUMENTS)
def test_a_document_is_read_in_paragraphs_and_pages_with_title_and_author(
    read: Read, ending: str
) -> None:
    document = read(sample(ending))
    assert [page.text.split("\n\n")[0] for page in document.pages] == [
        "Bundgarnsfiskeri i Øresund", "Kapitel to",
    ]  # fmt: skip
    assert f"{OPENING}. Fangsten var 27,2 pct. større i 2014." in document.pages[0].text
    assert "garnkroge og m2 net" in document.pages[1].text
    said = document.metadata
    assert (said.title, said.author) == ("Fiskerirapport 2021", "Karen Madsen")


@pytest.mark.parametrize("ending", (*DOCUMENTS, "rtf"))
def test_a_table_keeps_its_cells_and_the_labels_of_its_columns(read: Read, ending: str) -> None:
    page = read(sample(ending)).pages[0]
    assert rows(page) == TABLE
    assert "\n\nHavn\tFangst (ton)\n2020\t2021\nDragør\t12,5\t14,1\nSkov" in page.text
    labels = [cell for cell in page.layout.tables[0].cells if cell.header == "col"]
    assert page.text[labels[0].start : labels[0].end] == "Havn"
    if ending != "rtf":  # which striprtf reads without spans
        assert labels[1].columns == 2


@pytest.mark.parametrize("ending", ("docx", "odt", "rtf"))
def test_a_note_stands_at_the_end_of_its_page_and_its_mark_apart(read: Read, ending: str) -> None:
    page = read(sample(ending)).pages[0]
    [mark] = page.layout.notes
    assert page.text[: mark.at].endswith("slås ned i april.")
    assert mark.text == "1"
    assert page.text[mark.note :] == "Kilde: Fiskeristyrelsen."


@pytest.mark.parametrize("ending", ("docx", "odt"))
def test_headings_are_known_by_their_styles(read: Read, ending: str) -> None:
    first, second = read(sample(ending)).pages
    assert first.headings == ("Bundgarnsfiskeri i Øresund", "Fangst pr. havn")
    assert [first.text[slice(*span)] for span in first.layout.headings] == list(first.headings)
    assert second.headings == ("Kapitel to",)


def test_headings_are_known_by_the_level_that_a_template_gives_its_own_styles(read: Read) -> None:
    content = edited(
        sample("docx"),
        styles=lambda xml: re.sub(rb'w:name w:val="[Hh]eading 1"', b'w:name w:val="Kap\'s"', xml),
    )
    assert read(content).pages[0].headings == ("Bundgarnsfiskeri i Øresund", "Fangst pr. havn")


def test_the_row_below_labels_of_several_columns_is_of_labels(read: Read) -> None:
    book = Workbook()
    for row in (
        [None, "Før", None, "Efter", None], ["Havn", "Ton", "Andel", "2020", "2021"],
        ["Dragør", 3, 4, 5, 6], ["Køge", 1, 2, 8, 9],
    ):  # fmt: skip
        book.active.append(row)
    book.active.merge_cells("B1:C1")
    book.active.merge_cells("D1:E1")
    book.save(made := BytesIO())
    [page] = read(made.getvalue()).pages
    [table] = page.layout.tables
    cells = {page.text[cell.start : cell.end]: cell for cell in table.cells}
    over = [page.text[label.start : label.end] for label in table.labels(cells["4"])]
    assert over == ["Før", "Andel"]
    assert cells["Dragør"].header is None


def test_pages_end_where_word_ended_them(read: Read) -> None:
    drawn = b"<w:lastRenderedPageBreak/><w:t>Efter tabellen"
    content = edited(
        sample("docx"), document=lambda xml: xml.replace(b"<w:t>Efter tabellen", drawn)
    )
    starts = [page.text[:14] for page in read(content).pages]
    assert starts == ["Bundgarnsfiske", "Efter tabellen", "Kapitel to\n\nAn"]


def long(xml: bytes) -> bytes:
    """The text of an ODT in three chapters, without pages."""
    start, end = b"</text:sequence-decls>", b"</office:text>"
    heading = '<text:h text:outline-level="1">Kapitel {}</text:h>'
    chapter = heading + "<text:p>Garn</text:p>" * 999
    chapters = "".join(chapter.format(number) for number in range(3)).encode()
    return xml.partition(start)[0] + start + chapters + end + xml.partition(end)[2]


def test_a_long_document_without_pages_is_parted_at_its_headings(read: Read) -> None:
    pages = read(edited(sample("odt"), content=long)).pages
    assert [page.headings for page in pages] == [("Kapitel 0",), ("Kapitel 1",), ("Kapitel 2",)]
    assert [page.label for page in pages] == ["del 1 af 3", "del 2 af 3", "del 3 af 3"]


def test_what_is_read_in_parts_is_told_in_parts(collection: Collection) -> None:
    added = collection.add("garn.odt", edited(sample("odt"), content=long), "Om garn")
    assert "3 dele" in added.output
    client = create_app(collection.settings).test_client()
    for path in ("/materiale/om-garn?q=garn", "/soeg?q=garn"):
        told = client.get(path).text
        assert "3 dele" in told
        assert "3 sider" not in told.replace("3 sider i", "")


def test_a_workbook_is_read_sheet_by_sheet_as_it_is_shown(read: Read) -> None:
    document = read(workbook())
    assert [page.label for page in document.pages] == ["Fangst", "Hjørner"]
    assert document.pages[0].text == (
        f"Fangst\n\n{OPENING}\n\nHavn\tTon\tAndel\tDato\nDragør\t1.234,5\t27,2 %\t03-04-2021\n"
        "Køge\t3\t1\n\nKilde: DTU"
    )
    assert "yderst" in document.pages[1].text  # a billion cells from the first
    assert (document.metadata.title, document.metadata.author) == ("Fangsttal", "Karen Madsen")


def test_slides_are_read_with_tables_charts_and_notes(read: Read) -> None:
    first, second = read(slides()).pages
    assert first.text == f"{OPENING}\n\nGarnet røgtes\n\nhver morgen\n\nHusk ålene"
    assert first.headings == (OPENING,)
    assert rows(second) == [["Havn", "Fangst"], ["Dragør", "12,5", "14,1"], ["Køge", "3", "4"]]
    assert rows(second, 1) == [["", "Ål"], ["2020", "1,5"], ["2021", "2,25"]]


def bomb(content: bytes) -> bytes:
    return content + b" " * 201 * 2**20


def entities(content: bytes) -> bytes:
    declared = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    head, mark, rest = content.partition(b"?>")
    return head + mark + b'<!DOCTYPE x [<!ENTITY e0 "garn">' + declared + b"]>" + rest


def outside(content: bytes) -> bytes:
    head, mark, rest = content.partition(b"?>")
    declared = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    return head + mark + declared + rest.replace(b"Kapitel to", b"Kapitel &e;to")


def test_a_document_that_unpacks_to_more_than_there_is_room_for_is_refused(read: Read) -> None:
    with pytest.raises(Unreadable, match="fylder mere end 200 MB pakket ud"):
        read(edited(sample("docx"), document=bomb))


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (sample("docx"), "document"), (workbook(), "sheet1"), (slides(), "slide1"),
        (sample("odt"), "content"), (sample("epub"), "content"),
    ],
    ids=["docx", "xlsx", "pptx", "odt", "epub"],
)  # fmt: skip
def test_entities_are_never_filled_in(read: Read, content: bytes, part: str) -> None:
    try:
        pages = read(edited(content, **{part: entities})).pages
    except Unreadable as error:
        assert str(error).startswith("Filen er beskadiget")
    else:  # they stand nowhere
        assert all("garngarn" not in page.text for page in pages)


@pytest.mark.parametrize("ending", ("docx", "odt", "epub"))
def test_no_file_outside_is_read_into_a_document(read: Read, ending: str) -> None:
    part = {"docx": "document", "odt": "content", "epub": "section0002"}[ending]
    content = edited(sample(ending), **{part: outside})
    name = Path("/etc/hostname").read_text(encoding="utf-8").strip()
    try:
        assert all(name not in page.text for page in read(content).pages)
    except Unreadable as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize("keep", (0.3, 0.9))
@pytest.mark.parametrize("ending", DOCUMENTS)
def test_half_a_document_is_refused_with_a_reason(read: Read, ending: str, keep: float) -> None:
    content = sample(ending)
    with pytest.raises(Unreadable, match="hverken"):
        read(content[: int(keep * len(content))])


DEEP = 5_000


def nested(place: bytes, opening: bytes, closing: bytes) -> Callable[[bytes], bytes]:
    """Puts so many elements, each in the one before, after ``place`` in a part."""
    return lambda xml: xml.replace(place, place + opening * DEEP + closing * DEEP, 1)


DEEP_FILES = {
    "docx": edited(sample("docx"), document=nested(b"<w:body>", b"<w:ins>", b"</w:ins>")),
    "odt": edited(
        sample("odt"), content=nested(b"</text:sequence-decls>", b"<text:p>", b"</text:p>")
    ),
    "epub": edited(sample("epub"), section0002=nested(b"<body>", b"<div>", b"</div>")),
    "pptx": edited(slides(), slide1=nested(b"<p:grpSpPr/>", b"<p:grpSp>", b"</p:grpSp>")),
    "xlsx": edited(workbook(), sheet1=nested(b"<sheetData>", b"<row>", b"</row>")),
    "rtf": b"{\\rtf1 " + b"{\\b " * DEEP + b"garn" + b"}" * DEEP + b"}",
    "html": b"<html><body>" + b"<div><b>" * DEEP + b"garn",
}
DANISH_ALONE = re.compile(r"[A-Z]\w*(Error|Exception)|recursion|object|attribute|depth|parse", re.I)


def test_what_a_library_says_of_a_file_that_it_can_t_read_stands_in_no_sentence(
    tmp_path: Path,
) -> None:
    kinds = {kind.ending: kind for kind in MediaType}
    files = {tmp_path / f"fil.{ending}": kinds[ending] for ending in DEEP_FILES}
    for file in files:
        file.write_bytes(DEEP_FILES[file.suffix[1:]])
    told = dict(extract_many(list(files.items()), PROMPT))
    assert len(told) == len(files)
    for file, found in told.items():
        if isinstance(found, str):
            assert found.endswith("."), file
            assert not DANISH_ALONE.search(found), (file, found)


def labels_over(page: ExtractedPage, text: str) -> list[str]:
    """The labels over the cell with that text."""
    [table] = page.layout.tables
    [cell] = [one for one in table.cells if page.text[one.start : one.end] == text]
    return [page.text[label.start : label.end] for label in table.labels(cell)]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        ([["Havn", 2018, 2019, 2020]], ["2019"]),
        ([["Havn", "16-29 år", "30-66 år", "67 år"]], ["30-66 år"]),
        ([["Havn", "Mænd", None, "Alle"], [None, "0-29 år", "30-66 år", "I alt"]],
         ["Mænd", "30-66 år"]),
    ],
    ids=["years", "classes", "classes-below"],
)  # fmt: skip
def test_years_and_classes_over_figures_are_labels(
    read: Read, heads: list[list[str | int | None]], expected: list[str]
) -> None:
    book = Workbook()
    for row in (*heads, ["Dragør", 3, 41, 5], ["Køge", 1, 2, 8]):
        book.active.append(row)
    if len(heads) > 1:
        book.active.merge_cells("B1:C1")
    book.save(made := BytesIO())
    [page] = read(made.getvalue()).pages
    assert labels_over(page, "41") == expected


def test_figures_with_words_among_others_such_are_no_labels(read: Read) -> None:
    book = Workbook()
    for row in (["Dragør", "3 pæle", "12 net"], ["Køge", "4 pæle", "20 net"]):
        book.active.append(row)
    book.save(made := BytesIO())
    [page] = read(made.getvalue()).pages
    assert {cell.header for cell in page.layout.tables[0].cells} == {None}


def test_a_terse_row_over_words_is_of_labels(read: Read) -> None:
    book = Workbook()
    for row in (
        ["Afsender", "Emne", "Svar"],
        ["Fiskerne", "Pæle ud for havnen i Køge", "Pælene tages op til vinter"],
        ["Naboerne", "Larm om morgenen", "Der meldes ud i god tid"],
    ):
        book.active.append(row)
    book.save(made := BytesIO())
    [page] = read(made.getvalue()).pages
    assert labels_over(page, "Larm om morgenen") == ["Emne"]


def test_headings_of_rtf_are_known_by_their_styles(read: Read) -> None:
    source = (
        r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\stylesheet{\s0\fs22 Normal;}"
        r"{\s1\sb240\b\fs28 heading 1;}{\s21\b\fs24 Overskrift 2;}}"
        r"\pard\plain\s1\sb240{\b Garn}\par\pard\plain\s0 R\'f8gtes.\par"
        r"\pard\plain\s21{\b Net}\par\pard\plain\s0 B\'f8des hver vinter.\par"
        r"\pard\outlinelevel1 Ruser\par\pard\outlinelevel9 Laves af pil.\par}"
    )
    [page] = read(source.encode()).pages
    assert page.headings == ("Garn", "Net", "Ruser")
    assert page.text.split("\n\n") == [
        "Garn", "Røgtes.", "Net", "Bødes hver vinter.", "Ruser", "Laves af pil.",
    ]  # fmt: skip


def test_a_bold_paragraph_is_a_heading_where_no_style_says_so(read: Read) -> None:
    document = Document()
    document.add_paragraph("Garnene hænger på lageret ved havnen.")
    document.add_paragraph().add_run("Garn til leje").bold = True
    document.add_paragraph("Lejen er 40 kr. om dagen.")
    made = BytesIO()
    document.save(made)
    assert read(made.getvalue()).pages[0].headings == ("Garn til leje",)


@pytest.mark.parametrize("name", ["span", "p"])
def test_bold_is_known_in_open_documents(read: Read, name: str) -> None:
    style = (
        b'<style:style style:name="Fed" style:family="paragraph"><style:text-properties '
        b'fo:font-weight="bold"/></style:style></office:automatic-styles>'
    )
    bold = b'text:style-name="Fed"'
    said = b"<text:p><text:span %s>Garn til leje</text:span></text:p>" % bold
    if name == "p":
        said = b"<text:p %s>Garn til leje</text:p>" % bold
    content = edited(
        sample("odt"),
        content=lambda xml: xml.replace(b"</office:automatic-styles>", style).replace(
            b"</office:text>", said + b"<text:p>Lejen er 40 kr.</text:p></office:text>"
        ),
    )
    assert read(content).pages[-1].headings[-1] == "Garn til leje"


def test_a_title_by_its_style_is_a_heading(read: Read) -> None:
    title = b'<text:p text:style-name="Title">Fiskeri i tal</text:p>'
    content = edited(
        sample("odt"),
        content=lambda xml: xml.replace(
            b"</text:sequence-decls>", b"</text:sequence-decls>" + title
        ),
    )
    assert read(content).pages[0].headings[0] == "Fiskeri i tal"
