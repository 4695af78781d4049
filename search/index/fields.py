"""The fields that a page has in the index, and what of it goes into each."""

from itertools import islice
from typing import Any

from search.analysis.tokens import tokenise
from search.library.catalogue import Material
from search.library.record import FIRST_PAGE, SUMMARY_PAGE, MaterialRecord, PageRecord

TEXT_FIELDS = ("title", "creators", "keywords", "summary", "heading", "opening", "body")
"""The searched fields; a page's own are the last three, the others stand on the summary page."""

FIELD_WEIGHTS = {
    "title": 8.0,
    "creators": 3.0,
    "keywords": 2.0,
    "summary": 1.0,
    "heading": 2.5,
    "opening": 1.0,
    "body": 1.0,
}
"""What an occurrence in a field counts."""
LEADS = frozenset({"title", "creators", "keywords", "opening"})
"""Fields whose occurrences count the same whatever the length of the page."""
TITLE_B, TITLE_LENGTH = 0.3, 8.0
"""How much the length of a title counts (BM25's b), beside one of so many tokens."""

OPENING = 60
"""Tokens of a first page that are also its opening, each counting less than the one before."""

LONGEST_PREFIX = 200
"""Letters of a title that are held against what somebody types."""


def document(record: MaterialRecord, page: PageRecord) -> dict[str, Any]:
    """What the index is given of ``page`` of ``record``: the searched fields and the stored."""
    material = record.material
    common = {
        "material": material.id,
        "number": page.number,
        "label": page.label,
        "language": page.language,
        "layout": page.layout.dump(),
        "confidence": page.layout.confidence,
        "contents": page.layout.contents or None,
    }
    if page.number == SUMMARY_PAGE:
        return (
            common
            | head(material)
            | {
                "summary": page.text,
                "record": record.model_dump_json(),
            }
        )
    return common | {
        "heading": " \n".join(page.headings),
        "opening": opening(page.text) if page.number == FIRST_PAGE else "",
        "body": page.text,
    }


def opening(text: str) -> str:
    """The first words of a text, which say what it is about."""
    end = 0
    for token in islice(tokenise(text), OPENING):
        end = token.end
    return text[:end]


def head(material: Material) -> dict[str, str]:
    """The fields of what stands over a material's summary."""
    words = (
        material.kind,
        material.published or "",
        *material.target_groups,
        *material.subjects,
    )
    return {
        "title": " \n".join(filter(None, (material.title, material.subtitle))),
        "creators": " \n".join((*material.publishers, *material.authors)),
        "keywords": " \n".join(words),
    }
