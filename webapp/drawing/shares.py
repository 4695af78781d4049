"""The geometry of the picture of shares: a line from 0 to 100 % for each year, with a dot for each
share."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from webapp.drawing.danish import listed

MOST_SPOKEN = 12
"""Shares of a year that are told to those who hear the picture."""


@dataclass(frozen=True)
class Dot:
    """A share, or the two between which it is, in percent, and what it is of."""

    values: tuple[float, ...]
    text: str
    label: str

    @property
    def low(self) -> float:
        """Where on the line it begins."""
        return min(self.values)

    @property
    def high(self) -> float:
        """Where on the line it ends."""
        return max(self.values)


@dataclass(frozen=True)
class YearOfShares:
    """The line of a year; None is that of reports without one."""

    year: int | None
    dots: tuple[Dot, ...]

    @property
    def spoken(self) -> str:
        """The year and its shares in words."""
        texts = [dot.text for dot in self.dots[:MOST_SPOKEN]]
        if more := len(self.dots) - len(texts):
            texts.append(f"{more} andre")
        return f"{self.year or 'uden årstal'}: {listed(texts)}"


def shares_by_year(shares: Iterable[tuple[int | None, Dot]]) -> list[YearOfShares]:
    """A line for each year that has shares, the newest first; one over 100 % is left out."""
    by_year: dict[int | None, list[Dot]] = defaultdict(list)
    for year, dot in shares:
        if dot.values and dot.low >= 0 and dot.high <= 100:
            by_year[year].append(dot)
    years = sorted(by_year, key=lambda year: -(year or 0))
    return [
        YearOfShares(year, tuple(sorted(by_year[year], key=lambda dot: dot.values)))
        for year in years
    ]
