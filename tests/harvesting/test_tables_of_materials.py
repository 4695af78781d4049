"""Tables that name their columns, as spreadsheets and wikis have them."""

import pytest

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

BOOKS = (
    ("Kajens tavse timer", "Ida Vang", "Kajrådet", "2015", "Målt er lyden på ni kajer om natten."),
    ("Bølger og beton", "", "Havn & Hav", "2019", "Ni moler er gået efter i sømmene."),
    ("Fyret ved Skagen", "Bo Holm", "Kajrådet", "2021", "Fyrmestrene fortæller om en vinter."),
    ("Tang på kajen", "Ea Dam", "Tangforeningen", "2013", "Guiden viser, hvad der kan spises."),
)  # fmt: skip
NAMES = ("Nr.", "{titles}", "Forfatter(e)", "Udgiver", "År", "Kort om", "Link")


def table(titles: str, above: str = "", theme: str = "", mark: str = "{}") -> str:
    head = "".join(f"<td>{name.format(titles=titles)}</td>" for name in NAMES)
    rows = [
        f"<tr><td>{n}</td><td>{title}</td><td>{by}</td><td>{house}</td><td>{mark.format(year)}</td>"
        f"<td>{text}</td><td><a href='/{n}.pdf'>{n}.pdf</a></td></tr>"
        for n, (title, by, house, year, text) in enumerate(BOOKS)
    ]
    rows.insert(2, theme)
    return f"<table>{above}<tr>{head}</tr>{''.join(rows)}</table>"


def read(inner: str) -> dict[str, Entry]:
    page = whole(f"<p>Her er, hvad vi har liggende om havne.</p>{inner}")
    return {e.citation.title: e for e in read_entries(page, "https://havne.example/liste/")}


def assert_read(found: dict[str, Entry]) -> None:
    assert [*found] == [title for title, *_ in BOOKS]
    for n, ((_, by, house, year, text), entry) in enumerate(
        zip(BOOKS, found.values(), strict=True)
    ):
        cited = entry.citation
        assert (cited.publishers, cited.published) == ((house,), year)
        assert (cited.authors, entry.text) == ((by,) if by else (), text)
        assert [link[-6:] for link in entry.links] == [f"/{n}.pdf"]


def test_rows_over_all_columns_say_what_the_table_and_its_parts_are() -> None:
    above = (
        "<tr><td colspan=7>Havnearkivet - materialer om kajer</td></tr>"
        "<tr><td colspan=7>Udtræk 11-05-2022. Ret ikke i kolonne A!</td></tr>"
    )
    theme = "<tr><td colspan=7>B. Fyr og tang</td></tr>"
    assert_read(read(table("Titel", above, theme)))


@pytest.mark.parametrize("titles", ["Dokument", "Hvad", "Navn på værket"])
def test_a_column_before_those_that_tell_who_and_when_is_of_titles(titles: str) -> None:
    assert_read(read(table(titles)))


def test_a_field_may_be_set_apart_in_its_cell() -> None:
    assert_read(read(table("Titel", mark="<p><strong>{}</strong></p>")))


def test_rows_without_a_link_are_titled_like_those_beside_them() -> None:
    head = "<tr><th>Dokument</th><th>Udgiver</th><th>År</th><th>Kort om</th><th>Spørg</th></tr>"
    rows = [
        f"<tr><td class='c'><p>{'' if n == 2 else f'<a href=/{n}.pdf>'}{title}</a></p></td>"
        f"<td class='c'>{house}</td><td class='c'>{year}</td><td class='c'>{text}</td>"
        f"<td class='c'><a class='user' href='/~ulla'>Ulla Bech</a></td></tr>"
        for n, (title, _, house, year, text) in enumerate(BOOKS)
    ]
    parts = (f"<h2>Del {n}</h2><table>{head}{''.join(rows[n : n + 3])}</table>" for n in (0, 3))
    found = read("".join(parts))
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, _, house, year, text), entry in zip(BOOKS, found.values(), strict=True):
        assert (entry.citation.publishers, entry.citation.published) == ((house,), year)
        assert entry.text == text


def test_roles_may_tell_a_table() -> None:
    def cells(role: str, texts: tuple[str, ...]) -> str:
        return "".join(f"<div role='{role}'><div>{text}</div></div>" for text in texts)

    head = cells("columnheader", ("Titel", "Udgiver", "År", "Ændret af"))
    rows = "".join(
        f"<div><div role='row'><div role='gridcell'><div role='radio'></div></div>"
        f"<div role='presentation'>{cells('gridcell', row)}</div></div></div>"
        for row in (
            ("<a href='/a.pdf'>Kajens lange nat</a>", "Havnens Institut", "2019", "Ida Dam"),
            ("<a href='/b.pdf'>Tov og tampe</a>", "Fonden for Reb", "2021", "Ida Dam"),
            ("<a href='/c.pdf'>Fendere i storm</a>", "Fonden for Reb", "2015", "Bo Krog"),
        )
    )
    body = f"<div role='grid'><div role='row'>{head}</div><div>{rows}</div></div>"
    found = [e.citation for e in read_entries(whole(body), "https://kaj.example/")]
    assert [(c.title, c.publishers, c.published, c.authors) for c in found] == [
        ("Kajens lange nat", ("Havnens Institut",), "2019", ()),
        ("Tov og tampe", ("Fonden for Reb",), "2021", ()),
        ("Fendere i storm", ("Fonden for Reb",), "2015", ()),
    ]


def test_the_only_column_of_names_that_come_again_is_that_of_houses() -> None:
    head = "".join(f"<th>{x}</th>" for x in ("Hvad", "Fra hvem", "Skrevet af", "Dato", "Status"))
    houses = ("Blå Bøje", "Havnens Institut", "Blå Bøje", "Havnens Institut", "Tovets Venner")
    rows = "".join(
        f"<tr><td><a href='/{n}.pdf'>Kajens bog nummer {n}</a></td><td>{house}</td><td>Bo Holm</td>"
        f"<td>0{n}.03.2019</td><td>{'LÆST' if n % 2 else 'I GANG'}</td></tr>"
        for n, house in enumerate(houses, 1)
    )
    body = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    found = read_entries(whole(body), "https://kaj.example/")
    assert [e.citation.publishers for e in found] == [(house,) for house in houses]
