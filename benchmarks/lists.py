"""Harvest one list of reports as 92 pages, feeds and documents have it, and 64 pages with lists
of their own, and print what was got.

Per rendering, as shares of the reports: ``matched``: found in the catalogue, nothing new made of
it; ``links``: the file first, no address that is another's; ``summaries``: the text, the whole text
and nothing else; ``citations``: title and all that the page tells of kind, publisher, date and
authors, when it knows none. ``foreign``: what was put into the catalogue and is no report.
``half_known``: all but matched right at once, citations of those that are new, when the catalogue
knows every other report; ``half_foreign``: what is foreign then. Ten renderings were looked
at while harvesting was mended (``tuned``), the others were each measured once before (``kept``,
``fresh``, ``later``, ``confirm``, ``last``, ``afresh``, ``again``), and then mended for;
``unread``, ``unread_again``, ``unread_more``, ``unread_last``, ``unread_apart``, ``unread_ten``,
``unread_since``, ``own`` and ``own_apart`` are the pages with lists of their own.
"""

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from benchmarks.renderings.afresh import AFRESH
from benchmarks.renderings.again import AGAIN
from benchmarks.renderings.confirm import CONFIRM
from benchmarks.renderings.fresh import FRESH
from benchmarks.renderings.kept import KEPT
from benchmarks.renderings.last import LAST
from benchmarks.renderings.later import LATER
from benchmarks.renderings.page import Rendering
from benchmarks.renderings.reports import REPORTS, SITE, Report
from benchmarks.renderings.tuned import TUNED
from benchmarks.renderings.unread_pages import unread
from indexer.harvesting import harvest
from search.library.catalogue import Catalogue, Material, load_catalogue
from search.library.errors import UserError
from search.library.settings import Settings

UNREAD = (
    "unread", "unread_again", "unread_more", "unread_last", "unread_apart", "unread_ten",
    "unread_since", "own", "own_apart",
)  # fmt: skip
MEASURES = ("matched", "links", "summaries", "citations")
HALF = "half_known"
HALVES = {
    "tuned": TUNED, "kept": KEPT, "fresh": FRESH, "later": LATER, "confirm": CONFIRM, "last": LAST,
    "afresh": AFRESH, "again": AGAIN,
}  # fmt: skip


def catalogue(reports: Sequence[Report]) -> str:
    """The reports as people write them into ``materials.toml``."""
    lines = []
    for r in reports:
        facts = {"id": r.id, "title": r.title, "publishers": [r.publisher], "kind": r.kind,
                 "published": r.published, "authors": list(r.authors)}  # fmt: skip
        lines += ["[[materials]]"]
        lines += [f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in facts.items() if v != ""]
    return "\n".join(lines)


def harvested(rendering: Rendering, toml: str = "") -> Catalogue:
    """The catalogue after the rendering was harvested from a file, over that of ``toml``."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        (corpus / "materials.toml").write_text(toml, encoding="utf-8")
        file = corpus / f"liste.{rendering.ending}"
        file.write_bytes(rendering.content)
        try:
            harvest(Settings(corpus=corpus, index=corpus / "index"), str(file))
        except UserError as error:
            click.echo(f"  {error}", err=True)
        return load_catalogue(corpus)


def measure(
    rendering: Rendering, reports: Sequence[Report], files: Sequence[str] = ()
) -> dict[str, Any]:
    """The shares, and the titles of what was wrong under each name. ``files``: the address of each
    report's file, where it isn't that of the site."""
    known = harvested(rendering, catalogue(reports))
    by_id = {m.id: m for m in known.materials}
    fresh = _by_title(harvested(rendering))
    half = harvested(rendering, catalogue(reports[::2]))
    by_half = {**_by_title(half), **{m.id: m for m in half.materials}}
    wrong: dict[str, list[str]] = {name: [] for name in (*MEASURES, HALF)}

    def reads(n: int, material: Material) -> tuple[bool, ...]:
        report = reports[n]
        return (
            bool(material.links or material.page_summary),
            list(material.links[:1]) == list(filter(None, files[n : n + 1]))
            if files
            else _links_right(report, material),
            not rendering.has_text or _clean(report, material),
        )

    for n, report in enumerate(reports):
        is_cited = _cited(report, fresh.get(_plain(report.title)), rendering.tells)
        found = by_half.get(report.id if n % 2 == 0 else _plain(report.title))
        is_half = found is not None and all(reads(n, found)[1:])
        is_half &= n % 2 == 0 or _cited(report, found, rendering.tells)
        checks = (*reads(n, by_id[report.id]), is_cited, is_half)
        for name, is_right in zip((*MEASURES, HALF), checks, strict=True):
            if not is_right:
                wrong[name].append(report.title)
    shares = {name: round(1 - len(told) / len(reports), 3) for name, told in wrong.items()}
    ids, titles = {r.id for r in reports}, {_plain(r.title) for r in reports}
    foreign = [m.title for m in known.materials if m.id not in ids]
    strange = [m.title for m in half.materials if m.id not in ids and _plain(m.title) not in titles]
    told = {**wrong, "foreign": foreign, "half_foreign": strange}
    return {**shares, "foreign": len(foreign), "half_foreign": len(strange), "wrong": told}


def _by_title(found: Catalogue) -> dict[str, Material]:
    return {_plain(m.title): m for m in found.materials}


def _links_right(report: Report, material: Material) -> bool:
    links = [link.removeprefix(SITE) for link in material.links]
    return bool(links) and {*links} <= {report.file, report.page} and (
        report.file not in links or links[0] == report.file
    )  # fmt: skip


def _clean(report: Report, material: Material) -> bool:
    wanted = " ".join(text.strip("• ") for text in report.text)
    return _plain(material.page_summary) == _plain(wanted)


def _cited(report: Report, material: Material | None, tells: frozenset[str]) -> bool:
    if material is None:
        return False
    told = {
        "kind": material.kind == report.kind,
        "publisher": _plain(" og ".join(material.publishers)) == _plain(report.publisher),
        "published": (material.published or "")[:4] == report.published[:4],
        "authors": [_family(a) for a in material.authors] == [_family(a) for a in report.authors],
    }
    return all(right for name, right in told.items() if name in tells)


def _family(name: str) -> str:
    return name.split(",", maxsplit=1)[0] if "," in name else name.rsplit(maxsplit=1)[-1]


def _plain(text: str) -> str:
    return " ".join(text.replace("•", " ").split()).strip(" .").casefold()


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option(
    "--half",
    type=click.Choice([*HALVES, *UNREAD, "all"]),
    default="all",
)
@click.option("--wrong", "show", is_flag=True, help="Tell what was wrong.")
def main(*, as_json: bool, half: str, show: bool) -> None:
    """Print a row per rendering."""
    chosen = {name: HALVES[name] for name in HALVES if half in (name, "all")}
    rows = [
        {"rendering": name, "half": which, **measure(write(REPORTS), REPORTS)}
        for which, renderings in chosen.items()
        for name, write in renderings.items()
    ]
    rows += [
        {"rendering": name, "half": which, **measure(*page)}
        for which in UNREAD
        if half in (which, "all")
        for name, page in unread(which).items()
    ]
    if as_json:
        click.echo(json.dumps({"reports": len(REPORTS), "renderings": rows}, ensure_ascii=False))
        return
    columns = (*MEASURES, HALF)
    click.echo(f"| rendering | half | {' | '.join(columns)} | foreign |")
    click.echo("|---|---|" + "---:|" * (len(columns) + 1))
    for row in rows:
        shares = " | ".join(f"{row[name]:.0%}" for name in columns)
        click.echo(f"| {row['rendering']} | {row['half']} | {shares} | {row['foreign']} |")
        if show:
            for name, titles in row["wrong"].items():
                if titles:
                    click.echo(f"    {name}: {'; '.join(titles[:3])}")


if __name__ == "__main__":
    main()
