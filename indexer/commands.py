"""``mentorsoeg index``, ``update``, ``add`` and ``status``."""

from contextlib import suppress

import click

from indexer.adding import add_material, remove_material
from indexer.fetching import fetch_all
from indexer.harvesting import harvest_sources
from indexer.indexing import IndexReport, age, build_index
from indexer.progress import progress_bar
from indexer.report import print_missing, print_status
from search.index.manifest import REMEDY
from search.library.catalogue import load_catalogue
from search.library.cli import with_settings
from search.library.errors import IndexUnavailable
from search.library.originals import Originals
from search.library.record import MaterialRecord
from search.library.settings import Settings
from search.library.status import collection_status
from search.live import LiveSearcher


@click.command()
@click.option("--rebuild", is_flag=True, help="Lav hele indekset forfra af de gemte tekster.")
@with_settings
def index(settings: Settings, rebuild: bool) -> None:
    """Træk teksten ud af originalerne, og skriv indekset."""
    _tell(settings, _index(settings, rebuild))


@click.command()
@with_settings
def update(settings: Settings) -> None:
    """Høst kildesiderne, hent links, og skriv indekset: alt i ét, egnet til cron.

    Siger intet, når intet er ændret; døde links er ingen fejl.
    """
    with progress_bar() as progress:
        harvest_sources(settings)
        fetch_all(settings, progress=progress)
    report = _index(settings)
    if report.changed or report.removed:
        _tell(settings, report)


@click.command()
@click.argument("source", metavar="FIL-ELLER-URL")
@click.option("--title", required=True, help="Materialets titel.")
@click.option("--publisher", "publishers", multiple=True, help="Udgiver; kan gentages.")
@click.option("--author", "authors", multiple=True, help="Forfatter; kan gentages.")
@click.option("--year", "published", metavar="ÅR", help="Udgivet: 2018, 2018-06 eller 2018-06-17.")
@click.option("--kind", default="andet", help="Art: rapport, notat, evaluering, guide …")
@with_settings
def add(settings: Settings, source: str, **details: object) -> None:
    """Læg en rapport ind i samlingen, og indeksér den."""
    material = add_material(settings, source, **details)
    _index(settings)
    record = LiveSearcher(settings.index).get().material(material.id)
    click.echo(f"Lagt ind som {material.id}: {record.pages if record else 0} sider.")
    if record:
        print_missing([record])


@click.command()
@click.argument("material_id", metavar="ID")
@with_settings
def remove(settings: Settings, material_id: str) -> None:
    """Tag et materiale, som er lagt ind med »add«, ud igen; filen gemmes."""
    material = remove_material(settings, material_id)
    _index(settings)
    click.echo(f"Taget ud: {material.title}. Originalen er gemt og kan lægges ind igen.")


@click.command()
@with_settings
def status(settings: Settings) -> None:
    """Vis for hvert materiale: links, hvad der er hentet, sider, tegn, og hvorfor ikke."""
    book = Originals(settings.corpus).links()
    catalogue = load_catalogue(settings.corpus)
    sources = ((url, book.links.get(url)) for url in catalogue.sources)
    print_status(collection_status(catalogue, book, _records(settings)), sources)
    with suppress(IndexUnavailable):
        if older := age(settings):
            click.echo(f"\n{older} {REMEDY}")


def _index(settings: Settings, rebuild: bool = False) -> IndexReport:
    with progress_bar() as progress:
        report = build_index(settings, rebuild=rebuild, progress=progress)
    if report.renewal:
        click.echo(f"{report.renewal} Det er gjort nu.", err=True)
    return report


def _tell(settings: Settings, report: IndexReport) -> None:
    records = _records(settings)
    click.echo(
        f"{len(records)} materialer, {sum(r.pages for r in records)} sider med fuldtekst; "
        f"{len(report.changed)} ændret, {len(report.removed)} fjernet."
    )
    print_missing(records)


def _records(settings: Settings) -> tuple[MaterialRecord, ...]:
    try:
        return LiveSearcher(settings.index).get().materials()
    except IndexUnavailable:
        return ()
