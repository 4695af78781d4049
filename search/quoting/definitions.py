"""Definitions: where a text says what something is, by the ways in which Danish explains a word.

Its subject is a thing of a kind (»X er en …, der«), is said to mean something (»ved X forstås«,
»X betegner«), is spelt out (»Forening af Y (FAY)«) or stands before its explanation, as in a list.
Every pattern is linear on any text.
"""

import re

from search.library.pagelayout import Span

REACH = 90
"""Characters before and after a word in which stands what makes its sentence a definition."""
_SUBJECT = re.compile(
    r"\W{0,4}(?:.{0,60}[,:;–—] ?)?"
    r"(?:(?:det [a-zæøå]{1,20}|ideen|formålet|pointen|princippet|meningen) (?:ved|med|i|bag) )?"
    r"(?:(?:en|et|den|det|de|disse|dette|denne|begrebet|ordet|termen|udtrykket"
    r"|betegnelsen|forkortelsen|eller|og|så|såkaldte?|såkaldt|the|a|an|at)\s+){0,3}"
    r"(?:[^\W\d_]{2,30}s\s)?[\"'”“„»«’‘(]{0,2}",
    re.I | re.S,
)
"""What may stand before a subject in its sentence."""
_KIND = (
    r"(?:er|var|is),?\s(?:(?:altså|således|dermed|også|her|typisk|oftest|kort sagt|i dag)\s)?"
    r"(?:(?:[\w-]+\s){1,2}at\b|(?:(?:en|et)(?!\saf\b)|den|det|de|når|hvor|at|betegnelsen|navnet"
    r"|forkortelsen|defineret|kendetegnet|a|an|the)\b|(?:[\w-]+,?\s){1,4}?(?:der|som|hvor)\b)"
)
_MEANS = (
    r"(?:betegner|betyder|definerer|repræsenterer|angiver|defineres|forstås|dækker|står\sfor|kaldes|omfatter|refererer\stil"
    r"|henviser\stil|består\s(?:af|i)|handler\som|går\sud\spå|vil\ssige|beskriver|udgør(?!\s(?:[^\W\d_]{1,12}\s)?\d)"
    r"|indebærer"
    r"|kan\s(?:beskrives|defineres|forstås|ses|betragtes)\ssom|anvendes|benyttes|bruges"
    r"|svarer\stil|hedder)\b"
)
_SAYS = re.compile(
    r"[\"'”“„»«’‘)]{0,2}(?:\s?\([^()]{1,80}\))?(?:,\s(?:der|som|også)\b[^.;:,]{0,60})?,?\s+"
    rf"(?:{_KIND}|{_MEANS})",
    re.I,
)
_DENIED = re.compile(r"\b(?:ikke|hverken)\b", re.I)
"""What before a word tells that it isn't said to be anything: »det er ikke sikkert, at X er …«."""
_MEANT_BY = re.compile(
    r"\b(?:ved|med|under)\s+(?:(?:begrebet|ordet|en|et|den|det|de)\s+){0,2}[\"'”“„»«’‘]{0,2}\Z",
    re.I,
)
_MEANT = re.compile(r"\b(?:forstås|menes|forstår|mener|tænkes|hører)\b", re.I)
_CALLED = re.compile(
    r"\b(?:kaldes|kaldet|kaldt|betegnes|betegnet|benævnes|benævnt|kendt\ssom|defineres\ssom"
    r"|hedder|navngivet"
    r"|(?:kalder|definerer|betegner|benævner)\s(?:vi|man|jeg|de|dette|det|den|disse)"
    r"|definitione?n?\s(?:af|på))\s+(?:for\s+)?(?:(?:en|et|den|det|de|også)\s+){0,2}"
    r"[\"'”“„»«’‘(]{0,2}\Z",
    re.I,
)
_GLOSSED = re.compile(
    r"\s?\((?!(?:se|jf|fig|figur|bilag|tabel|afsnit|f\.eks|fx|herunder|inkl|ca|læs|evt|s|nr|kap"
    r"|også|i|på|fra|til|med|for|af|om|ved|under|siden|indtil|både|især|blandt)\b)"
    r"=?[a-zæøå][^()\d]{2,60}\)"
)
"""What a word is, in brackets behind it: »token (systemnøgle)«."""
_GOES_ON = re.compile(
    r"\s(?:som|der)\ser\b|,\s(?:som|der)\s(?!(?:når|før|for|især)\b)[a-zæøå]{1,20}r\b"
    r"|,?\shvilket\s(?:er|vil\ssige|betyder)\b"
    r"|[^.;:]{0,20},\s(?:(?:hvilket|det)\s(?:vil\ssige|betyder)|betyder\sdet|vil\sdet\ssige)\b"
)
"""»FBI API, som er …«, »at hedge, hvilket vil sige …«."""
_LISTED = re.compile(r"[\"'”“„»«’‘)]{0,2}(?:\s?\([^()]{1,80}\))?\s?(?:[:=]|\s[–—-]\s)\s?\S")
_SPELT_AFTER = re.compile(r"\s?\((?P<long>[^()]{5,90})\)")
MOST_LONG = 9
"""Words that a short form stands for."""
_SHORT = re.compile(r"[\w./-]{2,10}")
_START = re.compile(r"[^\W\d_]+")


def is_defined(text: str, sentence: Span, term: Span) -> bool:
    """Whether a sentence of a text says what the ``term`` in it, or the thing it names, is."""
    start, end = term
    before = text[max(sentence[0], start - REACH) : start]
    after = text[end : min(sentence[1], end + REACH)]
    if after[:1].isalnum() or before[-1:].isalnum():
        return False
    if _SAYS.match(after) and _SUBJECT.fullmatch(before) and not _DENIED.search(before):
        return True
    if _GLOSSED.match(after) or _GOES_ON.match(after):
        return True
    if _LISTED.match(after) and start - sentence[0] <= 2:
        return True
    if _CALLED.search(before) or (_MEANT_BY.search(before) and _MEANT.search(after)):
        return True
    return _is_spelt_out(text[start:end], before, after)


def _is_spelt_out(short: str, before: str, after: str) -> bool:
    """Whether what a short form is made of stands beside it in brackets, or before its own."""
    if not _SHORT.fullmatch(short):
        return False
    beside = _SPELT_AFTER.match(after)
    if beside and _are_initials(short, beside["long"]):
        return True
    is_bracketed = before[-1:] == "(" and after[:1] == ")"
    return is_bracketed and _are_initials(short, " ".join(before[:-1].split()[-MOST_LONG:]))


def _are_initials(short: str, long: str) -> bool:
    """Whether the letters of a short form begin words of a long one, in their order, the first of
    them included; those within compounds may be skipped."""
    letters = [letter for letter in short.lower() if letter.isalpha()]
    starts = [word[0].lower() for word in _START.findall(long)]
    found = 0
    for letter in starts:
        if found < len(letters) and letter == letters[found]:
            found += 1
    return len(letters) > 1 and 2 * found > len(letters) and letters[0] in starts
