"""Scanned pages: what OCR reads, where it stands, and that it is told."""

import json
import re
from io import BytesIO
from math import cos, radians, sin
from pathlib import Path

import pytest
from docx import Document
from lxml import html
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.extraction import extract, extract_many
from indexer.extraction.tesseract import tesseract
from indexer.pageimages import PageImages
from search.library.mediatypes import MediaType
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


def scan(*turns: int, askew: float = 0.0) -> bytes:
    """A PDF with a picture of the lines on each page, which lay ``askew`` by so many degrees and is
    then turned by so many, clockwise."""
    font = ImageFont.truetype(FONT, 32)
    pages = []
    for turn in turns:
        page = Image.new("L", SIZE, 250)
        for number, line in enumerate(LINES):
            ImageDraw.Draw(page).text((90, FIRST_LINE + 100 * number), line, 20, font)
        lying = page.rotate(-askew, Image.Resampling.BICUBIC, fillcolor=250)
        pages.append(lying.rotate(-turn, expand=True))
    made = BytesIO()
    pages[0].save(made, "PDF", resolution=150, save_all=True, append_images=pages[1:])
    return made.getvalue()


def test_section_signs_are_read_each_word_keeps_its_place_and_how_many_pages_are_read_is_told(
    tmp_path: Path,
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan(0, 180))
    told: list[tuple[Path, int, int]] = []
    [(_, read)] = extract_many([(file, MediaType.PDF)], scanning=lambda *how: told.append(how))
    assert not isinstance(read, str)
    assert told == sorted(told)
    assert told[-1] == (file, 2, 2)
    upright, turned = read.pages
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


@pytest.mark.parametrize("askew", [-5.0, 3.0])
def test_a_page_that_lies_askew_is_straightened_and_its_words_keep_their_place(
    askew: float, tmp_path: Path
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(scan(0, askew=askew))
    [(_, read)] = extract_many([(file, MediaType.PDF)])
    assert not isinstance(read, str)
    [page] = read.pages
    assert all(line in " ".join(page.text.split()) for line in LINES[2:])
    _, bottom, _, top = page.layout.words[0].box
    right, down = 165 - SIZE[0] / 2, FIRST_LINE + 20 - SIZE[1] / 2  # its middle, from the page's
    turned = SIZE[1] / 2 + right * sin(radians(askew)) + down * cos(radians(askew))
    assert abs((SIZE[1] - turned) * 72 / 150 - (bottom + top) / 2) < 6


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
    for path, what in (
        ("/soeg", "formanden"),
        ("/soeg", "hvor mange medlemmer er der"),
        ("/fund", "medlemmerne"),
    ):
        shown = html.fromstring(client.get(path, query_string={"q": what}).text)
        cited = [one.get("data-cite") for one in shown.xpath("//*[@data-cite]")]
        assert cited
        assert all(said.endswith("[læst med OCR – kontrollér tal]") for said in cited)
        assert len(shown.xpath("//*[contains(@class, 'note')]")) == len(cited)


def test_what_ocr_read_is_told_in_all_that_a_basket_is_taken_home_as(
    collection: Collection,
) -> None:
    collection.add("scan.pdf", scan(0), "Vedtægter")
    client = create_app(collection.settings, PageImages(collection.corpus)).test_client()
    told = "Lauget ledes af en bestyrelse"
    kept = json.dumps([{"material": "vedtaegter", "page": 1, "quote": told}])
    assert client.post("/kurv", data={"kurv": kept}).text.count("kontrollér tal") == 3
    ris = client.post("/kurv", data={"kurv": kept, "format": "ris"}).text
    assert "[læst med OCR – kontrollér tal]" in ris
    word = client.post("/kurv", data={"kurv": kept, "format": "docx"}).data
    paragraphs = Document(BytesIO(word)).element.body.itertext()
    assert "[læst med OCR – kontrollér tal]" in "".join(paragraphs)


def test_what_ocr_read_is_told_by_tables_concordance_interface_and_command_line(
    collection: Collection,
) -> None:
    collection.add("scan.pdf", scan(0), "Vedtægter", "--summary", "Om formanden.")
    client = create_app(collection.settings).test_client()
    found = client.get("/soeg.json?q=formanden").get_json()
    assert {one["side i filen"]: one["ocr"] for one in found} == {
        None: "", 1: "læst med OCR – kontrollér tal"
    }  # fmt: skip
    lines = client.get("/konkordans.json?q=bestyrelse").get_json()
    assert {one["ocr"] for one in lines} == {"læst med OCR – kontrollér tal"}
    assert "læst med OCR" in client.get("/konkordans?q=bestyrelse").text
    assert "[læst med OCR – kontrollér tal]" in client.get("/soeg.atom?q=bestyrelse").text
    lines = client.get("/api/concordance?q=bestyrelse").get_json()["lines"]
    assert {line["note"] for line in lines} == {"læst med OCR – kontrollér tal"}
    (entry,) = client.get("/api/search?q=bestyrelse").get_json()["results"]
    assert entry["note"] == "læst med OCR – kontrollér tal"
    assert "[læst med OCR – kontrollér tal]\n" in collection.run("search", "bestyrelse").output


def _under(stamp: str, picture: Image.Image) -> bytes:
    """A page with a picture all over it, and a stamp in letters on that."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=picture.size)
    canvas.drawImage(ImageReader(picture), 0, 0)
    canvas.setFont("Helvetica", 24)
    canvas.drawString(700, 20, stamp)
    canvas.save()
    return made.getvalue()


def test_a_stamp_on_a_scan_is_not_all_that_is_read_of_it(tmp_path: Path) -> None:
    font, page = ImageFont.truetype(FONT, 32), Image.new("L", SIZE, 250)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((90, FIRST_LINE + 100 * number), line, 20, font)
    (tmp_path / "bilag.pdf").write_bytes(_under("BEU Alm.del Bilag 131 Offentligt", page))
    (read,) = extract(tmp_path / "bilag.pdf").pages
    assert read.extractor == "tesseract"
    assert all(line in " ".join(read.text.split()) for line in LINES)


def test_a_short_title_on_a_picture_stays_as_it_is(tmp_path: Path) -> None:
    photo = Image.effect_noise(SIZE, 80)
    (tmp_path / "forside.pdf").write_bytes(_under("Vedtægter for lauget", photo))
    (read,) = extract(tmp_path / "forside.pdf").pages
    assert (read.extractor, read.text) == ("pdfium", "Vedtægter for lauget")
