"""``mentorsoeg doctor``, ``backup`` and ``restore``."""

from pathlib import Path

import click

from indexer.backup import backup as write_backup
from indexer.backup import restore as read_backup
from indexer.doctor import examine
from search.library.cli import with_settings
from search.library.settings import Settings


@click.command()
@click.pass_context
@with_settings
def doctor(settings: Settings, context: click.Context) -> None:
    """Se katalog, originaler, tekster og indeks efter, og sig, hvad der skal gøres."""
    ill = False
    for finding in examine(settings):
        ill = ill or finding.wrong is not None
        click.echo(
            f"{finding.subject}: {finding.wrong or 'i orden'} {finding.remedy or ''}".strip()
        )
    context.exit(1 if ill else 0)


@click.command()
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
@with_settings
def backup(settings: Settings, context: click.Context, file: Path) -> None:
    """Skriv en sikkerhedskopi af det lokale katalog og originalerne."""
    done = write_backup(settings.corpus, file)
    click.echo(f"{file}: det lokale katalog og {done.originals} originaler.")
    if done.damaged:
        click.echo(f"Udeladt, fordi de er beskadigede: {', '.join(done.damaged)}", err=True)
        context.exit(1)


@click.command()
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))
@with_settings
def restore(settings: Settings, file: Path) -> None:
    """Læg en sikkerhedskopi tilbage; det lokale katalog fra før gemmes som ….before."""
    count = read_backup(settings.corpus, file)
    click.echo(f"{count} originaler er lagt tilbage. Kør »mentorsoeg index« nu.")
