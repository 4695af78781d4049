"""Every page as a strict parser of HTML reads it, without script and without cookies."""

import html5lib
import pytest
from flask.testing import FlaskClient

from tests.webapp.conftest import every_page

HOSTILE = "%3Cscript%3Ealert(1)%3C/script%3E%22%27%26amp;%00%1b%ef%bf%bf%F0%9F%BF%BE%c2%85%ff"
MORE = {
    "hostile": f"/soeg?q={HOSTILE}&udgiver={HOSTILE}&sortering={HOSTILE}",
    "hostile concordance": f"/konkordans?q={HOSTILE}&materiale={HOSTILE}",
    "hostile batch": f"/samling-af-soegninger?ord={HOSTILE}",
    "corrected": "/soeg?q=mentro",
    "a hint": "/soeg?q=%22mentor",
    "second page": "/soeg?q=mentor&side=2&fra=2012&praecis=1&sortering=nyeste",
}
NAMES = [*every_page(""), *MORE]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_html_without_a_parse_error_and_sets_no_cookie(
    client: FlaskClient, report: str, name: str
) -> None:
    answer = client.get((every_page(report) | MORE)[name])
    assert answer.mimetype == "text/html"
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(answer.text)
    assert parser.errors == []
    assert "Set-Cookie" not in answer.headers
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("name", NAMES)
def test_a_page_carries_the_security_headers(client: FlaskClient, report: str, name: str) -> None:
    headers = client.get((every_page(report) | MORE)[name]).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
