"""Harvesting: from a page that lists materials to the overlay of the catalogue."""

import re
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from indexer.document import Unreadable
from indexer.fetching import fetch_page, fetch_raw
from indexer.fetching.deadlinks import Dead
from indexer.fetching.looker import Looker
from indexer.harvesting.listings import entries_of
from indexer.harvesting.listkinds import is_list
from indexer.harvesting.overlaying import Merged, accept, merge
from indexer.journal import editing, operator
from search.library.catalogue import load_catalogue, load_overlay
from search.library.credentials import without_credentials
from search.library.errors import UserError
from search.library.files import read_file, why
from search.library.mediatypes import MediaType
from search.library.originals import Originals
from search.library.settings import Settings

PLACELESS = "file:"
"""Base of a page read from a file: its relative links lead nowhere and are left out."""
SCRIPTED = (
    "{}: siden fyldes først af JavaScript i browseren, så her er intet at læse. Åbn den i en "
    "browser, gem den som en hel webside, og kør »mentorsoeg harvest FIL« på den gemte fil; eller "
    "find sidens RSS-feed og høst det."
)


def harvest(
    settings: Settings, source: str, accepted: Collection[str] = (), who: str | None = None
) -> Merged:
    """Merge the materials that the page at ``source``, a URL or a file, lists into the overlay, of
    the doubtful ones those ``accepted``, by id; as a change of ``who`` that can be undone, or of
    nobody.

    Again, it changes nothing. Raises UserError when the page can't be read or lists none, or an id
    is unknown.
    """
    source = without_credentials(source)
    is_url = re.match(r"https?://", source, re.IGNORECASE)
    listed: Path | bytes
    listed, place = (
        _fetched(settings, source) if is_url else _at_hand(Path(source), settings.file_bytes)
    )
    try:
        entries, is_scripted = entries_of(listed, place, _titles(settings.corpus))
    except Unreadable as error:
        raise UserError(f"{source}: {error}") from error
    if is_scripted:
        raise UserError(SCRIPTED.format(source))
    if not entries:
        raise UserError(f"{source}: her er ingen materialer at finde.")
    with editing(settings.corpus, who) as edit:
        today = datetime.now(UTC).date().isoformat()
        merged = merge(edit.catalogue, edit.overlay, entries, source, today)
        merged = accept(merged, accepted) if accepted else merged
        edit.overlay, edit.what = merged.overlay, f"høstet: {source}"
    return merged


def accept_doubtful(settings: Settings, ids: Collection[str]) -> Merged:
    """Take what earlier harvests found doubtful, by id, as a change that can be undone. Raises
    UserError for an unknown id."""
    with editing(settings.corpus, operator()) as edit:
        accepted = accept(Merged(edit.overlay), ids)
        edit.overlay = accepted.overlay
        titles = (m.title for m in accepted.overlay.added if m.id in ids)
        edit.what = f"taget med: {'; '.join(titles)}"
    return accepted


def harvest_sources(settings: Settings) -> tuple[str, ...]:
    """Harvest the catalogue's source pages; give a Danish sentence for each that failed."""
    failed = []
    for source in load_catalogue(settings.corpus).sources:
        try:
            harvest(settings, source)
        except UserError as error:
            failed.append(str(error))
    return tuple(failed)


def _titles(corpus: Path) -> list[str]:
    """The titles that people gave. Those that pages brought are looked for in none: what was once
    misread would be found again, and a page would be read otherwise the second time."""
    overlay = load_overlay(corpus)
    listed = {i for source in overlay.sources.values() for i in (*source.listed, *source.gone)}
    brought = {m.id for m in overlay.added if m.id in listed and m.links == m.web_links}
    return [m.title for m in load_catalogue(corpus).materials if m.id not in brought]


def _fetched(settings: Settings, url: str) -> tuple[Path | bytes, str]:
    """The page at ``url``, or the file that it is kept in, and its address."""
    state = fetch_page(settings, url)
    originals = Originals.of(settings)
    if state.original:
        originals.record(state)
        place = url if state.original.archived else state.original.final_url
        return originals.path(state.original.sha256), place
    answer = None
    if any(step.came for step in state.steps):  # no page that one would search, but perhaps a list
        with suppress(Dead):
            answer = fetch_raw(settings, url)
    kind = _kind(answer.content) if answer else None
    is_other = answer is not None and is_list(answer.content, kind)
    originals.record(state.model_copy(update={"reason": None}) if is_other else state)
    if answer is None or not (is_other or kind is MediaType.HTML):
        raise UserError(f"{url} kan ikke hentes: {state.reason}.")
    return answer.content, answer.url


def _at_hand(file: Path, most: int) -> tuple[bytes, str]:
    try:
        content = read_file(file, most)
    except OSError as error:
        raise UserError(f"{file} kan ikke læses: {why(error)}.") from error
    kind = _kind(content)
    if not is_list(content, kind) and kind is not MediaType.HTML:
        raise UserError(f"{file} er ikke en webside (HTML), et feed eller et Word-dokument.")
    return content, PLACELESS


def _kind(content: bytes) -> MediaType | None:
    """The kind of file that the bytes are, None when nobody can tell."""
    with Looker() as looker, suppress(Dead):
        return looker.kind(content)
    return None
