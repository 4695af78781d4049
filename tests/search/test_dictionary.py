"""Dictionaries: kept as a file where one can be, and the same without."""

import os
import subprocess
import sys
from pathlib import Path

ASKED = (
    "from search.library.dictionary import is_known as k; print(k('makanan', 'id'), k('x1', 'id'))"
)
ROOT = Path(__file__).parents[2]


def asking(cache: Path) -> "subprocess.Popen[str]":
    """A process that keeps its dictionaries there and looks up a word and what is none."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", ASKED], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def test_processes_that_start_together_keep_a_dictionary_once_and_mend_a_broken_one(
    tmp_path: Path,
) -> None:
    together = [asking(tmp_path) for _ in range(3)]
    assert [process.communicate()[0] for process in together] == ["True False\n"] * 3
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    whole = kept.read_bytes()
    kept.write_bytes(whole[: len(whole) // 2])
    assert asking(tmp_path).communicate()[0] == "True False\n"
    assert kept.read_bytes() == whole


def test_words_are_known_where_nothing_can_be_kept(tmp_path: Path) -> None:
    (file := tmp_path / "fil").touch()
    assert asking(file).communicate()[0] == "True False\n"
