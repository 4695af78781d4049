"""What every list says of a material: made once per generation of the index."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from time import monotonic, sleep
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from flask import Flask

from search import Engine, source_url
from search.library.errors import IndexUnavailable
from search.library.record import MaterialRecord
from webapp.context import is_unread, searcher, settings
from webapp.drawing.danish import count, danish_date
from webapp.exports.references.item import BOOK, csl_item, year
from webapp.exports.references.text import Reference, reference

UNITS = {
    "side": "sider", "del": "dele", "slide": "slides", "ark": "ark", "kapitel": "kapitler",
}  # fmt: skip
"""The plural of what a kind of file calls its pages."""


@dataclass(frozen=True)
class Card:
    """A material's facts on one line, its COinS title, its reference, and where it is found."""

    facts: str
    coins: str
    reference: Reference
    source: str | None


_made: WeakKeyDictionary[Engine, dict[str, Card]] = WeakKeyDictionary()


def card(record: MaterialRecord) -> Card:
    """The card of a material of the current generation."""
    cards = _made.setdefault(searcher(), {})
    made = cards.get(record.material.id)
    if made is None:
        source = source_url(record, copies=settings().show_copy)
        made = Card(facts(record), coins(record), reference(record), source)
        cards[record.material.id] = made
    return made


def prepare(app: Flask, seconds: float = inf) -> None:
    """Make ready what is asked for first."""
    warm_up(app)
    make_cards(app, seconds)


def warm_up(app: Flask) -> None:
    """Search once: the first search and findings load what they need."""
    with app.app_context(), _forgiving():
        searcher().search("mentor")
        searcher().findings("mentor")


def make_cards(app: Flask, seconds: float = inf, pause: float = 0.0) -> None:
    """Make the cards before they are asked for, as many as ``seconds`` allow: setting a reference
    may take 3 to 20 ms, so there is a ``pause`` after each for those who ask meanwhile."""
    until = monotonic() + seconds
    with app.app_context(), _forgiving():
        for record in searcher().materials():
            if monotonic() > until:
                break
            card(record)
            sleep(pause)


@contextmanager
def _forgiving() -> Iterator[None]:
    """Leave it when there is no index, or one that is damaged."""
    try:
        yield
    except IndexUnavailable:
        pass
    except Exception:
        if not is_unread():
            raise


def lesser(record: MaterialRecord) -> str:
    """What is held that isn't surely the full text."""
    role = record.original.role if record.original else ""
    return f"kun {role or record.held}" if not record.held.is_whole else "tvivlsom tekst"


def facts(record: MaterialRecord) -> str:
    """Publisher, date, kind and length."""
    material = record.material
    length = extent(record)
    if record.pages and not record.has_full_text:
        length = f"{length} ({lesser(record)})"
    told = (material.publisher, danish_date(material.published), material.known_kind, length)
    return " · ".join(filter(None, told))


def extent(record: MaterialRecord) -> str:
    """How long the text is: ``12 sider``, ``3 dele``, ``kun resumé``, ``kun oplysninger``."""
    if not record.pages:
        material = record.material
        return "kun resumé" if material.summary or material.page_summary else "kun oplysninger"
    return count(record.pages, record.unit, units(record))


def units(record: MaterialRecord) -> str:
    """What several of its pages are called: ``sider``, ``dele``, ``slides``."""
    return UNITS[record.unit]


def coins(record: MaterialRecord) -> str:
    """The material as a COinS title (OpenURL Z39.88-2004), which Zotero reads from lists."""
    item = csl_item(record)
    book = item["type"] == BOOK
    pairs = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:" + ("book" if book else "dc")),
        ("rft.btitle" if book else "rft.title", item["title"]),
        ("rft.genre" if book else "rft.type", "book" if book else "report"),
        ("rft.date", record.material.published or year(item)),
        ("rft.pub" if book else "rft.publisher", record.material.publisher),
        ("rft.language", "da"),
        ("rft.identifier", item.get("URL", "")),
    ]
    people = [("rft.au" if book else "rft.creator", _plain_name(p)) for p in item.get("author", ())]
    return urlencode([(key, value) for key, value in pairs + people if value])


def _plain_name(person: dict[str, str]) -> str:
    return person.get("literal") or f"{person['family']}, {person['given']}"
