"""About what a page is worth, as the cluster works it out: which pages are ranked in full.

Each word's forms are asked for as one term (at one place of the analysed text they are synonyms to
the cluster), so BM25 counts them together, with our weight for them; over the fields the best
counts, and a tenth of the others (``dis_max``). ``combined_fields`` would add them before they are
saturated, as BM25F does, but takes no synonyms.
"""

from collections.abc import Callable, Sequence
from operator import itemgetter

from search.opensearch.clausecount import MOST_CLAUSES, clauses
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
LEAST, LEAST_IDF = 1e-4, 0.1
OTHERS = 0.1


def rough(
    worths: Sequence[Worth], idf: Callable[[PageList], float], beside: Sequence[Body]
) -> list[Body]:
    """What adds to a page's score; by list, its pages and what they are worth. The cluster's BM25
    has an ``idf`` of its own. Those lists are left out that are worth least, when the question has
    too many clauses with those that are asked ``beside``."""
    telling = [
        (float(worth), pages, pages.of)
        for pages, worth in worths
        if isinstance(pages.of, FoundPages) and worth > LEAST and pages.of.counts()[0]
    ]
    found: list[Body] = []
    room = MOST_CLAUSES - clauses(beside)
    for worth, pages, of in sorted(telling, key=itemgetter(0), reverse=True):
        made = _one(of, worth, idf(pages))
        if (cost := clauses(made)) <= room:
            found, room = found + made, room - cost
    return found


def _one(found: FoundPages, worth: float, idf: float) -> list[Body]:
    if found.others or not found.terms:
        return [{"constant_score": {"filter": found.query, "boost": worth}}]
    text = BESIDE.join(safe(term) for term in found.terms[:MOST_FORMS])
    boost = worth / max(idf, LEAST_IDF)
    each = [_match(name, text, weight * boost) for name, weight in WEIGHTS.items()]
    return [{"dis_max": {"queries": each, "tie_breaker": OTHERS}}, _match(TITLE, text, boost)]


def _match(name: str, text: str, boost: float) -> Body:
    return {"match": {name: {"query": text, "boost": boost}}}
