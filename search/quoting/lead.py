"""Lead: what the words before a number make of it: its hedge, a change, an amount, a test."""

import re

_HEDGES = (
    r"ca\.?|cirka|omkring|omtrent|næsten|knapt?|godt|henved|op mod|op imod|op til|tæt på|nær ved"
    r"|lidt (?:over|under|mere end|mindre end|flere end|færre end)"
    r"|(?:langt |ikke )?(?:mere|mindre|flere|færre|højere|lavere|længere|kortere|større|ældre"
    r"|yngre) end"
    r"|(?:ikke )?(?:over|under)|mindst|højst|maksimalt|max\.?|maks\.?|minimum|maksimum|min\."
    r"|i hvert fald|kun|blot|hele|skønsmæssigt|anslået|estimeret|i størrelsesordenen|små"
    r"|mellem|imellem|[<>≤≥~±≈]"
)
HEDGE = re.compile(rf"(?:(?<![\w])|(?<=[<>≤≥~±≈]))(?P<hedge>{_HEDGES})\s?\Z", re.I)
BETWEEN = re.compile(r"(?<!\w)i?mellem\s\Z", re.I)
FROM = re.compile(r"(?<!\w)fra\s\Z", re.I)
VARIES = re.compile(r"(?:varier|sving|spænd|ligge|strækk)[^\W\d_]{0,5}\s\Z", re.I)
"""What a range from one number to another is no change after."""
CITED = re.compile(
    r"(?:\b(?:et al|m\.fl|mfl)\.?,?\s|[^\W\d_a-zæøå][^\W\d_]{1,30},\s|\()"
    r"(?:(?:1[789]|20)\d\d[a-z]?,\s){0,5}\Z"
)
"""What stands before the year of a reference, of which there may be several."""
SPREAD = re.compile(r"(?<!\w)fordel[^\W\d_]{1,6}(?:\ssig)?\s\Z", re.I)
"""After what »over« is no more than on."""
OF_YEAR = re.compile(r"(?<!\w)(?:år|året|årene)\s\Z", re.I)
CHANGED = re.compile(
    r"(?<![^\W_])(?:st[ei]g\w{0,6}|fald\w{0,4}|øge\w{0,4}|forøg\w{0,6}|reduc\w{0,6}|reduktion\w{0,3}"
    r"|vækst\w{0,2}|vokse\w{0,3}|fremgang\w{0,2}|tilbagegang\w{0,2}|forbedr\w{0,6}|forværr\w{0,6}"
    r"|sænke\w{0,3}|hæve\w{0,3}|mindske\w{0,3}|ændr\w{0,6})(?:\s[^\W\d_]{1,14}){0,3}?\s(?:med|på)\s\Z",
    re.I,
)
MORE = re.compile(
    r"\s(?:højere|lavere|flere|færre|mere|mindre|større|stigning|fald|hurtigere|længere|kortere)\b",
    re.I,
)
"""What after a share says that it is how much more or less."""
MONEY = re.compile(r"(?:(?<!\w)(?:kr\.?|dkk|eur|usd)|[€$£])\s?\Z", re.I)
_STATISTICS = (
    r"p|t|z|f|r|r2|r²|d|β|b|α|κ|kappa|χ2|χ²|chi2|sd|se|df|p-værdi(?:en)?|t-værdi(?:en)?"
    r"|standardafvigelse(?:n)?|signifikansniveau(?:et)?|korrelation(?:en)?|cronbachs alpha|alpha"
    r"|effektstørrelse(?:n)?|konfidensinterval(?:let)?"
)
_TEST = re.compile(
    rf"(?<![^\W_])(?P<name>{_STATISTICS})(?:\s?\(\d{{1,4}}(?:,\s?\d{{1,4}})?\))?"
    r"\s?(?:[=<>≤≥]|\s(?:på|er|var)(?:\sca\.)?)\s?-?\Z",
    re.I,
)
_ODDS = re.compile(
    r"(?<![^\W_])(?:odds ratio|oddsratio|or|hr|rr|hazard ratio)\s?(?:[=<>≤≥]|på|er)\s?\Z", re.I
)
_MARK = re.compile(
    r"\b(?:karakter|karakteren|karaktergennemsnit|karaktergennemsnittet|score|scoren"
    r"|gennemsnitsscore|rating)\s(?:på\s|er\s|var\s|af\s)?(?:i gennemsnit\s)?\Z",
    re.I,
)
_PERCENT = re.compile(
    rf"[^\W\d_]{{2,40}}procent(?:en|er|erne)?(?: (?:på|er|var|blev|om))?(?: (?:{_HEDGES}))?\s\Z",
    re.I,
)
"""What is told in percent by its name: »svarprocent 54«."""


def hedge(before: str, values: int) -> "re.Match[str] | None":
    """What hedges a figure of so many values after these words: »mellem« two, and »over« none that
    something is »fordelt over«."""
    found = HEDGE.search(before)
    said = found["hedge"].lower() if found else ""
    if found is None or (values == 1 and said in ("mellem", "imellem")):
        return None
    return None if said == "over" and SPREAD.search(before[: found.start("hedge")]) else found


def kind_before(before: str) -> tuple[str, str]:
    """The kind and unit of a number without a sign of its own after these words; '' when they tell
    none."""
    if test := _TEST.search(before):
        return "test value", test["name"]
    if _ODDS.search(before):
        return "ratio", ""
    if _PERCENT.search(before):
        return "share", "%"
    return ("mark", "") if _MARK.search(before) else ("", "")
