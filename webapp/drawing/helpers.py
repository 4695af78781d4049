"""What templates call while they draw."""

from collections.abc import Callable, Iterable
from typing import Any

from search import FORMS, LONGEST_QUERY, QUERY_FIELDS, alphabetical, place
from search.library.catalogfields import named_facts
from search.library.mediatypes import NAMES, MediaType
from search.library.pagelayout import Span
from search.library.record import MaterialRecord, is_part
from webapp.context import is_drawn
from webapp.drawing.cards import card, extent, units
from webapp.drawing.charts import distribution, spoken_pages
from webapp.drawing.quotes import quotation_url, shortened
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.references.item import BOOK, csl_item
from webapp.exports.references.text import STYLES
from webapp.exports.tables import TABLE_FORMATS
from webapp.parameters import SORTINGS
from webapp.state import LABELS, SearchState


def material_url(record: MaterialRecord, state: SearchState | None = None) -> str:
    """The address of a material's page; a list has dozens, and ``url_for`` takes 30 µs each."""
    return f"/materiale/{record.material.id}{state.words if state else ''}"


def page_url(
    record: MaterialRecord,
    number: int,
    state: SearchState | None = None,
    more: str = "",
    passage: Span | None = None,
) -> str:
    """The address of a page of a material, or of what ``more`` names below it, and of a passage of
    its text."""
    url = f"/materiale/{record.material.id}/side/{number}{more}{state.words if state else ''}"
    if passage:
        url += f"{'&' if '?' in url else '?'}sted={passage[0]}-{passage[1]}"
        url += "" if more else "#sted"
    return url


def meta_tags(record: MaterialRecord, address: str) -> list[tuple[str, str]]:
    """The material as Highwire and Dublin Core meta tags, which Zotero and scholarly crawlers read
    from its page. Only persons are authors there: an organisation's name would be cut in two."""
    item = csl_item(record)
    published = (record.material.published or "").replace("-", "/")
    people = record.material.authors
    place = (
        "citation_publisher" if item["type"] == BOOK else "citation_technical_report_institution"
    )
    original = record.original
    pdf = original.final_url if original and original.media_type is MediaType.PDF else ""
    pairs = [
        ("citation_title", item["title"]),
        *(("citation_author", person) for person in people),
        ("citation_publication_date", published),
        (place, record.material.publisher),
        ("citation_language", "da"),
        ("citation_abstract_html_url", address),
        ("citation_pdf_url", pdf),
        ("DC.title", item["title"]),
        *(("DC.creator", person) for person in people),
        ("DC.date", record.material.published or ""),
        ("DC.publisher", record.material.publisher),
        ("DC.language", "da"),
        ("DC.type", record.material.known_kind),
    ]
    return [(name, value) for name, value in pairs if value]


def reference_list(records: Iterable[MaterialRecord]) -> list[str]:
    """The full references to some materials, each once, in alphabetical order."""
    return sorted({card(record).reference.full for record in records}, key=alphabetical)


def page_links(current: int, last: int) -> list[int | None]:
    """The pages of results to link: the first, the last, and those around the current; None is a
    gap."""
    wanted = sorted({1, last, *range(max(1, current - 2), min(last, current + 2) + 1)})
    links: list[int | None] = []
    for before, number in zip([0, *wanted], wanted, strict=False):
        if number - before > 1:
            links.append(None)
        links.append(number)
    return links


HELPERS: dict[str, Callable[..., Any] | Any] = {
    "card": card,
    "distribution": distribution,
    "extent": extent,
    "named_facts": named_facts,
    "is_drawn": is_drawn,
    "is_part": is_part,
    "material_url": material_url,
    "meta_tags": meta_tags,
    "page_links": page_links,
    "page_url": page_url,
    "place": place,
    "quotation_url": quotation_url,
    "reference_list": reference_list,
    "shortened": shortened,
    "spoken_pages": spoken_pages,
    "units": units,
    "LABELS": LABELS,
    "LONGEST_QUERY": LONGEST_QUERY,
    "LIST_FORMATS": TABLE_FORMATS | REFERENCE_FORMATS,
    "QUERY_FIELDS": QUERY_FIELDS,
    "QUERY_FORMS": FORMS,
    "READABLE": NAMES,
    "REFERENCE_FORMATS": REFERENCE_FORMATS,
    "SORTINGS": SORTINGS,
    "STYLES": STYLES,
    "TABLE_FORMATS": TABLE_FORMATS,
    "NO_STATE": SearchState(),
}
