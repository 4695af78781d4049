"""A page as sections: a heading with what stands below it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, pairwise, takewhile

from indexer.fetching.landing import score
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import (
    SURE,
    cite,
    has_details,
    is_citation,
    is_date,
    is_kind,
    is_name,
    is_publisher_line,
)
from indexer.harvesting.citationline import CitationLine
from indexer.harvesting.detailnames import AUTHORS, DETAILS, PUBLISHERS, label_of, labelled
from indexer.harvesting.fileinfo import without_file_info
from indexer.harvesting.headings import BODY
from indexer.harvesting.labelling import AUTHOR, fields_of, parts_of
from indexer.harvesting.linking import is_copy

SERVICE = re.compile(
    r"(kontakt|nyhedsbrev|tilmeld|relatere|cookie|om (os|siden|hjemmesiden)|privatliv|find os"
    r"|følg os|genvej|(se|læs) også|seneste (nyt|nyheder|indlæg|kommentarer))",
    re.IGNORECASE,
)
"""Starts of headings that no part of a material has, however deep they are."""

YEAR = re.compile(r"(?:19|20)\d\d")
LINES = 3
"""Lines that kind, publisher and date have when each has its own."""


@dataclass(frozen=True)
class Section:
    """A heading, its ``body`` up to the next heading, and the ``deeper`` sections that follow."""

    heading: Block
    body: tuple[Block, ...]
    deeper: tuple["Section", ...] = ()

    @cached_property
    def publisher_blocks(self) -> tuple[Block, ...]:
        """The first of the body's blocks, as far as they say who put it out and when."""
        meta = tuple(takewhile(lambda block: block.is_meta, self.body))
        named = {id(block) for block in self.labelled_blocks}
        said = [b for b in self.body[len(meta) :] if id(b) not in named]
        if self.publisher and any(is_publisher_line(block.text) for block in meta):
            return (*meta, *_kinds(said))  # all is told
        first = said[0] if said else Block("")
        if (
            not first.text
            or first.linked == 1
            or any(score(link) > 0 for link in first.links if first.seen(link) in first.text)
        ):
            return (*meta, *_told_below(said))
        text = without_file_info(_without_persons(first))
        is_told = is_publisher_line(text, slanted=first.slanted and not first.links)
        if is_told or is_citation(text):
            return (*meta, first, *_kinds(said[1:]))
        if meta and is_kind(first.text):
            return (*meta, *_kinds(said))
        return (*meta, *(_dated(said[:LINES]) or _told_below(said)))

    @cached_property
    def line(self) -> str:
        """The publisher lines, and what names like ``År`` and ``Type`` say; '' without either."""
        told = [b for b in self.publisher_blocks if not labelled([b.text], AUTHORS)]
        said = [_without_persons(block) for block in told]
        return "\n".join([*self._named(DETAILS), *said])

    @property
    def publisher(self) -> str:
        """What a name like ``Udgiver`` says."""
        return ", ".join(x for x in self._named(PUBLISHERS) if is_name(x) and not YEAR.fullmatch(x))

    @property
    def labelled_blocks(self) -> list[Block]:
        """The blocks that begin with such a name, and those below a bare one."""
        blocks = self.blocks
        found = [block for block in blocks if label_of(block.text)]
        below = (
            b for above, b in pairwise(blocks) if label_of(above.text) == above.text.rstrip(" :")
        )
        return [*found, *(b for b in below if not label_of(b.text))]

    @property
    def authors(self) -> str:
        """What a name like ``Forfatter`` says, else the persons in the publisher lines."""
        linked = [
            name for block in self.publisher_blocks for name in _written(block) or block.persons
        ]
        return ", ".join(self._named(AUTHORS) or linked)

    def _named(self, names: re.Pattern[str]) -> list[str]:
        return labelled([block.text for block in self.blocks], names)

    @property
    def blocks(self) -> list[Block]:
        """The body, and the deeper sections with their headings."""
        below = chain.from_iterable((s.heading, *s.body) for s in self.deeper)
        return [*self.body, *below]

    @property
    def is_cited(self) -> bool:
        """Whether the page says who wrote it or put it out, or when."""
        return bool(self.line or self.publisher or self.authors) or has_details(self.heading.text)

    @property
    def is_certain(self) -> bool:
        """Whether it is cited and has something to say, if only in deeper sections."""
        goes_on = bool(self.deeper) and not self.deeper[0].is_cited
        more = len(self.body) > len(self.publisher_blocks) or bool(self.heading.links) or goes_on
        return self.is_cited and more and not label_of(self.heading.text)

    def without(self, ranks: Collection[int]) -> "Section":
        """The section alone, when one of the deeper has a heading of one of these ranks."""
        has_own = any(section.heading.rank in ranks for section in self.deeper)
        return replace(self, deeper=()) if has_own else self


def _kinds(said: Sequence[Block]) -> Iterator[Block]:
    """The first lines, as far as they say a kind and nothing else."""
    return takewhile(lambda block: is_kind(block.text), said)


def _written(block: Block) -> list[str]:
    """Who wrote it as the line says, where all whom it links to are among them."""
    parts = parts_of(CitationLine(block.text, is_titled=True)) if block.persons else ()
    said = [*fields_of(parts, AUTHOR, SURE)]
    return said if all(any(name in by for by in said) for name in block.persons) else []


def _without_persons(block: Block) -> str:
    """The line without whom it links to, and without the ways to the file."""
    text = block.text
    ways = (block.seen(x) for x in block.links if score(x) > 0 or is_copy(x))
    for said in filter(None, (*(() if _written(block) else block.persons), *ways)):
        text = text.replace(said, "", 1)
    return text.strip(" ,;&·|") or block.text


def _told_below(said: Sequence[Block]) -> tuple[Block, ...]:
    """The only line that tells a publisher and a year, and no day, as news and meetings have."""
    lines = [b for b in said if not b.linked and all(score(x) > 0 for x in b.links) and _tells(b)]
    cited = cite("", _without_persons(lines[0])) if len(lines) == 1 else None
    is_one = (
        cited and cited.publishers and len(cited.published or "") in (len("2015"), len("2015-10"))
    )
    return tuple(lines) if is_one else ()


def _tells(block: Block) -> bool:
    """Whether a line tells who put it out and when, and is no sentence."""
    text = _without_persons(block).removesuffix(". .")
    is_line = is_publisher_line(text) and text[-1] not in ".!?" and not block.links
    return is_line or is_citation(text)


def _dated(lead: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks up to a date that comes after names only: kind and publisher, a line each."""
    for n, block in enumerate(lead):
        if block.links or not (is_date(block.text) or is_name(block.text)):
            break
        if is_date(block.text):
            return tuple(lead[: n + 1]) if n else ()
    return ()


def sections(blocks: Sequence[Block]) -> list[Section]:
    """The sections of a page. What stands before the first heading, or outside of the part of the
    page that a heading stands in, belongs to none."""
    plain = list(_plain(blocks))
    made: list[Section] = []
    for n, section in enumerate(plain):
        deeper = takewhile(lambda s, top=section: _is_below(s, top), plain[n + 1 :])  # type: ignore[misc]
        made.append(replace(section, deeper=tuple(deeper)))
    return made


def _is_below(section: Section, top: Section) -> bool:
    heading = section.heading
    is_deeper = heading.rank > top.heading.rank and top.heading.holds(heading)
    return is_deeper and not SERVICE.match(heading.text)


def _plain(blocks: Sequence[Block]) -> Iterator[Section]:
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
