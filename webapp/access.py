"""The access log: what was asked and how it went, and nothing of who asked."""

import logging
from time import perf_counter

from flask import Flask, Response, g, request

log = logging.getLogger("mentorsoeg.access")


def register(app: Flask) -> None:
    """Log every answer with its path, query, status and milliseconds."""

    @app.before_request
    def start() -> None:
        g.started = perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        log.info(
            "%s %s", request.method, request.path,
            extra={
                "query": request.args.get("q"),
                "status": response.status_code,
                "ms": round((perf_counter() - g.get("started", perf_counter())) * 1000, 1),
            },
        )  # fmt: skip
        return response
