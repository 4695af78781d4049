"""What a page lists, merged into the overlay of the catalogue."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.matching import Shelf, are_alike, citation_likeness, match
from indexer.ids import free_id
from search.library.catalogue import (
    UNKNOWN_KIND,
    Addition,
    Catalogue,
    Material,
    Overlay,
    Source,
)
from search.library.errors import UserError

BOOK = "bog"


@dataclass(frozen=True)
class Merged:
    """The overlay after a harvest, and the ids of the materials that it found: ``known`` before,
    of which some ``changed``, and those ``added``; then the ``doubtful`` that nobody has accepted,
    and the ids of those ``gone`` from the page."""

    overlay: Overlay
    known: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    doubtful: tuple[Material, ...] = ()
    gone: tuple[str, ...] = ()


def merge(
    catalogue: Catalogue, overlay: Overlay, entries: Iterable[Entry], place: str, today: str
) -> Merged:
    """Merge the ``entries`` of the page at ``place`` into ``overlay``; ``catalogue`` is the one
    that includes it.

    Only what is new changes anything: links not known, a text longer than the one there is, so
    that pages harvested in turn don't replace each other's, and what the page lists no more.
    """
    materials = Shelf(catalogue.materials)
    findings, added = dict(overlay.findings), list(overlay.added)
    known: dict[str, bool] = {}
    new: list[str] = []
    listed: dict[str, None] = {}
    doubtful: list[Material] = []
    entries = [*entries]
    lesser = _lesser(entries, materials)
    makers: dict[str, Entry] = {}
    for entry in entries:
        material = None if id(entry) in lesser else _match_apart(entry, materials, makers)
        if material is None and entry.trust is Trust.DOUBTFUL:
            if _match(entry, doubtful) is None:
                doubtful.append(_material(entry, materials.ids() | {m.id for m in doubtful}))
        elif material is None and entry.trust is not Trust.IF_KNOWN:
            material = _material(entry, materials.ids() | {m.id for m in doubtful})
            materials.put(material)
            added.append(material)
            new.append(material.id)
            makers[material.id] = entry
            listed[material.id] = None
        elif material and material.id not in new:
            listed[material.id] = None
            finding = _extend(material, findings.get(material.id, Addition()), entry)
            known[material.id] = known.get(material.id, False) or finding is not None
            if finding:
                findings[material.id] = finding
                materials.put(finding.added_to(material, material.delisted))
    source = _source(overlay.sources.get(place, Source()), [*listed], doubtful, today)
    fresh = {"added": tuple(added), "findings": findings}
    merged = overlay.model_copy(update=fresh | {"sources": {**overlay.sources, place: source}})
    changed = tuple(i for i, is_changed in known.items() if is_changed)
    gone = tuple(i for i in source.gone if catalogue.get(i))
    return Merged(merged, tuple(known), changed, tuple(new), tuple(doubtful), gone)


def _lesser(entries: Sequence[Entry], materials: Shelf) -> set[int]:
    """The ids of the entries that are less like a material than another, surer or as sure, with
    another title: a page that lists two volumes means two."""
    matched = [(e, m) for e in entries if (m := _match_apart(e, materials, {}))]
    likeness = {id(e): citation_likeness(e.citation, m) for e, m in matched}
    by_id: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry, material in matched:
        by_id[material.id].append(entry)
    return {
        id(entry)
        for entry, material in matched
        for other in by_id[material.id]
        if likeness[id(entry)] < likeness[id(other)]
        and other.trust is not Trust.DOUBTFUL
        and (entry.trust is Trust.DOUBTFUL or not _is_same(entry, other))
    }


def _is_same(entry: Entry, other: Entry) -> bool:
    """Whether two entries of a page are one material, listed twice."""
    return bool({*entry.links} & {*other.links}) or are_alike(entry.citation, other.citation)


def accept(merged: Merged, ids: Collection[str]) -> Merged:
    """``merged`` with the doubtful materials of these ids in the catalogue. Raises UserError."""
    overlay = merged.overlay
    told = {m.id: m for source in overlay.sources.values() for m in source.doubtful}
    if unknown := [i for i in ids if i not in told]:
        raise UserError(
            f"Blandt de tvivlsomme er der intet med id {', '.join(unknown)}. "
            "»mentorsoeg harvest URL« viser dem."
        )
    sources = {
        place: source.model_copy(update={
            "listed": (*source.listed, *(m.id for m in source.doubtful if m.id in ids)),
            "doubtful": tuple(m for m in source.doubtful if m.id not in ids),
        })
        for place, source in overlay.sources.items()
    }  # fmt: skip
    taken = tuple(told[i] for i in ids)
    return replace(
        merged,
        overlay=overlay.model_copy(update={"added": (*overlay.added, *taken), "sources": sources}),
        added=(*merged.added, *ids),
        doubtful=tuple(m for m in merged.doubtful if m.id not in ids),
    )


def _match_apart(entry: Entry, shelf: Shelf, makers: Mapping[str, Entry]) -> Material | None:
    """The one that is meant, not one that another entry of the page has just made (``makers``, by
    id) unless both are the same."""
    materials = shelf.near(entry.citation, entry.links)
    found = _match(entry, materials)
    while found and found.id in makers and not _is_same(entry, makers[found.id]):
        materials = [m for m in materials if m is not found]
        found = _match(entry, materials)
    return found


def _match(entry: Entry, materials: Iterable[Material]) -> Material | None:
    """The one that is meant; a date that is but that of the news of it speaks against none."""
    cited = entry.citation
    found = match(cited, entry.links, materials)
    if found is None and entry.trust is Trust.POSTED:
        found = match(replace(cited, published=None), entry.links, materials)
    return found


def _source(before: Source, found: Collection[str], doubtful: list[Material], today: str) -> Source:
    missed = (i for i in (*before.listed, *before.gone) if i not in found)
    gone = {i: before.gone.get(i, today) for i in missed}
    return Source(listed=tuple(found), gone=gone, doubtful=tuple(doubtful))


def _extend(material: Material, finding: Addition, entry: Entry) -> Addition | None:
    """``finding`` with what ``entry`` knows beyond the material, its links in its order; None when
    that is nothing."""
    is_new = any(link not in material.links for link in entry.links)
    links = tuple(link for link in entry.links if is_new and link not in finding.links)
    summary = entry.text if len(entry.text) > len(material.page_summary) else finding.summary
    extended = Addition(links=(*finding.links, *links), summary=summary)
    return None if extended == finding else extended


def _material(entry: Entry, taken: set[str]) -> Material:
    cited = entry.citation
    return Material(
        id=free_id(cited.title, taken),
        title=cited.title,
        publishers=cited.publishers,
        authors=cited.authors,
        published=cited.published,
        kind=cited.kind or UNKNOWN_KIND,
        links=entry.links,
        full_text_expected=cited.kind != BOOK,
        page_summary=entry.text,
    )
