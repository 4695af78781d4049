"""What stands above titles: their texts in the same box, the year or the house of several."""

from collections.abc import Sequence

import pytest

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries
from tests.harvesting.test_guessed_titles import BOOKS

PLACE = "https://videnbanken.example/temaer/"


def read(inner: str) -> dict[str, Entry]:
    """The entries of a page with this in it, by title."""
    return {entry.citation.title: entry for entry in read_entries(whole(inner), PLACE)}


def link(n: int) -> str:
    """The button of a material."""
    return f"<a href='https://andre.example/{n}.pdf'>Download</a>"


def test_texts_that_stand_above_their_titles_in_each_box_are_these_titles() -> None:
    inner = "".join(
        f"<div class='item'><div class='said'><p>{text}</p></div><div class='cap'><h3>{title}</h3>"
        f"<p>Af {who}, {year}</p></div>{link(n)}</div>"
        for n, (title, who, _, year, text) in enumerate(BOOKS)
    )
    found = read(f"<div class='items'>{inner}</div>")
    for n, (title, who, _, year, text) in enumerate(BOOKS):
        assert (found[title].text, found[title].links) == (
            text,
            (f"https://andre.example/{n}.pdf",),
        )
        assert (found[title].citation.authors, found[title].citation.published) == ((who,), year)


TOLD = (
    ("Kor på kajen", "Tolv kor har sunget på kajen i et år. Ingen af dem vil indenfor igen."),
    ("Støj fra færger", "Støjen i ti byer er målt to gange. Den er værst om aftenen."),
    ("Fyr langs kysten", "En optælling langs kysten viser, hvor der var vagt. Den har 40 kort."),
    ("Skibsdrenges skole", "Sejlads med børn gav venskaber på tværs af skoler. De varede i to år."),
)
FLAT = {
    "headings": "<p>{text}</p><h3>{title}</h3><p>Kajrådet, {year}</p><p>{link}</p>",
    "linked headings": "<p>{text}</p><h3><a href='https://andre.example/{n}.pdf'>{title}</a></h3>"
                       "<p>Kajrådet, {year}</p>",
    "bold": "<p>{text}</p><p><b>{title}</b></p><p>Kajrådet, {year}</p><p>{link}</p>",
    "run in": "<p>{text}</p><p><b>{title}</b>, Kajrådet, {year}. {link}</p>",
}  # fmt: skip


def flat(shape: str, books: Sequence[tuple[str, str]]) -> str:
    return "".join(
        FLAT[shape].format(n=n, title=title, text=text, year=2010 + n, link=link(n))
        for n, (title, text) in enumerate(books)
    )


@pytest.mark.parametrize("end", ["", "<p>Skriv til os, hvis du kender flere om emnet.</p>"])
@pytest.mark.parametrize("shape", FLAT)
def test_texts_that_stand_above_their_titles_without_boxes_are_these_titles(
    shape: str, end: str
) -> None:
    found = read(flat(shape, TOLD) + end)
    for n, (title, text) in enumerate(TOLD):
        assert (found[title].text, found[title].links) == (
            text,
            (f"https://andre.example/{n}.pdf",),
        )


def test_texts_below_are_of_the_titles_above_though_the_last_has_none() -> None:
    inner = "<p>Her er, hvad vi har læst om fyr og færger i år.</p>" + "".join(
        f"<h3><a href='https://andre.example/{n}.pdf'>{title}</a></h3><p>Kajrådet, 2014</p>"
        f"{f'<p>{text}</p>' if n < 3 else ''}"
        for n, (title, text) in enumerate(TOLD)
    )
    assert [entry.text for entry in read(inner).values()] == [*(t for _, t in TOLD[:3]), ""]


def test_a_text_between_the_boxes_is_none_of_any_title() -> None:
    inner = "".join(
        f"{'<p>Her følger tre, som vi har læst i år.</p>' if n == 2 else ''}"
        f"<div class='item'><h3>{title}</h3><p>Af {who}, {year}</p><p>{text}</p>{link(n)}</div>"
        for n, (title, who, _, year, text) in enumerate(BOOKS)
    )
    assert [entry.text for entry in read(inner).values()] == [text for *_, text in BOOKS]


@pytest.mark.parametrize("tag", ["h3", "summary"])
def test_a_year_above_titles_is_that_of_those_that_tell_none(tag: str) -> None:
    def item(n: int) -> str:
        title, who, _, _, text = BOOKS[n]
        told = f"<p>Forfatter: {who}</p><p>{text}</p>{link(n)}"
        return f"<details><{tag}>{title}</{tag}>{told}</details>" if tag == "summary" else (
            f"<{tag}>{title}</{tag}>{told}"
        )  # fmt: skip

    inner = f"<h2>2023</h2>{item(1)}{item(2)}<h2>2021</h2>{item(3)}<h2>Andet</h2>{item(4)}"
    told = [entry.citation.published for entry in read(inner).values()]
    assert told == ["2023", "2023", "2021", None]


def test_headings_beside_two_that_are_surely_houses_are_houses_too() -> None:
    houses = ("Rådet for Havneforhold", "Vandfællesskabet Vestfjord", "Center for Kajstudier")
    inner = "".join(
        f"<h2>{house}</h2>"
        + "".join(
            f"<h3>{BOOKS[n][0]}</h3><p>{BOOKS[n][3]} | pdf</p><p>{BOOKS[n][4]}</p>{link(n)}"
            for n in ns
        )
        for house, ns in zip(houses, ((1, 2), (3,), (4,)), strict=True)
    )
    told = [entry.citation.publishers for entry in read(inner).values()]
    assert told == [(houses[0],), (houses[0],), (houses[1],), (houses[2],)]


def test_the_page_being_a_library_is_no_publisher() -> None:
    inner = "".join(
        f"<h3>{title}</h3><ul><li>{who}</li><li>{year}</li></ul><p>{text}</p>{link(n)}"
        for n, (title, who, _, year, text) in enumerate(BOOKS)
    )
    page = whole(inner).replace(b"<h1>Materialer om makkere</h1>", b"<h1>Bibliotek</h1>")
    found = read_entries(page, PLACE)
    assert len(found) == len(BOOKS)
    assert not any(entry.citation.publishers for entry in found)


def test_who_put_all_out_is_called_by_the_name_alone() -> None:
    said = "<p>Hvor intet andet er nævnt, er hæfterne udgivet af foreningen Havnens Venner.</p>"
    inner = "".join(
        f"<h3>{title}</h3><p>Forfatter: {who}</p><p>{text}</p>{link(n)}"
        for n, (title, who, *_, text) in enumerate(BOOKS)
    )
    told = {entry.citation.publishers for entry in read(f"{said}<div>{inner}</div>").values()}
    assert told == {("Havnens Venner",)}


def test_what_a_writer_is_stands_before_the_name() -> None:
    roles = ("ergoterapeut ", "", "tidligere fyrpasser ", "", "")
    inner = "".join(
        f"<h3>{title}</h3><p>{year}</p><p>Af {role}{who}.</p><p>{text}</p>{link(n)}"
        for n, ((title, who, _, year, text), role) in enumerate(zip(BOOKS, roles, strict=True))
    )
    for (title, who, *_, text), entry in zip(BOOKS, read(inner).values(), strict=True):
        assert (entry.citation.title, entry.citation.authors, entry.text) == (title, (who,), text)
