"""Requests as they come, whatever their bytes, and what of them is text."""

import re
import string
from typing import Any
from urllib.parse import quote

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.utils import cached_property

from search.library.visible import visible

MOST_UPLOADED = 1_000_000
"""Bytes of a request's body: a list of search terms."""

_PLANE_ENDS = "".join(
    chr(plane + end) for plane in range(0x10000, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)
)
_UNFIT = re.compile(
    f"[^\t\n\r\x20-\x7e\xa0-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]|[{_PLANE_ENDS}]"
)
"""What no HTML page and no XML may hold: control characters, and code points that are none."""


def clean(text: str) -> str:
    """``text`` with a space for each character that a page can't show, without what isn't seen."""
    return visible(_UNFIT.sub(" ", text))


class ForgivingRequest(Request):
    """A request whose query string may hold any bytes, and whose parameters are fit for a page.

    Browsers write a query string in ASCII, but not everything that asks is a browser, and Werkzeug
    raises UnicodeDecodeError at bytes that are no UTF-8; written ``%ff`` they are read as U+FFFD.
    """

    def __init__(self, environ: dict[str, Any], *args: Any, **options: Any) -> None:
        raw = str(environ.get("QUERY_STRING", ""))
        environ["QUERY_STRING"] = quote(raw, safe=string.punctuation, encoding="latin-1")
        super().__init__(environ, *args, **options)

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The parameters of the query string."""
        given = super().args.items(multi=True)
        return ImmutableMultiDict((name, clean(value)) for name, value in given)
