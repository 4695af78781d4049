"""Lines of fields that a sign parts, »Ida Holm / Kajrådet / 2019«: which names are persons' is told
by all such lines of a page together, whatever the order."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import LINE_LENGTH, is_date, is_kind, is_name
from indexer.harvesting.citationparts import BROUGHT, STOP, are_houses_last, is_house, is_writer
from indexer.harvesting.detailnames import label_of
from indexer.harvesting.fileinfo import is_file_info
from indexer.harvesting.headings import BODY
from indexer.harvesting.names import names

SIGNS = (re.compile(r" [/|·•;–—-] |; "), re.compile(", "))
"""What parts fields: commas where nothing stronger does."""
PAIR = 2
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

    @property
    def columns(self) -> list[int]:
        """Where names stand."""
        return [n for n, field in enumerate(self.fields) if field == NAME]


def with_columns(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, of lines that tell names and when, a sign between, each field as a line of its
    own, where the last names, or the first, are those of houses on all the page, or one column of
    two has persons and the other has houses."""
    lines = {id(block): line for block in blocks if (line := _line(block))}
    alike: defaultdict[str, list[_Line]] = defaultdict(list)
    for line in lines.values():
        alike[line.sign].append(line)
    houses = {id(line): place for of in alike.values() for line, place in _houses(of)}
    return [part for block in blocks for part in _parts(block, lines.get(id(block)), houses)]


def _parts(block: Block, line: _Line | None, houses: Mapping[int, int]) -> Iterator[Block]:
    place = houses.get(id(line))
    if line is None or place is None:
        yield block
        return
    told = [x for n, x in enumerate(line.parts) if line.fields[n] not in (NAME, "") or n == place]
    yield replace(block, text=", ".join(told), is_meta=True)
    yield replace(block, text=f"Udgiver: {line.parts[place]}")
    for n in line.columns:
        if n != place:
            yield replace(block, text=f"Forfatter: {line.parts[n]}")


def _houses(lines: Sequence[_Line]) -> Iterator[tuple[_Line, int]]:
    """Which column of each line is that of houses, of those where it is plain."""
    for turn in (1, -1):
        rows = [[line.parts[at] for at in line.columns[::turn]] for line in lines]
        if are_houses_last(rows):
            yield from ((line, line.columns[::turn][-1]) for line in lines)
            return
    pairs: defaultdict[_Row, list[_Line]] = defaultdict(list)
    for line in lines:
        pairs[line.fields].append(line)
    for of in pairs.values():
        writers = _writers(of) if len(of[0].columns) == PAIR else None
        if writers is not None:
            yield from ((line, sum(line.columns) - writers) for line in of)


def _line(block: Block) -> _Line | None:
    """The line, if it tells names and a date, perhaps a kind and a size, and nothing else."""
    if block.rank != BODY or block.links or len(block.text) > LINE_LENGTH:
        return None
    signs = [{*map(str.strip, form.findall(block.text))} for form in SIGNS]
    form, found = next((x for x in zip(SIGNS, signs, strict=True) if x[1]), (SIGNS[0], set[str]()))
    if len(found) != 1:
        return None
    parts = tuple(part for part in form.split(block.text) if part.strip())
    fields = tuple(map(_field, parts))
    is_all = {*fields} <= {NAME, DATED, "Type", ""} and not any(map(label_of, parts))
    is_told = is_all and NAME in fields and fields.count(DATED) == 1
    named = zip(parts, fields, strict=True)
    plain = tuple(BROUGHT.sub("", part) if field == NAME else part for part, field in named)
    return _Line(plain, fields, found.pop()) if is_told else None


def _field(text: str) -> str:
    if is_date(text):
        return DATED
    if is_kind(text):
        return "Type"
    if is_file_info(text):
        return ""
    name = BROUGHT.sub("", text)
    is_one = is_name(name) and name[:1].isupper() and ":" not in name and not STOP.search(name)
    return NAME if is_one else OTHER


def _writers(lines: Sequence[_Line]) -> int | None:
    """Which column names persons, where the other one names houses; None where it isn't plain."""
    columns = lines[0].columns
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
