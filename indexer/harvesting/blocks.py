"""A page as a row of blocks: the headings and paragraphs that a reader sees, without furniture."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain, count, takewhile

from lxml import etree, html

from indexer.extraction.webpage import Link, base_of, links, parse_html
from indexer.fetching.landing import DOWNLOAD
from indexer.harvesting.columns import write_columns
from indexer.harvesting.elements import text_of
from indexer.harvesting.fieldrows import part_rows
from indexer.harvesting.fileinfo import is_file_info
from indexer.harvesting.headings import (
    BLOCKS,
    BODY,
    HEADING_LENGTH,
    LONGEST_CLASS,
    PSEUDO,
    heading_rank,
    is_bold,
)
from indexer.harvesting.icons import WORDS, badges, icons
from indexer.harvesting.namedfields import write_named
from indexer.harvesting.notelinks import TO_NOTE, write_notes
from indexer.harvesting.parting import part
from indexer.harvesting.passing import target_of
from indexer.harvesting.repeats import write_fields
from indexer.harvesting.slotlines import sign
from indexer.harvesting.surroundings import Furniture, leads_within
from search.library.visible import one_line, visible

CONTAINERS = frozenset(["article", "details", "li", "section"])
PERSON = re.compile(r"(^|[-_\s/])(persons?|personer|forfattere?)([-_\s/]|$)", re.IGNORECASE)
SPANS = frozenset(["a", "small", "span", "time"])
SLOT_STEPS = 2
DIGITS = re.compile(r"\d+")
BADGE = -1
"""Rank that a kind written into a heading has while it is read: it is no part of the title."""


@dataclass(frozen=True)
class Block:
    """A line or paragraph. ``rank`` is 1 to 6 for a heading element, PSEUDO for what only looks
    like one, BODY else. ``slanted``: all in italics; ``emphasis``: what in it is set apart.
    ``scope`` names the parts of the page (list item, section …) that it stands in, outermost first;
    of a heading, those that hold more than it. ``path`` names every block of the page around it.
    ``is_meta``: by its place it tells kind, publisher or date; ``persons``: those whose pages it
    links; ``anchors``: each link with what is seen of it, and how many characters, white space
    apart, stand before it; ``slot``: the elements that it stands in, as they are in each entry of
    a list; ``linked``: how many links all of it is in, even if they lead nowhere, 0 where some of
    it is in none.
    """

    text: str
    rank: int = BODY
    links: tuple[Link, ...] = ()
    slanted: bool = False
    scope: tuple[int, ...] = ()
    path: tuple[int, ...] = ()
    emphasis: tuple[str, ...] = ()
    is_meta: bool = False
    persons: tuple[str, ...] = ()
    anchors: tuple[tuple[Link, str, int], ...] = ()
    slot: str = ""
    linked: int = 0

    def holds(self, other: "Block") -> bool:
        """Whether ``other`` can stand under this heading: in the same part of the page."""
        return other.scope[: len(self.scope)] == self.scope

    def shared(self, other: "Block") -> int:
        """How many blocks of the page are around both."""
        same = takewhile(lambda pair: pair[0] == pair[1], zip(self.path, other.path, strict=False))
        return sum(1 for _ in same)

    def part(self, start: int, end: int) -> "Block":
        """What stands between these characters, with the links and the emphasis that it has."""
        first, last = (_letters(self.text[:n]) for n in (start, end))
        own = {link for link, _, place in self.anchors if first <= place < last}
        text = self.text[start:end].strip()
        links = tuple(x for x in self.links if x in own or self.linked == 1)
        emphasis = tuple(said for said in self.emphasis if said in text)
        return replace(self, text=text, links=links, emphasis=emphasis)

    @cached_property
    def _seen(self) -> dict[Link, str]:
        return {link: text for link, text, _ in self.anchors}

    @property
    def set_apart(self) -> tuple[str, ...]:
        """What is seen of its links, and what is emphasised in it."""
        return (*map(self.seen, self.links), *self.emphasis)

    def seen(self, link: Link) -> str:
        """What is seen of a link: its text also has what a screen reader says of it."""
        return self._seen.get(link) or link.text


@dataclass
class _Line:
    parts: list[str] = field(default_factory=list)
    links: dict[Link, int] = field(default_factory=dict)
    seen: defaultdict[Link, list[str]] = field(default_factory=lambda: defaultdict(list))
    letters: int = 0
    strong: bool = True
    slanted: bool = True
    within: bool = True  # all of it leads to a place in the page: to its top, to a note
    emphasis: list[str] = field(default_factory=list)
    persons: list[str] = field(default_factory=list)
    inside: set[int | None] = field(default_factory=set)  # links without blocks, None: in none


def read_blocks(content: bytes, url: str) -> tuple[list[Block], list[Block]]:
    """The blocks of the HTML body that ``url`` gave, in the page's order: as they stand there, and
    read by what those that are alike have in common."""
    tree = parse_html(content)
    if tree is None:
        return [], []
    base = base_of(tree, url)
    mains = tree.xpath("//main|//*[@role='main']")
    root = mains[0] if len(mains) == 1 else tree
    write_notes(root, base)
    part(root)
    part_rows(root)
    write_named(root)
    named = write_columns(root)
    plain = _widen(_mended(_Flattener(root, base, url).blocks()))
    is_other = write_fields(root, named)
    return plain, _widen(_mended(_Flattener(root, base, url).blocks())) if is_other else plain


def _mended(blocks: Iterator[Block]) -> list[Block]:
    """The blocks, a title that goes on in another line, all of it set apart and in small letters,
    in one."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last and _goes_on(last, block):
            found[-1] = _as_one(last, block)
        else:
            found.append(block)
    return found


def _goes_on(last: Block, block: Block) -> bool:
    are_apart = block.rank == PSEUDO and _is_set_apart(last) and _is_set_apart(block)
    is_one = last.path == block.path and block.text[:1].islower() and last.text[-1:] not in ".!?"
    return are_apart and is_one and len(last.text) + len(block.text) < HEADING_LENGTH


def _is_set_apart(block: Block) -> bool:
    return bool(block.emphasis) and " ".join(block.emphasis) == block.text


def _as_one(last: Block, block: Block) -> Block:
    """Both lines as the title that they are."""
    text, letters = f"{last.text} {block.text}", _letters(last.text)
    return replace(
        block,
        text=text,
        links=tuple(dict.fromkeys((*last.links, *block.links))),
        emphasis=(text,),
        anchors=(*last.anchors, *((x, said, n + letters) for x, said, n in block.anchors)),
    )


def _letters(text: str) -> int:
    return len("".join(text.split()))


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

    def __init__(self, root: html.HtmlElement, base: str, url: str) -> None:
        self._root = root
        self._base, self._url = base, url
        self._furniture = Furniture(root)
        self._icons, self._badges = icons(root), badges(root)
        self._strong = self._slanted = self._within = 0
        self._open: list[int] = []  # ranks of the elements that are open
        self._scope: list[int] = []
        self._anchors: list[list[Link]] = []
        self._inline: list[int] = []  # the open links without blocks in them
        self._path: list[int] = []
        self._slot: list[str] = []
        self._numbers = count()
        self._line = _Line()

    def blocks(self) -> Iterator[Block]:
        walk = etree.iterwalk(self._root, events=("start", "end"))
        skipped: list[html.HtmlElement] = []
        for event, element in walk:
            if event == "start":
                if element in self._icons or self._furniture.has(element):
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
        ranked = self._ranked(element)
        if _is_block(element) or ranked:
            yield from self._flush()
        self._open.append(ranked)
        if _is_block(element):
            self._path.append(next(self._numbers))
            self._slot.append(DIGITS.sub("", ".".join(sign(element))))
        if _is_container(element):
            self._scope.append(self._path[-1])
        self._count(element, 1)
        if _is_apart(element):
            self._say(" ")
        if element.tag == "a":
            own = next(links(element, self._base), None)  # menus were passed over
            found = [replace(own, url=target_of(own.url), in_menu=False)] if own else []
            self._anchors.append(found)
            self._inline += [next(self._numbers)] if _is_inline(element) else []
            if own and TO_NOTE in element.attrib:
                self._line.links.setdefault(found[0], max(self._line.letters - 1, 0))
        if element.tag == "img" and self._anchors and DOWNLOAD.search(element.get("alt", "")):
            is_said = any(t.strip() for a in element.iterancestors("a") for t in a.itertext())
            self._say(None if is_said else element.get("alt"))
        self._say(element.text)

    def _ranked(self, element: html.HtmlElement) -> int:
        """The element's rank; what stands in a line of a heading is a part of that heading."""
        if element in self._badges:
            return BADGE
        ranked = heading_rank(element)
        around = next((rank for rank in reversed(self._open) if rank), BODY)
        if ranked != PSEUDO or around == BODY:
            return ranked
        return around if element.tag in BLOCKS else BODY

    def _count(self, element: html.HtmlElement, by: int) -> None:
        self._strong += by * is_bold(element)
        self._slanted += by * (element.tag in ("em", "i", "small", "cite"))
        self._within += by * (element.tag == "a" and leads_within(element, self._base, self._url))

    def _leave(self, element: html.HtmlElement) -> Iterator[Block]:
        if _is_block(element) or self._open[-1]:
            yield from self._flush()
        self._open.pop()
        if element.tag == "a":
            self._anchors.pop()
            self._inline = self._inline[:-1] if _is_inline(element) else self._inline
            self._line.persons += [text_of(element)] if _is_person(element) else []
        self._count(element, -1)
        if _is_container(element):
            self._scope.pop()
        if _is_block(element):
            self._path.pop()
            self._slot.pop()

    def _say(self, text: str | None) -> None:
        if not (text := visible(text or "")):
            return
        line = self._line
        line.parts.append(text)
        if not text.strip():
            return
        for link in chain.from_iterable(self._anchors):  # a link may go round many lines
            line.links.setdefault(link, line.letters)
            line.seen[link].append(text)
        line.letters += _letters(text)
        line.within &= self._within > 0
        if re.search(r"\w", text):
            line.inside.add(self._inline[-1] if self._inline else None)
        if text.strip(" \t\r\n\xa0,.:"):
            line.strong &= self._strong > 0
            line.slanted &= self._slanted > 0
            if self._strong or self._slanted:
                line.emphasis.append(one_line(text))

    def _flush(self) -> Iterator[Block]:
        line, self._line = self._line, _Line()
        text = one_line("".join(line.parts))
        around = {*chain.from_iterable(self._anchors)}  # they go round other lines too
        if WORDS.search(text) and not (line.within and not any(self._open)):
            yield Block(
                text,
                self._rank_of(line, text),
                tuple(line.links),
                line.slanted,
                tuple(self._scope),
                tuple(self._path),
                tuple(line.emphasis),
                persons=tuple(line.persons),
                anchors=tuple(
                    (x, "" if x in around else one_line("".join(line.seen[x])), n)
                    for x, n in line.links.items()
                ),
                slot=" ".join(self._slot[-SLOT_STEPS:]),
                linked=0 if None in line.inside else len(line.inside),
            )

    def _rank_of(self, line: _Line, text: str) -> int:
        if around := next((ranked for ranked in reversed(self._open) if ranked), BODY):
            return BODY if around == BADGE else around
        is_heading = line.strong and len(text) <= HEADING_LENGTH and not text.endswith((".", ":"))
        return PSEUDO if is_heading else BODY


def _is_block(element: html.HtmlElement) -> bool:
    """Whether an element is drawn as a block: a link around blocks, as cards are, is one too."""
    has_blocks = element.tag == "a" and any(child.tag in BLOCKS for child in element)
    return element.tag in BLOCKS or has_blocks


def _is_inline(anchor: html.HtmlElement) -> bool:
    """Whether a link is one in a line, not around a whole card."""
    return bool(anchor.get("href")) and not any(True for _ in anchor.iterdescendants(*BLOCKS))


def _is_apart(element: html.HtmlElement) -> bool:
    """Whether an element is drawn apart from the one before it though no space stands between: one
    link after another, a field that begins with a capital after one that ends without."""
    before = element.getprevious()
    if before is None or before.tail or element.tag not in SPANS or before.tag not in SPANS:
        return False
    last, first = text_of(before)[-1:], text_of(element)[:1]
    is_capital = last.islower() and first.isupper()
    return element.tag == before.tag == "a" or is_capital or is_file_info(text_of(element))


def _is_container(element: html.HtmlElement) -> bool:
    """Whether what is in the element belongs together: a row of a single cell is mere layout."""
    return element.tag in CONTAINERS or (element.tag == "tr" and len(element) > 1)


def _is_person(anchor: html.HtmlElement) -> bool:
    """Whether a link leads to the page of a person, as registers of research have them."""
    named = f"{anchor.get('rel', '')} {anchor.get('class', '')[:LONGEST_CLASS]}"
    return PERSON.search(f"{named} {anchor.get('href', '')[:LONGEST_CLASS]}") is not None
