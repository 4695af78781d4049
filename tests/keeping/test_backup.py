"""Backups, and archives that only look like one."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Collection, make_pdf

ENGLISH = {"the", "not", "file", "could", "of", "marker", "header", "empty"}
NAME = "originals/" + hashlib.sha256(b"ond").hexdigest()


def member(name: str, content: bytes = b"ond", **fields: object) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, content


def archive(file: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(file, "w:gz", format=tarfile.PAX_FORMAT) as tar:
        for info, content in members:
            tar.addfile(info, io.BytesIO(content))
    return file


def bomb_of_zeros(file: Path) -> Path:
    """A few kilobytes that say that an original of a terabyte follows."""
    info, _ = member(NAME)
    info.size = 2**40
    file.write_bytes(gzip.compress(info.tobuf(tarfile.GNU_FORMAT) + bytes(2**20)))
    return file


def bomb_of_a_header(file: Path) -> Path:
    """An extended header of 300 MB, which a reader of tar files takes into memory."""
    info, _ = member("x", type=tarfile.XHDTYPE)
    info.size = 300 * 2**20
    with gzip.open(file, "wb", compresslevel=1) as stream:
        stream.write(info.tobuf(tarfile.USTAR_FORMAT))
        for _ in range(300):
            stream.write(bytes(2**20))
    return file


HOSTILE: dict[str, Callable[[Path], Path]] = {
    "a name that climbs": lambda f: archive(f, member("../ude")),
    "an absolute name": lambda f: archive(f, member("/tmp/ude")),  # noqa: S108 - is refused
    "a name that climbs below originals": lambda f: archive(f, member("originals/../../ude")),
    "a symbolic link": lambda f: archive(
        f, member(NAME, b"", type=tarfile.SYMTYPE, linkname="/etc/passwd")
    ),
    "a hard link": lambda f: archive(f, member(NAME, b"", type=tarfile.LNKTYPE, linkname="../ude")),
    "a folder": lambda f: archive(f, member("originals", b"", type=tarfile.DIRTYPE)),
    "a device": lambda f: archive(f, member(NAME, b"", type=tarfile.CHRTYPE)),
    "a name twice": lambda f: archive(f, member(NAME), member(NAME)),
    "an original of other bytes": lambda f: archive(f, member("originals/" + "0" * 64)),
    "an overlay that is none": lambda f: archive(f, member(NAME), member("overlay.json", b"[]")),
    "an overlay with a hostile id": lambda f: archive(
        f, member("overlay.json", b'{"added": [{"id": "../x", "title": "x"}]}')
    ),
    "links that run script": lambda f: archive(
        f,
        member(
            "overlay.json",
            b'{"added": [{"id": "x", "title": "x", "links": ["javascript:alert(1)"]}]}',
        ),
    ),
    "deep JSON": lambda f: archive(f, member("links.json", b"[" * 10**6)),
    "a bomb of zeros": bomb_of_zeros,
    "a bomb of a header": bomb_of_a_header,
    "no archive": lambda f: (f.write_bytes(b"skrammel") and f) or f,
    "nothing": lambda f: (f.write_bytes(b"") and f) or f,
}


@pytest.mark.parametrize("name", list(HOSTILE))
def test_a_hostile_archive_is_refused_in_a_sentence_and_changes_nothing(
    filled: Collection, name: str
) -> None:
    def state() -> dict[Path, bytes]:
        files = (p for p in filled.corpus.rglob("*") if p.is_file() and p.suffix != ".lock")
        return {path: path.read_bytes() for path in files if path.name not in NAME}

    before = state()
    file = HOSTILE[name](filled.corpus.parent / "ond.tgz")
    result = filled.run("restore", str(file))
    assert result.exit_code == 1
    assert result.stderr.startswith("Fejl: ")
    assert result.stderr.count("\n") == 1
    assert not ENGLISH & {*result.stderr.lower().split()}
    assert state() == before
    assert not list(filled.corpus.parent.rglob("ude*"))


def test_a_backup_that_was_cut_off_anywhere_is_refused(filled: Collection, tmp_path: Path) -> None:
    whole = tmp_path / "kopi.tgz"
    filled.run("backup", str(whole))
    content, before = whole.read_bytes(), (filled.corpus / "overlay.json").read_bytes()
    for part in range(0, len(content) * 9 // 10, len(content) // 8):
        whole.write_bytes(content[:part])
        assert filled.run("restore", str(whole)).exit_code == 1, part
        assert (filled.corpus / "overlay.json").read_bytes() == before


def test_a_damaged_original_is_left_out_of_a_backup_and_named(
    filled: Collection, tmp_path: Path
) -> None:
    filled.add("ny.pdf", make_pdf("Bageren har en svend."), "Bagerbogen")
    first = next((filled.corpus / "originals").iterdir())
    first.write_bytes(b"skadet")
    file = tmp_path / "kopi.tgz"
    result = filled.run("backup", str(file))
    assert result.exit_code == 1
    assert first.name in result.stderr
    (tmp_path / "andet").mkdir()
    other = Collection(tmp_path / "andet")
    assert other.run("restore", str(file)).exit_code == 0
    assert len(list((other.corpus / "originals").iterdir())) == 1


def test_a_backup_that_cannot_be_written_leaves_the_one_before(
    filled: Collection, tmp_path: Path
) -> None:
    result = filled.run("backup", str(tmp_path / "findes-ikke" / "kopi.tgz"))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    file = tmp_path / "kopi.tgz"
    filled.run("backup", str(file))
    before = file.read_bytes()
    (filled.corpus / "links.json").write_text("{")
    assert filled.run("backup", str(file)).exit_code == 1
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.glob("*kopi*")] == ["kopi.tgz"]


def test_the_doctor_names_a_setting_that_does_nothing(filled: Collection) -> None:
    result = filled.run("doctor", MENTORSOEG_TRUSTED_PROXY="1")
    assert result.exit_code == 1
    assert "MENTORSOEG_TRUSTED_PROXY" in result.output
