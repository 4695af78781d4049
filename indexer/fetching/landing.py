"""From a landing page to the file that it is about."""

import re
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz, utils

from indexer.fetching.webpage import Link, WebPage

TRIED = 3
"""Links of a landing page that are tried, best first."""
LEAST = 3.0
"""Score that a link must have: that of a PDF's address, or of a download with a like title."""
MENU = 5.0
"""Taken from the score of a link in a menu or footer: an annual report, a privacy policy. Only one
that has much of the material's title is tried."""

DOWNLOAD = re.compile(r"\b(download|hent|pdf|fuld(e)? tekst|full text)", re.IGNORECASE)
READ = re.compile(r"\b(læs|se|find|åbn)\b", re.IGNORECASE)
WORK = re.compile(
    r"rapport|notat|evaluering|publikation|undersøgelse|hæfte|guide|kortlægning|analyse|report",
    re.IGNORECASE,
)
OTHER = re.compile(
    r"resum|sammenfatning|summary|bilag|appendi|privatliv|cookie|persondata|privacy|nyhedsbrev"
    r"|pressemeddelelse|vilkår|tilgængelighed|årsberetning|skabelon|plakat",
    re.IGNORECASE,
)


def candidates(page: WebPage, title: str, *, only_alike: bool) -> list[str]:
    """The addresses on ``page`` that likely hold the material ``title``, best first.

    ``only_alike``: the page has a long text of its own, so only a file of that very title counts.
    """
    best: dict[str, float] = {}
    for link in page.links:
        like = title_likeness(link, title, page.title)
        if not only_alike or like > 0:
            best[link.url] = max(best.get(link.url, 0.0), score(link) + like)
    ranked = sorted(best, key=lambda url: -best[url])  # stable: the page's order among equals
    return [url for url in ranked if best[url] >= LEAST][:TRIED]


def score(link: Link) -> float:
    """How much a link looks like the way to a report, whatever its title."""
    name = _file_name(link.url)
    said = f"{link.text} {name}"
    return (
        3.0 * name.lower().endswith(".pdf")
        + 2.0 * bool(DOWNLOAD.search(link.text) or "/download" in link.url.lower())
        + 1.0 * bool(WORK.search(said))
        + 1.0 * bool(READ.search(link.text))
        - 3.0 * bool(OTHER.search(said))
        - MENU * link.in_menu
    )


def title_likeness(link: Link, *titles: str) -> float:
    """0 to 3: how much the link's text or file name is the title."""
    said = (link.text, re.sub(r"[-_+.]|\bpdf\b", " ", _file_name(link.url)))
    match = max(
        fuzz.token_set_ratio(s, title, processor=utils.default_process)
        if len(s.split()) > 1 and title
        else 0.0
        for s in said
        for title in titles
    )
    return 3.0 * max(0.0, match - 60) / 40


def _file_name(url: str) -> str:
    return unquote(urlsplit(url).path.rstrip("/").rpartition("/")[2])
