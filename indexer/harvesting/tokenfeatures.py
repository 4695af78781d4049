"""What is seen of each token of a line: its shape and class, those around it, its place."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, islice

from indexer.harvesting.citationline import CitationLine, tokens_of
from search.library.dates import MONTHS, SHORT_MONTHS

MOST_APART = 50
"""How much of what is set apart in a line counts."""
NEAR, LONG_WORD, SHORT_NAME, LONGEST_WORD = 2, 5, 3, 40
"""Tokens to each side whose words and classes count; letters of a word whose ends do, of one in
capitals whose length does, and of one that is looked up in classes."""


YEAR = re.compile(r"(?:19|20)\d\d")


CLASSES = {
    "month": re.compile(
        rf"{'|'.join((*MONTHS, *SHORT_MONTHS))}|sept|forår|efterår"
    ),
    "kind": re.compile(
        r"\w{0,30}(?:rapport|notat|evaluering|undersøgelse|hæfte|pjece|guide|bog|analyse|vejledning"
        r"|antologi|artikel|afhandling|speciale|manual|håndbog|kortlægning|redegørelse|oversigt"
        r"|folder|studie|review|katalog|opgave|publikation|betænkning|samling|brief|report|paper)"
    ),
    "link": re.compile(
        r"download|hent|læs|se|find|køb|bestil|åbn|link|pdf|docx?|xlsx|epub|tilgængelig|lokaliseret"
        r"|hentet|besøgt|set|online|internet|url|doi|https?|www|trykt?|her|udsolgt|available"
        r"|retrieved"
    ),
    "body": re.compile(
        r"\w{0,30}(?:styrelsens?|ministeriets?|direktoratet|kommuner?n?e?s?|universitets?(?:et)?"
        r"|instituts?(?:tet)?|cent(?:er|ret|rum)|fonden?|foreningen?|forbundet?|forlage?t?"
        r"|selskabe?t?|råde?t?|nævne?t?|musee?t?|museum|akademie?t?|skolen?|netværke?t?|udvalge?t?"
        r"|laboratorie(?:t|r)?|huset|banke?n?|tanken|værke?t?|arkive?t?|biblioteke?t?|tilsyne?t?"
        r"|region(?:en|erne)?|organisationen?|kontore?t?|stationen?|afdelingen?|enhede?n?|gruppen?|press"
        r"|group|consulting|management|university|institute|aps|sekretariate?t?|agenture?t?"
        r"|komiteen?|kredse?n?|samvirke|alliancen?|forum|network|agency|council|foundation|observatory|office|association)"
    ),
    "role": re.compile(
        r"af|ved|v|by|for|fra|red|redaktion|redigeret|ed|eds|udarbejdet|udgivet|skrevet|udg|hos|på"
        r"|av|utgiven|utgitt"
    ),
    "label": re.compile(
        r"udgivere?|forfattere?|år|årstal|dato|type|kilde|forlag|afsender|sprog|format|størrelse"
        r"|emner?|sider|sidetal|omfang|isbn|issn|pris|serie|publisher|authors?|institution|nøgleord"
        r"|publiceret|utgivare|författare"
    ),
    "unit": re.compile(
        r"s|sider|side|ss|pp|p|mb|kb|kr|nr|no|bind|bd|vol|årg|hefte|udgave|oplag|ed|sid|utg"
    ),
    "others": re.compile(r"et|al|m|fl|mfl|flere|og|and|och|med|samt"),
}  # fmt: skip

SHORT_FORMS = {"Red", "Ed", "Eds"}

PAIRS = {"»": "«", "«": "»", "“": "”", "”": "”", "„": "“", '"': '"'}


def features(run: CitationLine) -> list[list[str]]:
    """The features of each token of the line."""
    tokens = tokens_of(run.text)
    words = [token[0] for token in tokens]
    shapes = [_shape(word) for word in words]
    names = ["" if _is_no_short_form(words, n) else word.lower() for n, word in enumerate(words)]
    classes = [_classes(name) for name in names]
    zones, places = _zones(run, tokens, words, shapes), _places(tokens, words)
    made = []
    for n, word in enumerate(words):
        row = [*([f"w={names[n]}"] if names[n] else ()), *zones[n], *places[n]]
        for k in range(-3, 4):
            at = n + k
            if not 0 <= at < len(words):
                row.append(f"s{k}=none")
                continue
            row.append(f"s{k}={shapes[at]}")
            if abs(k) <= NEAR:
                row += [f"c{k}={name}" for name in classes[at]]
                row += [f"w{k}={names[at]}"] if k and names[at] else []
        before, after = (shapes[m] if 0 <= m < len(words) else "none" for m in (n - 1, n + 1))
        row.append(f"s-10={before}|{shapes[n]}")
        row.append(f"s01={shapes[n]}|{after}")
        row.append(f"s-101={before}|{shapes[n]}|{after}")
        if n and tokens[n].start() == tokens[n - 1].end():
            row.append("glued")
        if len(word) >= LONG_WORD and word.isalpha():
            low = word.lower()
            row += [f"x3={low[-3:]}", f"x4={low[-4:]}", f"p4={low[:4]}"]
        made.append(row)
    return made


def _zones(
    run: CitationLine, tokens: Sequence[re.Match[str]], words: Sequence[str], shapes: Sequence[str]
) -> list[list[str]]:
    """Where each token stands to what is set apart, linked, quoted and in brackets, and to the
    first year and the last."""
    size, bracket = len(words), _bracketed(words)
    years = [n for n in range(size) if shapes[n] == "year"]
    in_brackets = [n for n in years if bracket[n]]
    zones = {
        "em": _zone(_within(run.text, tokens, run.emphasis)),
        "a": _zone(_within(run.text, tokens, run.linked)),
        "q": _zone(_quoted(words)),
        "last": _sides(years[-1:], size) if years else ["b"] * size,
        "first": _sides(years[:1], size) if years else ["n"] * size,
        "br": ["i" if held else "o" for held in bracket],
    }
    segment = _segments(tokens, words)[0]
    rows = []
    for n in range(size):
        row = [f"z{name}={zone[n]}" for name, zone in zones.items()]
        row.append(f"zz={''.join(zones[name][n] for name in ('em', 'q', 'a', 'last'))}")
        row += [f"zm{name}={zone[n]}{min(segment[n], 3)}" for name, zone in zones.items()]
        if in_brackets:
            row.append(f"inyear={'b' if n < in_brackets[0] else 'a'}")
        rows.append(row)
    return rows


def _sides(at: Sequence[int], size: int) -> list[str]:
    return ["b" if n < at[0] else "i" if n == at[0] else "a" for n in range(size)]


def _places(tokens: Sequence[re.Match[str]], words: Sequence[str]) -> list[list[str]]:
    """Where each token stands in the line and in its sentence."""
    size = len(words)
    segment, commas, colons = _segments(tokens, words)
    return [
        [
            f"lead={min(n, 6)}",
            f"tail={min(size - 1 - n, 6)}",
            f"seg={min(segment[n], 5)}|{min(segment[-1] - segment[n], 3)}",
            f"stop={min(commas[n], 4)}|{colons[n]}",
            f"size={min(size // 8, 6)}",
        ]
        for n in range(size)
    ]


def _shape(word: str) -> str:
    if word.startswith(("http:", "https:")):
        return "url"
    if YEAR.fullmatch(word):
        return "year"
    if word.isdigit():
        return f"d{min(len(word), 5)}"
    return _letters(word) if word[0].isalnum() or word[0] == "_" else word


def _letters(word: str) -> str:
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return f"XX{'' if len(word) > SHORT_NAME else len(word)}"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "XxX"
    return "xx" if word.isalpha() else "xd"


@cache
def _class_names(word: str) -> tuple[str, ...]:
    return tuple(name for name, words in CLASSES.items() if words.fullmatch(word))


def _classes(word: str) -> tuple[str, ...]:
    return _class_names(word.lower()) if len(word) < LONGEST_WORD else ()


def _is_no_short_form(words: Sequence[str], n: int) -> bool:
    """Whether what may be short for the editor is a word of a name: »Red Barnet«, not »red. «."""
    if words[n] not in SHORT_FORMS or "(" in words[max(0, n - 1) : n]:
        return False
    return any(word[0].isupper() for word in words[n + 1 : n + 2])


def is_bare_word(word: str) -> bool:
    """Whether a word is of no class that citations are made of."""
    return not _classes(word)


def _within(text: str, tokens: Sequence[re.Match[str]], said: Iterable[str]) -> list[bool]:
    """Of each token, whether it lies in one of the texts, taken in order."""
    spans, place = [], 0
    for part in islice(said, MOST_APART):
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
