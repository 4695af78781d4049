"""Fields that stand in one line, each in an element of its own, put into lines.

Content systems write »af Ida Krog — udgivet 3.5.2019, ændret 4.5.2019 — Udgiver: Søfonden«, and
libraries »Sprog: DanskResumé: …« with nothing between, where only the elements tell what is one.
"""

from collections.abc import Iterator, Sequence

from lxml import html

from indexer.harvesting.detailnames import label_of
from indexer.harvesting.elements import text_of
from indexer.harvesting.parting import is_apart
from indexer.harvesting.slotlines import EDGES, SIGN, sign

LINES = ("dd", "div", "li", "p", "td")
MOST_PARTS = 40
"""Elements of a line above which it isn't one of fields."""
LEAST_NAMED = 2
"""Fields with a name that show what the line is, where no sign parts them."""


def part_rows(root: html.HtmlElement) -> None:
    """Make lines of the fields of each such line below ``root``."""
    for around in [*root.iter(*LINES)]:
        for before, parts in [*_lines(around)]:
            if _are_fields(before, parts):
                for part in parts:
                    _make_line(part)


def _make_line(part: html.HtmlElement) -> None:
    part.tail = None
    if part.tag == "span":
        part.tag = "div"
        return
    line = html.Element("div")
    part.addprevious(line)
    line.append(part)


def _lines(around: html.HtmlElement) -> Iterator[tuple[str, list[html.HtmlElement]]]:
    """The elements of each line that stands in another, and the text before them."""
    before, parts = around.text or "", list[html.HtmlElement]()
    for child in around:
        if is_apart(child) or child.tag == "br":
            yield before, parts
            before, parts = child.tail or "", []
        else:
            parts.append(child)
    yield before, parts


def _are_fields(before: str, parts: Sequence[html.HtmlElement]) -> bool:
    """Whether all of a line are elements with nothing but signs between, several of them named, or
    one where each is of a kind of its own."""
    if not 1 < len(parts) <= MOST_PARTS or any(map(_is_bare, parts)):
        return False
    between = [before, *(part.tail or "" for part in parts)]
    named = sum(map(_is_named, parts))
    are_others = len({*map(sign, parts)}) == len(parts) > LEAST_NAMED
    is_parted = are_others and any(SIGN.fullmatch(text) for text in between)
    are_all = not any(text.strip(EDGES) for text in between)
    return are_all and (named >= LEAST_NAMED or (named > 0 and is_parted))


def _is_bare(part: html.HtmlElement) -> bool:
    """Whether an element says but a name, or nothing."""
    text = text_of(part)
    return not text or text.endswith(":") or label_of(text) == text


def _is_named(part: html.HtmlElement) -> bool:
    """Whether an element begins with a name, one that we know or that stands apart in it."""
    return bool(label_of(text_of(part))) or any(text_of(e).endswith(":") for e in _first(part))


def _first(part: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The element that an element begins with."""
    if not (part.text or "").strip():
        yield from [*part][:1]
