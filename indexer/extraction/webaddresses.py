"""Addresses in pages and addresses: relative, shown by viewers, sent on to."""

import re
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urljoin, urlsplit

VIEWED = ("file", "src", "url", "pdf", "doc", "document", "pdfurl", "fileurl")
"""Parameters in which viewers of documents (PDF.js, Google's, Office's) name the file."""
VIEWER = re.compile(r"view|reader|embed|pdf", re.I)
LONGEST_WAIT = 60
"""Seconds: a page that sends on later than this reloads itself, or shows pictures in turn."""
REFRESH = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*[;,]?\s*(?:url\s*=)?\s*(.*)", re.I | re.S)
SCRIPTED = re.compile(
    r"location(?:\.href)?\s{0,9}=\s{0,9}[\"']([^\"'\s]{1,500})[\"']"
    r"|(?:location\.(?:replace|assign)|window\.open)\(\s{0,9}[\"']([^\"'\s]{1,500})[\"']"
)
"""How scripts lead somewhere."""


def in_script(code: str) -> str:
    """The first address that a script leads to, as it stands there; '' when there is none."""
    found = SCRIPTED.search(code)
    return (found[1] or found[2]) if found else ""


def absolute(base: str, href: str) -> str | None:
    """``href`` as a whole http or https address without its fragment; None for any other."""
    try:
        url = urldefrag(urljoin(base, href.strip()))[0]
    except ValueError:
        return None
    url = re.sub(r"[\x00-\x20\x7f\s]", lambda m: quote(m[0]), url)
    return url if re.match(r"https?://[^/?]", url, re.IGNORECASE) else None


def viewed(url: str) -> str | None:
    """The file that the address of a viewer of documents names; None when it names none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    named = [value for name, value in parse_qsl(parts.query) if name.lower() in VIEWED]
    if "viewer" in parts.path.lower() and "/" in parts.fragment:
        named.append(unquote(parts.fragment))  # ViewerJS: /ViewerJS/#../file.pdf
    for value in named:
        is_place = re.match(r"(https?:/)?/|\.\.?/", value) and VIEWER.search(parts.path)
        if is_place or re.search(r"\.(pdf|docx?)($|[?#])", value, re.I):
            return absolute(urldefrag(url)[0], value)
    return None


def sent_on(told: str, base: str) -> str:
    """Where a Refresh header or element leads; '' when nowhere, to the same page, or late."""
    match = REFRESH.match(told)
    if match is None or int(match[1]) > LONGEST_WAIT:
        return ""
    url = absolute(base, match[2].strip().strip("\"'"))
    return url if url and url != urldefrag(base)[0] else ""
