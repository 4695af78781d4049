"""``mentorsoeg extract``."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import click

from indexer.document import ExtractedDocument
from indexer.extraction import extract as extract_file
from search.library.cli import with_settings
from search.library.errors import UserError
from search.library.settings import Settings

NO_TEXT = 3
"""The exit code for a file that could be opened and holds no text."""


@click.command()
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Skriv JSON med metadata og sider.")
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="Kun den side.")
@with_settings
@click.pass_context
def extract(
    context: click.Context, settings: Settings, file: Path, as_json: bool, page: int | None
) -> None:
    """Vis den tekst, som indekset ville få fra en fil.

    Slutter med 0, når der er tekst, 1, når filen ikke kan læses, og 3, når den er uden tekst.
    """
    document = extract_file(file)
    shown = document if page is None else _only(document, page)
    if as_json:
        click.echo(as_json_text(shown))
    elif document.has_text:
        click.echo("\n\f".join(page.text for page in shown.pages))
    for note in document.notes:
        click.echo(note, err=True)
    if not document.has_text:
        click.echo(f"{file.name} er uden tekst.", err=True)
        context.exit(NO_TEXT)


def as_json_text(document: ExtractedDocument) -> str:
    """The document's metadata and pages as JSON."""
    pages = [asdict(page) for page in document.pages]
    data = {"metadata": asdict(document.metadata), "pages": pages}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _only(document: ExtractedDocument, number: int) -> ExtractedDocument:
    if number > len(document.pages):
        raise UserError(f"Filen har ingen side {number}; den har {len(document.pages)}.")
    return replace(document, pages=document.pages[number - 1 : number])
