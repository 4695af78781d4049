"""Where pages put who wrote and put out a material, and when, beside its title."""

import pytest

from indexer.harvesting.citation import cite
from tests.harvesting.test_boxes_below import BOOKS, SITE, read

WRITERS = ("Bo Holm", "Ea Dam", "Ib Krog", "Ulla Bech")


def test_a_column_of_houses_is_told_by_its_cells_though_persons_stand_below_them() -> None:
    rows = "".join(
        f"<tr><td><a href='{file}.pdf'>{title}</a></td><td>{text}</td>"
        f"<td>{house}<br>v/ {writer}</td><td>{year}</td></tr>"
        for (title, _, year, _, text, file), writer, house in zip(
            BOOKS,
            WRITERS,
            ("Videnscenter for Kajer", "Enggård Universitet", "Region Havn", "Kyst Kommune"),
            strict=True,
        )
    )
    head = "<tr><th>Materiale</th><th>Hvad handler det om?</th><th>Fra hvem</th><th>År</th></tr>"
    found = read(f"<h1>Om havne</h1><table>{head}{rows}</table>")
    houses = [entry.citation.publishers for entry in found.values()]
    assert houses[1:3] == [("Enggård Universitet",), ("Region Havn",)]
    assert [entry.citation.authors for entry in found.values()] == [(w,) for w in WRITERS]


def test_an_icon_with_a_title_of_its_own_may_be_the_way() -> None:
    icon = "<svg><title>Åbn</title><path d='M3 8h10'/></svg>"
    items = "".join(
        f"<li><details><summary><span>{title}</span><time>{year}</time></summary><div><p>{text}</p>"
        f"<dl><div><dt>Udgivet af</dt><dd>{house}</dd></div></dl>"
        f"<a aria-label='Gå til {title}' href='{file}.pdf'>{icon}</a></div></details></li>"
        for title, house, year, _, text, file in BOOKS
    )
    found = read(f"<h1>Om havne</h1><ul>{items}</ul>")
    assert [entry.links for entry in found.values()] == [(f"{SITE}{f}.pdf",) for *_, f in BOOKS]


def test_references_of_which_some_begin_with_a_house_stay_references() -> None:
    lines = "".join(
        f"<p>{by} ({year}): <a href='{file}.pdf'>{title}</a>.{end}</p>"
        for (title, house, year, _, _, file), writer in zip(BOOKS, WRITERS, strict=True)
        for by, end in (
            (house, "")
            if file in ("/b", "/d")
            else (", ".join(writer.split()[::-1]), f" {house}."),
        )
    )
    found = read(f"<h2>Litteratur</h2>{lines}")
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, house, year, *_), entry in zip(BOOKS, found.values(), strict=True):
        assert (entry.citation.publishers, entry.citation.published) == ((house,), year)


@pytest.mark.parametrize("line", ["{}, 2013", "Udgivet af {}, 2013", "{} / 2013", "2013, {}"])
@pytest.mark.parametrize(
    "house", ["Red Barnet", "Red Havet", "KA's Havnegruppe", "KA’s Havnegruppe"]
)
def test_houses_that_look_like_abbreviations_or_are_parts_of_such_are_whole(
    line: str, house: str
) -> None:
    cited = cite("Kajens tavse timer", line.format(house))
    assert (cited.publishers, cited.published, cited.authors) == ((house,), "2013", ())


@pytest.mark.parametrize("line", ["Ea Dam (red.), {}", "Ea Dam (red), {}", "Red. Ea Dam, {}"])
def test_who_edited_it_is_told_as_before(line: str) -> None:
    cited = cite("Kajens tavse timer", line.format("Kajrådet, 2013"))
    assert (cited.publishers, cited.authors) == (("Kajrådet",), ("Ea Dam",))


@pytest.mark.parametrize(
    "line",
    ["Ea Dam: Kajrådet 2013. https://kaj.example/a.htm", "Ea Dam (2013). Kajrådet. https://kaj.example/10.5/1"],
)  # fmt: skip
def test_an_address_is_no_house_nor_the_end_of_one(line: str) -> None:
    assert cite("Kajens tavse timer", line).publishers == ("Kajrådet",)
