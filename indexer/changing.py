"""The commands of ``mentorsoeg`` by which people change what is in the collection."""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from indexer.records import recorded
from indexer.running import indexed
from search.library.cli import with_settings
from search.library.errors import UserError

if TYPE_CHECKING:
    from search.library.catalogue import MaterialFields
    from search.library.settings import Settings


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
    »mentorsoeg undo« tager alt, hvad kommandoen lagde ind, ud igen, »mentorsoeg remove ID« ét.
    """
    from indexer.bulk import Wish, add_many
    from indexer.progress import progress_bar
    from indexer.report import ask_which, print_added

    if "" in sources:  # an empty name is the folder one stands in
        raise click.UsageError("Et af navnene er tomt.")
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
        indexed(settings)
    print_added(added, recorded(settings))
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
    from indexer.adding import edit_material
    from indexer.journal import operator
    from indexer.report import print_fields

    material, changes = edit_material(settings, material_id, given, operator())
    if not given:
        print_fields(material)
        return
    if changes:
        indexed(settings)
    for change in changes or ("intet ændret",):
        click.echo(f"{material.id}: {change}")


@click.command()
@with_settings
def undo(settings: "Settings") -> None:
    """Tag den seneste ændring tilbage: add, edit, remove, harvest eller fra browseren.

    Alt, hvad én kommando lagde ind, tages ud på én gang. Kan gentages: næste gang tages den forrige
    ændring tilbage. Filer slettes aldrig.
    """
    from indexer.journal import operator
    from indexer.journal import undo as undo_last

    change = undo_last(settings.corpus, operator())
    indexed(settings)
    click.echo(f"Taget tilbage: {change.told} ({change.who}, {change.when[:10]}).")


@click.command()
@click.argument("material_id", metavar="ID")
@with_settings
def remove(settings: "Settings", material_id: str) -> None:
    """Tag et materiale, som er lagt ind med »add«, ud igen; filen gemmes.

    Af et materiale i kataloget tages de filer ud, som det er givet.
    """
    from indexer.adding import remove_material
    from indexer.journal import operator

    material = remove_material(settings, material_id, operator())
    indexed(settings)
    click.echo(f"Taget ud: {material.title}. Originalen er gemt og kan lægges ind igen.")
