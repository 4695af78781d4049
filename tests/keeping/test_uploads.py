"""Large files put in from a browser, with the service as operators run it."""

import os
import re
from io import BytesIO

import pytest
import requests
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.conftest import Collection
from tests.keeping.conftest import search, serving
from tests.keeping.services import wait_until
from tests.webapp.uploading import HASH, SECRET


@pytest.fixture(scope="module")
def large() -> bytes:
    """A PDF of some 3 MB, most of it noise in a small picture."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=0)
    canvas.drawString(72, 760, "Fiskernes tovejs makkerordning i havnen")
    noise = Image.frombytes("RGB", (1000, 1000), os.urandom(3_000_000))
    canvas.drawImage(ImageReader(noise), 72, 72, 60, 60)
    canvas.save()
    return buffer.getvalue()


def entered(address: str) -> tuple[requests.Session, str]:
    """A session of who knows the secret, and the token of its forms."""
    session = requests.Session()
    form = {"navn": "Ea Holm", "hemmelighed": SECRET}
    page = session.post(f"{address}/indlaes/ind", form, timeout=60).text
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return session, found[1]


def test_a_large_file_is_taken_from_who_is_in_and_from_nobody_else(
    filled: Collection, large: bytes
) -> None:
    settings = {"MENTORSOEG_UPLOAD_SECRET": HASH, "MENTORSOEG_PROCESSES": "2"}
    with serving(filled, **settings) as (address, _):
        odd = requests.post(
            f"{address}/indlaes", headers={"Cookie": b"indlaes=\xff\xc3"}, timeout=60
        )
        assert odd.status_code == 403
        session, token = entered(address)
        files = {"filer": ("fisk.pdf", large, "application/pdf")}
        stranger = requests.post(f"{address}/indlaes", {"token": token}, files=files, timeout=60,
                                 allow_redirects=False)  # fmt: skip
        assert stranger.status_code in (403, 413)
        with (
            session,
            session.post(f"{address}/indlaes", {"token": token}, files=files, timeout=60) as draft,
        ):
            assert "/indlaes/fil/" in draft.url
            assert "Fiskernes tovejs makkerordning" in draft.text
            form = {"token": token, "hvad": "nyt", "title": "Fiskerapporten", "gør": "udgiv"}
            assert "Udgivet: Fiskerapporten" in session.post(draft.url, form, timeout=60).text
        wait_until(lambda: search(filled, "tovejs makkerordning") == [("Fiskerapporten", 1)])


def test_more_than_the_limit_at_once_is_told_in_a_sentence(
    filled: Collection, large: bytes
) -> None:
    settings = {"MENTORSOEG_UPLOAD_SECRET": HASH, "MENTORSOEG_FILE_BYTES": "1000000"}
    with serving(filled, **settings) as (address, _):
        session, token = entered(address)
        files = {"filer": ("fisk.pdf", large, "application/pdf")}
        with session:
            page = session.post(f"{address}/indlaes", {"token": token}, files=files, timeout=60)
            assert "Filerne er for mange eller fylder over 1 MB" in page.text
            fields = {"token": token, "title": "%" * 400_000}  # no file, and below the limit of one
            page = session.post(f"{address}/indlaes", fields, timeout=60)
            assert "Filerne er for mange eller fylder over 1 MB" in page.text
