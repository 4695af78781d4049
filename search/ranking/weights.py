"""Every tuned number of the ranking, with the measurement that set it.

Measured by ``benchmarks/relevance.py`` on the whole dev halves of three Danish collections, one
number changed at a time; figures are the mean gain of nDCG@10 over tantivy's Danish analysis in the
same run, +15.8 % for the numbers here. See ``docs/search.md``.
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
"""What an occurrence in a field counts. title 4: +15.2 %, 12: +15.9 %; opening 0: +7.3 %, 2: +14.7,
4: +15.5 %. The collections have no creators, keywords, summaries or headings: set by
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
"""How much a field's length counts (BM25's b). body .55: +15.5 %, .75: +14.7 %."""


@dataclass(frozen=True)
class Weights:
    """The ranking's numbers; ``Weights()`` is the product's, others are for measuring."""

    k1: float = 1.6
    """BM25's saturation. 1.2: +15.0 %, 2.2: +15.7 %."""

    exact: float = 0.3
    """The word as typed, beside its stem. 0: +15.1 %, .6: +14.5 %."""
    stem: float = 1.0
    """Inflected forms: the same stem or lemma. The unit of the others."""
    part: float = 0.8
    """Compounds of the word, and its parts. 0: +14.6 %, .5: +15.4 %, 1.1: +15.4 %."""
    gram: float = 1.8
    """Words that share 4-grams. 0: +9.2 %, 1: +14.7 %, 2.4: +15.4 %."""
    typo: float = 0.7
    """Words a slip away from one that the collection does not have. Below a word that it has."""
    synonym: float = 0.4
    """Curated synonyms. Below a stem, by judgement: the collections have no synonym queries."""

    gram_share: float = 0.07
    """The least share of the word's grams, by idf. .03: +15.3 %, .15: +15.0 %."""
    gram_terms: int = 300
    """The most terms that a word reaches by grams. 100: +15.3 %."""
    gram_k1: float = 2.0
    """``k1`` is so many times larger for grams, whose many hits say less. 1: +14.9 %, 4: +15.4."""

    pair: float = 0.5
    """Neighbours in the query that are neighbours on the page. 0: +15.3 %, 1: +15.2 %."""
    inherit: float = 1.0
    """What a page gets of a hit on its material's summary page. A title belongs to all pages."""
    spread: float = 0.25
    """The share of a material's score that may come from words on different pages of it."""
    fields: dict[str, float] = field(default_factory=lambda: dict(FIELD_WEIGHTS))
    b: dict[str, float] = field(default_factory=lambda: dict(FIELD_B))


WEIGHTS = Weights()
