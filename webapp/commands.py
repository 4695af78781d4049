"""``mentorsoeg serve``."""

import errno
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import click
import waitress

from search.cli import with_settings
from search.errors import UserError
from search.logs import log_to_stderr
from search.pageimage import PageImages
from search.settings import Settings
from webapp.app import create_app
from webapp.cards import prepare


def serve_with(page_images: Callable[[Path], PageImages]) -> click.Command:
    """The command ``serve``, with pages drawn by ``page_images`` of the corpus folder.

    Who composes the commands hands that in: ``webapp`` knows nothing of extraction.
    """

    @click.command()
    @click.option("--host", default="127.0.0.1", show_default=True, help="Adressen der lyttes på.")
    @click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535),
                  help="Porten der lyttes på; 0 vælger en ledig.")  # fmt: skip
    @with_settings
    def serve(settings: Settings, host: str, port: int) -> None:
        """Vis søgningen i browseren."""
        log_to_stderr(settings.log_level)
        with _listen(host, port) as listening:
            name, bound = listening.getsockname()[:2]
            click.echo(f"Mentorsøg kører på http://{name}:{bound}/ (stop med Ctrl+C)")
            app = create_app(settings, page_images(settings.corpus))
            Thread(target=prepare, args=[app], daemon=True).start()
            waitress.serve(
                app,
                sockets=[listening],
                threads=settings.threads,
                ident=None,  # no Server header
                _quiet=True,
            )

    return serve


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as error:
        raise UserError(
            f"Kan ikke lytte på {host}:{port}: {_reason(error)}. Vælg en anden port med --port."
        ) from error


def _reason(error: OSError) -> str:
    known = {errno.EADDRINUSE: "porten er i brug", errno.EACCES: "det kræver flere rettigheder"}
    return known.get(error.errno or 0, error.strerror or str(error))
