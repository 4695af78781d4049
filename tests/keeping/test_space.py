"""Full disks and folders that can only be read."""

import os
import re
import shutil

import pytest

from tests.conftest import Collection, make_pdf
from tests.keeping.conftest import finish, search
from tests.keeping.services import start

FULL = ["prlimit", "--fsize=2000", "env", "PYTHONDONTWRITEBYTECODE=1"]
"""No file may grow beyond this, which a program meets as it does a full disk; without compiled
files, which Python would keep cut short."""
ORDINARY = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
"""As root, without root's right to write where nobody may."""


@pytest.mark.parametrize("command", ["index --rebuild", "add ny.pdf --title Ny"])
def test_a_full_disk_is_told_and_the_old_index_is_served(filled: Collection, command: str) -> None:
    new = filled.corpus.parent / "ny.pdf"
    new.write_bytes(make_pdf(*[f"Snedker {n} har en makker." for n in range(60)]))
    words = command.replace("ny.pdf", str(new)).split()
    code, _, errors = finish(start(filled, *words, before=FULL))
    assert (code, errors.count("\n")) == (1, 1), errors
    assert "filen må ikke blive så stor" in errors
    assert search(filled, "makker") == [("Murerrapporten", 2)]
    assert finish(start(filled, *words))[0] == 0


def test_folders_that_can_only_be_read_are_told_and_searched(filled: Collection) -> None:
    folders = [filled.index, *filled.index.iterdir(), filled.corpus, *filled.corpus.iterdir()]
    folders = [folder for folder in folders if folder.is_dir()]
    for folder in folders:
        folder.chmod(0o555)
    try:
        for command in (["index", "--rebuild"], ["add", __file__, "--title", "Ny"]):
            code, _, errors = finish(start(filled, *command, before=ORDINARY))
            assert (code, errors.count("\n")) == (1, 1)
            assert "det er der ikke rettigheder til" in errors
            assert ".lock" not in errors
            assert not re.search(r"/\.[^/]*\.\w{8}:", errors)  # a name that only we know
        assert search(filled, "makker") == [("Murerrapporten", 2)]
        before = sorted(filled.corpus.parent.rglob("*"))
        code, out, errors = finish(start(filled, "doctor", before=ORDINARY))
        assert (code, errors, sorted(filled.corpus.parent.rglob("*"))) == (1, "", before)
        for folder in (filled.corpus, filled.index):
            why = f"Der kan ikke skrives i {folder}: det er der ikke rettigheder til"
            assert out.count(f"Skriveadgang: {why}") == 1, out
        assert "Næste skridt: " in out
        assert "Giv brugeren ret til at skrive der" in out.rpartition("Næste skridt: ")[2]
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert "Skriveadgang: i orden" in filled.run("doctor").output
    assert filled.run("index", "--rebuild").exit_code == 0


def test_the_doctor_tells_of_a_folder_that_takes_no_file_and_of_one_that_is_none(
    filled: Collection,
) -> None:
    cache = {"XDG_CACHE_HOME": str(filled.corpus.parent / "cache")}
    code, out, errors = finish(start(filled, "doctor", before=FULL, environment=cache))
    assert (code, errors) == (1, "")
    assert f"Der kan ikke skrives i {filled.index}: filen må ikke blive så stor" in out
    assert "Mellemlagre: Der kan ikke skrives" in out
    none = {"MENTORSOEG_INDEX": str(filled.corpus / "overlay.json" / "index")}
    assert "overlay.json: det er ingen mappe" in filled.run("doctor", **none).output


def test_an_index_whose_catalogue_is_away_is_left_as_it_is(filled: Collection) -> None:
    away = filled.corpus.rename(filled.corpus.with_name("away"))
    new = filled.corpus.with_name("ny.pdf")
    new.write_bytes(make_pdf("Snedkeren har en makker."))
    for command in (["index"], ["index", "--rebuild"], ["add", str(new), "--title", "Ny"]):
        result = filled.run(*command)
        assert (result.exit_code, "er dens disk der" in result.output) == (1, True), result.output
        assert [found["title"] for found in filled.search("makker")] == ["Murerrapporten"]
    shutil.rmtree(filled.corpus)
    away.rename(filled.corpus)
    assert filled.run("index", "--rebuild").exit_code == 0
