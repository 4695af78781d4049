"""What each part of a citation is: title, authors, publisher, date and the rest, token by token.

A conditional random field (Lafferty, McCallum and Pereira 2001) reads the tokens of one line or
paragraph with the shape, class and place of each, what is set apart or linked, and where it stands
to the years, quotes and brackets of the line. ``references.crfsuite`` and ``lines.crfsuite`` (for
lines whose title is told elsewhere) beside this file are what ``python -m benchmarks.citations
--train`` makes; nothing else is learned.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import pycrfsuite

from search.analysis.units import MONTHS

MODELS = {
    False: Path(__file__).with_name("references.crfsuite"),
    True: Path(__file__).with_name("lines.crfsuite"),
}
"""What was learned, by whether the title of a line is told elsewhere."""
TITLE, AUTHOR, PUBLISHER, DATE, KIND, TEXT = "title", "author", "publisher", "date", "kind", "text"
OUTSIDE = "O"
LONGEST = 1000
"""Characters of a line that are read."""
TOKEN = re.compile(r"https?://[^\s<>]+|\w+|[^\w\s]")
YEAR = re.compile(r"(?:19|20)\d\d")
CLASSES = {
    "month": re.compile(rf"{'|'.join(MONTHS)}|(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec|forår|efterår)"),
    "kind": re.compile(
        r"(?:\w{0,30})(?:rapport|notat|evaluering|undersøgelse|hæfte|pjece|guide|bog|analyse|vejledning"
        r"|antologi|artikel|afhandling|speciale|manual|håndbog|kortlægning|redegørelse|oversigt|folder"
        r"|studie|review|katalog|opgave|publikation|betænkning|samling|brief|report|paper)"
    ),
    "link": re.compile(
        r"download|hent|læs|se|find|køb|bestil|åbn|link|pdf|docx?|xlsx|epub|tilgængelig|lokaliseret|hentet|besøgt"
        r"|set|online|internet|url|doi|https?|www|tryk|trykt|her|udsolgt|available|retrieved"
    ),
    "body": re.compile(
        r"\w{0,30}(?:styrelsens?|ministeriets?|direktoratet|kommuner?n?e?s?|universitets?(?:et)?|instituts?(?:tet)?|cent(?:er|ret|rum)"
        r"|fonden?|foreningen?|forbundet?|forlage?t?|selskabe?t?|råde?t?|nævne?t?|museet?|akademie?t?|skolen?"
        r"|netværke?t?|udvalge?t?|laboratorie(?:t|r)?|huset|banke?n?|tanken|værket|arkivet|biblioteke?t?|tilsynet"
        r"|region(?:en|erne)?|organisationen?|kontoret|stationen?|afdelingen?|enheden|gruppen|press|group|consulting"
        r"|management|university|institute|aps|sekretariatet|agenturet|komiteen?|kredsen|samvirke|alliancen)"
    ),
    "role": re.compile(r"af|ved|v|by|for|fra|red|redaktion|redigeret|ed|eds|udarbejdet|udgivet|skrevet|udg|hos|på|av|utgiven|utgitt"),
    "label": re.compile(
        r"udgivere?|forfattere?|år|årstal|dato|type|kilde|forlag|afsender|sprog|format|størrelse|emne|emner|sider|sidetal|omfang"
        r"|isbn|issn|pris|serie|publisher|author|authors|institution|nøgleord|publiceret|utgivare|författare|forfatter"
    ),
    "unit": re.compile(r"s|sider|side|ss|pp|p|mb|kb|kr|nr|no|bind|bd|vol|årg|hefte|udgave|oplag|ed|sid|utg"),
    "others": re.compile(r"et|al|m|fl|mfl|flere|og|and|och|med|samt"),
}  # fmt: skip
PAIRS = {"»": "«", "«": "»", "“": "”", "”": "”", "„": "“", '"': '"'}


@dataclass(frozen=True)
class Run:
    """A line with, of the whole, what is set apart in it (``emphasis``) and ``linked``. ``is_titled``:
    its title is told elsewhere."""

    text: str
    emphasis: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    is_titled: bool = False


@dataclass(frozen=True)
class Part:
    """A field of a line as it stands there, and its least marginal probability, 0 to 1."""

    field: str
    text: str
    sureness: float
    start: int
    end: int


def parts_of(run: Run) -> list[Part]:
    """The fields of a line in its order."""
    tokens = _tokens(run.text)
    if not tokens:
        return []
    tagger = _tagger(run.is_titled)
    labels = tagger.tag(features(run))
    found = []
    start = 0
    for n in range(1, len(labels) + 1):
        if n < len(labels) and labels[n] == f"I-{_field(labels[start])}":
            continue
        if labels[start] != OUTSIDE:
            sure = min(_chance(tagger, _field(labels[k]), k) for k in range(start, n))
            a, b = tokens[start].start(), tokens[n - 1].end()
            found.append(Part(_field(labels[start]), run.text[a:b], sure, a, b))
        start = n
    return found


def _chance(tagger: pycrfsuite.Tagger, field: str, n: int) -> float:
    """That the token is of the field, begun there or before."""
    labels = (f"{sign}-{field}" for sign in "BI")
    return sum(float(tagger.marginal(x, n)) for x in labels if x in tagger.labels())


def _field(label: str) -> str:
    return label.partition("-")[2]


@cache
def _tagger(is_titled: bool) -> pycrfsuite.Tagger:  # noqa: FBT001 - the key of the cache
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODELS[is_titled]))
    return tagger


def _tokens(text: str) -> list[re.Match[str]]:
    return [*TOKEN.finditer(text[:LONGEST])]


def features(run: Run) -> list[list[str]]:
    """The features of each token of the line."""
    tokens = _tokens(run.text)
    words = [token[0] for token in tokens]
    size = len(words)
    shapes = [_shape(word) for word in words]
    classes = [_classes(word) for word in words]
    apart, links = _within(run.text, tokens, run.emphasis), _within(run.text, tokens, run.linked)
    quoted, bracket = _quoted(words), _bracketed(words)
    years = [n for n in range(size) if shapes[n] == "year"]
    zones = {
        "em": _zone(apart), "a": _zone(links), "q": _zone(quoted),
        "last": ["b" if not years or n < years[-1] else "i" if n == years[-1] else "a" for n in range(size)],
        "first": ["n" if not years else "b" if n < years[0] else "i" if n == years[0] else "a" for n in range(size)],
        "br": ["i" if bracket[n] else "o" for n in range(size)],
    }  # fmt: skip
    in_year = {n for n in years if bracket[n]}
    segment, stop, colon = _segments(tokens, words)
    last = segment[-1] if segment else 0
    made = []
    for n in range(size):
        row = [f"w={words[n].lower()}", f"lead={min(n, 6)}", f"tail={min(size - 1 - n, 6)}"]
        for k in range(-3, 4):
            at = n + k
            shape = shapes[at] if 0 <= at < size else "none"
            row.append(f"s{k}={shape}")
            if 0 <= at < size and abs(k) <= 2:
                row += [f"c{k}={name}" for name in classes[at]]
                if k:
                    row.append(f"w{k}={words[at].lower()}")
        row.append(f"s-10={shapes[n - 1] if n else 'none'}|{shapes[n]}")
        row.append(f"s01={shapes[n]}|{shapes[n + 1] if n + 1 < size else 'none'}")
        row.append(f"s-101={shapes[n - 1] if n else 'none'}|{shapes[n]}|{shapes[n + 1] if n + 1 < size else 'none'}")
        if n and tokens[n].start() == tokens[n - 1].end():
            row.append("glued")
        if len(words[n]) > 4 and words[n].isalpha():
            row += [f"x3={words[n][-3:].lower()}", f"x4={words[n][-4:].lower()}"]
            row.append(f"p4={words[n][:4].lower()}")
        row += [f"z{name}={zone[n]}" for name, zone in zones.items()]
        row.append(f"zz={zones['em'][n]}{zones['q'][n]}{zones['a'][n]}{zones['last'][n]}")
        row += [f"zm{name}={zone[n]}{min(segment[n], 3)}" for name, zone in zones.items()]
        row.append(f"seg={min(segment[n], 5)}|{min(last - segment[n], 3)}")
        row.append(f"stop={min(stop[n], 4)}|{colon[n]}")
        row.append(f"size={min(size // 8, 6)}")
        if in_year:
            row.append(f"inyear={'b' if n < min(in_year) else 'a'}")
        made.append(row)
    return made


def _shape(word: str) -> str:
    if word.startswith(("http:", "https:")):
        return "url"
    if not word[0].isalnum() and word[0] != "_":
        return word
    if YEAR.fullmatch(word):
        return "year"
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return f"XX{'' if len(word) > 3 else len(word)}"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "xx" if word.isalpha() else "xd"


@cache
def _class_names(word: str) -> tuple[str, ...]:
    return tuple(name for name, words in CLASSES.items() if words.fullmatch(word))


def _classes(word: str) -> tuple[str, ...]:
    return _class_names(word.lower()) if len(word) < 40 else ()


def _within(text: str, tokens: Sequence[re.Match[str]], said: Iterable[str]) -> list[bool]:
    """Of each token, whether it lies in one of the texts, taken in order."""
    spans, place = [], 0
    for part in said:
        at = text.find(part, place) if part else -1
        if at < 0:
            at = text.find(part) if part else -1
        if at >= 0:
            spans.append((at, at + len(part)))
            place = at + len(part)
    return [any(a <= token.start() and token.end() <= b for a, b in spans) for token in tokens]


def _quoted(words: Sequence[str]) -> list[bool]:
    inside, end = [], ""
    for n, word in enumerate(words):
        if end:
            inside.append(word != end)
            end = "" if word == end else end
        else:
            inside.append(False)
            end = PAIRS.get(word, "") if PAIRS.get(word, "\0") in words[n + 1 :] else ""
    return inside


def _bracketed(words: Sequence[str]) -> list[bool]:
    inside, depth = [], 0
    for word in words:
        depth = max(0, depth - (word in ")]"))
        inside.append(depth > 0)
        depth += word in "(["
    return inside


def _zone(inside: Sequence[bool]) -> list[str]:
    """Of each token, whether it stands before, in or after the first run of those inside."""
    if True not in inside:
        return ["n"] * len(inside)
    runs = [(held, len([*group])) for held, group in groupby(inside)]
    first = next(n for n, (held, _) in enumerate(runs) if held)
    return [
        "b" if n < first else "i" if n == first else "j" if held else "a"
        for n, (held, size) in enumerate(runs)
        for _ in range(size)
    ]


def _segments(
    tokens: Sequence[re.Match[str]], words: Sequence[str]
) -> tuple[list[int], list[int], list[int]]:
    """Of each token, how many sentences end before it, how many commas stand before it in its own,
    and whether a colon does."""
    segment, commas, colons = [], [], []
    ends, comma, colon = 0, 0, 0
    for n, word in enumerate(words):
        segment.append(ends)
        commas.append(comma)
        colons.append(colon)
        spaced = n + 1 < len(words) and tokens[n + 1].start() > tokens[n].end()
        if word in ".?!;|·•" and spaced and n and len(words[n - 1]) > 1:
            ends, comma, colon = ends + 1, 0, 0
        comma += word == ","
        colon |= word == ":"
    return segment, commas, colons


def fields_of(parts: Sequence[Part], field: str, least: float = 0.0) -> Iterator[str]:
    """The texts of a field that are at least as sure."""
    return (part.text for part in parts if part.field == field and part.sureness >= least)
