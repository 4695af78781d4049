"""The judged sets beside this file, a half at a time."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.facts import holds

HERE = Path(__file__).parent
HALVES = ("dev", "work", "train", "what", "kept", "fresh", "third", "blind", "what_kept")
"""To work by, the second from passages drawn by chance, the third on reports of its own, the fourth
on what something is; to tell by, the third from passages drawn likewise, the last as the fourth."""
PARTS = " & "
"""Between the parts of an answer that must all be held."""
ALTERNATIVES = " | "
DOUBTED = 40
"""How far from where a mark was stands what it is sought by, when the text has changed."""


@dataclass(frozen=True)
class Shown:
    """What is shown of a page, file and number; ``figure`` is what of it is told apart,
    ``ends_on`` the page that a sentence over the first one's end ends on."""

    place: tuple[str, int]
    text: str
    figure: str = ""
    ends_on: tuple[str, int] | None = None


@dataclass(frozen=True)
class Question:
    """What somebody asks: each of ``answers`` is the parts that one wording of the right finding
    holds; ``places`` the pages it stands on, file and number. A question on a matter of which no
    report tells has neither."""

    text: str
    answers: tuple[tuple[str, ...], ...] = ()
    places: frozenset[tuple[str, int]] = frozenset()

    def is_right(self, shown: Shown) -> bool:
        """Whether what is shown of a page answers."""
        return not self.places.isdisjoint({shown.place, shown.ends_on}) and any(
            all(holds(shown.text, part) for part in parts) for parts in self.answers
        )

    def is_figure(self, figure: str) -> bool:
        """Whether a figure is the one, or one, that is asked for."""
        return any(
            holds(figure, part) or holds(part, figure) for parts in self.answers for part in parts
        )


@dataclass(frozen=True)
class Marked:
    """What was marked at one place of a page: a number or a mark of punctuation, from character
    ``at`` on, and the kinds that it is."""

    page: tuple[str, int]
    at: int
    text: str
    kinds: tuple[str, ...]


def questions(half: str) -> list[Question]:
    """The questions on the reports."""
    return [
        Question(
            row["question"],
            tuple(tuple(one.split(PARTS)) for one in row["answer"].split(ALTERNATIVES)),
            frozenset(
                [(row["file"], int(row["page"])), *map(_place, row["elsewhere"].split())]
            ),
        )
        for row in _rows("questions", half)
    ]  # fmt: skip


def foreign(half: str) -> list[Question]:
    """The questions on other matters."""
    return [Question(row["question"]) for row in _rows("foreign", half)]


def figures(half: str) -> list[Marked]:
    """The numbers that were marked, in the order of their pages' texts."""
    return [
        Marked((row["file"], int(row["page"])), int(row["start"]), row["figure"],
               tuple(row["kind"].split("/")))
        for row in _rows("figures", half)
    ]  # fmt: skip


def bounds(half: str) -> list[Marked]:
    """The marks of punctuation; ``at`` is the character after each."""
    return [
        Marked((row["file"], int(row["page"])), int(row["end"]), row["before"],
               (row["bound"],))
        for row in _rows("bounds", half)
    ]  # fmt: skip


def nearest(text: str, sought: str, at: int) -> int | None:
    """Where ``sought`` begins in ``text``, as near to ``at`` as it stands; None when it doesn't."""
    low = max(0, at - DOUBTED)
    found = _places(text[low : at + DOUBTED + len(sought)], sought)
    return min((low + place for place in found), key=lambda place: abs(place - at), default=None)


def _places(text: str, sought: str) -> Iterator[int]:
    at = text.find(sought)
    while at >= 0:
        yield at
        at = text.find(sought, at + 1)


def _place(text: str) -> tuple[str, int]:
    file, _, page = text.rpartition(":")
    return file, int(page)


def _rows(name: str, half: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as table:
        lines = (line for line in table if not line.startswith("#"))
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [row for row in rows if row["half"] == half]
