"""Which blocks of a web page are its text: those that trafilatura takes for it, and what belongs to
them though it drops it, as boxes, captions and headings that unfold."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from indexer.extraction.markup import BLOCKS, HEADINGS, UNREAD, is_unfolding, rows_of

MENU_ROLES = frozenset(["navigation", "banner", "contentinfo", "search"])
SECTIONS = frozenset(["article", "aside", "blockquote", "details", "figure", "main", "section"])
"""What has a header and a footer of its own."""
PARTS = HEADINGS | {
    "blockquote", "button", "caption", "dd", "details", "dt", "figcaption", "pre", "table",
}  # fmt: skip
"""What belongs to the text that stands around it; a box does in an article."""
WINDOW = 4
"""Words in a row by which a block is known again."""
LEAST = 0.5
"""A block is taken when this share of its windows is. Of the page's words outside menus, below this
share trafilatura has taken a part for the whole, as it does with manuals and lists."""
MOST = 0.9
"""The element with this share of the words taken holds the text."""
LINKED = 0.6
"""A block with a larger share of its letters in links leads elsewhere."""
SENTENCE = 5
"""Words of the shortest sentence that is taken for one."""
ABOVE = 15
"""Blocks above the text among which its heading is looked for."""
WORD = re.compile(r"\w+")


def drop_unread(body: Any) -> None:
    """Take out what is never text."""
    for element in list(body.iter(*UNREAD)):
        _drop(element)


def drop_noise(body: Any) -> None:
    """Take out menus, and the page's own header, footer and sidebars."""
    for element in list(body.iter("nav", "header", "footer", "aside")):
        if not _is_own(element):
            _drop(element)
    for element in body.xpath(".//*[@role]"):
        if element.get("role").lower() in MENU_ROLES:
            _drop(element)


def is_enough(body: Any, main: str) -> bool:
    """Whether the text that trafilatura found is more than a part of the body's."""
    leaves = [leaf for leaf in _leaves(body) if _is_text(leaf) and not _is_linked(leaf)]
    whole = sum(len(WORD.findall(" ".join(leaf.itertext()))) for leaf in leaves)
    return len(WORD.findall(main)) >= LEAST * max(1, whole)


def keep_main(body: Any, main: str) -> bool:
    """Take out of ``body`` all that doesn't belong to the text ``main``, which trafilatura found;
    False, and nothing is taken out, when most of it isn't there, as it came out of a script."""
    leaves = list(_leaves(body))
    texts = [_words(leaf) for leaf in leaves]
    taken = _taken(texts, main)
    counts = [len(text) * is_taken for text, is_taken in zip(texts, taken, strict=True)]
    if not any(taken) or sum(counts) < LEAST * len(WORD.findall(main)):
        return False
    around = _around(leaves, counts, body)
    first, last = taken.index(True), len(taken) - taken[::-1].index(True)
    first = next(
        (n for n in range(first, max(-1, first - ABOVE), -1) if leaves[n].tag == "h1"), first
    )
    parents = {leaf.getparent() for leaf, is_taken in zip(leaves, taken, strict=True) if is_taken}
    for number, leaf in enumerate(leaves):
        within = first <= number < last
        beside = within and _may_stand_alone(leaf, texts[number], parents)
        if not taken[number] and not _belongs(leaf, around, within=within, beside=beside):
            _drop(leaf)
    return True


def _leaves(body: Any) -> Iterator[Any]:
    """The innermost blocks in their order, tables whole. Text beside blocks is put into blocks of
    its own first."""
    holders = {body}
    for block in [one for one in body.iter() if _is_block(one)]:
        for around in block.iterancestors():
            if around in holders:
                break
            holders.add(around)
    for holder in [one for one in body.iter() if one in holders]:
        _box(holder, holders)
    walk = etree.iterwalk(body, events=("start",))
    for _, element in walk:
        if element not in holders or (element.tag == "table" and rows_of(element)):
            if isinstance(element.tag, str):
                yield element
            walk.skip_subtree()


def _box(holder: Any, holders: set[Any]) -> None:
    """Put what stands beside blocks in ``holder`` into blocks."""
    made = [box := holder.makeelement("div")]
    box.text, holder.text = holder.text, None
    for child in list(holder):
        if _is_block(child) or child in holders:
            made += [child, box := holder.makeelement("div")]
            box.text, child.tail = child.tail, None
        else:
            box.append(child)
    holder[:] = [one for one in made if one.getparent() is not None or _says(one)]


def _says(box: Any) -> bool:
    return len(box) > 0 or bool((box.text or "").strip())


def _is_block(element: Any) -> bool:
    tag = element.tag
    return tag in BLOCKS or tag in HEADINGS or is_unfolding(element)


def _taken(texts: Sequence[Sequence[str]], main: str) -> list[bool]:
    """Whether each block, by its words, stands in the main text."""
    lines = {tuple(WORD.findall(part)) for line in main.split("\n") for part in line.split("|")}
    windows = set(_windows(WORD.findall(main)))
    return [
        tuple(text) in lines
        if len(text) < WINDOW
        else sum(map(windows.__contains__, own := _windows(text))) >= LEAST * len(own)
        for text in texts
    ]


def _words(leaf: Any) -> list[str]:
    """A block's words, as trafilatura writes them: together where a mark or an emphasis parts them
    (``m<sup>2</sup>``)."""
    parts = leaf.tag == "table" or leaf.find(".//br") is not None
    return WORD.findall((" " if parts else "").join(leaf.itertext()))


def _windows(words: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(WINDOW)), strict=False))


def _around(leaves: Sequence[Any], counts: Sequence[int], body: Any) -> Any:
    """The article around the blocks with most words, or the smallest element that holds them."""
    words: Counter[Any] = Counter()
    for leaf, count in zip(leaves, counts, strict=True):
        if count:
            words.update(dict.fromkeys((leaf, *leaf.iterancestors()), count))
    holder = body
    while inner := [child for child in holder if words[child] >= MOST * words[body]]:
        holder = inner[0]
    if holder in leaves and holder is not body:
        holder = holder.getparent()
    ancestors = {around.tag: around for around in (*reversed(list(holder.iterancestors())), holder)}
    return ancestors.get("article", ancestors.get("main", holder))


def _belongs(leaf: Any, around: Any, *, within: bool, beside: bool) -> bool:
    """Whether a block that trafilatura dropped belongs to the text: when it stands ``within``, as a
    part of its own kind or a paragraph ``beside`` others; or at its foot."""
    chain = [leaf, *leaf.iterancestors()]
    if around not in chain or not _is_text(leaf) or _is_linked(leaf):
        return False
    tags = {element.tag for element in chain[: chain.index(around)]}
    if "footer" in tags:
        return True
    return beside or (within and ("aside" in tags or is_unfolding(leaf) or bool(tags & PARTS)))


def _may_stand_alone(leaf: Any, words: Sequence[str], parents: set[Any]) -> bool:
    """Whether a block is a paragraph beside others, or a sentence, and not a label."""
    if leaf.tag == "p":
        return leaf.getparent() in parents or len(words) >= SENTENCE
    if leaf.tag == "li":
        return len(words) >= SENTENCE
    ended = "".join(leaf.itertext()).rstrip()[-1:] in (".", "!", "?")
    return leaf.tag == "div" and ended and len(words) >= SENTENCE


def _is_text(element: Any) -> bool:
    """Whether the element stands in no menu, form, or header, footer or sidebar of the page."""
    for around in (element, *element.iterancestors()):
        if around.tag in ("nav", "form"):
            return False
        if around.get("role", "").lower() in MENU_ROLES:
            return False
        if around.tag in ("header", "footer", "aside") and not _is_own(around):
            return False
    return True


def _is_own(element: Any) -> bool:
    """Whether a header, footer or box is that of a text, and not of the page."""
    within = {around.tag for around in element.iterancestors()}
    if element.tag == "aside":
        return bool(within & {"article", "main"})
    return element.tag in ("header", "footer") and bool(within & SECTIONS)


def _is_linked(element: Any) -> bool:
    linked = sum(len("".join(link.itertext())) for link in element.iter("a"))
    return linked > LINKED * len("".join(element.itertext()).strip())


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()
