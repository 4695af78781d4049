"""Pages made of words, and the order in which a query finds materials of them."""

from collections.abc import Iterable
from pathlib import Path

from search.library.catalogue import Material
from tests.search.conftest import build, ids

Pages = Iterable[str]

BLANK = "Denne side er uden betydning for prøven."
"""A first page: what stands in its opening counts more, and that has a test of its own."""
FILL = "vand lys luft jord ild sten træ græs sand is"
OTHERS = tuple(f"{BLANK} {FILL} {word}" for word in FILL.split())
SOUGHT = "kompas sekstant barometer kikkert globus fyrtårn"
"""More words than any page has."""


def order(folder: Path, query: str, *materials: Pages) -> list[int]:
    """The materials, by their number, as the query ranks them; it must not matter in which order
    they lie in the collection."""
    numbered = list(enumerate(materials))
    found = []
    for name, ordered in (("forward", numbered), ("back", numbered[::-1])):
        texts = [
            (Material(id=f"m{place}", title="Rapport"), ["", BLANK, *pages])
            for place, (_, pages) in enumerate(ordered)
        ]
        texts.append((Material(id="x", title="Andet"), ["", *OTHERS]))
        found.append([ordered[int(one[1:])][0] for one in ids(build(folder / name, texts), query)])
    assert found[0] == found[1]
    return found[0]


def text(*words: str, length: int = 40) -> str:
    """A page of so many words, these among them, evenly spread."""
    fill = [FILL.split()[n % 10] for n in range(length - len(words))]
    step = len(fill) // (len(words) + 1)
    for number, word in enumerate(words, 1):
        fill.insert(number * step + number - 1, word)
    return " ".join(fill)


def row(*words: str, length: int = 40) -> str:
    """A page of so many words, these in a row among them."""
    return text(" ".join(words), length=length - len(words) + 1)
