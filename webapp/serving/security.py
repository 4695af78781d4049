"""What the browser is told not to do, and how much one address may ask."""

import logging
from collections.abc import Callable
from math import ceil
from time import time

from flask import Flask, Response, abort, g, request
from flask_limiter import ApplicationLimit, Limiter
from flask_talisman import Talisman
from limits import parse_many
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from werkzeug.middleware.proxy_fix import ProxyFix

from search.library.budget import cpu_time
from search.library.errors import UserError
from search.library.settings import Settings
from webapp.serving.ratestore import SCHEME
from webapp.serving.visitor import is_loopback, site

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}
"""No inline script or style, nothing from elsewhere, no framing."""
FOR_DOCUMENTS = (
    "Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "X-Frame-Options",
)  # fmt: skip
PARTS = ("text/css", "text/javascript", "font/woff2")
"""What no browser opens as a document: a third of what is sent of them would be headers in vain."""

SHARED = f"{SCHEME}://"
"""Where requests are counted unless told otherwise: importing the storage made its name known."""
TOO_MANY = 429
MILLI = 1000


def secure(app: Flask, settings: Settings) -> None:
    """Give ``app`` its security headers, its proxies and its rate limit."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        host = 0 if settings.base_url else hops  # many proxies hand a visitor's own on
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=host
        )
    app.before_request(_check_host)
    app.after_request(_spare_parts)  # after Talisman: they run from the last to the first
    Talisman(
        app,
        force_https=False,  # the proxy in front of the service does that, see deploy/nginx.conf
        content_security_policy=CONTENT_SECURITY_POLICY,
        frame_options="DENY",
        referrer_policy="no-referrer",
        session_cookie_secure=False,  # there is no session and no cookie
    )
    # it logs the address of who is over the limit; the access log tells that somebody was
    logging.getLogger("flask-limiter").setLevel(logging.ERROR)
    limiter = Limiter(
        lambda: site(request.remote_addr or "unknown"),
        app=app,
        application_limits=_limits(settings),
        storage_uri=settings.rate_storage or SHARED,
        in_memory_fallback_enabled=bool(settings.rate_storage),
    )
    limiter.request_filter(lambda: _is_exempt(settings))

    @app.after_request
    def _say_when(response: Response) -> Response:
        """Only who is over the limit: flask-limiter's own headers would stand in every answer."""
        if response.status_code == TOO_MANY and (limit := limiter.current_limit):
            response.headers["Retry-After"] = str(max(1, ceil(limit.reset_at - time())))
        return response


def _spare_parts(response: Response) -> Response:
    """Leave out of what pages are made of what only a document is told."""
    if request.endpoint == "static" and response.mimetype in PARTS:
        for name in FOR_DOCUMENTS:
            response.headers.pop(name, None)
    return response


def _check_host() -> None:
    """Refuse a host name that is none, as ``xn--a``: Werkzeug fails at making addresses of it."""
    try:
        _ = request.url_root
    except UnicodeError:
        abort(400)


def _limits(settings: Settings) -> list[str | Callable[[], str] | ApplicationLimit]:
    """How many requests an address may make, and how much they may cost, whatever is asked."""
    limits: list[str | Callable[[], str] | ApplicationLimit] = []
    if settings.rate_limit:
        limits.append(settings.rate_limit)
    if settings.cpu_limit:
        limits.append(
            ApplicationLimit(
                "; ".join(
                    f"{MILLI * limit.amount} per {limit.multiples} {limit.GRANULARITY.name}"
                    for limit in parse_many(settings.cpu_limit)
                ),
                scope="cpu",
                cost=_spent,
                deduct_when=lambda _: True,  # when the answer is there, and what it cost is known
            )
        )
    return limits


def _spent() -> int:
    """Milliseconds of CPU that this request has cost."""
    return ceil(MILLI * (cpu_time() - g.cpu_started)) if "cpu_started" in g else 0


def check_rate(settings: Settings) -> None:
    """Raise UserError when a rate limit, or where it is counted, can't be understood."""
    for name in ("rate_limit", "cpu_limit"):
        limit = getattr(settings, name)
        try:
            parse_many(limit or "1 per minute")
        except ValueError as error:
            raise UserError(
                f"Indstillingen '{name}' er forkert: {limit!r}. "
                f"Skriv fx '{Settings.model_fields[name].default}'."
            ) from error
    try:
        storage_from_string(settings.rate_storage or SHARED)
    except (ConfigurationError, ValueError) as error:
        raise UserError(
            "Indstillingen 'rate_storage' er forkert, eller dens pakke mangler. "
            "Skriv fx 'redis://127.0.0.1:6379', og installér mentorsoeg[redis]."
        ) from error


def _is_exempt(settings: Settings) -> bool:
    """The machine itself and static files are not limited.

    Behind proxies a visitor can call itself anything that they don't overwrite, also this machine.
    """
    if request.endpoint in ("static", "health.alive", "health.ready"):
        return True
    forwarded = settings.trusted_proxies and "X-Forwarded-For" in request.headers
    return not forwarded and is_loopback(request.remote_addr or "")
