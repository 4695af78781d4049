"""What is said of each material of a list, told from what only leads to it.

A line is weighed by a few of its features: how many words it has beside links, what share of it is
linked, whether it is a sentence. To that comes what the lines weigh that stand in the same slot in
the other entries: a short line is text where the others have texts, a button where they have
buttons; and what stands in many of them, numbers apart, is said of none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from statistics import mean

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import CHANGED
from indexer.harvesting.fileinfo import is_file_info, is_path, without_file_info
from indexer.harvesting.pointers import said_in, words
from indexer.harvesting.sections import Section

WORDS, ENDED, LINKED, NONE = 8, 0.5, 1.0, 0.6
"""Words beside links that make a text of a line by themselves; what it weighs that it ends as a
sentence, and that all of it is linked or leads on; what a line of nothing weighs less than a text.
"""
REPEATED = 4.0
"""What a line weighs less that all entries have, numbers apart."""
PLAIN = 0.25
"""What the points of a list weigh more of which none is a link."""
SLOT = 0.5
"""What the lines in the same slot of the other entries weigh beside the line itself."""
POINT = re.compile(r"\bli\.\S*$")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")
"""An address to write to: where only one has such a line, it tells of the list, not of that one."""
NOTE = re.compile(
    r"[\[(*]{0,2}(?:red(?:\.|aktione[nr]\w{0,2}|aktør\w{0,4})(?: \w{1,20}){0,2}"
    r"|n\.?b\.?|obs|bemærk(?:ning)?|note|anm(?:\.|ærkning)) ?[:!]",
    re.IGNORECASE,
)
"""What a note of those who keep the list begins with, which tells of that, or of its links."""
LEAST = 3
"""Materials among which what only one has is strange."""
DIGITS = re.compile(r"\d+")
END = (".", "!", "?", "…", "”", "«")


def texts_of(found: Sequence[Section]) -> list[str]:
    """What the page says of each section, with a blank line between paragraphs."""
    lines = [_lines_of(section) for section in found]
    seen = Counter(said for each in lines for said in {_blind(block) for block, _ in each})
    weights: dict[int, float] = {}
    slots: defaultdict[str, list[float]] = defaultdict(list)
    for block, text in chain.from_iterable(lines):
        again = (seen[_blind(block)] - 1) / len(found)
        weights[id(block)] = max(-1.0, _weight(block, text) - REPEATED * again)
        slots[block.slot].append(weights[id(block)])
    weights |= _of_points(chain.from_iterable(lines), weights)
    weights |= {
        id(block): -1.0
        for block, _ in chain.from_iterable(lines)
        if len(found) >= LEAST and len(slots[block.slot]) == 1 and MAIL.search(block.text)
    }
    usual = {slot: SLOT * mean(each) for slot, each in slots.items()}
    blocks = (block for block, _ in chain.from_iterable(lines))
    weights = {id(block): weights[id(block)] + usual[block.slot] for block in blocks}
    return ["\n\n".join(_without_lead_line(_kept(each, weights))) for each in lines]


def _kept(lines: Iterable[tuple[Block, str]], weights: Mapping[int, float]) -> list[str]:
    """The texts that weigh something, each with what goes on from it in the next line."""
    kept: list[str] = []
    last = Block("")
    for block, text in lines:
        is_same = last.path == block.path and last.text[-1:].isalpha() and not block.linked
        if is_same and text == block.text and text[:1].islower():
            kept[-1] += f" {text}"
        elif weights[id(block)] > 0:
            kept.append(text)
        last = block if text and kept and kept[-1].endswith(text) else Block("")
    return kept


def _of_points(
    lines: Iterable[tuple[Block, str]], weights: Mapping[int, float]
) -> dict[int, float]:
    """What the points of each list within an entry weigh: all the same, more if none leads on."""
    points: defaultdict[tuple[int, ...], list[Block]] = defaultdict(list)
    for block, _ in lines:
        if POINT.search(block.slot):
            points[block.path[:-1]].append(block)
    return {
        id(block): mean(weights[id(b)] for b in each) + PLAIN * (not any(b.linked for b in each))
        for each in points.values()
        if len({block.path for block in each}) == len(each) > 1  # not lines of one point
        for block in each
    }


def _without_lead_line(said: list[str]) -> list[str]:
    """The texts without what leads to nothing more (»Læs også:«)."""
    while said and said[-1].endswith(":"):
        said.pop()
    return said


def _lines_of(section: Section) -> list[tuple[Block, str]]:
    """The lines that tell no field, each with what it says before it leads to a link. A link around
    the whole entry is in none of them."""
    told = {id(b) for b in (*section.publisher_blocks, *section.labelled_blocks)}
    around = Counter(x for b in (section.heading, *section.blocks) for x in b.links)
    wide = {x for x, n in around.items() if n > 1 and x in section.heading.links}
    lines = (block for block in section.blocks if id(block) not in told)
    return [(block, said_in(block, wide)) for block in lines]


def _weight(block: Block, text: str) -> float:
    """More than none for what looks like a text by itself, less for what doesn't; 1 at most."""
    if not text or is_file_info(text) or is_path(text) or CHANGED.match(text) or NOTE.match(text):
        return -1.0
    said = without_file_info(text)
    told = words(said) - sum(words(x) for x in map(block.seen, block.links) if x in said)
    share = 1 - told / words(block.text)
    return max(-1.0, min(1.0, told / WORDS + ENDED * text.endswith(END) - LINKED * share - NONE))


def _blind(block: Block) -> str:
    """A text without its numbers: »Læst 12 gange« is said of all."""
    return DIGITS.sub("0", block.text)
