"""Labels: numbers that name something and count nothing: a page, a table, a paragraph, a version,
a point of a list, a telephone number, an address, a reference."""

import re

from search.analysis.stems import STOPWORDS

_KINDS = (
    "s|p|pp|side|sider|siderne|nr|no|nummer|§|§§|stk|kap|kapitel|kapitlet|afsnit|afsnittet|tabel"
    "|tabellen|figur|fig|figuren|bilag|boks|litra|note|fodnote|punkt|pkt|version|ver|v|trin|fase"
    "|del|bind|årg|vol|mål|spørgsmål|tema|skema|linje|ligning|formel|tlf|telefon|mobil|fax|cvr|cpr"
    "|isbn|issn|ean|postboks|uge|type|niveau|klasse|gruppe|artikel|art|paragraf|slide|lov|bek"
    "|bekendtgørelse|vejledning|case|kode|koden"
    "|tillæg|lokalplan|lokalplanen"
)
_NAMED = re.compile(
    rf"(?:(?:(?<![^\W_])(?:{_KINDS})|[^\W_]-?(?:kode|koden|nummer|nr|tillæg))\.?(?:-?nr\.?|\snr\.?)?:?\s?"
    r"|[§#@]\s?|[=/\\_+'’‘∗])\Z",
    re.I,
)
"""What stands before a number that is a name."""
_NOUN = re.compile(r"(?<![^\W_])([^\W\d_]{2,30})\s\Z")
_VERB = re.compile(r"(?:r|de|te|et)\Z")
"""How words end that may be verbs, which a count follows."""
_COUNTED = re.compile(r"\s?([^\W\d_A-ZÆØÅ][^\W\d_]*|[^\W\d_]+\b(?=\.))")
"""What a number before it counts."""
_PAST = re.compile(r"(?:ede|te)\Z")
"""How words end that may be verbs of the past."""
_GOES_ON = re.compile(r"\s?(?:,|og|eller|til|samt|-|–|&|,?\stil\sdels|\sog\stil\sdels)\s?")
_PHONE = re.compile(
    r"\d\d(?:[ .]\d\d){3}(?!\d)|(?!(?:19|20)\d\d[01]\d[0-3]\d(?!\d))\d{8}(?!\d)|\d{4} \d{4}(?!\d)"
)
_POINT = re.compile(
    r"\d{1,3}(?:\.\d{1,3}){0,4}[.)](?=\s|\Z|[(A-ZÆØÅ])|\d{1,2}(?:\.\d{1,2}){1,4}(?=\s[A-ZÆØÅ])"
)
_POSTCODE = re.compile(r"\d{4}\s[A-ZÆØÅ][a-zæøå]")
_PLACED = re.compile(r"(?:\A|[,;|•·])\s*\Z")
"""What stands before a postcode: nothing, or a street and what parts it from that."""
_CODE = re.compile(
    r"0\d|\d{5,}[-–]\d{1,4}(?!\d)|\d{1,4}(?:-\d{1,4}){2}|\d{1,3}-0\d\d"
    r"|(?:[012]\d|3[01])(?:0\d|1[012])\d{6}(?!\d)"
)
"""How numbers of cases, plans, accounts and persons begin."""
_NEXT_POINT = re.compile(r"\d{1,2}(?:\)\s?|\.)[(A-ZÆØÅ]")
_NEW = re.compile(r"[.!?:;)]\s?\Z")
"""After what the next point of a list begins."""
_CHARSET = re.compile(r"(?<![^\W_])(?:[A-ZÆØÅ]{2,8}|utf)\s-\Z")
"""»UTF -8«, as some fonts part it."""
_FOOTNOTE = re.compile(r"\d{1,3}\s(?:https?:|www\.)")
_PAGE_CITED = re.compile(r"\((?:[^()]{0,60}[\s;])?(?:1[789]|20)\d\d[a-z]?:\s?\Z")
_CITED_ENDS = re.compile(r"(?:[-–]\d{1,4}|f{1,2}\.?)?[;,)]")
"""What stands before and after the page of a reference: »(Holm, 2014: 30)«."""
_BRACKETED = re.compile(r"[(\[]\Z")
_CLOSED = re.compile(r"[)\]'’‘]|,\s(?:s|p|pp|kap)\b")
_HEAD = re.compile(
    r"\b(?:version|nr|side|kapitel|afsnit|id|bilag|postnr|tlf|telefon|figur|tabel)\b"
    r"|(?:nummer|kode)\b",
    re.I,
)
_CITING = r"lokaliseret|besøgt|hentet|tilgået|opdateret|set|accessed|retrieved"
_DATED = re.compile(rf"(?i:{_CITING})\b[^.]{{0,8}}.?\s?\Z")
_AUTHOR = re.compile(r"(?:(?<=[ (])[A-ZÆØÅ][^\W\d_]{2,30}\s|\()\Z")
"""What stands before the date, in digits, of a reference in the text."""
_SMALL = re.compile(r"\d{1,3}(?:\.\d{1,2})?")
_MATHS = re.compile(r"[∆∂∑∫√µσξπβθλ^∈≈−]")
FORMULA = 2
"""A sentence with so many signs of formulas, and one in so many characters, is one."""
SIGN_IN = 30
_SYNTAX = re.compile(
    r"[{}]|</|/>|\(\)|;\Z|\)(?: [;:]|:\Z)|[^\W\d_] ;|[=!<>]=|\+\+|[-+]=|&&|\|\||//(?<!://)"
    r"|\$ ?[(.]|=>|\w\[|=\s?[\"'’]|\w\([\w\"'’.$]|</? ?\w+ ?>|\w \. \w|\) \.|\bnew [A-Z]\w+"
)
CODE, SYNTAX_IN = 2, 28
"""A sentence with so many signs of a program's code, and one in so many characters, is code."""
_LINE_OF_CODE = re.compile(r"(\d{1,3})\s(?P<comment>(?:#|//)\s)?")
_SIGN = re.compile(r"\s?[%‰€$£°]")
"""What makes a number before it an amount, with a space between or none."""
_BACK, _CITED_BACK = 48, 80


def point(text: str, start: int, end: int) -> int:
    """Where the number of a point of a list that a sentence begins with ends; ``start`` when it
    begins with none."""
    found = _POINT.match(text, start, end)
    return found.end() if found else start


def telephone(text: str, at: int, end: int) -> int:
    """Where the telephone number at a place ends; the place itself when there is none."""
    found = _PHONE.match(text, at, end)
    return found.end() if found else at


def is_formula(text: str, start: int, end: int) -> bool:
    """Whether a sentence is a formula."""
    signs = len(_MATHS.findall(text, start, end))
    return signs >= FORMULA and end - start <= signs * SIGN_IN


def is_code(text: str, start: int, end: int) -> bool:
    """Whether a sentence is of a program: most of it signs of one, or some in numbered lines."""
    line = _LINE_OF_CODE.match(text, start, end)
    if line and line["comment"]:
        return True
    signs = len(_SYNTAX.findall(text, start, end))
    if line and signs and text.find(f" {int(line[1]) + 1} ", start, end) > 0:
        return True
    return signs >= CODE and end - start <= signs * SYNTAX_IN


def is_of_names(head: str) -> bool:
    """Whether what stands in a column with that head are names."""
    return _HEAD.search(head) is not None


def is_date_of_source(text: str, start: int, at: int, *, in_digits: bool) -> bool:
    """Whether the date at a place is that of a source, or when somebody looked at one."""
    before = text[max(start, at - _BACK) : at]
    return bool(_DATED.search(before) or (in_digits and _AUTHOR.search(before)))


def is_label(text: str, start: int, at: int, until: int, last: int) -> bool:
    """Whether the number ``[at, until)`` of the sentence that begins at ``start`` is a name;
    ``last`` is where the last name before it ends, -1 when there is none."""
    before = text[max(start, at - _BACK) : at]
    if _SIGN.match(text, until):
        return False
    if before[-1:] in ("-", "–") and before[-2:-1].isalnum():
        return last == at - 1 or before[-2:-1].isalpha()
    if _NAMED.search(before) or (last >= start and _GOES_ON.fullmatch(text, last, at)):
        return True
    if _is_name_by_itself(text, before, at, until) or _is_page_cited(text, start, at, until):
        return True
    return bool(_SMALL.fullmatch(text, at, until)) and _is_after_noun(text, before, until)


def _is_name_by_itself(text: str, before: str, at: int, until: int) -> bool:
    """Whether what a number is written as, and what stands about it, makes it a name."""
    return bool(
        _CODE.match(text, at)
        or (until - at <= 2 and _BRACKETED.search(before) and _CLOSED.match(text, until))
        or (_POSTCODE.match(text, at) and _PLACED.search(before))
        or (_NEXT_POINT.match(text, at) and _NEW.search(before))
        or _CHARSET.search(before)
        or _FOOTNOTE.match(text, at)
    )


def _is_page_cited(text: str, start: int, at: int, until: int) -> bool:
    """Whether a number is the page of a reference in the text."""
    if not _CITED_ENDS.match(text, until):
        return False
    return _PAGE_CITED.search(text[max(start, at - _CITED_BACK) : at]) is not None


def _is_after_noun(text: str, before: str, until: int) -> bool:
    """Whether a small number stands after the noun that it numbers (»sprint 2«)."""
    noun = _NOUN.search(before)
    if noun is None or noun[1].lower() in STOPWORDS or text[until : until + 1] == "-":
        return False
    counted = _COUNTED.match(text, until)
    if counted and counted[1].lower() not in STOPWORDS and not _PAST.search(counted[1]):
        return False
    return noun[1][:1].isupper() or not _VERB.search(noun[1])
