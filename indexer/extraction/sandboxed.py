"""The sandbox process: reads one file after another, whatever becomes of it.

Run as ``python -m indexer.extraction.sandboxed FILE``, where it tells its steps in the open file of
that number. A line of JSON in asks for a task on a file, a line of JSON out says what came of it
(``{"made": …}`` or ``{"unreadable": reason}``). What libraries print goes to standard error.
"""

import base64
import gc
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from indexer.document import Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.formats import FILE_FORMATS, media_type_of
from indexer.extraction.steps import START, Steps
from search.library.mediatypes import NAMES, MediaType

RENDERING = "indexer.extraction.rendering"
LISTS = "indexer.harvesting.listings"
OBJECTS = 50_000
"""How many new objects call for a search for cycles: reading makes many, and hardly a cycle, so the
usual 700 cost a twentieth of the time."""
GRACE = 15
"""Seconds after the file's time at which a worker that nobody stopped ends itself."""


def main() -> None:
    """Serve requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what C code prints must not be taken for an answer
    gc.set_threshold(OBJECTS)
    steps = Steps(int(sys.argv[1]))
    for line in sys.stdin:
        steps.tell(START)
        answer = _answer(json.loads(line), steps)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _answer(request: dict[str, Any], steps: Steps) -> dict[str, Any]:
    memory = request["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(max(0, int(request["until"] - time.monotonic())) + GRACE)
    allowance = Allowance(
        reading_until=request["reading_until"],
        until=request["until"],
        skip=frozenset(request.get("skip", ())),
        tell=steps.tell,
    )
    try:
        return {"made": TASKS[request["task"]](request, allowance)}
    except Unreadable as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": f"Filen kræver mere end {memory // 2**20} MB hukommelse at læse."}
    except Exception as error:  # a bug of a library, or ours: this file is lost, no other
        sys.excepthook(*sys.exc_info())
        return {"unreadable": f"Filen kan ikke læses ({type(error).__name__}: {error})."}


def _read(request: dict[str, Any], allowance: Allowance) -> Any:
    path, given = Path(request["path"]), request["media_type"]
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"{path} findes ikke.") from error
    except OSError as error:
        raise Unreadable(f"{path} kan ikke læses: {error.strerror}.") from error
    if not content:
        raise Unreadable("Filen er tom.")
    media_type = MediaType(given) if given else media_type_of(content)
    if media_type is None:
        raise Unreadable(f"Filen er hverken {NAMES}.")
    return asdict(FILE_FORMATS[media_type].read(content, allowance))


def _image(request: dict[str, Any], _: Allowance) -> str:
    content = Path(request["path"]).read_bytes()
    made = import_module(RENDERING).image(content, request["page"], request["width"])
    return base64.b64encode(made).decode()


def _letters(request: dict[str, Any], _: Allowance) -> Any:
    content = Path(request["path"]).read_bytes()
    return asdict(import_module(RENDERING).letters(content, request["page"]))


def _entries(request: dict[str, Any], _: Allowance) -> Any:
    return import_module(LISTS).answer(request)


TASKS: dict[str, Callable[[dict[str, Any], Allowance], Any]] = {
    "read": _read,
    "image": _image,
    "letters": _letters,
    "entries": _entries,
}


if __name__ == "__main__":
    main()
