"""Putting reports of one's own into the collection, correcting what is said of them, and taking
them out."""

from dataclasses import dataclass

from pydantic import JsonValue, ValidationError

from indexer.fetching.looker import Looker
from indexer.ids import free_id
from indexer.incoming import Incoming, bring, holder
from indexer.journal import Edit, editing, operator
from search.library.catalogfields import BY_NAME, differences
from search.library.catalogue import MATERIALS_FILE, Addition, Material, MaterialFields, in_danish
from search.library.errors import UserError
from search.library.originals import Originals
from search.library.settings import Settings


@dataclass(frozen=True)
class Taken:
    """What became of a report: the ``material`` that it is the text of, whether that ``is_new``,
    whether it ``was_given`` this text now, and what else changed, as Danish phrases; the year in
    which the file was made, when nothing tells that of the report (``undated``)."""

    material: Material
    is_new: bool
    was_given: bool
    changes: tuple[str, ...] = ()
    undated: str = ""


def add_material(settings: Settings, source: str, **given: object) -> Material:
    """Put the file or URL ``source`` into the collection with these fields of a Material.

    Adding what is there already, the same bytes or the same URL, changes these fields and keeps its
    id. Raises UserError when the source can't be read or a field is wrong.
    """
    with Looker() as looker:
        brought = bring(settings, looker, source, str(given.get("title", "")))
    return take(settings, brought, dict(given), operator()).material  # type: ignore[arg-type]


def take(  # noqa: PLR0913 - what, whose, by whom
    settings: Settings,
    brought: Incoming,
    given: MaterialFields,
    who: str,
    to: str | None = None,
    *,
    batch: str = "",
) -> Taken:
    """Make what was brought the full text of material ``to``, of the one that has it already, or of
    a new one; ``given`` goes before what the file says. ``batch`` is the command that brings more
    such. Raises UserError for an unknown id and a wrong field."""
    url = brought.state.url
    with editing(settings.corpus, who, batch) as edit:
        known = holder(edit.catalogue, url, brought.original.urn)  # also when it came meanwhile
        target = to or (known.id if known else None)
        if target is None:
            material = _new(edit, brought, given)
            edit.put(material)
            edit.what = f"lagt ind: {material.title}"
            undated = "" if material.published else brought.undated
            taken = Taken(material, is_new=True, was_given=True, undated=undated)
        else:
            before = _known(edit, target)
            was_given = url not in before.links
            if was_given:
                _give(edit, before, url)
                _drop_double(edit, brought, target, url)
            after = _correct(edit, before, given)
            changes = differences(before, after, copies=settings.show_copy)
            edit.what = f"{'tekst givet til' if was_given else 'rettet'}: {after.title}"
            taken = Taken(after, is_new=False, was_given=was_given, changes=changes)
        state = brought.state
        owner = taken.material.id if state.material else ""
        Originals.of(settings).record(state.model_copy(update={"material": owner}))
    return taken


def edit_material(
    settings: Settings, material_id: str, given: MaterialFields, who: str
) -> tuple[Material, tuple[str, ...]]:
    """Correct fields of a material in the overlay; give it and what changed, as Danish phrases.
    Raises UserError for an unknown id and a wrong field."""
    with editing(settings.corpus, who) as edit:
        before = _known(edit, material_id)
        if "links" in given:
            _keep_links(edit, material_id, given)
        after = _correct(edit, before, given)
        edit.what = f"rettet: {after.title}"
        return after, differences(before, after, copies=settings.show_copy)


def remove_material(settings: Settings, material_id: str, who: str) -> Material:
    """Take a material that was added, or found by harvesting, out of the overlay; of a catalogued
    one the files that it was given. Originals are kept. Raises UserError when the overlay has
    neither."""
    with editing(settings.corpus, who) as edit:
        material = edit.catalogue.get(material_id)
        added = any(m.id == material_id for m in edit.overlay.added)
        finding = edit.overlay.findings.get(material_id, Addition())
        links = tuple(link for link in finding.links if link.startswith("http"))
        if material is None or not (added or links != finding.links):
            raise UserError(
                f"{material_id!r} er ikke lagt ind her. Kataloget selv rettes i "
                f"{settings.corpus / MATERIALS_FILE}."
            )
        if added:
            edit.drop(material_id)
        else:
            edit.find(material_id, finding.model_copy(update={"links": links}))
        edit.what = f"taget ud: {material.title}"
    return material


def _known(edit: Edit, material_id: str) -> Material:
    material = edit.catalogue.get(material_id)
    if material is None:
        raise UserError(
            f"Kataloget har intet materiale med id {material_id}. »mentorsoeg status« viser dem."
        )
    return material


def _new(edit: Edit, brought: Incoming, given: MaterialFields) -> Material:
    fields = dict(brought.said) | dict(given)
    fields["id"] = free_id(str(fields["title"]), {m.id for m in edit.catalogue.materials})
    fields["links"] = [brought.state.url, *_links(given)]
    return checked(fields)


def _links(given: MaterialFields) -> list[JsonValue]:
    links = given.get("links")
    return links if isinstance(links, list) else []


def _give(edit: Edit, material: Material, url: str) -> None:
    """Put the link before all others of the material."""
    finding = edit.overlay.findings.get(material.id, Addition())
    edit.find(material.id, finding.model_copy(update={"links": (url, *finding.links)}))


def _drop_double(edit: Edit, brought: Incoming, target: str, url: str) -> None:
    """Take out the material that had been made of the same file alone."""
    double = next((m for m in edit.overlay.added if m.links == (url,) and m.id != target), None)
    if double:
        edit.drop(double.id)


def _correct(edit: Edit, before: Material, given: MaterialFields) -> Material:
    """Correct these fields, and give the material as it is then."""
    if "links" in given:  # addresses: a file that was put in is taken out by `remove`
        files = [link for link in before.links if link not in (*before.web_links, *_links(given))]
        given = {**given, "links": [*files, *_links(given)]}
    after = checked(before.model_dump() | dict(given))
    fresh = {k: v for k, v in given.items() if getattr(before, k) != getattr(after, k)}
    if fresh:
        edit.correct(before.id, fresh)
    return after


def _keep_links(edit: Edit, material_id: str, given: MaterialFields) -> None:
    """Of what was found of the material, keep the links that are given, and files."""
    finding = edit.overlay.findings.get(material_id, Addition())
    files = [link for link in finding.links if not link.startswith("http")]
    kept = tuple(link for link in finding.links if link in (*files, *_links(given)))
    edit.find(material_id, finding.model_copy(update={"links": kept}))


def checked(fields: MaterialFields) -> Material:
    """The material of these fields. Raises UserError naming a wrong one."""
    try:
        return Material.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        danish = BY_NAME[name].danish if name in BY_NAME else name
        raise UserError(f"Feltet {danish!r}: {in_danish(first)}.") from error
