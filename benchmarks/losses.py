"""The queries on which a peer does better, so that the next fault is seen."""

from dataclasses import dataclass

from benchmarks.judged import Judged
from benchmarks.rankers import Hits


@dataclass(frozen=True)
class Loss:
    """A query on which a peer does better by ``lost`` nDCG@10: the rank of the first relevant
    document in both, None when it is not found, and what the product shows first instead."""

    query: str
    lost: float
    rank: int | None
    peer_rank: int | None
    shown: str


def losses(
    judged: Judged, ours: dict[str, Hits], theirs: dict[str, Hits],
    ndcg: tuple[dict[str, float], dict[str, float]], most: int,
) -> list[Loss]:  # fmt: skip
    """The worst losses, at most so many. ``ours`` and ``theirs`` are what was found by query,
    ``ndcg`` the figures of both."""
    relevant: dict[str, set[str]] = {}
    for qrel in judged.qrels:
        if qrel.relevance > 0:
            relevant.setdefault(qrel.query_id, set()).add(qrel.doc_id)
    lost = {query: ndcg[1].get(query, 0) - ndcg[0].get(query, 0) for query in relevant}
    worst = sorted((q for q in lost if lost[q] > 0), key=lambda q: (-lost[q], q))[:most]
    return [
        Loss(
            judged.queries[query], round(lost[query], 4), _rank(ours[query], relevant[query]),
            _rank(theirs[query], relevant[query]), ours[query][0][0] if ours[query] else "",
        )
        for query in worst
    ]  # fmt: skip


def _rank(hits: Hits, relevant: set[str]) -> int | None:
    return next((rank for rank, (name, _) in enumerate(hits, 1) if name in relevant), None)
