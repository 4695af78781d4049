"""Scanned pages: what OCR reads, where it stands, and that it is told."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from indexer.extraction import extract
from indexer.extraction.limits import PATIENT
from indexer.extraction.tesseract import tesseract
from indexer.pageimages import PageImages
from tests.conftest import Collection
from webapp import create_app

pytestmark = pytest.mark.skipif(tesseract() is None, reason="needs tesseract with Danish")

LINES = (
    "Vedtægter for bundgarnslauget i Køge Bugt",
    "§ 5 Lauget har til formål at fremme fiskeriet fra land.",
    "§ 12 Formanden vælges for 4 år ad gangen, jf. § 8, stk. 2.",
    "Fangsten var 8 tons sild, og medlemmerne er 85 fiskere.",
    "Lauget ledes af en bestyrelse, som mødes hver måned.",
)
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
SIZE = (1240, 700)
FIRST_LINE = 80


def scan(*turns: int) -> bytes:
    """A PDF with a picture of the lines on each page, turned by so many degrees clockwise."""
    font = ImageFont.truetype(FONT, 32)
    pages = []
    for turn in turns:
        page = Image.new("L", SIZE, 250)
        for number, line in enumerate(LINES):
            ImageDraw.Draw(page).text((90, FIRST_LINE + 100 * number), line, 20, font)
        pages.append(page.rotate(-turn, expand=True))
    made = BytesIO()
    pages[0].save(made, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return made.getvalue()


def test_section_signs_are_read_and_each_word_keeps_its_place_however_the_page_lies(
    tmp_path: Path,
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan(0, 180))
    upright, turned = extract(file, limits=PATIENT).pages
    for page in (upright, turned):
        text = " ".join(page.text.split())
        assert re.findall(r"§ ?\d+", text) == ["§ 5", "§ 12", "§ 8"]
        assert "Fangsten var 8 tons sild, og medlemmerne er 85 fiskere." in text
        assert page.layout.confidence is not None
        assert 0.8 < page.layout.confidence <= 1
        assert len(page.layout.words) == len(page.text.split())
    height, width = SIZE[1] * 72 / 150, SIZE[0] * 72 / 150
    one, other = (page.layout.words[0].box for page in (upright, turned))
    assert abs(one[3] - (height - FIRST_LINE * 72 / 150)) < 10
    assert abs(one[0] - (width - other[2])) < 3
    assert abs(one[1] - (height - other[3])) < 3


def test_hits_are_drawn_on_the_picture_of_a_scan_and_ocr_is_told(collection: Collection) -> None:
    collection.add("scan.pdf", scan(0), "Vedtægter")
    client = create_app(collection.settings, PageImages(collection.corpus)).test_client()
    page = client.get("/materiale/vedtaegter/side/1", query_string={"q": "formanden"}).text
    [(left, top)] = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', page)
    assert abs(float(top) - (FIRST_LINE + 200) / SIZE[1]) < 0.03
    assert 0.1 < float(left) < 0.25
    assert "læst med OCR" in page
    assert (
        "[læst med OCR – kontrollér tal]" in client.get("/materiale/vedtaegter/side/1/citat").text
    )
    words = client.get("/materiale/vedtaegter/side/1/ord").get_json()
    assert len(words) > 20
    assert words[0][0].endswith(" ")
    assert "kontrollér tal" in client.get("/soeg", query_string={"q": "formanden"}).text
    for path in ("/fund?q=medlemmerne fiskere&bredt=1", "/materiale/vedtaegter"):
        told = client.get(path).text
        assert "Læst med OCR – kontrollér tal." in told
        assert re.search(r'data-cite="[^"]*\[læst med OCR – kontrollér tal\]"', told)
