"""What something was made with, by which one tells whether it must be made anew."""

import ast
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from search.library.catalogue import Strict
from search.library.dictionary import KEPT
from search.library.files import write_atomically

ROOT = Path(__file__).resolve().parents[2]
"""The folder that our packages lie in."""


class Provenance(Strict):
    """``source`` is the digest of our own modules and data, ``versions`` are those of the libraries
    that have a say, and Python's."""

    source: str
    versions: Mapping[str, str]

    @classmethod
    def of(
        cls, paths: Iterable[str], libraries: Iterable[str], **programs: str | None
    ) -> "Provenance":
        """The provenance of what the files at ``paths`` make together with ``libraries``, by the
        names of their distributions, and with ``programs``, those that are there."""
        python = f"{sys.version_info.major}.{sys.version_info.minor}"
        found = {"Python": python} | {library: version(library) for library in libraries}
        return cls(
            source=source_digest(*paths),
            versions=found | {name: known for name, known in programs.items() if known},
        )

    @property
    def digest(self) -> str:
        """One short word for all of it, fit for the name of a file."""
        return _short(self.model_dump_json())

    def changes(self, older: "Provenance") -> Iterator[str]:
        """What differs, as Danish phrases: ``simplemma 1.1.2, nu 2.0.0``."""
        if self.source != older.source:
            yield "Mentorsøgs egne regler"
        for name in sorted({*self.versions, *older.versions}):
            before, now = (made.versions.get(name, "mangler") for made in (older, self))
            if before != now:
                yield f"{name} {before}, nu {now}"


def files(pattern: str, without: Collection[str] = ()) -> list[str]:
    """The paths of our files that a pattern like ``search/analysis/*.py`` meets, but those whose
    names stand in ``without``. Raises ValueError when there is none, or one ``without`` names."""
    found = sorted(ROOT.glob(pattern))
    if not found or (unknown := set(without) - {path.name for path in found}):
        raise ValueError(f"{pattern}: no such files: {unknown if found else 'none'}")
    return [str(path.relative_to(ROOT)) for path in found if path.name not in without]


@cache
def source_digest(*paths: str) -> str:
    """A digest of our files, wherever they lie. Of Python only what is done counts: no comment,
    docstring or layout. Remembered by their bytes among the user's caches, since to tell what is
    done takes longer than a search. Raises OSError when one is missing."""
    read = [(Path(path).suffix, (ROOT / path).read_text(encoding="utf-8")) for path in paths]
    remembered = KEPT / "digests" / _short(repr((sys.version_info[:2], read)))
    with suppress(OSError, ValueError):
        return remembered.read_text(encoding="ascii")
    digest = _short("\n".join(sorted(_meaning(*file) for file in read)))
    with suppress(OSError):
        write_atomically(remembered, digest.encode())
    return digest


def _meaning(suffix: str, text: str) -> str:
    if suffix != ".py":
        return text
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(body := getattr(node, "body", None), list):
            node.body = [line for line in body if not _says_only(line)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _says_only(line: ast.stmt) -> bool:
    return isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant)


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
