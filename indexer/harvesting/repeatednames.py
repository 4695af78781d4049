"""Names of fields before a colon (»Hvem:«, »Sted:«, »Call Number:«), told by coming again, in
whatever language: what they name is told by what stands behind them on the page. A title's own name
is where a material begins.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import are_authors, cite, is_date, tells_who
from indexer.harvesting.citationparts import are_houses_last
from indexer.harvesting.detailnames import (
    is_field_name,
    is_publisher_label,
    is_title_name,
    label_of,
)
from indexer.harvesting.headings import BODY, PSEUDO

LEAST, SHARE, MOST_OF = 3, 0.5, 0.67
"""Titles below which a name comes, their share among those of a rank, and that of what stands
behind it of which a thing must be true."""
LABEL = re.compile(r"([^\W\d_][^\d:.]{0,30}): +(?=\S)")
BETWEEN = re.compile(r"[,;] ")
TEXT_WORDS = 8
"""Words above which a line is a text without its stop."""
WHEN, WHO, TEXT, OTHER = "when", "who", "text", "other"
"""What a field tells."""


def raise_named_titles(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with titles that stand under a name as headings, where they are a list's: each has
    below it a field that tells who or when."""
    starts = [n for n, block in enumerate(blocks) if is_title_name(_name(block))]
    titles = {_said(blocks[n]) for n in starts}
    parts = [blocks[a + 1 : b] for a, b in pairwise([*starts, len(blocks)])]
    if len(titles) < max(LEAST, len(starts)) or not _are_told(parts):
        return [*blocks]
    titled = {*starts}
    return [
        replace(_unnamed(block), rank=block.rank or PSEUDO) if n in titled else block
        for n, block in enumerate(blocks)
    ]


def _are_told(parts: Sequence[Sequence[Block]]) -> bool:
    """Whether most of the parts have a field of a material, by a name that we know or one of which
    most have such and that tells who or when."""
    known = sum(any(is_field_name(label_of(b.text)) for b in part) for part in parts)
    behind: defaultdict[str, list[str]] = defaultdict(list)
    for part in parts:
        for name, said in {_name(block): _said(block) for block in part}.items():
            behind[name].append(said)
    usual = [said for name, said in behind.items() if name and len(said) >= MOST_OF * len(parts)]
    return known >= MOST_OF * len(parts) or any(_tells(said) in (WHEN, WHO) for said in usual)


def with_unknown_names(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of such fields below titles those that tell who and when by names that we know;
    the text, and ways, without a name; and without other fields."""
    told = {
        name: (_tells(lines), _rows_told(lines))
        for name, lines in _fields(blocks).items()
        if not label_of(name) or are_houses_last(_rows(lines))
    }
    texts = [name for name, (tells, _) in told.items() if tells == TEXT]
    kept = {*texts} if len(texts) > 1 else set()
    return [
        part
        for block in blocks
        for name in [_field_name(block)]
        for part in (_written(block, *told[name]) if name in told and name not in kept else [block])
    ]


def _fields(blocks: Sequence[Block]) -> dict[str, list[str]]:
    """What stands behind each name that comes below title after title."""
    ranks = Counter(block.rank for block in blocks)
    below: defaultdict[tuple[int, str], dict[int, list[str]]] = defaultdict(dict)
    head: Block | None = None
    for block in blocks:
        if block.rank != BODY:
            head = block
        elif head and (name := _field_name(block)):
            below[head.rank, name].setdefault(id(head), []).append(_said(block))
    return {
        name: [said for lines in by_title.values() for said in lines]
        for (rank, name), by_title in below.items()
        if len(by_title) >= max(LEAST, SHARE * ranks[rank])
    }


def _name(block: Block) -> str:
    found = LABEL.match(block.text)
    return found[1].casefold() if found else ""


def _field_name(block: Block) -> str:
    """The name of a field that we don't know, or of houses: persons may stand beside these."""
    known = label_of(block.text)
    may_be = block.rank == BODY and (not known or is_publisher_label(known))
    return _name(block) if may_be else ""


def _said(block: Block) -> str:
    return LABEL.sub("", block.text, count=1)


def _unnamed(block: Block) -> Block:
    return block.part(len(block.text) - len(_said(block)), len(block.text))


def _tells(lines: Sequence[str]) -> str:
    """What a field tells, by all that stands behind its name."""
    if _share(lines, is_date):
        return WHEN
    if _share(lines, lambda text: text[-1] in ".!?" or len(text.split()) > TEXT_WORDS):
        return TEXT
    is_who = are_houses_last(_rows(lines)) or _share(lines, tells_who) or _share(lines, are_authors)
    return WHO if is_who else OTHER


def _share(lines: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, lines)) >= MOST_OF * len(lines)


def _rows(lines: Sequence[str]) -> list[list[str]]:
    return [BETWEEN.split(line) for line in lines]


def _rows_told(lines: Sequence[str]) -> Callable[[str], tuple[str, str, str]]:
    """How one of these lines tells who put out, who wrote, and when."""
    if are_houses_last(_rows(lines)):
        return lambda line: (BETWEEN.split(line)[-1], "; ".join(BETWEEN.split(line)[:-1]), "")
    if _share(lines, are_authors):
        return lambda line: ("", line, "")
    return _cited


def _cited(line: str) -> tuple[str, str, str]:
    made = cite("", line)
    told = ", ".join(made.publishers), "; ".join(made.authors), made.published or ""
    return told if any(told) else (line, "", "")  # a house, where the others are


def _written(
    block: Block, tells: str, told: Callable[[str], tuple[str, str, str]]
) -> Iterator[Block]:
    if tells == WHEN:
        yield replace(block, text=f"År: {_said(block)}")
    elif tells == WHO:
        for name, said in zip(("Udgiver", "Forfatter", "År"), told(_said(block)), strict=True):
            if said:
                yield replace(block, text=f"{name}: {said}")
    elif tells == TEXT or block.links:
        yield _unnamed(block)
