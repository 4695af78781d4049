"""What counts as the thing that was asked for, and what may replace what we have.

A server that answers 200 may give a login, an error, its front page, another report, or half a
file. So nothing is judged by what it says of itself alone: a file or page is held against what is
sought (``likeness``), by how it is built and how long it is, and a page that can't be told so
against what the server gives for an address that can't exist.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit

from rapidfuzz import fuzz

from indexer.extraction.language import INDEX
from indexer.extraction.sight import BUTTON, FIELDS, Sight
from indexer.extraction.stamps import unstamped
from indexer.fetching.deadlinks import Dead
from indexer.fetching.doubting import (
    LENGTH,
    SHRUNK,
    doubt_of_file,
    doubt_of_length,
    doubt_of_page,
    doubt_of_title,
    is_shortened,
)
from indexer.fetching.imprints import says_no_title
from indexer.fetching.likeness import (
    OTHER,
    SAME,
    Wanted,
    coverage,
    is_about,
    is_silent,
    is_supported,
    is_untitled,
    likeness,
    named,
    title_likeness,
    told_pages,
    weight,
    words,
)
from indexer.fetching.naming import is_called_else
from indexer.fetching.roles import (
    HEAD,
    PART,
    SUMMARY,
    is_other_volume,
    kinds_of,
    named_role,
    role_after,
    role_of,
)
from indexer.fetching.sisters import says_more
from indexer.fetching.subtitles import says_for_use
from search.library.holdings import CHARACTERS
from search.library.mediatypes import MediaType
from search.library.originals import FULL_TEXT, Original

STUB = 300
"""Characters of running text below which a page is a signpost, not a text."""
SHORT = 2000
"""Characters below which a page with a field for a password is a login, and one with a paywall the
beginning of its text."""
LISTED = 0.6
"""Share of links in a page's text from which on it is a list of other pages."""
EVERYWHERE = 90
"""Likeness in per cent of two pages that are the same but for the address that they name."""
ENGLISH, EXCERPT = "engelsk udgave", "uddrag"
ABROAD = {"no": "norsk", "sv": "svensk", "de": "tysk", "fr": "fransk", "es": "spansk"}
"""Languages that a Danish report is not in, whatever its title."""
LINKED_ENGLISH = re.compile(r"engelsk|english|summary", re.I)
TELLING_TITLE = 45.0
"""Weight of a title from which on no two reports have it."""
ABSTRACT = 2500
"""Characters below which what begins with an abstract is no article: a journal's page about it."""
ABSTRACT_HEAD = re.compile(r"(abstra[ck]t|resum[eé]|sammendrag|summary)( \(?\w+\)?)?\W*", re.I)
HEAD_LINES = 8
"""Lines among which such a heading stands, after title, authors and journal."""
FIRST_CHAPTER = re.compile(
    r"^(kapitel )?[\d.:)\s]*"
    r"((resum[eé]|sammenfatning|sammendrag|summary)\b(?!:| (af|til|fra|for|of)\b))?",
    re.I,
)
"""What the title of a report's first file may begin with that is its first chapter's."""
GATES = {
    FIELDS: "siden giver kun rapporten til den, der udfylder en formular",
    BUTTON: "siden giver kun rapporten til den, der trykker på en knap",
}
PASSED_FIRST = "en anden side kommer før: login, samtykke eller lignende"


class Foreign(Dead):
    """What came is something else than what was sought."""


@dataclass(frozen=True)
class CameBy:
    """How a file was come by: ``says`` is the link's text, ``alike`` whether the link or its page
    has the title sought, ``direct`` whether the catalogue itself names the address, ``page``
    what its page says, ``is_headed`` whether that page has the title sought and the link says to
    be the report, and nothing else, ``is_listed`` whether that page is about something else: a
    list, a front page, and ``is_only`` whether it is the one file that a page about it gives."""

    says: str = ""
    alike: bool = True
    direct: bool = True
    page: str = ""
    is_headed: bool = False
    is_listed: bool = False
    is_only: bool = False


@dataclass(frozen=True)
class Verdict:
    """What a file or page is taken for: its likeness to what is sought, ``role`` when it is a
    lesser thing, and ``doubt``, a Danish phrase, '' when there is none."""

    likeness: float | None
    role: str = ""
    doubt: str = ""


def judge_file(wanted: Wanted, sight: Sight, url: str, by: CameBy) -> Verdict:
    """What a PDF or text file is taken for. Raises Foreign."""
    whole, sight = sight, _without_names(wanted, sight)
    alike, role = likeness(wanted, sight), role_of(wanted, sight, url, by.says)
    doubt = _doubt_at_sight(wanted, sight, by, role)
    if alike is None:
        if wanted.titles and not by.direct and not by.alike:
            raise Foreign("filen kan ikke kendes som rapporten")
        return Verdict(None, role, doubt)
    if alike < (OTHER if by.direct or by.alike else SAME):
        return _judge_other(wanted, whole, url, by, alike)
    if not role and sight.language == "en" and wanted.is_danish and not _is_english(wanted, sight):
        role = ENGLISH
    if by.is_listed and not role and is_called_else(wanted, sight):
        raise Foreign(f"filen er en anden: »{_title(sight)}«")
    if alike < SAME or not role:
        doubt = _doubt_of(wanted, sight, by, alike) or doubt
    return Verdict(alike, role, _doubt_of_language(wanted, sight, role, doubt))


def _doubt_at_sight(wanted: Wanted, sight: Sight, by: CameBy, role: str) -> str:
    """Why a file may be something else, whatever its likeness."""
    doubt = doubt_of_file(wanted, sight)
    if by.is_listed and _is_namesake(wanted, sight):
        doubt = doubt or "filen nævner hverken forfatter, udgiver eller år"
    if doubt or role:
        return doubt
    if says_for_use(wanted, sight):
        return "filen er til brug og ingen rapport"
    return doubt_of_length(wanted, sight, wanted.pages or told_pages(by.page))


def _is_namesake(wanted: Wanted, sight: Sight) -> bool:
    """Whether nothing but a title that others may have too tells that a file is what is sought:
    who wrote or published it, and when, is known, and isn't there."""
    weights = [weight(words(title)) for title in wanted.titles]
    if max(weights, default=TELLING_TITLE) >= TELLING_TITLE:
        return False
    is_known = bool(wanted.publishers or wanted.surnames)
    years = f"{sight.opening} {sight.published} {sight.made}"
    is_dated = not wanted.year or any(str(wanted.year + n) in years for n in (-1, 0, 1))
    return is_known and not is_dated and not is_supported(wanted, sight)


def _doubt_of(wanted: Wanted, sight: Sight, by: CameBy, alike: float) -> str:
    """Why a file of that likeness may be something else; '' when nothing tells."""
    if alike >= SAME:
        is_its = by.is_headed or by.is_only
        return doubt_of_title(wanted, sight, _title(sight), is_headed=is_its)
    is_told = by.is_only and bool(wanted.main) and coverage(wanted.rest, by.page) >= OTHER
    is_its = is_shortened(wanted, sight, is_headed=by.is_headed, is_told=is_told)
    return "" if is_its else f"filen kalder sig »{_title(sight)}«"


def _doubt_of_language(wanted: Wanted, sight: Sight, role: str, doubt: str) -> str:
    is_abroad = not role and wanted.is_danish and sight.language in ABROAD
    return doubt or (f"filen er på {ABROAD[sight.language or '']}" if is_abroad else "")


def _without_names(wanted: Wanted, sight: Sight) -> Sight:
    """The sight without what stands as a title and is none."""
    titles = tuple(
        title
        for title in sight.titles
        if title_likeness(wanted, title) >= OTHER or not says_no_title(title, wanted, sight)
    )
    return replace(sight, titles=titles, cover=sight.cover if sight.cover in titles else "")


def _judge_other(wanted: Wanted, sight: Sight, url: str, by: CameBy, alike: float) -> Verdict:
    """What a file with another title is taken for. Raises Foreign."""
    if wanted.is_danish and sight.language == "en" and _is_its_english(wanted, sight, by):
        return Verdict(alike, ENGLISH, "")
    if sight.garbled and by.direct:
        return Verdict(alike, "", "filens tekst kan ikke læses")
    if _may_be_it(wanted, sight, by):
        doubt = f"filen kalder sig »{_title(sight)}«"
        return Verdict(alike, role_of(wanted, sight, url, by.says), doubt)
    raise Foreign(f"filen er en anden: »{_title(sight)}«")


def _may_be_it(wanted: Wanted, sight: Sight, by: CameBy) -> bool:
    """Whether a file of some length with another title may be the report nonetheless: it is what
    the report's own page gives for it, it has no title, or it is about the same."""
    if not (_is_long(sight) and (by.direct or by.alike)):
        return False
    return by.is_headed or is_untitled(sight) or is_about(wanted, sight)


def _is_english(wanted: Wanted, sight: Sight) -> bool:
    """Whether an English text has the title sought word by word, and its small words are English
    ones: too few to tell its language by, but it is no translation of a Danish one."""
    small = [INDEX[word] for word in wanted.titles[0].lower().split() if word in INDEX]
    is_danish = any("da" in each and "en" not in each for each in small)
    is_english = any("en" in each and "da" not in each for each in small)
    return is_english and not is_danish and coverage(wanted.titles[0], sight.top) == 1.0


def _is_long(sight: Sight) -> bool:
    return (sight.pages or sight.characters // CHARACTERS) >= LENGTH


def _is_its_english(wanted: Wanted, sight: Sight, by: CameBy) -> bool:
    """Whether an English text is one of the Danish report: by its authors, by what its link on the
    report's page says, or as the one text that the page gives for it."""
    by_link = by.alike and not by.direct and LINKED_ENGLISH.search(by.says) is not None
    by_author = by.alike and bool(wanted.surnames) and named(wanted, sight) >= SHRUNK
    return by_link or by_author or (by.is_headed and _is_long(sight))


def judge_page(wanted: Wanted, sight: Sight, *, is_page: bool) -> Verdict:
    """What a web page is taken for; ``is_page`` when a page is sought. Raises Dead."""
    _check_shown(sight)
    if title_likeness(wanted, sight.asked) >= SAME:
        raise Dead("svarede med en søgning efter titlen")
    alike = likeness(wanted, sight)
    if alike is not None and alike < OTHER and sight.titles:
        raise Foreign(f"siden er en anden: »{_title(sight)}«")
    if len(sight.opening) < (1 if is_page else STUB):
        raise Dead(GATES.get(sight.gate, "siden har hverken teksten eller en fil, der kan hentes"))
    if not is_page and (sight.linked > LISTED or sight.characters < STUB):
        raise Dead(GATES.get(sight.gate, "siden er en liste over links og ingen tekst"))
    if alike is not None and alike < OTHER:
        raise Foreign("siden har ingen titel og er ikke kendt som rapporten")
    role = _role_of_page(wanted, sight)
    if alike is not None and alike < SAME:
        doubt = f"siden kalder sig »{_title(sight)}«"
    else:
        doubt = "" if is_page else _doubt_of_text(wanted, sight, alike)
    return Verdict(alike, role, doubt)


def judge_bound(wanted: Wanted, sight: Sight, contents: Sight, missing: int) -> Verdict:
    """What a report is taken for that was put together of what its ``contents`` page links, of
    which some may be ``missing``. Raises Dead."""
    if sight.media_type.is_web_page:
        found = judge_page(wanted, sight, is_page=False)
    else:
        found = judge_file(wanted, sight, "", CameBy(direct=False, is_headed=True))
    titles = (*contents.titles, *(FIRST_CHAPTER.sub("", title) for title in sight.titles))
    bearing = [title for title in titles if title_likeness(wanted, title) >= SAME]
    if found.role in (PART, SUMMARY) and not named_role(wanted, bearing):
        found = replace(found, role="")
    is_else = is_called_else(wanted, sight) or says_more(wanted, sight)
    is_else = is_else or says_for_use(wanted, contents)
    doubt = f"siden kalder sig »{_title(sight)}«" if is_else else ""
    return replace(found, role=found.role or PART * bool(missing), doubt=found.doubt or doubt)


def _doubt_of_text(wanted: Wanted, sight: Sight, alike: float | None) -> str:
    """Why the text of a page with the title may be something else than the report."""
    if not sight.pages and alike is not None and is_silent(wanted, sight):
        return "siden har titlen, men handler om noget andet"
    return doubt_of_page(wanted, sight)


def _role_of_page(wanted: Wanted, sight: Sight) -> str:
    """What lesser thing a page is: what its titles or first words say, or the beginning that it
    shows to those who don't pay. A text may well begin with its summary."""
    titles = [unstamped(title) for title in sight.titles]
    bearing = [title for title in titles if title_likeness(wanted, title) >= SAME]
    if role := named_role(wanted, bearing or titles, kinds_of(sight)):
        return role
    if role := role_after(wanted, sight, bearing):
        return role
    if is_other_volume(wanted, bearing):
        return PART
    if sight.walled and sight.characters < SHORT:  # the box may be there for others than us
        return EXCERPT
    if is_abstract(wanted, sight):
        return SUMMARY
    told = named_role(wanted, (sight.opening[:HEAD],), kinds_of(sight))
    return "" if told == SUMMARY and sight.characters >= FULL_TEXT else told


def is_abstract(wanted: Wanted, sight: Sight) -> bool:
    """Whether an article is sought, and a page has little more than its abstract."""
    if wanted.kind != "artikel" or sight.characters >= ABSTRACT:
        return False
    lines = [line.strip() for line in sight.opening.splitlines() if line.strip()]
    return any(ABSTRACT_HEAD.fullmatch(line) for line in lines[:HEAD_LINES])


def _check_shown(sight: Sight) -> None:
    """Raise Dead when a page shows nothing to us, whatever it is about."""
    if sight.asks_password and sight.characters < SHORT:
        raise Dead("siden kræver login")
    if sight.scripted:
        raise Dead("siden vises kun i en browser med JavaScript")


def check_place(asked: str, got: str) -> None:
    """Raise Dead when the answer is the site's front page, and another was asked for."""
    if _is_front(got) and not _is_front(asked):
        raise Dead(PASSED_FIRST if is_gate(asked, got) else "viderestiller til forsiden")


def is_gate(asked: str, got: str) -> bool:
    """Whether what came is a page to pass first, which sends on to the one asked for: its address
    names that one."""
    parts, path = urlsplit(got), urlsplit(asked).path
    return len(path) > 1 and path in unquote(unquote(parts.query)) and parts.path != path


def _is_front(url: str) -> bool:
    return re.fullmatch(r"/?|/[a-z]{2}/?|/(index|default)\.\w+", urlsplit(url).path) is not None


def is_same_page(one: Sight, other: Sight) -> bool:
    """Whether two pages are one, but for the address that they may name."""
    said = ("\n".join((*sight.titles, sight.opening)) for sight in (one, other))
    return fuzz.ratio(*said) >= EVERYWHERE


def _title(sight: Sight) -> str:
    title = next((t for t in sight.titles if len(t) > 3), sight.opening.strip())
    flat = " ".join(title.split())
    return flat if len(flat) <= 80 else flat[:79] + "…"


def check_text(content: bytes) -> None:
    """Raise Dead when a plain text is no text for readers: a word or two, or a program's answer."""
    start = content.lstrip()[:5]
    if len(content) < STUB or start[:1] in (b"{", b"[") or start == b"<?xml":
        raise Dead("svarede med noget, der ikke er en tekst")


def check_replacement(new: Original, sight: Sight, old: Original, before: Sight | None) -> None:
    """Raise Dead when ``new``, seen as ``sight``, must not replace ``old``, seen as ``before``;
    None when nothing could be seen of that."""
    if old.media_type.has_pages and not new.media_type.has_pages:
        raise Dead("svarede med en webside i stedet for filen")
    if new.media_type != old.media_type or before is None:
        return
    if new.media_type is MediaType.PDF:
        if before.whole and not sight.whole:
            raise Dead("filen er en PDF, men ikke hel")
        shrunk = sight.pages < SHRUNK * before.pages
    else:
        shrunk = (new.characters or new.size) < SHRUNK * (old.characters or old.size)
    if shrunk:
        raise Dead("svarede med en udgave, der er meget kortere end den tidligere")
