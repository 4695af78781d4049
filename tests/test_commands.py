"""The commands as one group: what their list says, and what calling one of them loads."""

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from mentorsoeg import main
from tests.conftest import Collection, make_pdf
from tests.extraction.office import SAMPLES

ROOT = Path(__file__).parent.parent
LOADED = """
import sys
from mentorsoeg import main
main(sys.argv[1:], standalone_mode=False)
print(*sys.modules, file=sys.stderr)
"""


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a process has imported once ``mentorsoeg`` has run in it."""
    command = [sys.executable, "-c", LOADED, *arguments]
    done = subprocess.run(  # noqa: S603 - our own code, no shell
        command, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("width", [40, 80, 1000])
def test_the_list_of_commands_says_what_each_says_itself(width: int) -> None:
    listed = {name: command.get_short_help_str(width) for name, command in main.commands.items()}
    own = {
        name: command.make_context(name, ["--help"], resilient_parsing=True).command
        for name, command in main.commands.items()
    }
    assert listed == {name: command.get_short_help_str(width) for name, command in own.items()}
    assert {type(command) for command in own.values()} == {click.Command}


def test_the_list_of_commands_is_had_without_loading_them() -> None:
    heavy = {"numpy", "flask", "whoosh", "lxml", "trafilatura", "pydantic", "requests", "rich"}
    assert loaded_by("--help") & {*heavy, "indexer", "webapp"} == set()


def test_searching_loads_neither_the_indexer_nor_the_front_end() -> None:
    loaded = loaded_by("search", "--help")
    assert {"search", "whoosh"} <= loaded
    assert loaded & {"indexer", "webapp", "flask", "lxml", "trafilatura", "requests"} == set()
    assert not [name for name in loaded if name.startswith("search.findings.")]


def test_serving_loads_no_reader_of_files() -> None:
    loaded = loaded_by("serve", "--help")
    assert {"webapp", "flask"} <= loaded
    assert loaded & {"trafilatura", "pypdf", "pikepdf", "pypdfium2"} == set()


def test_files_of_others_are_opened_by_no_library_in_the_process_that_takes_them_in(
    collection: Collection, tmp_path: Path
) -> None:
    page = tmp_path / "liste.html"
    page.write_text(
        "<h1>Rapporter</h1><h2>Evaluering af bundgarn</h2><p>Rapport fra Havnerådet, 2021.</p>"
        "<p><a href='https://havn.example/garn.pdf'>Hent rapporten</a></p>",
        encoding="utf-8",
    )
    folders = ("--corpus", str(collection.corpus), "--index", str(collection.index))
    loaded = loaded_by("harvest", str(page), *folders)
    for ending in ("docx", "odt"):
        loaded |= loaded_by("add", str(SAMPLES / f"report.{ending}"), *folders)
    assert "indexer.harvesting.listings" in loaded
    assert loaded & {"lxml", "trafilatura", "pypdf", "pikepdf", "pypdfium2", "mammoth"} == set()


def test_several_words_are_one_query(filled: Collection) -> None:
    together = filled.run("search", "makker svend", "--json")
    apart = filled.run("search", "makker", "svend", "--json")
    assert together.exit_code == 0
    assert apart.output == together.output


def test_a_kind_that_nobody_told_is_not_told(collection: Collection) -> None:
    collection.add("kran.pdf", make_pdf("Kranen", "Kranen er høj."), "Kranen", "--year", "2019")
    collection.run("index")
    assert collection.run("search", "kranen").output.splitlines()[:2] == ["1. Kranen", "   2019"]


def test_findings_are_told_with_figure_page_and_source(reported: Collection) -> None:
    asked = "hvor stor en andel af sagerne har ikke formålet med mentorstøtten skrevet ned"
    answer = json.loads(reported.run("findings", asked, "--json", "--limit", "1").output)
    (found,) = answer["results"]
    assert (found["figure"]["text"], found["figure"]["kind"]) == ("27,2 pct.", "share")
    assert "27,2 pct." in found["sentence"]
    told = reported.run("findings", asked).output
    assert told.startswith(f"1. 27,2 pct.\n   »{found['sentence']}«\n   {found['title']} · ")


def test_a_question_that_nothing_answers_is_told_so(reported: Collection) -> None:
    none = reported.run("findings", "hvor mange heste er der i Mongoliet")
    assert none.output == "Ingen sætning svarer sikkert nok på det. Prøv »mentorsoeg search«.\n"
