"""What is sent, and what needn't be."""

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import Collection, make_pdf
from webapp import create_app
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.tables import TABLE_FORMATS
from webapp.serving.caching import digest


@pytest.fixture
def own(collection: Collection) -> FlaskClient:
    """A client over a collection of the test's own with one report."""
    assert collection.add("a.pdf", make_pdf("En makker på havnen."), "Makkere").exit_code == 0
    return create_app(collection.settings).test_client()


def again(client: FlaskClient, path: str, tag: str) -> int:
    return client.get(path, headers={"If-None-Match": tag}).status_code


def test_a_page_is_not_sent_again_until_the_index_or_what_is_known_of_links_changes(
    own: FlaskClient, collection: Collection
) -> None:
    paths = ("/", "/soeg?q=makker", "/samlingen", "/api/search?q=makker", "/soeg.csv", "/nyt.atom")
    tags = {path: own.get(path).headers["ETag"] for path in paths}
    for path, tag in tags.items():
        unchanged = own.get(path, headers={"If-None-Match": tag})
        assert (unchanged.status_code, unchanged.data) == (304, b"")
        assert (unchanged.headers["ETag"], unchanged.headers["Cache-Control"]) == (tag, "no-cache")
    assert collection.add("b.pdf", make_pdf("Endnu en makker."), "Flere makkere").exit_code == 0
    assert [again(own, path, tag) for path, tag in tags.items()] == [200] * len(paths)
    tag = own.get("/samlingen").headers["ETag"]
    (collection.corpus / "links.json").write_text('{"links": {}}')
    assert again(own, "/samlingen", tag) == 200


def test_errors_and_health_are_never_kept(client: FlaskClient) -> None:
    for path in ("/findes-ikke", "/healthz", "/readyz"):
        assert "ETag" not in client.get(path).headers


def test_a_missing_index_is_never_kept(collection: Collection) -> None:
    answer = create_app(collection.settings).test_client().get("/")
    assert answer.status_code == 503
    assert "ETag" not in answer.headers


def test_static_files_are_kept_for_good_under_addresses_of_their_content(
    client: FlaskClient,
) -> None:
    page = client.get("/").get_data(as_text=True)
    addresses = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert len(addresses) >= 4
    for address in addresses:
        with client.get(address) as answer:
            assert answer.status_code == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_the_address_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "style.css").write_text("a {}")
    (tmp_path / "js" / "main.js").write_text("1")
    made = {digest(tmp_path)}
    (tmp_path / "js" / "main.js").write_text("2")
    made.add(digest(tmp_path))
    (tmp_path / "style.css").rename(tmp_path / "other.css")
    made.add(digest(tmp_path))
    assert len(made) == 3


@pytest.mark.parametrize(
    "path",
    ["/soeg?q=mentor", "/api/materials", "/nyt.atom",
     *(f"/soeg.{ending}" for ending in TABLE_FORMATS | REFERENCE_FORMATS if ending != "xlsx")],
)  # fmt: skip
def test_texts_are_sent_compressed_to_those_who_can_read_that(
    client: FlaskClient, path: str
) -> None:
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    small = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in small.headers["Vary"]
    took = re.compile(rb"\d+,\d+ s")
    assert took.sub(b"", gzip.decompress(small.data)) == took.sub(b"", plain.data)
    assert len(small.data) < len(plain.data) / 2


def test_images_are_sent_as_they_are(client: FlaskClient, report: str) -> None:
    path = f"/materiale/{report}/side/5/billede?bredde=400"
    answer = client.get(path, headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in answer.headers
    assert "max-age" in answer.headers["Cache-Control"]
