"""Facets beside the results, and the filters that are on."""

from dataclasses import dataclass

from search import Results
from search.library.catalogue import UNKNOWN_KIND
from webapp.context import searcher
from webapp.drawing.charts import Bar, year_bars
from webapp.drawing.danish import capital, count
from webapp.parameters import FACETS
from webapp.state import LABELS, SearchState

VALUES_SHOWN = 6
VALUES_LISTED = 24
"""Values of a facet shown at once, and with those that unfold."""


@dataclass(frozen=True)
class Choice:
    """A value of a facet, how many materials have it, and the address with it put on or off."""

    label: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True)
class Facet:
    """A facet with its choices: those ``shown``, those ``folded``, and how many more there are."""

    label: str
    choices: tuple[Choice, ...]
    left_out: int

    @property
    def shown(self) -> tuple[Choice, ...]:
        """The first choices."""
        return self.choices[:VALUES_SHOWN]

    @property
    def folded(self) -> tuple[Choice, ...]:
        """Those after the first."""
        return self.choices[VALUES_SHOWN:]


def facet(state: SearchState, found: Results, name: str) -> Facet:
    """The facet of parameter ``name``: the values chosen first, then the most frequent."""
    counts = found.facets.get(FACETS[name], {})
    wanted = state.filters.wanted(FACETS[name])
    values = (*wanted, *(value for value in counts if value not in wanted))
    return Facet(
        LABELS[name],
        tuple(
            Choice(
                _told(name, value),
                counts.get(value, 0),
                value in wanted,
                state.toggle_url(name, value),
            )
            for value in values[:VALUES_LISTED]
        ),
        max(0, len(values) - VALUES_LISTED),
    )


def _told(name: str, value: str) -> str:
    """A value of the facet of parameter ``name``, as readers have it."""
    untold = name == "type" and value == UNKNOWN_KIND
    return capital("uden angivet type" if untold else LABELS.get(value, value))


@dataclass(frozen=True)
class Year:
    """A year of the histogram: whether it is ``within`` the years chosen, and where it leads."""

    bar: Bar
    within: bool
    url: str
    label: str


def years(state: SearchState, found: Results) -> tuple[Year, ...]:
    """The histogram of the materials found, each year a way to choose it."""
    return tuple(_year(state, bar) for bar in year_bars(found.facets.get("year", {})))


def _year(state: SearchState, bar: Bar) -> Year:
    """A click chooses a year, a second one the years between, a third begins anew."""
    year, (first, last) = int(bar.label), state.filters.years
    span: tuple[int | None, int | None] = (year, year)
    if first and first == last and year != first:
        span = (min(first, year), max(first, year))
    elif span == (first, last):
        span = (None, None)
    label = f"{year}: {count(bar.count, 'materiale', 'materialer')}"
    if span[0] != span[1]:
        label += f" (vælg {span[0]}–{span[1]})"
    return Year(
        bar,
        (first or year) <= year <= (last or year),
        state.spanning(*span).url(),
        label,
    )


def search_name(state: SearchState) -> str:
    """The search in words: what is searched for, and the filters."""
    exact = ("kun præcis",) if state.exact else ()
    return " · ".join(
        (state.query or "Hele samlingen", *(text for text, _ in chips(state)), *exact)
    )


def chips(state: SearchState) -> list[tuple[str, str]]:
    """Each active filter in words, with the address without it."""
    chips = [
        (_told(name, value), state.toggle(name, value).url())
        for name, facet in FACETS.items()
        for value in state.filters.wanted(facet)
    ]
    if state.span:
        chips.append((state.span, state.spanning(None, None).url()))
    if state.filters.material:
        record = searcher().material(state.filters.material)
        title = record.material.title if record else state.filters.material
        chips.append((title, state.within(None).url()))
    return chips
