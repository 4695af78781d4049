"""Pages taken home with what is quoted of them: as rows of a table, as references."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from search import OCR_NOTE, place, source_url
from search.library.record import SUMMARY_PAGE, MaterialRecord, is_part
from webapp.context import settings
from webapp.exports.references.item import Item, Quotation, quoted_item
from webapp.exports.references.text import SCANNED, reference
from webapp.exports.tables import Table, Value, page_number

COLUMNS = ("nr", "titel", "udgiver", "år", "type", "side", "uddrag", "adresse", "kilde",
           "reference", "side i filen", "ocr", "henvisning")  # fmt: skip
GONE = "Ikke i samlingen mere"


@dataclass(frozen=True)
class PageExcerpt:
    """What is quoted of a page of a material, with the reader's own ``note``. ``number`` 0 is the
    summary, ``label`` the number as printed; of a ``scanned`` page OCR read it."""

    record: MaterialRecord
    number: int
    label: str
    text: str
    note: str = ""
    scanned: bool = False

    @property
    def place(self) -> str:
        """The page in words."""
        return place(self.number, self.label, self.record)

    @property
    def short(self) -> str:
        """The short reference to the page, or to our summary."""
        place = self.place if self.number else ""
        made = reference(self.record)
        return made.at(place, scanned=self.scanned, summary=self.number == SUMMARY_PAGE)

    def address(self, base: str) -> str:
        """The page here; ``base`` is the address of the service."""
        return f"{base}/materiale/{self.record.material.id}/side/{self.number}"


@dataclass(frozen=True)
class GoneExcerpt:
    """What was quoted of a page that isn't in the collection any more, by the id of its
    ``material``."""

    material: str
    number: int
    text: str
    note: str = ""

    @property
    def line(self) -> str:
        """All of it on a line, and that it is gone."""
        page = f", {self.number}. side i filen" if self.number else ""
        told = (f"»{self.text}«" if self.text else "", f"({self.material}{page})", self.note)
        return f"{GONE}: {' '.join(filter(None, told))}"


def excerpt_table(name: str, excerpts: Iterable[PageExcerpt], base: str) -> Table:
    """A row for each, numbered by material."""
    groups = enumerate((g for _, g in groupby(excerpts, _material)), 1)
    rows = (_row(number, one, base) for number, group in groups for one in group)
    return Table(name, COLUMNS, rows)


def noted_table(
    name: str, excerpts: Iterable[PageExcerpt], gone: Iterable[GoneExcerpt], base: str
) -> Table:
    """A row for each, numbered one by one, with its note; then those that are gone, which say so
    instead of a reference."""
    rows = ((*_row(number, one, base), one.note) for number, one in enumerate(excerpts, 1))
    return Table(name, (*COLUMNS, "note"), chain(rows, map(_gone_row, gone)))


def _gone_row(one: GoneExcerpt) -> tuple[Value, ...]:
    known: dict[str, Value] = {
        "titel": one.material, "uddrag": one.text, "side i filen": one.number or None,
        "henvisning": GONE,
    }  # fmt: skip
    return (*map(known.get, COLUMNS), one.note)


def _material(one: PageExcerpt) -> str:
    return one.record.material.id


def _row(number: int, one: PageExcerpt, base: str) -> tuple[Value, ...]:
    material = one.record.material
    return (
        number,
        material.title,
        material.publisher,
        material.year,
        material.known_kind,
        page_number(one.label, one.number),
        one.text,
        one.address(base),
        source_url(one.record, one.number, base, copies=settings().show_copy),
        reference(one.record).full,
        one.number or None,
        OCR_NOTE if one.scanned else "",
        one.short,
    )


def quoted_items(excerpts: Iterable[PageExcerpt], base: str) -> Iterator[Item]:
    """A reference to each material, with what is quoted of it in the order of its pages; excerpts
    of a material stand together."""
    for name, group in groupby(excerpts, _material):
        every = sorted(group, key=lambda one: one.number)
        quotations = [_quotation(one, base) for one in every if one.text or one.note]
        yield quoted_item(every[0].record, f"{base}/materiale/{name}", quotations)


def _quotation(one: PageExcerpt, base: str) -> Quotation:
    page = (one.label or str(one.number)) if one.number and not is_part(one.label) else ""
    where = f"({one.place} {SCANNED})" if one.scanned else f"({one.place})"
    place = one.short if one.number == SUMMARY_PAGE else where
    return Quotation(one.text, place, page, one.address(base), one.note)
