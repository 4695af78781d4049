"""What the index holds of a material and of each of its pages."""

from dataclasses import dataclass

from search.library.catalogue import Material, Strict
from search.library.originals import Original

SUMMARY_PAGE = 0
"""The page number of a material's summary, before the physical pages from 1."""

FIRST_PAGE = 1
"""The page whose opening says what the whole material is about."""


class MaterialRecord(Strict):
    """A material as indexed: with the original its text is from and, when there is no full text,
    ``missing``, the Danish sentence that says why."""

    material: Material
    original: Original | None = None
    pages: int = 0
    characters: int = 0
    missing: str | None = None
    notes: tuple[str, ...] = ()
    outline: tuple[tuple[str, int], ...] = ()

    def source_url(self, number: int = SUMMARY_PAGE) -> str | None:
        """Where a reader finds page ``number`` at its source; our own copy, as a path below the
        service, for a file that staff put in; None when no link is known."""
        if self.original is None:
            return self.material.links[0] if self.material.links else None
        url = self.original.final_url or f"/original/{self.original.sha256}"
        if number != SUMMARY_PAGE and self.original.media_type.has_pages:
            return f"{url}#page={number}"
        return url


@dataclass(frozen=True)
class PageRecord:
    """What one page gives to the index: ``number`` is physical, ``label`` the printed one."""

    number: int
    label: str
    text: str
    headings: tuple[str, ...] = ()
    language: str | None = None
