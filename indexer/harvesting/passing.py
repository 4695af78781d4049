"""Addresses that only count a visit and pass it on."""

import re
from urllib.parse import parse_qs, urlsplit

PASSING = re.compile(
    r"(/url|/l\.php|/redir(ect)?|/out|/goto|/login)/?$|safelinks\.protection\.outlook\.com/$"
)
PASSED = ("url", "q", "u")
"""Addresses that pass visitors on, and the fields of where to."""


def target_of(url: str) -> str:
    """The address that one which only counts the visit leads on to, as documents and mails that
    are put online have them."""
    parts = urlsplit(url)
    if not PASSING.search(f"//{parts.netloc}{parts.path}"):
        return url
    said = parse_qs(parts.query)
    ways = (way for name in PASSED for way in said.get(name, ()))
    return next((way for way in ways if way.startswith(("http://", "https://"))), url)
