"""Lists of references, in the styles of APA, Harvard and Vancouver and those made after them.

A reference is one paragraph: who, when, title, where. Its style shows by where the year stands: in
brackets after the names (APA, Harvard), or last, after the publisher (Vancouver, library lists).
Punctuation after APA 7, 9.1–9.42, and the Vancouver examples of NLM's Citing Medicine, 2nd ed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from indexer.extraction.webpage import Link
from indexer.fetching.landing import LEAST, score
from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import DATE, KINDS, Citation, cite
from indexer.harvesting.fileinfo import ACTION, without_file_info
from indexer.harvesting.headings import BODY
from indexer.harvesting.names import BARE, BEFORE_COLON, are_inverted, names

LEAST_REFERENCES, LEAST_ANNOTATED = 2, 3
"""References in a row that make a list, and those with texts between them."""
LONGEST = 1000
LONGEST_REST = 160
"""Characters after a linked title that say who put it out, and no more."""
LEAST_WORDS = 2
SHORTEST_TITLE = 8
BRACKETED = re.compile(
    r"(?P<by>.{2,400}?) ?\((?P<when>(?:19|20)\d\d)[a-z]?(?:, [^()]{1,30})?\) ?[.:,]? ?(?P<rest>.+)"
)
POINTED = re.compile(r"(?P<by>[^;]{2,400}?)\. (?P<when>(?:19|20)\d\d)[a-z]?[.:] (?P<rest>.+)")
"""Chicago's author-date style: ``Holm, Anders. 2015. Titel.``"""
DATED_LAST = re.compile(
    r"(?P<head>.+?)(?P<sign>[;,.:]) ?(?P<when>(?:[^\W\d_]{3,9}\.? )?(?:19|20)\d\d)\b(?P<after>.*)"
)
NAMED = re.compile(
    rf"(?P<by>{BARE.pattern}(?:, {BARE.pattern}){{0,30}}(?:, et al)?)\. (?P<rest>.+)"
)
IN_AREAS = re.compile(r"\. ?[-–—] ")
"""Between the areas of a library's description: title / names. - Publisher, year. - Pages."""
KIND_IN_BRACKETS = re.compile(r" ?\[([^\[\]]{1,40})\]")
MOST_AFTER = 4
"""Words after the year that say nothing of access."""
SENTENCE = re.compile(r"(?<=[^\W_]{2}|.[)\"”“’»])[.?!] +(?=[\"”“»„A-ZÆØÅ(\[])")
"""Between two parts: not after an initial."""
PLACE = re.compile(r"[A-ZÆØÅ][\w. -]{1,30}: ?(?=[A-ZÆØÅ])")
ADDRESS = re.compile(r"https?://[^\s<>\"”]+[^\s<>\"”.,;:)\]]")
ACCESS = re.compile(
    r"(tilgængelig|hentet|lokaliseret|set d|besøgt|available|retrieved|accessed|link|doi|isbn|url"
    r"|https?:|\[?(internet|online|pdf)\]?$|\d+ ?s(ider)?\.?$|s\. ?\d|pp?\. ?\d)",
    re.IGNORECASE,
)
"""Starts of the parts that say where and when a reference was read, and how long it is."""


_Reference = tuple[Citation, Block, str]
"""What a reference cites, itself, and what is said of it below."""


def split_references(blocks: Sequence[Block]) -> tuple[list[Block], list[_Reference]]:
    """The blocks that are no references, and those that are. References stand in rows, which are
    lists or paragraphs of one part of the page, each alone or with a text below it."""
    others: list[Block] = []
    found: list[_Reference] = []
    for _, group in groupby(blocks, key=_list_of):
        row = list(group)
        read = [(n, cited) for n, block in enumerate(row) if (cited := _read(block))]
        is_list = len(read) >= LEAST_REFERENCES and len(read) * 2 > len(row)
        notes = {} if is_list else _annotations([n for n, _ in read], row)
        if not (is_list or notes):
            others += row
            continue
        found += [(c, row[n], "\n\n".join(b.text for b in notes.get(n, ()))) for n, c in read]
        taken = {id(b) for n, _ in read for b in (row[n], *notes.get(n, ()))}
        others += [block for block in row if id(block) not in taken]
    return others, [(cited, _with_plain_links(block), text) for cited, block, text in found]


def _annotations(places: Sequence[int], row: Sequence[Block]) -> dict[int, list[Block]]:
    """The paragraphs below each of the references at these places, where most have as many; none
    where it isn't so."""
    spans = [after - n - 1 for n, after in pairwise(places)]
    usual = Counter(spans).most_common(1)[0] if spans else (0, 0)
    if len(places) < LEAST_ANNOTATED or not usual[0] or usual[1] * 3 < len(spans) * 2:
        return {}
    ends = [*places[1:], places[-1] + 1 + usual[0]]
    return {n: [*row[n + 1 : end]] for n, end in zip(places, ends, strict=True)}


def _list_of(block: Block) -> tuple[int, ...]:
    """What holds the list that a line is of: headings stand between lists."""
    depth = len(block.path) - (2 if block.scope[-1:] == block.path[-2:-1] else 1)
    return block.path[:depth] if block.rank == BODY else block.path


def _read(block: Block) -> Citation | None:
    if block.rank != BODY or len(block.text) > LONGEST:
        return None
    text = ADDRESS.sub("", block.text)
    for link in block.links:
        is_way = ACCESS.match(link.text) or ACTION.match(link.text)
        text = text.replace(f" {link.text}", "") if is_way and len(link.text) < 40 else text
    text = re.sub(r"^\[?\d{1,3}[\].)] +", "", without_file_info(text).strip())
    return (
        _described(text)
        or _bracketed(text, block)
        or _emphasised(text, block)
        or _linked(text, block)
        or _dated_last(text, block)
        or _listed(text, block)
    )


def is_reference(block: Block) -> bool:
    """Whether a paragraph is one with an address, or with the year in brackets and a link."""
    if ADDRESS.search(block.text):
        return _read(block) is not None
    return bool(block.links) and _bracketed(block.text, block) is not None


def _described(text: str) -> Citation | None:
    """``Titel / A. Holm. - Udgiver, 2015. - 64 sider``"""
    named, *areas = IN_AREAS.split(text)
    dated = next((area for area in areas if DATE.search(area)), "")
    title, _, by = named.partition(" / ")
    when = DATE.search(dated)
    if not when or len(title) < SHORTEST_TITLE:
        return None
    made = cite(title, PLACE.sub("", dated.replace(" : ", ": ")))
    return replace(made, authors=names(by)) if by else made


def _linked(text: str, block: Block) -> Citation | None:
    """What has its title linked: ``<a>Titel</a> (Udgiver, 2015)``, ``A. Holm: <a>Titel</a>, …``. It
    says who put it out, or leads to a file."""
    own = next((x.text for x in block.links if _is_title(x.text)), "")
    by, _, rest = text.partition(own) if own else ("", "", "")
    if not own or max(len(by), len(rest)) > LONGEST_REST or by.rstrip()[-1:] not in ("", ":"):
        return None
    made = cite(own, rest.strip(" ,.:;–—-|·"))
    is_sure = made.published and (made.publishers or any(score(x) >= LEAST for x in block.links))
    return replace(made, authors=names(by.strip(" :")) if by else ()) if is_sure else None


def _listed(text: str, block: Block) -> Citation | None:
    """What ends in publisher and date, and has a link: ``Titel, Udgiver, 2015. Hent``."""
    for link in block.links:
        text = text.replace(link.text, "") if ACTION.match(link.text) else text
    made = cite(text.strip(" ,.:;–—-|·()"))
    is_one = _is_title(made.title) and len(made.title) >= SHORTEST_TITLE
    return made if is_one and block.links and made.published and made.publishers else None


def _is_title(said: str) -> bool:
    return len(said.split()) >= LEAST_WORDS and not ACTION.match(said)


def _bracketed(text: str, block: Block) -> Citation | None:
    found = BRACKETED.fullmatch(text) or POINTED.fullmatch(text)
    if found and ACCESS.match(found["rest"]):
        return None
    if not found or len(found["by"].split(". ")) > 12:
        return None
    parts = _parts(found["rest"])
    first = (
        block.emphasis[0] if block.emphasis and found["rest"].startswith(block.emphasis[0]) else ""
    )
    title = first or (parts[0] if parts else "")
    rest = found["rest"].removeprefix(first) if first else ". ".join(parts[1:])
    if kind := KIND_IN_BRACKETS.search(found["rest"]):
        title, rest = title.replace(kind[0], ""), rest.replace(kind[0], f" {kind[1]}, ")
    return _cited(title, found["by"], rest, found["when"])


def _emphasised(text: str, block: Block) -> Citation | None:
    """``**Titel**. Udgiver, juni 2015``."""
    first = block.emphasis[0] if block.emphasis else ""
    rest = text.removeprefix(first)
    if not first or rest == text or not rest.strip() or len(rest) > 200 or not DATE.search(rest):
        return None
    return cite(first, _without_access(rest)) if len(first) >= SHORTEST_TITLE else None


def _dated_last(text: str, block: Block) -> Citation | None:
    """``Holm A, Dam B. Titel. København: SFI; 2015.``"""
    found = DATED_LAST.match(text)
    if not found or len(_without_access(found["after"]).split()) > MOST_AFTER:
        return None
    named = NAMED.match(found["head"])
    parts = _parts(named["rest"] if named else found["head"])
    by = named["by"] if named else ""
    if not by and len(parts) > 1 and are_inverted(parts[0]):
        by = parts.pop(0)
    if not by and parts and (personal := BEFORE_COLON.match(parts[0])):
        by, parts[0] = personal[1], parts[0][personal.end() :]
    is_sure = by or found["sign"] == ";" or block.links or ADDRESS.search(block.text)
    if not is_sure or len(parts) < (1 if by else 2):
        return None
    return _cited(parts[0], by, ". ".join(parts[1:]), found["when"])


def _cited(title: str, by: str, rest: str, when: str) -> Citation | None:
    title = title.strip(' .,:;"”“’»«')
    if len(title) < SHORTEST_TITLE or not re.search(r"[^\W\d_]{3}", title):
        return None
    by = by.strip(" ,:;")
    house = PLACE.sub("", _without_access(rest).strip(" .,:;"))
    made = cite(title, f"{house}, {when}")
    if made.publishers:
        return replace(made, authors=names(by, turned=True) if by else ())
    return replace(made, publishers=(by.rstrip(". "),)) if by else made


def _parts(text: str) -> list[str]:
    return [part.strip() for part in SENTENCE.split(text) if part.strip(" .")]


def _without_access(rest: str) -> str:
    parts = [part for part in re.split(r"[.;] +|\. ?$", rest) if part.strip(" .,")]
    said = [part for part in parts if not ACCESS.match(part.strip())]
    return ". ".join(part for part in said if part.strip().lower() not in KINDS or len(said) > 1)


def _with_plain_links(block: Block) -> Block:
    """The block with the addresses that stand in its text and are no links."""
    plain = (Link(url, "") for url in ADDRESS.findall(block.text))
    known = {link.url for link in block.links}
    return replace(block, links=(*block.links, *(x for x in plain if x.url not in known)))
