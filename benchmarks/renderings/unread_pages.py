"""Lists that were written by one who had not read harvesting, each of a subject and of reports of its
own, frozen as pages, with what is right beside them: ``unread``, and, each after mending for the one
before, ``unread_again`` and ``unread_more``; ``unread_last`` by one who had read it by then,
``unread_apart`` by another who never saw the code, ``unread_ten`` by a third such, ``unread_since``
by a fourth; ``own`` and ``own_apart`` by one who mends harvesting, before a change, of which only
``own`` was looked at while it was made."""

import json
from pathlib import Path
from urllib.parse import urljoin

from benchmarks.renderings.page import Rendering
from benchmarks.renderings.reports import Report

FOLDER = Path(__file__).parent


def unread(half: str) -> dict[str, tuple[Rendering, list[Report], list[str]]]:
    """The pages of a half by name, each with its reports and the addresses of their files ('' for a
    report that the page has no link to)."""
    return {file.stem: _read(file) for file in sorted((FOLDER / half).glob("*.html"))}


def _read(file: Path) -> tuple[Rendering, list[Report], list[str]]:
    told = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    base = f'<base href="{told["address"]}">'.encode()
    content = file.read_bytes()
    end = content.lower().index(b"<head>") + len("<head>")
    reports = [
        Report(f"nr-{n}", r["title"], "rapport", r["publisher"], str(r["year"]), (r["text"],), "",
               authors=tuple(r["authors"]))
        for n, r in enumerate(told["reports"])
    ]  # fmt: skip
    tells = frozenset({"publisher", "published", "authors"})
    page = Rendering(content[:end] + base + content[end:], tells=tells)
    return (
        page,
        reports,
        [r["link"] and urljoin(told["address"], r["link"]) for r in told["reports"]],
    )
