"""What a look at a file shows, without reading all of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from search.library.mediatypes import MediaType

FIELDS, BUTTON = "fields", "button"
SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s[A-ZÆØÅ]")
"""How the heading of a numbered section begins."""
FRAME = "se dokumentet"
"""What a link to a frame is taken to say, as a rule a page too."""


@dataclass(frozen=True)
class Link:
    """A link: the address, its text with that of its title attribute, its alt text and label, and
    whether it stands in a menu, or the page's header or footer. A box beside the text may well
    hold the download.

    ``is_file``: the page says that it leads to a file (``type``, ``download``, an embedded viewer);
    ``is_aside``: it stands among what else there is to read; ``around`` is the beginning of the
    paragraph that it stands in, ``lead`` the end of what stands between it and the link before it;
    where that is nothing, before that one; ``under`` is the heading that it stands under.
    """

    url: str
    text: str
    in_menu: bool = False
    is_file: bool = False
    is_aside: bool = False
    around: str = ""
    lead: str = ""
    under: str = ""


@dataclass(frozen=True)
class Sight:
    """What a look at a file shows.

    ``pages``: of a PDF, or those that a web page prints the text of one by one. ``characters`` of
    running text, on a web page without that of links. ``titles`` are those it gives itself, the
    most telling first; ``opening`` is how its text begins, ``tops`` how each of its first pages
    does, ``cover`` what stands in the largest type of the very first; ``published`` is the date
    that stands on a cover, else the year in which a file was ``made`` where its first pages name
    it, '' when neither is known.

    Of a PDF: ``whole`` is False when its end is missing, ``scanned`` True when its first pages have
    no text, ``garbled`` when that can't be read, ``slides`` when its pages lie down and say little.
    Of a web page: ``linked`` is the share of its text that is links, ``asked`` what stands in its
    fields to write in, ``refresh`` the address that it sends on to by itself, ``scripted`` is True
    when hardly a word is there before a script has made the page, ``walled`` when it says that the
    rest is for those who pay, ``gate`` what its form for a download wants: FIELDS filled in, or a
    BUTTON pressed.
    """

    media_type: MediaType
    pages: int = 0
    characters: int = 0
    titles: tuple[str, ...] = ()
    opening: str = ""
    tops: tuple[str, ...] = ()
    cover: str = ""
    author: str = ""
    published: str = ""
    made: str = ""
    language: str | None = None
    whole: bool = True
    scanned: bool = False
    garbled: bool = False
    slides: bool = False
    linked: float = 0.0
    asks_password: bool = False
    asked: str = ""
    refresh: str = ""
    scripted: bool = False
    walled: bool = False
    gate: str = ""
    links: tuple[Link, ...] = ()

    @property
    def top(self) -> str:
        """How the very first page begins; '' where none has text."""
        return "".join(self.tops[:1])

    @classmethod
    def of(cls, made: Mapping[str, Any]) -> "Sight":
        """The sight from its JSON. Raises TypeError, ValueError, KeyError when it is none."""
        return cls(
            **dict(made)
            | {
                "media_type": MediaType(made["media_type"]),
                "titles": tuple(map(str, made["titles"])),
                "tops": tuple(map(str, made["tops"])),
                "links": tuple(Link(**link) for link in made["links"]),
            }
        )
