"""Progress of long work, on a terminal only."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock

from rich.console import Console
from rich.progress import MofNCompleteColumn, TaskID
from rich.progress import Progress as Bars

Progress = Callable[[str, int, int], None]
"""Told (what is being done, how much of it is done, of how much), in any thread."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Tell nothing."""


@contextmanager
def progress_bar(*, hidden: bool = False) -> Iterator[Progress]:
    """A bar for each kind of work, on standard error; nothing where that is no terminal, or where
    questions are asked on it."""
    if hidden or not sys.stderr.isatty():
        yield silent
        return
    columns = (*Bars.get_default_columns(), MofNCompleteColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}
        lock = Lock()

        def tell(what: str, done: int, total: int) -> None:
            with lock:
                if what not in tasks:
                    tasks[what] = bars.add_task(what, total=total)
            bars.update(tasks[what], completed=done, total=total)

        yield tell
