"""Requests as they come, whatever their bytes."""

import string
from typing import Any
from urllib.parse import quote

from flask import Request


class ForgivingRequest(Request):
    """A request whose query string may hold any bytes.

    Browsers write it in ASCII, but not everything that asks is a browser, and Werkzeug raises
    UnicodeDecodeError at bytes that are no UTF-8; written as ``%ff`` they are read as U+FFFD.
    """

    def __init__(self, environ: dict[str, Any], *args: Any, **options: Any) -> None:
        raw = str(environ.get("QUERY_STRING", ""))
        environ["QUERY_STRING"] = quote(raw, safe=string.punctuation, encoding="latin-1")
        super().__init__(environ, *args, **options)
