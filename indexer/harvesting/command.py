"""``mentorsoeg harvest``."""

import click

from indexer.harvesting.harvesting import harvest as harvest_page
from search.library.cli import with_settings
from search.library.settings import Settings


@click.command()
@click.argument("source", metavar="URL-ELLER-FIL")
@with_settings
def harvest(settings: Settings, source: str) -> None:
    """Find materialerne på en webside, og læg deres links og tekst til kataloget."""
    merged = harvest_page(settings, source)
    for material_id in merged.added:
        click.echo(f"  nyt: {material_id}")
    for material_id in merged.changed:
        click.echo(f"  udvidet: {material_id}")
    found = len(merged.known) + len(merged.added)
    click.echo(f"{found} materialer fundet på siden; {len(merged.added)} af dem er nye.")
