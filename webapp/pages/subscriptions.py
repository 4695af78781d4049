"""Asking to be told of a search by mail: asked, confirmed by the mail's link, ended by another."""

import logging

from flask import Blueprint, abort, current_app, render_template, request
from limits import parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from webapp.context import MAILS, searcher, settings
from webapp.drawing.facetbox import search_name
from webapp.retrieval.saved import LONGEST_SEARCH, state_at
from webapp.serving.visitor import site
from webapp.state import read_state
from webapp.subscribing.book import SubscriptionBook
from webapp.subscribing.mailtexts import (
    CONFIRM,
    STOP,
    LinkStep,
    Subscriber,
    confirmation,
    read_token,
)
from webapp.subscribing.post import Postman, is_enabled, mail_address

blueprint = Blueprint("subscriptions", __name__, url_prefix="/abonnement")

PER_VISITOR, PER_ADDRESS, IN_ALL = (
    parse(text) for text in ("10 per hour", "3 per day", "500 per day")
)
"""Mails that ask for a confirmation: nobody is to be flooded by what others type."""

log = logging.getLogger("mentorsoeg.webapp")


@blueprint.before_request
def off_unless_set() -> None:
    """Nothing of this is there unless the operator has a server for mail."""
    if not is_enabled(settings()):
        abort(404)


@blueprint.get("")
def form() -> str:
    """The form for the search in the address."""
    return _page("form", read_state(request.args).at(1).url())


@blueprint.post("")
def ask() -> str | tuple[str, int]:
    """Send the mail that asks for a confirmation; nothing is kept before that comes."""
    search = state_at(request.form.get("soegning", "")[:LONGEST_SEARCH]).url()
    address = mail_address(request.form.get("adresse", ""))
    if address is None:
        return _page("wrong", search), 400
    _hold_back(address)
    asked = Subscriber(address, search)
    try:
        Postman(settings()).send(address, *confirmation(settings(), asked))
    except OSError as error:
        log.error("a mail could not be sent: %s", type(error).__name__)
        return _page("failed", search), 503
    return _page("sent", search)


def _hold_back(address: str) -> None:
    storage: Storage = current_app.extensions[MAILS]
    limiter = FixedWindowRateLimiter(storage)
    visitor = site(request.remote_addr or "unknown")
    rules = ((PER_VISITOR, visitor), (PER_ADDRESS, address.lower()), (IN_ALL, ""))
    if not all(limiter.hit(limit, "mail", who) for limit, who in rules):
        abort(429)


@blueprint.get("/bekraeft")
def confirm() -> str | tuple[str, int]:
    """A button: mail scanners follow links, and press none."""
    return _step(CONFIRM, "confirm")


@blueprint.post("/bekraeft")
def confirmed() -> str | tuple[str, int]:
    """Take up the subscription that the link tells."""
    asked = _asked(CONFIRM)
    if asked is None:
        return _page("old"), 400
    book = SubscriptionBook(settings().corpus)
    there = book.add(asked.address, asked.search, searcher().manifest.created)
    return _page("confirmed" if there else "full", asked.search)


@blueprint.get("/afmeld")
def stop() -> str | tuple[str, int]:
    """A button again."""
    return _step(STOP, "stop")


@blueprint.post("/afmeld")
def stopped() -> str | tuple[str, int]:
    """End the subscription that the link tells; mail programs press this themselves (RFC 8058)."""
    asked = _asked(STOP)
    if asked is None:
        return _page("old"), 400
    SubscriptionBook(settings().corpus).remove(*asked)
    return _page("stopped", asked.search)


def _asked(step: LinkStep) -> Subscriber | None:
    return read_token(settings(), step, request.args.get("b", ""))


def _step(step: LinkStep, name: str) -> str | tuple[str, int]:
    asked = _asked(step)
    return _page(name, asked.search) if asked else (_page("old"), 400)


def _page(name: str, search: str = "") -> str:
    state = state_at(search)
    return render_template(
        "abonnement.html",
        step=name,
        search=search,
        search_name=search_name(state),
        token=request.args.get("b", ""),
    )
