"""Readers ask over HTTP while the index is rebuilt, and every answer is checked.

Each rebuild gives all materials a new publisher, so an answer in which two differ would be of two
generations. Two server processes read the same index.
"""

import json
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import click
import requests

MATERIALS = 40


def _command(folder: Path, *arguments: str) -> list[str]:
    folders = ["--corpus", str(folder / "corpus"), "--index", str(folder / "index")]
    return [sys.executable, "-m", "mentorsoeg", *arguments, *folders]


def _write_catalogue(folder: Path, publisher: str) -> None:
    entries = [
        f'[[materials]]\nid = "rapport-{n}"\ntitle = "Rapport {n} om makkere"\n'
        f'publishers = ["{publisher}"]\nsummary = "Makkerordning nummer {n}."\n'
        for n in range(MATERIALS)
    ]
    file = folder / "corpus" / "materials.toml"
    file.parent.mkdir(exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text("\n".join(entries), encoding="utf-8")
    part.replace(file)


def _rebuild(folder: Path, publisher: str) -> None:
    _write_catalogue(folder, publisher)
    subprocess.run(_command(folder, "index", "--rebuild"), check=True, capture_output=True)  # noqa: S603


def _serve(stack: ExitStack, folder: Path) -> str:
    server = stack.enter_context(
        subprocess.Popen(  # noqa: S603
            _command(folder, "serve", "--port", "0"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
    )
    stack.callback(server.terminate)
    line = server.stdout.readline() if server.stdout else ""
    found = re.search(r"http://[\d.]+:\d+", line)
    if not found:
        raise click.ClickException(f"The server did not start: {line!r}")
    return found[0]


def _read(url: str, stop: threading.Event, tally: Counter[str]) -> None:
    session = requests.Session()
    while not stop.is_set():
        try:
            response = session.get(
                f"{url}/api/search", params={"q": "makker", "limit": "40"}, timeout=10
            )
            publishers = {result["publisher"] for result in response.json()["results"]}
        except (requests.RequestException, ValueError, KeyError) as error:
            tally["errors"] += 1
            tally[f"error: {error!r:.80}"] += 1
            continue
        tally["answers"] += 1
        tally["errors"] += response.status_code != 200
        tally["mixed_generations"] += len(publishers) != 1
        tally[f"seen {publishers.pop() if publishers else 'nothing'}"] += 1


@click.command()
@click.option("--readers", default=16, show_default=True)
@click.option("--seconds", default=60.0, show_default=True)
@click.option("--rebuilds", default=10, show_default=True)
@click.option("--json", "json_", is_flag=True)
def main(readers: int, seconds: float, rebuilds: int, json_: bool) -> None:
    """Read over HTTP while the index is rebuilt, and count errors and mixed answers."""
    tally = Counter[str](errors=0, mixed_generations=0)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        _rebuild(folder, "Udgiver 0")
        urls = [_serve(stack, folder) for _ in range(2)]
        stop = threading.Event()
        threads = [
            threading.Thread(target=_read, args=(urls[n % 2], stop, tally)) for n in range(readers)
        ]
        for thread in threads:
            thread.start()
        start = time.monotonic()
        for number in range(1, rebuilds + 1):
            time.sleep(max(0.0, start + seconds * number / (rebuilds + 1) - time.monotonic()))
            _rebuild(folder, f"Udgiver {number}")
        time.sleep(max(0.0, start + seconds - time.monotonic()))
        stop.set()
        for thread in threads:
            thread.join()
    click.echo(json.dumps(tally) if json_ else "\n".join(f"{k:24}{v:8}" for k, v in tally.items()))


if __name__ == "__main__":
    main()
