"""What a link led to, what it is taken for, and which of two such is worth more."""

import hashlib
from dataclasses import dataclass

from indexer.extraction.sight import Sight
from indexer.fetching.client import Answer
from indexer.fetching.judging import Verdict
from search.library.counting import count
from search.library.originals import FULL_TEXT

ENOUGH = 5
"""Pages of a file after which the other links of its page are not tried."""


@dataclass(frozen=True)
class LocatedFile:
    """The file that a link led to, what it shows and what it is taken for; ``chapters`` are the web
    pages that it was put together of, 0 when it came as it is."""

    answer: Answer
    sight: Sight
    verdict: Verdict
    chapters: int = 0

    @property
    def is_sure(self) -> bool:
        """Whether it is surely the report, and nothing less."""
        return not (self.verdict.role or self.verdict.doubt)


def value(found: LocatedFile) -> tuple[bool, bool, bool, int]:
    """Of two things that a page leads to, the one with the greater value is taken."""
    sight, verdict = found.sight, found.verdict
    is_whole = sight.pages > 0 or not sight.media_type.is_web_page
    is_report = not verdict.role and (is_whole or sight.characters >= FULL_TEXT)
    return is_report, is_whole, not verdict.doubt, length(sight)


def length(sight: Sight) -> int:
    """The characters of a file, or, of a scan, about as many as its pages may have."""
    return max(sight.characters, 1500 * sight.pages if sight.scanned else 0)


def is_enough(found: LocatedFile) -> bool:
    """Whether no other link of its page need be tried."""
    if not found.is_sure:
        return False
    return found.verdict.likeness is None or found.sight.pages >= ENOUGH


def is_poor(found: LocatedFile) -> bool:
    """Whether a page that a page leads to is no more than that one."""
    return found.sight.pages == 0 and found.sight.characters < FULL_TEXT


def came(sight: Sight | None) -> str:
    """What a look showed, as a Danish phrase."""
    if sight is None:
        return ""
    size = count(sight.pages, "side", "sider") if sight.pages else f"{sight.characters} tegn"
    return f"{sight.media_type.danish}, {size}"


def digest(sight: Sight) -> str:
    """What tells a page from what it was before: its titles, text and links."""
    said = (*sight.titles, sight.opening, sight.refresh, *(link.url for link in sight.links))
    return hashlib.sha256("\n".join(said).encode("utf-8", "replace")).hexdigest()
