"""What serves as a heading on a page, whatever element it is written with.

Content management systems write a heading as ``h3``, as the button of an accordion, as a cell of a
table, as a ``div`` with a telling class, or as the first line of each of a row of like boxes.
"""

import re
from itertools import islice, takewhile

from lxml import html

from indexer.harvesting.detailnames import label_of
from indexer.harvesting.elements import text_of

HEADINGS = {f"h{n}": n for n in range(1, 7)}
PSEUDO = 7
"""Rank of a heading that has no heading element: a bold line, an accordion's button, a cell."""
BODY = 0
"""Rank of running text."""
HEADING_LENGTH = 250
"""Characters: a longer bold line is emphasis."""

BLOCKS = frozenset(
    """
    address article blockquote body br button caption dd details div dl dt fieldset figcaption
    figure form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tbody td th
    thead tr ul
    """.split()  # noqa: SIM905 - thirty names in three lines, not thirty lines
)
MOST_PARTS = 20
"""Lines in what is called a heading that are looked at."""
LONGEST_CLASS = 400
"""Characters of a class attribute that are looked at."""
MOST_CELLS = 20
"""Cells of a row above which it is data, not a material."""

NAMED_HEADING = re.compile(
    r"(^|[-_\s])(title|titel|heading|headline|overskrift|h[1-6])([-_\s]|$)", re.I
)
OPENER = re.compile(
    r"(accord|collaps|toggle|expand|fold|faq)\w{0,40}[-_]{0,9}(head|title|trigger|button|btn|label|summary"
    r"|question|toggle)",
    re.IGNORECASE,
)
BOLD = re.compile(r"font-weight\s*:\s*(bold|[6-9]00)", re.IGNORECASE)
LARGE = re.compile(r"\+?[4-7]|\+[1-3]")
"""Sizes of ``<font>`` above that of text, which is 3."""
BOLD_CLASS = re.compile(r"(^|[-_\s])(bold|strong|fed)([-_\s]|$)", re.IGNORECASE)
ACCORDION = re.compile(r"accord|collaps|toggle|expand|fold", re.IGNORECASE)


def heading_rank(element: html.HtmlElement) -> int:
    """The rank of a heading element, PSEUDO for what serves as one, BODY for any other."""
    if element.tag in HEADINGS:
        return HEADINGS[element.tag]
    if element.get("role") == "heading":
        level = element.get("aria-level", "")
        return int(level) if level in "123456" and level else PSEUDO
    serves = (
        element.tag in ("summary", "dt")
        or (element.tag in ("td", "th") and _names_row(element))
        or (element.tag == "button" and _opens(element))
        or (element.tag in ("div", "span", "p", "a") and _is_called_heading(element))
    )
    return PSEUDO if serves else BODY


def is_bold(element: html.HtmlElement) -> bool:
    """Whether what is in the element is set apart from running text."""
    styled = BOLD.search(element.get("style", "")) or BOLD_CLASS.search(element.get("class", ""))
    is_large = element.tag == "font" and LARGE.fullmatch(element.get("size", "").strip())
    return element.tag in ("strong", "b", "u") or styled is not None or bool(is_large)


def _has_own_text(element: html.HtmlElement) -> bool:
    """Whether there is text in the element outside of blocks in it."""
    if (element.text or "").strip():
        return True
    inline = [e for e in element if e.tag not in BLOCKS]
    return any(text_of(e) or (e.tail or "").strip() for e in inline)


def _is_called_heading(element: html.HtmlElement) -> bool:
    name = element.get("class", "")[:LONGEST_CLASS]
    is_named = element.tag != "a" and (NAMED_HEADING.search(name) or OPENER.search(name))
    called = is_named or _opens_by_attribute(element)
    is_short = bool(called) and len("".join(element.itertext())) <= HEADING_LENGTH
    return is_short and not (is_named and _holds_heading(element))


def _holds_heading(element: html.HtmlElement) -> bool:
    """Whether what is called a heading is but around one, with other lines beside it."""
    said = (e for e in element.iterdescendants("*") if _says(e))
    ways = [
        [e, *takewhile(lambda outer: outer is not element, e.iterancestors())]
        for e in islice(said, MOST_PARTS)
    ]
    within = [next((n for n, e in enumerate(way) if _serves(e)), None) for way in ways]
    around = {e for way, n in zip(ways, within, strict=True) if n is not None for e in way[n:]}
    others = (way for way, n in zip(ways, within, strict=True) if n is None)
    lines = (next((e for e in way if e.tag in BLOCKS), element) for way in others)
    return bool(around) and any(e is not element and e not in around for e in lines)


def _says(element: html.HtmlElement) -> bool:
    """Whether an element has words outside of elements in it."""
    return any((text or "").strip() for text in (element.text, *(e.tail for e in element)))


def _serves(element: html.HtmlElement) -> bool:
    name = element.get("class", "")[:LONGEST_CLASS]
    is_one = element.tag in HEADINGS or element.get("role") == "heading"
    return is_one or NAMED_HEADING.search(name) is not None


def _opens(button: html.HtmlElement) -> bool:
    """Whether a button shows and hides what stands below it."""
    return _opens_by_attribute(button) or bool(
        ACCORDION.search(button.get("class", "")[:LONGEST_CLASS])
    )


def _opens_by_attribute(element: html.HtmlElement) -> bool:
    collapse = "collapse" in (element.get("data-toggle"), element.get("data-bs-toggle"))
    return collapse or "aria-expanded" in element.attrib or "aria-controls" in element.attrib


def is_one_line(cell: html.HtmlElement) -> bool:
    """Whether nothing stands below the first line of a cell."""
    return sum(1 for _ in cell.iterdescendants(*BLOCKS)) + _has_own_text(cell) <= 1


def _names_row(cell: html.HtmlElement) -> bool:
    """Whether a cell names its row: the first of several with words in it; a link is in the row."""
    row = cell.getparent()
    if row is None or row.tag != "tr":
        return False
    cells = [*islice(row.iterchildren("td", "th"), MOST_CELLS + 1)]
    if not 1 < len(cells) <= MOST_CELLS or not any(c.tag == "td" for c in cells):
        return False
    if not is_one_line(cell) or any(c.get("role") == "heading" for c in cells):
        return False  # text below the title, or another that is one
    if any(label_of(said := text_of(c)) and label_of(said) == said.rstrip(" :") for c in cells):
        return False  # a field and what it holds
    named = next((c for c in cells if _has_words(text_of(c))), None)
    short = len(text_of(cell)) <= HEADING_LENGTH
    return named is cell and len(cells) > 1 and short and bool(row.xpath(".//a[@href]"))


def _has_words(text: str) -> bool:
    return len(re.findall(r"[^\W\d]{2,}", text[:HEADING_LENGTH])) > 1
