"""Being told of a search by mail, by way of a real mail server on loopback."""

import json
import re
import stat
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from aiosmtpd.controller import Controller
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from docs.serving import serving
from search.library.settings import Settings
from tests.conftest import Collection, make_pdf
from tests.webapp.accessible import problems_in_every_way
from webapp import create_app
from webapp.subscribing.mailtexts import CONFIRM, STOP, Subscriber, confirmation, read_token
from webapp.subscribing.mailtexts import link as signed_link
from webapp.subscribing.post import Postman, mail_address

BASE = "https://soeg.example.dk"
ASKED = {"soegning": "/soeg?q=makker", "adresse": "en@eksempel.dk"}


class Server:
    """A mail server that keeps what it is given; ``refusing`` addresses are refused."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[Any] = []
        self.refusing: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refusing:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


class Loopback(Controller):
    """At a port of the system's choice."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def server(filled: Collection) -> Iterator[Server]:
    """The mail server, which the settings of ``filled`` name."""
    made = Server()
    controller = Loopback(made, hostname="127.0.0.1", port=0)
    controller.start()
    filled.settings = mailing(filled.settings, f"smtp://127.0.0.1:{controller.port}")
    yield made
    controller.stop()


def mailing(given: Settings, smtp: str) -> Settings:
    return given.model_copy(update={
        "smtp": smtp, "mail_from": "soeg@example.dk", "mail_secret": "hemmelig" * 5,
        "base_url": BASE,
    })  # fmt: skip


def client(collection: Collection) -> FlaskClient:
    return create_app(collection.settings).test_client()


def link(mail: EmailMessage, step: str) -> str:
    """The link of that step, without the service's address."""
    (found,) = re.findall(rf"{BASE}(/abonnement/{step}\?b=\S+)", mail.get_content())
    return str(found)


def notify(collection: Collection) -> Any:
    names = ("smtp", "mail_from", "mail_secret", "base_url")
    settings = {f"MENTORSOEG_{n.upper()}": getattr(collection.settings, n) for n in names}
    return collection.run("notify", **settings)


def subscribe(collection: Collection, server: Server, address: str = "en@eksempel.dk") -> None:
    reader = client(collection)
    assert reader.post("/abonnement", data=ASKED | {"adresse": address}).status_code == 200
    assert reader.post(link(server.mails.pop(), "bekraeft")).status_code == 200


def kept(collection: Collection) -> list[dict[str, str]]:
    file = collection.corpus / "subscriptions.json"
    return json.loads(file.read_text())["subscriptions"] if file.exists() else []


def test_what_is_new_in_the_fields_alone_leads_to_the_material(
    filled: Collection, server: Server
) -> None:
    subscribe(filled, server)
    filled.add("ny.pdf", make_pdf("Om noget helt andet"), "En makker")
    notify(filled)
    told = server.mails[-1].get_content().splitlines()
    at = told.index("Titel: En makker")
    assert told[at + 1] == f"{BASE}/materiale/en-makker?q=makker"


def add_news(collection: Collection) -> None:
    assert collection.add("ny.pdf", make_pdf("Endnu en makker"), "Makker").exit_code == 0


def test_nothing_is_kept_before_the_mails_link_is_confirmed(
    filled: Collection, server: Server
) -> None:
    reader = client(filled)
    assert "Vi har sendt en mail" in reader.post("/abonnement", data=ASKED).text
    (mail,) = server.mails
    assert (mail["To"], mail["From"]) == ("en@eksempel.dk", "soeg@example.dk")
    assert mail["Subject"] == "Bekræft: besked om nyt om »makker«"
    assert "Ja, send mig besked" in reader.get(link(mail, "bekraeft")).text
    assert kept(filled) == []
    assert "Det er på plads" in reader.post(link(mail, "bekraeft")).text
    reader.post(link(mail, "bekraeft"))
    (one,) = kept(filled)
    assert (one["address"], one["search"]) == ("en@eksempel.dk", "/soeg?q=makker")
    assert one.keys() == {"address", "search", "seen"}
    assert stat.S_IMODE((filled.corpus / "subscriptions.json").stat().st_mode) == 0o600


def test_a_subscriber_is_told_once_of_what_is_new_and_can_leave(
    filled: Collection, server: Server
) -> None:
    subscribe(filled, server)
    assert notify(filled).output == ""
    assert server.mails == []
    add_news(filled)
    assert notify(filled).output == "1 mail sendt.\n"
    assert notify(filled).output == ""
    (mail,) = server.mails
    assert mail["Subject"] == "1 ny side om »makker«"
    told = mail.get_content()
    assert "s. 1 i filen: Endnu en makker" in told
    assert f"{BASE}/materiale/makker/side/1?q=makker" in told
    assert "Titel" not in told
    assert "Murerrapporten" not in told
    stop = f"List-Unsubscribe: <{BASE}{link(mail, 'afmeld')}>\r\n"
    assert stop.encode() in server.envelopes[-1].content
    reader = client(filled)
    reader.get(link(mail, "afmeld"))
    assert len(kept(filled)) == 1
    answer = reader.post(link(mail, "afmeld"), data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert kept(filled) == []


def test_who_cannot_be_reached_keeps_nobody_else_waiting_and_is_told_later(
    filled: Collection, server: Server
) -> None:
    for address in ("en@eksempel.dk", "to@eksempel.dk", "tre@eksempel.dk"):
        subscribe(filled, server, address)
    add_news(filled)
    server.refusing = {"to@eksempel.dk"}
    result = notify(filled)
    assert result.exit_code == 1
    assert "1 mail kunne ikke sendes; de prøves igen næste gang." in result.output
    server.refusing = set()
    assert notify(filled).output == "1 mail sendt.\n"
    assert [m["To"] for m in server.mails] == [
        "en@eksempel.dk", "tre@eksempel.dk", "to@eksempel.dk"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "typed",
    ["", "en", "en@lokal", "en@eksempel.dk\nBcc: to@eksempel.dk", "en@eksempel.dk, to@eksempel.dk",
     "en@eksempel.dk\r\n\r\nhej", "<en@eksempel.dk>", '"a b"@eksempel.dk', "en@eksempel.dk\0",
     "x" * 250 + "@eksempel.dk", "ø@eksempel.dk", "en@eksempel..dk"],
)  # fmt: skip
def test_what_is_not_one_address_is_none(typed: str) -> None:
    assert mail_address(typed) is None


def test_what_is_no_address_gets_no_mail(filled: Collection, server: Server) -> None:
    typed = "en@eksempel.dk\r\nBcc: to@eksempel.dk"
    answer = client(filled).post("/abonnement", data=ASKED | {"adresse": typed})
    assert answer.status_code == 400
    assert "Det ligner ikke en mailadresse" in answer.text
    assert server.mails == []


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from('a1.@-+\r\n ,;:<>"\\()[]\0æ')))
def test_an_address_that_is_taken_is_one_on_one_line(typed: str) -> None:
    address = mail_address(typed)
    assert address is None or re.fullmatch(r"[^\s<>,;:()\[\]\"\\]+@[a-z0-9.-]+", address)


def test_a_search_puts_nothing_into_the_head_of_a_mail(filled: Collection, server: Server) -> None:
    for query in ("a\r\nBcc: to@eksempel.dk\r\n\r\nhej", "x" * 1500, "\u202eæ"):
        asked = Subscriber("en@eksempel.dk", "/soeg?" + urlencode({"q": query}))
        with create_app(filled.settings).app_context():
            Postman(filled.settings).send(asked.address, *confirmation(filled.settings, asked))
        assert server.envelopes.pop().rcpt_tos == ["en@eksempel.dk"]
        mail = server.mails.pop()
        assert mail["Bcc"] is None
        assert len(mail["Subject"]) <= 200


def test_the_first_mail_carries_no_message_of_who_asked_for_it(filled: Collection) -> None:
    query = "Kære kunde,\n\nlog ind på https://ond.example/login nu!\n" * 20
    asked = Subscriber("en@eksempel.dk", "/soeg?" + urlencode({"q": query}))
    with create_app(filled.settings).app_context():
        letter = confirmation(filled.settings, asked)
    assert "ond.example" not in letter.subject + letter.text
    assert max(letter.text.count(word) for word in ("kunde", "log ind", "nu")) <= 2


def test_a_token_is_good_for_its_own_step_alone_and_as_it_is(
    filled: Collection, server: Server
) -> None:
    reader = client(filled)
    reader.post("/abonnement", data=ASKED)
    path = link(server.mails[0], "bekraeft")
    token = path.partition("?b=")[2]
    for wrong in ("", "x", token[:-1], token[1:], "æ" * 4000, token + "x"):
        assert reader.post("/abonnement/bekraeft", query_string={"b": wrong}).status_code == 400
    assert reader.post(f"/abonnement/afmeld?b={token}").status_code == 400
    other = filled.settings.model_copy(update={"mail_secret": "en anden" * 5})
    assert read_token(other, "bekraeft", token) is None
    assert kept(filled) == []


def test_nobody_is_flooded_by_what_others_type(filled: Collection, server: Server) -> None:
    reader = client(filled)
    codes = [reader.post("/abonnement", data=ASKED).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    for number in range(8):
        last = reader.post("/abonnement", data=ASKED | {"adresse": f"n{number}@eksempel.dk"})
    assert last.status_code == 429
    assert len(server.mails) < 11


def test_mail_is_off_unless_it_is_set(filled: Collection) -> None:
    reader = client(filled)
    assert reader.get("/abonnement?q=makker").status_code == 404
    assert reader.post("/abonnement", data=ASKED).status_code == 404
    assert "Besked på mail" not in reader.get("/soeg?q=makker").text
    assert "Sæt indstillingen 'smtp'" in filled.run("notify").output
    half = filled.run("notify", MENTORSOEG_SMTP="smtp://127.0.0.1:9")
    assert "Med 'smtp' skal også 'base_url', 'mail_from', 'mail_secret' være sat." in half.output


def test_a_server_that_is_not_there_is_told_in_a_sentence(filled: Collection) -> None:
    filled.settings = mailing(filled.settings, "smtp://127.0.0.1:9")
    reader = client(filled)
    path = urlsplit(reader.get("/soeg?q=makker").text.split('href="/abonnement')[1].split('"')[0])
    assert "makker" in reader.get("/abonnement?" + path.query).text
    answer = reader.post("/abonnement", data=ASKED)
    assert answer.status_code == 503
    assert "Mailen kunne ikke sendes lige nu" in answer.text


def test_axe_finds_nothing_wrong_on_the_way(
    browser: Browser, filled: Collection, server: Server
) -> None:
    with serving(create_app(filled.settings)) as address:
        page = browser.new_page()
        page.goto(f"{address}/abonnement?q=makker")
        found = problems_in_every_way(page)
        page.get_by_label("Din mailadresse").fill("en@eksempel.dk")
        page.get_by_role("button", name="Send mig en mail").click()
        page.get_by_text("Vi har sendt en mail").wait_for()
        found += problems_in_every_way(page)
        for step, button, done in (
            (CONFIRM, "Ja, send mig besked", "Det er på plads"),
            (STOP, "Send mig ikke flere mails", "Du får ikke flere mails"),
        ):
            signed = signed_link(
                filled.settings, step, Subscriber(ASKED["adresse"], ASKED["soegning"])
            )
            page.goto(signed.replace(BASE, address))
            found += problems_in_every_way(page)
            page.get_by_role("button", name=button).click()
            page.get_by_text(done).wait_for()
            found += problems_in_every_way(page)
        page.goto(f"{address}/abonnement/bekraeft?b=gammelt")
        found += problems_in_every_way(page)
        page.close()
    assert found == []


def test_a_password_does_not_go_in_the_open(filled: Collection, server: Server) -> None:
    smtp = filled.settings.smtp.replace("//", "//bruger:hemmelig@")
    filled.settings = mailing(filled.settings, smtp)
    assert client(filled).post("/abonnement", data=ASKED).status_code == 503
    assert server.mails == []
