"""What names the service names it by its setting, and keeps nobody's password."""

import json

import pytest
from flask.testing import FlaskClient

from indexer.pageimages import PageImages
from search import LONGEST_QUERY
from search.library.catalogue import Material
from tests.conftest import Collection, Site, make_pdf
from webapp import create_app

KNOWN = "https://soeg.example.dk/mentor"
MADE_UP = {"Host": "ond.example", "X-Forwarded-Host": "ond.example"}


@pytest.fixture(scope="module")
def named(catalogued: Collection) -> FlaskClient:
    """A client of a service that knows its address, behind a proxy that hands on all it gets."""
    known = {"base_url": KNOWN, "rate_limit": "", "trusted_proxies": 1}
    settings = catalogued.settings.model_copy(update=known)
    return create_app(settings, PageImages(catalogued.corpus)).test_client()


@pytest.mark.parametrize(
    "path", ["/nyt.atom", "/soeg.atom?q=mentor", "/opensearch.xml", "/api/search?q=mentor",
             "/api/openapi.json", "/materiale/evaluering-mentorordningen-2015"],
)  # fmt: skip
def test_addresses_are_those_of_the_setting_whatever_the_request_says(
    named: FlaskClient, path: str
) -> None:
    text = named.get(path, headers=MADE_UP).get_data(as_text=True)
    assert KNOWN in text
    assert "ond.example" not in text


def test_a_long_parameter_is_cut_before_it_is_said_again(client: FlaskClient) -> None:
    for name in ("q", "udgiver", "emne", "materiale"):
        text = client.get("/soeg", query_string={name: "x" * 50_000}).get_data(as_text=True)
        assert "x" * (LONGEST_QUERY + 1) not in text, name


@pytest.mark.parametrize(
    "url", ["https://bruger:hemmelig@a.dk/b.pdf", "http://hemmelig@a.dk:80/@x"]
)
def test_a_password_in_a_link_is_not_kept(url: str) -> None:
    [link] = Material(id="m", title="T", links=(url,)).links
    assert "hemmelig" not in link
    assert link.endswith(("//a.dk/b.pdf", "//a.dk:80/@x"))


def test_a_password_in_a_link_is_neither_told_nor_recorded(
    collection: Collection, site: Site
) -> None:
    site.pages["/fil.pdf"] = ("application/pdf", make_pdf("Mentor"))
    url = f"{site.url}/fil.pdf".replace("//", "//bruger:hemmelig@")
    allowed = {"MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]', "MENTORSOEG_ARCHIVE_URL": ""}
    told = collection.run("add", url, "--title", "Fil", **allowed)
    assert told.exit_code == 0, told.output
    written = json.loads((collection.corpus / "links.json").read_text())
    assert [*written["links"]] == [f"{site.url}/fil.pdf"]
    sent_on = f'<meta http-equiv="refresh" content="0; url={url}">'
    site.pages["/side"] = ("text/html", sent_on.encode())
    assert collection.run("edit", "fil", "--link", f"{site.url}/side").exit_code == 0
    assert collection.run("fetch", **allowed).exit_code == 0
    assert collection.run("edit", "fil", "--link", url.replace("fil", "ny")).exit_code == 0
    shown = told.output + collection.run("status").output
    records = (file.read_text() for file in collection.corpus.glob("*.json"))
    assert "hemmelig" not in shown + "".join(records)
