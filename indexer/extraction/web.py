"""HTML as a document: the body's text without menus, headers and footers, in parts when it is
long; of as many pages as the file has that it prints the text of."""

import json
from typing import Any

import trafilatura
from lxml import etree, html

from indexer.document import ExtractedDocument, ExtractedPage, Metadata
from indexer.extraction.bodies import with_body
from indexer.extraction.maintext import drop_noise, drop_unread, is_enough, keep_main
from indexer.extraction.markup import MarkupReader
from indexer.extraction.parts import in_parts
from indexer.extraction.transcripts import page_texts
from search.library.encoding import decode


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
    language = language[:2].lower() if language else None
    said = Metadata(title, metadata.get("author"), metadata.get("date"), language)
    if printed := page_texts(tree):
        return ExtractedDocument(
            said,
            tuple(
                ExtractedPage(number, str(number), text, "transcript")
                for number, text in enumerate(printed, 1)
            ),
        )
    body = next(iter(tree.xpath("//body")), tree)
    drop_unread(body)
    extractor = "trafilatura" if is_enough(body, main) else "lxml"
    if extractor == "lxml":
        drop_noise(body)
    elif not keep_main(body, main):
        body = html.fragments_fromstring("<pre></pre>")[0]
        body.text = main.replace("\n", "\n\n")
    reader = MarkupReader()
    reader.read(body)
    return ExtractedDocument(said, in_parts(reader.pages[0].page(1, extractor)))


def _tree(content: bytes) -> Any:
    try:
        tree = html.document_fromstring(
            content,
            parser=html.HTMLParser(
                huge_tree=False, encoding="utf-8", remove_comments=True, remove_pis=True
            ),
        )
    except (etree.LxmlError, ValueError):
        return None
    return with_body(tree)


def _main_text(content: bytes) -> tuple[dict[str, Any], str]:
    tree = _tree(content)
    etree.strip_attributes(tree, "colspan", "rowspan")  # it makes a cell for each that is spanned
    found = trafilatura.extract(
        tree,
        output_format="json",
        with_metadata=True,
        favor_recall=True,
        include_comments=False,
        # a search of the text takes a second to start, and takes any year for the page's own
        date_extraction_params={"extensive_search": False},
    )
    data: dict[str, Any] = json.loads(found) if found else {}
    return data, data.get("text") or ""


def _title(tree: Any) -> str | None:
    return _flat(found[0]) or None if (found := tree.xpath("//title")) else None


def _flat(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())
