"""Addresses of the web as people paste them."""

import re

CREDENTIALS = re.compile(r"^([a-z][a-z0-9+.-]{0,20}://)[^/?#]*@", re.IGNORECASE)


def without_credentials(url: str) -> str:
    """``url`` without a name and password before its host (RFC 3986, 3.2.1): they are neither
    kept, sent nor told."""
    return CREDENTIALS.sub(r"\1", url)
