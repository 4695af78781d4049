"""What the pages of a report are made into: one HTML page."""

import re
from collections.abc import Iterator, Sequence
from html import escape

BETWEEN = re.compile(r"\s[|·–-]\s")
"""What stands between a page's name and the report's."""
NUMBERING = len("Kapitel 10. ")
"""Characters that a line of the contents has at most beside what its link says."""


def unheaded(titles: Sequence[str]) -> Iterator[str]:
    """A page's titles, each without another that it begins with."""
    for title in titles:
        begun = (other for other in titles if other != title and title.startswith(other))
        rest = title.removeprefix(next(begun, ""))
        yield rest[found.end() :] if (found := BETWEEN.match(rest)) else rest


def without(text: str, listed: Sequence[str]) -> str:
    """The text of a contents page without its list, which tells nothing that the chapters don't,
    and makes the whole look like a part (»Kapitel 1«)."""
    entries = [said for said in listed if said]
    return "\n".join(
        line
        for line in text.split("\n")
        if not any(said in line and len(line) - len(said) <= NUMBERING for said in entries)
    )


def sewn(title: str, sections: Sequence[str]) -> bytes:
    """One HTML page with these texts, each as a page of its own."""
    made = ["<!DOCTYPE html><html><head><meta charset=utf-8>"]
    made.append(f"<title>{escape(title)}</title></head><body>")
    for number, text in enumerate(sections, 1):
        made.append(f'<section data-page-number="{number}">')
        made += [f"<p>{escape(part)}</p>" for part in text.strip().split("\n\n")]
        made.append("</section>")
    return "\n".join((*made, "</body></html>", "")).encode("utf-8", "replace")
