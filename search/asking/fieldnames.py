"""The fields that a query can name (``titel:…``): one table for parser, evaluation and help."""

from collections.abc import Callable
from dataclasses import dataclass

from search.library.catalogue import Material

FIRST_YEAR, LAST_YEAR = 1000, 9999
CAPTION = "caption"
"""The field that pages have, not materials: what their tables and figures are called."""
MOST_PAGES = 10**6


@dataclass(frozen=True)
class NamedField:
    """A field: its ``name`` here, the ``typed`` names (the first is the one that help shows), what
    help says that it finds, with an ``example`` of what is asked of it, and what a material has in
    it (but for captions, which pages have), or the lowest and the highest of its ``numbers``."""

    name: str
    typed: tuple[str, ...]
    finds: str
    example: str
    value: Callable[[Material], str] | None = None
    numbers: tuple[int, int] | None = None


QUERY_FIELDS = (
    NamedField("title", ("titel", "title"), "ordet i titlen", "evaluering",
               lambda m: " ".join(filter(None, (m.title, m.subtitle)))),
    NamedField("publisher", ("udgiver", "publisher"), "materialer fra den udgiver", "Cabi",
               lambda m: " ".join(m.publishers)),
    NamedField("author", ("forfatter", "author"), "materialer af den forfatter", "Rosholm",
               lambda m: " ".join(m.authors)),
    NamedField("kind", ("type", "kind"), "materialer af den type", "rapport", lambda m: m.kind),
    NamedField("subject", ("emne", "subject"), "materialer om det emne eller for den målgruppe",
               "flygtninge", lambda m: " ".join((*m.subjects, *m.target_groups))),
    NamedField("year", ("år", "aar", "year"), "kun fra de år; år:2015 er ét år", "2014..2018",
               numbers=(FIRST_YEAR, LAST_YEAR)),
    NamedField(CAPTION, ("i", "in"),
               "kun sider med en tabel eller figur, hvis overskrift har ordet", "tabel"),
    NamedField("page", ("side", "page"), "kun sider med det nummer", "12",
               numbers=(0, MOST_PAGES)),
)  # fmt: skip

VALUES = {field.name: field.value for field in QUERY_FIELDS if field.value}
BY_TYPED = {typed: field for field in QUERY_FIELDS for typed in field.typed}
