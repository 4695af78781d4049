"""What ranking takes of a page, in one compact form that the cluster gives without reading more."""

import struct
import zlib
from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import NamedTuple

import numpy as np

from search.index.fields import TEXT_FIELDS
from search.index.segments.arrays import Ints
from search.index.segments.postings import FieldTokens

_HEAD = struct.Struct(f"<qiii?fff{len(TEXT_FIELDS)}I")
_BYTES = 4
"""Of one number of a token."""

BETWEEN = "\0"
"""Between words: in none of them."""
LEVEL = 1
"""Of packing, which takes half the time of the usual one."""

Tokens = tuple[list[str], Sequence[int]]
"""Words in the order of a text, and the place of each."""


class RankedPage(NamedTuple):
    """A page ``number`` of a ``material``, whose number is ``order``: the ``place`` among its
    ``pages``, what the ready lists say of it, and its tokens: how many each field has, the
    distinct ``words``, and for all, field by field, which of these and how many places more than
    tokens lie before it (``which`` and ``ahead``, as bytes)."""

    order: int
    number: int
    place: int
    pages: int
    contents: bool
    opens: float
    title_idf: float
    norm: float
    material: str
    sizes: tuple[int, ...]
    words: list[str]
    which: bytes
    ahead: bytes


def packed_tokens(
    fields: Mapping[str, Tokens],
) -> tuple[tuple[int, ...], list[str], bytes, bytes]:
    """The last of what a ranked page is made of: how many tokens, ``words``, ``which`` and
    ``ahead``."""
    every = [fields.get(name, ([], ())) for name in TEXT_FIELDS]
    numbers: dict[str, int] = defaultdict(count().__next__)
    which = [numbers[word] for words, _ in every for word in words]
    ahead = [np.array(places, "<i4") - np.arange(len(places)) for _, places in every]
    return (
        tuple(len(words) for words, _ in every),
        list(numbers),
        np.array(which, "<i4").tobytes(),
        np.concatenate(ahead).astype("<i4").tobytes(),
    )


def packed(page: RankedPage) -> str:
    """A page as the cluster is given it."""
    head = _HEAD.pack(*page[:8], *page.sizes)
    text = BETWEEN.join([page.material, *page.words]).encode()
    return b64encode(zlib.compress(head + page.which + page.ahead + text, LEVEL)).decode()


def unpacked(given: str) -> RankedPage:
    """A page as the cluster gives it, who leaves out what fills the last letters."""
    content = zlib.decompress(b64decode(given + "=="))
    order, number, place, pages, contents, opens, title_idf, norm, *sizes = _HEAD.unpack_from(
        content
    )
    middle = _HEAD.size + _BYTES * sum(sizes)
    end = middle + _BYTES * sum(sizes)
    material, *words = content[end:].decode().split(BETWEEN)
    return RankedPage(
        order, number, place, pages, contents, opens, title_idf, norm, material, tuple(sizes),
        words, content[_HEAD.size : middle], content[middle:end],
    )  # fmt: skip


def field_tokens(
    pages: Sequence[RankedPage], doc_ids: Ints
) -> tuple[dict[str, FieldTokens], dict[str, int]]:
    """By field the tokens of pages with these ascending ``doc_ids``, and the numbers of their
    words."""
    terms: dict[str, int] = defaultdict(count().__next__)
    every = [*map(terms.__getitem__, chain.from_iterable(page.words for page in pages))]
    sizes = np.array([page.sizes for page in pages], np.int64).reshape(-1, len(TEXT_FIELDS))
    distinct = np.array([len(page.words) for page in pages], np.int64)
    first_word = np.cumsum(distinct) - distinct
    which = np.frombuffer(b"".join(page.which for page in pages), "<i4")
    ahead = np.frombuffer(b"".join(page.ahead for page in pages), "<i4")
    term = np.array(every, np.int32)[which + np.repeat(first_word, sizes.sum(axis=1))]
    doc_id = np.repeat(doc_ids, sizes.sum(axis=1))
    each = sizes.ravel()
    at = (ahead + np.arange(len(ahead)) - np.repeat(np.cumsum(each) - each, each)).astype(np.int32)
    field = np.repeat(np.tile(np.arange(len(TEXT_FIELDS)), len(pages)), each)
    found = {}
    for n, name in enumerate(TEXT_FIELDS):
        here = field == n
        found[name] = FieldTokens(term[here], doc_id[here], at[here])
    return found, terms
