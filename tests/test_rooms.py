"""Which room imports what, read from the sources: it holds for files that are yet to come, which
the lists of ``setup.cfg`` don't name."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from docs.rooms import drawing, drawn, imports

ROOT = Path(__file__).parent.parent
ROOMS = ("indexer", "search", "webapp")
SOURCES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))


def imported(source: str, package: str = "") -> Iterator[str]:
    """The modules that a source imports, wherever in it, those by relative names in ``package``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            parts = [*(above if node.level else ()), *([node.module] if node.module else ())]
            module = ".".join(parts)
            yield from (_module(module, alias.name) for alias in node.names)


def _module(package: str, name: str) -> str:
    """A name imported from a package: the module by that name, else the package."""
    path = ROOT.joinpath(*package.split("."), name)
    return f"{package}.{name}" if path.is_dir() or path.with_suffix(".py").exists() else package


def imports_of(file: Path) -> set[str]:
    package = ".".join(file.relative_to(ROOT).parent.parts)
    return set(imported(file.read_text(encoding="utf-8"), package))


def test_only_the_room_of_whoosh_imports_it() -> None:
    importing = {
        file.relative_to(ROOT).parent.as_posix()
        for file in SOURCES
        if any(name.split(".")[0] == "whoosh" for name in imports_of(file))
    }
    assert importing == {"search/index/whoosh"}


def test_others_know_of_search_its_door_and_the_library() -> None:
    behind = {
        (file.relative_to(ROOT).as_posix(), name)
        for file in SOURCES
        if not file.is_relative_to(ROOT / "search")
        for name in imports_of(file)
        if name.startswith("search.") and name.split(".")[1] != "library"
    }
    assert behind == set()


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import whoosh.index", "whoosh.index"),
        ("import json, whoosh as w", "whoosh"),
        ("from whoosh.fields import TEXT", "whoosh.fields"),
        ("def late():\n    from search.ranking import pages", "search.ranking.pages"),
        ("from search import ranking", "search.ranking"),
        ("from search import Searcher", "search"),
        ("from . import ranking", "search.ranking"),
        ("from .ranking.pages import Pages", "search.ranking.pages"),
    ],
)
def test_an_import_is_seen_however_it_is_written(source: str, module: str) -> None:
    assert module in imported(source, "search")


def test_the_rooms_of_search_are_few_without_a_circle_and_drawn_as_they_are() -> None:
    assert drawn() == drawing(), "Run python -m docs.rooms."
    TopologicalSorter(imports()).prepare()
    assert len(list((ROOT / "search").glob("*/__init__.py"))) <= 10


def test_no_files_of_search_import_each_other_in_a_circle_not_even_for_their_types() -> None:
    files = (file for file in SOURCES if file.is_relative_to(ROOT / "search"))
    modules = {
        ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file
        for file in files
    }
    imported_by = {name: imports_of(file) & modules.keys() for name, file in modules.items()}
    TopologicalSorter(imported_by).prepare()
