"""The console script: one click group over the commands of indexer, search and webapp."""

import click

from indexer.commands import add, index, remove, status, update
from indexer.extraction.command import extract
from indexer.fetching.command import fetch
from indexer.harvesting.command import harvest
from indexer.operation import backup, doctor, restore
from indexer.pageimages import PageImages
from search.commands import search
from search.library.cli import Commands
from webapp.commands import serve_with


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mentorsoeg")
def main() -> None:
    """Dansk søgning i materialer om mentorordninger."""


for command in (
    add,
    backup,
    doctor,
    extract,
    fetch,
    harvest,
    index,
    remove,
    restore,
    search,
    serve_with(PageImages),
    status,
    update,
):
    main.add_command(command)

if __name__ == "__main__":
    main()
