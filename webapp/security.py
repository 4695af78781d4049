"""What the browser is told not to do, and how much one address may ask."""

from ipaddress import ip_address

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_talisman import Talisman
from werkzeug.middleware.proxy_fix import ProxyFix

from search.settings import Settings

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


def secure(app: Flask, settings: Settings) -> None:
    """Give ``app`` its security headers, its proxies and its rate limit."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    Talisman(
        app,
        force_https=False,  # the proxy in front of the service does that, see docs/operation.md
        content_security_policy=CONTENT_SECURITY_POLICY,
        frame_options="DENY",
        referrer_policy="no-referrer",
        session_cookie_secure=False,  # there is no session and no cookie
    )
    Limiter(
        get_remote_address,
        app=app,
        default_limits=[settings.rate_limit] if settings.rate_limit else [],
        storage_uri="memory://",
    ).request_filter(_exempt)


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
