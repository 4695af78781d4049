"""Whether there is a tesseract that reads Danish, and which."""

import hashlib
import shutil
import subprocess
from contextlib import suppress
from functools import cache
from pathlib import Path

LANGUAGE, SIGNS, ORIENTATION = "dan", "eng", "osd"
"""The models of Danish, which lacks the section sign; of English, which has it; of which way is
up. Debian's package brings the latter two."""
INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-dan"


@cache
def tesseract() -> str | None:
    """The version of tesseract; None when it or its Danish data are not installed."""
    program = shutil.which("tesseract")
    if program is None or LANGUAGE not in models():
        return None
    return _said(program, "--version").partition("\n")[0].removeprefix("tesseract ")


def models() -> frozenset[str]:
    """The names of the models that are installed."""
    return frozenset(_listed()[1:])


def model_digests() -> dict[str, str]:
    """What tells the models that are used from others of their names (fast, best), by the names of
    their files; nothing of those that aren't there, or when tesseract doesn't tell where."""
    found = {}
    for name in (LANGUAGE, SIGNS, ORIENTATION) if tesseract() else ():
        path = Path(_listed()[0].partition('"')[2].rpartition('"')[0], f"{name}.traineddata")
        with suppress(OSError), path.open("rb") as file:
            found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()[:8]
    return found


@cache
def _listed() -> list[str]:
    """The folder of the models, in a sentence and quotes, and each of their names."""
    program = shutil.which("tesseract")
    return (_said(program, "--list-langs") if program else "").splitlines() or [""]


def _said(program: str, option: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            [program, option], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
