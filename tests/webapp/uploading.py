"""The page for putting reports in, as a client without a browser asks for it."""

import re
from io import BytesIO
from typing import Any

from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash

from indexer.pageimages import PageImages
from indexer.uploads import Uploads
from search.library.settings import Settings
from webapp import create_app

SECRET = "en lang hemmelighed"  # noqa: S105 - of these tests
HASH = generate_password_hash(SECRET, "pbkdf2:sha256:1000")
"""Cheap to check: what the command makes costs much."""


def made(settings: Settings) -> Any:
    return create_app(settings, PageImages(settings.corpus), Uploads(settings))


def enter(client: FlaskClient, secret: str = SECRET, **more: Any) -> int:
    form = {"navn": "Ea Holm", "hemmelighed": secret}
    return client.post("/indlaes/ind", data=form, **more).status_code


def token(client: FlaskClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/indlaes").text)
    assert found
    return found[1]


def send(client: FlaskClient, content: bytes, key: str, name: str = "x.pdf") -> Any:
    form = {"token": key, "filer": (BytesIO(content), name)}
    return client.post("/indlaes", data=form)
