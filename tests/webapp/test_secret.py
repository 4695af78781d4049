"""The secret that opens the pages for putting reports in."""

from click.testing import CliRunner

from mentorsoeg import main
from tests.conftest import Collection
from tests.webapp.test_uploading import SECRET, enter, made


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
