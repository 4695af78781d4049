"""What of a material we hold, and which of its originals serves a reader best."""

from collections.abc import Iterable
from enum import StrEnum

from search.library.catalogue import Material
from search.library.originals import FULL_TEXT, WEB_KINDS, LinkBook, Original

WHOLE_PAGE = 20_000
"""Characters of running text, some ten printed pages: a web page with as many is taken for the
whole of a report."""
LEAST_ARTICLE = 500
"""Characters below which a page is no article, but what leads to one."""
SLIGHT = 4
"""A file with this many times less text than a transcript is not what was transcribed."""
CHARACTERS = 1500
"""Of a page whose text isn't read yet, about."""


class Holding(StrEnum):
    """What we hold of a material, in Danish."""

    FULL = "fuldtekst"
    TRANSCRIPT = "transskription"
    PART = "del"
    MENTION = "omtale"
    NONE = "ingen"

    @property
    def is_whole(self) -> bool:
        """Whether all of the material's text is there."""
        return self in (Holding.FULL, Holding.TRANSCRIPT)


WORTH = {
    Holding.FULL: 8, Holding.TRANSCRIPT: 7, Holding.PART: 4, Holding.MENTION: 2, Holding.NONE: 0,
}  # fmt: skip
DOUBTED = 5
"""What doubt takes: a doubtful report goes after a sure part, and before a sure mention."""


def holding_of(material: Material, original: Original) -> Holding:
    """What of the material the original holds, when it is what it is taken for. For a book only a
    file counts: its links lead to shops."""
    if original.role:
        return Holding.MENTION
    if not original.media_type.is_web_page:
        return Holding.FULL
    if not material.full_text_expected:
        return Holding.NONE
    if material.kind in WEB_KINDS and not _is_teaser(material, original):
        return Holding.FULL
    return _of_page(original)


def _is_teaser(material: Material, original: Original) -> bool:
    """Whether a page says less than an article does; what was got before characters were counted
    is believed."""
    return material.kind == "artikel" and 0 < original.characters < LEAST_ARTICLE


def _of_page(original: Original) -> Holding:
    if original.characters < FULL_TEXT:
        return Holding.MENTION
    if original.chapters:
        return Holding.FULL
    if original.pages:
        return Holding.TRANSCRIPT
    return Holding.FULL if original.characters >= WHOLE_PAGE else Holding.PART


def is_whole(material: Material, original: Original) -> bool:
    """Whether the original surely holds the whole text."""
    return holding_of(material, original).is_whole and not original.doubt


def best_original(material: Material, book: LinkBook) -> Original | None:
    """The original that serves a reader best, None when there is none.

    What holds more goes first, what is sure before what is doubtful, what its link still gives
    before what is only kept, and among equals the more trusted link. A file with far less text than
    a transcript is a part of the report at most.
    """
    states = [s for url in material.links if (s := book.state(url, material.id)) and s.original]
    longest = _longest_transcript(material, (s.original for s in states if s.original))
    ranked = [
        (_worth(material, s.original, longest), s.reason is None, s.original)
        for s in states
        if s.original and holding_of(material, s.original) is not Holding.NONE
    ]
    return max(ranked, key=lambda each: each[:2])[2] if ranked else None


def _worth(material: Material, original: Original, longest: int) -> int:
    """What an original is worth beside a transcript of so many characters."""
    holding = holding_of(material, original)
    if holding is Holding.FULL and SLIGHT * _length(original) < longest:
        holding = Holding.PART
    return WORTH[holding] - DOUBTED * bool(original.doubt)


def _longest_transcript(material: Material, originals: Iterable[Original]) -> int:
    transcripts = (
        original.characters
        for original in originals
        if holding_of(material, original) is Holding.TRANSCRIPT and not original.doubt
    )
    return max(transcripts, default=0)


def _length(original: Original) -> int:
    """About how many characters it has; files got before they were counted have enough."""
    if original.characters or not original.pages:
        return original.characters or original.size
    return CHARACTERS * original.pages  # a scan


def held_in_words(material: Material, original: Original) -> str | None:
    """Why what we hold isn't the full text, as a Danish sentence; None when it is."""
    holding = holding_of(material, original)
    if original.doubt:
        return f"Teksten er tvivlsom: {original.doubt}."
    match holding:
        case Holding.MENTION if original.role:
            return f"Vi har kun {ROLES.get(original.role, original.role)}, ikke selve materialet."
        case Holding.MENTION:
            return "Vi har kun en omtale på en webside, ikke selve materialet."
        case Holding.PART:
            return "Vi har kun en webside med en del af teksten, ikke hele materialet."
    return None


ROLES = {
    "faktaark": "et faktaark", "pressemeddelelse": "en pressemeddelelse", "resumé": "et resumé",
    "letlæst udgave": "en letlæst udgave",
    "bilag": "et bilag", "præsentation": "en præsentation", "plakat": "en plakat",
    "engelsk udgave": "en engelsk udgave", "uddrag": "et uddrag", "udkast": "et udkast",
    "del": "en del af det", "midtvejsrapport": "en midtvejsrapport", "program": "et program",
    "undervisningsmateriale": "et undervisningsmateriale", "udbudsmateriale": "et udbudsmateriale",
    "puljeopslag": "et opslag om en pulje", "ansøgning": "en ansøgning",
    "høringssvar": "et høringssvar", "referat": "et referat", "nyhedsbrev": "et nyhedsbrev",
    "omtale": "en omtale", "projektplan": "en projektplan", "svar": "et svar om det",
    "folder": "en folder",
}  # fmt: skip
"""Lesser things than the material, with their article."""
