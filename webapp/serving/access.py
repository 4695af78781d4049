"""The access log: what was asked and how it went, and nothing of who asked."""

import logging
from time import perf_counter, thread_time

from flask import Flask, Response, g, request

LONGEST = 1000
"""Characters of a path or query that are logged, so that nobody fills the disk with one request."""

log = logging.getLogger("mentorsoeg.access")


def register(app: Flask) -> None:
    """Log every answer with its path, query, status and milliseconds."""

    @app.before_request
    def start() -> None:
        g.started, g.cpu_started = perf_counter(), thread_time()

    @app.after_request
    def end(response: Response) -> Response:
        log.info(
            "%s %s", request.method, request.path[:LONGEST],
            extra={
                "query": request.args.get("q", "")[:LONGEST] or None,
                "status": response.status_code,
                "ms": round((perf_counter() - g.get("started", perf_counter())) * 1000, 1),
            },
        )  # fmt: skip
        return response
