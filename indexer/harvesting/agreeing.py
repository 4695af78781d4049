"""What the entries of a list have in common settles what one of them leaves open."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from indexer.harvesting.citation import are_authors
from indexer.harvesting.citationparts import are_several_persons
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.names import names

LEAST, SHARE, SOME = 3, 0.67, 0.3
"""Entries, and the share of all, that show anything; that which shows that persons are told."""
USUAL, MOST_MISSING = 0.8, 2
"""Share of the entries that shows what an entry has, and how much of it one may not lack."""
FULL = (
    frozenset(["publisher", "date", "link"]),
    frozenset(["publisher", "date", "text"]),
    frozenset(["publisher", "kind", "link"]),
    frozenset(["publisher", "authors", "text"]),
    frozenset(["authors", "date", "link", "text"]),
)
"""What makes an entry one whatever else it lacks."""
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)(?![/-](?:0[1-9]|1[0-2])/)")
"""But for the folders of months in which systems keep what was put up then."""


def agreed(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, persons in the places of authors being such, and years those of addresses where
    others have theirs in these."""
    return _dated_by_address(_with_persons(_without_kinds(entries)))


def without_strangers(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, those being doubtful that lack what nearly all others have."""
    lacking = are_lacking(entries, [set() for _ in entries])
    return [
        replace(entry, trust=Trust.DOUBTFUL) if is_lacking else entry
        for entry, is_lacking in zip(entries, lacking, strict=True)
    ]


def are_lacking(entries: Sequence[Entry], beside: Sequence[set[str]]) -> list[bool]:
    """Whether each entry lacks what nearly all others have, of what it tells and of what else
    there is ``beside``."""
    shown = [_shown(entry) | more for entry, more in zip(entries, beside, strict=True)]
    seen = Counter(trait for traits in shown for trait in traits)
    usual = {trait for trait, n in seen.items() if n >= max(LEAST, USUAL * len(entries))}
    return [
        len(usual - traits) >= MOST_MISSING and not any(map(traits.issuperset, FULL))
        for traits in shown
    ]


def _shown(entry: Entry) -> set[str]:
    cited = entry.citation
    traits = {
        "publisher": cited.publishers, "date": cited.published, "authors": cited.authors,
        "kind": cited.kind, "text": entry.text, "link": entry.links,
    }  # fmt: skip
    return {name for name, holds in traits.items() if holds}


def _with_persons(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, names of persons before a publisher being authors where others have such."""
    told = sum(bool(entry.citation.authors) for entry in entries)
    count = Counter(e.citation.publishers[0] for e in entries if len(e.citation.publishers) == 1)
    houses = {*count}
    houses -= {house for house in houses if house.rpartition(", ")[2] in houses and "," in house}
    if told < max(LEAST, SOME * len(entries)):
        return [*entries]
    return [_with_own_persons(entry, houses) for entry in entries]


def _with_own_persons(entry: Entry, houses: set[str]) -> Entry:
    cited = entry.citation
    *before, last = cited.publishers or ("",)
    if not before and last not in houses:
        name, _, house = last.rpartition(", ")
        before, last = ([name], house) if house in houses else ([], last)
    if not cited.authors and not before and are_several_persons(last):
        told = replace(cited, authors=names(last), publishers=())
        return replace(entry, citation=told)
    if cited.authors or not before or not all(map(are_authors, before)) or houses & {*before}:
        return entry
    persons = tuple(name for text in before for name in names(text))
    return replace(entry, citation=replace(cited, authors=persons, publishers=(last,)))


def _dated_by_address(entries: Sequence[Entry]) -> list[Entry]:
    dated = [e for e in entries if e.citation.published and e.links]
    agreeing = [e for e in dated if (e.citation.published or "")[:4] in _years(e)]
    if len(agreeing) < max(LEAST, SHARE * len(dated)):
        return [*entries]
    return [
        replace(e, citation=replace(e.citation, published=next(iter(years))))
        if not e.citation.published and len(years := _years(e)) == 1
        else e
        for e in entries
    ]


def _years(entry: Entry) -> set[str]:
    return {year for url in entry.links for year in YEAR.findall(urlsplit(url).path)}


def _without_kinds(entries: Sequence[Entry]) -> list[Entry]:
    """The entries without kinds that we don't know among the publishers: a word before the
    publisher where most others have a kind that we know."""
    kinds = sum(bool(entry.citation.kind) for entry in entries)
    if kinds < max(LEAST, SHARE * len(entries)):
        return [*entries]
    houses = Counter(house for entry in entries for house in entry.citation.publishers)
    return [_without_kind(entry, houses) for entry in entries]


def _without_kind(entry: Entry, houses: Mapping[str, int]) -> Entry:
    cited = entry.citation
    first, *others = cited.publishers or ("",)
    if cited.kind or not others or " " in first or houses[first] > 1:
        return entry
    return replace(entry, citation=replace(cited, publishers=tuple(others)))
