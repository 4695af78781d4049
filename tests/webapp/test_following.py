"""Feeds and the browser's search bar, each read by a standard parser."""

import feedparser
from flask.testing import FlaskClient
from lxml import etree

OPENSEARCH = {"os": "http://a9.com/-/spec/opensearch/1.1/"}


def test_the_feed_of_the_collection_is_read_by_a_feed_reader(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/nyt.atom").data)
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len(feed.entries) == 16
    assert feed.entries[0].title.startswith("Mentorer i Vesterkøbing")
    dates = [entry.updated_parsed for entry in feed.entries]
    assert dates == sorted(dates, reverse=True)
    assert all(entry.link.startswith("http://localhost/materiale/") for entry in feed.entries)


def test_the_feed_of_a_search_holds_what_the_search_finds(client: FlaskClient) -> None:
    feed = feedparser.parse(client.get("/soeg.atom?q=sygefravær&type=evaluering").data)
    assert not feed.bozo
    assert feed.feed.title == "Mentorsøg: sygefravær · Evaluering"
    found = client.get("/api/search?q=sygefravær&type=evaluering&limit=100").get_json()
    assert len(feed.entries) == found["total"] > 1


def test_the_feed_of_a_search_has_the_pages_with_their_snippets(
    client: FlaskClient, report: str
) -> None:
    feed = feedparser.parse(client.get("/soeg.atom?q=sygefraværet+faldt").data)
    (entry,) = [one for one in feed.entries if one.id.endswith(report)]
    content = entry.content[0].value
    assert f'<a href="http://localhost/materiale/{report}/side/5">s. 5</a>: ' in content
    assert "Faldet er størst" in content


def test_a_feed_survives_control_characters_in_the_query(client: FlaskClient) -> None:
    assert not feedparser.parse(client.get("/soeg.atom?q=%00%08mentor").data).bozo


def test_the_browsers_search_bar_can_search_here(client: FlaskClient) -> None:
    root = etree.fromstring(client.get("/opensearch.xml").data)
    assert len(root.findtext("os:ShortName", namespaces=OPENSEARCH)) <= 16
    templates = {u.get("type"): u.get("template") for u in root.findall("os:Url", OPENSEARCH)}
    for template in templates.values():
        path = template.replace("{searchTerms}", "mentor").removeprefix("http://localhost")
        assert client.get(path).status_code == 200


def test_completions_come_as_browsers_read_them(client: FlaskClient) -> None:
    answer = client.get("/api/complete?q=be")
    assert answer.mimetype == "application/x-suggestions+json"
    prefix, words = answer.get_json()
    assert prefix == "be"
    assert words
