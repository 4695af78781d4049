"""Lines of fields that a sign parts, in whatever order, are told by all lines of the page."""

from itertools import permutations, product

import pytest

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries
from tests.harvesting.test_guessed_titles import BOOKS

SIGNS = (" / ", " | ", " · ", " – ", "; ", " • ")


def read(lines: list[str], *, is_above: bool = True) -> list[Entry]:
    """The entries of a page on these books, each with such a line above or below its text."""
    inner = "".join(
        f"<h3>{title}</h3>{'' if is_above else f'<p>{text}</p>'}<p>{line}</p>"
        f"{f'<p>{text}</p>' if is_above else ''}<p><a href='/{n}.pdf'>Hent</a></p>"
        for n, ((title, *_, text), line) in enumerate(zip(BOOKS, lines, strict=False))
    )
    return read_entries(whole(inner), "https://videnbanken.example/temaer/")


@pytest.mark.parametrize(("sign", "order"), [*product(SIGNS, permutations((1, 2, 3)))])
def test_the_column_of_persons_wrote_and_the_other_put_out(
    sign: str, order: tuple[int, ...]
) -> None:
    for is_above in (True, False):
        found = read([sign.join(book[n] for n in order) for book in BOOKS], is_above=is_above)
        for (_, who, house, year, text), entry in zip(BOOKS, found, strict=True):
            cited = entry.citation
            assert (cited.authors, cited.publishers, cited.published) == ((who,), (house,), year)
            assert entry.text == text


def test_kinds_and_sizes_are_no_names() -> None:
    lines = [f"Rapport | {who} | {house} | {year} | 32 sider" for _, who, house, year, _ in BOOKS]
    told = [(e.citation.kind, e.citation.authors, e.citation.publishers) for e in read(lines)]
    assert told == [("rapport", (who,), (house,)) for _, who, house, *_ in BOOKS]


def test_houses_that_look_like_persons_are_told_by_the_others() -> None:
    houses = (
        "Dansk Havneforum",
        "Vestre Havn",
        "Institut for Kajer",
        "Rådet for Fyr",
        "Søens Center",
    )
    lines = [
        f"{house} / {who} / {year}"
        for house, (_, who, _, year, _) in zip(houses, BOOKS, strict=True)
    ]
    told = [(e.citation.authors, e.citation.publishers) for e in read(lines)]
    assert told == [((who,), (house,)) for house, (_, who, *_) in zip(houses, BOOKS, strict=True)]


def test_two_houses_are_both_who_put_it_out() -> None:
    houses = ("Institut for Kajer", "Rådet for Fyr", "Søens Center", "Havnens Råd", "Fyrets Fond")
    lines = [
        f"{house} / Kajrådet / {year}"
        for house, (_, _, _, year, _) in zip(houses, BOOKS, strict=True)
    ]
    assert all(not entry.citation.authors for entry in read(lines))


TWICE = (("Bo Holm", "Grøn Havn"), ("", "Grøn Havn"), ("Ea Dam, Ib Lund", "Tovets Venner"),
         ("", "Tovets Venner"), ("Mia Krog", "Grøn Havn"))  # fmt: skip


@pytest.mark.parametrize("sign", [*SIGNS, ", "])
def test_the_names_that_come_again_and_stand_alone_are_those_of_houses(sign: str) -> None:
    years = [year for *_, year, _ in BOOKS]
    lines = [
        sign.join(filter(None, (who, house, year)))
        for (who, house), year in zip(TWICE, years, strict=False)
    ]
    told = [(", ".join(e.citation.authors), *e.citation.publishers) for e in read(lines)]
    assert told[: len(lines)] == [*TWICE][: len(told)]
