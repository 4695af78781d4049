"""What the index holds of a material and of each of its pages."""

from dataclasses import dataclass

from search.library.catalogue import Material, Strict
from search.library.holdings import Holding
from search.library.originals import Original
from search.library.pagelayout import PLAIN, PageLayout, Span

SUMMARY_PAGE = 0
"""The page number of a material's summary, before the physical pages from 1."""

PART = "del "

FIRST_PAGE = 1
"""The page whose opening says what the whole material is about."""


def is_part(label: str) -> bool:
    """Whether a page's label is the place of a part, ``del 3 af 12``, and no page number."""
    return label.startswith(PART)


class Caption(Strict):
    """A table or figure of a material: its caption's ``text``, and where that stands, characters
    ``[start, end)`` of the text of page ``number`` with that printed ``label``."""

    number: int
    label: str
    start: int
    end: int
    text: str
    is_table: bool

    @property
    def place(self) -> Span:
        """Where it stands."""
        return self.start, self.end

    @property
    def searched(self) -> str:
        """The words by which it is found: of a table or figure, whatever its caption calls it."""
        return f"{'tabel' if self.is_table else 'figur'} {self.text}"


class MaterialRecord(Strict):
    """A material as indexed: with the original its text is from, what of it is ``held`` and, when
    that isn't surely the full text, ``missing``, the Danish sentence that says why. ``in_parts``
    when its pages are parts of a text that has no pages of its own."""

    material: Material
    original: Original | None = None
    pages: int = 0
    characters: int = 0
    missing: str | None = None
    holding: Holding | None = None
    notes: tuple[str, ...] = ()
    outline: tuple[tuple[str, int], ...] = ()
    in_parts: bool = False
    captions: tuple[Caption, ...] = ()

    @property
    def held(self) -> Holding:
        """What of the material is held; an older index knows text or none."""
        return self.holding or (Holding.FULL if self.pages else Holding.NONE)

    @property
    def has_full_text(self) -> bool:
        """Whether its whole text is there, and surely its."""
        return self.pages > 0 and self.held.is_whole and self.missing is None

    @property
    def unit(self) -> str:
        """What people call one of its pages: ``side``, ``slide``, ``del`` of a text that has no
        pages of its own."""
        if self.in_parts:
            return "del"
        return self.original.media_type.part if self.original else "side"


@dataclass(frozen=True)
class PageRecord:
    """What one page gives to the index: ``number`` is physical, ``label`` the printed one, '' when
    none is known."""

    number: int
    label: str
    text: str
    headings: tuple[str, ...] = ()
    language: str | None = None
    layout: PageLayout = PLAIN
