"""What the index holds of a material and of each of its pages."""

from dataclasses import dataclass

from search.library.catalogue import Material, Strict
from search.library.originals import Original
from search.library.pagelayout import PLAIN, PageLayout

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


@dataclass(frozen=True)
class PageRecord:
    """What one page gives to the index: ``number`` is physical, ``label`` the printed one."""

    number: int
    label: str
    text: str
    headings: tuple[str, ...] = ()
    language: str | None = None
    layout: PageLayout = PLAIN
