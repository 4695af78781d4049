"""Texts that stand above their titles on a page without boxes: a text, its title, who and when, a
link, and then the next one's text."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import takewhile

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import is_publisher_line
from indexer.harvesting.elements import words_only
from indexer.harvesting.headings import BODY

LEAST = 3
"""Headings of a kind that show where their texts stand."""
FEW_WORDS = 12
STEM = 4
"""Letters at their beginning by which words are alike; shorter ones tell nothing."""
SURELY = 2
"""How many times as much titles have in common with what stands above them as with what stands
below, and words more, where what stands below the last doesn't tell."""


def with_texts_below(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the text that stands above each heading of a kind below it, where all of the
    kind have one right above, and share more words with it than with the one below. What stands
    below the last of them then is the page's, and left out."""
    kinds: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.rank != BODY and block.slot:
            kinds[block.slot, block.rank].append(n)
    moved: dict[int, range] = {}
    after: set[int] = set()
    for heads in kinds.values():
        above = _without_page_text([_text_above(blocks, n) for n in heads])
        if len(heads) >= LEAST and all(above) and _are_theirs(blocks, heads, above):
            moved |= zip(heads, above, strict=True)
            after |= {id(block) for block in _text_below(blocks, heads[-1])}
    return [block for block in _in_order(blocks, moved) if id(block) not in after]


def _in_order(blocks: Sequence[Block], moved: dict[int, range]) -> Iterator[Block]:
    """The blocks with each of the texts below the lines that follow its heading."""
    left = {n for text in moved.values() for n in text}
    waiting: list[Block] = []
    for n, block in enumerate(blocks):
        if waiting and (n in left or block.rank != BODY):
            yield from waiting
            waiting = []
        if n not in left:
            yield block
        if n in moved:
            waiting = [blocks[k] for k in moved[n]]
    yield from waiting


def _text_above(blocks: Sequence[Block], n: int) -> range:
    """The running text right above heading number ``n``, of the same part of the page."""
    start = n
    while start and _is_text(blocks[start - 1], blocks[n]):
        start -= 1
    return range(start, n)


def _without_page_text(above: Sequence[range]) -> list[range]:
    """The texts, the first with as many paragraphs as others have: those before are the page's."""
    first, *others = above
    return [first[-max(map(len, others), default=0) :], *others]


def _text_below(blocks: Sequence[Block], n: int) -> list[Block]:
    """The running text below that heading, to the next one."""
    below = takewhile(lambda block: block.rank == BODY, blocks[n + 1 :])
    return [block for block in below if _is_text(block, blocks[n])]


def _is_text(block: Block, heading: Block) -> bool:
    is_beside = block.path[:-1] == heading.path[:-1]
    return is_beside and block.rank == BODY and not block.is_meta and not is_short_line(block.text)


def _are_theirs(blocks: Sequence[Block], heads: Sequence[int], above: Sequence[range]) -> bool:
    texts = [" ".join(blocks[n].text for n in lines) for lines in above]
    last = " ".join(block.text for block in _text_below(blocks, heads[-1]))
    return are_of_titles_below([blocks[n].text for n in heads], texts, last)


def are_of_titles_below(titles: Sequence[str], texts: Sequence[str], last: str) -> bool:
    """Whether ``texts``, each right above one of the ``titles``, are of these and not of the titles
    before; ``last`` is what stands below the last one."""
    stems = [_stems(text) for text in texts]
    counted = Counter(stem for text in stems for stem in text)
    common = {stem for stem, count in counted.items() if 2 * count > len(texts)}
    told = [_stems(title) - common for title in titles]
    own = sum(len(title & text) for title, text in zip(told, stems, strict=True))
    nexts = zip(told, [*stems[1:], _stems(last)], strict=True)
    other = sum(len(title & text) for title, text in nexts)
    return own > other if not last else own >= SURELY * (other + 1)


def is_short_line(text: str) -> bool:
    """Whether a line is no running text: it says who or when, or is a few words without an end."""
    return is_publisher_line(text) or (len(text.split()) <= FEW_WORDS and text[-1] not in ".!?")


def _stems(text: str) -> set[str]:
    return {word[:STEM] for word in words_only(text).split() if len(word) >= STEM}
