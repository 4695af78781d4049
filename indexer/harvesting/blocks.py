"""A page as a row of blocks: what a reader sees as headings and paragraphs, without its furniture.

Content management systems write a heading as ``h3``, as a bold line, as the button of an accordion,
as a cell of a table or as a ``div`` with a telling class. All become a block with a rank.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from lxml import etree, html

from indexer.fetching.page import FURNITURE, ROLES, Link, base_of, links, parse, squeeze

HEADINGS = {f"h{n}": n for n in range(1, 7)}
PSEUDO = 7
"""Rank of a heading that has no heading element: a bold line, an accordion's button, a cell."""
BODY = 0
"""Rank of running text."""
HEADING_LENGTH = 250
"""Characters: a longer bold line is emphasis."""

BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "button",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
        "body",
        "header",
    ]
)
CONTAINERS = frozenset(["article", "details", "li", "section", "tr"])
IGNORED = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "select",
        "textarea",
        "iframe",
        "object",
    ]
)
NAMED_FURNITURE = re.compile(
    r"(^|[-_\s])(nav|navigation|menu|breadcrumbs?|footer|sidebar|cookies?|share|social|related"
    r"|relateret|newsletter|nyhedsbrev|pagination)([-_\s]|$)",
    re.IGNORECASE,
)
NAMED_HEADING = re.compile(r"(^|[-_\s])(title|titel|heading|headline|overskrift)([-_\s]|$)", re.I)
ACCORDION = re.compile(r"accord|collaps|toggle|expand|fold", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """A line or paragraph. ``rank`` is 1 to 6 for a heading element, PSEUDO for what only looks
    like one, BODY else. ``slanted``: all in italics. ``scope`` names the parts of the page (list
    item, section …) that it stands in, outermost first; of a heading, those that hold more than it.
    """

    text: str
    rank: int = BODY
    links: tuple[Link, ...] = ()
    slanted: bool = False
    scope: tuple[int, ...] = ()

    def holds(self, other: "Block") -> bool:
        """Whether ``other`` can stand under this heading: in the same part of the page."""
        return other.scope[: len(self.scope)] == self.scope


@dataclass
class _Line:
    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    strong: bool = True
    slanted: bool = True


def read_blocks(content: bytes, url: str) -> list[Block]:
    """The blocks of the HTML body that ``url`` gave, in the page's order."""
    tree = parse(content)
    if tree is None:
        return []
    base = base_of(tree, url)
    mains = tree.xpath("//main|//*[@role='main']")
    root = mains[0] if len(mains) == 1 else tree
    return _widen(list(_Flattener(root, base).blocks()))


def _widen(blocks: list[Block]) -> list[Block]:
    """Take from headings the scopes that hold nothing else."""
    held = Counter(b.scope[:n] for b in blocks for n in range(1, len(b.scope) + 1))

    def scope(block: Block) -> tuple[int, ...]:
        size = len(block.scope)
        while size and held[block.scope[:size]] == 1:
            size -= 1
        return block.scope[:size]

    return [replace(b, scope=scope(b)) if b.rank != BODY else b for b in blocks]


class _Flattener:
    """Walks a tree once, keeping count of the emphasis and headings that are open."""

    def __init__(self, root: html.HtmlElement, base: str) -> None:
        self._root = root
        self._base = base
        self._whole = len(squeeze(" ".join(root.itertext()))) or 1
        self._strong = self._slanted = 0
        self._ranks: list[int] = []
        self._scope: list[int] = []
        self._scopes = count()
        self._line = _Line()

    def blocks(self) -> Iterator[Block]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        skipped: list[html.HtmlElement] = []
        for event, element in walk:
            if event == "start":
                if self._is_noise(element):
                    skipped.append(element)
                    walk.skip_subtree()
                else:
                    yield from self._enter(element)
            else:
                if skipped and skipped[-1] is element:
                    skipped.pop()
                else:
                    yield from self._leave(element)
                if element is not self._root:
                    self._say(element.tail)
        yield from self._flush()

    def _enter(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self._flush()
        if element.tag in CONTAINERS:
            self._scope.append(next(self._scopes))
        if rank := _rank(element):
            self._ranks.append(rank)
        self._strong += element.tag in ("strong", "b")
        self._slanted += element.tag in ("em", "i", "small")
        if element.tag == "a":
            self._line.links += [x for x in links(element, self._base) if not x.in_menu][:1]
        self._say(element.text)

    def _leave(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCKS:
            yield from self._flush()
        if _rank(element):
            self._ranks.pop()
        self._strong -= element.tag in ("strong", "b")
        self._slanted -= element.tag in ("em", "i", "small")
        if element.tag in CONTAINERS:
            self._scope.pop()

    def _say(self, text: str | None) -> None:
        if text:
            self._line.parts.append(text)
            if text.strip(" \t\r\n\xa0,.:"):
                self._line.strong &= self._strong > 0
                self._line.slanted &= self._slanted > 0

    def _flush(self) -> Iterator[Block]:
        line, self._line = self._line, _Line()
        if text := squeeze("".join(line.parts)):
            rank, scope = self._rank_of(line, text), tuple(self._scope)
            yield Block(text, rank, tuple(line.links), line.slanted, scope)

    def _rank_of(self, line: _Line, text: str) -> int:
        if self._ranks:
            return self._ranks[-1]
        is_heading = line.strong and len(text) <= HEADING_LENGTH and not text.endswith((".", ":"))
        return PSEUDO if is_heading else BODY

    def _is_noise(self, element: html.HtmlElement) -> bool:
        if element is self._root or element.tag in ("body", "main", "article", "html"):
            return False
        if element.tag in IGNORED or element.get("role", "").lower() in ROLES:
            return True
        if element.tag == "header":
            return not any(a.tag in ("article", "section", "main") for a in element.iterancestors())
        if element.tag in FURNITURE:
            return True
        named = f"{element.get('class', '')} {element.get('id', '')}"
        return bool(NAMED_FURNITURE.search(named)) and self._is_minor(element)

    def _is_minor(self, element: html.HtmlElement) -> bool:
        """Less than half of the text: a wrapper called ``with-sidebar`` is not a sidebar."""
        return len(squeeze(" ".join(element.itertext()))) * 2 < self._whole


def _rank(element: html.HtmlElement) -> int:
    """The rank of a heading element, PSEUDO for what serves as one, 0 for any other."""
    if element.tag in HEADINGS:
        return HEADINGS[element.tag]
    if element.get("role") == "heading":
        level = element.get("aria-level", "")
        return int(level) if level in "123456" and level else PSEUDO
    if element.tag == "td":
        return PSEUDO * _names_row(element)
    if element.tag == "button":
        opens = "aria-expanded" in element.attrib or "aria-controls" in element.attrib
        return PSEUDO * (opens or bool(ACCORDION.search(element.get("class", ""))))
    if element.tag in ("div", "span", "p"):
        short = len("".join(element.itertext())) <= HEADING_LENGTH
        return PSEUDO * (short and bool(NAMED_HEADING.search(element.get("class", ""))))
    return PSEUDO * (element.tag in ("summary", "dt"))


def _names_row(cell: html.HtmlElement) -> bool:
    """Whether a cell names its row: the first of several with words in it; a link is in the row."""
    row = cell.getparent()
    if row is None or row.tag != "tr":
        return False
    cells = [c for c in row if c.tag == "td"]
    named = next((c for c in cells if re.search(r"[^\W\d]{2,}\W+[^\W\d]{2,}", _text(c))), None)
    short = len(_text(cell)) <= HEADING_LENGTH
    return named is cell and len(cells) > 1 and short and bool(row.xpath(".//a[@href]"))


def _text(element: html.HtmlElement) -> str:
    return squeeze(" ".join(element.itertext()))
