"""Every tuned number of the ranking, with the measurement that set it.

Measured by ``benchmarks/relevance.py`` on the dev halves of three Danish collections; figures are
gains of mean nDCG@10 over tantivy's Danish analysis in the same run. See ``docs/search.md``.
"""

from dataclasses import dataclass, field

FIELD_WEIGHTS = {
    "title": 8.0,
    "creators": 3.0,
    "keywords": 2.0,
    "summary": 1.0,
    "heading": 2.5,
    "opening": 3.0,
    "body": 1.0,
}
"""What an occurrence in a field counts. title 3: +7.4 %, 5: +8.0 %, 10: +8.2 %; opening 1: +7.4 %,
2: +8.0 %, 4: +7.8 %. The collections have no creators, keywords, summaries or headings: set by
judgement between title and body."""

FIELD_B = {
    "title": 0.3,
    "creators": 0.0,
    "keywords": 0.0,
    "summary": 0.65,
    "heading": 0.0,
    "opening": 0.0,
    "body": 0.65,
}
"""How much a field's length counts (BM25's b). body .6: +14.8 %, .7: +14.6 %, .8: +14.5 %."""


@dataclass(frozen=True)
class Weights:
    """The ranking's numbers; ``Weights()`` is the product's, others are for measuring."""

    k1: float = 1.6
    """BM25's saturation. .8: +7.4 %, 1.2: +8.0 %, 2: +8.6 %, flat from 1.6 to 2.5."""

    exact: float = 0.3
    """The word as typed, beside its stem. 0: +9.5 %, .3: +8.0 %, .6: +6.3 %. Above 0 so that the
    word as typed comes first among equals."""
    stem: float = 1.0
    """Inflected forms: the same stem or lemma. The unit of the others."""
    part: float = 0.8
    """Compounds of the word, and its parts. 0: +4.7 %, .3: +8.0 %, .6: +9.0 %, 1.2: as .8."""
    gram: float = 1.8
    """Words that share 4-grams. 0: +11.8 %, .7: +15.8 %, 1: +16.2 %, 1.5: +16.0 %."""
    typo: float = 0.7
    """Words a slip away from one that the collection does not have. Below a word that it has."""
    synonym: float = 0.4
    """Curated synonyms. Below a stem, by judgement: the collections have no synonym queries."""

    gram_share: float = 0.07
    """The least share of the word's grams, by idf. .2: +15.4 %, .1: +16.2 %, .05: +16.0 %."""
    gram_terms: int = 300
    """The most terms that a word reaches by grams. 100, 300 and 1000: +16.2 % each."""
    gram_k1: float = 2.0
    """``k1`` is so many times larger for grams, whose many hits say less. 1, 2 and 4 are alike."""

    pair: float = 0.5
    """Neighbours in the query that are neighbours on the page. 0: +16.2 %, .3 to 1: +16.5 %."""
    inherit: float = 1.0
    """What a page gets of a hit on its material's summary page. A title belongs to all pages."""
    spread: float = 0.25
    """The share of a material's score that may come from words on different pages of it."""
    fields: dict[str, float] = field(default_factory=lambda: dict(FIELD_WEIGHTS))
    b: dict[str, float] = field(default_factory=lambda: dict(FIELD_B))


WEIGHTS = Weights()
