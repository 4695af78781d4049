"""A material as a CSL-JSON item, from which every other form of reference is made."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from search.library.record import MaterialRecord
from search.library.visible import one_line

Item = dict[str, Any]
_COUNTED = re.compile(r"[0-9]{1,6}")

NOTES = "notes"
BOOK, PAGE, REPORT, THESIS = "book", "webpage", "report", "thesis"
DOCTORAL = ("afhandling", "ph.d.-afhandling", "ph.d.", "disputats")
CSL_TYPES = {"bog": BOOK, "hjemmeside": PAGE, "artikel": PAGE}
CSL_TYPES |= dict.fromkeys((*DOCTORAL, "speciale", "kandidatspeciale"), THESIS)
"""CSL's type of each kind of material; every other kind is a report."""
PARTICLES = {"af", "da", "de", "den", "der", "di", "du", "la", "van", "von", "zu"}


def csl_item(record: MaterialRecord) -> Item:
    """The material as CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html).

    Without authors the publishers stand in their place and, as APA 7 has it (section 9.29), are
    not said again as publisher.
    """
    material = record.material
    kind = CSL_TYPES.get(material.kind, REPORT)
    item: Item = {
        "id": material.id,
        "type": kind,
        "title": ": ".join(filter(None, (material.title, material.subtitle))),
        "author": [name(author) for author in material.authors]
        or [{"literal": publisher} for publisher in material.publishers],
        "language": "da",
    }
    if material.authors:
        item["publisher"] = material.publisher
    if kind in (REPORT, THESIS) and material.known_kind not in ("", "rapport"):
        item["genre"] = material.kind.capitalize()
    if material.published:
        item["issued"] = {"date-parts": [[int(part) for part in material.published.split("-")]]}
    at_source = record.original.final_url if record.original else ""
    url = at_source or next(iter(material.web_links), "")
    if kind != BOOK and url:  # a book's link is where it is bought
        item["URL"] = url
    if material.isbn:
        item["ISBN"] = material.isbn
    if record.pages:
        item["number-of-pages"] = str(record.pages)
    if record.original and at_source and "URL" in item:
        got = record.original.fetched[:10]
        item["accessed"] = {"date-parts": [[int(part) for part in got.split("-")]]}
    return {key: _cleaned(value) for key, value in item.items() if value}


@dataclass(frozen=True)
class Quotation:
    """What is quoted of a material: the ``text``, its ``place`` in words and parentheses and, where
    it is a page with a number, ``page``, the ``address`` of the page here, and the reader's own
    ``note``."""

    text: str
    place: str
    page: str
    address: str
    note: str = ""

    @property
    def line(self) -> str:
        """All of it on a line."""
        told = (f"»{self.text}«" if self.text else "", self.place, self.note, self.address)
        return " ".join(filter(None, told))


def quoted_item(record: MaterialRecord, here: str, quotations: Sequence[Quotation]) -> Item:
    """The material with the pages that are quoted of it, and as ``NOTES``, a list, which is no
    field of CSL's, the quotations and, when it isn't the URL, the material's address ``here``."""
    item = {"URL": here} | csl_item(record)
    pages = ", ".join(page_ranges(dict.fromkeys(one.page for one in quotations if one.page)))
    notes = [one.line for one in quotations] + ([here] if item["URL"] != here else [])
    more = {"page": pages, NOTES: notes}
    return item | {key: _cleaned(value) for key, value in more.items() if value}


def page_ranges(pages: Iterable[str]) -> Iterator[str]:
    """The pages, in their order, three or more that follow each other as a range (``8–11``)."""
    run: list[str] = []
    for page in (*pages, ""):
        if run and not (
            _COUNTED.fullmatch(page)
            and _COUNTED.fullmatch(run[-1])
            and int(page) == int(run[-1]) + 1
        ):
            yield from [f"{run[0]}–{run[-1]}"] if len(run) > 2 else run
            run = []
        run.append(page)


def _cleaned(value: Any) -> Any:
    """``value`` with every text in it on one line, without what can't be seen."""
    match value:
        case str():
            return one_line(value)
        case list():
            return [_cleaned(part) for part in value]
        case dict():
            return {key: _cleaned(part) for key, part in value.items()}
    return value


def name(written: str) -> dict[str, str]:
    """A person's name in CSL's parts: ``Karsten Albæk`` and ``Albæk, Karsten`` are the same, lower
    case particles go with the family name. A single word is taken as an organisation's name."""
    if "," in written:
        family, given = (part.strip() for part in written.split(",", 1))
        return {"family": family, "given": given}
    words = written.split()
    if len(words) < 2:
        return {"literal": written}
    first = len(words) - 1
    while first > 1 and words[first - 1] in PARTICLES:
        first -= 1
    return {"family": " ".join(words[first:]), "given": " ".join(words[:first])}


def year(item: Item) -> str:
    """The item's year, '' when it isn't known."""
    return str(item["issued"]["date-parts"][0][0]) if "issued" in item else ""
