"""Where a page puts what it says of each material, told by what most of them have in common."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from indexer.harvesting.blocks import Block
from indexer.harvesting.citation import (
    DATE,
    UNSURE,
    Citation,
    are_authors,
    cite,
    is_citation,
    is_date,
    is_kind,
    is_name,
    is_publisher_line,
    tells_who,
)
from indexer.harvesting.citationline import CitationLine
from indexer.harvesting.citationparts import BROUGHT
from indexer.harvesting.detailnames import is_date_label, label_of
from indexer.harvesting.fileinfo import ACTION, without_file_info
from indexer.harvesting.headings import BODY
from indexer.harvesting.labelling import PUBLISHER, parts_of
from indexer.harvesting.leading import led_by
from indexer.harvesting.references import told_above
from indexer.harvesting.sections import Section
from search.library.dates import MONTHS

LEAST, SHARE, HALF, LEAST_ENDS = 3, 0.67, 0.5, 2
"""Materials, and the share of all, that make a habit; and of all titles of a rank, among which some
are of no material; texts that end in a citation, and headings that are sure to be publishers."""
WRITER = re.compile(
    r"(?i:(?:skrevet )?(?:af|av|by|v/|ved)) (?:[^\W\d_A-ZÆØÅÄÖ]{4,30} ){0,3}(?=[A-ZÆØÅÄÖ])"
)
"""»Af«, and what a writer is (»ergoterapeut«, »tidligere rektor«)."""
PUT_OUT = re.compile(r"(?:udgivet|publiceret|udarbejdet|utgitt|utgiven) (?:af|av|for|fra) ", re.I)
DAY = re.compile(rf",? (?:den |d\. ?)?\d{{1,2}}\. (?:{'|'.join(MONTHS)})$", re.IGNORECASE)
PUTS_OUT = re.compile(r"([^.:!?]{3,80}?) (?:udgiver|har udgivet|offentliggør|utgir|ger ut) ")
"""»Tænketanken udgiver rapporter om …«"""
ALL_PUT_OUT = re.compile(
    r"\b(?:alle|de|\w{3,40}er(?:ne)?),? (?:(?:(?:der|som) )?er )?"
    r"(?:lavet|skrevet|udarbejdet|udgivet|utgitt|utgivna) (?:af|av) "
    r"([^.:;!?]{3,80}?)(?:, (?:hvor|når|hvis|medmindre|med mindre) [^.!?]{3,80})?(?:[.!]|$)",
    re.IGNORECASE,
)
"""»Her er de rapporter, som er udgivet af Tænketanken, hvor intet andet står.«"""
ROLE = re.compile(r"^(?:[a-zæøå]{4,} )?(?=[A-ZÆØÅ])")
"""What a house is, before its name: »foreningen Havnens Venner«."""
SURE = 0.9
"""Probability from which a heading alone is the name of a publisher."""


def with_publishers(found: Sequence[Section], blocks: Sequence[Block]) -> list[Section]:
    """The sections with the line that cites first, where most have one elsewhere; else who put it
    out, and when, as a heading of several of these ``blocks`` says, or the page."""
    found = [_with_authors(replace(s, body=tuple(map(_named, s.body)))) for s in found]
    citing = [_citing(section) for section in found]
    if sum(map(bool, citing)) >= max(LEAST, SHARE * len(found)):
        found = [
            _put_first(s, cited[0]) if len(cited) == 1 else s
            for s, cited in zip(found, citing, strict=True)
        ]
    is_dated = any(cite(s.heading.text, s.line).published for s in found)
    for place in (_last, _first):
        lines = [_as_line(section, place(section), is_dated=is_dated) for section in found]
        told = [line.text for line in lines if line is not None]
        sure = sum(bool(cite("", text).publishers) for text in told)
        if len(told) >= max(LEAST, SHARE * len(found)) and sure * 2 >= len(told):
            pairs = zip(found, lines, strict=True)
            return [_put_first(s, line) if line is not None else s for s, line in pairs]
    houses, above = _houses(blocks), told_above(blocks)
    found = [_put_out(section, houses.get(id(section.heading), "")) for section in found]
    found = [_filled(section, *above.get(id(section.heading), ("", ""))) for section in found]
    house = _house_of_page(found, blocks)
    count = sum(bool(cite("", s.line, publisher=s.publisher).publishers) for s in found)
    is_all = count * 3 <= len(found)  # else of those of which all that is told was read
    return [
        _put_out(s, house) if house and (is_all or s.publisher or is_date(s.line)) else s
        for s in found
    ]


def with_leads_apart(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, the first texts below titles parted from who and when they begin with, where half
    of those that stand in the same way do."""
    places: defaultdict[str, list[Block]] = defaultdict(list)
    for above, block in pairwise(blocks):
        if above.rank != BODY == block.rank and not (block.is_meta or label_of(block.text)):
            places[block.slot].append(block)
    found: dict[int, list[Block]] = {}
    for texts in places.values():
        told = {id(b): parts for b in texts if len(parts := _parts(b)) > 1}
        found |= told if len(told) >= max(LEAST_ENDS, HALF * len(texts)) else {}
    return [part for block in blocks for part in found.get(id(block), [block])]


def _parts(block: Block) -> list[Block]:
    lead = led_by(block.text)
    said = block.text.removesuffix(lead.rest).strip(" .:,;–—-") if lead else ""
    if not lead or not is_publisher_line(said):
        return [block]
    return [replace(block, text=said, links=(), is_meta=True), replace(block, text=lead.rest)]


def with_makers_named(blocks: Sequence[Block], found: Sequence[Section]) -> list[Block]:
    """The blocks of these sections, of lines that tell but who made it, where a field tells when
    and most have such a line first, each by the names that fields have."""
    firsts = [first for section in found if (first := _first_beside_date(section))]
    told = {id(block): cite("", block.text) for block in firsts if _tells_no_date(block)}
    if len(told) < max(LEAST, SHARE * len(firsts)):
        return [*blocks]
    return [part for block in blocks for part in _by_names(block, told.get(id(block)))]


def _first_beside_date(section: Section) -> Block | None:
    """The first line that is no field nor a link, where fields tell when and nobody who."""
    fields = section.labelled_blocks
    if (
        section.publisher
        or section.authors
        or not any(is_date_label(label_of(b.text)) for b in fields)
    ):
        return None
    told = {id(block) for block in fields}
    return next((b for b in section.body if id(b) not in told and not b.links), None)


def _tells_no_date(block: Block) -> bool:
    return tells_who(block.text) and not DATE.search(block.text)


def _by_names(block: Block, told: Citation | None) -> list[Block]:
    names = {"Udgiver": told.publishers, "Forfatter": told.authors} if told else {}
    said = [replace(block, text=f"{name}: {'; '.join(x)}") for name, x in names.items() if x]
    return said or [block]


def citing_lines(found: Sequence[Section]) -> set[int]:
    """The ids of the first lines below titles that tell but who made it, where half of the titles
    of their rank have a line there that cites, some below the same heading: such a one may leave
    out when."""
    cited = [s.publisher_blocks[:1] == s.body[:1] != () for s in found]
    seen = Counter(s.heading.rank for s in found)
    told = Counter(s.heading.rank for s, is_cited in zip(found, cited, strict=True) if is_cited)
    usual = {rank for rank, n in told.items() if n >= max(LEAST, HALF * seen[rank])}
    places = _places(found)
    lists = {place for place, is_cited in zip(places, cited, strict=True) if is_cited}
    firsts = (
        section.body[0]
        for section, place in zip(found, places, strict=True)
        if section.heading.rank in usual and place in lists and section.body and _may_lack(section)
    )
    return {id(block) for block in firsts if _tells_no_date(block)}


def _places(found: Sequence[Section]) -> list[tuple[int, int]]:
    """For each section, the heading above that it stands below, and its rank."""
    above: list[Block] = []
    places = []
    for heading in (section.heading for section in found):
        while above and above[-1].rank >= heading.rank:
            above.pop()
        places.append((id(above[-1]) if above else 0, heading.rank))
        above.append(heading)
    return places


def _may_lack(section: Section) -> bool:
    """Whether a section that isn't cited has what materials have: a text or a link to it."""
    is_text = any(block.text.endswith((".", "!", "?")) for block in section.body[1:])
    has_way = any(block.links for block in (section.heading, *section.body[1:]))
    first = section.body[0]
    is_first = not (first.links or first.linked or label_of(first.text))
    return is_first and not section.is_cited and (is_text or has_way)


def _citing(section: Section) -> list[Block]:
    """The lines that cite and do nothing else, wherever they stand."""
    lines = (b for b in section.body if b.linked != 1 and not label_of(b.text))
    return [b for b in lines if is_citation(b.text)]


def _named(block: Block) -> Block:
    """The block, of lines »Udgivet af Udgiver« and »af Forfatter« by the name that fields have."""
    by = WRITER.match(block.text)
    if by and are_authors(block.text[by.end() :]):
        return replace(block, text=f"Forfatter: {block.text[by.end() :].rstrip('.')}")
    name = DAY.sub("", PUT_OUT.sub("", block.text)) if PUT_OUT.match(block.text) else ""
    is_one = name and is_name(name) and (name,) == cite("", name).publishers
    return replace(block, text=f"Udgiver: {name}") if is_one else block


def _with_authors(section: Section) -> Section:
    """The section, of a line of persons above that which cites by the name that fields have."""
    fields = len([*takewhile(lambda block: label_of(block.text), section.body)])
    first, below = (*section.body[fields : fields + 2], Block(""), Block(""))[:2]
    is_cited = not below.links and (is_citation(below.text) or is_publisher_line(below.text))
    is_cited |= bool(section.publisher)
    if section.authors or first.links or not is_cited or not are_authors(first.text):
        return section
    named = replace(first, text=f"Forfatter: {first.text}")
    return replace(section, body=tuple(named if b is first else b for b in section.body))


def _house_of_page(found: Sequence[Section], blocks: Sequence[Block]) -> str:
    """Whoever the page says puts its materials out."""
    if len(found) < LEAST:
        return ""
    first = found[0].heading
    for block in takewhile(lambda b: b.path != first.path, blocks):
        said = PUTS_OUT.match(block.text) or ALL_PUT_OUT.search(block.text)
        name = ROLE.sub("", said[1]) if said else ""
        if name and block.rank == BODY and name == ", ".join(cite("", name).publishers):
            return name
    return ""


def _put_out(section: Section, house: str) -> Section:
    """The section with what its house tells: who put it out, so others it names are persons. A
    house that it names is told in full."""
    if section.publisher and section.publisher == house.partition(", ")[0]:
        told = f"Udgiver: {section.publisher}"
        body = (replace(b, text=f"Udgiver: {house}") if b.text == told else b for b in section.body)
        return replace(section, body=tuple(body))
    cited = cite(section.heading.text, section.line, section.authors, section.publisher)
    persons = [] if cited.authors else [name for name in cited.publishers if are_authors(name)]
    if not house or len(persons) < len(cited.publishers):
        return section
    said = [f"Udgiver: {house}", *([f"Forfatter: {', '.join(persons)}"] if persons else [])]
    return replace(section, body=(*section.body, *map(Block, said)))


def _put_first(section: Section, line: Block) -> Section:
    rest = [block for block in section.body if block is not line]
    made = cite("", line.text)
    is_named = made.publishers or made.published  # else what the others have there tells it
    text = line.text if is_named else f"Udgiver: {without_file_info(line.text)}"
    return replace(section, body=(replace(line, text=text, is_meta=bool(is_named)), *rest))


def _houses(blocks: Sequence[Block]) -> dict[int, str]:
    """The headings that stand below one that is the name of a publisher, with that name. Where
    several of a rank are sure to be such, the others may be less so; a page's own title is none by
    a single word (»Bibliotek«)."""
    heads = [block for block in blocks if block.rank != BODY]
    named = [_named_house(block) for block in heads]
    sure = Counter(b.rank for b, (_, x) in zip(heads, named, strict=True) if x >= SURE)
    found: dict[int, str] = {}
    house, rank = "", BODY
    for block, (name, sureness) in zip(heads, named, strict=True):
        if house and block.rank > rank:
            found[id(block)] = house
        else:
            is_house = sureness >= (UNSURE if sure[block.rank] >= LEAST_ENDS else SURE)
            house, rank = (name if is_house else ""), block.rank
    return found


def _named_house(heading: Block) -> tuple[str, float]:
    """The publisher that a heading names and nothing else, and how sure that is; 0 for none."""
    name = BROUGHT.sub("", heading.text)
    parts = parts_of(CitationLine(name, is_titled=True))
    is_whole = [(p.field, p.text) for p in parts] == [(PUBLISHER, name)]
    is_own = heading.rank == 1 and " " not in heading.text
    return (name, parts[0].sureness) if is_whole and not is_own else ("", 0.0)


def _filled(section: Section, year: str, who: str) -> Section:
    """The section with the ``year`` and the persons that it stands below, where it tells none."""
    cited = cite(section.heading.text, section.line, section.authors)
    said = [f"År: {year}"] if year and not cited.published else []
    said += [f"Forfatter: {who}"] if who and not cited.authors else []
    return replace(section, body=(*section.body, *map(Block, said)))


def _last(section: Section) -> Block | None:
    said = [block for block in section.body if not block.links or block.text not in _of(block)]
    return said[-1] if len(said) > 1 else None


def _first(section: Section) -> Block | None:
    known = section.publisher_blocks
    said = [block for block in section.body if block not in known]
    return said[0] if said else None


def _of(block: Block) -> set[str]:
    return {block.seen(link) for link in block.links}


def _as_line(section: Section, block: Block | None, *, is_dated: bool) -> Block | None:
    """The block, when it may tell the publisher that the section doesn't: with a date, or where the
    section has one, or none of the page has (``is_dated``)."""
    if block is None or block in section.publisher_blocks:
        return None
    cited = cite(section.heading.text, section.line, publisher=section.publisher)
    said = without_file_info(block.text)
    if cited.publishers or label_of(block.text) or ACTION.match(block.text) or not said:
        return None
    tells_both = is_publisher_line(block.text) and not block.text.endswith((".", "!", "?"))
    is_one = tells_both or ((cited.published or not is_dated) and is_name(said))
    return block if is_one and not (is_kind(block.text) or is_date(block.text)) else None
