"""A report that somebody brings: its bytes are kept, and what it is, is looked at in a sandbox."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from indexer.extraction import contentspages
from indexer.extraction.sight import SECTION, Sight
from indexer.fetching import fetch_one
from indexer.fetching.deadlinks import Dead
from indexer.fetching.likeness import (
    LEAST_TITLE,
    SAME,
    Wanted,
    coverage,
    likeness,
    named,
    weight,
    words,
)
from indexer.fetching.looker import Looker
from indexer.harvesting.citation import KINDS, Citation
from indexer.harvesting.matching import ALIKE, citation_likeness
from indexer.harvesting.names import names
from search.library.catalogue import (
    Catalogue,
    Material,
    MaterialFields,
    load_catalogue,
)
from search.library.credentials import without_credentials
from search.library.errors import UserError
from search.library.fieldtypes import Isbn, PartialDate
from search.library.files import read_file, why
from search.library.mediatypes import NAMES
from search.library.originals import LinkState, Original, Originals
from search.library.settings import Settings

ISBN = re.compile(r"ISBN[^\d\n]{0,20}(\d[\d -]{8,16}[\dXx])")
MOST_ALIKE = 5
STEM = 4
"""Letters by which words of a title are looked for before its likeness is told."""
WEB = re.compile(r"https?://", re.IGNORECASE)


@dataclass(frozen=True)
class Incoming:
    """A file or address that is brought, as ``name``, with the ``state`` of its link; ``sight`` is
    None when it can't be looked into, and ``unread`` then the reason as a Danish phrase; ``said``
    what it says of itself, as fields of a Material. ``known`` is the material that has it already,
    ``alike`` are those that it may be, the most like first."""

    name: str
    state: LinkState
    original: Original
    sight: Sight | None
    said: MaterialFields
    known: Material | None
    alike: tuple[Material, ...]
    unread: str = ""

    @property
    def is_titled(self) -> bool:
        """Whether its pages say what it is called; its title is that of the file otherwise."""
        return self.sight is not None and bool(_title(self.sight))

    @property
    def undated(self) -> str:
        """The year in which the file was made, when nothing tells that of the report."""
        return self.sight.made if self.sight and "published" not in self.said else ""

    @property
    def is_whole(self) -> bool:
        """Whether all of it seems to be there."""
        return self.sight is not None and self.sight.whole


def is_address(source: str) -> bool:
    """Whether it is an address of the web."""
    return WEB.match(source) is not None


def bring(
    settings: Settings, looker: Looker, source: str, title: str = "", sought: Material | None = None
) -> Incoming:
    """Keep what the file or address ``source`` gives, and look at it; ``title`` is what it is said
    to be called, ``sought`` the material that it is said to be. Raises UserError when it can't be
    read."""
    source = without_credentials(source)
    if is_address(source):
        wanted = sought or Material(id="et-materiale", title=title.strip() or "–")
        state = fetch_one(settings, source, wanted)
        if state.original is None:
            raise UserError(f"{source} kan ikke hentes: {state.reason}.")
        return _looked_at(settings, looker, source, state, state.original, title)
    try:
        content = read_file(Path(source), settings.file_bytes)
    except OSError as error:
        raise UserError(f"{source} kan ikke læses: {why(error)}.") from error
    original = keep(settings, looker, source, content)
    return look_at(settings, looker, source, original, title)


def keep(settings: Settings, looker: Looker, name: str, content: bytes) -> Original:
    """Keep the bytes of a file called ``name``. Raises UserError for what is no kind of file that
    can be read."""
    if not content:
        raise UserError(f"{name} er tom.")
    try:
        media_type = looker.kind(content)
    except Dead as dead:
        raise UserError(f"{name}: {dead}.") from dead
    if media_type is None:
        raise UserError(f"{name} er hverken {NAMES}.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Original(
        sha256=Originals.of(settings).keep(content), size=len(content), media_type=media_type,
        final_url="", fetched=now, status=200, headers={},
    )  # fmt: skip


def look_at(
    settings: Settings, looker: Looker, name: str, original: Original, title: str = ""
) -> Incoming:
    """Look at a file that is kept."""
    state = LinkState(url=original.urn, checked=original.fetched, original=original)
    return _looked_at(settings, looker, name, state, original, title)


def _looked_at(  # noqa: PLR0913, PLR0917 - what there is
    settings: Settings,
    looker: Looker,
    name: str,
    state: LinkState,
    original: Original,
    title: str,
) -> Incoming:
    sight, unread = None, ""
    try:
        sight = looker.look(Originals.of(settings).path(original.sha256))
    except Dead as dead:
        unread = str(dead)
    if sight and state.url.startswith("urn:"):
        counted = {"characters": sight.characters, "pages": sight.pages}
        original = original.model_copy(update=counted)
        state = state.model_copy(update={"original": original})
    catalogue = load_catalogue(settings.corpus)
    said = said_by(sight, name, catalogue)
    known = holder(catalogue, state.url, original.urn)
    titled = title.strip() or str(said["title"])
    alike = () if known else _alike(catalogue, titled, said, sight)
    return Incoming(name, state, original, sight, said, known, alike, unread)


def holder(catalogue: Catalogue, *links: str) -> Material | None:
    """The first material of ``catalogue`` that has one of these links."""
    return next((m for m in catalogue.materials if {*links} & {*m.links}), None)


def said_by(sight: Sight | None, name: str, catalogue: Catalogue) -> MaterialFields:
    """What a file called ``name`` says of itself, as fields of a Material: a title always, and only
    what can be believed."""
    title = (_title(sight) if sight else "") or _named(name)
    kinds = (KINDS[w] for w in re.findall(r"\w+", title.lower()) if w in KINDS)
    said: dict[str, str | list[str]] = {"title": title, "kind": next(kinds, "")}
    if sight:
        isbns = (found[1] for found in ISBN.finditer(sight.opening))
        said["isbn"] = next((isbn for isbn in isbns if _fits(Isbn, isbn)), "")
        said["published"] = sight.published if _fits(PartialDate, sight.published) else ""
        said["authors"] = _authors(sight)
        said["publishers"] = _publishers(sight, catalogue)
    return {name: value for name, value in said.items() if value}  # type: ignore[misc]


def _title(sight: Sight) -> str:
    """The title that tells the file from others: one that it says and its first page confirms,
    before what is only large, unless it is one word of that; below a cover, what is large on the
    next page is a heading."""
    telling = [t for t in map(_flat, sight.titles) if weight(words(t)) >= LEAST_TITLE]
    first, second = ("".join(sight.tops[n : n + 1]) for n in range(2))
    said = [t for t in telling[1:] if coverage(t, first) >= SAME]
    said = [t for t in said if not _says_less(t, telling[0])]
    headings = {t for t in telling if sight.cover and _is_heading(t, first, second)}
    headings |= {t for t in telling[1:] if _heads_section(t)}
    return next((t for t in (*said, *telling) if t not in headings and not _lists(t)), "")


def _says_less(title: str, large: str) -> bool:
    """Whether it is but one of the words of what is large, as the kind of a report is."""
    return len(words(title)) == 1 and {*words(title)} <= {*words(large)}


def _is_heading(title: str, first: str, second: str) -> bool:
    """Whether it stands on the second page alone."""
    return coverage(title, first) < SAME <= coverage(title, second)


def _heads_section(title: str) -> bool:
    """Whether it is that of a section, or leads up to what stands below it."""
    return bool(SECTION.match(title)) or title.endswith(":")


def _lists(title: str) -> bool:
    """Whether it heads a table of contents."""
    return title.lower().rstrip(" .:") in contentspages.NAMES


def _flat(text: str) -> str:
    return " ".join(text.split())


def _named(name: str) -> str:
    """A title out of a file's name or an address."""
    stem = Path(name.rstrip("/")).stem if not is_address(name) else name.rstrip("/").split("/")[-1]
    spaced = _flat(re.sub(r"[_+]|(?<=\w)-(?=\w)|%20", " ", stem))
    return spaced[:1].upper() + spaced[1:] or "Uden titel"


def _authors(sight: Sight) -> list[str]:
    """The persons that the file names as its authors and its first pages name too: many files name
    only whose computer they were made on."""
    whole = [name for name in names(sight.author) if len(name.split()) > 1]
    surnames = tuple(name.split(",")[0].split()[-1].lower() for name in whole)
    wanted = Wanted(surnames=surnames)
    return (
        whole
        if whole and named(wanted, Sight(sight.media_type, opening=sight.opening)) == 1
        else []
    )


def _publishers(sight: Sight, catalogue: Catalogue) -> list[str]:
    """Those of the catalogue's publishers that stand on the first page."""
    cover = f" {_flat(sight.top)} "
    known = dict.fromkeys(p for m in catalogue.materials for p in m.publishers)
    return [p for p in known if re.search(rf"(?<!\w){re.escape(p)}(?!\w)", cover)]


def _fits(kind: Any, value: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def _alike(
    catalogue: Catalogue, title: str, said: MaterialFields, sight: Sight | None
) -> tuple[Material, ...]:
    """The materials that this may be, by the title that is given and by what its pages say."""
    published = said.get("published")
    cited = Citation(title=title, published=str(published)[:4] if published else None)
    there = _stems(
        (*words(title), *(words("\n".join((*sight.titles, sight.opening))) if sight else ()))
    )
    scored = [(_likeness(cited, m, sight), -n, m) for n, m in enumerate(catalogue.materials)
              if _may_be(m, there)]  # fmt: skip
    likely = sorted((s for s in scored if s[0]), key=lambda s: s[:2], reverse=True)
    return tuple(m for _, _, m in likely[:MOST_ALIKE])


def _likeness(cited: Citation, material: Material, sight: Sight | None) -> float:
    """From 0 to 1; 0 when it is another."""
    by_title = citation_likeness(cited, material) / 100
    by_text = likeness(Wanted.of(material), sight) if sight else None
    best = max(by_title if by_title >= ALIKE / 100 else 0.0, by_text or 0.0)
    return best if best >= SAME else 0.0


def _may_be(material: Material, there: set[str]) -> bool:
    """Whether some of the title's words stand there at all: telling how like it is costs more."""
    sought = _stems(words(material.title))
    return 2 * len(sought & there) >= len(sought)


def _stems(found: Iterable[str]) -> set[str]:
    return {word[:STEM] for word in found}
