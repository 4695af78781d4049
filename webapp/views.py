"""What templates call while they draw."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from search.record import MaterialRecord
from search.results import Hit, plain
from webapp.charts import distribution, spoken_pages
from webapp.references.item import BOOK, csl_item, year
from webapp.references.text import quote, reference
from webapp.state import LABELS, SORTS, SearchState


def hit_quote(record: MaterialRecord, page: Hit) -> str:
    """A hit's snippet as a quotation with its reference."""
    label = (page.label or str(page.number)) if page.number else ""
    return quote(plain(page.snippet), record, label)


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
    pdf = original.final_url if original and original.media_type == "application/pdf" else ""
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
        ("DC.type", record.material.kind),
    ]
    return [(name, value) for name, value in pairs if value]


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


def _plain_name(person: dict[str, str]) -> str:
    return person.get("literal") or f"{person['family']}, {person['given']}"


HELPERS: dict[str, Callable[..., Any] | Any] = {
    "coins": coins,
    "distribution": distribution,
    "hit_quote": hit_quote,
    "meta_tags": meta_tags,
    "page_links": page_links,
    "reference": reference,
    "spoken_pages": spoken_pages,
    "LABELS": LABELS,
    "SORTS": SORTS,
    "NO_STATE": SearchState(),
}
