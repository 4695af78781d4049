"""The sandbox process: reads one file after another, whatever becomes of it.

Run as ``python -m indexer.extraction.sandboxed FILE``, where it tells its steps in the open file of
that number. Standard input is a socket: a line of JSON, with the open file beside it, asks for a
task on a file; a line of JSON out says what came of it (``{"made": …}`` or ``{"unreadable":
reason}``). What libraries print goes to standard error.
"""

import base64
import gc
import io
import json
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from indexer.document import Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.confinement import confine
from indexer.extraction.contentspages import with_contents
from indexer.extraction.formats import FILE_FORMATS, media_type_of
from indexer.extraction.steps import START, Steps
from search.library.mediatypes import NAMES, MediaType

RENDERING = "indexer.extraction.rendering"
ARCHIVES = "indexer.extraction.archives"
OPENING = "indexer.extraction.opening"
LOOKING = "indexer.extraction.looking"
LISTS = "indexer.harvesting.listreader"
OBJECTS = 50_000
"""How many new objects call for a search for cycles: reading makes many, and hardly a cycle, so the
usual 700 cost a twentieth of the time."""
GRACE = 15
"""Seconds after the file's time at which a worker that nobody stopped ends itself."""
LINE = 2**16
"""Bytes of a request read at a time."""
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
OLDER = "Filen er gemt af Office fra før 2007 (.doc, .ppt eller .xls), som vi ikke kan læse."
UNREADABLE = (
    "Filen er beskadiget eller bygget usædvanligt. Åbn den i et program, gem "
    "den igen, og læg den ind."
)
"""Of a file over which a library raises whatever it does; what that is stands in the log."""


def main() -> None:
    """Serve requests until standard input ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what C code prints must not be taken for an answer
    gc.set_threshold(OBJECTS)
    steps = Steps(int(sys.argv[1]))
    requests = socket.socket(fileno=0)
    confined = confine()
    for line, file in _requested(requests):
        steps.tell(START)
        answer = _answer(json.loads(line) | {"confined": confined}, file, steps)
        answers.write(json.dumps(answer, default=_values) + "\n")
        answers.flush()


def _values(thing: Any) -> dict[str, Any]:
    """The fields of a dataclass with their values, as ``asdict`` has them; that copies each value,
    at a tenth of the time that a page of tables takes."""
    return {name: getattr(thing, name) for name in thing.__dataclass_fields__}


def _requested(requests: socket.socket) -> Iterator[tuple[bytes, int]]:
    """Each request with the number of the open file that came with it."""
    while True:
        line, files, _, _ = socket.recv_fds(requests, LINE, 1)
        while line and not line.endswith(b"\n"):
            line += (more := requests.recv(LINE))
            if not more:
                return
        if not line:
            return
        yield line, files[0]


def _answer(request: dict[str, Any], file: int, steps: Steps) -> dict[str, Any]:
    memory = request["memory"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    signal.alarm(max(0, int(request["until"] - time.monotonic())) + GRACE)
    signal.setitimer(signal.ITIMER_PROF, request["cpu"])  # ends the process; 0 is none
    allowance = Allowance(
        reading_until=request["reading_until"],
        until=request["until"],
        skip=frozenset(request.get("skip", ())),
        tell=steps.tell,
    )
    try:
        with os.fdopen(file, "rb") as stream:
            content = stream.read()
        if not content:
            raise Unreadable("Filen er tom.")
        return {"made": TASKS[request["task"]](content, request, allowance)}
    except Unreadable as error:
        return {"unreadable": str(error)}
    except MemoryError:
        return {"unreadable": f"Filen kræver mere end {memory // 2**20} MB hukommelse at læse."}
    except Exception:  # a bug of a library, or ours: this file is lost, no other
        sys.excepthook(*sys.exc_info())
        return {"unreadable": UNREADABLE}


def _read(content: bytes, request: dict[str, Any], allowance: Allowance) -> Any:
    given = request["media_type"]
    media_type = MediaType(given) if given else media_type_of(content)
    if media_type is None:
        raise Unreadable(_unknown(content, f"Filen er hverken {NAMES}."))
    return with_contents(FILE_FORMATS[media_type].read(content, allowance))


def _unknown(content: bytes, otherwise: str) -> str:
    """Why bytes of no format that is known can't be read."""
    return OLDER if content.startswith(OLD_OFFICE) else otherwise


def _kind(content: bytes, _: dict[str, Any], __: Allowance) -> MediaType | None:
    return media_type_of(content)


def _look(content: bytes, request: dict[str, Any], allowance: Allowance) -> Any:
    media_type = media_type_of(content)
    if media_type is None:
        raise Unreadable(_unknown(content, f"Svarede med noget, der hverken er {NAMES}."))
    return import_module(LOOKING).look(content, media_type, request["url"], allowance)


def _unpack(content: bytes, request: dict[str, Any], _: Allowance) -> Any:
    return import_module(ARCHIVES).unpacked(content, request["most"])


def _join(content: bytes, request: dict[str, Any], _: Allowance) -> Any:
    stream = io.BytesIO(content)
    parts = [stream.read(size) for size in request["sizes"]]
    whole, taken = import_module(OPENING).joined(parts)
    return base64.b64encode(whole).decode(), taken


def _image(content: bytes, request: dict[str, Any], _: Allowance) -> str:
    made = import_module(RENDERING).image(content, request["page"], request["width"])
    return base64.b64encode(made).decode()


def _letters(content: bytes, request: dict[str, Any], _: Allowance) -> Any:
    return import_module(RENDERING).letters(content, request["page"])


def _entries(content: bytes, request: dict[str, Any], _: Allowance) -> Any:
    return import_module(LISTS).answer(content, request)


def _confined(_: bytes, request: dict[str, Any], __: Allowance) -> Any:
    return request["confined"]


TASKS: dict[str, Callable[[bytes, dict[str, Any], Allowance], Any]] = {
    "read": _read,
    "kind": _kind,
    "look": _look,
    "unpack": _unpack,
    "join": _join,
    "image": _image,
    "letters": _letters,
    "confined": _confined,
    "entries": _entries,
}


if __name__ == "__main__":
    main()
