"""What the running application searches in and reads from."""

import logging
from pathlib import Path

from flask import Flask, current_app, g

from search import Engine, LiveSearcher, Served, store_of
from search.library.budget import Budget
from search.library.errors import UserError
from search.library.intake import Intake
from search.library.originals import LINKS_FILE, LinkBook, Originals
from search.library.pageimager import PageImager
from search.library.record import MaterialRecord
from search.library.settings import Settings

EXTENSION = "mentorsoeg-searcher"
INTAKE = "mentorsoeg-intake"
LINKS = "mentorsoeg-links"
MAILS = "mentorsoeg-mails"
ORIGINALS = "mentorsoeg-originals"
PAGE_IMAGES = "mentorsoeg-page-images"
QUERIES = "mentorsoeg-queries"
REQUESTS = "mentorsoeg-requests"
ROW = "mentorsoeg-row"
SETTINGS = "mentorsoeg-settings"

log = logging.getLogger("mentorsoeg.webapp")


def live() -> LiveSearcher:
    """The application's searcher over whichever generation is current."""
    found: LiveSearcher = current_app.extensions[EXTENSION]
    return found


def reopen(app: Flask) -> None:
    """Let go what was opened of the index: it is opened anew when it is asked for."""
    app.extensions[EXTENSION] = LiveSearcher(store_of(app.extensions[SETTINGS]))


def follow(app: Flask) -> None:
    """Open the index now, and each later generation when it comes, whether or not anybody asks."""
    opened: LiveSearcher = app.extensions[EXTENSION]
    opened.follow()


def served() -> Served:
    """The generation of the index that this request is answered from: the same throughout, also
    when the next one comes meanwhile. Raises IndexUnavailable."""
    if "served" not in g:
        g.served = live().current()
    found: Served = g.served
    return found


def is_unread() -> bool:
    """Whether this request is answered from an index that isn't read through yet: it may be
    damaged, and reading what is damaged fails in any way."""
    return "served" in g and not served().verified


def searcher() -> Engine:
    """The searcher over that generation. Raises IndexUnavailable."""
    return served().searcher


def budget() -> Budget:
    """How much work this request may be."""
    if "budget" not in g:
        g.budget = Budget(settings().answer_cpu)
    found: Budget = g.budget
    return found


def originals() -> Originals:
    """The store of originals."""
    found: Originals = current_app.extensions[ORIGINALS]
    return found


def link_book() -> LinkBook:
    """What is known of every link, read again only when that changed; nothing while the record of
    links can't be read, which stops no page."""
    now = changed(settings().corpus / LINKS_FILE)
    known: tuple[int, LinkBook] | None = current_app.extensions.get(LINKS)
    if known is None or known[0] != now:
        try:
            known = now, originals().links()
        except UserError as error:
            log.error("no record of links: %s", error)
            return LinkBook()
        current_app.extensions[LINKS] = known
    return known[1]


def changed(path: Path) -> int:
    """When the file changed, in nanoseconds; 0 when there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def page_images() -> PageImager | None:
    """What draws pages, None when nothing does."""
    found: PageImager | None = current_app.extensions[PAGE_IMAGES]
    return found


def intake() -> Intake | None:
    """What puts reports in, None when nothing does."""
    found: Intake | None = current_app.extensions[INTAKE]
    return found


def shows_copy(record: MaterialRecord) -> bool:
    """Whether our copy of the material and images of its pages may be shown."""
    own = record.material.show_copy
    return settings().show_copy if own is None else own


def is_drawn(record: MaterialRecord) -> bool:
    """Whether the material's pages can be shown as they look in print."""
    original = record.original
    has_pages = bool(original and original.media_type.has_pages)
    return has_pages and page_images() is not None and shows_copy(record)


def settings() -> Settings:
    """The settings that the application was made with."""
    found: Settings = current_app.extensions[SETTINGS]
    return found
