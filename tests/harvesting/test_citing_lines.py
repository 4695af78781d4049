"""Lines below titles that cite: without a year, with a translation, several in a box, by prose."""

import pytest

from indexer.harvesting.citation import cite
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

PLACE = "https://havnen.example/lister/"
TOLD = (
    ("Kraner og kroge", "Rapport, Havnefondet, 2011. Af Anders Holm.", "Om kraner fra fire havne."),
    ("Lodser i tåge", "Notat, Søens Institut, maj 2014.", "Interview med lodser i tåge."),
    ("Molens tunge sten", "Analyse, Stenværket, 2017.", "En bog om sten, der bliver liggende."),
    ("Nat på kajen", "Håndbog, Vagtens Forlag, 2019.", "Dagbog fra to vintre på kajen."),
)


def entries(inner: str) -> dict[str, Entry]:
    found = read_entries(f"<html><main><h1>Læs</h1>{inner}</main></html>".encode(), PLACE)
    return {entry.citation.title: entry for entry in found}


def box(title: str, line: str, text: str, more: str = "") -> str:
    return f"<h3><a href='{title[:4]}.pdf'>{title}</a></h3><p>{line}</p><p>{text}</p>{more}"


LIST = "".join(box(*told) for told in TOLD)


@pytest.mark.parametrize(
    ("line", "publisher", "authors"),
    [
        ("Redskab, Foreningen af Lodser.", ("Foreningen af Lodser",), ()),
        ("Rapport fra Fonden Stille Vand. Af Carl Eng.", ("Fonden Stille Vand",), ("Carl Eng",)),
        ("Havnefondet", ("Havnefondet",), ()),
        ("Søens Institut. 64 sider.", ("Søens Institut",), ()),
    ],
)
def test_a_line_that_cites_may_lack_the_year_where_others_have_one(
    line: str, publisher: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    """It is no text, and the material is one."""
    found = entries(LIST + box("Bølger uden år", line, "Om bølger, som ingen har talt."))
    entry = found["Bølger uden år"]
    assert (entry.citation.publishers, entry.citation.authors) == (publisher, authors)
    assert entry.text == "Om bølger, som ingen har talt."


def test_what_a_page_says_first_is_text_where_it_is_no_citation() -> None:
    """A sentence below a title is text, though the others cite there."""
    found = entries(
        LIST + box("Hvad er en havn?", "En havn er et sted med læ.", "Skibe kan lide det.")
    )
    assert found["Hvad er en havn?"].text == "En havn er et sted med læ.\n\nSkibe kan lide det."
    assert found["Hvad er en havn?"].trust is Trust.DOUBTFUL


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Rapport. Udgivet af Havnens Tænketank, maj 2022. Skrevet af Birgit Dam og Carl Eng.",
         ("Birgit Dam", "Carl Eng")),
        ("Håndbog. Udgivet af Havnens Tænketank, 2022. Oversat fra engelsk af Maja Lund.", ()),
        ("Havnens Tænketank, 2022. Af Birgit Dam. Oversat fra svensk efter Hamn i dimma.",
         ("Birgit Dam",)),
    ],
)  # fmt: skip
def test_a_line_that_cites_in_words(line: str, authors: tuple[str, ...]) -> None:
    """Who translated it neither wrote it nor put it out."""
    (entry,) = entries(box("Havn i tåge", line, "Om en havn, som ingen kan se.")).values()
    cited = entry.citation
    assert (cited.publishers, (cited.published or "")[:4]) == (("Havnens Tænketank",), "2022")
    assert (cited.authors, entry.text) == (authors, "Om en havn, som ingen kan se.")


def test_parts_of_a_page_with_several_materials_are_no_materials() -> None:
    """Each part has a heading, and below it titles in bold that cite; these are what is listed."""

    def part(heading: str, n: int, end: int) -> str:
        rows = "".join(
            f"<p><b><a href='{t[:4]}{n}.pdf'>{t} {n}</a></b></p><p><span>{line}</span></p>"
            f"<p>{text}</p>"
            for t, line, text in TOLD[:end]
        )
        return f"<div class=zone><div class=text><h2>{heading}</h2>{rows}</div></div>"

    found = entries(part("Om havne", 1, 4) + part("Om søen", 2, 3) + part("Fra naboer", 3, 1))
    sure = {title for title, entry in found.items() if entry.trust is Trust.CERTAIN}
    assert sure == {f"{TOLD[k][0]} {n}" for n, end in ((1, 4), (2, 3), (3, 1)) for k in range(end)}
    assert found["Lodser i tåge 2"].citation.publishers == ("Søens Institut",)


def test_what_stands_round_a_text_is_none_of_it() -> None:
    """The way to the file in a sentence, the card of a link, and a button that is only heard."""
    way = "<p>Du finder rapporten på <a href='https://fonden.example/k'>fondens hjemmeside</a>.</p>"
    card = (
        "<a href='https://fonden.example/k'><div><div>Kraner og kroge</div><div>Fonden støtter "
        "havne i læ.</div></div></a>"
    )
    plain = "<p>Rapporten kan hentes her: https://fonden.example/kraner.pdf</p>"
    for more in (way, card, plain):
        assert entries(box(*TOLD[0], more))["Kraner og kroge"].text == TOLD[0][2]
    cards = "".join(
        f"<li><a href='{t[:4]}.pdf'><div><p>{line}</p><h3>{t}</h3><p>{text}</p></div><div>"
        f"{'<span>Hent pdf</span>' if n else ''}</div></a></li>"
        for n, (t, line, text) in enumerate(TOLD)
    )
    assert [e.text for e in entries(f"<ul>{cards}</ul>").values()] == [text for *_, text in TOLD]


def test_a_name_that_stands_apart_holds_its_line_only() -> None:
    """What is below the line of a field is text; »af« before a name is none."""
    boxes = "".join(
        f"<li><div><a href='{n}.html'>{t}</a> <span class=by>af</span> <span class=who>{who}</span>"
        f"</div><div><span class=l>Udgivelsesdato: </span>201{n}</div><div class=d><strong>Forlag:"
        f"</strong> Havnens Forlag<br>{text}</div></li>"
        for n, ((t, _, text), who) in enumerate(
            zip(TOLD, ("Ellen Vad", "Rie Krog; Peter Bank", "Gitte Lund", "Bo Dam"), strict=True)
        )
    )
    found = entries(f"<ul>{boxes}</ul>")["Lodser i tåge"]
    assert found.citation.authors == ("Rie Krog", "Peter Bank")
    assert (found.citation.publishers, found.text) == (("Havnens Forlag",), TOLD[1][2])


def test_folders_of_months_date_no_material() -> None:
    """Systems keep files by the month in which they were put up."""

    def row(n: int, year: str) -> str:
        title, _, text = TOLD[n]
        told = f"<p>Udgiver: Havnefondet</p>{year and f'<p>År: {year}</p>'}"
        return (
            f"<li><h3><a href='/filer/201{n}-05/{n}.pdf'>{title}</a></h3>{told}<p>{text}</p></li>"
        )

    rows = "".join(row(n, f"201{n}" if n < 3 else "") for n in range(4))
    assert entries(f"<ul>{rows}</ul>")["Nat på kajen"].citation.published is None


HOUSES = ("Havnefondet", "Søens Institut", "Stenværket", "Vagtens Forlag")


def test_persons_above_the_line_that_cites_wrote_it() -> None:
    """A line of its own above publisher and year, in some of the boxes."""
    found = entries(
        "".join(
            f"<div><h3><a href='{n}.pdf'>{t}</a></h3>"
            f"{'<div>Birgit Dam og Carl Eng</div>' if n % 2 else ''}"
            f"<div>{house}, 201{n}, {n}12 sider</div><p>{text}</p></div>"
            for n, ((t, _, text), house) in enumerate(zip(TOLD, HOUSES, strict=True))
        )
    )
    told = {(e.citation.publishers, e.citation.authors, e.text) for e in found.values()}
    persons = ("Birgit Dam", "Carl Eng")
    assert told == {
        ((house,), persons if n % 2 else (), TOLD[n][2]) for n, house in enumerate(HOUSES)
    }


def test_a_kind_that_nobody_knows_is_no_publisher() -> None:
    """It stands where the others have a kind."""
    kinds = ("Rapport", "Notat", "Analyse", "Nationalregnskab")
    found = entries(
        "".join(
            f"<h3><a href='{n}.pdf'>{t}</a></h3><p>{text}</p><p>{kind}, 201{n}, {house}</p>"
            for n, ((t, _, text), kind, house) in enumerate(zip(TOLD, kinds, HOUSES, strict=True))
        )
    )
    assert [e.citation.publishers for e in found.values()] == [(house,) for house in HOUSES]


def test_a_column_of_publishers_may_have_any_name() -> None:
    """What its cells tell shows what it is, where no other is named so."""
    rows = "".join(
        f"<tr><td>{t}</td><td>{house}</td><td>201{n}</td><td>{text}</td>"
        f"<td><a href='{n}.pdf'>pdf</a></td></tr>"
        for n, ((t, _, text), house) in enumerate(zip(TOLD, HOUSES, strict=True))
    )
    head = "<tr><th>Titel</th><th>Bag rapporten</th><th>År</th><th>Indhold</th><th></th></tr>"
    found = entries(f"<table>{head}{rows}</table>")
    assert [(e.citation.publishers, e.text) for e in found.values()] == [
        ((house,), text) for (*_, text), house in zip(TOLD, HOUSES, strict=True)
    ]


@pytest.mark.parametrize(
    "more",
    [
        "<h2>Medarbejdere</h2><h3>Ole Bro</h3><p>Havnefondet</p><p>Ring, når kranen svigter.</p>",
        "<h2>Nyt</h2><h3><a href=/n>Kursus i kraner</a></h3><p>Havnefondet</p><p>Kom forbi.</p>",
        "<h2>Spørgsmål</h2><h3>Kan jeg låne?</h3><p>Skriv til Havnefondet.</p><p>Vi svarer.</p>",
    ],
)
def test_what_stands_in_no_list_cites_nothing_without_a_year(more: str) -> None:
    """A name below a heading of another part of the page is no publisher."""
    found = entries(f"<h2>Rapporter</h2>{LIST}{more}")
    sure = [title for title, entry in found.items() if entry.trust is Trust.CERTAIN]
    assert sure == [title for title, *_ in TOLD]


def test_a_heading_that_is_a_year_dates_the_references_below_it() -> None:
    """They needn't say it again; another heading ends it."""
    rows = [
        f"<li><a href='{n}.pdf'>{t}</a> ({house})<br>{text}</li>"
        for n, ((t, _, text), house) in enumerate(zip(TOLD, HOUSES, strict=True))
    ]
    found = entries(f"<h2>2021</h2><ul>{''.join(rows)}</ul><h2>Andet</h2><p>Intet mere.</p>")
    assert {e.citation.published for e in found.values()} == {"2021"}


@pytest.mark.parametrize(
    ("line", "publishers", "authors"),
    [
        ("Kaj-Skolen Syd, 2019", ("Kaj-Skolen Syd",), ()),
        ("Havnens Videncenter, 2019", ("Havnens Videncenter",), ()),
        ("Styrelsen for Trygge Havne, 2019", ("Styrelsen for Trygge Havne",), ()),
        ("COWI for Kystby Kommune, 2019", ("COWI",), ()),
        ("Holm, Anders & Dam, Birgit (2019). Havneforlaget", ("Havneforlaget",),
         ("Holm, Anders", "Dam, Birgit")),
        ("Holm, A. (red.) (2019): Unge makkere og nye svende i havnene. Havneforlaget.",
         ("Havneforlaget",), ("Holm, A.",)),
        ("Holm, A. (2019). Unge makkere og nye svende. Havneforlaget.",
         ("Havneforlaget",), ("Holm, A.",)),
    ],
    ids=["house with a hyphen", "house", "house for a matter", "firm for a client",
         "two turned round", "title again", "half a title again"],
)  # fmt: skip
def test_who_wrote_it_and_who_put_it_out(
    line: str, publishers: tuple[str, ...], authors: tuple[str, ...]
) -> None:
    title = "Unge makkere og nye svende i havnene"
    title = "Unge makkere og nye svende: En kortlægning" if "svende. " in line else title
    cited = cite(title, line)
    assert (cited.publishers, cited.authors, cited.published) == (publishers, authors, "2019")


def test_nobody_is_an_author_twice() -> None:
    cited = cite("Unge makkere", "Notat, Havnens Videncenter, 2019", "Inger Bruun, Inger Bruun")
    assert cited.authors == ("Inger Bruun",)
