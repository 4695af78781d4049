"""Files made to stall whoever reads them end in a sentence."""

import os
from pathlib import Path

import pytest

from benchmarks.flips import TRACEBACK, WRONG, Damaged
from benchmarks.pumped import PUMPS, SECONDS, run
from tests.conftest import Collection


@pytest.mark.parametrize(("command", "pump"), [("add", "digits"), ("fetch", "objects")])
def test_a_long_run_of_a_few_bytes_is_done_with(command: str, pump: str) -> None:
    done = run(command, PUMPS[pump] * (200_000 // len(PUMPS[pump])), SECONDS)
    assert done["ended"], done["said"]


def test_what_is_no_file_on_a_disk_is_refused_at_once(
    collection: Collection, tmp_path: Path
) -> None:
    fifo = tmp_path / "rør"
    os.mkfifo(fifo)
    for odd in (fifo, tmp_path, Path("/dev/zero"), tmp_path / "ingen"):
        for command in (("add", str(odd), "--title", "Mærkelig"), ("harvest", str(odd))):
            result = collection.run(*command)
            assert result.exit_code == 1
            assert result.stderr.startswith("Fejl: ")
            assert "kan ikke læses: " in result.stderr


def test_a_file_larger_than_the_limit_is_refused(collection: Collection) -> None:
    file = collection.corpus.parent / "stor.txt"
    with file.open("wb") as stream:
        stream.truncate(2**40)  # a hole: it takes no room on the disk
    result = collection.run("add", str(file), "--title", "Stor")
    assert (result.exit_code, "filen er større end" in result.stderr) == (1, True)


def test_a_bit_that_the_disk_flips_is_told_or_harmless(tmp_path: Path) -> None:
    damaged = Damaged(tmp_path, seed=3)
    outcomes = [damaged.flip() for _ in range(12)]
    assert not {WRONG, TRACEBACK} & {outcome for _, outcome in outcomes}, outcomes
