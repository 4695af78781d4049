"""HTML as a document: the body's text without menus, headers and footers."""

import json
import re
from typing import Any

import trafilatura
from lxml import etree, html

from indexer.document import ExtractedDocument, ExtractedPage, Metadata
from indexer.extraction.parts import in_parts
from search.library.encoding import decode

NOISE = "script|style|noscript|template|nav|header|footer|aside|form|svg|iframe"
BLOCKS = "address article blockquote dd div dl dt figcaption h1 h2 h3 h4 h5 h6 li ol p pre ul"
LEAST = 0.5
"""Of the body's words outside menus: below this share trafilatura has taken a part for the whole,
as it does with manuals and lists, and the whole body is used."""


def extract_html(content: bytes) -> ExtractedDocument:
    """The main text of an HTML file, by trafilatura, or all of its body when that finds too
    little."""
    content = decode(content).encode()
    tree = _tree(content)
    if tree is None:
        return ExtractedDocument(Metadata(), (ExtractedPage(1, "1", "", "lxml"),))
    metadata, main = _main_text(content)
    language = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
    headings = tuple(filter(None, (_flat(h) for h in tree.xpath("//h1|//h2|//h3|//h4"))))
    body = _body_text(tree)
    extractor, text = "trafilatura", main
    if len(main.split()) < LEAST * len(body.split()):
        extractor, text = "lxml", body
    return ExtractedDocument(
        Metadata(
            title=metadata.get("title") or _title(tree),
            author=metadata.get("author"),
            date=metadata.get("date"),
            language=language[:2].lower() if language else None,
        ),
        in_parts(text, extractor, headings),
    )


def _tree(content: bytes) -> Any:
    try:
        return html.document_fromstring(
            content, parser=html.HTMLParser(huge_tree=False, encoding="utf-8")
        )
    except (etree.LxmlError, ValueError):
        return None


def _main_text(content: bytes) -> tuple[dict[str, Any], str]:
    found = trafilatura.extract(
        content, output_format="json", with_metadata=True, favor_recall=True, include_comments=False
    )
    data: dict[str, Any] = json.loads(found) if found else {}
    return data, re.sub(r"\n+", "\n\n", data.get("text") or "").strip()


def _title(tree: Any) -> str | None:
    return _flat(found[0]) or None if (found := tree.xpath("//title")) else None


def _flat(element: Any) -> str:
    return " ".join(element.text_content().split())


def _body_text(tree: Any) -> str:
    for noise in tree.xpath("|".join(f"//{name}" for name in NOISE.split("|"))):
        noise.drop_tree()
    for block in tree.iter(*BLOCKS.split(), "br", "tr", "td", "th"):
        mark = "\t" if block.tag in ("td", "th") else "\n" if block.tag in ("br", "tr") else "\n\n"
        block.tail = mark + (block.tail or "")
        if block.tag not in ("br", "td", "th"):
            block.text = mark + (block.text or "")
    found = tree.xpath("//body")
    text = (found[0] if found else tree).text_content()
    text = re.sub(r"[^\S\n\t]+", " ", text)
    text = re.sub(r"(?<!\s)\s*\t\s*", "\t", text)
    text = re.sub(r"(?<! ) +(?=\n)|(?<=\n) +", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
