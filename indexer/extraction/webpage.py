"""An HTML page: its titles, its running text, its links. Nothing in it is run or fetched."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urldefrag, urlencode, urljoin

import trafilatura
from lxml import etree, html

from indexer.extraction.bodies import with_body
from indexer.extraction.sight import BUTTON, FIELDS, FRAME, Link
from indexer.extraction.webaddresses import (
    PLACE,
    absolute,
    files_in,
    in_handler,
    in_script,
    sent_on,
    viewed,
)
from search.library.encoding import decode

__all__ = ["Link", "absolute"]

MENU_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"})
FURNITURE = frozenset({"nav", "footer", "header", "aside"})
ROLES = MENU_ROLES | {"complementary"}
LONGEST_SENTENCE = 200
TELLING = 12
"""Characters between two links from which on they are about the second only."""
DEPTH = 200
"""Levels of nesting looked at; no page that people read has more."""
EMBEDDED = {"iframe": "src", "embed": "src", "object": "data", "frame": "src"}
REFERENCES = {"a": "href", "area": "href", "link": "href", "form": "action"} | EMBEDDED
PDF = "application/pdf"
FULL_TEXTS = frozenset({"citation_pdf_url", "bepress_citation_pdf_url", "eprints.document_url"})
"""What repositories name the full text by, for Google Scholar."""
CLASSED = re.compile(r"(?:^|[-_\s])(pdf|download)(?=[-_\s]|$)", re.I)
"""Classes of links and icons that stand for a file."""
HANDLERS = frozenset({"onclick", "onmousedown", "onmouseup", "ondblclick"})
MOST_SCRIPTED = 20
"""Addresses of files that are read off a script or an attribute."""
CONTENT_URL = re.compile(r'"contentUrl"\s{0,9}:\s{0,9}"([^"\\]{1,500})"')
PLAIN = re.compile(r"https?://[^\s\"'<>{}()]{4,500}?\.(?:pdf|docx?)(?![\w/])", re.I)
"""An address that is written and no link."""
UNREAD = frozenset({"script", "style", "template", "head", "title"})
NOT_FREE = re.compile(r'"isAccessibleForFree"\s{0,9}:\s{0,9}"?false', re.I)
PAYWALL = re.compile(r"(^|[-_\s])pay-?wall([-_\s]|$)|access-?denial|(^|[-_\s])locked-content", re.I)
GIVES = re.compile(r"\b(hent|download|få (rapport|adgang)|send mig|læs rapport)", re.I)
"""What stands on the button of a form that gives a file."""
HARDLY = 40
"""Characters of a page that say no more than that it is coming (»Indlæser …«)."""
LITTLE = 300
"""Characters of a page below which the place that its script sends on to is all that it has."""
ASIDE = re.compile(
    r"(^|[-_\s])(related|relateret|relaterede|similar|recommend\w*|see-?also|se-?ogs[aå]|more-?from"
    r"|latest|seneste|breadcrumbs?|share|social|newsletter|nyhedsbrev|nav|navigation|navbar|menu"
    r"|topmenu|sidefod|bund)([-_\s]|$)"
    r"|(^|\s)((site|page|main|global|sub)[-_]*)?footer([-_\s]|$)",  # no card's footer
    re.I,
)
"""Classes of menus, and of boxes with what else there is to read."""
ELSE = re.compile(
    r"^(relatere|beslægte|lignende|se også|læs også|mere om|mest |related|see also|similar|most "
    r"|(andre|seneste|nyeste|flere|other|more|latest) (?!fil|format|version|download))",
    re.I,
)
"""How headings of such boxes begin."""
TEXTS = ("p", "li", "td", "div", "a", "span", "dd", "dt", "main", "article", "section", "b", "em")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse_html(content: bytes) -> html.HtmlElement | None:
    """The tree of an HTML body, without comments; None when there is nothing in it."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        tree = html.document_fromstring(decode(content).encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    return with_body(tree)


def squeeze(text: str) -> str:
    """``text`` with each run of white space as one space."""
    return " ".join(text.split())


def base_of(tree: html.HtmlElement, url: str) -> str:
    """What the page's relative links start from."""
    return absolute(url, next(iter(tree.xpath("//head/base/@href")), "")) or url


def titles_of(tree: html.HtmlElement) -> tuple[str, ...]:
    """The titles that a page gives itself: its first heading, what it tells others, the tab's."""
    headings = [e.text_content() for e in tree.iter("h1")] or [
        e.text_content() for e in tree.iter("h2")
    ][:1]
    told = tree.xpath(
        "//meta[@name='citation_title' or @property='og:title' or @name='DC.title']/@content"
    )
    tab = [e.text_content() for e in tree.iter("title")][:1]
    named = (squeeze(text)[:300] for text in (*headings[:3], *told[:3], *tab))
    return tuple(dict.fromkeys(filter(None, named)))


def refresh_of(tree: html.HtmlElement, base: str) -> str:
    """Where the page sends on to by itself; '' when nowhere."""
    for meta in tree.iter("meta"):
        if meta.get("http-equiv", "").lower() == "refresh":
            return sent_on(meta.get("content", ""), base)
    return _sent_by_script(tree, base)


def _sent_by_script(tree: html.HtmlElement, base: str) -> str:
    """Where the script of a page with nothing else on it sends on to."""
    if _said(tree, "script") >= LITTLE:
        return ""
    codes = [*tree.xpath("//body/@onload"), *(e.text or "" for e in tree.iter("script"))]
    told = next(filter(None, map(in_script, codes)), "")
    return sent_on(f"0; url={told}", base) if told else ""


def is_scripted(tree: html.HtmlElement) -> bool:
    """Whether the page has scripts, and hardly a word of its own."""
    return _said(tree, "script", "style", "noscript") < HARDLY and bool(
        tree.xpath("//script[@src]")
    )


def _said(tree: html.HtmlElement, *hidden: str) -> int:
    """Characters of the page's text but for that in such elements."""
    within = " or ".join(f"ancestor::{tag}" for tag in hidden)
    return len(squeeze(" ".join(tree.xpath(f"//body//text()[not({within})]"))))


def is_walled(tree: html.HtmlElement) -> bool:
    """Whether the page says that its text is for those who pay, as it says to search engines
    (schema.org's isAccessibleForFree), or has a box so called."""
    facts = " ".join(e.text or "" for e in tree.iter("script") if "ld+json" in e.get("type", ""))
    return bool(NOT_FREE.search(facts)) or any(
        PAYWALL.search(f"{e.get('class', '')} {e.get('id', '')}") and squeeze(e.text_content())
        for e in tree.xpath("//*[@class or @id][not(self::html or self::body)]")
    )


def gate_of(tree: html.HtmlElement) -> str:
    """What a form of the page with a button for a download wants; '' when there is none."""
    for form in tree.iter("form"):
        buttons = form.xpath(".//button | .//input[@type='submit' or @type='button']")
        said = " ".join(f"{e.text_content()} {e.get('value', '')}" for e in buttons)
        if not GIVES.search(said):
            continue
        if form.xpath(".//input[not(@type) or @type='text' or @type='email' or @type='tel']"):
            return FIELDS
        if form.get("method", "").lower() == "post":
            return BUTTON
    return ""


def linked_share(tree: html.HtmlElement) -> float:
    """How much of the text outside menus is that of links, 0 to 1."""
    total, linked = 0, 0
    for element in tree.iter(*TEXTS, *HEADINGS):
        own = len(squeeze(" ".join(filter(None, (element.text, *(c.tail for c in element))))))
        if own and not _in_menu(element):
            total += own
            linked += own * _within_link(element)
    return linked / total if total else 0.0


def _within_link(element: html.HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any(each.tag == "a" for each in around[:6])


def links(tree: html.HtmlElement, base: str, *, is_outer: bool = True) -> Iterator[Link]:
    """The links of a tree or a part of it, in their order, those to the page itself left out; of
    the address of a viewer, the file that it shows before the viewer; the addresses that scripts
    are given, those of files that are only written, and what stands in an iframe's ``srcdoc``."""
    heading: html.HtmlElement | None = None
    under = ""
    for element, lead in _led(tree):
        if element.tag in HEADINGS:
            heading, under = element, squeeze(element.text_content())[:LONGEST_SENTENCE]
        for reference in _references(element):
            for link in _link(element, reference, base, heading):
                yield replace(link, lead=lead, under=under)
        if element.tag == "iframe" and is_outer and (inner := _within(element)) is not None:
            yield from links(inner, base, is_outer=False)
        for url in _unlinked(element):
            yield Link(url, "", _in_menu(element), is_aside=_is_aside(element, heading))


def _led(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, str]]:
    """Each element with what leads to it: the text since the link before it, or before that one
    where there is hardly any."""
    said, lead = "", ""
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            lead = said if len(squeeze(said)) >= TELLING else lead
            yield element, squeeze(lead)
        elif element.tag in ("a", "button"):
            said = ""
        if event == "end" or element.tag not in UNREAD:
            text = element.text if event == "start" else element.tail
            said = f"{said} {text or ''}"[-LONGEST_SENTENCE:]


def _within(iframe: html.HtmlElement) -> html.HtmlElement | None:
    """The page that is written in an iframe's own attribute."""
    return parse_html(iframe.get("srcdoc", "").encode())


def _unlinked(element: html.HtmlElement) -> Iterator[str]:
    """The addresses of files that stand in an element's text and are no links."""
    if element.tag in UNREAD or _within_link(element):
        return
    for text in (element.text, *(child.tail for child in element)):
        for url in PLAIN.findall(text) if text and "://" in text else ():
            yield from filter(None, [absolute(url, "")])


def _link(
    element: html.HtmlElement, reference: str, base: str, heading: html.HtmlElement | None
) -> Iterator[Link]:
    url = absolute(base, reference)
    if not url:
        return
    file = viewed(urljoin(base, reference.strip()))
    menu, aside, label = _in_menu(element), _is_aside(element, heading), _label(element)
    if file:
        yield Link(file, label, menu, True, aside)
    if url != urldefrag(base)[0]:
        yield Link(url, label, menu, _is_file(element), aside, _around(element))


def _references(element: html.HtmlElement) -> Iterator[str]:
    """The addresses that an element names, in its own attribute or for a script."""
    if element.tag == "meta" or element.tag in REFERENCES:
        yield _reference(element)
    if element.tag == "script":
        if "ld+json" in element.get("type", ""):
            yield from CONTENT_URL.findall(element.text or "")
        yield from islice(files_in(element.text or ""), MOST_SCRIPTED)
        return
    for name, value in element.attrib.items():
        yield from islice(_in_attribute(element, name, value), MOST_SCRIPTED)


def _in_attribute(element: html.HtmlElement, name: str, value: str) -> Iterator[str]:
    """The addresses in an attribute that isn't made for one."""
    if name == "formaction" or (_may_lead(element, name) and PLACE.fullmatch(value.strip())):
        yield value
    elif name in HANDLERS or value.startswith("javascript:"):
        yield in_handler(value) or "mailto:"
    elif element.tag == "param":  # »pdf=/r.pdf&page=1«
        yield from files_in("'".join(re.split("[=&]", value)))
    elif name not in REFERENCES.values():
        yield from files_in(value)


def _may_lead(element: html.HtmlElement, name: str) -> bool:
    """Whether an attribute may hold an address that a script leads to."""
    is_own = name == "source" and element.tag in ("div", "a")
    is_choice = name == "value" and element.tag == "option"
    return name.startswith("data-") or is_own or is_choice or "-" in element.tag


def _around(element: html.HtmlElement) -> str:
    """How the paragraph of a link begins, and of several links what comes before this one; ''
    when it stands alone."""
    holder = element.getparent()
    if element.tag != "a" or holder is None or holder.tag not in ("p", "li", "td", "dd", "em", "b"):
        return ""
    if len(holder.findall("a")) > 1:
        before = element.getprevious()
        return squeeze((holder.text if before is None else before.tail) or "")[-LONGEST_SENTENCE:]
    return squeeze(" ".join(islice(holder.itertext(), 8)))[:LONGEST_SENTENCE]


def _in_menu(element: html.HtmlElement) -> bool:
    """Whether the element is, or stands in, a menu, or the header or footer of the page."""
    in_header = False  # that of the page, unless an article turns up around it
    for depth, around in enumerate((element, *element.iterancestors())):
        if around.tag in ("main", "article"):
            return False
        in_header |= around.tag == "header" and not _is_head(around)
        if around.tag in ("nav", "footer") or around.get("role", "").lower() in MENU_ROLES:
            return True
        if depth > DEPTH:
            return True
    return in_header


def _is_head(header: html.HtmlElement) -> bool:
    """Whether a header is no site's, but the page's own: with its title, and without a menu."""
    return header.find(".//h1") is not None and header.find(".//nav") is None


def _is_aside(element: html.HtmlElement, heading: html.HtmlElement | None) -> bool:
    """Whether the element stands in a box, or below a heading, of what else there is to read."""
    if heading is not None and heading.tag != "h1" and ELSE.match(squeeze(heading.text_content())):
        return True
    for depth, around in enumerate((element, *element.iterancestors())):
        if around.tag in ("main", "article", "body") or depth > DEPTH:
            return False
        if ASIDE.search(f"{around.get('class', '')} {around.get('id', '')}"):
            return True
    return False


def _reference(element: html.HtmlElement) -> str:
    """The address that an element names; ``mailto:``, which leads nowhere, for none of use."""
    if element.tag == "meta":  # where universities' pages name the full text, for Google Scholar
        named = element.get("name", "").lower() in FULL_TEXTS
        return element.get("content", "") if named else "mailto:"
    if element.tag == "link":
        is_it = not {"alternate", "item"}.isdisjoint(element.get("rel", "").lower().split())
        return element.get("href", "") if is_it and _is_file(element) else "mailto:"
    if element.tag == "form":  # a button that only asks for the file
        asks = element.xpath(".//input[not(@type='hidden' or @type='submit' or @type='image')]")
        by_get = element.get("method", "get").lower() == "get"
        return _asked_by(element) if by_get and not asks else "mailto:"
    return str(element.get(REFERENCES.get(element.tag, "href"), "mailto:"))


def _asked_by(form: html.HtmlElement) -> str:
    """The address that a form asks for, with what it sends unseen."""
    hidden = form.xpath(".//input[@type='hidden'][@name]")[:20]
    query = urlencode([(each.get("name"), each.get("value", "")) for each in hidden])
    action = str(form.get("action", "mailto:"))
    return f"{action.partition('?')[0]}?{query}" if query else action


def _is_file(element: html.HtmlElement) -> bool:
    """Whether the element says itself that a file is behind it."""
    kind = element.get("type", "").lower()
    if element.tag == "script":
        return "ld+json" in kind
    return kind.startswith(PDF) or (element.tag == "a" and "download" in element.attrib)


def _label(element: html.HtmlElement) -> str:
    if element.tag == "script" and "ld+json" not in element.get("type", ""):
        return ""
    if element.tag in ("meta", "link", "script"):
        return squeeze(f"pdf download {element.get('title', '')}")
    if element.tag == "frame" or _is_own_frame(element):  # a part of the page
        return FRAME
    said = [" ".join(element.itertext()), element.get("title", ""), element.get("aria-label", "")]
    said += [element.get("label", "")]
    if "attachment" in element.get("rel", "").split() and element.find(".//img") is None:
        said += [FRAME]  # WordPress puts a page before the file
    said += [image.get("alt", "") for image in element.iter("img", "input")]
    said += [button.get("value", "") for button in element.iter("input")]
    said += [" ".join(named.itertext()) for named in _named_by(element)]
    classes = " ".join(e.get("class", "") for e in islice(element.iter(etree.Element), 4))
    marked = "download" if "download" in element.attrib else " ".join(CLASSED.findall(classes)[:1])
    return squeeze(" ".join((*said, marked)))[:500]


def _is_own_frame(element: html.HtmlElement) -> bool:
    """Whether the element shows a page of the same house, and doesn't say what."""
    place = element.get("src", "").strip()
    is_within = element.tag == "iframe" and not element.get("title")
    return is_within and bool(re.match(r"[\w./]", place)) and "//" not in place.partition("?")[0]


def _named_by(element: html.HtmlElement) -> list[html.HtmlElement]:
    """The elements that ``aria-labelledby`` says name this one, and the title of an icon's SVG."""
    named = element.get("aria-labelledby", "").split()[:4]
    root = element.getroottree()
    found = [e for name in named if (e := root.getroot().get_element_by_id(name, None)) is not None]
    return [*found, *element.xpath(".//*[local-name()='svg']/*[local-name()='title']")]


def running_text(content: bytes) -> str:
    """The running text of an HTML body, by trafilatura; '' when it finds none."""
    try:
        text = decode(content).encode()
        return trafilatura.extract(text, include_comments=False, favor_recall=True) or ""
    except Exception:  # a parser of others' over anybody's page: no text, whatever went wrong
        return ""
