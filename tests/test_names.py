"""A name means one thing, wherever it stands."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULES = [path for room in ("indexer", "search", "webapp") for path in (ROOT / room).rglob("*.py")]

SHARED_FILES = {
    "__init__.py": "what a folder is",
    "commands.py": "the commands of a room, which mentorsoeg.py composes",
    "settings.py": "the settings; search/settings.py is where others look for them",
}
"""File names that stand in several folders, each with its one meaning."""
SHARED_TYPES = {
    "Mask": "which pages, or materials, are meant: a boolean for each",
    "Pages": "pages of a generation",
}
"""Names of types that several modules have, each with its one meaning."""


def types_of(module: Path) -> Iterator[str]:
    """The public classes and named types of a module."""
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(targets=targets):
                names = [target.id for target in targets if isinstance(target, ast.Name)]
            case _:
                names = []
        yield from (name for name in names if name[0].isupper() and not name.isupper())


def several(names: Iterator[tuple[str, Path]], allowed: dict[str, str]) -> dict[str, list[str]]:
    """The names that stand in more than one place, and where."""
    places = defaultdict(list)
    for name, path in names:
        places[name].append(str(path.relative_to(ROOT)))
    return {n: found for n, found in places.items() if len(found) > 1 and n not in allowed}


def test_no_public_type_has_the_name_of_another() -> None:
    named = ((name, module) for module in MODULES for name in types_of(module))
    assert several(named, SHARED_TYPES) == {}


def test_no_file_has_the_name_of_another() -> None:
    assert several(((module.name, module) for module in MODULES), SHARED_FILES) == {}
