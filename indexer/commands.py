"""The commands of ``mentorsoeg`` that fill the collection and keep it.

Each imports what it alone takes: of the 1.5 s that all of it costs, ``extract`` needs a tenth.
"""

import json
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from search.library.cli import with_settings
from search.library.errors import IndexUnavailable, UserError

if TYPE_CHECKING:
    from indexer.document import ExtractedDocument
    from indexer.indexing import IndexReport
    from search.library.catalogue import MaterialFields
    from search.library.record import MaterialRecord
    from search.library.settings import Settings

NO_TEXT = 3
"""The exit code for a file that could be opened and holds no text."""

backup_file = click.argument("file", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False))


def catalogue_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command an option for each field of the catalogue; those that were used come as
    ``given``, fields of a Material."""
    from search.library.catalogfields import FIELDS, fields_given

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        written = {field.name: options.pop(field.name) for field in FIELDS}
        used = {name: value for name, value in written.items() if value not in (None, ())}
        return command(*args, **options, given=fields_given(used))

    made: Callable[..., Any] = run
    for field in reversed(FIELDS):
        name, told = (text[:1] for text in (field.danish, field.help))
        told = f"{name.upper()}{field.danish[1:]}: {told.lower()}{field.help[1:]}"
        told += " Kan gentages." if field.many else ""
        metavar = "ja|nej" if field.choice else "TEKST"
        made = click.option(
            f"--{field.option}", field.name, multiple=field.many, metavar=metavar, help=told
        )(made)
    return made


@click.command()
@click.argument("sources", metavar="FIL|MAPPE|URL...", nargs=-1, required=True)
@click.option("--to", metavar="ID", help="Giv filen til det materiale i kataloget som dets tekst.")
@click.option("--new", "is_new", is_flag=True,
              help="Et nyt materiale, også når titlen ligner et andets.")  # fmt: skip
@click.option("--csv", "table", metavar="FIL", type=click.Path(path_type=Path, dir_okay=False),
              help="Tabel med en række til hver fil: fil, id og felternes navne.")  # fmt: skip
@catalogue_options
@with_settings
@click.pass_context
def add(  # noqa: PLR0913, PLR0917 - an option each
    context: click.Context,
    settings: "Settings",
    sources: tuple[str, ...],
    to: str | None,
    table: Path | None,
    given: "MaterialFields",
    *,
    is_new: bool,
) -> None:
    """Læg rapporter ind i samlingen, og indeksér dem.

    Hvad der ikke er givet, læses af filen: titel, år, forfattere, ISBN. Ligger filen her allerede,
    ændres kun det, som er givet. En mappe lægges ind med alt, hvad den rummer; ligger der en
    CSV-fil med kolonnen »fil«, bruges den: flere værdier i en celle skilles ad med semikolon.
    »mentorsoeg undo« tager den seneste ændring tilbage.
    """
    from indexer.bulk import Wish, add_many
    from indexer.progress import progress_bar
    from indexer.report import ask_which, print_added

    if to or "title" in given:
        if len(sources) > 1:
            raise click.UsageError("--to og --title gælder én fil. Til flere: brug --csv.")
        if Path(sources[0]).is_dir():
            raise UserError(
                f"{sources[0]} kan ikke læses: det er en mappe, og --to og --title gælder én fil."
            )
    choose = ask_which if sys.stdin.isatty() and sys.stderr.isatty() else None
    wish = Wish(to, given, is_new)
    with progress_bar(hidden=choose is not None) as progress:
        added = [*add_many(settings, sources, wish, table=table, choose=choose, progress=progress)]
    if len(added) == 1 and added[0].wrong:
        raise UserError(added[0].wrong)
    if any(one.taken for one in added):
        _index(settings)
    print_added(added, _records(settings))
    context.exit(1 if any(one.wrong for one in added) else 0)


@click.command()
@click.argument("material_id", metavar="ID")
@catalogue_options
@with_settings
def edit(settings: "Settings", material_id: str, given: "MaterialFields") -> None:
    """Ret, hvad der står om et materiale; uden felter vises det, som det er.

    Rettelsen gælder på denne maskine: kataloget selv (materials.toml) ændres ikke. Et felt tømmes
    med »''«, fx --subtitle ''. Et felt med flere værdier får dem, der gives, i stedet for dem fra
    før: --subject a --subject b. »mentorsoeg undo« tager rettelsen tilbage.
    """
    from indexer.adding import edit_material, operator
    from indexer.report import print_fields

    material, changes = edit_material(settings, material_id, given, operator())
    if not given:
        print_fields(material)
        return
    if changes:
        _index(settings)
    for change in changes or ("intet ændret",):
        click.echo(f"{material.id}: {change}")


@click.command()
@with_settings
def undo(settings: "Settings") -> None:
    """Tag den seneste ændring tilbage, hvad enten den kom fra add, edit, remove eller browseren.

    Kan gentages: næste gang tages den forrige tilbage. Filer slettes aldrig.
    """
    from indexer.adding import operator
    from indexer.journal import undo as undo_last

    change = undo_last(settings.corpus, operator())
    _index(settings)
    click.echo(f"Taget tilbage: {change.what} ({change.who}, {change.when[:10]}).")


@click.command()
@click.argument("material_id", metavar="ID")
@with_settings
def remove(settings: "Settings", material_id: str) -> None:
    """Tag et materiale, som er lagt ind med »add«, ud igen; filen gemmes.

    Af et materiale i kataloget tages de filer ud, som det er givet.
    """
    from indexer.adding import operator, remove_material

    material = remove_material(settings, material_id, operator())
    _index(settings)
    click.echo(f"Taget ud: {material.title}. Originalen er gemt og kan lægges ind igen.")


@click.command()
@click.argument("source", metavar="[URL-ELLER-FIL]", required=False)
@click.option("--accept", "accepted", multiple=True, metavar="ID",
              help="Tag et af de tvivlsomme med i kataloget; kan gentages.")  # fmt: skip
@with_settings
def harvest(settings: "Settings", source: str | None, accepted: tuple[str, ...]) -> None:
    """Find materialerne på en webside, og læg deres links og tekst til kataloget.

    Siden kan også være et feed (RSS, Atom), et sitemap eller et Word-dokument. Hvad der er nyt og
    tvivlsomt, vises kun; det kommer med, når det er nævnt efter --accept.
    """
    from indexer.harvesting import accept_doubtful
    from indexer.harvesting import harvest as harvest_page
    from indexer.report import print_harvested

    if source is None and not accepted:
        raise click.UsageError("Angiv en side eller en fil, eller hvad der skal med: --accept ID.")
    if source is None:
        print_harvested(accept_doubtful(settings, accepted))
    else:
        print_harvested(harvest_page(settings, source, accepted))


@click.command()
@click.argument("material_ids", metavar="[ID]...", nargs=-1)
@with_settings
def fetch(settings: "Settings", material_ids: tuple[str, ...]) -> None:
    """Hent materialernes links; uden ID alle. Døde links er ingen fejl."""
    from indexer.fetching import fetch_all
    from indexer.progress import progress_bar
    from indexer.report import print_fetched

    with progress_bar() as progress:
        fetched = fetch_all(settings, material_ids, progress=progress)
    print_fetched(fetched.reports)


@click.command()
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Skriv JSON med metadata og sider.")
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="Kun den side.")
@with_settings
@click.pass_context
def extract(
    context: click.Context, settings: "Settings", file: Path, as_json: bool, page: int | None
) -> None:
    """Vis den tekst, som indekset ville få fra en fil.

    Slutter med 0, når der er tekst, 1, når filen ikke kan læses, og 3, når den er uden tekst.
    """
    from indexer.extraction import extract as extract_file

    document = extract_file(file)
    _print(document if page is None else document.only(page), as_json=as_json)
    if not document.has_text:
        click.echo(f"{file.name} er uden tekst.", err=True)
        context.exit(NO_TEXT)


@click.command()
@click.option("--rebuild", is_flag=True, help="Lav hele indekset forfra af de gemte tekster.")
@with_settings
def index(settings: "Settings", rebuild: bool) -> None:
    """Træk teksten ud af originalerne, og skriv indekset."""
    from indexer.report import print_index

    print_index(_index(settings, rebuild), _records(settings))


@click.command()
@with_settings
def update(settings: "Settings") -> None:
    """Høst kildesiderne, hent links, tag filerne i corpus/ind ind, og skriv indekset.

    Alt i ét, egnet til cron: siger intet, når intet er ændret, kildesiderne kan høstes, og ingen
    fil venter; døde links er ingen fejl.
    """
    from indexer.fetching import fetch_all
    from indexer.harvesting import harvest_sources
    from indexer.inbox import take_inbox
    from indexer.progress import progress_bar
    from indexer.report import print_inbox, print_index, print_standing
    from indexer.standing import Standing, doubtful_entries
    from search.library.catalogue import load_overlay

    before = doubtful_entries(load_overlay(settings.corpus))
    with progress_bar() as progress:
        failed = harvest_sources(settings)
        fetched = fetch_all(settings, afresh=False, progress=progress)
        brought = take_inbox(settings, progress)
    report, records = _index(settings), _records(settings)
    print_inbox(brought, records)
    standing = Standing.of(records, settings.corpus)
    if fetched.offline:
        click.echo(f"Der er intet netværk: kildesider og links er ikke prøvet. {standing.sentence}")
        return
    for sentence in failed:
        click.echo(f"  kildesiden: {sentence}")
    if report.changed or report.removed:
        print_index(report, records)
    if report.changed or report.removed or standing.found != before:
        print_standing(standing)


@click.command()
@with_settings
def status(settings: "Settings") -> None:
    """Vis for hvert materiale: links, hvad der er hentet, sider, tegn, og hvorfor ikke."""
    from indexer.indexing import age
    from indexer.report import print_status
    from search import REMEDY
    from search.library.catalogue import load_catalogue
    from search.library.originals import Originals
    from search.library.status import collection_status

    book = Originals(settings.corpus).links()
    catalogue = load_catalogue(settings.corpus)
    sources = ((url, book.links.get(url)) for url in catalogue.sources)
    print_status(collection_status(catalogue, book, _records(settings)), sources)
    with suppress(IndexUnavailable):
        if older := age(settings):
            click.echo(f"\n{older} {REMEDY}")


@click.command()
@click.pass_context
@with_settings
def doctor(settings: "Settings", context: click.Context) -> None:
    """Se katalog, originaler, tekster og indeks efter, og sig, hvad der skal gøres."""
    from indexer.doctor import examine

    ill = False
    for diagnosis in examine(settings):
        ill = ill or (diagnosis.wrong is not None and diagnosis.must_mend)
        click.echo(
            f"{diagnosis.subject}: {diagnosis.wrong or diagnosis.note} "
            f"{diagnosis.remedy or ''}".strip()
        )
    context.exit(1 if ill else 0)


@click.command()
@backup_file
@click.pass_context
@with_settings
def backup(settings: "Settings", context: click.Context, file: Path) -> None:
    """Skriv en sikkerhedskopi af det lokale katalog og originalerne."""
    from indexer import backup as backups

    done = backups.backup(settings.corpus, file)
    click.echo(f"{file}: det lokale katalog og {done.originals} originaler.")
    if done.damaged:
        click.echo(f"Udeladt, fordi de er beskadigede: {', '.join(done.damaged)}", err=True)
        context.exit(1)


@click.command()
@backup_file
@with_settings
def restore(settings: "Settings", file: Path) -> None:
    """Læg en sikkerhedskopi tilbage; det lokale katalog fra før gemmes som ….before."""
    from indexer import backup as backups

    count = backups.restore(settings.corpus, file)
    click.echo(f"{count} originaler er lagt tilbage. Kør »mentorsoeg index« nu.")


def _print(document: "ExtractedDocument", *, as_json: bool) -> None:
    """The text, pages apart, or metadata and pages as JSON; the notes go to standard error."""
    if as_json:
        pages = [asdict(page) for page in document.pages]
        data = {"metadata": asdict(document.metadata), "pages": pages}
        click.echo(json.dumps(data, ensure_ascii=False, indent=1))
    elif document.has_text:
        click.echo("\n\f".join(page.text for page in document.pages))
    for note in document.notes:
        click.echo(note, err=True)


def _index(settings: "Settings", rebuild: bool = False) -> "IndexReport":
    from indexer.indexing import build_index
    from indexer.progress import progress_bar

    with progress_bar() as progress:
        report = build_index(settings, rebuild=rebuild, progress=progress)
    if report.renewal:
        click.echo(f"{report.renewal} Det er gjort nu.", err=True)
    return report


def _records(settings: "Settings") -> "tuple[MaterialRecord, ...]":
    from search import LiveSearcher

    try:
        return LiveSearcher(settings.index).get().materials()
    except IndexUnavailable:
        return ()
