"""The state of the collection: per material the links tried, what was got, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass

from search.library.catalogue import Catalogue, Material
from search.library.originals import LinkBook, LinkState, Original
from search.library.record import MaterialRecord


@dataclass(frozen=True)
class MaterialStatus:
    """``links`` pairs each link with what is known of it, None when it wasn't tried; ``record`` is
    what the index has, None when it has nothing yet."""

    material: Material
    links: tuple[tuple[str, LinkState | None], ...]
    record: MaterialRecord | None

    @property
    def missing(self) -> str | None:
        """Why there is no full text, as a Danish sentence; None when there is."""
        return self.record.missing if self.record else "Ikke indekseret endnu."


def link_phrase(state: LinkState | None) -> str:
    """What a link gave, as a Danish phrase."""
    if state is None:
        return "ikke prøvet"
    if state.reason is None:
        return ": ".join(filter(None, ("hentet", _what_came(state.original))))
    if state.original is None:
        return state.reason
    if state.original.archived:
        return f"{state.reason}; gemt udgave fra Internet Archive ({state.original.archived})"
    return f"{state.reason}; den tidligere udgave er beholdt"


def _what_came(original: Original | None) -> str:
    """What is to be said of an original that isn't the report as a file."""
    if original is None:
        return ""
    parts = "websider" if original.media_type.is_web_page else "filer"
    bound = f"sat sammen af {original.chapters} {parts}" if original.chapters else ""
    return ", ".join(filter(None, (bound, original.role or original.doubt)))


def collection_status(
    catalogue: Catalogue, book: LinkBook, records: Iterable[MaterialRecord]
) -> tuple[MaterialStatus, ...]:
    """The status of each catalogued material, in the catalogue's order."""
    indexed = {record.material.id: record for record in records}
    return tuple(
        MaterialStatus(
            material,
            tuple((url, book.state(url, material.id)) for url in material.web_links),
            indexed.get(material.id),
        )
        for material in catalogue.materials
    )
