"""What a process that reads files may not do."""

import subprocess
import sys
from pathlib import Path

import pytest

from indexer.extraction.confinement import LANDLOCK, SECCOMP
from indexer.extraction.isolation import confined
from tests.conftest import Collection

ROOT = Path(__file__).parent.parent.parent
CONFINED = "from indexer.extraction.confinement import confine; confine();"


def tried(code: str) -> str:
    """What becomes of some code in a process that confined itself."""
    command = [sys.executable, "-c", f"{CONFINED} {code}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.stderr.rpartition("\n")[0].rpartition("\n")[2] or "done"


def test_a_reader_of_files_has_no_network() -> None:
    if SECCOMP not in confined():
        pytest.skip("no seccomp here")
    assert "PermissionError" in tried("import socket; socket.socket()")
    program = "[sys.executable, '-c', 'import socket; socket.socket()']"
    assert "non-zero" in tried(f"import subprocess, sys; subprocess.run({program}, check=True)")


def test_a_reader_of_files_reads_no_other_file_and_writes_none(tmp_path: Path) -> None:
    if LANDLOCK not in confined():
        pytest.skip("no Landlock here")
    beside = tmp_path / "en anden.txt"
    beside.write_text("ikke din")
    assert "PermissionError" in tried(f"open({str(beside)!r})")
    assert "PermissionError" in tried(f"open({str(ROOT / 'setup.cfg')!r})")
    assert "PermissionError" in tried("open('/proc/self/environ')")
    assert "PermissionError" in tried(f"open({str(tmp_path / 'ny')!r}, 'w')")
    assert tried("import lxml.etree, pikepdf, pypdfium2, trafilatura") == "done"


def test_doctor_tells_what_readers_of_files_are_held_to(collection: Collection) -> None:
    [line] = [r for r in collection.run("doctor").output.splitlines() if "Læsere af filer" in r]
    assert ("Landlock" in line) == (LANDLOCK in confined())
    assert ("seccomp" in line) == (SECCOMP in confined())
