"""What the index holds of a material and of each of its pages."""

from dataclasses import dataclass

from search.library.catalogue import Material, Strict
from search.library.originals import Original

SUMMARY_PAGE = 0
"""The page number of a material's summary, before the physical pages from 1."""

PART = "del "

FIRST_PAGE = 1
"""The page whose opening says what the whole material is about."""


def is_part(label: str) -> bool:
    """Whether a page's label is the place of a part, ``del 3 af 12``, and no page number."""
    return label.startswith(PART)


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

    @property
    def in_parts(self) -> bool:
        """Whether its pages are parts of a text that has no pages of its own."""
        return (
            self.pages > 1 and self.original is not None and not self.original.media_type.has_pages
        )


@dataclass(frozen=True)
class PageRecord:
    """What one page gives to the index: ``number`` is physical, ``label`` the printed one."""

    number: int
    label: str
    text: str
    headings: tuple[str, ...] = ()
    language: str | None = None
