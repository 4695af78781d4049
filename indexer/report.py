"""What the commands say of the collection."""

from collections.abc import Iterable

import click
from rich.console import Console
from rich.table import Table

from search.record import MaterialRecord
from search.status import MaterialStatus, outcome


def print_missing(records: Iterable[MaterialRecord]) -> None:
    """A line for each material without full text, with the reason."""
    for record in records:
        if record.missing:
            click.echo(f"  uden fuldtekst: {record.material.title}: {record.missing}")


def print_status(rows: Iterable[MaterialStatus]) -> None:
    """The rows as a table, as wide as the terminal allows."""
    table = Table(show_lines=True)
    for heading in ("Materiale", "Links", "Hentet", "Sider", "Tegn", "Hvorfor ikke"):
        table.add_column(heading, overflow="fold", justify="left")
    for row in rows:
        table.add_row(*_cells(row))
    Console().print(table)


def _cells(row: MaterialStatus) -> tuple[str, ...]:
    record = row.record
    original = record.original if record else None
    return (
        row.material.id,
        "\n".join(f"{url}: {outcome(state)}" for url, state in row.links),
        original.fetched[:10] if original else "",
        str(record.pages if record else 0),
        str(record.characters if record else 0),
        row.missing or "",
    )
