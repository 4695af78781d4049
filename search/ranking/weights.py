"""Every tuned number of the ranking, with the measurement that set it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weights:
    """The ranking's numbers; ``Weights()`` is the product's, others are for measuring."""

    k1: float = 1.0
    """BM25's saturation."""
    b: float | None = None
    """How much a page's length counts (BM25's b); found from the lengths when it is None."""
    exact: float = 0.3
    """The word as typed, beside its stem."""
    stem: float = 0.7
    """Inflected forms: the same stem or lemma."""
    compound: float = 1.2
    """The same and the compounds that hold the word."""
    halves: float = 0.6
    """The parts of the word, each by itself, where the word is not and all of them are."""
    half: float = 0.2
    """The same where some are."""
    gram: float = 1.0
    """Words that share 4-grams, which tell no more than the word itself."""
    synonym: float = 0.8
    """Other names of the word, as one and where it is not: a third of what the word is worth.
    nDCG@10 of 0, .4, .8, 1.2 on parliament's passages .628, .628, .629, .629; on its debates .8 is
    .002 over .4, on acts and the library's manual both are alike."""
    joined: float = 1.3
    """The compound that two words of the query are together, in what these tell and where they are
    not both: as much as they do side by side (``exact``, ``stem``, ``near``) beside what they tell
    within it. Where they are as well it cost the handbook's titles .0005 nDCG@10, the library's
    manual .0017."""
    apart: float = 0.5
    """A compound's words in a row, beside what its parts tell."""
    aside: float = 0.3
    """Another form of the word before it: a number with its unit, a word without its hyphens."""
    gram_share: float = 0.07
    """The least share of the word's grams, by idf."""
    gram_terms: int = 300
    """The most terms that a word reaches by grams."""
    gram_k1: float = 2.0
    """``k1`` is so many times larger for grams, whose many hits say less."""
    near: float = 0.3
    """Neighbours in the query that are near each other on the page."""
    coverage: float = 0.3
    """That a word is there at all, however often."""
    covered_within: float = 0.6
    """The share of that for a word that is there within compounds only."""
    title: float = 1.0
    """The share of a title that the query's words make up."""
    context: float = 0.4
    """What a page gets of the page before and the page after, where feedback is asked."""
    contents: float = 0.3
    """The share that a page of contents, which only names what is told elsewhere, is worth of one
    with the same words. By judgement: no question of ``benchmarks.facts`` or
    ``benchmarks.paraphrases`` turns on it."""
    repeated: float = 3.0
    """BM25's k3: how much a word that is typed again counts again."""
    feedback: float = 0.7
    """What the words of the best pages tell, where the query's own are not found."""
    spread: float = 0.25
    """The share of a material's score that may come from words on different pages of it."""
    together: float = 0.3
    """Within a report, words near each other on a page beside the page's score, each as a share of
    the most on any. With ``passage`` the right page is first for 73 % of the questions of
    ``benchmarks.paraphrases``, 62 % without; 0.5 gives one more of 104, but on parliament in its
    meetings (``benchmarks.relevance --group``) nDCG@10 loses .004, with 0.3 nothing."""
    passage: float = 1.5
    """The same of the passage that is shown of a page; on parliament's meetings -.002 nDCG@10."""


WEIGHTS = Weights()
