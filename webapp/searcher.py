"""What the running application searches in and reads from."""

from flask import current_app

from search.live import LiveSearcher
from search.originals import LinkBook, Originals
from search.pageimage import PageImages
from search.searcher import Searcher
from search.settings import Settings

EXTENSION = "mentorsoeg-searcher"
ORIGINALS = "mentorsoeg-originals"
PAGE_IMAGES = "mentorsoeg-page-images"
SETTINGS = "mentorsoeg-settings"


def live() -> LiveSearcher:
    """The application's searcher over whichever generation is current."""
    found: LiveSearcher = current_app.extensions[EXTENSION]
    return found


def searcher() -> Searcher:
    """The searcher over the current generation. Raises IndexUnavailable."""
    return live().get()


def originals() -> Originals:
    """The store of originals."""
    found: Originals = current_app.extensions[ORIGINALS]
    return found


def links() -> LinkBook:
    """What is known of every link. Raises UserError when the record of links can't be read."""
    return originals().links()


def page_images() -> PageImages | None:
    """What draws pages, None when nothing does."""
    found: PageImages | None = current_app.extensions[PAGE_IMAGES]
    return found


def settings() -> Settings:
    """The settings that the application was made with."""
    found: Settings = current_app.extensions[SETTINGS]
    return found
