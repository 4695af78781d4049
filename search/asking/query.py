"""What is asked: the tree that :mod:`search.asking.parsing` makes of what a person types."""

from dataclasses import dataclass, field
from enum import Enum

AND, OR, NOT = ("OG", "AND"), ("ELLER", "OR"), ("IKKE", "NOT")
OPERATORS = frozenset((*AND, *OR, *NOT))
"""Joining words, each first as a Dane types it; in capitals, or they are words like others."""


class Occur(Enum):
    """How a clause takes part in its group."""

    SHOULD = "should"
    MUST = "must"
    NOT = "not"


@dataclass(frozen=True)
class Sought:
    """What is looked for in texts to mark a node that stands on pages itself: ``words`` in this
    order, or with at most ``gap`` others between, or a word of the shape ``pattern``. For a Word it
    is what the collection tells that it means."""

    words: tuple[str, ...] = ()
    gap: int | None = None
    pattern: str = ""


@dataclass(frozen=True)
class Word:
    """One word, in any inflection. ``aside`` when it is another form of the word before it (the
    whole of a word with hyphens, a number with its unit), which alone is looked for by its parts
    and letters too. ``whole`` is what this word is only a piece of (``§85`` for ``85``), ``typed``
    its letters as they were typed. ``pieces`` are the words between hyphens that it was typed of.
    It ``asks`` when it is of a question's frame (``hvor stor en andel``), and no page need have it,
    and ``follows`` when nothing but space is between it and the word before.
    """

    text: str
    aside: bool = False
    whole: str = ""
    typed: str = field(default="", compare=False)
    pieces: tuple[str, ...] = ()
    asks: bool = field(default=False, compare=False)
    follows: bool = field(default=False, compare=False)

    @property
    def sought(self) -> Sought:
        """What is looked for to mark it."""
        return Sought((self.text,))


@dataclass(frozen=True)
class Phrase:
    """Words in this order, or (``gap`` given) in any order with at most so many others between.
    ``beside`` when its words are asked for anyhow, and only their order tells more, or, of one, the
    compound that they are; ``typed`` as in Word, when they were no words in a row there."""

    words: tuple[str, ...]
    gap: int | None = None
    beside: bool = False
    typed: str = field(default="", compare=False)

    @property
    def sought(self) -> Sought:
        """What is looked for to mark it."""
        return Sought(self.words, self.gap)


@dataclass(frozen=True)
class Wildcard:
    """Words of this shape: ``*`` is any letters, ``?`` one."""

    pattern: str

    @property
    def sought(self) -> Sought:
        """What is looked for to mark it."""
        return Sought(pattern=self.pattern)


LeafNode = Word | Phrase | Wildcard
"""What stands on pages itself."""


@dataclass(frozen=True)
class Fielded:
    """Something asked of one field: ``field`` is its English name."""

    field: str
    node: "Node"


@dataclass(frozen=True)
class Between:
    """A number of a field (``year`` or ``page``) from ``first`` to ``last``, both included."""

    field: str
    first: int
    last: int


@dataclass(frozen=True)
class Group:
    """Clauses together; those that merely SHOULD are ranked by, and one of them must be met when
    no MUST asks for a word, but only for values of fields. ``explicit`` when ``ELLER`` made it:
    then to resemble one is not enough."""

    clauses: tuple[tuple[Occur, "Node"], ...]
    explicit: bool = False


Node = LeafNode | Fielded | Between | Group


@dataclass(frozen=True)
class Form:
    """A way to ask that help shows: an ``example``, what it ``finds``, and the kind of node that
    tells it from other forms (fields have theirs in :mod:`search.asking.fieldnames`)."""

    example: str
    finds: str
    makes: type


FORMS = (
    Form(
        "mentor sygefravær",
        "sider, der handler om det ene eller det andet, dem med begge dele først",
        Word,
    ),
    Form('"match mellem mentor og mentee"', "ordene lige efter hinanden", Phrase),
    Form('"mentor mentee"~5', "ordene højst fem ord fra hinanden", Phrase),
    Form("mentor OG jobcenter", "begge ord skal være der; AND virker også", Group),
    Form("flygtning ELLER indvandrer", "mindst et af dem; OR virker også", Group),
    Form("mentor IKKE frivillig", "det første uden det andet; NOT virker også", Group),
    Form("+mentor -frivillig", "det samme, kortere", Group),
    Form("(ung ELLER voksen) mentor", "parenteser samler", Group),
    Form("mentor*", "alt, der begynder med »mentor«; ? er ét bogstav", Wildcard),
    Form("27,2 pct.", "tallet, også når der står 27,2 % eller 27,2 procent", Word),
)
"""What a person can type, in the order of help."""


@dataclass(frozen=True)
class Reading:
    """As what the words of a query are taken beside as they are typed: their inflections, the
    compounds that hold them, their synonyms, what they may be slips of; and ``joined``, words side
    by side as the compound that they are together, a compound as its words in a row."""

    inflections: bool = True
    compounds: bool = True
    synonyms: bool = True
    slips: bool = True
    joined: bool = True


AS_USUAL = Reading()
EXACT = Reading(inflections=False, compounds=False, synonyms=False, slips=False, joined=False)


@dataclass(frozen=True)
class Query:
    """A parsed query: its tree (None when it has nothing to search for) and the hints on it."""

    text: str
    node: Node | None
    hints: tuple[str, ...] = ()
