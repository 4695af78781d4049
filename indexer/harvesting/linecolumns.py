"""Lines of fields that a sign parts, »Ida Holm / Kajrådet / 2019«: which names are persons' is told
by all such lines of a page together, whatever the order."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import LINE_LENGTH, is_date, is_kind, is_name
from indexer.harvesting.citationparts import BROUGHT, is_house, is_writer
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import is_file_info
from indexer.harvesting.headings import BODY
from indexer.harvesting.names import names

SIGN = re.compile(r" ([/|·•;–—-]) |([;,]) ")
LEAST, MOST_OF = 3, 0.67
"""Lines of the same fields that show which is which, and the share of them that has persons."""
NAME, DATED, OTHER = "name", "dated", "other"
"""What a field is that may be a name, that is a date, and that is none of these, a kind or a size.
"""
_Row = tuple[str, ...]


@dataclass(frozen=True)
class _Line:
    """The parts of a line that one ``sign`` parts, and what each is."""

    parts: _Row
    fields: _Row
    sign: str


def with_columns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of lines that tell two names, a sign between, each field as a line of its own,
    where one column of the page's lines has persons and the other has houses."""
    lines = {id(block): line for block in blocks if (line := _line(block))}
    alike: defaultdict[tuple[str, _Row], list[_Line]] = defaultdict(list)
    for line in lines.values():
        alike[line.sign, line.fields].append(line)
    places = {id(line): place for of in alike.values() for place in [_writers(of)] for line in of}
    return [part for block in blocks for part in _parts(block, lines.get(id(block)), places)]


def _parts(block: Block, line: _Line | None, places: dict[int, int | None]) -> Iterator[Block]:
    place = places[id(line)] if line else None
    if line is None or place is None:
        yield block
        return
    told = [text for n, text in enumerate(line.parts) if n != place and line.fields[n]]
    yield replace(block, text=", ".join(told), is_meta=True)
    yield replace(block, text=f"Forfatter: {line.parts[place]}")


def _line(block: Block) -> _Line | None:
    """The line, if it tells two names and a date, perhaps a kind and a size, and nothing else."""
    if block.rank != BODY or block.links or len(block.text) > LINE_LENGTH:
        return None
    signs = {found[1] or found[2] for found in SIGN.finditer(block.text)}
    if len(signs) != 1:
        return None
    parts = tuple(part for part in SIGN.sub("\n", block.text).split("\n") if part.strip())
    fields = tuple(map(_field, parts))
    is_all = {*fields} <= {NAME, DATED, "Type", ""} and not any(map(label_of, parts))
    is_told = is_all and Counter(fields)[NAME] == 2 and DATED in fields
    named = zip(parts, fields, strict=True)
    plain = tuple(BROUGHT.sub("", part) if field == NAME else part for part, field in named)
    return _Line(plain, fields, signs.pop()) if is_told else None


def _field(text: str) -> str:
    if is_date(text):
        return DATED
    if is_kind(text):
        return "Type"
    if is_file_info(text):
        return ""
    name = BROUGHT.sub("", text)
    return NAME if is_name(name) and name[:1].isupper() and ":" not in name else OTHER


def _writers(lines: Sequence[_Line]) -> int | None:
    """Which column names persons, where the other one names houses; None where it isn't plain."""
    columns = [n for n, field in enumerate(lines[0].fields) if field == NAME]
    persons = [sum(_are_writers(line.parts[n]) for line in lines) / len(lines) for n in columns]
    bodies = [sum(is_house(line.parts[n]) for line in lines) for n in columns]
    at = bodies.index(min(bodies)) if max(bodies) >= LEAST else persons.index(max(persons))
    is_told = max(bodies) >= LEAST or 2 * persons[1 - at] <= persons[at]
    is_plain = columns[at] == 0 and lines[0].sign == ","  # as references are written
    is_sure = (
        len(lines) >= LEAST
        and not is_plain
        and persons[at] >= MOST_OF
        and not bodies[at]
        and is_told
    )
    return columns[at] if is_sure else None


def _are_writers(text: str) -> bool:
    return all(map(is_writer, names(text, turned=True)))
