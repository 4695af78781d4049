"""``mentorsoeg extract`` as other programs rely on it."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from search.library.mediatypes import NAMES
from tests.conftest import Collection, make_pdf

PAGES = (
    "Forord",
    "Ordningen begyndte den 1. marts, og der er nu en mentor på hver af de 14 skoler.",
    "This page was written in English, and it is still one of the pages that are searchable.",
)


def write(folder: Path, content: bytes) -> str:
    file = folder / "fil.pdf"
    file.write_bytes(content)
    return str(file)


def locked(content: bytes, password: str) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="ejer", user=password, R=6))
    return made.getvalue()


def read(collection: Collection, file: str, *options: str) -> Any:
    result = collection.run("extract", file, "--json", *options)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_has_metadata_and_every_page(collection: Collection, tmp_path: Path) -> None:
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    canvas.setTitle("Mentorer på skoler")
    canvas.setAuthor("Skolernes Råd")
    for text in PAGES:
        canvas.drawString(72, 700, text)
        canvas.showPage()
    canvas.save()

    data = read(collection, write(tmp_path, buffer.getvalue()))

    assert set(data["metadata"]) == {"title", "author", "date", "language"}
    assert data["metadata"]["title"] == "Mentorer på skoler"
    assert data["metadata"]["author"] == "Skolernes Råd"
    assert data["metadata"]["date"][:2] == "20"
    names = ["number", "label", "text", "extractor", "headings", "language", "layout"]
    assert all(list(page) == names for page in data["pages"])
    assert [page["number"] for page in data["pages"]] == [1, 2, 3]
    assert [page["text"] for page in data["pages"]] == list(PAGES)
    assert [page["language"] for page in data["pages"]] == [None, "da", "en"]


def test_one_page_alone(collection: Collection, tmp_path: Path) -> None:
    file = write(tmp_path, make_pdf(*PAGES))
    assert [p["number"] for p in read(collection, file, "--page", "2")["pages"]] == [2]
    assert collection.run("extract", file, "--page", "2").stdout.strip() == PAGES[1]
    missing = collection.run("extract", file, "--page", "4")
    assert missing.exit_code == 1
    assert "ingen side 4" in missing.stderr


def test_a_pdf_locked_with_an_empty_password_is_read(
    collection: Collection, tmp_path: Path
) -> None:
    data = read(collection, write(tmp_path, locked(make_pdf(*PAGES), "")))
    assert data["pages"][0]["text"] == "Forord"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (locked(make_pdf(*PAGES), "hemmeligt"), "låst med en adgangskode"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "beskadiget"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), f"hverken {NAMES}"),
        (b"", "tom"),
    ],
)
def test_what_cannot_be_read_gives_one_sentence_and_exit_code_1(
    collection: Collection, tmp_path: Path, content: bytes, reason: str
) -> None:
    result = collection.run("extract", write(tmp_path, content), "--json")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_file_gives_one_sentence(collection: Collection, tmp_path: Path) -> None:
    result = collection.run("extract", str(tmp_path / "findes-ikke.pdf"))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


def test_a_pdf_without_text_ends_with_exit_code_3(collection: Collection, tmp_path: Path) -> None:
    result = collection.run("extract", write(tmp_path, make_pdf("", "")), "--json")
    assert result.exit_code == 3
    assert [page["text"] for page in json.loads(result.stdout)["pages"]] == ["", ""]
    assert "uden tekst" in result.stderr


def test_a_cut_file_gives_what_it_still_holds(collection: Collection, tmp_path: Path) -> None:
    whole = make_pdf(*PAGES)
    cut = whole[: whole.rindex(b"xref")]
    assert read(collection, write(tmp_path, cut))["pages"][0]["text"] == "Forord"
