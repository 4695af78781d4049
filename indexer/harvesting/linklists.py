"""Lists that are nothing but links: to files, or to pages whose addresses are alike."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from indexer.extraction.sight import Link
from indexer.fetching.landing import LEAST, score
from indexer.fetching.roles import NAMED_SO
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import (
    CITATION_LENGTH,
    DATE,
    cite,
    date_of,
    is_date,
    spelt_out,
)
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.fileinfo import ACTION, FILE_ENDING, is_file_info, without_file_info
from indexer.harvesting.headings import BODY, HEADING_LENGTH
from indexer.harvesting.titlewords import names_something

LEAST_LINES, MOST_OF = 3, 0.67
"""Lines that are links which make a list, and the share of them that is most."""
TITLE_WORDS = 3
"""Words that a link to a file must have to be its title where it isn't one of such a list."""
AROUND = " .,;:·•|()–—-"
NUMBER = re.compile(r"\d{1,20}")


def linked_entries(blocks: Sequence[Block]) -> list[Entry]:
    """The links that are materials on a page that tells of none else: those of lists, and those to
    files by their titles."""
    heads = _heads(blocks)
    lines = [_Line(b, *heads[n]) for n, b in enumerate(blocks) if _is_line(b)]
    slots: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in lines:
        slots[line.block.slot].append(line)
    listed = {id(x.block): e for group in slots.values() for x, e in _listed(group)}
    taken = {link for entry in listed.values() for link in entry.links}
    found: dict[object, Entry] = {}
    for block in blocks:
        if entry := listed.get(id(block)):
            found[id(block)] = entry
        titled = (e for e in _titled(block) if taken.isdisjoint(e.links))
        found |= {e.links: e for e in titled if e.links not in found}
    return [*found.values()]


class _Line:
    """A line that is a link, with the heading and the date that it stands below."""

    def __init__(self, block: Block, head: str, when: str) -> None:
        self.block, self.link, self.when = block, block.links[0], when
        said = without_file_info(block.text)
        self.is_dated = DATE.search(spelt_out(said)) is not None
        self.title = said if names_something(said) else f"{head} {said}".strip()
        self.is_own = self.title == said
        self.cited = cite(self.title)


def _is_line(block: Block) -> bool:
    """Whether a line is a link, beside which stands but a date or what there is of a file."""
    is_other = ACTION.match(block.text) or label_of(block.text)
    if len(block.links) != 1 or len(block.text) > CITATION_LENGTH or is_other:
        return False
    rest = block.text.replace(block.seen(block.links[0]), "", 1).strip(AROUND)
    is_all = block.linked == 1 or not rest or is_file_info(rest) or is_date(rest)
    return is_all and not is_file_info(block.text)


def _heads(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """For each block the last heading above that is no date, and the last line that is one."""
    found, head, when = [], "", ""
    for block in blocks:
        is_when = not block.links and len(block.text) <= HEADING_LENGTH and is_date(block.text)
        if is_when:
            when = date_of(block.text) or ""
        elif block.rank != BODY and not block.links:
            head, when = block.text, ""
        found.append((head, when))
    return found


def _listed(lines: Sequence[_Line]) -> Iterator[tuple[_Line, Entry]]:
    """Those of lines that stand in the same way that lead to materials, where these are most of
    them: to files, or by a title with a date to addresses that differ in numbers, which events and
    news do too, so that these wait for a person. The annexes or chapters of a report are none."""
    seen = Counter(line.title for line in lines)
    (shape, _), *_ = Counter(_shape(line.link) for line in lines).most_common(1)
    own = [
        x
        for x in lines
        if seen[x.title] == 1
        and names_something(x.title)
        and (_is_file(x.link) or (x.is_own and x.is_dated and _shape(x.link) == shape))
    ]
    parts = sum(any(signs.search(x.title) for signs in NAMED_SO.values()) for x in own)
    if len(own) < max(LEAST_LINES, MOST_OF * len(lines)) or 2 * parts > len(own):
        return
    are_dated = sum(x.is_dated for x in own) >= MOST_OF * len(own)
    titles = Counter(x.cited.title for x in own)
    for x in own:
        cited = x.cited if titles[x.cited.title] == 1 else replace(x.cited, title=x.title)
        told = cited.published or (date_of(x.title) if are_dated else "") or x.when
        trust = Trust.CERTAIN if _is_file(x.link) else Trust.DOUBTFUL
        yield x, Entry(replace(cited, published=told or None), "", (x.link.url,), trust=trust)


def _titled(block: Block) -> Iterator[Entry]:
    for link in block.links:
        cited = cite(link.text)
        is_title = len(link.text.split()) >= TITLE_WORDS and names_something(link.text)
        if score(link) >= LEAST and is_title and not ACTION.match(link.text):
            yield Entry(cited, "", (link.url,))


def _shape(link: Link) -> str:
    return NUMBER.sub("0", link.url)


def _is_file(link: Link) -> bool:
    """Whether a link leads to a file, be it a lesser one, and to no other kind of thing."""
    is_named = FILE_ENDING.search(unquote(urlsplit(link.url).path)) and score(link) >= 0
    return score(link) >= LEAST or bool(is_named)
