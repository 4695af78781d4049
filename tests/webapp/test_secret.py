"""The secret that opens the pages for putting reports in: who may, and who may not."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash

from indexer.uploads import Uploads
from mentorsoeg import main
from search.library.settings import Settings
from tests.conftest import Collection
from tests.listed import BREAD
from tests.webapp.uploading import SECRET, enter, made, send, token


def test_the_command_makes_of_a_secret_what_opens_the_page(reported: Collection) -> None:
    result = CliRunner().invoke(main, ["secret"], input=f"{SECRET}\n")
    assert (result.exit_code, SECRET in result.output) == (0, False)
    name, _, value = result.output.strip().partition("=")
    assert name == "MENTORSOEG_UPLOAD_SECRET"
    settings = reported.settings.model_copy(update={"upload_secret": value.strip("'")})
    client = made(settings).test_client()
    assert enter(client, "forkert") == 403
    assert enter(client) == 303


def test_a_secret_that_is_short_or_stands_in_the_settings_as_it_is_is_refused(
    reported: Collection,
) -> None:
    short = CliRunner().invoke(main, ["secret"], input="kort\n")
    assert (short.exit_code, "mindst 12 tegn" in short.stderr) == (1, True)
    plain = reported.run("serve", "--port", "0", MENTORSOEG_UPLOAD_SECRET=SECRET)
    assert (plain.exit_code, plain.stderr.count("\n")) == (1, 1)
    assert "»mentorsoeg secret«" in plain.stderr
    assert SECRET not in plain.stderr


def test_without_a_secret_in_the_settings_there_is_no_such_page(listed: Collection) -> None:
    client = made(listed.settings).test_client()
    assert client.get("/indlaes").status_code == 404
    assert enter(client) == 404
    assert "/indlaes" not in client.get("/").text


def test_every_page_leads_there_when_there_is_one(uploader: FlaskClient) -> None:
    assert 'href="/indlaes"' in uploader.get("/").text


@pytest.mark.parametrize(
    ("method", "path"),
    [("get", "/indlaes/fil/x"), ("get", "/indlaes/materiale/skibsbyggere-2018"),
     ("post", "/indlaes"), ("post", "/indlaes/fortryd"), ("get", "/indlaes/fil/x/side/1"),
     ("post", "/indlaes/materiale/skibsbyggere-2018")],
)  # fmt: skip
def test_who_does_not_know_the_secret_is_sent_to_the_way_in(
    uploader: FlaskClient, method: str, path: str
) -> None:
    answer = getattr(uploader, method)(path)
    told = "Du er ikke inde længere" in answer.text
    assert (answer.status_code, answer.headers.get("Location"), told) == (
        (403, None, True) if method == "post" else (303, "/indlaes", False)
    )


def test_a_form_from_elsewhere_is_refused_in_danish(uploader: FlaskClient) -> None:
    answer = uploader.post("/indlaes/ind", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert "<h1>Det må du ikke herfra</h1>" in answer.text


def test_a_wrong_secret_can_be_tried_a_few_times_only(uploader: FlaskClient) -> None:
    assert [enter(uploader, "forkert") for _ in range(5)] == [403] * 5
    assert enter(uploader) == 403
    assert (
        "For mange forkerte forsøg"
        in uploader.post("/indlaes/ind", data={"navn": "Ea", "hemmelighed": SECRET}).text
    )


def test_many_wrong_secrets_at_once_are_no_more_tries(opened: Settings) -> None:
    slow = generate_password_hash(SECRET, "pbkdf2:sha256:200000")
    app = made(opened.model_copy(update={"upload_secret": slow}))

    def guess(number: int) -> bool:
        form = {"navn": "Ea", "hemmelighed": f"gæt {number}"}
        answer = app.test_client().post("/indlaes/ind", data=form)
        return "Det er ikke hemmeligheden" in answer.text

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(guess, range(24))) == 5


def test_who_knows_the_secret_may_come_in_often(uploader: FlaskClient) -> None:
    assert [enter(uploader) for _ in range(8)] == [303] * 8


def test_the_cookie_goes_to_these_pages_only_and_no_script_reads_it(uploader: FlaskClient) -> None:
    form = {"navn": "Ea Holm", "hemmelighed": SECRET}
    cookie = uploader.post("/indlaes/ind", data=form).headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/indlaes", "SameSite=Strict"} <= set(cookie.split("; "))
    assert SECRET not in cookie
    assert "Set-Cookie" not in uploader.get("/").headers


@pytest.mark.parametrize(
    ("headers", "environ"),
    [
        ({}, {"REMOTE_ADDR": "192.0.2.7"}),
        ({"X-Forwarded-For": "192.0.2.7"}, {}),
        ({"X-Forwarded-Proto": "https"}, {}),
        ({"X-Real-IP": "192.0.2.7"}, {}),
        ({"Host": "mentor.example.dk"}, {}),
        ({"Host": "127.0.0.1.example.dk"}, {}),
    ],
    ids=[
        "http from elsewhere",
        "by a proxy that is not believed",
        "said to be https",
        "by a proxy that tells little",
        "by another name",
        "by a name that looks like this machine",
    ],
)
def test_nothing_is_asked_where_others_can_read_along(
    uploader: FlaskClient, headers: dict[str, str], environ: dict[str, str]
) -> None:
    answer = uploader.get("/indlaes", headers=headers, environ_overrides=environ)
    assert answer.status_code == 403
    assert "https" in answer.text
    assert "Hemmelighed" not in answer.text
    assert enter(uploader, headers=headers, environ_overrides=environ) == 403


def test_behind_a_believed_proxy_the_way_is_open_over_tls_alone(opened: Settings) -> None:
    client = made(opened.model_copy(update={"trusted_proxies": 1})).test_client()
    for scheme, expected in (("https", 200), ("http", 403)):
        headers = {"X-Forwarded-For": "192.0.2.7", "X-Forwarded-Proto": scheme}
        assert client.get("/indlaes", headers=headers).status_code == expected
        if scheme == "https":
            form = {"navn": "Ea", "hemmelighed": SECRET}
            entered = client.post("/indlaes/ind", data=form, headers=headers)
            assert "Secure" in entered.headers["Set-Cookie"]


def test_a_form_that_another_page_sends_changes_nothing(
    uploader: FlaskClient, listed: Collection
) -> None:
    assert enter(uploader) == 303
    right = token(uploader)
    assert send(uploader, BREAD, "gættet").status_code == 403
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert uploader.post("/indlaes/ud", data={"token": right}, headers=foreign).status_code == 403
    assert uploader.post("/indlaes/fortryd", data={}).status_code == 403
    assert Uploads(listed.settings).drafts() == ()
    assert send(uploader, BREAD, right).status_code == 303
    assert len(Uploads(listed.settings).drafts()) == 1


def test_an_identity_that_nobody_signed_opens_nothing(uploader: FlaskClient) -> None:
    uploader.set_cookie("indlaes", "eyJuYW1lIjoiRWEifQ.abc.def", path="/indlaes")
    assert "Hemmelighed" in uploader.get("/indlaes").text


def test_a_copy_of_the_cookie_ends_with_its_session_in_every_browser(
    uploader: FlaskClient, opened: Settings
) -> None:
    assert enter(uploader) == 303
    copied = uploader.get_cookie("indlaes", path="/indlaes")
    assert copied
    other = uploader.application.test_client()
    other.set_cookie("indlaes", copied.value, path="/indlaes")
    key = token(other)
    assert uploader.post("/indlaes/ud", data={"token": token(uploader)}).status_code == 303
    assert send(other, BREAD, key).status_code == 403
    assert "Hemmelighed" in other.get("/indlaes").text
    assert Uploads(opened).drafts() == ()
    assert enter(other) == 303
    assert send(other, BREAD, token(other)).status_code == 303
