"""The catalogue: which materials there are, and what is known of each.

Two files below the corpus folder make it: ``materials.toml``, written by people and kept in git,
and ``overlay.json``, written by ``harvest`` and ``add`` and kept on the machine only.
"""

import json
import re
import reprlib
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError
from pydantic_core import ErrorDetails

from search.library.errors import CatalogueError
from search.library.fieldtypes import (
    Isbn,
    Kind,
    OneLine,
    Paragraphs,
    PartialDate,
    Slug,
    Text,
    Url,
)
from search.library.files import locked, why, write_atomically
from search.library.sealing import Sealed

MATERIALS_FILE = "materials.toml"
OVERLAY_FILE = "overlay.json"
UNKNOWN_KIND = "andet"
"""The kind of a material whose kind nobody told; no reader is told it."""

M = TypeVar("M", bound=BaseModel)


class Strict(BaseModel):
    """Unknown fields are errors, values don't change. What checks them is made when it is asked
    for, since commands need few of the models that they import."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Material(Strict):
    """One material of the collection.

    ``links`` stand in order of trust; ``urn:sha256:…`` is a file that staff put in. ``published``
    is as precise as known: ``2018``, ``2018-06`` or ``2018-06-17``. ``summary`` is ours;
    ``page_summary`` is what a harvested page says of it; ``delisted`` the day since which none of
    the pages that listed it lists it. ``show_copy`` tells whether our copy and the images of its
    pages may be shown; None: as the setting of that name says.
    """

    id: Slug
    title: Text
    subtitle: Text | None = None
    publishers: tuple[Text, ...] = ()
    authors: tuple[Text, ...] = ()
    published: PartialDate | None = None
    isbn: Isbn | None = None
    kind: Kind = UNKNOWN_KIND
    target_groups: tuple[Text, ...] = ()
    subjects: tuple[Text, ...] = ()
    links: tuple[Url, ...] = ()
    full_text_expected: bool = True
    show_copy: bool | None = None
    summary: OneLine = ""
    page_summary: Paragraphs = ""
    delisted: PartialDate | None = None

    @property
    def publisher(self) -> str:
        """The publishers as one string, ``A, B og C``; '' when none is known."""
        *first, last = self.publishers or ("",)
        return f"{', '.join(first)} og {last}" if first else last

    @property
    def web_links(self) -> tuple[str, ...]:
        """The links that a reader can follow: not the mark of a file that staff put in."""
        return tuple(link for link in self.links if link.startswith("http"))

    @property
    def known_kind(self) -> str:
        """The kind, '' when nobody told it."""
        return "" if self.kind == UNKNOWN_KIND else self.kind

    @property
    def year(self) -> int | None:
        """The year of ``published``."""
        return int(self.published[:4]) if self.published else None


class Catalogue(Strict):
    """The materials in their order, and the pages (``sources``) that list them."""

    sources: tuple[Url, ...] = ()
    materials: tuple[Material, ...] = ()

    def get(self, material_id: str) -> Material | None:
        """The material with that id, None when there is none."""
        return next((m for m in self.materials if m.id == material_id), None)


class Addition(Strict):
    """What harvested pages add to one catalogued material."""

    links: tuple[Url, ...] = ()
    summary: Paragraphs = ""

    def added_to(self, material: Material, delisted: str | None = None) -> Material:
        """``material`` with these links before its own, this text where there is one, and the day
        since which no page lists it."""
        links = tuple(dict.fromkeys((*self.links, *material.links)))
        page_summary = self.summary or material.page_summary
        return material.model_copy(
            update={"links": links, "page_summary": page_summary, "delisted": delisted}
        )


MaterialFields = Mapping[str, JsonValue]
"""MaterialFields of a Material by name, as JSON has them."""


class Source(Strict):
    """What a harvested page lists: the ids of the materials; those that it listed before, with the
    day on which they were first missed; and what only a person can say is one."""

    listed: tuple[Slug, ...] = ()
    gone: Mapping[Slug, PartialDate] = Field(default_factory=dict)
    doubtful: tuple[Material, ...] = ()


class Overlay(Sealed, Strict):
    """The local half of the catalogue: materials added here, fields of others corrected here and
    findings by material id, and what each page listed by its address."""

    added: tuple[Material, ...] = ()
    corrections: Mapping[Slug, MaterialFields] = Field(default_factory=dict)
    findings: Mapping[Slug, Addition] = Field(default_factory=dict)
    sources: Mapping[str, Source] = Field(default_factory=dict)

    def delisted(self) -> dict[str, str]:
        """The ids of materials that no page lists any more, with the day since which."""
        listed = {i for source in self.sources.values() for i in source.listed}
        gone = [item for source in self.sources.values() for item in source.gone.items()]
        return {i: max(day for j, day in gone if j == i) for i, _ in gone if i not in listed}


def has_catalogue(corpus: Path) -> bool:
    """Whether either half of a catalogue is there."""
    return any((corpus / name).exists() for name in (MATERIALS_FILE, OVERLAY_FILE))


def load_catalogue(corpus: Path) -> Catalogue:
    """Read ``materials.toml`` and the overlay in folder ``corpus`` as one catalogue.

    Either file may be missing; raises CatalogueError when one that is there can't be read.
    """
    committed = _read(corpus / MATERIALS_FILE, Catalogue, tomllib.loads)
    overlay = load_overlay(corpus)
    own = {m.id for m in committed.materials}
    _check_unique(corpus / MATERIALS_FILE, committed.materials)
    _check_unique(corpus / OVERLAY_FILE, overlay.added)
    local = (m for m in overlay.added if m.id not in own)
    delisted = overlay.delisted()
    materials = tuple(
        _found(m, overlay).added_to(_corrected(corpus, m, overlay), delisted.get(m.id))
        for m in (*committed.materials, *local)
    )
    return Catalogue(sources=committed.sources, materials=materials)


def _found(material: Material, overlay: Overlay) -> Addition:
    """What was found of it, without the text that a person corrected."""
    found = overlay.findings.get(material.id, Addition())
    written = "page_summary" in overlay.corrections.get(material.id, {})
    return found.model_copy(update={"summary": ""}) if written else found


def _corrected(corpus: Path, material: Material, overlay: Overlay) -> Material:
    fields = overlay.corrections.get(material.id)
    if not fields:
        return material
    raw = {"corrections": {material.id: fields}}
    try:
        return Material.model_validate(material.model_dump() | dict(fields))
    except ValidationError as error:
        first = error.errors()[0]
        placed = {**first, "loc": ("corrections", material.id, *first["loc"])}
        told = _explain(corpus / OVERLAY_FILE, raw, placed)  # type: ignore[arg-type]
        raise CatalogueError(told) from error


def load_overlay(corpus: Path) -> Overlay:
    """Read the overlay in folder ``corpus``; an empty one when there is none."""
    return _read(corpus / OVERLAY_FILE, Overlay, json.loads)


def save_overlay(corpus: Path, overlay: Overlay) -> None:
    """Write the overlay, the whole file at once."""
    write_atomically(corpus / OVERLAY_FILE, overlay.sealed())


def editing_overlay(corpus: Path) -> AbstractContextManager[None]:
    """Held from reading the overlay until it is written; other processes wait meanwhile."""
    return locked(corpus / f"{OVERLAY_FILE}.lock")


def _check_unique(file: Path, materials: Iterable[Material]) -> None:
    seen: set[str] = set()
    for material in materials:
        if material.id in seen:
            raise CatalogueError(
                f"{file}: materialet {material.id!r}, feltet 'id': står der to gange."
            )
        seen.add(material.id)


def _read(file: Path, model: type[M], parse: Callable[[str], Any]) -> M:
    try:
        raw = parse(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return model()
    except (OSError, ValueError, RecursionError) as error:
        raise CatalogueError(f"{file}: kan ikke læses: {_why_unreadable(error)}.") from error
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise CatalogueError(_explain(file, raw, error.errors()[0])) from error


def _why_unreadable(error: Exception) -> str:
    if isinstance(error, OSError):
        return why(error)
    if isinstance(error, UnicodeDecodeError):
        return "filen er ikke i UTF-8"
    place = re.search(r"line (\d+),? column (\d+)", str(error))  # tomllib and json both say it so
    return f"skrivefejl i linje {place[1]}, tegn {place[2]}" if place else "skrivefejl i filen"


def _explain(file: Path, raw: Any, error: ErrorDetails) -> str:
    material, place = _find_material(raw, error["loc"])
    field = f"feltet {place[0]!r}: " if place else ""
    return f"{file}: {material}{field}{in_danish(error)}."


def _find_material(raw: Any, loc: tuple[int | str, ...]) -> tuple[str, tuple[int | str, ...]]:
    """Name the material in which ``loc`` lies ('' for none), and the rest of ``loc``."""
    match loc:
        case ("materials" | "added" as part, int(number), *rest):
            entry = raw[part][number]
            name = entry.get("id") if isinstance(entry, dict) else None
            called = f"{name!r}" if isinstance(name, str) else f"nr. {number + 1}"
            return f"materialet {called}, ", tuple(rest)
        case ("findings" | "corrections", str(name), *rest):
            return f"materialet {name!r}, ", tuple(rest) if rest != ["[key]"] else ("id",)
    return "", loc


_DANISH = {
    "missing": "mangler",
    "extra_forbidden": "kendes ikke",
    "string_type": "skal være en tekst i anførselstegn",
    "string_too_short": "må ikke være tomt",
    "too_short": "må ikke være tomt",
    "string_too_long": "er for langt",
    "tuple_type": "skal være en liste",
    "bool_type": "skal være true eller false",
    "bool_parsing": "skal være true eller false",
    "model_type": "skal være en tabel med felter",
    "dict_type": "skal være en tabel med felter",
}  # pydantic's error types, https://docs.pydantic.dev/latest/errors/validation_errors/


def in_danish(error: ErrorDetails) -> str:
    """What is wrong with a field, as a Danish phrase."""
    match error["type"]:
        case "value_error":
            return f"{reprlib.repr(error['input'])} {error['ctx']['error']}"
        case kind:
            return _DANISH.get(kind, error["msg"])
