"""What is written to those who asked for it, and the links that prove it was they."""

import re
from typing import Literal, NamedTuple

from itsdangerous import BadSignature, URLSafeTimedSerializer

from search import place, plain
from search.library.settings import Settings
from webapp.drawing.cards import facts
from webapp.drawing.danish import count
from webapp.drawing.facetbox import search_name
from webapp.drawing.helpers import material_url, page_url
from webapp.exports.references.text import SCANNED, quotable
from webapp.retrieval.news import News
from webapp.retrieval.saved import state_at
from webapp.state import SearchState

LinkStep = Literal["bekraeft", "afmeld"]
CONFIRM: LinkStep = "bekraeft"
STOP: LinkStep = "afmeld"
DAYS: dict[LinkStep, int | None] = {CONFIRM: 3, STOP: None}
"""How long a link is good."""


LONGEST_NAME = 60
"""Letters of a search in a mail that nobody may have asked for."""
_WORD = re.compile(r"[^\W_]+")


class Subscriber(NamedTuple):
    """Who asked to be told of which search, by its address."""

    address: str
    search: str


class Letter(NamedTuple):
    """A subject, a text, and the address by which one asks for no more."""

    subject: str
    text: str
    stop: str = ""


def link(settings: Settings, step: LinkStep, asked: Subscriber) -> str:
    """The address of a step that only who has the mail can take: it is signed (HMAC), and nothing
    is kept of it."""
    token = _signer(settings, step).dumps(list(asked))
    return f"{settings.base_url.rstrip('/')}/abonnement/{step}?b={token!s}"


def read_token(settings: Settings, step: LinkStep, token: str) -> Subscriber | None:
    """Who asked for what, None when the token isn't ours, is for another step, or too old."""
    days = DAYS[step]
    try:
        address, search = _signer(settings, step).loads(token, max_age=days and days * 24 * 60 * 60)
    except (BadSignature, ValueError):
        return None
    return Subscriber(address, search)


def _signer(settings: Settings, step: LinkStep) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.mail_secret, salt=f"mentorsoeg-{step}")


def confirmation(settings: Settings, asked: Subscriber) -> Letter:
    """Asks whether it was really the address's owner. Anybody can have it sent to anybody: of what
    they typed it has a few words, and no address, sentence or line of theirs."""
    words = _WORD.findall(search_name(state_at(asked.search)))
    name = " ".join(words)[:LONGEST_NAME] or "samlingen"
    return Letter(
        f"Bekræft: besked om nyt om »{name}«",
        f"Nogen, forhåbentlig dig, har bedt om en mail, når der kommer nyt om\n\n    {name}\n\n"
        f"Bekræft det her inden {DAYS[CONFIRM]} dage:\n\n{link(settings, CONFIRM, asked)}\n\n"
        "Var det ikke dig, så gør ingenting: vi har ikke gemt din adresse.\n",
    )


def tidings(settings: Settings, asked: Subscriber, fresh: News) -> Letter:
    """Tells what is new."""
    state, base = state_at(asked.search), settings.base_url.rstrip("/")
    name, stop = search_name(state), link(settings, STOP, asked)
    pages = ("ny side", "nye sider") if state.query else ("nyt materiale", "nye materialer")
    told = count(fresh.pages, *pages)
    more = f"Se det hele: {base}{state.url()}"
    text = "\n\n".join([f"{told} om »{name}«:", *_materials(state, fresh, base), more])
    return Letter(
        f"{told} om »{name}«",
        f"{text}\n\n-- \nVil du ikke have flere af disse mails: {stop}\n",
        stop,
    )


def _materials(state: SearchState, fresh: News, base: str) -> list[str]:
    told = []
    for hit in fresh.hits:
        record = hit.record
        lines = [record.material.title, facts(record)]
        for page in hit.pages if state.query else ():
            said = "" if page.contents else quotable(plain(page.snippet))
            if page.fields:
                lines += [said, f"{base}{material_url(record, state)}"]
                continue
            where = place(page.number, page.label, record)
            note = "" if page.confidence is None else f" {SCANNED}"
            lines += [f"{where}: {said}{note}", f"{base}{page_url(record, page.number, state)}"]
        told.append("\n".join(lines))
    return told
