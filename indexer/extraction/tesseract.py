"""Whether there is a tesseract that reads Danish, and which."""

import shutil
import subprocess
from functools import cache

LANGUAGE = "dan"
INSTALL = "sudo apt-get install tesseract-ocr tesseract-ocr-dan"


@cache
def tesseract() -> str | None:
    """The version of tesseract; None when it or its Danish data are not installed."""
    program = shutil.which("tesseract")
    if program is None or LANGUAGE not in _said(program, "--list-langs").split():
        return None
    return _said(program, "--version").partition("\n")[0].removeprefix("tesseract ")


def _said(program: str, option: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed words, no shell
            [program, option], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
