"""About what a page is worth, as the cluster works it out: which pages are ranked in full.

Each word's forms are asked for as one term (at one place of the analysed text they are synonyms to
the cluster), so BM25 counts them together, with our weight for them; over the fields the best
counts, and a tenth of the others (``dis_max``). ``combined_fields`` would add them before they are
saturated, as BM25F does, but takes no synonyms.
"""

from collections.abc import Callable, Sequence
from heapq import nlargest
from operator import itemgetter

from search.opensearch.cluster import Body
from search.opensearch.found import FoundPages
from search.opensearch.pagedocuments import named
from search.opensearch.tokentext import BESIDE, safe
from search.ranking.pagelist import PageList
from search.ranking.ranking import Worth

WEIGHTS = {"title": 3.0, "creators": 1.5, "keywords": 1.2, "summary": 1.0, "heading": 1.5,
           "body": 1.0}  # fmt: skip
TITLE = named("title")
MOST_FORMS = 400
"""Terms that are asked for as one; a page is a hit by any other, too, but counts less."""
MOST_LISTS = 90
"""Lists that are asked for, those worth most: each is seven clauses, and a query has at most 1024
(``indices.query.bool.max_clause_count``), which a text of a hundred words would pass."""
LEAST, LEAST_IDF = 1e-4, 0.1
OTHERS = 0.1


def rough(worths: Sequence[Worth], idf: Callable[[PageList], float]) -> list[Body]:
    """What adds to a page's score; by list, its pages and what they are worth. The cluster's BM25
    has an ``idf`` of its own."""
    telling = [
        (float(worth), pages, pages.of)
        for pages, worth in worths
        if isinstance(pages.of, FoundPages) and worth > LEAST and pages.of.counts()[0]
    ]
    most = nlargest(MOST_LISTS, telling, key=itemgetter(0))
    return [body for worth, pages, of in most for body in _one(of, worth, idf(pages))]


def _one(found: FoundPages, worth: float, idf: float) -> list[Body]:
    if not found.terms:
        return [{"constant_score": {"filter": found.query, "boost": worth}}]
    text = BESIDE.join(safe(term) for term in found.terms[:MOST_FORMS])
    boost = worth / max(idf, LEAST_IDF)
    each = [_match(name, text, weight * boost) for name, weight in WEIGHTS.items()]
    return [{"dis_max": {"queries": each, "tie_breaker": OTHERS}}, _match(TITLE, text, boost)]


def _match(name: str, text: str, boost: float) -> Body:
    return {"match": {name: {"query": text, "boost": boost}}}
