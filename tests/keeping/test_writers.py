"""Two writers can't meet, and no writer undoes what another did."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from benchmarks.killing import WRONG
from benchmarks.killrounds import Rounds, Site
from search.index.store import IndexStore
from search.library.files import locked
from tests.conftest import Collection, make_pdf
from tests.keeping.conftest import finish, search
from tests.keeping.services import start, wait_until


def test_reports_added_at_once_are_all_kept(collection: Collection) -> None:
    for number in range(3):
        file = collection.corpus.parent / f"{number}.pdf"
        file.write_bytes(make_pdf(f"Bageren nummer {number} fik en makker."))
    adding = [
        start(collection, "add", str(collection.corpus.parent / f"{n}.pdf"), "--title", f"Bog {n}")
        for n in range(3)
    ]
    for process in adding:
        code, _, errors = finish(process)
        assert code == 0, errors
    added = json.loads((collection.corpus / "overlay.json").read_text())["added"]
    assert sorted(material["title"] for material in added) == [f"Bog {n}" for n in range(3)]
    assert len(collection.search("bageren")) == 3


def test_a_report_added_while_another_run_extracts_stays_in_the_index(
    filled: Collection,
) -> None:
    """The other run read the catalogue before the report was there, and writes after it."""
    slow = filled.corpus.parent / "lang.pdf"
    slow.write_bytes(make_pdf(*[f"Side {n}" for n in range(150)], "Snedkere lægger gulv."))
    process = start(filled, "add", str(slow), "--title", "Den lange")
    overlay = filled.corpus / "overlay.json"
    until = time.monotonic() + 60
    while "Den lange" not in overlay.read_text() and time.monotonic() < until:
        time.sleep(0.01)
    quick = filled.add("kort.txt", b"En kort tekst om glarmestre. " * 20, "Den korte")
    assert quick.exit_code == 0, quick.stderr
    assert filled.search("glarmestre")[0]["title"] == "Den korte"
    code, _, errors = finish(process)
    assert code == 0, errors
    assert filled.search("snedkere gulv")[0]["title"] == "Den lange"
    assert filled.search("glarmestre")[0]["title"] == "Den korte"


def test_who_changes_something_waits_for_another_run_and_then_has_it_in_the_index(
    filled: Collection,
) -> None:
    file = filled.corpus.parent / "glas.txt"
    file.write_text("En tekst om glarmestre og deres svende. " * 20)
    with locked(filled.index / "lock"):
        process = start(filled, "add", str(file), "--title", "Glasbogen")
        wait_until(lambda: "Glasbogen" in (filled.corpus / "overlay.json").read_text())
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
    assert finish(process)[:2] == (0, "Lagt ind som glasbogen: 1 side.\n")
    assert search(filled, "glarmestre") == [("Glasbogen", 1)]


def test_a_generation_never_has_the_name_of_an_earlier_one(filled: Collection) -> None:
    store = IndexStore(filled.index)
    names = {store.generation()}
    for destroy in (
        lambda: shutil.rmtree(filled.index),
        (filled.index / "CURRENT").unlink,
        lambda: (filled.index / "CURRENT").write_text("generation-7\n") and None,
    ):
        destroy()
        assert filled.run("index").exit_code == 0
        names.add(store.generation())
    assert len(names) == 4
    assert filled.search("makker")


def test_an_index_is_made_on_a_disk_without_hard_links(
    filled: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    filled.add("ny.txt", b"Svenden skriver om sit laug. " * 20, "Svendens bog")
    assert filled.search("makker")
    assert filled.search("svenden")


def test_killed_commands_lose_nothing_and_the_next_run_finishes(tmp_path: Path) -> None:
    site = Site(materials=2, pages=3)
    with site.serving():
        run = Rounds(tmp_path, site, seed=7, commands=(["update"],))
        run.fill()
        for _ in range(2):
            run.round()
    assert run.tally["rounds"] == 2
    assert {name: run.tally[name] for name in WRONG} == dict.fromkeys(WRONG, 0)


def test_a_run_killed_at_once_leaves_a_collection_that_searches(filled: Collection) -> None:
    process = start(filled, "index", "--rebuild")
    until = time.monotonic() + 60
    while len(list(filled.index.glob("generation-*"))) < 2 and time.monotonic() < until:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert search(filled, "makker") == [("Murerrapporten", 2)]
    assert filled.run("index", "--rebuild").exit_code == 0
    assert len(list(filled.index.glob("generation-*"))) == 2
