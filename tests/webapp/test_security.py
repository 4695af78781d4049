"""Headers, limits, downloads, health."""

import json
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.pageimages import PageImages
from search.library.settings import Settings
from tests.conftest import Collection, make_pdf
from webapp import create_app


@pytest.fixture
def client(catalogued: Collection) -> FlaskClient:
    """A browser on the catalogued collection."""
    return create_app(catalogued.settings).test_client()


@pytest.mark.parametrize("path", ["/", "/soeg?q=mentor", "/findes-ikke", "/api/search?q=mentor"])
def test_every_answer_carries_the_security_headers_and_no_cookie(
    client: FlaskClient, path: str
) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("path", ["/soeg", "/api/search"])
def test_what_a_person_types_is_never_markup(client: FlaskClient, path: str) -> None:
    attack = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    response = client.get(path, query_string={"q": attack})
    assert response.status_code == 200
    if path == "/soeg":
        assert "<script>alert" not in response.text
        assert "<img src=x" not in response.text
    else:
        assert response.mimetype == "application/json"


@pytest.mark.parametrize("q", ["a" * 100_000, "\x00\x01\x02", "(" * 5_000, "*", '"', "😀" * 999])
def test_an_absurd_query_gets_a_page(client: FlaskClient, q: str) -> None:
    assert client.get("/soeg", query_string={"q": q}).status_code == 200


@pytest.mark.parametrize("number", ["0", "-1", "999999999999999999999", "x"])
def test_an_absurd_page_number_gets_a_page(client: FlaskClient, number: str) -> None:
    assert client.get("/soeg", query_string={"q": "mentor", "side": number}).status_code == 200


def test_one_address_is_limited_and_told_so_in_danish(catalogued: Collection) -> None:
    settings = catalogued.settings.model_copy(update={"rate_limit": "3 per minute"})
    client = create_app(settings).test_client()
    visitor = {"REMOTE_ADDR": "192.0.2.7"}
    codes = [client.get("/", environ_overrides=visitor).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert "Vent et øjeblik" in client.get("/", environ_overrides=visitor).text
    for path in ("/", "/api/search?q=mentor"):
        answers = [client.get(path, environ_overrides=visitor) for _ in range(4)]
        assert answers[-1].status_code == 429
        assert 1 <= int(answers[-1].headers["Retry-After"]) <= 61
    other = client.get("/", environ_overrides={"REMOTE_ADDR": "192.0.2.8"})
    assert other.status_code == 200
    assert "Retry-After" not in other.headers


def test_a_proxy_is_believed_only_when_the_settings_say_so(catalogued: Collection) -> None:
    limited = catalogued.settings.model_copy(update={"rate_limit": "1 per minute"})
    behind = limited.model_copy(update={"trusted_proxies": 1})
    for settings, expected in ((limited, [200, 200]), (behind, [200, 429])):
        client = create_app(settings).test_client()
        forwarded = {"X-Forwarded-For": "192.0.2.9"}
        codes = [client.get("/", headers=forwarded).status_code for _ in range(2)]
        assert codes == expected


def test_only_originals_that_the_index_names_are_given(collection: Collection) -> None:
    pdf = make_pdf("Skomagerens lærling")
    collection.add("rapport.pdf", pdf, "Skomagerrapporten")
    (collection.corpus / "originals" / ("0" * 64)).write_bytes(b"ikke navngivet")
    client = create_app(collection.settings).test_client()
    [hit] = collection.search("skomagerens")
    response = client.get(hit["url"].partition("#")[0], buffered=True)
    assert (response.data, response.mimetype) == (pdf, "application/pdf")
    for name in ("0" * 64, "../overlay.json", "..%2foverlay.json", "x"):
        assert client.get(f"/original/{name}").status_code == 404


def test_html_that_others_wrote_is_never_run_here(collection: Collection) -> None:
    page = b"<!doctype html><html><body><p>Smedens svend</p><script>alert(1)</script></body></html>"
    collection.add("side.html", page, "Smederapporten")
    client = create_app(collection.settings).test_client()
    [hit] = collection.search("Smederapporten")
    assert client.get(hit["url"].partition("#")[0], buffered=True).mimetype == "text/plain"


def test_health_tells_of_the_process_and_readiness_of_the_index(
    catalogued: Collection, tmp_path: Path
) -> None:
    client = create_app(catalogued.settings).test_client()
    ready = client.get("/readyz").get_json()
    assert (ready["status"], ready["materials"]) == ("ready", 15)
    assert ready["generation"].startswith("generation-")
    empty = create_app(Settings(corpus=tmp_path, index=tmp_path / "intet")).test_client()
    assert empty.get("/healthz").status_code == 200
    assert empty.get("/readyz").status_code == 503
    assert empty.get("/").status_code == 503
    assert "mentorsoeg update" in empty.get("/").text


def test_the_access_log_holds_path_and_status_and_nothing_of_who_asked_or_for_what(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "mentorsoeg.access"):
        client.get("/soeg?q=sygefravær", environ_overrides={"REMOTE_ADDR": "192.0.2.33"})
    [record] = caplog.records
    logged = vars(record)
    assert (record.getMessage(), logged["status"]) == ("GET /soeg", 200)
    told = json.dumps(logged, default=str, ensure_ascii=False)
    assert [secret for secret in ("192.0.2.33", "sygefravær") if secret in told] == []


@pytest.mark.parametrize("one", [True, False], ids=["a material", "all"])
def test_where_only_links_are_shown_there_is_no_copy_and_no_image(
    collection: Collection, *, one: bool
) -> None:
    own = ["--show-copy", "nej"] if one else []
    collection.add("rapport.pdf", make_pdf("Skomagerens lærling"), "Skomagerrapporten", *own)
    settings = collection.settings.model_copy(update={"show_copy": one})
    client = create_app(settings, PageImages(collection.corpus)).test_client()
    [original] = (collection.corpus / "originals").iterdir()
    image = "/materiale/skomagerrapporten/side/1/billede"
    pages = ["/soeg?q=skomagerens", "/materiale/skomagerrapporten",
             "/materiale/skomagerrapporten/side/1", "/api/search?q=skomagerens",
             "/soeg.csv?q=skomagerens"]  # fmt: skip
    assert client.get(f"/original/{original.name}").status_code == 404
    assert client.get(image).status_code == 404
    texts = [client.get(page).text for page in pages]
    assert [page for page, text in zip(pages, texts, strict=True) if "/original/" in text] == []
    assert "billede" not in texts[2]
    assert "Skomagerens lærling" in texts[2]


def test_a_material_may_show_its_copy_where_others_may_not(collection: Collection) -> None:
    pdf = make_pdf("Skomagerens lærling")
    collection.add("rapport.pdf", pdf, "Skomagerrapporten", "--show-copy", "ja")
    settings = collection.settings.model_copy(update={"show_copy": False})
    client = create_app(settings, PageImages(collection.corpus)).test_client()
    [original] = (collection.corpus / "originals").iterdir()
    assert client.get(f"/original/{original.name}", buffered=True).data == pdf
    assert client.get("/materiale/skomagerrapporten/side/1/billede").status_code == 200
