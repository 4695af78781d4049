"""Sentences: where those of a Danish text begin and end.

A point ends a sentence where what follows begins like one, and what stands before it is no
abbreviation, number of a list, paragraph, ordinal or initial. Every pattern is linear on any text.
"""

import re
from collections.abc import Collection
from functools import lru_cache

from search.analysis.stems import STOPWORDS
from search.library.dates import MONTHS, SHORT_MONTHS
from search.library.pagelayout import Span

_GOES_ON = (
    "d adj adm adr afd afs alm amtl att beg bd bek bem bl.a bl. ca cand cirk co cf dep dir div"
    " dr eftf eg eks ekskl eng engl evt f f.eks feks ff fhv fig fl fmd forb forf forts fr frk"
    " gr gl gns hhv hr inkl int intern jf jr jvf kap kbh kgl kl km komm konst lb lic lign m"
    " m.h.t m.a.o mag maks max md medl mht min mill mrk mv.a nat ndr no nr obs omtr opr ovf"
    " overs p p.g.a pga p.t pers pl pkt prof prop ref reg resp s sct sdr sek sml spm sr st"
    " stk str t tekn tf tlf u udg und univ v vedl vedr vol vs årg ø øv ift i.f.t iht"
    " i.h.t ifm i.f.m hft d.v.s dvs pr iflg vha v.h.a vedk tidl evtl lejl matr jnr j.nr excl"
    " flg lok gnsn afg ank mdl udv tilsv"
)
GOES_ON = frozenset(_GOES_ON.split())
"""Abbreviations, without their last point, that something of the same sentence follows."""
MAY_END = frozenset((
    "pct", "kr", "mio", "mia", "m.v", "mv", "m.m", "mm", "m.fl", "mfl", "o.l", "ol", "o.lign",
    "osv", "o.s.v", "etc", "stk", "mdr", "bn", "mill", "al", "ibid", "d.å", "s.å", "s.st", "p.a",
    "f.m", "e.m", "fm", "em", "tus", "art", "el", "gen", "red", "tab", "vej", "sept",
    *(month for month in SHORT_MONTHS if month not in MONTHS),
))  # fmt: skip
"""Those that may stand at the end of one, or are words too: it ends where a word with a capital
follows."""
ABBREVIATIONS = GOES_ON | MAY_END
LABELS = "§|stk|nr|kap|kapitel|afsnit|tabel|figur|fig|bilag|boks|trin|fase|del|mål|tema|punkt|pkt"
BULLETS = "•▪●◦■□➢✓❖"

_END = re.compile(
    rf"[.!?…\n{BULLETS}](?:"  # a pattern that begins with a set is looked for quickly
    r"(?<=[.!?…])(?<![.!?…]{2})(?P<mark>[.!?…]*+)[\"'»«”“’)\]]{0,3}+[ \t\xa0]++"
    r"(?=[^\W_a-zæøåéöäü]|[\"'»«”“’(\[–—•§-])"
    r"|(?<=\n)(?P<line>\s*+)"
    rf"|(?<=[ \t][{BULLETS}])(?= ))"
)
"""Where a sentence may end: what follows the match begins the next."""
_BEFORE = re.compile(r"(?:[^\W\d_]{1,12}\.){0,3}[^\W\d_]{1,12}\.\Z")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}\.\Z")
_INITIAL = re.compile(r"(?<![^\W_])[A-ZÆØÅ]\.\Z")
_LABEL = re.compile(
    rf"\W{{0,3}}(?:(?:{LABELS})\.?\s?)?"
    r"(?:\d{1,3}(?:[.-]\d{1,3}){0,4}(?:\s?[a-z])?|[a-z]|[IVX]{1,5})\.",
    re.I,
)
_PIECES = re.compile(r"\d\s*stk\.\s+\Z", re.I)
"""What the thing follows of which there are so many: »2 stk. Jordbeviser«."""
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})\b", re.I)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ENDED = re.compile(r"[.!?:;…][\"'»«”“’)\]]{0,3}\Z")
LONGEST_END, LONGEST_LAST = 4, 20
"""Characters of such an end, and of the word that a line ends with, as far as it is looked at."""
BULLET = re.compile(rf"[{BULLETS}*–—-]|\d{{1,3}}[.)](?!\d)|[a-z][.)]")
"""What an item of a list begins with."""
_AMOUNT = re.compile(r"\d[\d.,]{0,20}+\s?(?:[^\W\d_A-ZÆØÅ]|%)")
"""What a line that goes on with a figure begins with."""
_GLUE = frozenset((
    "og", "eller", "samt", "men", "at", "i", "på", "af", "for", "fra", "til", "med", "ved", "om",
    "som", "der", "en", "et", "den", "det", "de", "under", "over", "mellem",
))  # fmt: skip
"""Words that no sentence, item or heading ends with."""
_POINT = re.compile(rf"{BULLET.pattern}|[ivx]{{1,5}}[.)]\s")
"""What begins a point of a list."""
WRAPPED = 60
"""Characters of a line that may have been broken for its length."""
REACH = 40
REMEMBERED = 64
"""Pages whose sentences are remembered: of those that are shown, findings are read next."""


def sentence_spans(
    text: str, start: int = 0, end: int | None = None, walls: Collection[int] = ()
) -> list[Span]:
    """The sentences of ``text[start:end]``, which they are parted into: each goes on, over the
    space after it, to where the next begins. Headings, items and rows on lines of their own count
    as one each. None goes over ``walls``, places where a heading or a table begins or ends."""
    last = len(text) if end is None else min(end, len(text))
    return list(_spans(text, start, last, frozenset(walls)))


@lru_cache(maxsize=REMEMBERED)
def _spans(text: str, start: int, end: int, walls: frozenset[int]) -> tuple[Span, ...]:
    starts = {start, *(at for at in walls if start < at < end)}
    own = [*sorted(starts), len(text) + 1]
    begin, wall = start, 0
    for found in _END.finditer(text, start, end):
        at, following = found.span()
        kind = found.lastgroup
        if kind is None:  # a bullet, which begins an item
            following = at
        elif following >= end:
            continue
        elif kind == "mark":
            at = found.end("mark")
        while own[wall] <= at:
            begin, wall = max(begin, own[wall]), wall + 1
        if kind is None or not _goes_on(text, begin, at, following, kind):
            starts.add(following)
            begin = following
    ordered = sorted(starts)
    spans = zip(ordered, [*ordered[1:], end], strict=True)
    return tuple((first, last) for first, last in spans if first < last)


def trimmed(text: str, span: Span) -> Span:
    """The span without the space at its ends."""
    start, end = span
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _goes_on(text: str, begin: int, at: int, following: int, kind: str) -> bool:
    """Whether the sentence from ``begin`` on goes on from ``at``, after a mark or a line, to
    ``following``, where the next would begin."""
    if kind == "line":
        return _is_label(text, begin, at) or _is_wrapped(text, begin, at, following)
    if at == begin:  # a wall stands behind the point
        return True
    if text[at - 1] != "." or text[at - 2 : at - 1] in (".", "!", "?"):
        return False
    return _is_within(text, begin, at, following)


def _is_label(text: str, begin: int, at: int) -> bool:
    """Whether what stands there is the label of what follows."""
    return at - begin <= REACH and _LABEL.fullmatch(text, begin, at) is not None


def _is_within(text: str, begin: int, at: int, following: int) -> bool:
    """Whether the point before ``at`` is of an abbreviation, a number or an initial, and ends
    nothing."""
    if _is_label(text, begin, at):
        return True
    last = text[max(begin, at - REACH) : at].rsplit(None, 1)[-1]
    return not _is_word(last) and _is_shortened(text, last, following)


def _is_word(last: str) -> bool:
    """Whether what ends with a point is a word that is no abbreviation."""
    word = last[:-1]
    return len(word) > 1 and word.isalpha() and word.lower() not in ABBREVIATIONS


def _is_shortened(text: str, head: str, following: int) -> bool:
    """The same of a point that ends ``head``, which has no space, and is no label's."""
    opens = text[following]
    if _NUMBER.search(head):
        return _MONTH.match(text, following) is not None or (
            opens.isdigit() and not re.search(r"\d{4}\.\Z", head)
        )
    if _INITIAL.search(head):
        word = _FIRST_WORD.match(text, following)
        return not (word and word[0].lower() in STOPWORDS)
    if found := _BEFORE.search(head):
        short = found[0][:-1].lower()
        last = short.rpartition(".")[2]
        if short == "stk" and _PIECES.search(text, max(0, following - REACH), following):
            word = _FIRST_WORD.match(text, following)
            if word and word[0].lower() not in STOPWORDS:
                return True
        if short in MAY_END or (last in MAY_END and short not in GOES_ON):
            return not opens.isalpha() and opens not in '»”"“•'
        if short in GOES_ON or ("." not in short and last in GOES_ON):
            return True
    return False


def _is_wrapped(text: str, begin: int, at: int, following: int) -> bool:
    """Whether a line was only broken for its length, so that its sentence goes on."""
    first = text.rfind("\n", 0, at) + 1
    line = text[max(begin, first) : at].rstrip()
    if "\t" in line or at - first < WRAPPED or _POINT.match(text, following):
        return False
    if _ENDED.search(line[-LONGEST_END:]):
        last = line[-REACH:].rsplit(None, 1)[-1]
        short = None if line[-1] != "." or _is_word(last) else _BEFORE.search(last)
        return short is not None and short[0][:-1].lower() in GOES_ON
    if text[following].islower():
        return True
    found = _FIRST_WORD.match(line[: -LONGEST_LAST - 1 : -1])
    last = found[0][::-1] if found else ""
    return last.lower() in _GLUE or bool(last.islower() and _AMOUNT.match(text, following))
