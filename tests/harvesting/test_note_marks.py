"""Marks of notes and icons of files beside titles, which are no part of these."""

import pytest

from benchmarks.renderings.page import whole
from benchmarks.renderings.reports import SITE
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

TITLES = ("Kranerne på kajen", "Nattens skibe", "Tovværk i brug", "Fendere i storm")
TEXTS = [f"Fra havn nummer {n} er det fortalt." for n in range(4)]
ADDRESSES = [(f"{SITE}/f{n}.pdf",) for n in range(4)]


def noted(mark: str) -> str:
    listed = "".join(
        f"<li><strong>{title}</strong>{mark.format(n)}<div>{TEXTS[n]}</div>"
        for n, title in enumerate(TITLES)
    )
    notes = "".join(
        f"<li id='n{n}'>Dam, E. (201{n}). <em>{title}</em>. Havnens Institut. "
        f"<a href='/f{n}.pdf'>{SITE}/f{n}.pdf</a> <a href='#r{n}'>↩</a></li>"
        for n, title in enumerate(TITLES)
    )
    return f"<h2>Om havne</h2><ul>{listed}</ul><h2>Referencer</h2><ol>{notes}</ol>"


def read(body: str, known: tuple[str, ...] = ()) -> list[Entry]:
    return read_entries(whole(body), f"{SITE}/viden/", known)


@pytest.mark.parametrize("known", [(), TITLES[::2], TITLES[1::2], TITLES])
@pytest.mark.parametrize(
    "mark",
    [
        "<sup><a href='#n{0}' id='r{0}'>[{0}]</a></sup>",
        "<a href='#n{0}' id='r{0}'>{0}</a>",
    ],
)
def test_what_is_told_in_notes_is_of_the_titles_with_their_marks(
    mark: str, known: tuple[str, ...]
) -> None:
    found = sorted(read(noted(mark), known), key=lambda e: e.citation.published or "")
    assert [e.citation.title for e in found] == [*TITLES]
    assert [e.citation.publishers for e in found] == [("Havnens Institut",)] * 4
    assert [e.links for e in found] == ADDRESSES
    assert [e.text for e in found] == TEXTS


@pytest.mark.parametrize("alt", ["pdf", "PDF-ikon", "Hent", "Download"])
def test_the_icon_in_a_link_with_words_says_nothing(alt: str) -> None:
    body = "".join(
        f"<li><div><a href='/f{n}.pdf'><img src='/i.png' alt='{alt}'>{title}</a><div>Fra havn "
        f"nummer {n} er det fortalt.</div><div>Udgivet af Havnens Institut, 201{n}</div></div></li>"
        for n, title in enumerate(TITLES)
    )
    found = read(f"<h1>Om havne</h1><ul>{body}</ul>")
    assert [(e.citation.title, e.links) for e in found] == [*zip(TITLES, ADDRESSES, strict=True)]
