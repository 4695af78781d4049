"""Pages that hold nothing until a browser has run their scripts."""

from indexer.extraction.webpage import parse_html
from indexer.harvesting.elements import text_of

LEAST_TEXT = 250
"""Characters of text outside of menus below which a page with scripts says nothing by itself."""
ELSEWHERE = ("script", "style", "noscript", "template", "head", "nav", "header", "footer")


def is_filled_by_script(content: bytes) -> bool:
    """Whether the page has scripts and hardly a word."""
    tree = parse_html(content)
    if tree is None or not tree.xpath("//script"):
        return False
    for element in [*tree.iter(*ELSEWHERE)]:
        element.drop_tree() if element.getparent() is not None else None
    return len(text_of(tree)) < LEAST_TEXT
