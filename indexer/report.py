"""What the commands say of the collection."""

import shlex
import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from indexer.adding import Taken
from indexer.bulk import Added
from indexer.fetching import FetchReport
from indexer.harvesting import Merged
from indexer.incoming import Incoming
from indexer.indexing import IndexReport
from indexer.standing import Standing, held, named
from search.library.catalogfields import FIELDS, told_field
from search.library.catalogue import Material
from search.library.counting import count
from search.library.originals import LinkState
from search.library.record import MaterialRecord
from search.library.status import MaterialStatus, link_phrase
from search.library.visible import one_line

INDENT = " " * 4
MOST_NAME = 43
"""Width of the column of ids: with the figures the table then fits a terminal of 80 columns."""

TriedLink = tuple[str, LinkState | None]


def print_harvested(merged: Merged) -> None:
    """The materials that a page gave, and their number."""
    for material_id in merged.added:
        click.echo(f"  nyt: {material_id}")
    for material_id in merged.changed:
        click.echo(f"  udvidet: {material_id}")
    for material_id in merged.gone:
        click.echo(f"  står ikke længere på siden: {material_id}")
    for material in merged.doubtful:
        click.echo(f"  tvivlsomt: {material.id}: {material.title}")
    found = len(merged.known) + len(merged.added)
    click.echo(
        f"{count(found, 'materiale', 'materialer')} fundet på siden; nye: {len(merged.added)}."
    )
    if merged.doubtful:
        click.echo("De tvivlsomme kommer kun med, hvis du kører »mentorsoeg harvest --accept ID«.")


def print_fetched(reports: Iterable[FetchReport]) -> None:
    """A line for each link that gave nothing, nothing new, or what isn't surely the report, with
    the reason."""
    for report in reports:
        for state in report.links:
            lesser = state.original and (state.original.role or state.original.doubt)
            if state.reason or lesser:
                click.echo(f"  {state.url}: {link_phrase(state)}")


def ask_which(brought: Incoming, title: str) -> str | None:
    """Ask which of the materials that are alike was brought: its id, None for a new one."""
    click.echo(f"»{title}« ({brought.name}) ligner:", err=True)
    for number, material in enumerate(brought.alike, 1):
        click.echo(f"  {number}. {named(material)}", err=True)
    said = "Skriv nummeret, hvis filen er dets tekst; 0, hvis den er et nyt materiale"
    number = click.prompt(said, type=click.IntRange(0, len(brought.alike)), default=0, err=True)
    return brought.alike[number - 1].id if number else None


def print_added(added: Iterable[Added], records: Iterable[MaterialRecord]) -> None:
    """What became of each source that was brought."""
    indexed = {record.material.id: record for record in records}
    for one in added:
        if one.taken is None:
            click.echo(f"Fejl: {one_line(one.wrong)}", err=True)
            continue
        record = indexed.get(one.taken.material.id)
        click.echo(f"{_became(one.taken, record)}.")
        if one.taken.undated:
            told = f"mentorsoeg edit {one.taken.material.id} --year ÅR"
            click.echo(f"  Kender du året, så kør »{told}«.")
        for change in one.taken.changes:
            click.echo(f"  {change}")
        print_missing([record] if record else [])
        if one.is_cut:
            click.echo("  Filen er ikke hel; kun det, der kan læses af den, er med.")
        for material in one.alike:
            give = f"mentorsoeg add {shlex.quote(one_line(one.source))} --to {material.id}"
            click.echo(
                f"  Titlen ligner {named(material)}. Er filen dets tekst, så kør »mentorsoeg "
                f"remove {one.taken.material.id}« og »{give}«."
            )


def _became(taken: Taken, record: MaterialRecord | None) -> str:
    one, many = ("del", "dele") if record and record.in_parts else ("side", "sider")
    pages = count(record.pages if record else 0, one, many)
    if taken.is_new:
        told = f"; intet årstal på forsiden (filen er fra {taken.undated})"
        undated = told if taken.undated else ""
        return f"Lagt ind som {taken.material.id}: {pages}{undated}"
    if taken.was_given:
        return f"Givet til {taken.material.id}: {pages}"
    changed = "ændret" if taken.changes else "intet ændret"
    return f"Er her allerede som {taken.material.id} ({pages}); {changed}"


def print_fields(material: Material) -> None:
    """Each field of a material, with the option that corrects it."""
    for field in FIELDS:
        text = told_field(field, material) or "–"
        click.echo(f"--{field.option:<14} {field.danish}: {text}")


def print_inbox(added: Iterable[Added], records: Iterable[MaterialRecord]) -> None:
    """What became of the files of the inbox; those that wait, and why."""
    indexed = {record.material.id: record for record in records}
    for one in added:
        if one.taken and (one.taken.is_new or one.taken.was_given):
            became = _became(one.taken, indexed.get(one.taken.material.id))
            click.echo(f"  {one_line(one.source)}: {became[:1].lower()}{became[1:]}.")
        elif one.wrong:
            click.echo(f"  {one_line(one.source)} venter: {one_line(one.wrong)}")


def print_standing(standing: Standing) -> None:
    """How much of the collection is there, what is doubtful, and what to do next."""
    for material in standing.found:
        click.echo(f"  tvivlsomt på kildesiden: {material.id}: {material.title}")
    click.echo(standing.sentence)
    if standing.next_step:
        click.echo(f"Næste skridt: {standing.next_step}")


def print_index(report: IndexReport, records: Sequence[MaterialRecord]) -> None:
    """What the index holds now, and what the run changed."""
    pages = sum(record.pages for record in records if record.has_full_text)
    click.echo(
        f"{count(len(records), 'materiale', 'materialer')}, "
        f"{count(pages, 'side', 'sider')} med fuldtekst; "
        f"{len(report.changed)} ændret, {len(report.removed)} fjernet."
    )
    print_missing(records)


def print_missing(records: Iterable[MaterialRecord]) -> None:
    """A line for each material that isn't surely there in full, with what is held and why."""
    for record in records:
        if record.missing:
            click.echo(f"  {held(record)}: {record.material.title}: {record.missing}")


def print_status(rows: Iterable[MaterialStatus], sources: Iterable[TriedLink]) -> None:
    """The rows as a table, below each why there is no full text, and its links with what was met
    on the way; then the pages that are harvested. An address is never broken, so that it can be
    copied."""
    rows = tuple(rows)
    name = min(max((len(row.material.id) for row in rows), default=0), MOST_NAME)
    width = shutil.get_terminal_size().columns
    form = f"{{:<{name}}}  {{:>5}}  {{:>8}}  {{:<5}}  {{}}"
    click.echo(form.format("Materiale", "Sider", "Tegn", "Fik", "Hentet"))
    click.echo(form.format("─" * name, "─" * 5, "─" * 8, "─" * 5, "─" * 10))
    for row in rows:
        click.echo(form.format(row.material.id, *_got(row.record)))
        for line in (*_why(row, width), *_delisted(row), *_links(row.links, width)):
            click.echo(line)
    if told := [*_links(sources, width)]:
        click.echo("\n".join(["", "Kildesider", *told]))


def _got(record: MaterialRecord | None) -> tuple[int, int, str, str]:
    if record is None or record.original is None:
        return 0, 0, "–", "–"
    original = record.original
    return record.pages, record.characters, original.media_type.danish, original.fetched[:10]


def _why(row: MaterialStatus, width: int) -> list[str]:
    missing = row.missing or ""
    return textwrap.wrap(missing, width, initial_indent=INDENT, subsequent_indent=INDENT)


def _delisted(row: MaterialStatus) -> Iterator[str]:
    if row.material.delisted:
        yield f"{INDENT}Står ikke længere på kildesiden; savnet {row.material.delisted}."


def _links(links: Iterable[TriedLink], width: int) -> Iterator[str]:
    for url, state in links:
        when = f"{state.checked[:10]}: " if state else ""
        said = f"{INDENT}{when}{link_phrase(state)}"
        if len(said) + len(url) + 2 <= width:
            yield f"{said}  {url}"
        else:
            yield said
            yield f"{INDENT}  {url}"
        yield from _steps(state, width)


def _steps(state: LinkState | None, width: int) -> Iterator[str]:
    """What was met on a link's road, when that was more than one answer."""
    steps = state.steps if state else ()
    if len(steps) > 1:
        for step in steps:
            yield f"{INDENT * 2}→ {step.url}"
            said = ", ".join(filter(None, (step.came, _likeness(step.likeness), step.done)))
            deep = INDENT * 2 + "  "
            yield from textwrap.wrap(said, width, initial_indent=deep, subsequent_indent=deep)


def _likeness(likeness: float | None) -> str:
    return "" if likeness is None else f"lighed {round(100 * likeness)} %"
