"""The fields that a query can name (``titel:…``): one table for parser, evaluation and help."""

from collections.abc import Callable
from dataclasses import dataclass

from search.library.catalogue import Material

FIRST_YEAR, LAST_YEAR = 1000, 9999
MOST_PAGES = 10**6


@dataclass(frozen=True)
class NamedField:
    """A field: its ``name`` here, the ``typed`` names (the first is the one that help shows),
    what a material has in it, or the lowest and the highest of its ``numbers``."""

    name: str
    typed: tuple[str, ...]
    value: Callable[[Material], str] | None = None
    numbers: tuple[int, int] | None = None
    example: str = "…"


QUERY_FIELDS = (
    NamedField("title", ("titel", "title"),
               lambda m: " ".join(filter(None, (m.title, m.subtitle))), example="evaluering"),
    NamedField("publisher", ("udgiver", "publisher"), lambda m: " ".join(m.publishers)),
    NamedField("author", ("forfatter", "author"), lambda m: " ".join(m.authors)),
    NamedField("kind", ("type", "kind"), lambda m: m.kind),
    NamedField("subject", ("emne", "subject"),
               lambda m: " ".join((*m.subjects, *m.target_groups))),
    NamedField("year", ("år", "aar", "year"), numbers=(FIRST_YEAR, LAST_YEAR),
               example="2014..2018"),
    NamedField("page", ("side", "page"), numbers=(0, MOST_PAGES), example="12"),
)  # fmt: skip

VALUES = {field.name: field.value for field in QUERY_FIELDS if field.value}
BY_TYPED = {typed: field for field in QUERY_FIELDS for typed in field.typed}
