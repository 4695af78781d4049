"""Nothing that has a say in an index is left out of its provenance."""

import ast
import sys
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from indexer.extraction import NO_READERS, provenance
from search.index.making import provenances
from search.library.provenance import ROOT, files

OURS = {"indexer", "search"}


def imported(paths: Iterable[str]) -> set[str]:
    """The distributions that our files at these paths import."""
    nodes = (node for path in paths for node in ast.walk(ast.parse(Path(ROOT, path).read_text())))
    names = {
        name.partition(".")[0]
        for node in nodes
        for name in (
            [alias.name for alias in node.names] if isinstance(node, ast.Import)
            else [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        )
    }  # fmt: skip
    known = packages_distributions()
    return {known[name][0] for name in names - OURS - sys.stdlib_module_names}


def test_every_library_of_the_analysis_is_in_the_provenance_of_postings_or_keys() -> None:
    named = {name for made in provenances().values() for name in made.versions}
    found = imported(files("search/analysis/*.py"))
    assert found
    assert found <= named


def test_every_library_of_extraction_is_in_the_provenance_of_texts() -> None:
    found = imported(files("indexer/extraction/*.py", NO_READERS))
    assert found
    assert found <= set(provenance().versions)


@pytest.mark.parametrize(
    ("pattern", "without"), [("search/analysis/*.ppy", ()), ("search/analysis/*.py", ["fort.py"])]
)
def test_a_file_that_was_moved_away_is_missed(pattern: str, without: list[str]) -> None:
    with pytest.raises(ValueError, match="no such files"):
        files(pattern, without)
