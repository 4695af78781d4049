"""Addresses in pages and addresses: relative, shown by viewers, sent on to."""

import re
from collections.abc import Iterator
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


FILE = re.compile(r"\.(?:pdf|docx?)(?![\w/])", re.I)
PLACE = re.compile(r"(?:https?:/)?/[^\s\"'<>{}]{2,500}|[^\s\"'<>{}]{1,500}\.pdf")
LONGEST = 500


def in_script(code: str) -> str:
    """The first address that a script leads to, as it stands there; '' when there is none."""
    found = SCRIPTED.search(code)
    return (found[1] or found[2]) if found else ""


def in_handler(code: str) -> str:
    """The first address that what a click runs leads to, or is given; '' when there is none."""
    return in_script(code) or next(filter(PLACE.fullmatch, re.split(r"[\"'\s]", code)), "")


def files_in(code: str) -> Iterator[str]:
    """The addresses of files that stand between quotes in a script, as JSON writes them or not."""
    if FILE.search(code):
        for piece in re.split(r"[\"'\n]", re.sub(r"\\/|\\u002[Ff]", "/", code)):
            told = piece.strip().rstrip("\\")
            if FILE.search(told) and "/" in told and len(told) <= LONGEST and "<" not in told:
                yield told


CARRIED = re.compile(r"https?://[\w.-]+\.[a-z]{2,}/.", re.I)
ENDS = ").,;:!\"'»”’>"
NON_ASCII = re.compile(r"(?:%[89A-F][0-9A-F]|[^\x00-\x7f])+", re.I)
SHARED = {
    re.compile(r"(https?://drive\.google\.com/)file/d/([\w-]{5,100})(/.*)?$"): (
        r"\1uc?export=download&id=\2"
    ),
    re.compile(r"(https?://(?:www\.)?dropbox\.com/sc?[^#]{1,500}[?&])dl=0(&[^#]*)?$"): r"\1dl=1\2",
}
"""Pages that scripts make of a file, and where it is."""


def slashed(address: str) -> str:
    """An address with slashes for the backslashes before its query, as browsers have it (URL
    Standard, special schemes)."""
    place, *query = re.split(r"(?=[?#])", address, maxsplit=1)
    return "".join((place.replace("\\", "/"), *query))


def absolute(base: str, href: str) -> str | None:
    """``href`` as a whole http or https address without its fragment; None for any other."""
    try:
        url = urldefrag(urljoin(base, slashed(href.strip())))[0]
    except ValueError:
        return None
    url = re.sub(r"[\x00-\x20\x7f\s]", lambda m: quote(m[0]), url)
    return url if re.match(r"https?://[^/?]", url, re.IGNORECASE) else None


def viewed(url: str) -> str | None:
    """The file that the address of a viewer of documents, or of one who keeps files for others,
    names; None when it names none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    for place, file in SHARED.items():
        if place.match(url):
            return place.sub(file, url)
    said = [*parse_qsl(parts.query), *parse_qsl(parts.fragment)]
    named = [value for name, value in said if name.lower() in VIEWED]
    if not named and "viewer" in parts.path.lower() and "/" in parts.fragment:
        named.append(unquote(parts.fragment))  # ViewerJS: /ViewerJS/#../file.pdf
    for value in (unquote(v) if "%2f" in v.lower() else v for v in named):  # encoded twice
        is_place = re.match(r"(https?:/)?/|\.\.?/", value) and VIEWER.search(parts.path)
        if is_place or re.search(r"\.(pdf|docx?)($|[?#])", value, re.I):
            return absolute(urldefrag(url)[0], value)
    return None


def carried(url: str) -> str:
    """The address that another names, as a mail filter's, a search's and an archive's do; '' when
    it names none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    named = [value for _, value in parse_qsl(parts.query) if CARRIED.match(value)]
    if inner := CARRIED.search(parts.path):
        named.append(url[url.index(inner[0], len(parts.scheme) + 3) :])
    return next((place for each in named if (place := absolute(url, each))), "")


def otherwise(url: str) -> Iterator[str]:
    """What an address that leads nowhere may mean: without what ended its sentence in a list, in
    the spelling of old servers, and the address that it names."""
    if (bare := url.rstrip(ENDS)) != url:
        yield bare
    if (old := NON_ASCII.sub(_in_latin, url)) != url:
        yield old
    if inner := carried(url):
        yield inner


def _in_latin(spelt: re.Match[str]) -> str:
    try:
        return quote(unquote(spelt[0], errors="strict"), safe="", encoding="latin-1")
    except UnicodeError:
        return spelt[0]


def sent_on(told: str, base: str) -> str:
    """Where a Refresh header or element leads, which may be ``base``; '' when nowhere, or late."""
    match = REFRESH.match(told)
    if match is None or int(match[1]) > LONGEST_WAIT:
        return ""
    named = match[2].strip().strip("\"'")
    return (absolute(base, named) or "") if named else ""
