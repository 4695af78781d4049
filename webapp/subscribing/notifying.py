"""Telling all subscribers what is new for them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask

from search.library.settings import Settings
from webapp.context import searcher
from webapp.retrieval.news import News, news
from webapp.retrieval.saved import state_at
from webapp.subscribing.book import Subscription, SubscriptionBook
from webapp.subscribing.mailtexts import Subscriber, tidings
from webapp.subscribing.post import Postman

MATERIALS_TOLD = 10

log = logging.getLogger("mentorsoeg.webapp")


@dataclass
class Tally:
    """How many got a mail, for how many there was nothing new, and to how many none could go."""

    sent: int = 0
    nothing: int = 0
    failed: int = 0


def notify_all(
    app: Flask, settings: Settings, progress: Callable[[Tally], None] = lambda _: None
) -> Tally:
    """Send each subscriber what came since they were told last. Who can't be reached is told the
    next time; whoever was reached isn't told twice, also when this is killed in between. Raises
    UserError, IndexUnavailable, and OSError when the book can't be written."""
    book, postman, told = SubscriptionBook(settings.corpus), Postman(settings), Tally()
    answers: dict[tuple[str, str], News] = {}
    with app.app_context():
        created = searcher().manifest.created
        for one in book.every():
            key = one.search, one.seen
            if key not in answers:
                answers[key] = news(state_at(one.search), one.seen, MATERIALS_TOLD)
            if not answers[key].pages:
                told.nothing += 1
            elif _send(postman, settings, one, answers[key]):
                book.told(one, created)
                told.sent += 1
            else:
                told.failed += 1
            progress(told)
    return told


def _send(postman: Postman, settings: Settings, one: Subscription, fresh: News) -> bool:
    try:
        postman.send(one.address, *tidings(settings, Subscriber(one.address, one.search), fresh))
    except OSError as error:
        log.error("a mail could not be sent: %s", type(error).__name__)
        return False
    return True
