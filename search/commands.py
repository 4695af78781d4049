"""``mentorsoeg search`` and ``findings``."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click
from pydantic import BaseModel

from search.answering.answers import (
    OCR_NOTE,
    finding_note,
    findings_answer,
    place,
    search_answer,
    source_url,
)
from search.answering.engine import Engine
from search.answering.results import MaterialHit
from search.library.cli import with_settings
from search.library.settings import Settings
from search.live import LiveSearcher, Served
from search.stores import store_of

if TYPE_CHECKING:
    from search.findings.finding import Finding

T = TypeVar("T")


@click.command()
@click.argument("query", metavar="SØGNING...", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="Skriv svaret som JSON.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, metavar="TAL",
              show_default=True,
              help="Højst så mange materialer.")  # fmt: skip
@with_settings
def search(settings: Settings, query: tuple[str, ...], json_: bool, limit: int) -> None:
    """Søg i samlingen, og vis de bedste materialer med side og uddrag."""
    asked = " ".join(query)
    results = _answer(
        settings, lambda engine: engine.search(asked, limit=limit, facets=False, alike=not json_)
    )
    if json_:
        answer = search_answer(results, settings.base_url, copies=settings.show_copy)
        _print_json(answer)
        return
    for hint in results.hints:
        click.echo(hint)
    if not results.materials:
        click.echo("Ingen sider passer til søgningen. Prøv færre ord eller en anden stavemåde.")
    for number, hit in enumerate(results.materials, 1):
        _print(number, hit, settings)


@click.command()
@click.argument("query", metavar="SPØRGSMÅL...", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="Skriv svaret som JSON.")
@click.option("--limit", type=click.IntRange(1, 1000), default=3, metavar="TAL",
              show_default=True,
              help="Højst så mange fund.")  # fmt: skip
@with_settings
def findings(settings: Settings, query: tuple[str, ...], json_: bool, limit: int) -> None:
    """Find den sætning eller tabelrække, der svarer, med tal, side og kilde."""
    found = _answer(settings, lambda engine: engine.findings(" ".join(query), limit=limit))
    if json_:
        answer = findings_answer(found, settings.base_url, copies=settings.show_copy)
        _print_json(answer)
        return
    for hint in found.hints:
        click.echo(hint)
    if not found.results:
        click.echo("Ingen sætning svarer sikkert nok på det. Prøv »mentorsoeg search«.")
    for number, finding in enumerate(found.results, 1):
        _print_finding(number, finding, settings)


def _answer(settings: Settings, ask: Callable[[Engine], T]) -> T:
    """What is answered over the current generation, or the last whole one, which is then told."""

    def answer(served: Served) -> tuple[str, T]:
        return served.instead, ask(served.searcher)

    instead, given = LiveSearcher(store_of(settings)).surely(answer)
    if instead:
        click.echo(f"{instead} Her er svaret fra indekset før det.", err=True)
    return given


def _print_json(answer: BaseModel) -> None:
    click.echo(json.dumps(answer.model_dump(), ensure_ascii=False, indent=1))


def _print_finding(number: int, finding: "Finding", settings: Settings) -> None:
    material = finding.record.material
    if finding.figure:
        click.secho(f"{number}. {finding.figure.text}", bold=True)
        click.echo(f"   »{finding.sentence}«")
    else:
        click.echo(f"{number}. »{finding.sentence}«")
    if finding.lead:
        click.echo(f"   ({finding.before or finding.heading})")
    where = place(finding.number, finding.label, finding.record)
    facts = " · ".join(filter(None, (material.title, str(material.year or ""), where)))
    click.echo(f"   {facts}")
    if note := finding_note(finding):
        click.echo(f"   [{note}]")
    base, copies = settings.base_url, settings.show_copy
    if url := source_url(finding.record, finding.number, base, copies=copies):
        click.echo(f"   {url}")


def _print(number: int, hit: MaterialHit, settings: Settings) -> None:
    material = hit.record.material
    told = (material.publisher, str(material.year or ""), material.known_kind)
    facts = " · ".join(filter(None, told))
    click.secho(f"{number}. {material.title}", bold=True)
    if facts:
        click.echo(f"   {facts}")
    for page in hit.pages:
        click.echo(f"   {place(page.number, page.label, hit.record)}: ", nl=False)
        for fragment in page.snippet:
            click.secho(" ".join(fragment.text.split("\n")), bold=fragment.marked, nl=False)
        click.echo("" if page.confidence is None else f" [{OCR_NOTE}]")
    base, copies = settings.base_url, settings.show_copy
    if url := source_url(hit.record, hit.pages[0].number, base, copies=copies):
        click.echo(f"   {url}")
