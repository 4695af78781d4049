"""References in the interchange formats of reference managers: BibTeX, RIS and CSL-JSON."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import IO
from urllib.parse import quote

import rispy
from flask import Response, abort
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer

from webapp.context import budget
from webapp.exports.attachment import CUT, download
from webapp.exports.references.item import BOOK, DOCTORAL, NOTES, PAGE, REPORT, THESIS, Item, year
from webapp.exports.tables import write_list

SPECIAL = str.maketrans({
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
    "^": r"{\textasciicircum}", "~": r"{\textasciitilde}",
})  # fmt: skip
VERBATIM = re.compile(r"[{}\\\"^`<>| ]")
"""What no address has bare (RFC 3986), and BibTeX can't hold."""


@dataclass(frozen=True)
class ReferenceFormat:
    """A file format for references: its name, its media type, and what writes items, one at a
    time."""

    name: str
    media_type: str
    write: Callable[[IO[bytes], Iterable[Item]], None]


def _ris(file: IO[bytes], items: Iterable[Item]) -> None:
    types = {BOOK: "BOOK", PAGE: "ELEC", REPORT: "RPRT", THESIS: "THES"}
    for item in items:
        entry = {
            "type_of_reference": types[item["type"]],
            "id": item["id"],
            "title": item["title"],
            "authors": [_inverted(person) for person in item.get("author", ())],
            "publisher": item.get("publisher"),
            "issn": item.get("ISBN"),  # RIS has one field for both
            "year": year(item),
            "date": _slashed(item),
            "urls": [item["URL"]] if "URL" in item else None,
            "language": "da",
            "type_of_work": item.get("genre"),
            "start_page": item.get("page"),
            "notes": item.get(NOTES),
        }
        filled = {k: v for k, v in entry.items() if v}
        file.write(rispy.dumps([filled], implementation=_RisWriter).encode() + b"\n")


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


_ENTRIES = {BOOK: "book", PAGE: "misc", REPORT: "techreport", THESIS: "mastersthesis"}
"""BibTeX's type of entry for each of CSL's."""
_PUBLISHERS = {REPORT: "institution", THESIS: "school"}
"""BibTeX's name for who publishes it, where that isn't a publisher."""


def _entry_type(item: Item) -> str:
    return "phdthesis" if item.get("genre", "").lower() in DOCTORAL else _ENTRIES[item["type"]]


def _bibtex(file: IO[bytes], items: Iterable[Item]) -> None:
    for item in items:
        plain = {
            "title": "{" + latex(item["title"]) + "}",
            _PUBLISHERS.get(item["type"], "publisher"): latex(item.get("publisher", "")),
            "year": year(item),
            "type": latex(item.get("genre", "")),
            "isbn": item.get("ISBN", ""),
            "url": VERBATIM.sub(lambda found: quote(found[0]), item.get("URL", "")),
            "language": "danish",
            "pages": latex(item.get("page", "").replace("–", "--")),
            "annote": latex(" · ".join(item.get(NOTES, ()))),
        }
        persons = [_person(person) for person in item.get("author", ())]
        fields = [(key, value) for key, value in plain.items() if value]
        entry = Entry(_entry_type(item), fields=fields, persons={"author": persons})
        text = StringIO()
        _BibtexWriter().write_stream(BibliographyData({_key(item): entry}), text)
        file.write(text.getvalue().encode() + b"\n")


class _BibtexWriter(Writer):  # type: ignore[misc]
    """Writes values as they are: pybtex's own encoding takes ``\\`` and ``$`` for LaTeX, and
    escapes addresses, which are verbatim."""

    def _encode(self, text: str) -> str:
        return text


def latex(text: str) -> str:
    """``text`` with LaTeX's ten special characters escaped. A brace is a word, since BibTeX counts
    ``\\{`` as a brace (btxdoc, 'BibTeX', section 4)."""
    return text.translate(SPECIAL)


def _person(person: dict[str, str]) -> Person:
    if "literal" in person:
        return Person(last="{" + latex(person["literal"]) + "}")
    return Person(first=_held(person["given"]), last=_held(person["family"]))


def _held(name: str) -> str:
    """A part of a name, in braces where BibTeX would part it."""
    escaped = latex(name)
    return "{" + escaped + "}" if re.search(r",|\band\b", name, re.IGNORECASE) else escaped


def _inverted(person: dict[str, str]) -> str:
    return person.get("literal") or f"{person['family']}, {person['given']}"


def _key(item: Item) -> str:
    return re.sub(r"[^a-z0-9-]", "", item["id"])


def _csl_json(file: IO[bytes], items: Iterable[Item]) -> None:
    write_list(file, map(_with_note, items))


def _with_note(item: Item) -> Item:
    plain = {key: value for key, value in item.items() if key != NOTES}
    return plain | ({"note": " · ".join(item[NOTES])} if NOTES in item else {})


REFERENCE_FORMATS = {
    "ris": ReferenceFormat("RIS", "application/x-research-info-systems", _ris),
    "bib": ReferenceFormat("BibTeX", "application/x-bibtex", _bibtex),
    "csl.json": ReferenceFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", _csl_json),
}
"""By file ending."""


def references_file(
    name: str, ending: str, items: Iterable[Item], missing: Sequence[str] = ()
) -> Response:
    """The items, while there is a budget, as a file of the kind that ``ending`` names in
    ``REFERENCE_FORMATS``. None of these has a place for what is said of all of it, and a record of
    its own would be taken for a reference: that it isn't all, and what is ``missing``, are notes of
    the last item, and no file when there is none."""
    kind = REFERENCE_FORMATS[ending]
    media_type = f"{kind.media_type}; charset=utf-8"
    told = _told(budget().within(items), missing)
    return download(lambda file: kind.write(file, told), media_type, name, ending)


def _told(items: Iterable[Item], missing: Sequence[str]) -> Iterator[Item]:
    last: Item | None = None
    for item in items:
        if last:
            yield last
        last = item
    notes = [*missing, *([CUT] if budget().cut else [])]
    if last:
        yield last | {NOTES: [*last.get(NOTES, ()), *notes]} if notes else last
    elif notes:
        abort(422 if budget().cut else 410)
