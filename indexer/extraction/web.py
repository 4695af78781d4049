"""HTML as a document of one page: the body's text without menus, headers and footers."""

import json
import re
from collections import Counter
from typing import Any

import trafilatura
from lxml import etree, html

from indexer.document import ExtractedDocument, ExtractedPage, Metadata
from indexer.extraction.markup import UNREAD, MarkupReader
from search.library.encoding import decode

MENU_ROLES = frozenset(["navigation", "banner", "contentinfo", "search"])
SECTIONS = frozenset({
    "article", "aside", "blockquote", "details", "figure", "main", "section", "td",
})  # fmt: skip
"""What has a header and a footer of its own."""
LEAST = 0.5
"""Of the body's words outside menus: below this share trafilatura has taken a part for the whole,
as it does with manuals and lists, and the whole body is used."""
MOST = 0.9
"""An element with this share of the words that trafilatura took for the text holds the text."""
LINKED = 0.6
"""A block with a larger share of its letters in links, none of which trafilatura took, is a
menu."""
WORD = re.compile(r"\w+")


def extract_html(content: bytes) -> ExtractedDocument:
    """The main text of an HTML file: what stands around the text that trafilatura finds, or all of
    its body when that is too little."""
    content = decode(content).encode()
    tree = _tree(content)
    if tree is None:
        return ExtractedDocument(Metadata(), (ExtractedPage(1, "1", "", "lxml"),))
    metadata, main = _main_text(content)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    title = (metadata.get("title") or _title(tree) or "").rstrip("¶# ") or None
    _drop_noise(tree)
    body = next(iter(tree.xpath("//body")), tree)
    extractor = "lxml"
    if len(main.split()) >= LEAST * len(_flat(body).split()):
        extractor = "trafilatura"
        body = _holding(body, main)
        _drop_menus(body, main)
    reader = MarkupReader()
    reader.read(body)
    language = language[:2].lower() if language else None
    said = Metadata(title, metadata.get("author"), metadata.get("date"), language)
    return ExtractedDocument(said, (reader.pages[0].page(1, extractor),))


def _tree(content: bytes) -> Any:
    try:
        return html.document_fromstring(
            content, parser=html.HTMLParser(huge_tree=False, encoding="utf-8", remove_pis=True)
        )
    except (etree.LxmlError, ValueError):
        return None


def _main_text(content: bytes) -> tuple[dict[str, Any], str]:
    found = trafilatura.extract(
        content, output_format="json", with_metadata=True, favor_recall=True, include_comments=False
    )
    data: dict[str, Any] = json.loads(found) if found else {}
    return data, data.get("text") or ""


def _title(tree: Any) -> str | None:
    return _flat(found[0]) or None if (found := tree.xpath("//title")) else None


def _flat(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _drop_noise(tree: Any) -> None:
    """Take out what is no text of the page's own, but for its tails."""
    for element in list(tree.iter(*UNREAD - {"head"}, "nav", "header", "footer", "aside")):
        within = {around.tag for around in element.iterancestors()}
        own = element.tag in ("header", "footer") and within & SECTIONS
        box = element.tag == "aside" and within & {"article", "main"}
        if not own and not box:
            _drop(element)
    for element in tree.xpath("//*[@role]"):
        if element.get("role", "").lower() in MENU_ROLES and element.tag != "body":
            _drop(element)


def _drop(element: Any) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _holding(body: Any, main: str) -> Any:
    """The smallest element that holds the main text."""
    wanted = Counter(WORD.findall(main))
    holds = body
    while True:
        inner = (child for child in holds if isinstance(child.tag, str))
        largest = max(inner, key=lambda child: len(_flat(child)), default=None)
        if largest is None or largest.tag in ("p", "table"):
            return holds
        if (Counter(WORD.findall(_flat(largest))) & wanted).total() < MOST * wanted.total():
            return holds
        holds = largest


def _drop_menus(body: Any, main: str) -> None:
    """Take out the blocks that are links alone, when no line of them is in the main text."""
    for block in list(body.iter("ul", "ol", "div", "section", "aside", "p")):
        links = [_flat(link) for link in block.iter("a")]
        linked = len(links) > 1 and sum(map(len, links)) > LINKED * len(_flat(block))
        if linked and not any(link in main for link in links if link):
            _drop(block)
