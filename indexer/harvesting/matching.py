"""Which catalogued material a listed one is.

A page shortens titles, puts quotes round them, adds a subtitle or another one. So two titles are
the same when they are nearly alike, or when their main titles are, or one is the start of the other
cut short, and nothing speaks against it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from rapidfuzz import fuzz, process

from indexer.harvesting.citation import Citation
from search.library.catalogue import Material

ALIKE = 88.0
"""Likeness in percent (rapidfuzz's ratio) of two titles that are taken for one."""
RELATED = 60.0
"""Likeness that is enough when the page links the very address that we have."""
MAIN_WORDS, MAIN_LENGTH = 2, 14
"""A main title of fewer words or characters (»Notat«, »Årsrapport«) says too little."""
CUT_WORDS, CUT_LENGTH = 3, 20
"""So does the start of a title that a page has cut short."""
LONG_WORD, SAME_WORD = 5, 70.0
"""Words of so many letters are two when less alike than that: »mentorer« and »mentees«."""
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"\d+|\b[IVX]{2,4}\b")
YEARS_APART = 1
"""A page and a catalogue may date the same work by its writing and by its publication."""
SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})


class Shelf:
    """Materials, of which those that a citation may mean are found without a look at each: a list
    may have thousands."""

    def __init__(self, materials: Iterable[Material]) -> None:
        self._all: dict[str, Material] = {}
        self._titles: list[str] = []
        self._of: list[str] = []
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        self._linked: defaultdict[str, set[str]] = defaultdict(set)
        for material in materials:
            self.put(material)

    def put(self, material: Material) -> None:
        """Add a material, or one in place of that with its id."""
        if material.id not in self._all:
            whole = plain(f"{material.title} {material.subtitle or ''}")
            forms = dict.fromkeys((plain(material.title), whole, *mains(material.title)))
            self._titles += forms
            self._of += [material.id] * len(forms)
            self._starts[_start(whole)].add(material.id)
        self._all[material.id] = material
        for link in material.links:
            self._linked[link].add(material.id)

    def near(self, citation: Citation, links: Sequence[str]) -> list[Material]:
        """Those that are like enough by their titles, or have a link of these, in their order."""
        title = plain(citation.title)
        alike = (
            process.extract(x, self._titles, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None)
            for x in {title, *mains(citation.title)}
        )
        found = {self._of[n] for *_, n in chain.from_iterable(alike)} | self._starts[_start(title)]
        found.update(chain.from_iterable(self._linked[link] for link in links))
        return [material for i, material in self._all.items() if i in found]

    def ids(self) -> set[str]:
        """The ids that are taken."""
        return {*self._all}


def _start(words: str) -> str:
    return " ".join(words.split()[:2])


def match(
    citation: Citation, links: Sequence[str], materials: Iterable[Material]
) -> Material | None:
    """The material that is most like what is cited, with these links; None when none is enough."""
    scored = [(citation_likeness(citation, m), -n, m) for n, m in enumerate(materials)]
    alike = [entry for entry in scored if entry[0] >= ALIKE]
    related = [e for e in scored if e[0] >= RELATED and _same_file(links, e[2])]
    best = max(alike or related, key=lambda entry: entry[:2], default=None)
    return best[2] if best else None


def are_alike(one: Citation, other: Citation) -> bool:
    """Whether two titles are nearly the same, with what they add to a main title, and have the
    same numbers (»II«)."""
    if {*NUMBER.findall(one.title)} != {*NUMBER.findall(other.title)}:
        return False
    return _ratio(plain(one.title), plain(other.title)) >= ALIKE


def citation_likeness(citation: Citation, material: Material) -> float:
    """0 to 100; 0 when the years or other numbers speak against it."""
    if _years_differ(citation, material) or _numbers_differ(citation, material):
        return 0.0
    ours = [material.title, f"{material.title} {material.subtitle or ''}"]
    theirs = citation.title
    whole = max(_ratio(plain(theirs), plain(title)) for title in ours)
    main = max((_ratio(a, b) for a in mains(theirs) for b in mains(ours[0])), default=0.0)
    return max(whole, main - 1, _cut_short(plain(theirs), plain(ours[0])))


def _ratio(one: str, other: str) -> float:
    """rapidfuzz's ratio; 0 when a whole word tells the titles apart."""
    words, others = one.split(), other.split()
    if len(words) == len(others) and any(map(_tell_apart, words, others)):
        return 0.0
    return fuzz.ratio(one, other)


def _tell_apart(word: str, other: str) -> bool:
    return min(len(word), len(other)) >= LONG_WORD and fuzz.ratio(word, other) < SAME_WORD


def mains(title: str) -> Iterator[str]:
    """The title, and its part before a dash, colon, comma, bracket or the end of a sentence, when
    that says enough."""
    for part in (title, re.split(r"\s[–—-]\s|[:(,]|[.?!]\s", title.strip("(: "))[0]):
        words = plain(part)
        if len(words) >= MAIN_LENGTH and len(words.split()) >= MAIN_WORDS:
            yield words


def _cut_short(theirs: str, ours: str) -> float:
    """99 when their title is the start of ours, to the last whole word, and long enough."""
    is_start = ours.startswith(theirs) and len(theirs) >= CUT_LENGTH
    return 99.0 if is_start and len(theirs.split()) >= CUT_WORDS else 0.0


def _same_file(links: Sequence[str], material: Material) -> bool:
    """Whether an address of more than a host is among the material's."""
    return any(link in material.links for link in links if re.search(r"//[^/]+/[^/]{3,}", link))


def words_of(text: str) -> list[re.Match[str]]:
    """The words of a text where they stand, of each of which ``plain`` makes one."""
    return [*WORD.finditer(text)]


def plain(text: str) -> str:
    """The words of a title, as titles are compared."""
    return " ".join(WORD.findall(text.casefold().translate(SPELT)))


def _years_differ(citation: Citation, material: Material) -> bool:
    if not citation.published or not material.year:
        return False
    return abs(int(citation.published[:4]) - material.year) > YEARS_APART


def _numbers_differ(citation: Citation, material: Material) -> bool:
    """Whether the titles hold different numbers, such as those of volumes or years."""
    ours = set(re.findall(r"\d+", material.title))
    theirs = set(re.findall(r"\d+", citation.title))
    if not theirs and citation.published:
        ours, theirs = {n for n in ours if len(n) == 4}, {citation.published[:4]}
    return bool(ours and theirs) and ours != theirs
