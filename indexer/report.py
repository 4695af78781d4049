"""What the commands say of the collection."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator

import click

from search.originals import LinkState
from search.record import MaterialRecord
from search.status import MaterialStatus, outcome

FORMATS = {"application/pdf": "PDF", "text/html": "web", "text/plain": "tekst"}
INDENT = " " * 4
MOST_NAME = 43
"""Width of the column of ids: with the figures the table then fits a terminal of 80 columns."""

Link = tuple[str, LinkState | None]


def print_missing(records: Iterable[MaterialRecord]) -> None:
    """A line for each material without full text, with the reason."""
    for record in records:
        if record.missing:
            click.echo(f"  uden fuldtekst: {record.material.title}: {record.missing}")


def print_status(rows: Iterable[MaterialStatus], sources: Iterable[Link]) -> None:
    """The rows as a table, below each its links and why there is no full text; then the pages that
    are harvested. An address is never broken, so that it can be copied."""
    rows = tuple(rows)
    name = min(max((len(row.material.id) for row in rows), default=0), MOST_NAME)
    width = shutil.get_terminal_size().columns
    click.echo(_row(name, "Materiale", "Sider", "Tegn", "Fik", "Hentet"))
    click.echo(_row(name, "─" * name, "─" * 5, "─" * 8, "─" * 5, "─" * 10))
    for row in rows:
        record = row.record
        original = record.original if record else None
        click.echo(
            _row(
                name,
                row.material.id,
                str(record.pages if record else 0),
                str(record.characters if record else 0),
                FORMATS[original.media_type] if original else "–",
                original.fetched[:10] if original else "–",
            )
        )
        for line in (*_why(row, width), *_links(row.links, width)):
            click.echo(line)
    if told := [*_links(sources, width)]:
        click.echo("\n".join(["", "Kildesider", *told]))


def _row(name: int, material: str, pages: str, characters: str, got: str, when: str) -> str:
    return f"{material:<{name}}  {pages:>5}  {characters:>8}  {got:<5}  {when}".rstrip()


def _why(row: MaterialStatus, width: int) -> list[str]:
    missing = row.missing or ""
    return textwrap.wrap(missing, width, initial_indent=INDENT, subsequent_indent=INDENT)


def _links(links: Iterable[Link], width: int) -> Iterator[str]:
    for url, state in links:
        when = f"{state.checked[:10]}: " if state else ""
        said = f"{INDENT}{when}{outcome(state)}"
        if len(said) + len(url) + 2 <= width:
            yield f"{said}  {url}"
        else:
            yield said
            yield f"{INDENT}  {url}"
