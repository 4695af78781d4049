"""Checksums of files, by which damage on the disk is told."""

import zlib
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CHUNK = 2**20
AT_ONCE = 4

Checksum = tuple[int, int]
"""Size in bytes and CRC-32 of a file."""


class Damaged(Exception):
    """A file is not as it was written."""


def checksum(file: Path) -> Checksum:
    """The checksum of a file. Raises OSError."""
    size = crc = 0
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
    return size, crc


def checksums(files: Iterable[Path], known: Mapping[str, Checksum]) -> dict[str, Checksum]:
    """The checksum of each file by its name, those ``known`` taken over. Raises OSError."""
    return {file.name: known.get(file.name) or checksum(file) for file in files}


def check(folder: Path, wanted: Mapping[str, Checksum]) -> None:
    """Read every file in ``folder`` through; raise Damaged, or OSError, when one differs."""
    with ThreadPoolExecutor(AT_ONCE) as pool:  # sums are made without Python's lock
        found = pool.map(checksum, (folder / name for name in wanted))
        for (name, expected), got in zip(wanted.items(), found, strict=True):
            if got != expected:
                raise Damaged(f"{name} er ændret")


def check_sizes(folder: Path, wanted: Mapping[str, Checksum]) -> None:
    """Measure every file in ``folder``; raise Damaged, or OSError, when one differs."""
    for name, (size, _) in wanted.items():
        if (folder / name).stat().st_size != size:
            raise Damaged(f"{name} er ændret")
