"""What was done with the words of a query, to be told in one line."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from search.answering.results import Told
from search.ranking.coverage import asked
from search.ranking.evaluate import Evaluation
from search.ranking.leaf import Leaf
from search.ranking.lexicon import Lexicon

MOST_FORMS = 12
MOST_COMPOUNDS = 8


def told(lexicon: Lexicon, evaluation: Evaluation) -> Told:
    """What the words were taken for beside as they are typed, and which are nowhere."""
    reading = evaluation.reading
    leaves = [leaf for leaf in evaluation.leaves if leaf.counts]
    meanings = {leaf.meaning.word: leaf.meaning for leaf in leaves if leaf.meaning}
    ms = meanings.values()
    inflected = (t for m in ms for t in lexicon.texts(m.inflected, MOST_FORMS + len(meanings)))
    forms = chain(inflected, (t for m in ms for t in lexicon.texts(m.slip)))
    compounds = (t for m in ms for t in lexicon.texts(m.within, MOST_COMPOUNDS + len(meanings)))
    slips = [(word, lexicon.text(int(m.slip[0]))) for word, m in meanings.items() if len(m.slip)]
    parts = [
        (x.text, x.meaning.halves) for x in leaves if x.found and x.meaning and x.meaning.in_parts
    ]
    names = [(leaf.text, " ".join(name)) for leaf in leaves for name in leaf.names]
    return Told(
        inflections=_others(forms, meanings, MOST_FORMS) if reading.inflections else (),
        compounds=_others(compounds, meanings, MOST_COMPOUNDS) if reading.compounds else (),
        synonyms=tuple(names),
        joined=tuple(chain.from_iterable(map(_joined, leaves))),
        slips=tuple(slips) if reading.slips else (),
        parts=tuple(parts) if reading.compounds else (),
        nowhere=tuple(
            text for text, each in asked(leaves).items() if not any(x.found for x in each)
        ),
    )


def _joined(leaf: Leaf) -> Iterator[tuple[str, str]]:
    """The compound that words typed side by side are, and the words in a row that a compound is."""
    for name in leaf.node.sought.words if leaf.joins else ():
        yield leaf.text, name
    for row in leaf.apart:
        yield leaf.text, " ".join(row)


def _others(texts: Iterable[str], typed: Collection[str], most: int) -> tuple[str, ...]:
    """The first of the texts, each once, that were not typed; no more are worked out."""
    found: dict[str, None] = {}
    for text in texts:
        if len(found) == most:
            break
        if text not in typed:
            found[text] = None
    return tuple(found)
