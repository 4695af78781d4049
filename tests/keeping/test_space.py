"""Full disks and folders that can only be read."""

import os
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
        assert search(filled, "makker") == [("Murerrapporten", 2)]
        code, out, _ = finish(start(filled, "doctor", before=ORDINARY))
        assert code == 0, out
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert filled.run("index", "--rebuild").exit_code == 0


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
