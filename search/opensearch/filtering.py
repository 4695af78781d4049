"""Filters and orders as the cluster has them."""

from search.asking.filters import VALUES, Filters
from search.opensearch.cluster import Body
from search.opensearch.found import EVERYTHING
from search.opensearch.pagedocuments import facet

ORDERS: dict[str, list[Body]] = {
    "newest": [{"time": {"order": "desc", "missing": "_last"}}, {"alphabetical": "asc"}],
    "oldest": [{"time": {"order": "asc", "missing": "_last"}}, {"alphabetical": "asc"}],
    "title": [{"alphabetical": "asc"}],
}
"""The orders beside relevance, as ``search.answering.searcher`` has them."""


def accepted(filters: Filters, *, without: str = "") -> Body:
    """The pages of the materials that the filters accept, but for the facet ``without``."""
    found: list[Body] = []
    if filters.material is not None:
        found.append({"term": {"material": filters.material}})
    for name in VALUES:
        if name != without and (wanted := filters.wanted(name)):
            found.append({"terms": {facet(name): list(wanted)}})
    if without != "year" and filters.years != (None, None):
        first, last = filters.years
        found.append({"range": {facet("year"): {"gte": first, "lte": last}}})
    return {"bool": {"filter": found}} if found else EVERYTHING


def narrowed(filters: Filters) -> list[str]:
    """The facets that the filters narrow."""
    found = [name for name in VALUES if filters.wanted(name)]
    return found + (["year"] if filters.years != (None, None) else [])
