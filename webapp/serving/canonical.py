"""The address under which the service is known, whatever a request calls it."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Canonical:
    """A WSGI application whose requests all name ``base_url``: a Host that somebody made up gets
    into no link, feed or canonical address."""

    def __init__(self, application: Wsgi, base_url: str) -> None:
        self._application = application
        parts = urlsplit(base_url)
        self._named = {
            "HTTP_HOST": parts.netloc,
            "wsgi.url_scheme": parts.scheme,
            "SCRIPT_NAME": parts.path.rstrip("/"),
        }

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        return self._application(environ | self._named, start_response)
