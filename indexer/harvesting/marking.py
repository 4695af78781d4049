"""Writes into the tree what boxes tell: titles as headings, and lines with names below them."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain, takewhile

from lxml import etree, html

from indexer.extraction.webpage import Link
from indexer.fetching.landing import score
from indexer.harvesting.citation import (
    are_authors,
    cite,
    is_kind,
    is_name,
    is_publisher_line,
    kind_within,
)
from indexer.harvesting.detailnames import is_date_label, label_of
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import BLOCKS, heading_rank
from indexer.harvesting.leading import led_by
from indexer.harvesting.names import are_spelt_out
from indexer.harvesting.slotlines import CELLS, EDGES, Slot, SlotLine, Slotted
from search.library.visible import one_line

KIND_BY = "Type og udgiver"
"""The role of lines such as »Rapport fra Udgiver« and »Rapport | Udgiver«."""
LEAD = "Henvisning og tekst"
"""The role of texts that begin with who put it out and when."""
REFERENCE = "Henvisning"
"""The role of lines that are references to what stands in the box."""
SHOWN = etree.XPath(".//text()[normalize-space() != '' and not(ancestor::*[local-name() = 'svg'])]")
"""The texts that a link shows: the title of an icon is none."""
YEAR_IN_BRACKETS = re.compile(r" ?\(((?:19|20)\d\d)[a-z]?\)")
WHOLE = re.compile(r"^\(([^()]*)\)?$")
BY = re.compile(r"\A(?:skrevet )?(af|av|by|v/|ved) (?=[A-ZÆØÅÄÖ])", re.IGNORECASE)


def mark(
    around: html.HtmlElement, box: Slotted, title: Slot, told: Mapping[Slot, str], year: str
) -> None:
    """Make the title a heading, and put below it what is told, and the year."""
    element, title_text = box[title].element, box[title].text
    if not _is_heading(element):
        element.set("role", "heading")
    fields = html.Element("div")
    lines = [(role, box[slot]) for slot, role in told.items() if slot in box]
    is_dated = any(is_date_label(label_of(line.text)) for line in box.values())
    has_house = any(role not in ("Forfatter", "År", "Type") for role, _ in lines)
    for role, line in sorted(lines, key=lambda field: field[0] != ""):
        ways = [] if role == "Forfatter" else _ways(line, is_all=role in (LEAD, REFERENCE))
        is_page = role == "År" and is_dated  # that of the page where the list names its own
        is_house = role == "Forfatter" and not has_house and _is_house(line.text)  # none wrote it
        name = "Udgiver" if is_house else role
        for said in () if is_page else _said(name, line.text, title_text):
            etree.SubElement(fields, "p").text = said
        for way in ways:
            link = etree.SubElement(etree.SubElement(fields, "p"), "a", href=way.get("href"))
            link.text = text_of(way)
        _remove(line)
    if year:
        etree.SubElement(fields, "p").text = f"År: {year}"
    seen = {a.get("href") for a in element.xpath("ancestor-or-self::a | descendant::a")}
    for way in [a for a in around.iter("a") if a.get("href") and not SHOWN(a)]:
        if way.get("href") in seen:  # it adds nothing to the title's own
            continue
        said = "Læs mere" if is_publisher_line(title_text) else title_text  # no date of its own
        etree.SubElement(etree.SubElement(fields, "p"), "a", href=way.get("href")).text = said
        way.drop_tree()
    place = _whole(element, around)
    tail, place.tail = place.tail, None
    place.addnext(fields)
    fields.tail = tail.lstrip(EDGES) if tail else None


def _is_house(text: str) -> bool:
    return not are_authors(text) and not are_spelt_out(text) and bool(cite("", text).publishers)


def _ways(line: SlotLine, *, is_all: bool) -> list[html.HtmlElement]:
    """The links in a line that is taken out: those that say that they lead to a text, or all."""
    found = [] if line.is_rest else line.element.xpath("descendant-or-self::a[@href]")
    return [a for a in found if is_all or leads_to_text(a)]


def leads_to_text(anchor: html.HtmlElement) -> bool:
    """Whether a link says that it leads to a text: »Hent«, »Læs rapporten«, a file's address."""
    return score(Link(anchor.get("href"), text_of(anchor))) > 0


def _said(role: str, text: str, title: str) -> Iterator[str]:
    """What a line tells, with the names that fields have in lists."""
    if role == REFERENCE:
        by, _, house = (part.strip(EDGES + "()»«”“") for part in text.partition(title))
        by, when = YEAR_IN_BRACKETS.sub("", by), YEAR_IN_BRACKETS.search(by)
        house = ", ".join(said for said in (house, when[1] if when else "") if said)
        yield from (house,) if house else ()
        yield from (f"Forfatter: {by}",) if by and by not in house else ()
    elif role == LEAD:
        if lead := led_by(text):
            told = {"Forfatter": lead.authors, "Udgiver": lead.publisher, "År": lead.year}
            yield from (f"{name}: {said}" for name, said in told.items() if said)
        yield lead.rest if lead else text
    elif role == KIND_BY:
        made = cite("", text)
        fields = (("Type", made.kind), ("Udgiver", ", ".join(made.publishers)))
        yield from (f"{name}: {said}" for name, said in fields if said)
    elif role == "Forfatter":
        yield f"Forfatter: {BY.sub('', text)}"
    elif not role and is_name(text) and not re.search(r"\d", text) and cite("", text).publishers:
        yield f"Udgiver: {BY.sub('', text.strip(EDGES))}"  # one without its date
    elif role == "Type" and not is_kind(text):
        kind = kind_within(text)  # one that we don't know is no publisher
        yield from [f"Type: {kind}"] if kind else ()
    else:
        yield f"{role}: {text}" if role else WHOLE.sub(r"\1", text)


def _is_heading(element: html.HtmlElement) -> bool:
    return any(heading_rank(e) for e in (*same(element), *element.iterdescendants("*")))


def _whole(element: html.HtmlElement, box: html.HtmlElement) -> html.HtmlElement:
    """The heading or line that the element is in, with what is called one around it."""
    around = [*takewhile(lambda outer: outer is not box, element.iterancestors())]
    element = next((outer for outer in reversed(around) if heading_rank(outer)), element)
    for outer in takewhile(lambda outer: outer is not box, element.iterancestors()):
        if any(True for _ in outer.iterdescendants(*BLOCKS)):
            break
        element = outer
    return element


def same(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The element, and those around it with no other text."""
    yield element
    around = element.getparent()
    while around is not None and not _has_text_beside(element, around):
        yield around
        element, around = around, around.getparent()


def _has_text_beside(part: html.HtmlElement, around: html.HtmlElement) -> bool:
    """Whether there is text in ``around`` that isn't in this part: the first that is found tells,
    since a whole page may stand around a title."""
    others = (
        text
        for child in around
        for text in chain(() if child is part else child.itertext(), (child.tail,))
    )
    return any(text and one_line(text) for text in chain((around.text,), others))


def _remove(line: SlotLine) -> None:
    """Take a line out, of a rest its words: links in it stay."""
    if line.element.tag in CELLS:  # the others keep their columns
        for part in [*line.element]:
            line.element.remove(part)
        line.element.text = None
        return
    if not line.is_rest:
        line.element.drop_tree()
        return
    line.element.tail = None
    for after in [*line.element.itersiblings()]:
        after.tail = None
        if not any(True for _ in after.iter("a")):
            after.drop_tree()
