"""Pages as tests read them."""

from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement


def get(client: FlaskClient, path: str) -> HtmlElement:
    return html.fromstring(client.get(path).get_data(as_text=True))


def status(client: FlaskClient, path: str) -> int:
    with client.get(path) as answer:
        return answer.status_code


def text(page: HtmlElement) -> str:
    return " ".join(page.text_content().split())


def query(link: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(link).query)
