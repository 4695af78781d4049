"""What a reader marked, as it comes from a browser or a link, looked up in the index."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from search import Engine
from search.library.record import PageRecord
from webapp.exports.excerpts import PageExcerpt
from webapp.exports.references.text import quotable
from webapp.serving.request import clean

MOST_MARKED = 200
LONGEST_TEXT = 2000
LEFT_OUT = re.compile(r"[…|·\t\n]")
"""Between parts of a quotation that stand apart on the page."""
UNTOLD = re.compile(r"[\W_]+")

_Text = Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(clean)]


class Marked(BaseModel):
    """A passage that was marked: what is quoted of which page, and a note on it."""

    material: Annotated[str, Field(max_length=200)]
    page: Annotated[int, Field(ge=0, le=1_000_000)]
    quote: _Text = ""
    note: _Text = ""


class Basket(BaseModel):
    """All that was marked. Comes from anybody: nothing in it is true until it is looked up."""

    marked: Annotated[list[Marked], Field(max_length=MOST_MARKED)]


@dataclass(frozen=True)
class LookedUp:
    """What was marked, by its ``number`` in the basket: the excerpt, None when the page isn't in
    the index; ``literal``: whether the words quoted stand on the page."""

    number: int
    marked: Marked
    excerpt: PageExcerpt | None
    literal: bool


def look_up(engine: Engine, basket: Basket) -> Iterator[LookedUp]:
    """Each passage, in the order of the basket."""
    for number, one in enumerate(basket.marked):
        record, page = engine.material(one.material), engine.page(one.material, one.page)
        if record is None or page is None:
            yield LookedUp(number, one, None, False)
            continue
        scanned = page.layout.confidence is not None
        excerpt = PageExcerpt(
            record, page.number, page.label, quotable(one.quote), one.note, scanned=scanned
        )
        yield LookedUp(number, one, excerpt, _stands(one.quote, page))


def _stands(quote: str, page: PageRecord) -> bool:
    """Whether all parts of the quotation stand on the page; by letters and digits, since marks and
    spaces differ with how it was copied."""
    text = _letters(page.text)
    return all(_letters(part) in text for part in LEFT_OUT.split(quote))


def _letters(text: str) -> str:
    return UNTOLD.sub("", text).casefold()
