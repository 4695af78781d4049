"""What the command line says in Click's words is Danish, and Ctrl+C ends it in a line."""

import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import click
import pytest
import requests
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from search.library.clickwords import DOMAIN, LOCALE
from tests.conftest import Collection
from tests.keeping.conftest import finish
from tests.keeping.services import start, wait_until

WORDS = LOCALE / "da" / "LC_MESSAGES"
KEYWORDS = {"_": None, "ngettext": (1, 2)}
ANEW = ["env"]
"""A command that starts Python as a shell does it, for what happens while it starts counts too."""
SWALLOWING = """
import os, signal, time, mentorsoeg

class Finalised:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(1)

@mentorsoeg.main.command()
def work():
    print("begun", flush=True)
    Finalised()
    time.sleep(60)
    print("ended")

mentorsoeg.main(["work"])
"""
"""A command during which Ctrl-C comes while an object is let go, where Python ignores errors."""


def test_each_of_clicks_words_is_in_danish() -> None:
    with (WORDS / f"{DOMAIN}.po").open("rb") as file:
        catalog = read_po(file, locale="da")
    folder = str(Path(click.__file__).parent)
    found = {message for _, _, message, _, _ in extract_from_dir(folder, keywords=KEYWORDS)}
    lacking = [message for message in found if not (m := catalog.get(message)) or not m.string]
    assert lacking == []


def test_the_words_are_compiled_as_they_are_written() -> None:
    with (WORDS / f"{DOMAIN}.po").open("rb") as file:
        catalog = read_po(file, locale="da")
    written = BytesIO()
    write_mo(written, catalog)
    written.seek(0)
    with (WORDS / f"{DOMAIN}.mo").open("rb") as compiled:
        ours, theirs = read_mo(written), read_mo(compiled)
    assert [(m.id, m.string) for m in ours] == [(m.id, m.string) for m in theirs]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "Brug: main [TILVALG] KOMMANDO [ARGUMENT]..."),
        (["add", "--help"], "Vis denne hjælp."),
        (["add"], "Fejl: Der mangler et argument"),
        (["search", "makker", "--limit", "mange"], "'mange' er ikke et tal."),
        (["search", "makker", "--limit", "0"], "0 er uden for 1<=x<=1000."),
        (["serch"], "Fejl: Kommandoen 'serch' findes ikke."),
        (["status", "--alt"], "Fejl: Tilvalget '--alt' findes ikke."),
    ],
)
def test_usage_and_mistakes_are_told_in_danish(
    collection: Collection, arguments: list[str], said: str
) -> None:
    told = collection.run(*arguments, LANG="en_US.UTF-8")
    text = told.output + told.stderr
    assert said in text
    for english in ("Usage", "Error", "Options", "Try ", "Show this"):
        assert english not in text


def test_ctrl_c_in_the_middle_of_work_ends_it_in_a_line(filled: Collection) -> None:
    before = set(filled.index.iterdir())
    process = start(filled, "index", "--rebuild", before=ANEW)
    wait_until(lambda: process.poll() is not None or set(filled.index.iterdir()) != before)
    process.send_signal(signal.SIGINT)
    _, _, errors = finish(process)
    assert errors.split() in ([], ["Afbrudt."])


def test_ctrl_c_where_no_error_can_be_raised_is_heard_all_the_same() -> None:
    told = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", SWALLOWING], check=False, capture_output=True, text=True
    )
    assert (told.stdout, told.stderr.split(), told.returncode) == ("begun\n", ["Afbrudt."], 1)


def test_ctrl_c_ends_the_service_in_a_line_once_it_has_told_its_address(
    filled: Collection,
) -> None:
    quiet = {"MENTORSOEG_LOG_LEVEL": "error"}
    process = start(filled, "serve", "--port", "0", before=ANEW, environment=quiet)
    assert process.stdout
    told = process.stdout.readline()
    address = told.split()[3]
    assert requests.get(f"{address}healthz", timeout=30).status_code == 200
    process.send_signal(signal.SIGINT)
    code, rest, errors = finish(process)
    assert (code, rest, errors.count("\n") < 2) == (0, "", True)
