"""Pointers: the links and addresses of a paragraph, and what it says beside them."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from indexer.extraction.webpage import Link
from indexer.harvesting.blocks import Block
from indexer.harvesting.citationline import sentence_ends
from indexer.harvesting.elements import ADDRESS

LEADING = 0.25
"""Share of a sentence that is linked from which it only leads to what it links."""
FEW_WORDS = 4
"""Words of a paragraph that is but where to go: »Rapport BibTeX«."""
EMAIL = re.compile(r"(?<![^\s@])[^\s@]{1,64}@[\w.-]{1,250}\w")
CONTACT = re.compile(rf"{EMAIL.pattern}(?=\W*$)")


def has_address(block: Block) -> bool:
    """Whether a paragraph leads somewhere."""
    return bool(block.links or ADDRESS.search(block.text))


def is_row_of_links(block: Block) -> bool:
    """Whether a paragraph is but where to go."""
    return bool(block.links) and len(block.text.split()) <= FEW_WORDS


def with_plain_links(block: Block) -> Block:
    """The block with the addresses that stand in its text and are no links."""
    plain = (Link(url, "") for url in ADDRESS.findall(block.text))
    known = {link.url for link in block.links}
    return replace(block, links=(*block.links, *(x for x in plain if x.url not in known)))


def said_in(block: Block, wide: Collection[Link] = ()) -> str:
    """The text without the sentences at its end that lead to a link, an address or a file, but for
    links that are ``wide``, around more than it."""
    text = block.text
    own = (x for x in block.links if x not in wide)
    spans = [text if text in x.text else block.seen(x) for x in own]
    spans += [m[0] for form in (ADDRESS, CONTACT) for m in form.finditer(text)]
    ends = [0, *(end for end in sentence_ends(text) if end < len(text)), len(text)]
    for start, end in reversed([*pairwise(ends)]):
        sentence = text[start:end]
        rest = sentence
        for said in spans:
            rest = rest.replace(said, "", 1)
        if words(rest) > (1 - LEADING) * words(sentence) > 0:
            return EMAIL.sub("", text[:end]).strip()
    return ""


def words(text: str) -> int:
    """How many words a text has."""
    return len(re.findall(r"\w+", text))
