"""Who may put reports in: a secret opens a session, carried by a cookie of these pages alone."""

import logging
import secrets
from datetime import timedelta
from hmac import compare_digest
from urllib.parse import urlsplit

from flask import Flask, current_app, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_limiter import Limiter
from itsdangerous import BadSignature
from limits import parse
from limits.strategies import RateLimiter
from werkzeug.sansio.http import parse_cookie
from werkzeug.security import check_password_hash

from search.library.errors import UserError
from search.library.settings import Settings
from webapp.serving.request import MOST_UPLOADED
from webapp.serving.visitor import is_loopback, site

PATH = "/indlaes"
HOURS = 8
"""How long a session lasts."""
TRIES = parse("5 per minute")
"""Wrong secrets that one address may try, this machine too."""
ENDS = parse(f"1 per {HOURS} hours")
"""How often a session ends, counted while a copy of its cookie would be good."""
LONGEST_NAME = 80
FORWARDED = (
    "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via",
)  # fmt: skip

log = logging.getLogger("mentorsoeg.staff")


class StaffSession(SecureCookieSessionInterface):
    """A signed cookie that goes to these pages only, over TLS where there is any."""

    def get_cookie_path(self, app: Flask) -> str:
        """Where browsers send it to."""
        return PATH

    def get_cookie_secure(self, app: Flask) -> bool:
        """Over TLS only, unless the browser is on this machine."""
        return request.is_secure


def register(app: Flask) -> None:
    """Give ``app`` its sessions. Their key lives as long as the service."""
    app.secret_key = secrets.token_bytes(32)
    app.session_interface = StaffSession()
    app.config.update(
        SESSION_COOKIE_NAME="indlaes",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SESSION_REFRESH_EACH_REQUEST=False,  # or an image that comes late sets an older one
        PERMANENT_SESSION_LIFETIME=timedelta(hours=HOURS),
    )


def check_secret(settings: Settings) -> None:
    """Raise UserError when the setting is no hash, as when somebody wrote the secret itself."""
    method = settings.upload_secret.partition("$")[0]
    if settings.upload_secret and not method.startswith(("scrypt:", "pbkdf2:")):
        raise UserError(
            "Indstillingen 'upload_secret' er forkert: skriv det, som »mentorsoeg secret« giver, "
            "og ikke hemmeligheden selv."
        )


def is_private(settings: Settings) -> bool:
    """Whether nobody on the way can read along: TLS as far as a proxy that is believed, or a
    browser on this machine."""
    if settings.trusted_proxies and "X-Forwarded-Proto" in request.headers:
        return request.is_secure
    forwarded = any(name in request.headers for name in FORWARDED)
    return not forwarded and is_loopback(request.remote_addr or "") and _is_here(request.host)


def _is_here(host: str) -> bool:
    """Whether a browser that asks for ``host`` means its own machine: a proxy on this one, or a
    name that was made to lead here, has another."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or is_loopback(name)


def is_foreign() -> bool:
    """Whether another site had the browser send this. ``Origin`` tells less: by our own policy for
    referrers browsers send ``null`` with our own forms, and so can any other site's."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def enter(settings: Settings, name: str, secret: str) -> str:
    """Begin a session; '' when it began, else a Danish sentence that says why it didn't."""
    limiter = _counts()
    tried = (TRIES, "secret", site(request.remote_addr or "unknown"))
    if not name:
        return "Skriv dit navn, så andre kan se, hvem der har gjort hvad."
    if not limiter.hit(*tried):  # before it is checked, so that many at once are no more tries
        return "For mange forkerte forsøg. Vent et øjeblik, og prøv igen."
    if not check_password_hash(settings.upload_secret, secret):
        log.warning("a wrong secret was tried")
        return "Det er ikke hemmeligheden."
    limiter.clear(*tried)
    session.clear()
    session.permanent = True
    session["name"], session["token"] = name[:LONGEST_NAME], secrets.token_urlsafe(24)
    return ""


def leave() -> None:
    """End the session, and with it every copy of its cookie."""
    _counts().hit(ENDS, "session", str(session.get("token", "")))
    session.clear()


def who() -> str | None:
    """The name of who is in; None for nobody."""
    if "token" in session and not _counts().test(ENDS, "session", str(session["token"])):
        session.clear()
    name = session.get("name")
    return str(name) if name else None


def _counts() -> RateLimiter:
    """What is counted over all processes."""
    limiter: Limiter = next(iter(current_app.extensions["limiter"]))
    return limiter.limiter


def is_ours() -> bool:
    """Whether the form that was sent is one that this session was given."""
    sent, given = request.form.get("token", ""), str(session.get("token", ""))
    return bool(given) and compare_digest(sent.encode(), given.encode())


def most_body(app: Flask, head: bytes) -> int:
    """Bytes that the body of a request with this head may have: many for who is in."""
    settings: Settings = app.extensions["mentorsoeg-settings"]
    lines = head.decode("latin-1").split("\r\n")
    if not settings.upload_secret or lines[0] != f"POST {PATH} {lines[0].rpartition(' ')[2]}":
        return MOST_UPLOADED
    fields = (line.partition(":") for line in lines[1:])
    cookie = next((value for name, _, value in fields if name.lower() == "cookie"), "")
    return most_uploaded(settings) if _is_signed(app, cookie) else MOST_UPLOADED


def most_uploaded(settings: Settings) -> int:
    """Bytes that one form with files may have."""
    return settings.file_bytes + MOST_UPLOADED


def _is_signed(app: Flask, cookie: str) -> bool:
    signer = StaffSession().get_signing_serializer(app)
    value = parse_cookie(cookie.strip()).get("indlaes", "")
    try:
        return signer is not None and "name" in signer.loads(value, max_age=3600 * HOURS)
    except BadSignature:
        return False
