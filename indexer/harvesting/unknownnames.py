"""Names of fields that nobody knows (»Hvem:«, »Call Number:«), told by coming again below title
after title, in whatever language. What they name is told by what stands behind them on the page.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import cite, is_date, tells_who
from indexer.harvesting.citationparts import are_houses_last
from indexer.harvesting.detailnames import is_publisher_label, label_of
from indexer.harvesting.headings import BODY

LEAST, SHARE, MOST_OF = 3, 0.5, 0.67
"""Titles below which a name comes, their share among those of a rank, and that of what stands
behind it of which a thing must be true."""
LABEL = re.compile(r"([^\W\d_][^\d:.]{0,30}): +(?=\S)")
BETWEEN = re.compile(r"[,;] ")
TEXT_WORDS = 8
"""Words above which a line is a text without its stop."""
WHEN, WHO, TEXT, OTHER = "when", "who", "text", "other"
"""What a field tells."""


def with_unknown_names(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of such fields below titles those that tell who and when by names that we know;
    the text, and ways, without a name; and without other fields."""
    fields = _fields(blocks)
    told = {
        label: _tells(lines)
        for label, lines in fields.items()
        if not label_of(label) or are_houses_last(_rows(lines))
    }
    texts = [label for label, tells in told.items() if tells == TEXT]
    made = {label: _made(lines) for label, lines in fields.items() if told.get(label) == WHO}
    kept = {label for label in told if len(texts) > 1 and label in texts}
    return [
        part
        for block in blocks
        for label in [_label(block)]
        for part in (
            _written(block, told[label], made.get(label))
            if label in told and label not in kept
            else [block]
        )
    ]


def _fields(blocks: Sequence[Block]) -> dict[str, list[str]]:
    """What stands behind each name that comes below title after title."""
    ranks = Counter(block.rank for block in blocks)
    below: defaultdict[tuple[int, str], dict[int, list[str]]] = defaultdict(dict)
    head: Block | None = None
    for block in blocks:
        if block.rank != BODY:
            head = block
        elif head and (label := _label(block)):
            below[head.rank, label].setdefault(id(head), []).append(_said(block))
    return {
        label: [said for lines in by_title.values() for said in lines]
        for (rank, label), by_title in below.items()
        if len(by_title) >= max(LEAST, SHARE * ranks[rank])
    }


def _label(block: Block) -> str:
    found = LABEL.match(block.text) if block.rank == BODY else None
    return found[1].casefold() if found and _may_name(label_of(block.text)) else ""


def _may_name(known: str) -> bool:
    """Whether it is no name that we know, or one of houses: persons may stand beside these."""
    return not known or is_publisher_label(known)


def _said(block: Block) -> str:
    return LABEL.sub("", block.text, count=1)


def _tells(lines: Sequence[str]) -> str:
    """What a field tells, by all that stands behind its name."""
    if _share(lines, is_date):
        return WHEN
    if _share(lines, lambda text: text[-1] in ".!?" or len(text.split()) > TEXT_WORDS):
        return TEXT
    is_who = are_houses_last(_rows(lines)) or _share(lines, tells_who)
    return WHO if is_who else OTHER


def _share(lines: Sequence[str], holds: Callable[[str], bool]) -> bool:
    return sum(map(holds, lines)) >= MOST_OF * len(lines)


def _rows(lines: Sequence[str]) -> list[list[str]]:
    return [BETWEEN.split(line) for line in lines]


def _made(lines: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Who put out and who wrote, as each of the lines says."""
    rows = dict(zip(lines, _rows(lines), strict=True))
    if are_houses_last(_rows(lines)):
        return {line: (row[-1], "; ".join(row[:-1])) for line, row in rows.items() if row}
    cited = {line: cite("", line) for line in lines}
    return {x: (", ".join(c.publishers), "; ".join(c.authors)) for x, c in cited.items()}


def _written(
    block: Block, tells: str, made: Mapping[str, tuple[str, str]] | None
) -> Iterator[Block]:
    said = _said(block)
    if tells == WHEN:
        yield replace(block, text=f"År: {said}")
    elif tells == WHO and made:
        for name, told in zip(("Udgiver", "Forfatter"), made.get(said, ("", "")), strict=True):
            if told:
                yield replace(block, text=f"{name}: {told}")
    elif tells == TEXT or block.links:
        start = len(block.text) - len(said)
        yield block.part(start, len(block.text))
