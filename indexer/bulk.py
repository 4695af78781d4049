"""Many reports at once: files, folders and addresses, with a table of what is known of them."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

from indexer.adding import Taken, take
from indexer.fetching.looker import Looker
from indexer.incoming import Incoming, bring, is_address
from indexer.journal import operator
from indexer.metadata import NEW, MetadataRows, is_table, read_metadata
from indexer.progress import Progress, silent
from search.library.catalogue import Material, MaterialFields, load_catalogue
from search.library.errors import UserError
from search.library.settings import Settings

Choose = Callable[[Incoming, str], str | None]
"""Told what was brought and what it would be called, gives the id of the material that it is the
text of, None for a new one."""


@dataclass(frozen=True)
class Added:
    """What became of a source: ``taken``, or the sentence that says why it wasn't. ``alike`` are
    the materials that a new one may be a double of; ``is_cut`` when a part of the file is gone."""

    source: str
    taken: Taken | None = None
    wrong: str = ""
    alike: tuple[Material, ...] = ()
    is_cut: bool = False


@dataclass(frozen=True)
class Wish:
    """What is to be done with all sources: the material that they are the text of, their fields,
    and whether each is new, whatever its title is like. ``batch`` names the command."""

    to: str | None = None
    given: MaterialFields | None = None
    is_new: bool = False
    batch: str = field(default_factory=lambda: token_hex(8))


def add_many(  # noqa: PLR0913 - a wish, and who is told and asked
    settings: Settings,
    sources: Sequence[str],
    wish: Wish,
    *,
    table: Path | None = None,
    choose: Choose | None = None,
    progress: Progress = silent,
) -> Iterator[Added]:
    """Take every source in; of a folder every file but hidden ones. ``table`` is a CSV file of
    metadata, beside those that lie in the folders. What can't be taken stops no other.

    Raises UserError when a table can't be read."""
    wanted = [(file, folder) for source in sources for file, folder in files_of(source)]
    tables = [Path(file) for file, folder in wanted if folder and is_table(Path(file))]
    known = read_metadata(*([table] if table else []), *tables)
    wanted = [(file, folder) for file, folder in wanted if Path(file) not in tables]
    with Looker() as looker:
        for done, (file, folder) in enumerate(wanted, 1):
            try:
                if folder and not is_inside(Path(file), folder):
                    raise UserError(f"{file} er et link til noget uden for mappen.")
                yield _add(settings, looker, file, _wish(wish, known, file, folder), choose)
            except UserError as error:
                yield Added(file, wrong=str(error))
            progress("Lægger ind", done, len(wanted))
    for missing in known.unused:
        yield Added(missing, wrong=f"{missing} står i tabellen, men er her ikke.")


def files_of(source: str) -> Iterable[tuple[str, Path | None]]:
    """The files of a folder, each with it, in the order of their names; anything else is alone."""
    folder = Path(source)
    if is_address(source) or not folder.is_dir():
        return [(source, None)]
    return [(str(file), folder) for file in sorted(_below(folder))]


def is_inside(file: Path, folder: Path) -> bool:
    """Whether a file lies below a folder, wherever links lead."""
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(folder))


def _below(folder: Path) -> Iterator[Path]:
    """All below a folder that isn't hidden, and the folders that can't be read."""
    unread: list[Path] = []
    for place, folders, files in os.walk(
        folder, onerror=lambda error: unread.append(Path(error.filename))
    ):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(place, name) for name in files if not name.startswith("."))
    yield from unread


def _wish(wish: Wish, known: MetadataRows, file: str, folder: Path | None) -> Wish:
    """The wish with what the tables say of this file."""
    row = known.of(file, folder)
    if row is None:
        return wish
    given = dict(wish.given or {}) | dict(row.given)
    to = None if row.to == NEW else row.to or wish.to
    return Wish(to, given, wish.is_new or row.to == NEW, wish.batch)


def _add(
    settings: Settings, looker: Looker, source: str, wish: Wish, choose: Choose | None
) -> Added:
    given = dict(wish.given or {})
    title = str(given.get("title", ""))
    sought = load_catalogue(settings.corpus).get(wish.to) if wish.to else None
    if wish.to and sought is None:
        raise UserError(
            f"Kataloget har intet materiale med id {wish.to}. »mentorsoeg status« viser dem."
        )
    brought = bring(settings, looker, source, title, sought)
    to, alike = wish.to, () if wish.is_new or wish.to else brought.alike
    if alike and choose:
        to, alike = choose(brought, title or str(brought.said["title"])), ()
    is_cut = brought.sight is not None and not brought.is_whole
    taken = take(settings, brought, given, operator(), to, batch=wish.batch)
    return Added(source, taken, alike=alike, is_cut=is_cut)
