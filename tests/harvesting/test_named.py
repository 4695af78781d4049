"""Who wrote it and who put it out, as lines and lists of references name them."""

import pytest

from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

PLACE = "https://havnen.example/lister/"
TITLES = ("Kraner og kroge", "Lodser i tåge", "Molens tunge sten", "Nat på kajen")


def read(body: str) -> list[Entry]:
    page = f"<html lang=da><title>Læs</title><main><h1>Læs</h1>{body}</main></html>"
    return read_entries(page.encode(), PLACE)


def cited(line: str) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Authors, publishers and year of a report that the line stands below, among others."""
    others = (f"Anders Holm, Havnefonden, 201{n}" for n in range(3))
    lines = (line, *others)
    boxes = "".join(
        f"<h3>{title}</h3><p><em>{said}</em></p><p>Teksten siger noget om havnen.</p>"
        f"<p><a href='/fil{n}.pdf'>Hent</a></p>"
        for n, (title, said) in enumerate(zip(TITLES, lines, strict=True))
    )
    found = read(boxes)[0].citation
    return found.authors, found.publishers, found.published


@pytest.mark.parametrize(
    ("line", "authors", "publishers", "published"),
    [
        (
            "Bo Elm, Institut for Søfart, 2018",
            ("Bo Elm",),
            ("Institut for Søfart",),
            "2018",
        ),
        (
            "Udvalget om tov og trosser. Udgivet af Styrelsen for Trygt Søliv, 2016.",
            ("Udvalget om tov og trosser",),
            ("Styrelsen for Trygt Søliv",),
            "2016",
        ),
        (
            "Ida Lund og Bo Elm, Center for Havneforskning, Vestkystens Universitet, 2021",
            ("Ida Lund", "Bo Elm"),
            ("Center for Havneforskning, Vestkystens Universitet",),
            "2021",
        ),
        (
            "Ida Lund, Analysehuset Bølgen, for Havnekommunen. 2020",
            ("Ida Lund",),
            ("Analysehuset Bølgen",),
            "2020",
        ),
        (
            "Ruth Ashcombe and Ida Lund, Centre for Harbour Research, 2021",
            ("Ruth Ashcombe", "Ida Lund"),
            ("Centre for Harbour Research",),
            "2021",
        ),
        ("Ida Lund, Institut for Vand, årstal ukendt", ("Ida Lund",), ("Institut for Vand",), None),
        (
            "Ida Lund, Forlaget Anker, 2020. Kan bestilles på biblioteket.",
            ("Ida Lund",),
            ("Forlaget Anker",),
            "2020",
        ),
        (
            "Tværfagligt Netværk, 2020. Af Ida Lund og Bo Elm.",
            ("Ida Lund", "Bo Elm"),
            ("Tværfagligt Netværk",),
            "2020",
        ),
        ("Bo Elm, Center for Tov, for Fonden Vej. 2020", ("Bo Elm",), ("Center for Tov",), "2020"),
    ],
    ids=[
        "person and institute", "body and publisher", "centre of a university", "client",
        "English centre", "year unknown", "where it is to be had", "two behind the house",
        "centre and client",
    ],
)  # fmt: skip
def test_a_line_tells_who(
    line: str, authors: tuple[str, ...], publishers: tuple[str, ...], published: str | None
) -> None:
    assert cited(line) == (authors, publishers, published)


def test_vancouver_with_what_the_web_adds() -> None:
    """References that tell their medium, when they were seen, editors, and bodies as authors."""
    lines = (
        "Holm AW, Elm B. Kraner og kroge [internet]. Skagen: Foreningen Lyset; 2019"
        " [citeret 4. februar 2024]. Tilgængelig fra: https://lyset.example/a.pdf",
        "Dam I, Elm B, redaktører. Lodser i tåge. Ribe: Forlaget Tov; 2011.",
        "Udvalget for Moler. Molens tunge sten: en opgørelse. Skagen: Region Kyst; 2017.",
        "Rådet for Vagt. Nat på kajen. København; 2016. Tilgængelig fra: https://vagt.example/n",
    )
    found = [e.citation for e in read(f"<ol>{''.join(f'<li>{x}</li>' for x in lines)}</ol>")]
    assert [(c.title, c.authors, c.publishers, c.published) for c in found] == [
        ("Kraner og kroge", ("Holm, A. W.", "Elm, B."), ("Foreningen Lyset",), "2019"),
        ("Lodser i tåge", ("Dam, I.", "Elm, B."), ("Forlaget Tov",), "2011"),
        ("Molens tunge sten: en opgørelse", ("Udvalget for Moler",), ("Region Kyst",), "2017"),
        ("Nat på kajen", (), ("Rådet for Vagt",), "2016"),
    ]


def test_a_title_in_bold_may_have_years_and_its_bracket_lack_one() -> None:
    paragraphs = (
        "<b>Havnen i tal 2015–2022</b> (Havnestyrelsen, 2023). Notatet viser, at få sejler.",
        "<b>Når tovet slipper</b> af Ida Lund (Kystens Universitet, 2018). Ph.d.-afhandlingen"
        " følger ti lodser gennem tre år.",
        "<b>Håndbog om moler</b> (Havnestyrelsen). Håndbogen samler råd til den, der bygger.",
        "<b>Ti ønsker til byen</b> (Lodsernes Forening, 2024). Ti korte ønsker fra lodser.",
    )
    found = read("".join(f"<p>{said}</p>" for said in paragraphs))
    assert [(e.citation.title, e.citation.publishers, e.citation.published) for e in found] == [
        ("Havnen i tal 2015–2022", ("Havnestyrelsen",), "2023"),
        ("Når tovet slipper", ("Kystens Universitet",), "2018"),
        ("Håndbog om moler", ("Havnestyrelsen",), None),
        ("Ti ønsker til byen", ("Lodsernes Forening",), "2024"),
    ]
    assert found[1].text.startswith("Ph.d.-afhandlingen")


def test_articles_chapters_and_what_has_no_year() -> None:
    """An article is put out by its journal, a chapter by the house of its book; all of what is set
    apart is the title."""
    lines = (
        "Holm, A. W., &amp; Elm, B. (2018). Kraner og kroge: vind i havne."
        " <i>Tidsskrift for Søfart</i>, <i>33</i>(1), 17–41.",
        "Dam, I. (2019). Lodsernes hverdag. I P. Berg (Red.), <i>Havnens bog</i> (s. 88–109)."
        " Forlaget Tov.",
        "Foreningen Molen. (u.å.). <i>Molens tunge sten</i>. <a href='/molen.pdf'>Hent</a>",
        "Lund, I. (2020). <i>Nat: En guide til kajen</i>. Forlaget Anker.",
    )
    found = [e.citation for e in read("".join(f"<p>{said}</p>" for said in lines))]
    assert [(c.title, c.authors, c.publishers, c.published) for c in found] == [
        (
            "Kraner og kroge: vind i havne",
            ("Holm, A. W.", "Elm, B."),
            ("Tidsskrift for Søfart",),
            "2018",
        ),
        ("Lodsernes hverdag", ("Dam, I.",), ("Forlaget Tov",), "2019"),
        ("Molens tunge sten", (), ("Foreningen Molen",), None),
        ("Nat: En guide til kajen", ("Lund, I.",), ("Forlaget Anker",), "2020"),
    ]


def test_a_year_s_few_references_with_their_texts_are_a_list() -> None:
    """Each begins an item with its text and other ways below; the year is a heading."""
    told = (
        ("T. Holm, P. B. Dam &amp; O. Lund", "Kraner og kroge"), ("L. Elm", "Lodser i tåge"),
        ("P. B. Dam", "Molens tunge sten"), ("L. Elm &amp; T. Holm", "Nat på kajen"),
    )  # fmt: skip
    items = [
        f"<li class=i><p class=r><span>{by}</span>: <a href='/{n}.pdf'>{title}</a>."
        f" <span>HF-rapport {n}</span>. <span>Institut for Søfart, Kystens Universitet</span>.</p>"
        f"<div class=a><p>Vi har fulgt ti lodser fra den første dag.</p></div>"
        f"<p class=t><span>Rapport</span> <a href='/bib/{n}'>BibTeX</a></p></li>"
        for n, (by, title) in enumerate(told, 1)
    ]
    found = read(
        f"<h2>2024</h2><ul class=l>{''.join(items[:2])}</ul>"
        f"<h2>2023</h2><ul class=l>{''.join(items[2:])}</ul>"
    )
    house = "Institut for Søfart, Kystens Universitet"
    assert [(e.citation.title, e.citation.publishers, e.citation.published) for e in found] == [
        ("Kraner og kroge", (house,), "2024"),
        ("Lodser i tåge", (house,), "2024"),
        ("Molens tunge sten", (house,), "2023"),
        ("Nat på kajen", (house,), "2023"),
    ]
    assert found[0].citation.authors == ("T. Holm", "P. B. Dam", "O. Lund")
    assert {e.text for e in found} == {"Vi har fulgt ti lodser fra den første dag."}
