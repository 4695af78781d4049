"""Fetching as a good citizen: who we say we are, robots.txt, pauses, conditional requests."""

import datetime
import ssl
import time
from collections.abc import Callable
from email.utils import formatdate
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from search.library.originals import Originals
from tests.conftest import Collection, make_pdf
from tests.fetching.conftest import fetch, fetch_link, write_catalogue
from tests.fetching.servers import (
    PUBLIC,
    Answer,
    Internet,
    WebServer,
    body,
    bomb,
    conditional,
    in_turn,
    redirect,
    reset,
    running,
    silent,
    status,
)

PDF = make_pdf("Makkere paa fyret", "Andet afsnit")
URL = "http://a.test/x.pdf"
BARRED = "serveren beder robotter holde sig væk (robots.txt)"


def crowded(named: int, rules: str) -> str:
    return "".join(f"User-agent: r{number}\n" for number in range(named)) + rules


def robots(text: str) -> Answer:
    """Answer with these rules."""
    return body(text.encode(), "text/plain")


def test_every_request_names_us(collection: Collection, web: WebServer) -> None:
    web.pages["a.test/x.pdf"] = body(PDF)
    fetch_link(collection, URL, MENTORSOEG_USER_AGENT="mentorsoeg/9 (bibliotek@a.test)")
    agents = {request.headers["user-agent"] for request in web.requests}
    assert agents == {"mentorsoeg/9 (bibliotek@a.test)"}


def test_robots_are_asked_once_a_host_and_before_anything_else(
    collection: Collection, web: WebServer
) -> None:
    links = {f"nr-{n}": [f"http://a.test/{n}.pdf"] for n in range(4)}
    write_catalogue(collection.corpus, links)
    fetch(collection)
    places = [request.place for request in web.requests]
    assert places[0] == "a.test/robots.txt"
    assert places.count("a.test/robots.txt") == 1
    assert len(places) == 5


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (robots("User-agent: *\nDisallow: /"), BARRED),
        (robots("User-agent: mentorsoeg\nDisallow: /x.pdf"), BARRED),
        (robots("User-agent: *\nDisallow: /\n\nUser-agent: mentorsoeg\nAllow: /"), ""),
        (robots("User-agent: andre\nDisallow: /"), ""),
        (robots("\x00\xff vrøvl <html>"), ""),
        (status(404), ""),
        (status(403), ""),
        (status(500), "robots.txt svarede 500"),
        (redirect("/andre-regler"), BARRED),
        (redirect("/robots.txt"), ""),
        (robots("User-agent: *\nDisallow: /\n" + "# x\n" * 300_000), BARRED),
        (robots(crowded(10_000, "Disallow: /x\n" * 10_000)), "robots.txt har for mange regler"),
        (robots(crowded(1000, "Disallow: /x\n")), ""),
        (bomb(20, "text/plain", b"User-agent: *\nDisallow: /\n"), BARRED),
        (reset(), "forbindelsen blev afbrudt"),
        (silent, "svarede ikke inden for 1.5 s"),
    ],
)
def test_robots_txt_decides_what_is_fetched(
    collection: Collection, web: WebServer, rules: Answer, said: str
) -> None:
    web.pages["a.test/robots.txt"] = rules
    web.pages["a.test/andre-regler"] = robots("User-agent: *\nDisallow: /x.pdf")
    web.pages["a.test/x.pdf"] = body(PDF)
    assert fetch_link(collection, URL) == said
    assert len(web.asked("a.test/x.pdf")) == (not said)


def test_what_robots_may_not_fetch_is_not_taken_from_the_archive_either(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/robots.txt"] = robots("User-agent: *\nDisallow: /")
    fetch_link(collection, URL, MENTORSOEG_ARCHIVE_URL="http://b.test/available")
    assert [r.place for r in web.requests] == ["a.test/robots.txt"]


def test_a_host_gets_its_pause_between_requests_and_robots_may_ask_for_a_longer_one(
    collection: Collection, web: WebServer
) -> None:
    web.pages["b.test/robots.txt"] = robots("User-agent: *\nCrawl-delay: 0.5")
    hosts = ("a", "b")
    write_catalogue(
        collection.corpus, {f"{h}{n}": [f"http://{h}.test/{n}.pdf"] for h in hosts for n in (1, 2)}
    )
    fetch(collection, MENTORSOEG_HOST_PAUSE="0.2")
    for host, least in (("a", 0.2), ("b", 0.5)):
        times = [r.time for r in web.requests if r.place.startswith(host)]
        pauses = [b - a for a, b in pairwise(times)]
        assert len(pauses) == 2
        assert pauses[0] >= 0.19  # the delay is known once robots.txt is read
        assert pauses[1] >= least - 0.01


@pytest.mark.parametrize(
    ("name", "asked", "value"),
    [
        ("ETag", "if-none-match", '"a1"'),
        ("Last_Modified", "if-modified-since", "Tue, 17 Mar 2015 08:00:00 GMT"),
    ],
)
def test_what_has_not_changed_is_not_sent_again(
    collection: Collection, web: WebServer, name: str, asked: str, value: str
) -> None:
    web.pages["a.test/x.pdf"] = conditional(PDF, **{name: value})
    assert fetch_link(collection, URL) == ""
    before = Originals(collection.corpus).links().links[URL].original
    assert fetch_link(collection, URL) == ""
    first, second = web.asked("a.test/x.pdf")
    assert asked not in first.headers
    assert second.headers[asked] == value
    assert Originals(collection.corpus).links().links[URL].original == before


def test_what_has_changed_replaces_what_we_had_and_keeps_it(
    collection: Collection, web: WebServer
) -> None:
    newer = make_pdf("Makkere paa fyret, anden udgave", "Andet afsnit", "Tredje")
    web.pages["a.test/x.pdf"] = conditional(PDF, ETag='"a1"')
    fetch_link(collection, URL)
    web.pages["a.test/x.pdf"] = conditional(newer, ETag='"a2"')
    assert fetch_link(collection, URL) == ""
    contents = {path.read_bytes() for path in (collection.corpus / "originals").iterdir()}
    assert contents == {PDF, newer}
    collection.run("index")
    assert collection.search("anden udgave")[0]["page"] == 1


def test_an_original_that_was_lost_on_disk_is_asked_for_without_conditions(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/x.pdf"] = conditional(PDF, ETag='"a1"')
    fetch_link(collection, URL)
    [lost] = (collection.corpus / "originals").iterdir()
    lost.unlink()
    assert fetch_link(collection, URL) == ""
    assert lost.read_bytes() == PDF


def test_a_304_that_nobody_asked_for_is_no_original(collection: Collection, web: WebServer) -> None:
    web.pages["a.test/x.pdf"] = status(304)
    assert fetch_link(collection, URL) == "svarede 304 uden at være spurgt"


@pytest.mark.parametrize(
    "busy",
    [
        lambda: status(429, Retry_After="1"),
        lambda: status(503, Retry_After=formatdate(time.time() + 2, usegmt=True)),
        lambda: status(429, Retry_After="0"),
        lambda: status(502),
        reset,
    ],
)
def test_a_passing_fault_is_waited_out(
    collection: Collection, web: WebServer, busy: Callable[[], Answer]
) -> None:
    web.pages["a.test/x.pdf"] = in_turn(busy(), body(PDF))
    assert fetch_link(collection, URL) == ""
    assert len(web.asked("a.test/x.pdf")) == 2


def test_a_silent_server_is_left_when_the_time_for_a_file_is_up(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/x.pdf"] = silent
    said = fetch_link(collection, URL, MENTORSOEG_READ_TIMEOUT="60", MENTORSOEG_FILE_SECONDS="1.2")
    assert said == "svarede ikke inden for 1.2 s"
    assert len(web.asked("a.test/x.pdf")) == 1


def test_waiting_for_a_slow_host_costs_the_next_file_none_of_its_time(
    collection: Collection, web: WebServer
) -> None:
    for n in (1, 2, 3):
        web.pages[f"a.test/{n}.pdf"] = in_turn(status(503, Retry_After="1"), body(PDF))
    write_catalogue(collection.corpus, {f"nr-{n}": [f"http://a.test/{n}.pdf"] for n in (1, 2, 3)})
    assert fetch(collection, MENTORSOEG_FILE_SECONDS="2.4") == {}


def test_retry_after_is_kept_and_a_longer_wait_than_granted_is_not_broken(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/x.pdf"] = in_turn(status(429, Retry_After="1"), body(PDF))
    web.pages["b.test/x.pdf"] = in_turn(status(429, Retry_After="3"), body(PDF))
    write_catalogue(collection.corpus, {"a": [URL], "b": ["http://b.test/x.pdf"]})
    assert fetch(collection) == {
        "http://b.test/x.pdf": "serveren har for mange forespørgsler (429)"
    }
    first, second = (request.time for request in web.asked("a.test/x.pdf"))
    assert second - first >= 1
    assert len(web.asked("b.test/x.pdf")) == 1


@pytest.mark.parametrize("media_type", ["text/html", "application/octet-stream", "image/png", ""])
def test_a_pdf_is_one_by_its_bytes_whatever_the_server_calls_it(
    collection: Collection, web: WebServer, media_type: str
) -> None:
    web.pages["a.test/x.pdf"] = body(PDF, media_type)
    assert fetch_link(collection, URL) == ""
    original = Originals(collection.corpus).links().links[URL].original
    assert original and original.media_type == "application/pdf"


def test_url_time_status_and_headers_are_kept_with_an_original(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/x.pdf"] = redirect("/ny%20mappe/x.pdf#page=3", 301)
    web.pages["a.test/ny%20mappe/x.pdf"] = body(PDF, ETag='"a1"', Set_Cookie="spor=1")
    fetch_link(collection, URL)
    original = Originals(collection.corpus).links().links[URL].original
    assert original
    assert (original.final_url, original.status) == ("http://a.test/ny%20mappe/x.pdf", 200)
    assert original.headers["etag"] == '"a1"'
    assert "set-cookie" not in original.headers
    assert datetime.datetime.fromisoformat(original.fetched).tzinfo


def _certificate(folder: Path) -> Path:
    """A certificate for a.test that nobody has signed but itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a.test")])
    now = datetime.datetime.now(datetime.UTC)
    names = [x509.DNSName("a.test"), x509.IPAddress(ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(1))
        .not_valid_after(now + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "a.test.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def test_a_server_whose_certificate_nobody_vouches_for_is_not_asked(
    collection: Collection, internet: Internet, tmp_path: Path
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(_certificate(tmp_path))
    with running(context) as server:
        internet.routes[PUBLIC] = server.port
        internet.names["a.test"] = [[PUBLIC]]
        server.pages["a.test/x.pdf"] = body(PDF)
        said = fetch_link(collection, "https://a.test/x.pdf")
        assert server.requests == []
    assert said == "serverens certifikat kan ikke godkendes (TLS)"
