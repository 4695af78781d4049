"""A material as a page lists it."""

from dataclasses import dataclass
from enum import IntEnum

from indexer.harvesting.citation import Citation


class Trust(IntEnum):
    """How sure it is that an entry is a material: CERTAIN; POSTED: so, but its date is that of the
    news of it; DOUBTFUL: a person has to say; IF_KNOWN: only when the catalogue has it."""

    IF_KNOWN, DOUBTFUL, POSTED, CERTAIN = range(4)


@dataclass(frozen=True)
class Entry:
    """``text`` with a blank line between paragraphs, ``links`` with the likeliest way to the file
    first."""

    citation: Citation
    text: str
    links: tuple[str, ...]
    trust: Trust = Trust.CERTAIN
