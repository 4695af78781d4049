"""The language of a text, judged by the small words that only one language has.

The lists are function words that differ between the languages one meets in Danish reports.
"""

from collections import Counter
from collections.abc import Sequence

SMALL_WORDS = {
    "da": "og at det er af på til med for som der ikke en et den de har kan skal vil blev bliver "
    "efter også være været fra om hvor hvordan når deres mellem gennem eller ved hvis mere",
    "en": "the of and to in is that for with are was this by be from have which their not or an as "
    "were has will can between through after been they",
    "de": "der die und das ist nicht von mit den für auf ein eine dem zu im werden auch sich durch "
    "wird sind oder bei nach über aus",
    "sv": "och att det är av på till med för som inte en ett den de har kan ska från om vid eller "
    "också efter när mellan genom var blir",
    "no": "og at det er av på til med for som ikke en et den de har kan skal fra om ved eller også "
    "etter når mellom gjennom ble blir være hvordan",
    "fr": "le la les et des est une dans que pour qui sur par avec ne pas au aux plus sont cette",
    "es": "el la los las y de que en un una por con para no es se del al como más su son",
}
INDEX = {
    word: tuple(code for code, words in SMALL_WORDS.items() if word in words.split())
    for words in SMALL_WORDS.values()
    for word in words.split()
}
LEAST = 3
SHARE = 0.08


def language_of(words: Sequence[str]) -> str | None:
    """The ISO 639-1 code of the language that a text of these ``words``, in lower case, is in; None
    when too little shows it."""
    counts = Counter(words)
    scores: Counter[str] = Counter()
    for word in counts.keys() & INDEX.keys():
        for code in INDEX[word]:
            scores[code] += counts[word]
    code = max(SMALL_WORDS, key=scores.__getitem__)  # of equals, Danish before all others
    return code if scores[code] >= max(LEAST, SHARE * len(words)) else None
