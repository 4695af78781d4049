"""What commands do once they have changed something: index it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from indexer.indexing import IndexReport
    from search.library.settings import Settings


def indexed(settings: "Settings", rebuild: bool = False) -> "IndexReport":
    """Bring the index up to date, with a bar of progress, and say what was wrong with it."""
    from indexer.indexing import build_index
    from indexer.progress import progress_bar

    with progress_bar() as progress:
        report = build_index(settings, rebuild=rebuild, progress=progress)
    if report.renewal:
        click.echo(f"{report.renewal} Det er gjort nu.", err=True)
    return report
