"""What is told of each request: to the log that it came and how it went, to the metrics the same as
counts, to the log of searches what was searched for. Nothing of who asked."""

import logging
from time import perf_counter

from flask import Flask, Response, g, request

from search.library.budget import cpu_time
from webapp.context import QUERIES, REQUESTS
from webapp.serving.metrics import NO_ROUTE

LONGEST_PATH = 1000
"""Characters of a path that are logged, so that nobody fills the disk with one request."""
SEARCHES = frozenset({
    "searching.results", "searching.results_file", "concordance.concordance",
    "concordance.concordance_file", "figuretable.figures", "figuretable.figures_file",
    "api.search", "api.findings", "api.concordance",
})  # fmt: skip
"""Endpoints that search; others take a query to mark it, or before it is whole."""

log = logging.getLogger("mentorsoeg.access")


def register(app: Flask) -> None:
    """Tell of every answer to ``app``. Words that were searched for get into the log of searches
    alone: what is written to standard error is kept by others, for as long as they like."""

    @app.before_request
    def start() -> None:
        g.started, g.cpu_started = perf_counter(), cpu_time()

    @app.after_request
    def end(response: Response) -> Response:
        seconds = perf_counter() - g.get("started", perf_counter())
        log.info(
            "%s %s", request.method, request.path[:LONGEST_PATH],
            extra={"status": response.status_code, "ms": round(seconds * 1000, 1)},
        )  # fmt: skip
        app.extensions[REQUESTS].count(route(), response.status_code, seconds)
        if request.endpoint in SEARCHES and response.status_code == 200:
            query = request.args.get("q", "").strip()
            if query:
                app.extensions[QUERIES].note(route(), query)
        return response


def route() -> str:
    """The pattern of the address that is asked for, as the metrics have it."""
    if request.endpoint == "static":
        return "static"  # its address changes with each version
    return request.url_rule.rule if request.url_rule else NO_ROUTE


def routes(app: Flask) -> list[str]:
    """All that ``route`` may give for ``app``."""
    rules = app.url_map.iter_rules()
    return ["static" if rule.endpoint == "static" else rule.rule for rule in rules]
