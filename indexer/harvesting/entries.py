"""From blocks to the materials that a page lists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from indexer.fetching.landing import score
from indexer.fetching.page import Link
from indexer.harvesting.blocks import BODY, PSEUDO, Block
from indexer.harvesting.citation import Citation, cite, has_details, is_publisher_line

LEAST_TEXT = 40
"""Characters of text that a material without a publisher line must have."""
MOST_LINKS = 12

TEASER = re.compile(r"(læs|se|vis|find) (mere|alle?|også|flere)( her)?\W*", re.IGNORECASE)
SHARING = re.compile(
    r"//([^/]+\.)?(facebook|twitter|x|linkedin|instagram|youtube|google|apple)\.\w+(/|$)", re.I
)
EMAIL = re.compile(r"\S+@[\w.-]+\w")


@dataclass(frozen=True)
class Entry:
    """A material as a page lists it: ``text`` with a blank line between paragraphs, ``links`` with
    the likeliest way to the file first."""

    citation: Citation
    text: str
    links: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it, up to the next heading."""

    heading: Block
    body: tuple[Block, ...]

    @property
    def line(self) -> str:
        """The publisher line; '' when there is none."""
        first = next(iter(self.body), None)
        if first and not first.links and is_publisher_line(first.text, slanted=first.slanted):
            return first.text
        return ""

    @property
    def is_cited(self) -> bool:
        """Whether the page says who put it out, or when."""
        return bool(self.line) or has_details(self.heading.text)

    @property
    def is_linked(self) -> bool:
        """Whether it has some text and a link that is no mere teaser."""
        links = [link for b in (self.heading, *self.body) for link in b.links]
        real = [link for link in links if not TEASER.fullmatch(link.text)]
        return bool(real) and sum(len(b.text) for b in self.body) >= LEAST_TEXT


def find_entries(blocks: Iterable[Block]) -> list[Entry]:
    """The materials that the blocks list, in their order.

    A section with a publisher line or a dated heading is a material. One without is taken for a
    material when it has a text and a link, and its heading is of a rank that materials have here.
    Deeper headings below a material belong to it.
    """
    sections = list(_sections(_infer_headings(list(blocks))))
    first = sum(s.heading.rank == 1 for s in sections) < 2  # the page's own title
    usable = [s for s in sections if not (first and s.heading.rank == 1)]
    cited = {s.heading.rank for s in usable if _is_certain(s)}
    if not cited:
        ranks = Counter(s.heading.rank for s in usable if s.is_linked)
        cited = {rank for rank, _ in ranks.most_common(1)}
    chosen = {id(s) for s in usable if _is_certain(s) or (s.heading.rank in cited and s.is_linked)}
    return [_entry(group) for group in _group(sections, chosen)]


def _is_certain(section: Section) -> bool:
    return section.is_cited and (len(section.body) > bool(section.line) or section.is_linked)


def _infer_headings(blocks: list[Block]) -> Iterator[Block]:
    """Give a heading's rank to a plain short line that stands above a publisher line."""
    for block, following in zip(blocks, [*blocks[1:], Block("")], strict=True):
        above = block.rank == BODY and 0 < len(block.text) <= 200 and not block.text.endswith(".")
        below = following.rank == BODY and not following.links
        if above and below and not is_publisher_line(block.text) and (
            is_publisher_line(following.text) and following.text
        ):  # fmt: skip
            yield replace(block, rank=PSEUDO)
        else:
            yield block


def _sections(blocks: Iterable[Block]) -> Iterator[Section]:
    heading: Block | None = None
    body: list[Block] = []
    for block in blocks:
        if block.rank != BODY:
            if heading:
                yield Section(heading, tuple(body))
            heading, body = block, []
        elif heading and heading.holds(block):
            body.append(block)
    if heading:
        yield Section(heading, tuple(body))


def _group(sections: list[Section], chosen: set[int]) -> Iterator[list[Block]]:
    """The blocks of each material: those of its section and of the deeper ones that follow."""
    group: list[Block] = []
    for section in sections:
        blocks = [section.heading, *section.body]
        if id(section) in chosen:
            if group:
                yield group
            group = blocks
        elif group and section.heading.rank > group[0].rank and group[0].holds(section.heading):
            group += blocks
        elif group:
            yield group
            group = []
    if group:
        yield group


def _entry(group: list[Block]) -> Entry:
    heading, *body = group
    section = Section(heading, tuple(body))
    kept = [b for b in body if b.text != section.line]
    links = [link for b in (heading, *kept) for link in b.links]
    text = "\n\n".join(filter(None, (EMAIL.sub("", b.text).strip() for b in kept if _says(b))))
    return Entry(cite(heading.text, section.line), text, _rank_links(links))


def _says(block: Block) -> bool:
    """Whether a block has text beside its links."""
    beside = block.text
    for link in block.links:
        beside = beside.replace(link.text, "", 1)
    return not block.links or len(beside.split()) > 3


def _rank_links(links: list[Link]) -> tuple[str, ...]:
    real = [link for link in links if not SHARING.search(link.url)]
    ranked = sorted(real, key=lambda link: -score(link))  # stable: the page's order among equals
    return tuple(dict.fromkeys(link.url for link in ranked))[:MOST_LINKS]
