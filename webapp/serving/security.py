"""What the browser is told not to do, and how much one address may ask."""

import logging
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time

from flask import Flask, Response, abort, request
from flask_limiter import Limiter
from flask_talisman import Talisman
from limits import parse_many
from limits.errors import ConfigurationError
from limits.storage import storage_from_string
from werkzeug.middleware.proxy_fix import ProxyFix

from search.library.errors import UserError
from search.library.settings import Settings
from webapp.serving.ratestore import SCHEME

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

SHARED = f"{SCHEME}://"
"""Where requests are counted unless told otherwise: importing the storage made its name known."""
TOO_MANY = 429
IPV6_SITE = 64
"""Bits of an IPv6 address that one site has; it may take any address below them."""


def secure(app: Flask, settings: Settings) -> None:
    """Give ``app`` its security headers, its proxies and its rate limit."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    app.before_request(_check_host)
    Talisman(
        app,
        force_https=False,  # the proxy in front of the service does that, see docs/operation.md
        content_security_policy=CONTENT_SECURITY_POLICY,
        frame_options="DENY",
        referrer_policy="no-referrer",
        session_cookie_secure=False,  # there is no session and no cookie
    )
    # it logs the address of who is over the limit; the access log tells that somebody was
    logging.getLogger("flask-limiter").setLevel(logging.ERROR)
    limiter = Limiter(
        _visitor,
        app=app,
        default_limits=[settings.rate_limit] if settings.rate_limit else [],
        storage_uri=settings.rate_storage or SHARED,
        in_memory_fallback_enabled=bool(settings.rate_storage),
    )
    limiter.request_filter(_exempt)

    @app.after_request
    def _say_when(response: Response) -> Response:
        """Only who is over the limit: flask-limiter's own headers would stand in every answer."""
        if response.status_code == TOO_MANY and (limit := limiter.current_limit):
            response.headers["Retry-After"] = str(max(1, ceil(limit.reset_at - time())))
        return response


def _check_host() -> None:
    """Refuse a host name that is none, as ``xn--a``: Werkzeug fails at making addresses of it."""
    try:
        _ = request.url_root
    except UnicodeError:
        abort(400)


def check_rate(settings: Settings) -> None:
    """Raise UserError when the rate limit, or where it is counted, can't be understood."""
    try:
        parse_many(settings.rate_limit or "1 per minute")
    except ValueError as error:
        raise UserError(
            f"Indstillingen 'rate_limit' er forkert: {settings.rate_limit!r}. "
            "Skriv fx '240 per minute'."
        ) from error
    try:
        storage_from_string(settings.rate_storage or SHARED)
    except (ConfigurationError, ValueError) as error:
        raise UserError(
            "Indstillingen 'rate_storage' er forkert, eller dens pakke mangler. "
            "Skriv fx 'redis://127.0.0.1:6379', og installér mentorsoeg[redis]."
        ) from error


def _visitor() -> str:
    """The address that asks, of IPv6 only the part that a site can't change at will."""
    address = request.remote_addr or "unknown"
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is None:
        return str(ip_network((ip, IPV6_SITE), strict=False))
    return address


def _exempt() -> bool:
    """The machine itself and static files are not limited.

    Behind a proxy on the same machine, ``trusted_proxies`` makes the address the visitor's.
    """
    if request.endpoint in ("static", "health.alive", "health.ready"):
        return True
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
