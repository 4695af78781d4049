"""What the running application searches in and reads from."""

from pathlib import Path

from flask import current_app, g

from search.live import LiveSearcher
from search.originals import LINKS_FILE, LinkBook, Originals
from search.pageimage import PageImages
from search.searcher import Searcher
from search.settings import Settings

EXTENSION = "mentorsoeg-searcher"
LINKS = "mentorsoeg-links"
ORIGINALS = "mentorsoeg-originals"
PAGE_IMAGES = "mentorsoeg-page-images"
SETTINGS = "mentorsoeg-settings"


def live() -> LiveSearcher:
    """The application's searcher over whichever generation is current."""
    found: LiveSearcher = current_app.extensions[EXTENSION]
    return found


def searcher() -> Searcher:
    """The searcher over the current generation, the same for the whole request.

    Raises IndexUnavailable.
    """
    if "searcher" not in g:
        g.searcher = live().get()
    found: Searcher = g.searcher
    return found


def originals() -> Originals:
    """The store of originals."""
    found: Originals = current_app.extensions[ORIGINALS]
    return found


def links() -> LinkBook:
    """What is known of every link, read again only when that changed.

    Raises UserError when the record of links can't be read.
    """
    now = changed(settings().corpus / LINKS_FILE)
    known: tuple[int, LinkBook] | None = current_app.extensions.get(LINKS)
    if known is None or known[0] != now:
        known = now, originals().links()
        current_app.extensions[LINKS] = known
    return known[1]


def changed(path: Path) -> int:
    """When the file changed, in nanoseconds; 0 when there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def page_images() -> PageImages | None:
    """What draws pages, None when nothing does."""
    found: PageImages | None = current_app.extensions[PAGE_IMAGES]
    return found


def settings() -> Settings:
    """The settings that the application was made with."""
    found: Settings = current_app.extensions[SETTINGS]
    return found
