"""``mentorsoeg fetch``."""

import click

from indexer.fetching.fetching import fetch_all
from indexer.progress import progress_bar
from search.library.cli import with_settings
from search.library.settings import Settings
from search.library.status import outcome


@click.command()
@click.argument("material_ids", metavar="[ID]...", nargs=-1)
@with_settings
def fetch(settings: Settings, material_ids: tuple[str, ...]) -> None:
    """Hent materialernes links; uden ID alle. Døde links er ingen fejl."""
    with progress_bar() as progress:
        outcomes = fetch_all(settings, material_ids, progress=progress)
    for material in outcomes:
        for state in material.links:
            if state.reason:
                click.echo(f"  {state.url}: {outcome(state)}")
    got = sum(1 for material in outcomes if material.best)
    click.echo(f"{got} af {len(outcomes)} materialer med links har en original.")
