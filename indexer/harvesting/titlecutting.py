"""Blocks cut where titles stand in them: the title, what cites it, what is said of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import Citation
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
    whole, heading = block.part(start, end), block.part(title.start, title.end)
    heading = replace(heading, rank=block.rank or PSEUDO)
    mention = read_mention(
        CitationLine(whole.text, whole.emphasis, tuple(map(whole.seen, whole.links)))
    )
    if mention and plain(mention[0].title) == plain(heading.text):
        cited, said = mention
        yield replace(heading, links=tuple(dict.fromkeys((*heading.links, *whole.links))))
        lines = (*_named(cited), said)
        yield from (replace(whole, text=line, rank=BODY, links=()) for line in lines if line)
        return
    lead, rest = block.part(start, title.start), block.part(title.end, end)
    rest = replace(rest, text=rest.text.lstrip(AROUND.replace("(", "")))
    line, said = cited_and_said(lead.text.strip(AROUND.replace(")", "")), rest.text)
    beside = () if line or said else (*lead.links, *rest.links)
    yield replace(heading, links=(*heading.links, *beside))
    if line:
        links = (*lead.links, *(() if said else rest.links))
        yield replace(lead, text=line, rank=BODY, is_meta=True, links=links)
    if said:
        yield replace(rest, text=said, rank=BODY)


def _named(cited: Citation) -> Iterator[str]:
    """What a citation tells beside the title, as lines with the names that fields have."""
    told = {"Udgiver": " og ".join(cited.publishers), "Forfatter": ", ".join(cited.authors),
            "År": cited.published, "Type": cited.kind}  # fmt: skip
    return (f"{name}: {value}" for name, value in told.items() if value)


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
