"""Which addresses are fetched from: only those of the open internet, looked at as we connect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.fetching.addresses import is_public
from tests.conftest import Collection, make_pdf
from tests.fetching.conftest import fetch_link
from tests.fetching.servers import PUBLIC, UNROUTED, Internet, WebServer, body, redirect, running

REPORT = body(make_pdf("Makkere paa fyret"))
CLOSED = "adressen ligger på et lukket net og hentes ikke"


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.255.0.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),  # noqa: S104 - an address to refuse
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192"),
        *("224.0.0.1", "255.255.255.255", "240.0.0.1", "198.18.0.1", "192.0.2.2"),
        *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
        *("2002:7f00:1::", "2002:a9fe:a9fe::1", "::127.0.0.1"),
    ],
)
def test_an_address_of_a_closed_net_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2a00:1450:400f::200e"])
def test_an_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_each_of_its_ipv6_spellings(address: object) -> None:
    plain = is_public(str(address))
    number = int(address)  # type: ignore[call-overload]
    sixtofour = f"2002:{number >> 16:x}:{number & 0xFFFF:x}::1"
    spellings = (f"::ffff:{address}", f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}", sixtofour)
    assert [is_public(s) for s in spellings] == [plain] * 3


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::]", "LOCALHOST", "localhost."),
    ],
)
def test_a_server_of_ours_is_not_asked_however_its_address_is_spelt(
    collection: Collection, host: str
) -> None:
    with running() as server:
        said = fetch_link(collection, f"http://{host}:{server.port}/x.pdf")
        assert server.requests == []
    assert said in (CLOSED, "serveren findes ikke (DNS)")


def test_a_server_that_the_operator_allows_by_name_is_asked(collection: Collection) -> None:
    with running() as server:
        server.pages["localhost/x.pdf"] = REPORT
        url = f"http://LocalHost:{server.port}/x.pdf"
        assert fetch_link(collection, url, MENTORSOEG_ALLOWED_HOSTS='["localhost"]') == ""


def test_an_allowed_host_opens_no_other_name_of_the_same_address(collection: Collection) -> None:
    with running() as server:
        server.pages["localhost/x.pdf"] = redirect("http://127.0.0.1:{port}/y.pdf")
        server.pages["127.0.0.1/y.pdf"] = REPORT
        url = f"http://localhost:{server.port}/x.pdf"
        assert fetch_link(collection, url, MENTORSOEG_ALLOWED_HOSTS='["localhost"]') == CLOSED
        assert server.asked("127.0.0.1/y.pdf") == []


def test_of_a_host_with_open_and_closed_addresses_only_the_open_are_asked(
    collection: Collection, internet: Internet
) -> None:
    with running() as server:
        internet.names["blandet.test"] = [["127.0.0.1", UNROUTED, "::1", "10.0.0.1"]]
        said = fetch_link(collection, f"http://blandet.test:{server.port}/x.pdf")
        assert server.requests == []
    assert said == "serveren kan ikke nås"


def test_a_name_that_changes_its_address_after_it_was_looked_at_gains_nothing(
    collection: Collection, internet: Internet
) -> None:
    with running() as server, running() as inner:
        internet.routes[PUBLIC] = server.port
        # whoever looks a name up to judge it, and again to connect, gets the second one connected
        internet.names["skifter.test"] = [[PUBLIC], ["127.0.0.1"], [PUBLIC], ["127.0.0.1"]]
        inner.pages["skifter.test/x.pdf"] = REPORT
        said = fetch_link(collection, f"http://skifter.test:{inner.port}/x.pdf")
        assert [r.place for r in server.requests] == ["skifter.test/robots.txt"]
        assert inner.requests == []
    assert said == CLOSED


def test_a_page_on_an_open_host_leads_to_no_file_on_a_closed_one(
    collection: Collection, web: WebServer
) -> None:
    page = f"<p><a href='http://127.0.0.1:{web.port}/x.pdf'>Download rapporten</a></p>"
    web.pages["a.test/side"] = body(f"<html><h1>Fyr</h1>{page}".encode(), "text/html")
    web.pages["127.0.0.1/x.pdf"] = REPORT
    fetch_link(collection, "http://a.test/side")
    assert web.asked("127.0.0.1/x.pdf") == []


@pytest.mark.parametrize(
    "url",
    ["http://[::1/", "http://a.test:99999/", "http://:80/", "http://x" + "y" * 300 + ".test/"],
)
def test_an_address_that_is_none_is_said_to_be_so(
    collection: Collection, internet: Internet, url: str
) -> None:
    assert fetch_link(collection, url) in ("adressen er ugyldig", "serveren findes ikke (DNS)")
