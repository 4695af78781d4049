"""Putting a report of one's own into the collection."""

import re
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from indexer.extraction import media_type_of
from indexer.fetching import fetch_one
from search.library.catalogue import (
    MATERIALS_FILE,
    Material,
    editing_overlay,
    in_danish,
    load_catalogue,
    load_overlay,
    save_overlay,
)
from search.library.credentials import without_credentials
from search.library.errors import UserError
from search.library.files import read_file, why
from search.library.mediatypes import NAMES
from search.library.originals import LinkState, Original, Originals
from search.library.settings import Settings

DANISH: dict[str, str | int | None] = {"æ": "ae", "ø": "oe", "å": "aa"}


def slug(title: str) -> str:
    """``title`` as an id: ``Håndbog for mentorer, 2. udg.`` is ``haandbog-for-mentorer-2-udg``."""
    danish = title.lower().translate(str.maketrans(DANISH))
    plain = unicodedata.normalize("NFKD", danish).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:80].strip("-") or "materiale"


def free_id(title: str, taken: set[str]) -> str:
    """The slug of ``title``, with the first number that makes it differ from those ``taken``."""
    base = slug(title)
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate


def add_material(settings: Settings, source: str, **details: object) -> Material:
    """Put the file or URL ``source`` into the collection with these fields of a Material.

    Adding what is there already, the same bytes or the same URL, changes its fields and keeps its
    id. Raises UserError when the source can't be read or a field is wrong.
    """
    originals, source = Originals(settings.corpus), without_credentials(source)
    if _is_url(source):
        sought = _material(details | {"id": "et-materiale", "links": (source,)})
        state = fetch_one(settings, source, sought)
    else:
        state = _take_file(originals, Path(source), settings.file_bytes)
    if state.original is None:
        raise UserError(f"{source} kan ikke hentes: {state.reason}.")
    with editing_overlay(settings.corpus):
        overlay = load_overlay(settings.corpus)
        same = next((m for m in overlay.added if state.url in m.links), None)
        taken = {m.id for m in load_catalogue(settings.corpus).materials}
        material = _material(
            details | {
                "id": same.id if same else free_id(str(details["title"]), taken),
                "links": (state.url,),
            }
        )  # fmt: skip
        others = tuple(m for m in overlay.added if m.id != material.id)
        originals.record(state)
        save_overlay(settings.corpus, overlay.model_copy(update={"added": (*others, material)}))
    return material


def _material(fields: dict[str, object]) -> Material:
    try:
        return Material.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        raise UserError(f"Feltet {first['loc'][0]!r}: {in_danish(first)}.") from error


def remove_material(settings: Settings, material_id: str) -> Material:
    """Take a material that was added, or found by harvesting, out of the overlay; its original is
    kept. Raises UserError when the overlay has none with that id."""
    with editing_overlay(settings.corpus):
        overlay = load_overlay(settings.corpus)
        material = next((m for m in overlay.added if m.id == material_id), None)
        if material is None:
            raise UserError(
                f"{material_id!r} er ikke lagt ind her. Kataloget selv rettes i "
                f"{settings.corpus / MATERIALS_FILE}."
            )
        others = tuple(m for m in overlay.added if m != material)
        save_overlay(settings.corpus, overlay.model_copy(update={"added": others}))
    return material


def _is_url(source: str) -> bool:
    return re.match(r"https?://", source) is not None


def _take_file(originals: Originals, file: Path, most: int) -> LinkState:
    try:
        content = read_file(file, most)
    except OSError as error:
        raise UserError(f"{file} kan ikke læses: {why(error)}.") from error
    media_type = media_type_of(content)
    if media_type is None:
        raise UserError(f"{file} er hverken {NAMES}.")
    sha256 = originals.keep(content)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    original = Original(
        sha256=sha256, size=len(content), media_type=media_type, final_url="",
        fetched=now, status=200, headers={},
    )  # fmt: skip
    return LinkState(url=f"urn:sha256:{sha256}", checked=now, original=original)
