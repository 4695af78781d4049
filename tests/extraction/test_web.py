"""What of a web page is its text, and in which form."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.document import ExtractedPage
from indexer.extraction import extract

Read = Callable[[str], ExtractedPage]

PROSE = (
    "<p>Bundgarn har været brugt i de danske farvande i flere hundrede år, og fiskerne på Sjælland "
    "røgter dem stadig hver morgen fra april til november, når vejret er til det.</p>"
)
MORE = (
    "<p>Om vinteren ligger pælene på land, og så er det tid til at se dem efter, skifte det ud, "
    "som ormene har været ved, og bøde de net, som sælerne har revet hul i.</p><p>Hver pæl er en "
    "granstamme på op til tyve meter, der bankes ned i bunden fra en flåde med et lod.</p>"
)
MENU = "<nav><a href=/>Forside</a></nav><div class=top><ul><li><a href=/om>Om os</a></ul></div>"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Extract the article with this inside, among prose, below a menu and above a footer."""

    def made(inside: str) -> ExtractedPage:
        file = tmp_path / "fil.html"
        article = f"<article><h1>Garn</h1>{PROSE}{inside}{MORE}"
        file.write_text(
            f"<!doctype html><html lang=da><meta charset=utf-8><title>Garn</title><body>{MENU}"
            f"<main>{article}<footer>Kilde: DTU Aqua</footer></article></main>"
            "<footer>Havnegade 1</footer>",
            encoding="utf-8",
        )
        return extract(file).pages[0]

    return made


@pytest.mark.parametrize(
    "inside",
    [
        "<aside><h3>Fakta</h3><p>Hvert net er 40 m langt</p></aside>",
        "<figure><img src=a><figcaption>Hvert net er 40 m langt</figcaption></figure>",
        "<h2><button aria-expanded=false>Hvert net er 40 m langt</button></h2><div>Ja</div>",
        "<button aria-controls=a>Hvert net er 40 m langt</button><div id=a>Ja</div>",
        "<details><summary>Hvert net er 40 m langt</summary>Ja</details>",
        "<dl><dt>Længde<dd>Hvert net er 40 m langt</dl>",
        "<table><caption>Hvert net er 40 m langt</caption><tr><td>a<td>b</table>",
        "<blockquote>Hvert net er 40 m langt</blockquote>",
        "<p>Se selv: <span>Hvert net er <b>40 m</b> langt</span></p>",
    ],
)
def test_what_stands_in_an_article_is_its_text_and_menus_are_not(read: Read, inside: str) -> None:
    text = read(inside).text
    assert "Hvert net er 40 m langt" in text
    assert "Kilde: DTU Aqua" in text
    assert not {"Forside", "Om os", "Havnegade 1"} & set(text.split("\n"))


def test_a_note_that_begins_with_its_mark_keeps_it_and_is_what_marks_lead_to(read: Read) -> None:
    page = read(
        "<p>Fangsten<sup>1</sup> steg.<sup>2)</sup></p><p><sup>1</sup> Uden ål og rejer.</p>"
    )
    assert "Fangsten steg.\n\n1 Uden ål og rejer." in page.text
    notes = [(mark.text, mark.note) for mark in page.layout.notes]
    assert notes == [("1", page.text.index("1 Uden")), ("2", None)]


def test_the_mark_of_a_note_stands_apart_and_leads_to_the_note(read: Read) -> None:
    page = read(
        '<p>Fangsten steg i 2014<sup><a href="#n1">1</a></sup> og igen'
        '<a href="#n2"><sup>b</sup></a>, i ton<sup>3</sup>.</p>'
        '<p>Rejer blev færre.<a href="#n1" epub:type="noteref">4</a></p>'
        '<ol><li id="n1"><a href="#r1">↑</a> Uden ål.</li></ol>'
    )
    assert "Fangsten steg i 2014 og igen, i ton." in page.text
    assert "Rejer blev færre.\n" in page.text
    assert [mark.text for mark in page.layout.notes] == ["1", "b", "3", "4"]
    linked = page.layout.notes[0]
    assert page.text[: linked.at].endswith("steg i 2014")
    assert page.text[linked.note :].startswith("Uden ål.")


def test_a_paragraph_full_of_marks_is_kept(tmp_path: Path) -> None:
    dense = "<p>Nettet er 40 m<sup>2</sup>, CO<sub>2</sub> er 9, og 10<sup>6</sup> er talt.</p>"
    other = "<p>Hvert år sætter fiskerne deres garn ud i havnen, og de tager dem op igen.</p>"
    file = tmp_path / "side.html"
    file.write_text(f"<html><body>{other}{dense}{other[:-5]} snart.</p></body></html>")
    assert "Nettet er 40 m2, CO2 er 9" in extract(file).pages[0].text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("40 m<sup>2</sup> net", "40 m2 net"),
        ("CO<sub>2</sub> og 10<sup>6</sup>", "CO2 og 10⁶"),
        ("x<sup>2</sup> + (a + b)<sup>2</sup>", "x2 + (a + b)2"),
        ("garn<sup>a</sup> i nettet (se bilag)<sup>12</sup>", "garn i nettet (se bilag) i alt"),
        ('net<span style="vertical-align:super">4</span>', "net i alt"),
        ("en 1<sup>a</sup>", "en 1a"),
        ("hos M<sup>e</sup> Dupont", "hos Me Dupont"),
        ("1&nbsp;234 kg på&nbsp;land", "1\u00a0234 kg på land"),
        ("bund\u00adgarn", "bundgarn"),
    ],
)
def test_powers_formulas_and_thousands_stay_whole(read: Read, typed: str, shown: str) -> None:
    assert shown in read(f"<p>Der er {typed} i alt, og mere skal der ikke til.</p>").text


def test_a_table_is_told_by_rows_with_its_spans_and_labels(read: Read) -> None:
    page = read(
        "<table><tr><th rowspan=2>Havn<th colspan=2>Fangst<tr><th>2020<th>2021"
        "<tr><th>Dragør<td>12,5<td>14,1<tr><th>Køge<td><p>3<p>i alt<td></table>"
    )
    assert "\n\nHavn\tFangst\n2020\t2021\nDragør\t12,5\t14,1\nKøge\t3 i alt\n\n" in page.text
    [table] = page.layout.tables
    cells = {page.text[cell.start : cell.end]: cell for cell in table.cells}
    assert (cells["Havn"].rows, cells["Fangst"].columns) == (2, 2)
    places = [(cells[text].row, cells[text].column) for text in ("2021", "14,1", "")]
    assert places == [(1, 2), (2, 2), (3, 2)]
    assert [cells[t].header for t in ("2020", "Dragør", "12,5")] == ["col", "row", None]


def test_cells_that_span_more_than_a_table_has_are_read_as_one_each(read: Read) -> None:
    rows = [f"<tr><td colspan=99999 rowspan=99999>{n} tons<td colspan=1e9>x" for n in range(60)]
    page = read(f"<table>{''.join(rows)}</table>")
    assert [line for line in page.text.splitlines() if line.endswith("\tx")] == [
        f"{n} tons\tx" for n in range(60)
    ]
    [table] = page.layout.tables
    assert max(cell.column + cell.columns for cell in table.cells) < 1010


def test_a_table_for_the_look_of_a_page_is_read_as_its_text(read: Read) -> None:
    page = read(f"<table><tr><td><h2>Net</h2>{PROSE}<td><table><tr><td>a<td>1</table></table>")
    assert "Net" in page.headings
    assert len(page.layout.tables) == 1
    assert "\n\na\t1" in page.text


def test_terms_stand_with_what_explains_them(read: Read) -> None:
    text = read("<dl><dt>Pæl<dd><p>Holder garnet</p><dt>Rad<dd>Leder fisken</dl>").text
    assert "\n\nPæl\nHolder garnet\n\nRad\nLeder fisken\n\n" in text


def test_elements_far_within_each_other_are_read(read: Read) -> None:
    assert "inderst" in read("<div>" * 220 + "inderst" + "</div>" * 220).text


def test_a_page_without_the_marks_of_head_and_body_is_read_as_others(tmp_path: Path) -> None:
    file = tmp_path / "fil.html"
    file.write_text(
        "<!doctype html><html lang=da><meta charset=utf-8><title>Garn</title><header><a href=/>Hjem"
        f"</a></header><main><h1>Garn</h1>{PROSE}<table><tr><th>Art<th>Antal<tr><td>Ål<td>12"
        f"</table>{MORE}</main>",
        encoding="utf-8",
    )
    page = extract(file).pages[0]
    assert page.headings == ("Garn",)
    assert "\n\nArt\tAntal\nÅl\t12\n\n" in page.text
    assert len(page.layout.tables) == 1


BELOW = "<p>De er syet i hånden.</p>"


@pytest.mark.parametrize(
    ("inside", "is_heading"),
    [
        (f"<p><strong>Nettene før krigen</strong></p>{BELOW}", True),
        ("<p><b>Nettene</b> <b>før krigen</b></p><ul><li>De er syet i hånden</ul>", True),
        (f"<p><strong>Nettene før krigen.</strong></p>{BELOW}", False),
        (f"<p><strong>Nettene</strong> før krigen</p>{BELOW}", False),
        (f"<p><b>Tabel 1. Nettene før krigen</b></p>{BELOW}", False),
        ("<p><b>Nettene før krigen</b></p><p><b>Af Ida Holm</b></p>", False),
        (f"<ul><li><p><b>Nettene før krigen</b></p>{BELOW}</ul>", False),
    ],
)
def test_a_bold_paragraph_over_text_is_a_heading(
    read: Read, inside: str, *, is_heading: bool
) -> None:
    page = read(inside)
    assert "før krigen" in page.text
    assert page.headings == (("Garn", "Nettene før krigen") if is_heading else ("Garn",))
