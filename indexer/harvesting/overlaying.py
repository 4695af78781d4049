"""What a page lists, merged into the overlay of the catalogue."""

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.adding import free_id
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.matching import match
from search.library.catalogue import Catalogue, Finding, Material, Overlay

BOOK = "bog"


@dataclass(frozen=True)
class Merged:
    """The overlay after a harvest, and the ids of the materials that it found: ``known`` before,
    of which some ``changed``, and those ``added``."""

    overlay: Overlay
    known: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def merge(catalogue: Catalogue, overlay: Overlay, entries: Iterable[Entry]) -> Merged:
    """Merge ``entries`` into ``overlay``; ``catalogue`` is the one that includes it.

    Only what is new changes anything: links not known, and a text longer than the one there is, so
    that pages harvested in turn don't replace each other's.
    """
    materials = list(catalogue.materials)
    findings, added = dict(overlay.findings), list(overlay.added)
    known: dict[str, bool] = {}
    new: list[str] = []
    for entry in entries:
        material = match(entry.citation, entry.links, materials)
        if material is None and entry.trust is Trust.IF_KNOWN:
            continue
        if material is None:
            material = _material(entry, {m.id for m in materials})
            materials.append(material)
            added.append(material)
            new.append(material.id)
        elif material.id not in new:
            finding = _extend(material, findings.get(material.id, Finding()), entry)
            known[material.id] = known.get(material.id, False) or finding is not None
            if finding:
                findings[material.id] = finding
                materials[materials.index(material)] = finding.added_to(material)
    merged = overlay.model_copy(update={"added": tuple(added), "findings": findings})
    changed = tuple(i for i, is_changed in known.items() if is_changed)
    return Merged(merged, tuple(known), changed, tuple(new))


def _extend(material: Material, finding: Finding, entry: Entry) -> Finding | None:
    """``finding`` with what ``entry`` knows beyond the material; None when that is nothing."""
    links = tuple(link for link in entry.links if link not in material.links)
    summary = entry.text if len(entry.text) > len(material.page_summary) else finding.summary
    extended = Finding(links=(*finding.links, *links), summary=summary)
    return None if extended == finding else extended


def _material(entry: Entry, taken: set[str]) -> Material:
    cited = entry.citation
    return Material(
        id=free_id(cited.title, taken),
        title=cited.title,
        publishers=cited.publishers,
        published=cited.published,
        kind=cited.kind or "andet",
        authors=cited.authors,
        links=entry.links,
        full_text_expected=cited.kind != BOOK,
        page_summary=entry.text,
    )
