"""``mentorsoeg serve``."""

import errno
import os
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from wsgiref.types import WSGIApplication

import click
import waitress
from flask import Flask

from search.library.cli import with_settings
from search.library.errors import UserError
from search.library.files import why
from search.library.logs import log_to_stderr
from search.library.pageimage import PageImages
from search.library.settings import Settings
from webapp.app import MOST_UPLOADED, create_app
from webapp.context import follow
from webapp.drawing.cards import prepare
from webapp.serving.security import check_rate
from webapp.serving.workers import Workers

MOST_CONNECTIONS = 500
"""Connections held open at once; a browser keeps up to six."""
MOST_PROCESSES = 4
"""Unless more are asked for."""


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
        check_rate(settings.rate_limit)
        with _listen(host, port) as listening:
            name, bound = listening.getsockname()[:2]
            click.echo(f"Mentorsøg kører på http://{name}:{bound}/ (stop med Ctrl+C)")
            processes = settings.processes or min(os.cpu_count() or 1, MOST_PROCESSES)
            if processes == 1:
                _answer(make_app(settings, page_images), listening, settings.threads)
            else:
                log_to_stderr(settings.log_level)
                with Workers(processes, settings.threads, make_app, settings, page_images) as app:
                    _answer(app, listening, processes * settings.threads)

    return serve


def make_app(settings: Settings, page_images: Callable[[Path], PageImages]) -> Flask:
    """The application as this process serves it: it gets ready by itself, and follows the index."""
    log_to_stderr(settings.log_level)
    app = create_app(settings, page_images(settings.corpus))
    Thread(target=prepare, args=[app], daemon=True).start()
    follow(app)
    return app


def _answer(app: WSGIApplication, listening: socket.socket, threads: int) -> None:
    """Answer requests until told to stop."""
    waitress.serve(
        app,
        sockets=[listening],
        threads=threads,
        connection_limit=MOST_CONNECTIONS,
        max_request_body_size=2 * MOST_UPLOADED,  # above the app's own, friendlier limit
        clear_untrusted_proxy_headers=False,  # `webapp.serving.security` says whose are believed
        ident=None,  # no Server header
        _quiet=True,
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
