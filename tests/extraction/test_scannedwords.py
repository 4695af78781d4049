"""What a scan shows beside its words: how bold they are, rules between them, and odd signs."""

from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from indexer.extraction import extract
from indexer.extraction.boldwords import bold_words
from indexer.extraction.runs import joined
from indexer.extraction.scannedtext import OcrWord, with_capital_i
from indexer.extraction.tesseract import tesseract
from tests.extraction.lines import run

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif"
PARTS = (
    ("Laugets formål", "Lauget fremmer fiskeriet fra land og holder fælles både ved broen.",
     "Medlemmerne mødes hver måned og deler fangsten efter husstandens størrelse."),
    ("Bestyrelsens arbejde", "Bestyrelsen har fem medlemmer, som vælges for tre år ad gangen.",
     "Formanden indkalder til møder og fører protokol over alle beslutninger."),
)  # fmt: skip

HEADINGS = tuple(heading for heading, *_ in PARTS)


def page_of(bold: str, noise: float = 0.0, size: int = 26) -> Image.Image:
    """The parts as a picture, with text of 26 pixels and headings of ``size``."""
    page = Image.new("L", (1240, 900), 250)
    for number, (heading, *lines) in enumerate(PARTS):
        for at, text in enumerate((heading, *lines)):
            font = ImageFont.truetype(f"{FONT}{'' if at else bold}.ttf", 26 if at else size)
            place = 60, 80 + 300 * number + 40 * at + 10 * (at > 0)
            ImageDraw.Draw(page).text(place, text, 20, font)
    grey = np.asarray(page) + np.random.default_rng(3).normal(0, noise, (900, 1240))
    return Image.fromarray(grey.clip(0, 255).astype("uint8"))


@pytest.mark.skipif(tesseract() is None, reason="needs tesseract with Danish")
@pytest.mark.parametrize(
    ("bold", "size", "expected"),
    [("-Bold", 26, HEADINGS), ("", 33, HEADINGS), ("", 26, ())],
    ids=["bold", "larger", "plain"],
)
def test_bold_or_larger_lines_of_a_scan_are_headings(
    tmp_path: Path, bold: str, size: int, expected: tuple[str, ...]
) -> None:
    made = BytesIO()
    page_of(bold, 8.0, size).save(made, "PDF", resolution=150)
    (tmp_path / "scan.pdf").write_bytes(made.getvalue())
    (page,) = extract(tmp_path / "scan.pdf").pages
    assert page.headings == expected
    assert PARTS[0][1] in page.text


@pytest.mark.skipif(tesseract() is None, reason="needs tesseract with Danish")
def test_the_square_and_the_cube_of_a_unit_are_told_by_how_they_look(tmp_path: Path) -> None:
    texts = ("Grunden er 840 m² efter planen.", "Der graves 450 m³ sand af bakken.",
             "Søen dækker 31 km nord for byen.", "Kun 12 må bruge broen, som er ny.")  # fmt: skip
    page, set_in = Image.new("L", (1240, 700), 250), ImageFont.truetype(f"{FONT}.ttf", 32)
    for at, text in enumerate(texts):
        ImageDraw.Draw(page).text((90, 80 + 100 * at), text, 20, set_in)
    page.save(made := BytesIO(), "PDF", resolution=150)
    (tmp_path / "scan.pdf").write_bytes(made.getvalue())
    (read,) = extract(tmp_path / "scan.pdf").pages
    level = [text.replace("²", "2").replace("³", "3") for text in texts]
    assert " ".join(read.text.split()) == " ".join(level)


OPERATORS = {"moveTo": "m", "lineTo": "l", "curveTo": "c", "closePath": "h"}


def drawn(text: str, bottom: float, size: float = 12.0, left: float = 60.0) -> str:
    """The text as shapes, as they stand in a page's stream that has no font."""
    font = TTFont(f"{FONT}.ttf")
    glyphs, known, scale = font.getGlyphSet(), font.getBestCmap(), size / font["head"].unitsPerEm
    made = []
    for glyph in (glyphs[known[ord(character)]] for character in text):
        glyph.draw(whole := DecomposingRecordingPen(glyphs))
        whole.replay(Qu2CuPen(pen := RecordingPen(), 1.0, all_cubic=True))
        made.append(f"q {scale} 0 0 {scale} {left} {bottom} cm")
        for name, points in pen.value:
            places = " ".join(f"{edge:.0f}" for point in points for edge in point)
            made.append(f"{places} {OPERATORS[name]}")
        made.append("f Q")
        left += glyph.width * scale
    return "\n".join(made)


@pytest.mark.skipif(tesseract() is None, reason="needs tesseract with Danish")
def test_letters_that_are_drawn_as_shapes_are_read(tmp_path: Path) -> None:
    texts = [text for part in PARTS for text in part]
    stream = "\n".join(drawn(text, 760.0 - 18 * at) for at, text in enumerate(texts))
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842)).Contents = pdf.make_stream(stream.encode())
    pdf.save(tmp_path / "shapes.pdf")
    (page,) = extract(tmp_path / "shapes.pdf").pages
    assert page.extractor == "tesseract"
    assert all(text in " ".join(page.text.split()) for text in texts)


def test_a_page_of_tens_of_thousands_of_shapes_is_a_drawing(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    stream = pdf.make_stream(b"60 60 9 9 re f\n" * 20_100)
    pdf.add_blank_page(page_size=(595, 842)).Contents = stream
    pdf.save(tmp_path / "map.pdf")
    (page,) = extract(tmp_path / "map.pdf").pages
    assert page.extractor == "pdfium"


def test_a_short_word_is_as_bold_as_its_line_and_few_words_tell_nothing() -> None:
    image = np.full((400, 400), 255, np.uint8)
    words = []
    for number in range(10):
        width = 6 if number == 3 else 3
        for stroke in range(4):
            left = 20 + 20 * stroke
            image[20 + 30 * number : 40 + 30 * number, left : left + width] = 0
        top = 15 + 30 * number
        words.append((number, "ordet", (15, top, 110, top + 30)))
    words.append((3, "§", (200, 105, 220, 135)))
    assert [at for at, bold in enumerate(bold_words(words, image)) if bold] == [3, 10]
    assert not any(bold_words(words[:5], image))


def test_a_rule_that_was_read_as_a_word_parts_cells() -> None:
    words = [run("Elever", 50, 0), run("|", 84, 0), run("Hold", 93, 0), run("i alt", 116, 0)]
    assert [each.text for each in joined(words)] == ["Elever", "Hold i alt"]
    assert not joined(words[1:2])


def test_a_bar_a_space_before_a_small_letter_is_a_capital_i() -> None:
    rule = run("|", 100, 0, height=15.0)
    bars = [run("|", 50, 0), run("øvrigt", 57, 0), rule, run("højst", 110, 0)]
    words = [(("1",), OcrWord(each, (0.0, 0.0, 1.0, 1.0), 0.9)) for each in bars]
    read = [word.run.text for _, word in with_capital_i(words)]
    assert read == ["I", "øvrigt", "|", "højst"]


@pytest.mark.skipif(tesseract() is None, reason="needs tesseract with Danish")
def test_degrees_are_read(tmp_path: Path) -> None:
    page = Image.new("L", (1240, 400), 250)
    font = ImageFont.truetype(f"{FONT}.ttf", 32)
    for number, text in enumerate(["Vandet i havnebadet var 17 °C i juni.", "Temperatur (°C): 21"]):
        ImageDraw.Draw(page).text((90, 80 + 100 * number), text, 20, font)
    page.save(tmp_path / "scan.pdf", resolution=150)
    (read,) = extract(tmp_path / "scan.pdf").pages
    assert "17 °C i juni" in read.text
    assert "(°C)" in read.text
