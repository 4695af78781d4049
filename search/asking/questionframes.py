"""Frames of questions: the words with which a measure is asked for, beside what it is of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search.analysis.stems import STOPWORDS
from search.asking.definitionframes import VERBS, what_is_asked
from search.asking.query import Node, Occur, Word

_MEASURES = frozenset(
    {
        "bred", "bredt", "dyb", "dybt", "gammel", "gammelt", "gamle", "hurtig", "hurtigt", "høj",
        "høje", "højt", "kort", "lang", "lange", "langt", "lav", "lave", "lavt", "lille", "lidt",
        "længe", "ofte", "små", "stor", "store", "stort", "tit",
    }
)  # fmt: skip
"""What ``hvor`` measures by."""
_MEASURED = frozenset(
    {
        "andel", "antal", "beløb", "brøkdel", "del", "grad", "omfang", "part", "procent",
        "procentdel", "tid",
    }
)  # fmt: skip
"""What is measured, of anything; it tells where a figure stands, and need not be said there."""
_MANY = frozenset({"mange", "meget"})
WHICH = frozenset({"hvilke", "hvilken", "hvilket"})
"""What asks for one of several, and is said of none."""
_ASKING = WHICH | {"hvad", "hvem", "hvor", "hvordan", "hvorfor", "hvornår"}
_ASKING_FIRST = frozenset({"bliver", "bør", "er", "har", "kan", "må", "skal", "vil"})
"""Verbs that ask for a yes or no, where they come first."""
_ASKERS = _ASKING_FIRST | {"du", "jeg", "man", "mig", "mine", "mit", "vi"}
"""What is said in questions of who asks and that they ask (``kan jeg``, ``skal man``)."""
_ARTICLES = frozenset({"en", "et"})
_PRICED = frozenset({"koste", "koster", "kostede", "kostet"})
"""What asks for a price after ``hvad`` or ``hvor meget``, whatever stands between."""
_MEANT = frozenset({"betyder", "hedder"})
"""What asks what a thing is, right after ``hvad``."""


def without_verbs(
    clauses: Sequence[tuple[Occur, Node]], query: str
) -> Sequence[tuple[Occur, Node]]:
    """The clauses without the verb with which ``query`` asks what something is (»hvad forstås ved
    …«): it tells nothing of it. All where there is nothing else."""
    if not what_is_asked(query):
        return clauses
    others = [
        (occur, node)
        for occur, node in clauses
        if not (isinstance(node, Word) and occur is Occur.SHOULD and node.text in VERBS)
    ]
    return others or clauses


def framed(clauses: Sequence[tuple[Occur, Node]]) -> list[tuple[Occur, Node]]:
    """The clauses, those told of which are a question's frame (``hvor stor en andel``, ``hvad
    koster``)."""
    made, awaited, prices = list(clauses), frozenset[str](), frozenset[str]()
    for n, (occur, node) in enumerate(clauses):
        text = node.text if isinstance(node, Word) and occur is Occur.SHOULD else ""
        asking = awaited & (_MEASURES | _MEASURED | _MEANT) | prices
        if isinstance(node, Word) and text in asking:
            made[n] = occur, replace(node, asks=True)
        if text == "hvad" or text in awaited & _MANY:
            prices = _PRICED
        if text == "hvad":
            awaited = _MEANT
        elif text == "hvor":
            awaited = _MEASURES | _MANY
        elif text in WHICH or text in awaited - _MEASURED - _ARTICLES:
            awaited = _MEASURED | _ARTICLES
        elif text not in awaited & _ARTICLES:
            awaited = frozenset()
    return made


def is_empty(node: Node) -> bool:
    """Whether a node is a word that tells nothing of what is asked about: a function word, or the
    measure of a frame."""
    if not isinstance(node, Word):
        return False
    return node.text in STOPWORDS or (node.asks and node.text in _MEASURES)


def telling_beside(clauses: Sequence[tuple[Occur, Node]]) -> Iterator[Word]:
    """The words that tell nothing of what is asked about, but may tell one page from another: not
    the asker's in a question, since a text that answers has none of them but the ``er`` that says
    what something is."""
    words = [node for _, node in clauses if isinstance(node, Word)]
    askers = _ASKERS if _is_question(words) else frozenset[str]()
    if [word.text for word in words[:2]] == ["hvad", "er"]:
        askers = askers - {"er"}
    yield from (word for word in words if is_empty(word) and word.text not in askers)


def _is_question(words: Sequence[Word]) -> bool:
    """Whether one of the words asks, or the first is a verb with others after it."""
    by_verb = len(words) > 1 and words[0].text in _ASKING_FIRST and words[1].follows
    return by_verb or any(word.text in _ASKING for word in words)
