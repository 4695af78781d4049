"""Blocks cut where titles stand in them: the title, what cites it, what is said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.harvesting.blocks import Block
from indexer.harvesting.citationline import CitationLine, sentence_ends
from indexer.harvesting.citationparts import settled_parts
from indexer.harvesting.headings import BODY, PSEUDO
from indexer.harvesting.labelling import AUTHOR, DATE, PUBLISHER, TEXT
from indexer.harvesting.leading import led_by
from indexer.harvesting.matching import plain
from indexer.harvesting.mentions import read_mention
from indexer.harvesting.titleplaces import AROUND, TitlePlace


def cut_at(block: Block, places: Sequence[TitlePlace]) -> Iterator[Block]:
    """The block, each title in it as a heading with the rest of its sentence and those after it
    below."""
    if not places:
        yield block
        return
    ends, starts = sentence_ends(block.text), [0]
    for before, place in pairwise(places):
        starts.append(max((e for e in ends if before.end <= e <= place.start), default=before.end))
    for place, (start, end) in zip(places, pairwise([*starts, len(block.text)]), strict=True):
        yield from _titled(block, start, place, end)


def _titled(block: Block, start: int, title: TitlePlace, end: int) -> Iterator[Block]:
    """The title as a heading, below it what cites it, then what is said of it."""
    heading = replace(block.part(title.start, title.end), rank=block.rank or PSEUDO)
    lead, rest = block.part(start, title.start), block.part(title.end, end)
    mention = _mentioned(block.part(start, end), title.of(block))
    if mention:
        yield heading
        yield from (replace(block, text=line, rank=BODY, links=()) for line in mention[:-1])
        yield replace(lead, text=mention[-1], rank=BODY, links=(*lead.links, *rest.links))
        return
    rest = replace(rest, text=rest.text.lstrip(AROUND.replace("(", "")))
    cited, said = cited_and_said(lead.text.strip(AROUND.replace(")", "")), rest.text)
    beside = () if cited or said else (*lead.links, *rest.links)
    yield replace(heading, links=(*heading.links, *beside))
    if cited:
        links = (*lead.links, *(() if said else rest.links))
        yield replace(lead, text=cited, rank=BODY, is_meta=True, links=links)
    if said:
        yield replace(rest, text=said, rank=BODY)


def _mentioned(block: Block, title: str) -> list[str]:
    """What running text tells of the title, as named lines, and what it says of it; none where the
    text isn't such."""
    run = CitationLine(block.text, block.emphasis, tuple(map(block.seen, block.links)))
    mention = read_mention(run)
    if mention is None or plain(mention[0].title) != plain(title):
        return []
    cited, said = mention
    told = {"Udgiver": " og ".join(cited.publishers), "Forfatter": ", ".join(cited.authors),
            "År": cited.published, "Type": cited.kind}  # fmt: skip
    return [*(f"{name}: {value}" for name, value in told.items() if value), said or "."]


def cited_and_said(lead: str, rest: str) -> tuple[str, str]:
    """What leads to a title and goes on from it, as what cites it and what is said of it."""
    line = f"{lead} {rest}"
    parts = settled_parts(CitationLine(line, is_titled=True))
    if not any(part.field in (AUTHOR, PUBLISHER, DATE) and part.end <= len(lead) for part in parts):
        led = led_by(rest)
        said = led.rest if led else rest
        return rest.removesuffix(said).strip(), said
    texts = (part.start for part in parts if part.field == TEXT and part.start >= len(lead))
    start = next(texts, len(line))
    return line[:start].strip(), line[start:].strip()
