"""Questions what something is: »hvad er en mentor«, »hvad forstås ved …«, »definition af …«."""

import re
from functools import lru_cache

from search.asking.figurekinds import kinds_asked

MOST_WORDS = 6
"""Words of what is asked about with a bare »hvad er«, articles with them."""
_WHAT = r"(?P<what>[^?]{1,200}?)"
_END = r"\s*\??\s*"
_WITHIN = r"(?:\s(?:i|hos|inden for|i forbindelse med)\s[^?]{1,100}?)?"
_WHERE = r"(?:\s(?:i|hos|inden for|i forbindelse med|for|ved|på)\s[^?]{1,100}?)?"
"""Where the word is used so: »i OS2mo«."""
_PLAIN = re.compile(rf"\s*hvad (?:er|var|betyder) (?:egentlig )?{_WHAT}{_WITHIN}{_END}", re.I)
_RELATED = re.compile(
    r"\b(?:på|med|til|i|af|for|om|ved|hos|fra|efter|mellem|under|som|der|når|hvis|end)\b", re.I
)
"""What relates one thing to another: »hvad er prisen på sukkerroer« asks for no definition."""
_FRAMES = tuple(
    re.compile(rf"\s*{frame}{_END}", re.I)
    for frame in (
        rf"hvad (?:forstås|menes|mener (?:man|de|vi)|forstår man) (?:der )?(?:ved|med) "
        rf"{_WHAT}{_WHERE}",
        rf"hvad (?:står|går|dækker) {_WHAT}{_WITHIN} (?:for|ud på|over){_WHERE}",
        rf"hvad er {_WHAT} for (?:en|et|noget|nogle)(?: [\w-]{{1,40}}){{0,3}}{_WITHIN}",
        rf"hvad (?:indebærer|omfatter|betegner) {_WHAT}{_WHERE}",
        rf"hvad vil det sige,? at (?:være |have |få )?{_WHAT}{_WHERE}",
        rf"hvad vil {_WHAT} sige",
        r"(?:hvad er )?(?:definition(?:en)?|betydning(?:en)?|forklaring(?:en)?) (?:af|på) "
        rf"{_WHAT}{_WHERE}",
        rf"{_WHAT} (?:definition|betydning)",
        rf"hvordan (?:defineres|forstås) {_WHAT}{_WHERE}",
    )
)  # fmt: skip
VERBS = frozenset(
    ("betegner", "dækker", "forstår", "forstås", "går", "mener", "menes", "sige", "står")
)
"""Verbs with which it is asked after »hvad«."""
FRAMING = VERBS | frozenset(
    ("begreb", "begrebet", "betegne", "betyde", "betyder", "betydning", "betydningen", "definere",
     "defineres", "defineret", "definition", "definitionen", "dække", "forklaring", "forklaringen",
     "forstå", "gå", "indebære", "indebærer", "mene", "omfatte", "omfatter", "ord", "ordet", "stå")
)  # fmt: skip
"""Words with which it is asked."""


_DEFINITE = re.compile(r"[a-zæøå][^\W\d_]+(?:e[nt]|ne)")


def asks_for_value(what: str) -> bool:
    """Whether a known thing is asked about, of which a value may be meant (»hvad er adressen«); a
    name (»hvad er Jordrådet«) has none."""
    return _DEFINITE.fullmatch(what) is not None


@lru_cache(256)
def what_is_asked(query: str) -> str:
    """What a query asks the meaning of, in the words of the query; '' where it asks for none, or
    for a figure (»hvad er svarprocenten«)."""
    for frame in _FRAMES:
        if found := frame.fullmatch(query):
            return found["what"]
    plain = _PLAIN.fullmatch(query)
    what = plain["what"] if plain else ""
    is_thing = len(what.split()) <= MOST_WORDS and _RELATED.search(what) is None
    return what if is_thing and not kinds_asked(what) else ""
