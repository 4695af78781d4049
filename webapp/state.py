"""The state of a search, which lives in the URL and nowhere else."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from math import ceil
from typing import Any
from urllib.parse import quote_plus

from werkzeug.datastructures import MultiDict

from search import AS_USUAL, EXACT, NO_FILTERS, SUMMARY_ONLY, WITH_TEXT, Filters, Reading
from webapp.parameters import (
    FACETS,
    READINGS,
    SORTINGS,
    FilteredParameters,
    ReadingName,
    ResultsParameters,
    SortName,
    read_forgivingly,
)

_READINGS: dict[ReadingName, str] = {
    "boejninger": "inflections",
    "sammensaetninger": "compounds",
    "sammenskrivning": "joined",
    "synonymer": "synonyms",
    "rettelser": "slips",
}
"""The field of ``Reading`` for each name."""
SORT_NAMES = {sort: name for name, sort in SORTINGS.items()}
RESULTS = "/soeg"
LONGEST_NAMED = 100
"""Letters of a query in a heading or a title."""
LABELS = {
    "udgiver": "Udgiver",
    "type": "Type",
    "maalgruppe": "Målgruppe",
    "emne": "Emne",
    "fuldtekst": "Fuldtekst",
    "relevans": "relevans",
    "nyeste": "nyeste",
    "aeldste": "ældste",
    "titel": "titel",
    WITH_TEXT: "har fuldtekst",
    SUMMARY_ONLY: "kun resumé",
}


quoted = lru_cache(maxsize=4096)(quote_plus)


def _query(pairs: tuple[tuple[str, str], ...]) -> str:
    return "?" + "&".join(f"{name}={quoted(value)}" for name, value in pairs) if pairs else ""


@dataclass(frozen=True)
class SearchState:
    """What is asked for: ``page`` counts pages of results from 1."""

    query: str = ""
    filters: Filters = NO_FILTERS
    sort: str = "relevance"
    reading: Reading = AS_USUAL
    page: int = 1

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The URL's parameters; what is as usual is left out."""
        first, last = self.filters.years
        exact = self.exact
        untaken = () if exact else (name for name in READINGS if not self.takes(name))
        every = (
            ("q", self.query),
            *((name, v) for name, facet in FACETS.items() for v in self.filters.wanted(facet)),
            ("fra", first),
            ("til", last),
            ("materiale", self.filters.material),
            ("sortering", SORT_NAMES[self.sort] if self.sort != "relevance" else None),
            ("praecis", 1 if exact else None),
            *(("uden", name) for name in untaken),
            ("side", self.page if self.page > 1 else None),
        )
        return tuple((name, str(value)) for name, value in every if value)

    def url(self, path: str = RESULTS, **more: str | None) -> str:
        """The address of the page at ``path`` with this state."""
        return path + _query(self.pairs + tuple((n, v) for n, v in more.items() if v))

    @property
    def named(self) -> str:
        """The query as headings and titles have it: of a long one the beginning."""
        begun = self.query[:LONGEST_NAMED]
        return self.query if begun == self.query else f"{begun.rpartition(' ')[0] or begun} …"

    @cached_property
    def words(self) -> str:
        """The end of the address of a page of a report, which marks there what is searched for."""
        return _query(
            tuple((name, v) for name, v in self.pairs if name in ("q", "praecis", "uden"))
        )

    def without(self, *names: str) -> tuple[tuple[str, str], ...]:
        """The URL's parameters but those with these names, for a form that asks for them anew."""
        return tuple((name, value) for name, value in self.pairs if name not in names)

    @cached_property
    def _unpaged(self) -> str:
        url = self.at(1).url()
        return url + ("&" if "?" in url else "?")

    def toggle_url(self, name: str, value: str) -> str:
        """The address of ``toggle``; a results page has a hundred of them."""
        if value in self.filters.wanted(FACETS[name]):
            return self.toggle(name, value).url()
        return f"{self._unpaged}{name}={quoted(value)}"

    def asking(self, query: str) -> "SearchState":
        """The same filters and order, another query."""
        return replace(self, query=query, page=1)

    def at(self, page: int) -> "SearchState":
        """Another page of the same results."""
        return replace(self, page=page)

    def among(self, total: int, each: int) -> tuple["SearchState", int, slice]:
        """The state at its page, or at the nearest there is, of ``total`` lines, ``each`` on a
        page; which page is the last, and which lines are on this."""
        last = ceil(total / each)
        page = max(1, min(self.page, last))
        return self.at(page), last, slice((page - 1) * each, page * each)

    def sorted_by(self, name: SortName) -> "SearchState":
        """The same results in the order of that name in ``SORTINGS``."""
        return replace(self, sort=SORTINGS[name], page=1)

    def exactly(self, exact: bool) -> "SearchState":
        """With other forms of the words, or without."""
        return replace(self, reading=EXACT if exact else AS_USUAL, page=1)

    @property
    def exact(self) -> bool:
        """Whether words are taken just as they are typed."""
        return self.reading == EXACT

    def takes(self, name: ReadingName) -> bool:
        """Whether words are taken for that too."""
        return bool(getattr(self.reading, _READINGS[name]))

    def taking(self, name: ReadingName, on: bool) -> "SearchState":
        """With words taken for that too, or not."""
        return replace(self, reading=replace(self.reading, **{_READINGS[name]: on}), page=1)

    def spanning(self, first: int | None, last: int | None) -> "SearchState":
        """Held to these years."""
        return self._filtered(years=(first, last))

    def within(self, material_id: str | None) -> "SearchState":
        """Held to one material, or to none."""
        return self._filtered(material=material_id)

    def toggle(self, name: str, value: str) -> "SearchState":
        """With ``value`` of the facet's parameter ``name`` chosen, or not when it was."""
        facet = FACETS[name]
        now = self.filters.wanted(facet)
        after = tuple(v for v in now if v != value) if value in now else (*now, value)
        return self._filtered(**{facet: after})

    def unfiltered(self) -> "SearchState":
        """The same query without filters."""
        return replace(self, filters=NO_FILTERS, page=1)

    def _filtered(self, **changes: Any) -> "SearchState":
        return replace(self, filters=replace(self.filters, **changes), page=1)

    @property
    def filtered(self) -> bool:
        """Whether anything is filtered away."""
        return self.filters != NO_FILTERS

    @property
    def span(self) -> str:
        """The years wanted, in words; '' when every year is."""
        first, last = self.filters.years
        if first and last:
            return str(first) if first == last else f"{first}–{last}"
        return f"fra {first}" if first else f"til {last}" if last else ""


def _reading(given: FilteredParameters) -> Reading:
    if given.praecis == "1":
        return EXACT
    return Reading(**{_READINGS[name]: name not in given.uden for name in READINGS})


def state_of(
    given: FilteredParameters, *, sort: SortName = "relevans", page: int = 1
) -> SearchState:
    """The state that parameters tell."""
    return SearchState(
        query=given.q,
        filters=Filters(
            **{facet: tuple(getattr(given, name)) for name, facet in FACETS.items()},
            years=(given.fra, given.til),
            material=given.materiale or None,
        ),
        sort=SORTINGS[sort],
        reading=_reading(given),
        page=page,
    )


def read_state(args: MultiDict[str, str]) -> SearchState:
    """The state that a URL's parameters tell; what can't be understood is as usual."""
    given = read_forgivingly(ResultsParameters, args)
    return state_of(given, sort=given.sortering, page=given.side)
