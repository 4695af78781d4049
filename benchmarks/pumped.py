"""Give ``fetch``, ``add`` and ``harvest`` long runs of a few bytes, and see that each ends well.

A pattern, a parser or a counter that is not linear in what it reads stalls on such files. Each
command runs in a process of its own on each pattern at each size: it must end within its limit, and
with what people read. CPU seconds are those of the process and of the workers it started.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from operator import itemgetter
from pathlib import Path
from typing import Any

import click

PUMPS = {
    "digits": b"1",
    "spaces": b" ",
    "letters": b"a",
    "carriage returns": b"\r",
    "nulls": b"\0",
    "objects": b"1 0 obj\n",
    "pdf heads": b"%PDF-1.7\n",
    "brackets": b"((<<[[",
    "paragraphs": b"<p>",
    "comments": b"<!--",
    "nested links": b"<div><a href=x>",
    "entities": b"&amp;&#x",
}
SIZES = (200_000, 1_000_000, 10_000_000)
COMMANDS = ("fetch", "add", "harvest")
SECONDS = 300.0
"""What a command may take: what one file may cost the index, twice over on a busy machine."""
CATALOGUE = '[[materials]]\nid = "et"\ntitle = "Et"\nlinks = ["http://127.0.0.1:{port}/fil"]\n'


@contextmanager
def serving(content: bytes) -> Iterator[int]:
    """Serve bytes on loopback as a PDF; the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/fil"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "application/pdf")
            self.send_header("Content-Length", str(len(content) if found else 0))
            self.end_headers()
            self.wfile.write(content if found else b"")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def run(command: str, content: bytes, seconds: float = SECONDS) -> dict[str, Any]:
    """Let a command have a file of these bytes; how it ended, and what it cost."""
    with tempfile.TemporaryDirectory() as name, serving(content) as port:
        folder = Path(name)
        (folder / "corpus").mkdir()
        (folder / "fil").write_bytes(content)
        (folder / "corpus/materials.toml").write_text(CATALOGUE.format(port=port))
        arguments = {
            "fetch": ["fetch"],
            "add": ["add", str(folder / "fil"), "--title", "Fil"],
            "harvest": ["harvest", str(folder / "fil")],
        }[command]
        return _run(arguments, folder, seconds)


def _run(arguments: Sequence[str], folder: Path, seconds: float) -> dict[str, Any]:
    environment = {
        "MENTORSOEG_CORPUS": str(folder / "corpus"),
        "MENTORSOEG_INDEX": str(folder / "index"),
        "MENTORSOEG_HOST_PAUSE": "0",
        "MENTORSOEG_ARCHIVE_URL": "",
        "MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]',
    }
    start, before = time.monotonic(), os.times()
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "mentorsoeg", *arguments],
            capture_output=True, text=True, check=False, timeout=seconds,
            env=os.environ | environment,
        )  # fmt: skip
        said = (done.stderr.strip() or done.stdout.strip()).split("\n")
        ended = "Traceback" not in done.stderr and done.returncode in (0, 1)
    except subprocess.TimeoutExpired:
        said, ended = ["(stopped)"], False
    after = os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    wall = time.monotonic() - start
    return {"ended": ended, "cpu_s": round(cpu, 2), "s": round(wall, 2), "said": said[-1][:200]}


@click.command()
@click.option("--size", "sizes", type=int, multiple=True, default=SIZES, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(sizes: Sequence[int], json_: bool) -> None:
    """Try every command with every pattern at every size."""
    runs = [
        {"command": command, "pump": pump, "bytes": size}
        | run(command, (unit * (size // len(unit) + 1))[:size])
        for size in sizes
        for pump, unit in PUMPS.items()
        for command in COMMANDS
    ]
    failed = [one for one in runs if not one["ended"]]
    dearest = max(runs, key=itemgetter("cpu_s"))
    if json_:
        click.echo(json.dumps({"runs": runs, "failed": len(failed), "dearest": dearest}, indent=1))
    else:
        for one in runs:
            click.echo("{bytes:>9} {pump:17} {command:8} {cpu_s:7.2f} s  {said}".format(**one))
        click.echo(f"{len(failed)} of {len(runs)} did not end as they should")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
