"""Web pages on which viewers print the text of each page of a document: page by page again."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

FEWEST = 3
"""Pages from which on numbers that count up are those of pages."""
LEAST = 300
"""Characters that half of the pages have at least: items of a list are shorter."""
SHARE = 0.5
"""Of the text of the whole body, that pages hold at least."""
NAMED = re.compile(r"(?:page|side|seite|pg|pf|p)(?:[-_ ]?(?:no|number|container))?[-_ ]?(\d{1,4})")
HEADED = re.compile(r"(?:side|page|s\.|p\.) ?(\d{1,4})(?: ?(?:af|of|/) ?\d{1,4})?[.:]?", re.I)
NUMBERED = re.compile(r"^(\d{1,4}) +(?=\S)")
ATTRIBUTES = ("data-page-number", "data-page-no", "data-page", "id", "name", "aria-label")
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "td",
        "pre",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "a",
        "span",
        "hr",
    ]
)
FURNITURE = ("nav", "header", "footer", "aside")
INLINE = frozenset({"a", "span"})
"""Of the blocks, those that part no paragraphs: they only bear marks."""
BOLD = frozenset({"b", "strong", "em", "i"})
"""What the number of a page may be set in, at its start."""
NOISE = frozenset(("title", "script", "style", "noscript", "template", "svg", *FURNITURE, "form"))
"""What stands around a document."""


def page_texts(tree: Any) -> list[str]:
    """The text of each page that the HTML page ``tree`` prints, in order; none when it isn't the
    transcript of a document. Pages start where elements are named or headed by a number, or begin
    with one, and the numbers count 1, 2, 3 …"""
    pieces = list(_pieces(next(tree.iter("body"), tree)))
    total = sum(len(piece.text.strip()) for piece in pieces)
    for kind in range(3):
        pages = _cut(pieces, kind)
        lengths = sorted(map(len, pages))
        long = len(pages) >= FEWEST and lengths[len(pages) // 2] >= LEAST
        if long and sum(lengths) >= SHARE * total:
            return pages
    return []


Marks = tuple[int, int, int]
"""The number that an element's name, its heading, the start of its text says; 0 for none."""
NO_MARKS = (0, 0, 0)


@dataclass(frozen=True)
class _Piece:
    """Text without a block in it, the element that it is of, and the marks at its start."""

    element: Any
    marks: Marks
    text: str


def _pieces(body: Any) -> Iterator[_Piece]:
    for event, element in _walk(body):
        apart = element.tag in BLOCKS and element.tag not in INLINE
        if event == "tail":
            around = element.getparent()
            text = _flat(element.tail)
            marks = (
                (0, 0, _number(NUMBERED.match(text.strip()))) if element.tag == "br" else NO_MARKS
            )
            yield _Piece(around, marks, ("\n\n" if apart else "") + text)
            continue
        text, marks = _flat(element.text), NO_MARKS
        if element.tag in BOLD and _numbering(element.getparent()) is element:
            text = ""  # told by its paragraph
        if element.tag in BLOCKS:
            head = " ".join("".join(_head(element)).split())
            marks = _named(element), _number(HEADED.fullmatch(head)), _counted(element, text)
        before = "\n\n" if apart else "\n" if element.tag == "br" else ""
        yield _Piece(element, marks, before + text)


def _walk(body: Any) -> Iterator[tuple[str, Any]]:
    """Each element and each tail, in the order of the text."""
    stack: list[tuple[str, Any]] = [("element", body)]
    while stack:
        event, element = stack.pop()
        if event == "element" and (not isinstance(element.tag, str) or element.tag in NOISE):
            continue
        yield event, element
        if event == "element":
            for child in reversed(element):
                stack += [("tail", child), ("element", child)]


def _cut(pieces: list[_Piece], kind: int) -> list[str]:
    """The text from each mark of that kind to the next, while they count up from 1; the last page
    ends where the page is built otherwise than between them."""
    pages: list[list[str]] = []
    starts: list[int] = []
    for number, piece in enumerate(pieces):
        if piece.marks[kind] == len(starts) + 1:
            starts.append(number)
    if not starts:
        return []
    among = _among(pieces[starts[0]].element, pieces[starts[-1]].element)
    usual = {among(piece.element) for piece in pieces[starts[0] : starts[-1] + 1]}
    for number, piece in enumerate(pieces[starts[0] :], starts[0]):
        if len(pages) < len(starts) and number == starts[len(pages)]:
            text = piece.text.strip()
            pages.append(["" if kind == 1 else NUMBERED.sub("", text) if kind == 2 else text])
        elif len(pages) == len(starts) and among(piece.element) not in usual:
            break
        else:
            pages[-1].append(piece.text)
    return [_tidy("".join(page)) for page in pages]


def _among(first: Any, last: Any) -> Callable[[Any], str]:
    """Tells of an element what kind of child it is in, of the one that holds ``first`` and
    ``last``: pages are built alike, and what follows the last of them is built otherwise."""
    holders = {first, *first.iterancestors()}
    holder = next((e for e in (last, *last.iterancestors()) if e in holders), None)

    def kind(element: Any) -> str:
        child = None
        for around in (element, *element.iterancestors()):
            if around is holder:
                return "" if child is None else f"{child.tag} {child.get('class', '')}"
            child = around
        return "outside"

    return kind


def _named(element: Any) -> int:
    for name in ATTRIBUTES:
        value = element.get(name, "").strip().lower()
        if value.isdecimal() and name.startswith("data-"):
            return int(value[:4])
        if found := _number(NAMED.fullmatch(value)):
            return found
    return 0


def _counted(element: Any, text: str) -> int:
    counted = element.tag in ("p", "div", "li", "section", "span")
    if counted and (number := _numbering(element)) is not None:
        return int(number.text)
    return _number(NUMBERED.match(text.strip())) if counted else 0


def _numbering(element: Any) -> Any:
    """The bold number that a paragraph begins with; None when it begins otherwise."""
    if element is None or not len(element) or (element.text or "").strip():
        return None
    first = element[0]
    is_number = first.tag in BOLD and not len(first) and (first.tail or "").strip()
    return first if is_number and re.fullmatch(r"\s*\d{1,4}\s*", first.text or "") else None


def _number(match: re.Match[str] | None) -> int:
    return int(match[1]) if match else 0


def _head(element: Any) -> Iterator[str]:
    """The first texts of an element: as much as the longest heading of a page has."""
    for number, text in enumerate(element.itertext()):
        if number > 4:
            return
        yield text[:30]


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
