"""``mentorsoeg serve`` and ``mentorsoeg notify``."""

import errno
import socket
import sys
from collections.abc import Callable
from math import inf

import click

from search.library.cli import with_settings
from search.library.errors import UserError
from search.library.files import why
from search.library.intake import Intake
from search.library.logs import log_to_stderr
from search.library.memory import share_heap
from search.library.pageimager import PageImager
from search.library.settings import Settings
from webapp.app import create_app
from webapp.context import reopen
from webapp.drawing.cards import prepare
from webapp.drawing.danish import count
from webapp.server import Server
from webapp.serving.security import check_rate
from webapp.serving.staff import check_secret
from webapp.subscribing.notifying import notify_all
from webapp.subscribing.post import check_mail, is_enabled

SHORTEST_SECRET = 12
PREPARING_SECONDS = 0.1
"""How long references are set once for all processes, after dictionaries and styles are loaded."""


@click.command()
def secret() -> None:
    """Gør en hemmelighed til det, der skal stå i indstillingen »upload_secret«.

    Den, der kender hemmeligheden, kan lægge rapporter ind på siden /indlaes. Ved en pibe læses den
    fra standard input. Brug en lang: mindst tolv tegn.
    """
    from werkzeug.security import generate_password_hash  # noqa: PLC0415 - for this alone

    if sys.stdin.isatty():
        said = click.prompt("Hemmelighed", hide_input=True, confirmation_prompt="Igen", err=True)
    else:
        said = sys.stdin.readline().rstrip("\n")
    if len(said) < SHORTEST_SECRET:
        raise UserError(f"Den er for kort: brug mindst {SHORTEST_SECRET} tegn.")
    click.echo(f"MENTORSOEG_UPLOAD_SECRET='{generate_password_hash(said)}'")


def serve_with(
    page_images: Callable[[Settings], PageImager], intake: Callable[[Settings], Intake]
) -> click.Command:
    """The command ``serve``, with pages drawn by ``page_images``, and reports
    put in by ``intake``.

    Who composes the commands hands these in: ``webapp`` knows nothing of extraction.
    """

    @click.command()
    @click.option(
        "--host",
        default="127.0.0.1",
        metavar="ADRESSE",
        show_default=True,
        help="Adressen der lyttes på.",
    )
    @click.option("--port", default=8000, metavar="TAL", show_default=True,
                  type=click.IntRange(0, 65535),
                  help="Porten der lyttes på; 0 vælger en ledig.")  # fmt: skip
    @with_settings
    def serve(settings: Settings, host: str, port: int) -> None:
        """Vis søgningen i browseren."""
        check_rate(settings)
        check_secret(settings)
        check_mail(settings)
        listening = _listen(host, port)
        name, bound = listening.getsockname()[:2]

        def ready() -> None:
            click.echo(f"Mentorsøg kører på http://{name}:{bound}/ (stop med Ctrl+C)")

        share_heap()
        log_to_stderr(settings.log_level)
        putting_in = intake(settings) if settings.upload_secret else None  # loads what reads files
        app = create_app(settings, page_images(settings), putting_in)
        prepare(app, PREPARING_SECONDS)
        reopen(app)
        Server(app, listening, settings, ready).run()

    return serve


@click.command()
@with_settings
def notify(settings: Settings) -> None:
    """Skriv til dem, der har bedt om det, hvad der er kommet siden sidst; egnet til cron.

    Kræver indstillingerne smtp, mail_from, mail_secret og base_url.
    """
    if not is_enabled(settings):
        raise UserError("Der er ingen mailserver. Sæt indstillingen 'smtp'.")
    check_mail(settings)
    patient = settings.model_copy(update={"answer_cpu": inf})
    told = notify_all(create_app(patient), patient)
    if told.sent:
        click.echo(f"{count(told.sent, 'mail', 'mails')} sendt.")
    if told.failed:
        raise UserError(
            f"{count(told.failed, 'mail', 'mails')} kunne ikke sendes; de prøves igen næste gang."
        )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        raise UserError(
            f"Kan ikke lytte på {host}:{port}: {_reason(error)}. Vælg en anden port med --port."
        ) from error


def _reason(error: OSError) -> str:
    return "porten er i brug" if error.errno == errno.EADDRINUSE else why(error)
