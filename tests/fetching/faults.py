"""The ways in which a server fails or attacks us, each with what is recorded of it."""

from dataclasses import dataclass
from email.utils import formatdate
from functools import cache

from tests.conftest import make_pdf
from tests.fetching.servers import (
    Answer,
    body,
    bomb,
    cut_chunk,
    endless,
    raw,
    redirect,
    reset,
    silent,
    status,
    web_page,
    wrong_length,
)

CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nTransfer-Encoding: chunked\r\n\r\n"
INMOST = "hemmelig.pdf"
"""A file that the server gives to whoever reaches it where nobody may."""
INNER = "indre.test"
"""A name that resolves to loopback."""
REBINDING = "skifter.test"
"""A name that resolves to a public address first, and to loopback from then on."""

LIMITS = {
    "MENTORSOEG_READ_TIMEOUT": "1.5",
    "MENTORSOEG_CONNECT_TIMEOUT": "4",
    "MENTORSOEG_FILE_SECONDS": "4",
    "MENTORSOEG_FILE_BYTES": "300000",
    "MENTORSOEG_RETRIES": "1",
    "MENTORSOEG_RETRY_AFTER": "2",
    "MENTORSOEG_REDIRECTS": "4",
    "MENTORSOEG_HOST_PAUSE": "0",
    "MENTORSOEG_ARCHIVE_URL": "",
}
"""Settings under which a fault shows within seconds."""

WHOLE = make_pdf(*(f"Side {n} om fyrmesterens makkerordning" for n in range(1, 9)))
PAGE = (
    "<!doctype html><html lang=da><title>{}</title><body><main><h1>{}</h1>{}</main></body></html>"
)


@dataclass(frozen=True)
class Fault:
    """What the server does, and the start of the reason that is recorded."""

    answer: Answer
    reason: str


def _html(title: str, text: str = "") -> Answer:
    return web_page(PAGE.format(title, title, text))


@cache
def faults() -> dict[str, Fault]:
    """Every fault, by the host that has it (``<name>.test``)."""
    half = len(WHOLE) // 2
    cut = "forbindelsen blev afbrudt"
    late = "svarede ikke inden for 1.5 s"
    large = "filen er større end 0.3 MB"
    slow = "filen kom for langsomt"
    busy, down = "serveren har for mange forespørgsler (429)", "serveren er ude af drift"
    closed = "adressen ligger på et lukket net"
    redirected = {
        "viderestil-127": "http://127.0.0.1:{port}/",
        "viderestil-navn": f"http://{INNER}:{{port}}/",
        "viderestil-decimal": "http://2130706433:{port}/",
        "viderestil-hex": "http://0x7f.1:{port}/",
        "viderestil-ipv6": "http://[::1]:{port}/",
        "viderestil-mapped": "http://[::ffff:127.0.0.1]:{port}/",
        "viderestil-metadata": "http://169.254.169.254/",
        "viderestil-rebinding": f"http://{REBINDING}/",
    }
    return {
        "nulstil": Fault(reset(), cut),
        "nulstil-midt": Fault(reset(CHUNKED + b"9\r\n%PDF-1.7\n\r\n"), cut),
        "afkortet": Fault(wrong_length(WHOLE[:half], len(WHOLE)), cut),
        "afkortet-klump": Fault(cut_chunk(WHOLE), cut),
        "for-kort-laengde": Fault(wrong_length(WHOLE, half), "filen er en PDF, men"),
        "for-lang-laengde": Fault(wrong_length(WHOLE, len(WHOLE) + 10), cut),
        "umulig-laengde": Fault(wrong_length(WHOLE, 10**15), large),
        "endeloes": Fault(endless(b"2000\r\n" + b"x" * 0x2000 + b"\r\n", start=CHUNKED), large),
        "drypper": Fault(endless(b"1\r\nx\r\n", 0.05, CHUNKED), slow),
        "drypper-hoved": Fault(endless(b"x", 0.1, b"HTTP/1.1 200 OK\r\nX-Drip: "), late),
        "evigt-100": Fault(endless(b"HTTP/1.1 100 Continue\r\n\r\n", 0.01), late),
        "tavs": Fault(silent, late),
        "vroevl": Fault(raw(b"Goddag, mand! Oekseskaft.\r\n\r\n"), cut),
        "langt-hoved": Fault(raw(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000), cut),
        "optaget": Fault(status(429, Retry_After="3600"), busy),
        "optaget-dato": Fault(status(503, Retry_After=formatdate(4e9, usegmt=True)), down),
        "optaget-vroevl": Fault(status(429, Retry_After="lidt senere"), busy),
        "serverfejl": Fault(status(500), "serveren har en fejl (500)"),
        "intet": Fault(body(b""), "svarede med noget"),
        "borte": Fault(status(410), "siden er taget ned (410)"),
        "ring": Fault(redirect("/anden"), "viderestiller i ring"),
        "kaede": Fault(redirect("/1"), "viderestiller for mange gange"),
        "uden-maal": Fault(status(302), "svarede 302 uden en brugbar adresse"),
        "viderestil-ftp": Fault(redirect("ftp://a.test/x"), "adresser med ftp: hentes ikke"),
        "viderestil-fil": Fault(redirect("file:///etc/passwd"), "adresser med file: hentes ikke"),
        "webside": Fault(_html("Nyt", "<p>Nyt fra fyret.</p>" * 60), "svarede med en webside"),
        "login": Fault(_html("Adgang", "<form><input type=password></form>"), "siden kræver login"),
        "fejlside": Fault(_html("Siden findes ikke"), "siden er en anden: »Siden findes"),
        "forside": Fault(redirect("/"), "viderestiller til forsiden"),
        "bombe": Fault(bomb(50), large),
        "html-bombe": Fault(bomb(50, "text/html", b"<!doctype html><p>"), large),
        "skadet-gzip": Fault(body(b"\x1f\x8bvroevl", Content_Encoding="gzip"), cut),
        "skadet-pdf": Fault(body(b"%PDF-1.7\nskrammel"), "filen er en PDF, men kan ikke åbnes"),
        "kortere": Fault(body(make_pdf("Kun en side")), "svarede med en udgave, der er meget"),
        "billede": Fault(body(b"\x89PNG\r\n\x1a\n" + bytes(500)), "svarede med noget"),
        "json": Fault(body(b'{"fejl": "' + b"x" * 400 + b'"}'), "svarede med noget"),
        **{name: Fault(redirect(to + INMOST), closed) for name, to in redirected.items()},
    }  # fmt: skip


def extra_pages() -> dict[str, Answer]:
    """What else the hosts of the faults answer, by host and path."""
    hosts = ("127.0.0.1", "2130706433", "0x7f.1", "[", INNER, REBINDING)
    return {
        "ring.test/anden": redirect("/fil.pdf"),
        **{f"kaede.test/{n}": redirect(f"/{n + 1}") for n in range(1, 9)},
        "forside.test/": _html("Fyrvæsenet", "<p>Velkommen til fyrvæsenet.</p>" * 40),
        **{f"{host}/{INMOST}": body(WHOLE) for host in hosts},
    }
