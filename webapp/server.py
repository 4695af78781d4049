"""The server: gunicorn, whose processes are forked from one that has made ready what they share."""

import gc
import logging
import os
import resource
import signal
import socket
from collections.abc import Callable
from math import inf
from mmap import mmap
from threading import Thread
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger

from search.library.dictionary import KEPT
from search.library.settings import Settings
from webapp.context import QUERIES, follow
from webapp.drawing.cards import make_cards, warm_up
from webapp.drawing.templatecode import load_templates
from webapp.serving.caching import program
from webapp.serving.loads import Loads
from webapp.serving.worker import HUNG_SECONDS, Worker

log = logging.getLogger("mentorsoeg.webapp")

MOST_PROCESSES = 4
"""Unless more are asked for."""
STOP_SECONDS = 20
"""What is under way when the service is told to stop has so long to end."""
MOST_LINE = 8190
"""Bytes of a request's first line, the most that gunicorn takes: the longest query (2000
characters) fits while no more than half of them are such as æ, ø and å, which take six bytes."""
MOST_FILES = 4096
"""Files and connections that one process may have open, where the system allows it."""
MOST_REQUESTS, JITTER = 10_000, 2_000
"""Requests after which a process makes place for a new one; not all at the same time."""
READY_SECONDS = 2
"""How long a new process gets ready before it answers; the rest it does beside."""
PAUSE = 0.01
"""Seconds between two cards that are made ready: only one thread of Python's runs at a time."""


def load_all(app: Flask) -> None:
    """Load what few answers need, so that no process does it for the first that asks: templates,
    and what writes workbooks and documents."""
    from webapp.exports import worddocument, workbook  # noqa: F401, PLC0415 - commands need none

    load_templates(app.jinja_env, program(), KEPT / "templates")
    gc.collect()
    gc.freeze()  # what is never looked through costs no answer a tenth of a second, and no copy


class Server(BaseApplication):
    """Answers on ``listening`` with ``app`` in processes and threads as ``settings`` say."""

    def __init__(
        self, app: Flask, listening: socket.socket, settings: Settings, ready: Callable[[], None]
    ) -> None:
        """``ready`` is called, once, when requests are answered."""
        self._app, self.settings, self._ready = app, settings, ready
        self._listening = listening.detach()
        self._told = mmap(-1, 1)  # shared by all processes: whether one has told that it's ready
        self.loads = Loads()
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn its settings; none comes from a file or the environment."""
        settings = self.settings
        for name, value in {
            "bind": f"fd://{self._listening}",
            "workers": settings.processes or min(os.cpu_count() or 1, MOST_PROCESSES),
            "threads": settings.threads,
            "worker_class": Worker,
            "keepalive": 0,
            "preload_app": True,
            "graceful_timeout": STOP_SECONDS,
            "timeout": HUNG_SECONDS,
            "limit_request_line": MOST_LINE,
            "max_requests": MOST_REQUESTS,
            "max_requests_jitter": JITTER,
            "forwarded_allow_ips": "",  # `webapp.serving.security` says whose are believed
            "secure_scheme_headers": {},
            "control_socket_disable": True,
            "logger_class": _Logger,
            "loglevel": "error",  # warnings name the visitor's address
            "errorlog": None,
            "when_ready": self._when_ready,
            "post_worker_init": self._get_ready,
            "child_exit": lambda _, worker: self.loads.end(worker.age),
        }.items():
            self.cfg.set(name, value)

    def run(self) -> None:
        """Answer until told to end."""
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        files = MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
        _Keeper(self).run()

    def load(self) -> Any:
        """The application."""
        return self._app

    def _when_ready(self, _: Arbiter) -> None:
        load_all(self._app)

    def _get_ready(self, _: Worker) -> None:
        """Open the index in a process of its own: files opened before the fork would share their
        place of reading, and a process that is started later would begin with an old generation."""
        follow(self._app)
        self._app.extensions[QUERIES].follow()
        getting_ready = Thread(target=warm_up, args=[self._app], daemon=True)
        getting_ready.start()
        getting_ready.join(READY_SECONDS)
        Thread(target=make_cards, args=[self._app, inf, PAUSE], daemon=True).start()
        if not self._told[0]:
            self._told[0] = 1
            self._ready()


class _Keeper(Arbiter):
    """Gunicorn's first process, which outlives that the system has no room for another."""

    def spawn_worker(self) -> Any:
        """Start a process; 0 when there can be none now: it is tried again. Signals to it wait
        until it has handlers of its own (``Worker.init_signals``): until then it has those of the
        first, which would put them in a queue that nobody reads."""
        signal.pthread_sigmask(signal.SIG_BLOCK, Worker.SIGNALS)
        try:
            return super().spawn_worker()
        except OSError as error:
            log.error("no process can be started: %s", error)
            return 0
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, Worker.SIGNALS)


class _Logger(Logger):
    """Gunicorn's logger, whose lines go where all others go."""

    def setup(self, cfg: Config) -> None:
        """Called for each configuration."""
        super().setup(cfg)
        self.error_log.propagate = True
