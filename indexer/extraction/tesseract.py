"""Whether there is a tesseract that reads Danish, and which."""

import shutil
import subprocess
from functools import cache

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


@cache
def models() -> frozenset[str]:
    """The names of the models that are installed."""
    program = shutil.which("tesseract")
    return frozenset(_said(program, "--list-langs").split()) if program else frozenset()


def _said(program: str, option: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            [program, option], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
