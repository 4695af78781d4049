"""An app on loopback, for pictures, benchmarks and tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import waitress
from flask import Flask

PATIENCE = 5
"""Seconds given to requests under way; a browser that went in the middle of one can leave waitress
waiting for it forever."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve ``app``, and give its address."""
    server = waitress.create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(PATIENCE)
