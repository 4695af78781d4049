"""Ctrl-C: heard wherever it comes, also amid what can't raise its error."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SOON = 0.02
"""Seconds until an interrupt that was swallowed comes again."""


@contextmanager
def ended_by_interrupt() -> Iterator[None]:
    """Where Ctrl-C ends the process at once: amid an import it may become any other error."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    except ValueError:  # only the first thread of a process may
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def hear_again() -> None:
    """From now on an interrupt that came where no error can be raised (a finaliser, a callback
    of compiled code) comes again soon, in place of being told as ignored and lost."""
    others = sys.unraisablehook

    def hook(unraisable: "sys.UnraisableHookArgs") -> None:
        if unraisable.exc_type is not KeyboardInterrupt:
            others(unraisable)
            return
        again = threading.Timer(SOON, os.kill, (os.getpid(), signal.SIGINT))
        again.daemon = True
        again.start()

    sys.unraisablehook = hook
