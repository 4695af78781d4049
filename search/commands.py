"""``mentorsoeg search``."""

import json

import click

from search.answers import place, search_answer, source_url
from search.library.cli import with_settings
from search.library.settings import Settings
from search.live import LiveSearcher
from search.results import MaterialHit
from search.stores import store_of


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="Skriv svaret som JSON.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True,
              help="Højst så mange materialer.")  # fmt: skip
@with_settings
def search(settings: Settings, query: tuple[str, ...], json_: bool, limit: int) -> None:
    """Søg i samlingen, og vis de bedste materialer med side og uddrag."""
    served = LiveSearcher(store_of(settings)).current()
    if served.instead:
        click.echo(f"{served.instead} Her er svaret fra indekset før det.", err=True)
    asked = " ".join(query)
    results = served.searcher.search(asked, limit=limit, facets=False, alike=not json_)
    if json_:
        click.echo(json.dumps(search_answer(results).model_dump(), ensure_ascii=False, indent=1))
        return
    for hint in results.hints:
        click.echo(hint)
    if not results.materials:
        click.echo("Ingen sider passer til søgningen. Prøv færre ord eller en anden stavemåde.")
    for number, hit in enumerate(results.materials, 1):
        _print(number, hit)


def _print(number: int, hit: MaterialHit) -> None:
    material = hit.record.material
    facts = " · ".join(filter(None, (material.publisher, str(material.year or ""), material.kind)))
    click.secho(f"{number}. {material.title}", bold=True)
    click.echo(f"   {facts}")
    for page in hit.pages:
        click.echo(f"   {place(page.number, page.label, hit.record)}: ", nl=False)
        for fragment in page.snippet:
            click.secho(" ".join(fragment.text.split("\n")), bold=fragment.marked, nl=False)
        click.echo()
    if url := source_url(hit.record, hit.pages[0].number):
        click.echo(f"   {url}")
