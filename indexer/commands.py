"""The commands of ``mentorsoeg`` that fill the collection and keep it.

Each imports what it alone takes: of the 1.5 s that all of it costs, ``extract`` needs a tenth.
"""

import json
import re
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from indexer.changing import add, edit, remove, undo
from indexer.records import recorded
from indexer.running import indexed
from search.library.cli import with_settings
from search.library.counting import count
from search.library.errors import IndexUnavailable

if TYPE_CHECKING:
    from indexer.document import ExtractedDocument
    from search.library.settings import Settings

__all__ = [
    "add", "backup", "doctor", "edit", "extract", "fetch", "harvest", "index", "remove", "restore",
    "status", "undo", "update",
]  # fmt: skip
NO_TEXT = 3
"""The exit code for a file that could be opened and holds no text."""

_COUNT = re.compile(r"[1-9][0-9]{0,3}")

backup_file = click.argument("file", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@click.argument("source", metavar="[URL-ELLER-FIL]", required=False)
@click.option("--accept", "accepted", multiple=True, metavar="ID",
              help="Tag et af de tvivlsomme med i kataloget; kan gentages.")  # fmt: skip
@with_settings
def harvest(settings: "Settings", source: str | None, accepted: tuple[str, ...]) -> None:
    """Find materialerne på en webside, og læg deres links og tekst til kataloget.

    Siden kan også være et feed (RSS, Atom), et sitemap eller et Word-dokument. Hvad der er nyt og
    tvivlsomt, vises kun; det kommer med, når det er nævnt efter --accept. »mentorsoeg undo« tager
    tilbage, hvad siden bragte.
    """
    from indexer.harvesting import accept_doubtful
    from indexer.harvesting import harvest as harvest_page
    from indexer.journal import operator
    from indexer.report import print_harvested

    if source is None and not accepted:
        raise click.UsageError("Angiv en side eller en fil, eller hvad der skal med: --accept ID.")
    if source is None:
        print_harvested(accept_doubtful(settings, accepted))
    else:
        print_harvested(harvest_page(settings, source, accepted, operator()))


@click.command()
@click.argument("material_ids", metavar="[ID]...", nargs=-1)
@with_settings
def fetch(settings: "Settings", material_ids: tuple[str, ...]) -> None:
    """Hent materialernes links; uden ID alle. Døde links er ingen fejl."""
    from indexer.fetching import fetch_all
    from indexer.progress import progress_bar
    from indexer.report import print_fetched

    with progress_bar() as progress:
        fetched = fetch_all(settings, material_ids, progress=progress)
    if fetched.offline:
        click.echo("Der er intet netværk: links er ikke prøvet.")
        return
    print_fetched(fetched.reports)


@click.command()
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Skriv JSON med metadata og sider.")
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="Kun den side.")
@with_settings
@click.pass_context
def extract(
    context: click.Context, settings: "Settings", file: Path, as_json: bool, page: int | None
) -> None:
    """Vis den tekst, som indekset ville få fra en fil.

    Slutter med 0, når der er tekst, 1, når filen ikke kan læses, og 3, når den er uden tekst.
    """
    from indexer.extraction import extract as extract_file

    document = extract_file(file)
    _print(document if page is None else document.only(page), as_json=as_json)
    if not document.has_text:
        click.echo(f"{file.name} er uden tekst.", err=True)
        context.exit(NO_TEXT)


@click.command()
@click.option("--rebuild", is_flag=True, help="Lav hele indekset forfra af de gemte tekster.")
@click.option(
    "--part",
    callback=lambda _, __, value: _share(value),
    metavar="N/ANTAL",
    help="Læs kun den del af filerne, og skriv ikke indekset: flere maskiner kan dele dem.",
)
@with_settings
def index(settings: "Settings", rebuild: bool, part: tuple[int, int] | None) -> None:
    """Træk teksten ud af originalerne, og skriv indekset."""
    from indexer.report import print_index

    if part is None:
        print_index(indexed(settings, rebuild), recorded(settings))
    elif rebuild:
        raise click.UsageError("--part skriver intet indeks. Brug --rebuild i den sidste kørsel.")
    else:
        _read_share(settings, *part)


def _share(value: str | None) -> tuple[int, int] | None:
    """``3/8`` as (3, 8)."""
    if value is None:
        return None
    number, _, parts = value.partition("/")
    if not (_COUNT.fullmatch(number) and _COUNT.fullmatch(parts) and int(number) <= int(parts)):
        raise click.BadParameter(f"»{value}« er ingen del; skriv for eksempel 3/8.")
    return int(number), int(parts)


def _read_share(settings: "Settings", number: int, parts: int) -> None:
    from indexer.indexing import Share, read_texts
    from indexer.progress import progress_bar

    with progress_bar() as progress:
        read = read_texts(settings, Share(number, parts), progress=progress)
    click.echo(
        f"{count(read, 'fil', 'filer')} er læst, del {number} af {parts}. "
        "Når alle dele er læst, skriver »mentorsoeg index« indekset."
    )


@click.command()
@with_settings
def update(settings: "Settings") -> None:
    """Høst kildesiderne, hent links, tag filerne i corpus/ind ind, og skriv indekset.

    Alt i ét, egnet til cron: siger intet, når intet er ændret, kildesiderne kan høstes, og ingen
    fil venter; døde links er ingen fejl.
    """
    from indexer.extraction.readingprocess import workers_kept
    from indexer.fetching import fetch_all
    from indexer.harvesting import harvest_sources
    from indexer.inbox import take_inbox
    from indexer.progress import progress_bar
    from indexer.report import print_inbox, print_index, print_missing, print_standing
    from indexer.standing import Standing, doubtful_entries
    from search.library.catalogue import load_overlay
    from search.library.freshness import note_updated

    before = doubtful_entries(load_overlay(settings.corpus))
    with workers_kept():
        with progress_bar() as progress:
            failed = harvest_sources(settings)
            fetched = fetch_all(settings, afresh=False, progress=progress)
            brought = take_inbox(settings, progress)
        report, records = indexed(settings), recorded(settings)
    if not fetched.offline:
        note_updated(settings.corpus)
    print_inbox(brought, records)
    standing = Standing.of(records, settings.corpus)
    if fetched.offline:
        click.echo(f"Der er intet netværk: kildesider og links er ikke prøvet. {standing.sentence}")
        if report.changed or report.removed:
            print_missing(record for record in records if record.original)
        return
    for sentence in failed:
        click.echo(f"  kildesiden: {sentence}")
    if report.changed or report.removed:
        print_index(report, records)
    if report.changed or report.removed or standing.found != before:
        print_standing(standing)


@click.command()
@with_settings
def status(settings: "Settings") -> None:
    """Vis for hvert materiale: links, hvad der er hentet, sider, tegn, og hvorfor ikke."""
    from indexer.indexing import age
    from indexer.report import print_status
    from search import REMEDY
    from search.library.catalogue import load_catalogue
    from search.library.originals import LISTING, Originals
    from search.library.status import collection_status

    book = Originals.of(settings).links()
    catalogue = load_catalogue(settings.corpus)
    sources = ((url, book.state(url, LISTING)) for url in catalogue.sources)
    print_status(collection_status(catalogue, book, recorded(settings)), sources)
    with suppress(IndexUnavailable):
        if older := age(settings):
            click.echo(f"\n{older} {REMEDY}")


@click.command()
@click.pass_context
@with_settings
def doctor(settings: "Settings", context: click.Context) -> None:
    """Se katalog, originaler, tekster og indeks efter, og sig, hvad der skal gøres."""
    from indexer.doctor import examine

    ill = False
    for diagnosis in examine(settings):
        ill = ill or (diagnosis.wrong is not None and diagnosis.must_mend)
        click.echo(
            f"{diagnosis.subject}: {diagnosis.wrong or diagnosis.note} "
            f"{diagnosis.remedy or ''}".strip()
        )
    context.exit(1 if ill else 0)


@click.command()
@backup_file
@click.pass_context
@with_settings
def backup(settings: "Settings", context: click.Context, file: Path) -> None:
    """Skriv en sikkerhedskopi af det lokale katalog og originalerne."""
    from indexer import backup as backups

    done = backups.backup(settings.corpus, file)
    click.echo(f"{file}: det lokale katalog og {count(done.originals, 'original', 'originaler')}.")
    if done.damaged:
        click.echo(f"Udeladt, fordi de er beskadigede: {', '.join(done.damaged)}", err=True)
        context.exit(1)


@click.command()
@backup_file
@with_settings
def restore(settings: "Settings", file: Path) -> None:
    """Læg en sikkerhedskopi tilbage; det lokale katalog fra før gemmes som ….before."""
    from indexer import backup as backups

    brought = backups.restore(settings.corpus, file)
    click.echo(
        f"{count(brought, 'original', 'originaler')} er lagt tilbage. Kør »mentorsoeg index« nu."
    )


def _print(document: "ExtractedDocument", *, as_json: bool) -> None:
    """The text, pages apart, or metadata and pages as JSON; the notes go to standard error."""
    if as_json:
        pages = [asdict(page) for page in document.pages]
        data = {"metadata": asdict(document.metadata), "pages": pages}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    elif document.has_text:
        click.echo("\n\f".join(page.text for page in document.pages))
    for note in document.notes:
        click.echo(note, err=True)
