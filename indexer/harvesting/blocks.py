"""A page as a row of blocks: the headings and paragraphs that a reader sees, without furniture."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, count

from lxml import etree, html

from indexer.extraction.webpage import FURNITURE, ROLES, Link, base_of, links, parse_html, squeeze
from indexer.fetching.landing import DOWNLOAD
from indexer.harvesting.headings import (
    BLOCKS,
    BODY,
    HEADING_LENGTH,
    PSEUDO,
    first_lines,
    heading_rank,
    is_bold,
)

CONTAINERS = frozenset(["article", "details", "li", "section", "tr"])
NO_TEXT = frozenset(["head", "script", "style", "noscript", "template", "svg", "iframe", "object"])
FIELDS = frozenset(["select", "textarea"])
NAMED_FURNITURE = re.compile(
    r"(^|[-_\s])(nav|navigation|menu|breadcrumbs?|sidebar|cookies?|share|social|related"
    r"|relateret|newsletter|nyhedsbrev|pagination)([-_\s]|$)"
    r"|(^|\s)((site|page|main|global|sub)[-_]*)?footer([-_\s]|$)",  # no card's footer
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Block:
    """A line or paragraph. ``rank`` is 1 to 6 for a heading element, PSEUDO for what only looks
    like one, BODY else. ``slanted``: all in italics. ``scope`` names the parts of the page (list
    item, section …) that it stands in, outermost first; of a heading, those that hold more than it.
    ``path`` names every block of the page around it.
    """

    text: str
    rank: int = BODY
    links: tuple[Link, ...] = ()
    slanted: bool = False
    scope: tuple[int, ...] = ()
    path: tuple[int, ...] = ()

    def holds(self, other: "Block") -> bool:
        """Whether ``other`` can stand under this heading: in the same part of the page."""
        return other.scope[: len(self.scope)] == self.scope


@dataclass
class _Line:
    parts: list[str] = field(default_factory=list)
    links: dict[Link, None] = field(default_factory=dict)
    strong: bool = True
    slanted: bool = True


def read_blocks(content: bytes, url: str) -> list[Block]:
    """The blocks of the HTML body that ``url`` gave, in the page's order."""
    tree = parse_html(content)
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
        self._open: list[int] = []  # ranks of the elements that are open
        self._scope: list[int] = []
        self._anchors: list[list[Link]] = []
        self._path: list[int] = []
        self._numbers = count()
        self._first_lines = first_lines(root)
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
        ranked = heading_rank(element) or PSEUDO * (element in self._first_lines)
        if element.tag in BLOCKS or ranked:
            yield from self._flush()
        self._open.append(ranked)
        if element.tag in BLOCKS:
            self._path.append(next(self._numbers))
        if element.tag in CONTAINERS:
            self._scope.append(self._path[-1])
        self._strong += is_bold(element)
        self._slanted += element.tag in ("em", "i", "small")
        if element.tag == "a":
            self._anchors.append([x for x in links(element, self._base) if not x.in_menu][:1])
        if element.tag == "img" and self._anchors and DOWNLOAD.search(element.get("alt", "")):
            self._say(element.get("alt"))
        self._say(element.text)

    def _leave(self, element: html.HtmlElement) -> Iterator[Block]:
        if element.tag in BLOCKS or self._open[-1]:
            yield from self._flush()
        self._open.pop()
        if element.tag == "a":
            self._anchors.pop()
        self._strong -= is_bold(element)
        self._slanted -= element.tag in ("em", "i", "small")
        if element.tag in CONTAINERS:
            self._scope.pop()
        if element.tag in BLOCKS:
            self._path.pop()

    def _say(self, text: str | None) -> None:
        if text:
            self._line.parts.append(text)
            if text.strip():
                for link in chain.from_iterable(self._anchors):  # a link may go round many lines
                    self._line.links[link] = None
            if text.strip(" \t\r\n\xa0,.:"):
                self._line.strong &= self._strong > 0
                self._line.slanted &= self._slanted > 0

    def _flush(self) -> Iterator[Block]:
        line, self._line = self._line, _Line()
        if text := squeeze("".join(line.parts)):
            level, scope = self._rank_of(line, text), tuple(self._scope)
            yield Block(text, level, tuple(line.links), line.slanted, scope, tuple(self._path))

    def _rank_of(self, line: _Line, text: str) -> int:
        if around := next((ranked for ranked in reversed(self._open) if ranked), BODY):
            return around
        is_heading = line.strong and len(text) <= HEADING_LENGTH and not text.endswith((".", ":"))
        return PSEUDO if is_heading else BODY

    def _is_noise(self, element: html.HtmlElement) -> bool:
        if element is self._root or element.tag in ("body", "main", "article", "html"):
            return False
        if element.tag in NO_TEXT | FIELDS or element.get("role", "").lower() in ROLES:
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
