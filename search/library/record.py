"""What the index holds of a material and of each of its pages."""

from dataclasses import dataclass

from search.library.catalogue import Material, Strict
from search.library.holdings import Holding
from search.library.originals import Original
from search.library.pagelayout import PLAIN, PageLayout

SUMMARY_PAGE = 0
"""The page number of a material's summary, before the physical pages from 1."""

FIRST_PAGE = 1
"""The page whose opening says what the whole material is about."""


class MaterialRecord(Strict):
    """A material as indexed: with the original its text is from, what of it is ``held`` and, when
    that isn't surely the full text, ``missing``, the Danish sentence that says why."""

    material: Material
    original: Original | None = None
    pages: int = 0
    characters: int = 0
    missing: str | None = None
    holding: Holding | None = None
    notes: tuple[str, ...] = ()
    outline: tuple[tuple[str, int], ...] = ()

    @property
    def held(self) -> Holding:
        """What of the material is held; an older index knows text or none."""
        return self.holding or (Holding.FULL if self.pages else Holding.NONE)

    @property
    def has_full_text(self) -> bool:
        """Whether its whole text is there, and surely its."""
        return self.pages > 0 and self.held.is_whole and self.missing is None


@dataclass(frozen=True)
class PageRecord:
    """What one page gives to the index: ``number`` is physical, ``label`` the printed one."""

    number: int
    label: str
    text: str
    headings: tuple[str, ...] = ()
    language: str | None = None
    layout: PageLayout = PLAIN
