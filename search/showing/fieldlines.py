"""Field lines: the fields of a material in which the query stands, where its text has it not."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.library.catalogue import Material
from search.showing.marks import Mark
from search.showing.snippets import Fragment, Snippet, marked_fragments

BETWEEN = " \n"
"""Between values, which no sentence and no phrase goes over."""
LONGEST_LINE = 200
"""Characters of a field that is shown whole; of a longer one the values with the marks are."""


@dataclass(frozen=True)
class FieldValue:
    """A value of a field: characters ``[start, end)`` of the text of all, and where ``at`` it
    begins in the ``line`` of its field."""

    start: int
    end: int
    line: str
    at: int


@dataclass(frozen=True)
class FieldText:
    """What stands over a material's summary, as it is searched: its ``text``, value by value."""

    text: str
    values: tuple[FieldValue, ...]

    def value_at(self, place: int) -> FieldValue:
        """The value in which a character of the text stands."""
        return next(value for value in reversed(self.values) if value.start <= place)

    def shown(self, marks: Sequence[Mark]) -> Snippet:
        """The fields with marks (ascending and apart) on a line: ``Emner: tilsyn, praksis``."""
        made: list[Fragment] = []
        had = {self.value_at(mark.start) for mark in marks}
        for line in dict.fromkeys(value.line for value in self.values if value in had):
            own = [value for value in self.values if value.line == line]
            some = own if len(line) <= LONGEST_LINE else [one for one in own if one in had]
            made.append(Fragment((" · " if made else "") + line[: own[0].at]))
            for number, value in enumerate(some):
                made += [Fragment(", ")] if number else []
                made += marked_fragments(self.text, value.start, value.end, marks)
            made += [Fragment(" …")] if len(some) < len(own) else []
        return tuple(one for one in made if one.text)


def field_text(material: Material) -> FieldText:
    """The fields of a material, in the order in which they are indexed."""
    text, values = "", []
    for name, several, given in (
        ("Titel", "Titel", (material.title,)),
        ("Undertitel", "Undertitel", (material.subtitle or "",)),
        ("Udgiver", "Udgivere", material.publishers),
        ("Forfatter", "Forfattere", material.authors),
        ("Type", "Type", (material.kind,)),
        ("Udgivet", "Udgivet", (material.published or "",)),
        ("Målgruppe", "Målgrupper", material.target_groups),
        ("Emne", "Emner", material.subjects),
    ):
        own = [value for value in given if value]
        label = f"{several if len(own) > 1 else name}: "
        line, at = label + ", ".join(own), len(label)
        for value in own:
            text += BETWEEN if text else ""
            values.append(FieldValue(len(text), len(text) + len(value), line, at))
            text += value
            at += len(value) + len(", ")
    return FieldText(text, tuple(values))
