"""What the service tells Prometheus: requests, as all its processes together answered them, and the
index that the one asked has open."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import datetime
from http import HTTPStatus
from mmap import mmap
from typing import Any

import numpy as np
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from search import Served
from webapp.serving.sharedlock import SharedLock

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
NO_ROUTE = "none"
"""Stands for all addresses that are none of ours, and for what is refused unread."""
STATUSES = tuple(int(status) for status in HTTPStatus)
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""The upper bounds of the buckets; one more has none."""
_BUCKETS = (*map(str, SECONDS), "+Inf")


class RequestCounts(Collector):
    """Requests by route and status, and the seconds of their answers by route, in memory shared
    with every process forked from the one that made it, so that nothing is lost when one makes
    place for another. The labels are ``routes``, whatever is asked."""

    def __init__(self, routes: Iterable[str]) -> None:
        self._rows = {name: at for at, name in enumerate((NO_ROUTE, *dict.fromkeys(routes)))}
        self._answers = _shared(len(self._rows), len(STATUSES), of="<u8")
        self._buckets = _shared(len(self._rows), len(_BUCKETS), of="<u8")
        self._seconds = _shared(len(self._rows), 1, of="<f8")
        self._lock = SharedLock()

    def count(self, route: str, status: int, seconds: float | None = None) -> None:
        """Count an answer; without ``seconds`` none was made."""
        row = self._rows.get(route, 0)
        with self._lock.held():
            if status in STATUSES:
                self._answers[row, STATUSES.index(status)] += 1
            if seconds is not None:
                self._buckets[row, bisect_left(SECONDS, seconds)] += 1
                self._seconds[row, 0] += seconds

    def collect(self) -> Iterator[Metric]:
        """What prometheus_client asks of a collector."""
        with self._lock.held():
            answers, buckets = self._answers.copy(), self._buckets.copy()
            seconds = self._seconds.copy()
        requests = CounterMetricFamily(
            "mentorsoeg_requests", "Requests, by route and status.", labels=("route", "status")
        )
        durations = HistogramMetricFamily(
            "mentorsoeg_answer_seconds",
            "Seconds from a thread's beginning of an answer to its end, by route.",
            labels=("route",),
        )
        for route, row in self._rows.items():
            for column in np.flatnonzero(answers[row]):
                labels = (route, str(STATUSES[column]))
                requests.add_metric(labels, float(answers[row, column]))
            if buckets[row].any():
                summed = zip(_BUCKETS, buckets[row].cumsum().tolist(), strict=True)
                durations.add_metric((route,), list(summed), float(seconds[row, 0]))
        yield requests
        yield durations


class _Index(Collector):
    """The generation that is served, None when there is none, and when the collection was last
    brought up to date."""

    def __init__(self, now: datetime, served: Served | None, updated: datetime | None) -> None:
        self._now, self._served, self._updated = now, served, updated

    def collect(self) -> Iterator[Metric]:
        """What prometheus_client asks of a collector."""
        yield _gauge("ready", "Whether an index is open.", self._served is not None)
        if self._served:
            engine = self._served.searcher
            created, records = datetime.fromisoformat(engine.manifest.created), engine.materials()
            age = (self._now - created).total_seconds()
            yield _gauge("index_age_seconds", "Seconds since the index was made.", age)
            yield _gauge("materials", "Materials in the index.", len(records))
            with_text = sum(record.has_full_text for record in records)
            yield _gauge("materials_full_text", "Those with their full text.", with_text)
            pages = sum(record.pages for record in records)
            yield _gauge("pages", "Pages in the index, summaries aside.", pages)
        if self._updated:
            age = (self._now - self._updated).total_seconds()
            yield _gauge("updated_age_seconds", "Seconds since the last whole update.", age)


def exposition(
    counts: RequestCounts, now: datetime, served: Served | None, updated: datetime | None
) -> bytes:
    """All metrics in Prometheus' text form, of ``CONTENT_TYPE``."""
    registry = CollectorRegistry()
    registry.register(counts)
    registry.register(_Index(now, served, updated))
    return generate_latest(registry)


def _gauge(name: str, told: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"mentorsoeg_{name}", told, value=float(value))


def _shared(rows: int, columns: int, *, of: str) -> np.ndarray[Any, np.dtype[Any]]:
    """An array of zeros in memory that forked processes share."""
    size = rows * columns * np.dtype(of).itemsize
    return np.frombuffer(mmap(-1, size), of).reshape(rows, columns)
