"""How the collection stands: how much of it is there, what is doubtful, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from search.library.catalogue import Material, Overlay, load_overlay
from search.library.counting import count
from search.library.holdings import Holding
from search.library.record import MaterialRecord

INBOX = "ind"
"""The folder below the corpus in which people lay reports."""


@dataclass(frozen=True)
class Standing:
    """The records of all materials, those ``lacking`` that should be there in full and aren't, the
    ``doubtful`` ones among the others, and what is only ``found``: what pages list and nobody has
    said is a material."""

    records: tuple[MaterialRecord, ...]
    lacking: tuple[MaterialRecord, ...]
    doubtful: tuple[MaterialRecord, ...]
    found: tuple[Material, ...]
    inbox: Path

    @classmethod
    def of(cls, records: Iterable[MaterialRecord], corpus: Path) -> "Standing":
        """How these records and the overlay of ``corpus`` stand. Raises CatalogueError."""
        every = tuple(records)
        expected = [r for r in every if r.material.full_text_expected and not r.has_full_text]
        doubtful = [r for r in every if r.pages and r.held.is_whole and r.missing]
        return cls(
            records=every,
            lacking=tuple(r for r in expected if r not in doubtful),
            doubtful=tuple(doubtful),
            found=doubtful_entries(load_overlay(corpus)),
            inbox=corpus / INBOX,
        )

    @property
    def sentence(self) -> str:
        """How much is there, in one Danish sentence."""
        whole = sum(record.has_full_text for record in self.records)
        all_told = count(len(self.records), "materiale", "materialer")
        told = f"{whole} af {all_told} har fuldtekst"
        if self.doubtful:
            told += f"; {count(len(self.doubtful), 'tekst', 'tekster')} er tvivlsom"
            told += "" if len(self.doubtful) == 1 else "me"
        return f"{told}."

    @property
    def next_step(self) -> str:
        """What a person does next, as a Danish sentence; '' when there is nothing to do."""
        if self.found:
            return (
                "Se de tvivlsomme fund efter; »mentorsoeg harvest --accept ID« tager et med i "
                "kataloget."
            )
        if self.doubtful:
            return (
                "Se de tvivlsomme tekster efter med »mentorsoeg status«; den rigtige fil gives med "
                "»mentorsoeg add FIL --to ID«."
            )
        if self.lacking:
            return (
                "Har du en af rapporterne, der mangler, så giv den med »mentorsoeg add FIL --to "
                f"ID«, eller læg den i {self.inbox}/."
            )
        return ""


def doubtful_entries(overlay: Overlay) -> tuple[Material, ...]:
    """What harvested pages list that only a person can say is a material."""
    return tuple(m for source in overlay.sources.values() for m in source.doubtful)


def held(record: MaterialRecord) -> str:
    """What is held of a material that isn't surely there in full, as a Danish phrase."""
    if record.held is Holding.NONE:
        return "uden fuldtekst"
    return f"tvivlsom {record.held}" if record.held.is_whole else f"kun {record.held}"


def named(material: Material) -> str:
    """A material as a person is told which is meant."""
    facts = ", ".join(filter(None, (material.publisher, str(material.year or ""))))
    return f"»{material.title}«{f' ({facts})' if facts else ''}, {material.id}"
