"""A query evaluated over no pages at all: what remains is what the cluster is to be asked.

The evaluation is the one that serves the embedded index; only what it puts together are queries in
place of masks.
"""

from collections.abc import Iterable, Sequence, Set
from typing import Any

from search.asking.wildcards import ANY, MANY, spellings
from search.opensearch.clausecount import any_of
from search.opensearch.found import EVERYTHING, FoundPages, having, in_row
from search.opensearch.pagedocuments import facet, named
from search.opensearch.selection import Selection, Whole
from search.ranking.pagelist import PageList


class Sketch(Selection):
    """A collection without pages, whose masks are queries."""

    def __init__(self, whole: Whole, found: FoundPages) -> None:
        super().__init__(whole, (), found, None)
        self.named = lambda name: SketchedValues(named(name), found)

    def every(self) -> Any:
        """All pages."""
        return self._found.of(EVERYTHING)

    def having(self, lists: Iterable[PageList]) -> Any:
        """The pages on any of the lists."""
        return self._found.of_any(of for part in lists if isinstance(of := part.of, FoundPages))

    def numbered(self, first: int, last: int) -> Any:
        """The pages with these numbers."""
        return self._found.of({"range": {"number": {"gte": first, "lte": last}}})

    def in_years(self, first: int, last: int) -> Any:
        """The pages of what was published in these years."""
        return self._found.of({"range": {facet("year"): {"gte": first, "lte": last}}})

    def of_materials(self, some: Any) -> Any:
        """The pages of some materials."""
        return some

    def note(self, lists: Iterable[PageList]) -> None:
        """Note that these lists are to be counted."""
        for part in lists:
            _ = part.spread


class SketchedValues:
    """The values of a field that a query can name, as queries; see ``NamedValues``."""

    def __init__(self, field: str, found: FoundPages) -> None:
        self._field = field
        self._found = found

    def any_of(self, words: Iterable[str]) -> Any:
        """What has any of the words."""
        return self._found.of(any_of(having(self._field, sorted(words))))

    def of_shape(self, pattern: str) -> Any:
        """What has a word of that shape."""
        shapes = [{"wildcard": {self._field: {"value": _escaped(shape)}}}
                  for shape in spellings(pattern)]  # fmt: skip
        return self._found.of(any_of(shapes))

    def row(self, row: Sequence[Set[str]], gap: int | None) -> Any:
        """What has the words in a row, or near each other."""
        return self._found.of(in_row([sorted(words) for words in row], gap, (self._field,)))


def _escaped(shape: str) -> str:
    """The shape as the cluster's wildcards have it, where only these two are signs too."""
    return "".join(c if c in (MANY, ANY) else c.replace("\\", "\\\\") for c in shape)
