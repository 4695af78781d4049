"""Names of fields that stand apart from what they name, told by coming again beside known ones.

Content systems write »Udgiver« and »Vandfonden« into elements of their own, in a row of a table, a
line or a list of definitions, most without a colon. What stands in the same way as a name that we
know, and comes again, is a name too, in whatever language: so »Sidst rettet« and »Antal læsere«
part what is beside them from the text. A field is made a line (»Udgiver: Vandfonden«); of one with
an unknown name only sentences and links stay.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lxml import etree, html

from indexer.harvesting.citation import is_date, is_publisher_line
from indexer.harvesting.detailnames import is_field_name, is_title_name, label_of
from indexer.harvesting.elements import text_of
from indexer.harvesting.headings import BLOCKS, BODY, HEADINGS, heading_rank
from indexer.harvesting.marking import leads_to_text

LEAST, SHARE = 3, 0.8
"""Times that known names come in a form of element, and the share of all in it that come again
which shows that one that comes but once is a name."""
NAME = re.compile(r"[^\W\d_][^\d.!?»«\"]{0,30}")
NAME_WORDS, VALUE_WORDS = 4, 8
"""Words of a name, and of what is no text."""
MOST_AROUND, MOST_PARTS = 3, 40
PUT_OUT = re.compile(r"(?:udgiv|utgiv|publi)[^\W\d]{0,20}(?: [^\W\d]{1,20})?", re.IGNORECASE)
"""What stands before place, house and year (»Udgivelse: Aalborg : Havnefonden, 2018«)."""
BEFORE_HOUSE = re.compile(r"^[^\W\d][^:;,.]{1,40} ?: ?(?=[^\W\d])")
TAGS = ("b", "dt", "div", "em", "label", "p", "span", "strong", "td", "th")
ROW = frozenset(["td", "th"])
_Form = tuple[str, str, str]


def write_named(root: html.HtmlElement) -> None:
    """Make lines of the fields below ``root`` whose names stand apart."""
    forms: defaultdict[_Form, list[html.HtmlElement]] = defaultdict(list)
    for element in _names(root):
        around = element.getparent()
        is_plain = element.tag in ("dt", "th")  # names whatever their class
        called = "" if is_plain else next(iter(element.get("class", "")[:100].split()), "")
        forms[str(element.tag), called, str(around.tag)].append(element)
    for named in forms.values():
        seen = Counter(map(_name, named))
        known = sum(n for name, n in seen.items() if is_field_name(name))
        again = sum(n for n in seen.values() if n > 1)
        if known >= LEAST:
            is_form = again >= SHARE * len(named)
            others, most = {*named}, max(seen.values())
            for element in named:
                if seen[_name(element)] > 1 or is_form or is_field_name(_name(element)):
                    _write(element, others, is_usual=2 * seen[_name(element)] > most)


def _name(element: html.HtmlElement) -> str:
    return text_of(element).rstrip(" :")


def _names(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements that may be but a name, each with what has no other text around it."""
    found: dict[html.HtmlElement, None] = {}
    for leaf in root.iter(*TAGS):
        text = (leaf.text or "").strip()
        is_name = not len(leaf) and NAME.fullmatch(text) and len(text.split()) <= NAME_WORDS
        if is_name and not any(a.tag == "a" for a in _near(leaf)):
            found[_whole(leaf)] = None
    is_heading: dict[html.HtmlElement, bool] = {}
    for element in found:
        around = element.getparent()
        if around is not None and around.tag in BLOCKS:
            if around not in is_heading:
                is_heading[around] = heading_rank(around) != BODY
            if not is_heading[around]:
                yield element


def _near(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    around = element
    for _ in range(MOST_AROUND):
        if around is None:
            return
        yield around
        around = around.getparent()


def _whole(leaf: html.HtmlElement) -> html.HtmlElement:
    """The outermost element around with no other text in it."""
    for _ in range(MOST_AROUND):
        around = leaf.getparent()
        if around is None or around.tag not in TAGS or len(around) > 1 or _says(around.text):
            break
        if _says(leaf.tail):
            break
        leaf = around
    return leaf


def _says(text: str | None) -> bool:
    return bool(text and text.strip(" :\t\r\n\xa0"))


def _write(element: html.HtmlElement, named: set[html.HtmlElement], *, is_usual: bool) -> None:
    """Make a line of the field that the element names, when it begins its line."""
    around, value = element.getparent(), _value(element, named)
    if value is None or not _begins(element) or (around.tag == "tr" and not _is_pair(around)):
        return
    name, said = _name(element), _said(element.tail, value)
    is_known = bool(label_of(name)) or is_title_name(name)
    if not is_known and PUT_OUT.fullmatch(name) and is_publisher_line(said) and not is_date(said):
        name, said, is_known = "Udgiver", BEFORE_HOUSE.sub("", said), True
    if not is_known and _is_text(said):
        has_colon = text_of(element).endswith(":") or (element.tail or "").lstrip()[:1] == ":"
        if has_colon or not _says(element.tail):
            element.tail = (element.tail or "").lstrip(" :\xa0")
            element.drop_tree()
        return
    links = [a for part in value for a in part.iter("a") if a.get("href")]
    if is_field_name(name):
        links = [a for a in links if not _is_but_named(a, said)]
    line = html.Element("td" if around.tag == "tr" else "dd" if element.tag == "dt" else "div")
    line.text = f"{name}: {said}" if is_known or (is_usual and said) else None
    for a in links:
        etree.SubElement(etree.SubElement(line, "p"), "a", href=a.get("href")).text = text_of(a)
    tail = value[-1].tail if value and value[-1].tag == "br" else ""
    for part in value:
        part.tail = None
        around.remove(part)
    element.tail = None
    element.addprevious(line)
    line.tail = tail
    around.remove(element)


def _is_but_named(anchor: html.HtmlElement, said: str) -> bool:
    """Whether a link leads to who is named: it is a name, and says nothing of a text."""
    return text_of(anchor) in said and not leads_to_text(anchor)


def _is_text(said: str) -> bool:
    return said.endswith((".", "!", "?")) or len(said.split()) > VALUE_WORDS


def _begins(element: html.HtmlElement) -> bool:
    before = element.getprevious()
    if before is None:
        return not _says(element.getparent().text)
    return not _says(before.tail) and before.tag in BLOCKS


def _is_pair(row: html.HtmlElement) -> bool:
    return len([cell for cell in row if cell.tag in ROW]) == len([*row]) == len(ROW)


def _value(
    element: html.HtmlElement, named: set[html.HtmlElement]
) -> list[html.HtmlElement] | None:
    """What stands behind a name up to the next or to the end of its line; None where there is too
    much, or nothing."""
    value: list[html.HtmlElement] = []
    if not _says(element.tail) and element.getnext() is None:
        return None
    for after in element.itersiblings():
        if after in named or len(value) > MOST_PARTS:
            break
        value.append(after)
        if after.tag == "br" or (after.tag in BLOCKS and element.tag != "dt"):
            break
        if after.tag in BLOCKS and (n := after.getnext()) is not None and n.tag == "dt":
            break
    return value if len(value) <= MOST_PARTS and not any(e.tag in HEADINGS for e in value) else None


def _said(text: str | None, value: Sequence[html.HtmlElement]) -> str:
    """What a value says, several blocks of it with semicolons between."""
    said: list[str] = [text or ""]
    for part in value:
        items = [e for e in part.iter() if e.tag in BLOCKS and e.tag != "br" and _is_leaf(e)]
        said.append("; ".join(filter(None, map(text_of, items))) or text_of(part))
        said.append("" if part.tag == "br" else part.tail or "")
    return " ".join(" ".join(said).split()).strip(" :")


def _is_leaf(element: html.HtmlElement) -> bool:
    return not any(True for _ in element.iterdescendants(*BLOCKS))
