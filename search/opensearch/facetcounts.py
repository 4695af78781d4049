"""How many materials have each value of each facet, as the cluster is asked and as it answers."""

from collections.abc import Sequence

from search.analysis.alphabetical import alphabetical
from search.asking.filters import VALUES, Filters
from search.opensearch.cluster import Body
from search.opensearch.filtering import accepted, narrowed
from search.opensearch.pagedocuments import FACETS, facet
from search.opensearch.view import count_materials


def facet_aggregations(
    filters: Filters, without: Sequence[str], beside: Body | None = None
) -> Body:
    """What counts materials and facets, a facet as if it were not narrowed; none ``without``."""
    wanted = [name for name in FACETS if name not in without]
    found: Body = {
        "kept": {
            "filter": accepted(filters),
            "aggs": {"materials": count_materials(bool(wanted)), **(beside or {})},
        }
    }
    for name in set(narrowed(filters)) & set(wanted):
        found[name] = {
            "filter": accepted(filters, without=name),
            "aggs": {"materials": count_materials(facets=True)},
        }
    return found


def facets_of(aggregations: Body, filters: Filters) -> dict[str, dict[str, int]]:
    """The counts of each facet, the most first, equals in the order of the alphabet."""
    found: dict[str, dict[str, int]] = {}
    for name in (*VALUES, "year"):
        counted = aggregations[name if name in narrowed(filters) else "kept"]
        start = f"{facet(name)}/"
        had = {
            key.removeprefix(start): int(count)
            for key, count in counted["materials"]["value"]["had"].items()
            if key.startswith(start)
        }
        order = sorted(had, key=lambda value: (-had[value], alphabetical(value), value))
        found[name] = {value: had[value] for value in order}
    return found
