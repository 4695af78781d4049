"""References in the interchange formats of reference managers: BibTeX, RIS and CSL-JSON."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import rispy
from pybtex.database import BibliographyData, Entry, Person

from search.library.record import MaterialRecord
from webapp.exports.references.item import BOOK, PAGE, REPORT, Item, csl_item, year


@dataclass(frozen=True)
class ReferenceFormat:
    """A file format for references: its name, its media type, and what writes a list of items."""

    name: str
    media_type: str
    write: Callable[[list[Item]], str]

    def dump(self, records: Iterable[MaterialRecord]) -> str:
        """The references to these materials."""
        return self.write([csl_item(record) for record in records])


def _ris(items: list[Item]) -> str:
    types = {BOOK: "BOOK", PAGE: "ELEC", REPORT: "RPRT"}
    entries = [
        {
            "type_of_reference": types[item["type"]],
            "id": item["id"],
            "title": item["title"],
            "authors": [_inverted(person) for person in item.get("author", ())],
            "publisher": item.get("publisher"),
            "year": year(item),
            "date": _slashed(item),
            "urls": [item["URL"]] if "URL" in item else None,
            "language": "da",
            "type_of_work": item.get("genre"),
        }
        for item in items
    ]
    filled = [{k: v for k, v in entry.items() if v} for entry in entries]
    text: str = rispy.dumps(filled, implementation=_RisWriter)
    return text


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """Without the running number that rispy puts before each entry."""

    def set_header(self, count: int) -> str:
        return ""


def _slashed(item: Item) -> str:
    """RIS writes dates as ``2015/03/17/``, unknown parts left empty."""
    if "issued" not in item:
        return ""
    parts = [f"{part:02}" for part in item["issued"]["date-parts"][0]]
    return "/".join([*parts, "", "", ""][:4])


def _bibtex(items: list[Item]) -> str:
    data = BibliographyData(wanted_entries=None)
    for item in items:
        types = {BOOK: "book", PAGE: "misc", REPORT: "techreport"}
        plain = {
            "title": "{" + item["title"] + "}",
            "institution" if item["type"] == REPORT else "publisher": item.get("publisher"),
            "year": year(item),
            "type": item.get("genre"),
            "url": item.get("URL"),
            "language": "danish",
        }
        persons = [_person(person) for person in item.get("author", ())]
        fields = [(key, value) for key, value in plain.items() if value]
        entry = Entry(types[item["type"]], fields=fields, persons={"author": persons})
        data.add_entry(_key(item), entry)
    text: str = data.to_string("bibtex")
    return text


def _person(person: dict[str, str]) -> Person:
    if "literal" in person:
        return Person(last="{" + person["literal"] + "}")
    return Person(first=person["given"], last=person["family"])


def _inverted(person: dict[str, str]) -> str:
    return person.get("literal") or f"{person['family']}, {person['given']}"


def _key(item: Item) -> str:
    return re.sub(r"[^a-z0-9-]", "", item["id"])


def _csl_json(items: list[Item]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1)


REFERENCE_FORMATS = {
    "ris": ReferenceFormat("RIS", "application/x-research-info-systems", _ris),
    "bib": ReferenceFormat("BibTeX", "application/x-bibtex", _bibtex),
    "csl.json": ReferenceFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", _csl_json),
}
"""By file ending."""
