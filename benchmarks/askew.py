"""How many words OCR finds on pages that lie askew, by degrees, beside tesseract alone.

    python -m benchmarks.askew REPORT.pdf … [--page N] [--json]

The upper half of a page of each report is drawn at 200 dpi, turned, darkened and given noise; what
the report's own text has there is the truth. ``mentorsoeg`` reads it as a scan, ``tesseract`` gets
the picture as it is.
"""

import json
import os
import subprocess
import tempfile
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import click
import numpy as np
import pypdfium2
from PIL import Image

from indexer.document import ExtractedDocument
from indexer.extraction import extract_many
from search.library.mediatypes import MediaType

DPI, ANGLES, NOISE = 200, (0, 1, 2, 3, 4, 5), 8
PART = 5 / 9


@dataclass(frozen=True)
class Found:
    """The share of the words on all pages that each reader found, at an angle in degrees."""

    angle: int
    words: int
    mentorsoeg: float
    tesseract: float


def drawn(path: Path, number: int) -> tuple[Image.Image, Counter[str]]:
    """The upper half of page ``number`` (from 1) as a picture, and its words."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        whole = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        text = page.get_textpage().get_text_bounded(0, (1 - PART) * height, width, height)
    return whole.crop((0, 0, whole.width, int(PART * whole.height))), Counter(text.split())


def scanned(picture: Image.Image, angle: int) -> Image.Image:
    """The picture as a scanner gives it of a page that lies askew."""
    turned = np.asarray(picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=245))
    noise = np.random.default_rng(angle).normal(0, NOISE, turned.shape)
    return Image.fromarray(np.clip(0.85 * turned + 20 + noise, 0, 255).astype(np.uint8))


def by_mentorsoeg(scan: Image.Image) -> Counter[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "scan.pdf"
        scan.save(file, resolution=DPI)
        [(_, read)] = extract_many([(file, MediaType.PDF)])
    if not isinstance(read, ExtractedDocument):
        raise click.ClickException(str(read))
    return Counter(read.pages[0].text.split())


def by_tesseract(scan: Image.Image) -> Counter[str]:
    with tempfile.NamedTemporaryFile(suffix=".png") as file:
        scan.save(file.name)
        command = ["tesseract", file.name, "stdout", "--dpi", str(DPI), "-l", "dan"]
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            command, capture_output=True, check=True, env=os.environ | {"OMP_THREAD_LIMIT": "1"}
        )
    return Counter(done.stdout.decode().split())


def measure(pages: list[tuple[Image.Image, Counter[str]]], angle: int) -> Found:
    """What is found of all pages at an angle."""
    words = sum(truth.total() for _, truth in pages)
    ours = theirs = 0
    for picture, truth in pages:
        scan = scanned(picture, angle)
        ours += (truth & by_mentorsoeg(scan)).total()
        theirs += (truth & by_tesseract(scan)).total()
    return Found(angle, words, round(ours / words, 3), round(theirs / words, 3))


@click.command()
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--page", default=4, show_default=True, help="Which page of each is drawn.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def main(pdfs: tuple[Path, ...], page: int, as_json: bool) -> None:
    """Measure the words that OCR finds on pages of PDFS that lie askew."""
    pages = [drawn(path, page) for path in pdfs]
    found = [measure(pages, angle) for angle in ANGLES]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=1))
        return
    for one in found:
        click.echo(
            f"{one.angle}°  {one.words} words  mentorsoeg {one.mentorsoeg:.3f}"
            f"  tesseract {one.tesseract:.3f}"
        )


if __name__ == "__main__":
    main()
