"""What of a page is its text, and in which form."""

from collections import Counter
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from indexer.document import ExtractedDocument
from indexer.extraction import extract
from indexer.extraction.hyphens import joiner, words_of
from tests.conftest import make_pdf

Read = Callable[[Sequence[Sequence[tuple[float, float, str]]]], ExtractedDocument]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Extract a PDF whose pages hold these texts, each at its place."""

    def made(pages: Sequence[Sequence[tuple[float, float, str]]]) -> ExtractedDocument:
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=(595, 842))
        for page in pages:
            for left, bottom, text in page:
                canvas.setFont("Helvetica", 11)
                canvas.drawString(left, bottom, text)
            canvas.showPage()
        canvas.save()
        file = tmp_path / "fil.pdf"
        file.write_bytes(buffer.getvalue())
        return extract(file)

    return made


def body(number: int) -> list[tuple[float, float, str]]:
    return [(72, 500 - 14 * line, f"Afsnit {number} linje {line} her.") for line in range(3)]


def test_a_running_head_is_kept_once_and_page_numbers_give_labels(read: Read) -> None:
    pages = [
        [(72, 810, "Rapport om makkere"), *body(n), (290, 30, f"Side {n + 4}")] for n in range(6)
    ]
    document = read(pages)
    text = "\n".join(page.text for page in document.pages)
    assert text.count("Rapport om makkere") == 1
    assert "Rapport om makkere" in document.pages[0].text
    assert "Side" not in text
    assert "Afsnit 5 linje 2 her." in document.pages[5].text
    assert [page.label for page in document.pages] == ["4", "5", "6", "7", "8", "9"]
    assert [page.number for page in document.pages] == [1, 2, 3, 4, 5, 6]


def test_roman_page_numbers_are_labels_too(read: Read) -> None:
    document = read([[*body(n), (290, 30, numeral)] for n, numeral in enumerate(["ii", "iii"])])
    assert [page.label for page in document.pages] == ["ii", "iii"]


def test_the_first_row_of_a_table_over_pages_is_no_running_head(read: Read) -> None:
    figures = ["2011 41,7 12", "2014 38,2 55", "2019 9,1 13", "2020 77,5 31"]
    document = read([[(72, 800, row), *body(n)] for n, row in enumerate(figures)])
    assert all(row in page.text for row, page in zip(figures, document.pages, strict=True))


def test_what_is_all_that_pages_say_is_their_text(read: Read) -> None:
    document = read([[(72, 800, f"Mappe {n}")] for n in range(1, 7)])
    assert [page.text for page in document.pages] == [f"Mappe {n}" for n in range(1, 7)]


def test_a_word_cut_at_the_end_of_a_page_is_whole_on_the_first(read: Read) -> None:
    first = [*body(1), (72, 400, "Alle talte om sidemandsop-")]
    second = [(72, 700, "læring hele dagen, og sidemandsoplæring virker."), *body(2)]
    document = read([first, second])
    assert document.pages[0].text.endswith("sidemandsoplæring")
    assert document.pages[1].text.startswith("hele dagen")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_as_they_are_shown(tmp_path: Path, turn: int) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(842, 842))
    for words in ([("Makkere", 72, 700), ("på vagt", 160, 700), ("Side to", 72, 300)], []):
        canvas.translate(421, 421)
        canvas.rotate(turn)
        for text, left, bottom in words:
            canvas.drawString(left - 421, bottom - 421, text)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(buffer.getvalue())) as pdf:
        for page in pdf.pages:
            page.Rotate = turn
        pdf.save(tmp_path / "fil.pdf")
    pages = extract(tmp_path / "fil.pdf").pages
    assert [page.text for page in pages] == ["Makkere på vagt\n\nSide to", ""]


def with_characters(text: str, meanings: dict[str, str]) -> bytes:
    """A PDF of one line, whose font's table of characters gives letters other meanings."""
    pdf = pikepdf.Pdf.open(BytesIO(make_pdf(text)))
    pairs = "".join(
        f"<{ord(letter):02x}> <{meaning.encode('utf-16-be').hex()}>\n"
        for letter, meaning in meanings.items()
    )
    table = f"1 begincodespacerange\n<00> <ff>\nendcodespacerange\n{len(meanings)} beginbfchar\n"
    stream = pdf.make_stream(f"begincmap\n{table}{pairs}endbfchar\nendcmap".encode())
    for font in pdf.pages[0].Resources.Font.values():
        font.ToUnicode = stream
    made = BytesIO()
    pdf.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("meanings", "text"),
    [
        ({"Q": "𝔐", "Z": "🎓"}, "Mentor 𝔐 🎓 her"),
        ({"Q": "\ufb01", "Z": "\u200b"}, "Mentor fi her"),
        ({"Q": "\x04", "Z": "\x04"}, "Mentor her"),
    ],
)
def test_odd_characters_come_as_text_fit_for_search(
    tmp_path: Path, meanings: dict[str, str], text: str
) -> None:
    file = tmp_path / "fil.pdf"
    file.write_bytes(with_characters("Mentor Q Z her", meanings))
    assert extract(file).pages[0].text == text


@pytest.mark.parametrize(
    ("line", "following", "whole"),
    [
        ("mange virksom-", "heder kom", "mange virksomheder kom"),
        ("mange virksom\u00ad", "heder kom", "mange virksomheder kom"),
        ("flere AMU-", "kurser", "flere AMU-kurser"),
        ("både børne-", "og ungeområdet", "både børne- og ungeområdet"),
        ("i Nørre-", "Alslev", "i Nørre-Alslev"),
        ("REGLER FOR DELTA-", "GELSE I DET", "REGLER FOR DELTAGELSE I DET"),
        ("en e-", "mail", "en e-mail"),
        ("den ene", "og den anden", "den ene og den anden"),
    ],
)
def test_cut_words_are_joined_as_they_are_written(line: str, following: str, whole: str) -> None:
    assert joiner(Counter(), "da")(line, following) == whole


def test_the_document_knows_its_own_words_best() -> None:
    join = joiner(Counter(words_of("mentor-ordningen er god\nmentor-ordningen")), "da")
    assert join("den nye mentor-", "ordningen") == "den nye mentor-ordningen"


@given(st.text(max_size=40), st.text(min_size=1, max_size=40))
def test_joining_loses_no_letter(line: str, following: str) -> None:
    def letters(text: str) -> list[str]:
        return [letter for letter in text if letter.isalnum()]

    made = joiner(Counter(), None)(line, following)
    assert letters(made) == letters(line + following)
