"""How much what came is what was sought: its titles and first pages against title and authors.

A likeness is a share from 0 to 1 of the title's words, each weighed by its length, since long words
are rare ones; words that any report has count little. None: it can't be told.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.extraction.language import INDEX, language_of
from indexer.extraction.sight import Sight
from search.library.catalogue import Material

SAME, OTHER = 0.7, 0.5
"""From ``SAME`` it is taken to be the report, below ``OTHER`` to be another; between is doubt."""
SURE = 0.85
"""Likeness from which on neither author nor publisher needs to be named."""
LEAST_TITLE = 7.5
"""Weight that a title must have to be told from others: »Rapport« or »Fyret« says too little."""
LEAST_TEXT = 150
"""Characters of a file of more than LEAST_PAGES pages from which on silence tells something."""
LEAST_SAYING = 1000
"""Characters of a page from which on one would say a word of its title."""
LEAST_PAGES = 2
COVER = 500
"""Characters from which on a first page is no mere cover."""
TRACE = 0.25
"""Likeness from which on a file with hardly any text is doubted, not refused."""
BEHIND, WITHIN = 0.65, 0.45
"""What a title is worth that tops a later page than a cover with another's, and one that stands in
the text only: the text may be about that report."""
NAMES = 0.35
"""What the authors add when all of them are named."""
SPACED = 3
"""Times the length of a title that it may have with spaces between its letters."""
OFTEN = 3
"""Times that a word stands on the first pages of a report about what it means."""
SIZE = re.compile(
    r"\b(\d{1,3})\s(?:sider|s\.|pages)(?!\w)"
    r"|\b(?:sidetal|antal sider|number of pages)\W{1,3}(\d{1,3})\b(?!\s?[-–]\s?\d)",
    re.I,
)
"""How many pages there are, in a sentence or a table; an article's are from one to another."""
LONGEST_WORD = 12
KIND = 0.25
"""What a word counts that any report may have."""
GENITIVE = 2
"""Letters that a name may be longer by."""
INFLECTED = 6
"""Letters beyond its stem that an inflection may have."""
COMMON = re.compile(
    r"rapport|notat|evaluering|publikation|undersoegelse|haefte|guide|kortlaegning|analyse|report"
    r"|resultat|erfaring|baggrund|oversigt|projekt|indsats|anvend|effekt|vejledning|haandbog"
    r"|papir$|paper$"
)
"""What reports call themselves and are about, whichever they are."""
GUIDE = re.compile(r"haefte|guide|vejledning|haandbog|manual|inspiration|katalog|vaerktoej|pjece")
"""What texts for use are called."""
ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
"""How titles in file names and old documents are spelt."""
MUTE = frozenset(("paa", "vedrørende", "vedroerende", "angående", "angaaende"))
"""More words that tell nothing."""
WORDS = re.compile(r"[^\W_]+")
HYPHEN = re.compile(r"\u00ad|(?<=[^\W\d])-\s{0,2}(?=\w)|(?<=\d)-\s{0,2}(?=[^\W\d])")
NUMBER = re.compile(r"\d+")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
"""What tells the volumes of a yearbook apart."""


@dataclass(frozen=True)
class Wanted:
    """What is sought: ``titles`` are ways to say the title, the whole first; ``main`` is its first
    part, which other reports of a series may share, and ``rest`` the others; ``brief`` a title that
    says too little to be judged by. ``surnames`` are the authors'; ``pages`` it should have, and
    ``year`` it is of, are 0 when nobody says."""

    titles: tuple[str, ...] = ()
    main: str = ""
    rest: str = ""
    brief: str = ""
    surnames: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    kind: str = ""
    pages: int = 0
    year: int = 0

    @property
    def is_danish(self) -> bool:
        """Whether its title isn't plainly English."""
        return language_of(WORDS.findall(" ".join(self.titles).lower())) != "en"

    @classmethod
    def of(cls, material: Material) -> "Wanted":
        """What a material is known by."""
        title = material.title
        inner = re.findall(r"\(([^()]*)\)", title)
        bare = re.sub(r"\([^()]*\)", " ", title)
        parts = re.split(r"\s[–—-]\s|:\s|(?<!\b\d)(?<!\b\d\d)\.\s", bare)
        named = re.split(r"[:]\s", " ".join(inner))[-1]
        told = dict.fromkeys(t.strip() for t in (title, bare, named))
        main, rest = parts[0], " ".join(parts[1:])
        apart = weight(words(main)) >= LEAST_TITLE and bool(rest.strip())
        return cls(
            titles=tuple(t for t in told if weight(words(t)) >= LEAST_TITLE),
            main=main if apart else "",
            rest=rest,
            brief=title if weight(words(title)) < LEAST_TITLE else "",
            surnames=tuple(name.split()[-1].lower() for name in material.authors if name.split()),
            publishers=material.publishers,
            kind=material.kind,
            pages=told_pages(f"{material.summary} {material.page_summary}"),
            year=material.year or 0,
        )


def told_pages(text: str) -> int:
    """The number of pages that a text says a report has; 0 when it says none."""
    found = SIZE.search(text[:20_000])
    return int(found[1] or found[2]) if found else 0


def words(text: str) -> list[str]:
    """The words of a text that could tell it from another, in lower case and ASCII, cut words and
    those with a hyphen made whole."""
    return [word for word, _ in _placed(_whole(text))]


def _whole(text: str) -> str:
    return HYPHEN.sub("", unicodedata.normalize("NFKC", text)).lower()


def _placed(whole: str) -> list[tuple[str, re.Match[str]]]:
    """The words, each with its place."""
    telling = (m for m in WORDS.finditer(whole) if m[0] not in INDEX and m[0] not in MUTE)
    return [(m[0].translate(ASCII), m) for m in telling if len(m[0]) > 2 or m[0].isdecimal()]


def weight(found: Sequence[str]) -> float:
    """What words tell, all in all."""
    return sum(map(_weight, found))


def _weight(word: str) -> float:
    if word.isdecimal():
        return 3.0
    return min(len(word), LONGEST_WORD) * (KIND if COMMON.search(word) else 1.0)


def stem(word: str) -> str:
    """The word's beginning, which its inflections share; a number has none."""
    if len(word) <= 5 or word.isdecimal():
        return word
    return word[: max(4, len(word) - 3)]


def coverage(title: str, text: str) -> float:
    """The share of the title's words that stand close together somewhere in ``text``; all of them
    where it is the title with its letters put close or far apart."""
    if len(text) <= SPACED * len(title) and letters(text) == letters(title):
        return 1.0
    return _densest(title, words(text))[0]


def has_title(text: str, titles: Iterable[str]) -> bool:
    """Whether one of the titles stands in ``text``."""
    return any(coverage(title, text) >= SAME for title in titles)


def letters(text: str) -> str:
    """The letters of a text, as in titles whose words are cut or spaced."""
    return "".join(WORDS.findall(_whole(text)))


def found_in(title: str, text: str) -> tuple[str, str, str]:
    """What stands in ``text`` before the title, the title as it stands there, and what comes after,
    all in lower case."""
    whole = _whole(text)
    placed = _placed(whole)
    _, first, last = _densest(title, [word for word, _ in placed])
    start, end = (placed[first][1].start(), placed[last][1].end()) if placed else (0, 0)
    return whole[:start], whole[start:end], whole[end:]


def _densest(title: str, said: Sequence[str]) -> tuple[float, int, int]:
    """The share of the title's words that stand close together, and the first and last of them."""
    wanted = {stem(word): _weight(word) for word in words(title)}
    total = sum(wanted.values())
    met = [(at, each) for at, word in enumerate(said) for each in wanted if has_word(word, each)]
    reach = 2 * len(wanted) + 4
    best, first, last, start = 0.0, 0, 0, 0
    for end, (at, _) in enumerate(met):
        while met[start][0] < at - reach:
            start += 1
        worth = sum(wanted[each] for each in {each for _, each in met[start : end + 1]})
        if worth > best:
            while met[start][1] in {each for _, each in met[start + 1 : end + 1]}:
                start += 1
            best, first, last = worth, met[start][0], at
    return (best / total if total else 0.0), first, last


def has_word(word: str, beginning: str) -> bool:
    """Whether the word is an inflection of what has that stem, and no longer compound."""
    if beginning.isdecimal():
        return word == beginning
    return word.startswith(beginning) and len(word) <= len(beginning) + INFLECTED


def is_fact(word: str, wanted: Wanted, *more: str) -> bool:
    """Whether a word says who, when or what kind, or is of ``more``. A short name is no beginning
    of longer words."""
    facts = (*wanted.publishers, *wanted.surnames, wanted.kind, *more)
    told = {w for fact in facts for w in words(fact)}
    return (
        word.isdecimal()
        or COMMON.search(word) is not None
        or any(has_word(word, stem(w)) and len(word) <= len(w) + GENITIVE for w in told)
    )


def is_mere_kind(wanted: Wanted) -> bool:
    """Whether what follows the first part of the title hardly tells more than its kind."""
    telling = [word for word in words(wanted.rest) if not is_fact(word, wanted)]
    return weight(telling) < LEAST_TITLE / 2


def likeness(wanted: Wanted, sight: Sight) -> float | None:
    """How much what was seen is what was sought; None when too little is known of either."""
    if not wanted.titles:
        return None
    alike = _told(wanted.titles, sight)
    if wanted.main and alike < SAME:
        by_main = _told((wanted.main,), sight)
        said = coverage(wanted.rest, sight.opening)
        told = said > 0.0 or len(sight.opening) < LEAST_SAYING
        supported = told and is_supported(wanted, sight)
        sure = supported or said >= OTHER or is_mere_kind(wanted)
        alike = max(alike, by_main if sure else min(by_main, SAME - 0.01))
    if alike < SAME and _says_nothing(sight):
        return None
    is_file = not sight.media_type.is_web_page
    if is_file:
        alike = _of_file(alike, wanted, sight)
    if wanted.surnames and (is_file or alike >= TRACE):
        alike += NAMES * named(wanted, sight)
    if SAME <= alike < SURE and not is_supported(wanted, sight):
        alike = SAME - 0.01
    return round(min(1.0, alike), 2)


def _of_file(alike: float, wanted: Wanted, sight: Sight) -> float:
    """The likeness of a file: with hardly any text, or a part of the title for its cover, it may be
    what is sought; with none of the title's words but for who and what kind it isn't."""
    is_silent = TRACE <= alike < OTHER and len(sight.opening) < LEAST_TEXT
    if is_silent or _is_within(sight.cover, wanted):
        alike = max(alike, OTHER)
    if OTHER <= alike < SAME and _is_of_who_alone(wanted, sight):
        alike = OTHER - 0.01
    return alike


def _told(titles: Sequence[str], sight: Sight) -> float:
    """How much what was seen bears the best of these titles."""
    by_title = max(_alike(mine, theirs) for mine in titles for theirs in sight.titles or ("",))
    if sight.media_type.is_web_page:
        return by_title
    return max(by_title, *(_in_text(title, sight) for title in titles))


def _is_of_who_alone(wanted: Wanted, sight: Sight) -> bool:
    """Whether a text of some length has none of the title's words but for who and what kind."""
    telling = [stem(w) for t in wanted.titles[:1] for w in words(t) if not is_fact(w, wanted)]
    if len(sight.opening) < LEAST_SAYING or weight(telling) < LEAST_TITLE / 2:
        return False
    said = words("\n".join((*sight.titles, sight.opening)))
    return not any(has_word(word, each) for word in said for each in telling)


def _is_within(cover: str, wanted: Wanted) -> bool:
    """Whether the cover says a part of the title sought, and nothing else."""
    enough = weight(words(cover)) >= LEAST_TITLE / 2
    return enough and any(coverage(cover, title) == 1.0 for title in wanted.titles)


def is_supported(wanted: Wanted, sight: Sight) -> bool:
    """Whether an author or a publisher is named."""
    published = any(coverage(name, sight.opening) == 1.0 for name in wanted.publishers)
    return published or named(wanted, sight) > 0


def title_likeness(wanted: Wanted, *titles: str) -> float:
    """The likeness to the best of these titles."""
    sought = (*wanted.titles, wanted.main) if wanted.main else wanted.titles
    found = [_alike(mine, theirs) for mine in sought for theirs in titles]
    return max(found, default=0.0)


def _alike(mine: str, theirs: str) -> float:
    return min(coverage(mine, theirs), OTHER if _is_other_number(mine, theirs) else 1.0)


def _is_other_number(mine: str, theirs: str) -> bool:
    """Whether each title has a number that the other hasn't: another year's, another part, but
    »2009/10« is »2009-2010«."""
    ours, said = ({n[-2:].zfill(2) for n in NUMBER.findall(text)} for text in (mine, theirs))
    return bool(ours - said and said - ours)


def _in_text(title: str, sight: Sight) -> float:
    """A title page may come after the cover; where the cover says something else, what comes
    after it may only speak of the report. A cover with other numbers is another year's."""
    numbers = set(NUMBER.findall(title))
    said = set(NUMBER.findall(" ".join((sight.cover, *sight.tops))))
    if numbers and NUMBER.search(sight.cover) and not numbers & said:
        return min(OTHER, _stands_in(title, sight))
    if numbers and _is_other_number(title, found_in(title, sight.top)[1]):
        return min(OTHER, _stands_in(title, sight))
    return _stands_in(title, sight)


def _stands_in(title: str, sight: Sight) -> float:
    other = weight(words(sight.cover)) >= LEAST_TITLE and coverage(title, sight.cover) < OTHER
    first, *later = (coverage(title, top) for top in sight.tops or ("",))
    anywhere = coverage(title, sight.opening)
    return max(
        first,
        max(later, default=0.0) * (BEHIND if other else 1.0),
        anywhere * (WITHIN if other else BEHIND),
    )


def _says_nothing(sight: Sight) -> bool:
    if sight.scanned or not sight.opening.strip():
        return not sight.media_type.is_web_page
    return sight.pages > LEAST_PAGES and len(sight.opening) < LEAST_TEXT


def named(wanted: Wanted, sight: Sight) -> float:
    """The share of the authors whose surnames stand on the first pages."""
    said = set(WORDS.findall(f"{sight.opening} {sight.author}".lower()))
    return sum(name in said for name in wanted.surnames) / max(1, len(wanted.surnames))


def is_about(wanted: Wanted, sight: Sight) -> bool:
    """Whether most of a title's words come again and again, though the title isn't there: a report
    on that subject, which may be called otherwise within than where it is listed."""
    found = Counter(words(sight.opening))
    return any(_recurring(title, found) >= SAME for title in wanted.titles)


def is_silent(wanted: Wanted, sight: Sight) -> bool:
    """Whether a text of some length says no word of the title but in its own titles: a page put in
    the place of another, under its name."""
    text = sight.opening
    for title in sorted((*sight.titles, *wanted.titles), key=len, reverse=True):
        text = text.replace(title, " ")
    sought = {stem(word) for title in wanted.titles for word in words(title)}
    said = words(text)
    return len(text) >= LEAST_SAYING and not any(has_word(w, each) for w in said for each in sought)


def _recurring(title: str, found: Counter[str]) -> float:
    """The share of a title's words that stand ``OFTEN`` times among those ``found``."""
    sought = {stem(word): _weight(word) for word in words(title)}
    often = (
        worth
        for each, worth in sought.items()
        if sum(times for word, times in found.items() if has_word(word, each)) >= OFTEN
    )
    return sum(often) / max(1.0, sum(sought.values()))


def is_untitled(sight: Sight) -> bool:
    """Whether a file calls itself nothing that tells it from others (»Rapport 2018:14«)."""
    named = (word for word in words(" ".join(sight.titles)) if not word.isdecimal())
    return weight(list(named)) < LEAST_TITLE


def is_unnamed(wanted: Wanted, sight: Sight) -> bool:
    """Whether a title that says too little to be judged by isn't there, where there is text."""
    text = "\n".join((*sight.titles, sight.opening))
    enough = bool(words(wanted.brief)) and len(text) >= LEAST_TEXT
    return enough and coverage(wanted.brief, text) < SAME
