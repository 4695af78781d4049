"""The body of a web page that leaves out the marks of where it begins, as small files may."""

from typing import Any

HEAD_ONLY = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])


def with_body(tree: Any) -> Any:
    """The tree with all that is no part of a head in a body: libxml2, which knows no ``main`` or
    ``header``, takes what follows the title for the head's where nothing says that it ends."""
    head = next(iter(tree.iter("head")), None)
    if head is None or next(iter(tree.iter("body")), None) is not None:
        return tree
    first = next((n for n, one in enumerate(head) if one.tag not in HEAD_ONLY), len(head))
    body = tree.makeelement("body")
    body.extend(head[first:])
    head.addnext(body)
    return tree
