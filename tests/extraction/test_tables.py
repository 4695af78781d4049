"""Tables as programs draw them, through extraction: rows, labels, cells that go on, captions."""

from pathlib import Path

import pytest
import weasyprint

from indexer.document import ExtractedPage
from indexer.extraction import extract
from search.library.pagelayout import TextTable
from tests.extraction.producers import run_program

Cells = list[list[str]]
STYLE = """@page { size: A4; margin: 2cm } body { font: 10pt serif }
table { border-collapse: collapse } td, th { padding: 2pt 10pt; text-align: left }
.flat td, .plain td { vertical-align: top }
.ruled td, .ruled th { border: 1px solid black } .bare th { font-weight: normal }
.flat tr { border-top: 1px solid; border-bottom: 1px solid }
.banded { color: white } .banded td, .banded th { border: 2px solid white; background: #aaa }
.banded th { background: #444 }
.narrow td { width: 52pt; padding: 2pt 5pt; word-break: break-all } p { margin: 8pt 0 }"""


def rows(*cells: Cells, head: bool = True) -> str:
    """Rows as HTML; the first are labels."""
    made = ""
    for number, row in enumerate(*cells):
        tag = "th" if head and not number else "td"
        made += f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row)}</tr>"
    return made


def pages_of(folder: Path, body: str) -> tuple[ExtractedPage, ...]:
    file = folder / "made.pdf"
    file.write_bytes(weasyprint.HTML(string=f"<style>{STYLE}</style>{body}").write_pdf() or b"")
    return extract(file).pages


def told(page: ExtractedPage, table: TextTable) -> Cells:
    """The texts of a table's cells, row by row, empty ones too."""
    last = max(cell.row for cell in table.cells)
    return [
        [page.text[cell.start : cell.end] for cell in table.cells if cell.row == row]
        for row in range(last + 1)
    ]


def labels(page: ExtractedPage, table: TextTable, text: str) -> str:
    """The labels over the cell with that text."""
    (cell,) = [c for c in table.cells if page.text[c.start : c.end] == text]
    return " / ".join(page.text[c.start : c.end] for c in table.labels(cell))


DEEDS = [["Område", "Deltog", "Gennemførte"], ["Aabenraa", "41,7", "88,1"],
         ["Sønderborg", "38,2", "73,5"], ["Læsø", "12,9", "64,8"]]  # fmt: skip
WORDS = [["Sted", "Ansvarlig", "Bemærkning"],
         ["Værkstedet ved kajen", "Ida Holm", "Døren holdes låst efter klokken fire, og nøglen "
          "hænger hos vagten i porten ud mod havnen."],
         ["Gartneriet", "Per Lund", "Ingen."]]  # fmt: skip


@pytest.mark.parametrize("style", ["ruled", "banded", "flat", "plain"])
@pytest.mark.parametrize("cells", [DEEDS, WORDS], ids=["figures", "words"])
def test_a_table_keeps_its_rows_and_cells_however_it_is_drawn(
    tmp_path: Path, style: str, cells: Cells
) -> None:
    before, after = "<p>Tallene er fra foråret.</p>", "<p>Resten af siden handler om andet.</p>"
    body = f"{before}<table class={style} style='width: 14cm'>{rows(cells)}</table>{after}"
    (page,) = pages_of(tmp_path, body)
    (table,) = page.layout.tables
    assert told(page, table) == cells
    assert [cell.header for cell in table.cells if cell.row == 0] == ["col"] * 3
    start, end = table.span
    assert page.text[start:end].split("\n") == ["\t".join(row) for row in cells]
    assert page.text[:start].strip() == "Tallene er fra foråret."
    assert page.text[end:].strip() == "Resten af siden handler om andet."


def test_labels_in_several_rows_stand_over_their_columns(
    tmp_path: Path,
) -> None:
    (page,) = pages_of(
        tmp_path,
        """<table class=ruled>
        <tr><th rowspan=2>Hold</th><th colspan=2>Fremmøde</th>
        <th rowspan=2>Anbefalet af<br>vejlederen</th></tr>
        <tr><th>Antal</th><th>Andel</th></tr>
        <tr><td>Tømrere</td><td>31</td><td>62 %</td><td>ja</td></tr>
        <tr><td>Murere</td><td>17</td><td>48 %</td><td>nej</td></tr></table>""",
    )
    (table,) = page.layout.tables
    assert labels(page, table, "62 %") == "Fremmøde / Andel"
    assert labels(page, table, "17") == "Fremmøde / Antal"
    assert labels(page, table, "nej") == "Anbefalet af vejlederen"
    assert "Murere\t17\t48 %\tnej" in page.text


def test_rows_that_only_space_parts_begin_level_in_all_cells(tmp_path: Path) -> None:
    body = [["Anvendelse", "Norm i byen", "Norm uden for byen"],
            ["Boliger", "½ plads", "-"],
            ["Ungdomsboliger, kollegier og ældreboliger", "1 plads pr. 4 boliger",
             "2 pladser pr. 4 boliger, som kan etableres i fælles anlæg ved vejen"],
            ["Hoteller", "1 plads pr. 4 værelser", "1 plads pr. 2 værelser"]]  # fmt: skip
    style = """<style>.spaced { width: 330pt; line-height: 1 } .spaced td { padding: 5pt 8pt }
    .spaced th, .spaced td { border-left: 1px solid; border-right: 1px solid; vertical-align: top }
    .spaced thead, .spaced tbody { border: 1px solid }</style>"""
    html = "<table class=spaced><thead>{}</thead><tbody>{}</tbody></table>"
    (page,) = pages_of(tmp_path, style + html.format(rows(body[:1]), rows(body[1:], head=False)))
    (table,) = page.layout.tables
    assert told(page, table) == body
    prose = [["Formål", "Input"], ["En norm er sat ud fra en boligs størrelse.<br><br>Den gælder.",
              "Adressen.<br><br>Den skal være fuldstændig og stavet som i registret."]]  # fmt: skip
    made = html.format(rows(prose[:1]), rows(prose[1:], head=False))
    (page,) = pages_of(tmp_path, style + made)
    (table,) = page.layout.tables
    assert len(told(page, table)) == 2


def test_a_table_drawn_first_stands_below_the_text_right_above_it(tmp_path: Path) -> None:
    over = "<style>h3, p { position: relative }</style>"  # drawn after what is not
    first = f"<h3>Opslag</h3><p>Så mange kom.</p><table class=ruled>{rows(DEEDS)}</table>"
    years = f"<h3>År</h3><p>Det er nye tal.</p><table class=ruled>{rows(DEEDS[::2])}</table>"
    (page,) = pages_of(tmp_path, f"{over}{first}{years}<p>Efter tabellerne kommer andet.</p>")
    parts = ("Opslag", "Så mange", "41,7", "År", "Det er nye", "38,2", "Efter tabellerne")
    places = [page.text.rindex(part) for part in parts]
    assert places == sorted(places)


def test_a_cell_over_several_rows_stands_once_and_beside_each_of_them(tmp_path: Path) -> None:
    (page,) = pages_of(
        tmp_path,
        """<table class=ruled>
        <tr><th>Egn</th><th>År</th><th>Antal</th></tr>
        <tr><td rowspan=2>Østkysten</td><td>2014</td><td>1.204</td></tr>
        <tr><td>2015</td><td>1.377</td></tr></table>""",
    )
    (table,) = page.layout.tables
    assert page.text == "Egn\tÅr\tAntal\nØstkysten\t2014\t1.204\n2015\t1.377"
    (east,) = [cell for cell in table.cells if page.text[cell.start : cell.end] == "Østkysten"]
    assert (east.row, east.rows, east.column) == (1, 2, 0)


def test_cells_a_few_points_apart_are_told_by_the_rule_between_them(tmp_path: Path) -> None:
    body = (
        "<table class=ruled><tr><td>Start</td><td>5 min</td><td>Vægt [kg]</td></tr>"
        "<tr><td>Slut</td><td>15 min</td><td>Højde [cm]</td></tr></table>"
    )
    (page,) = pages_of(tmp_path, body.replace("<td>", "<td style='padding: 1pt 2pt'>"))
    assert page.text == "Start\t5 min\tVægt [kg]\nSlut\t15 min\tHøjde [cm]"


def test_words_cut_in_a_narrow_cell_are_whole_with_a_hyphen_and_without(tmp_path: Path) -> None:
    cells = [["Emne", "Hvor"], ["afleveringsdato", "Aarhus"], ["kontaktpersoner", "Tønder"],
             ["sommer-<br>huset", "Ribe"], ["grisk<br>omløbs", "Ikast"]]  # fmt: skip
    (page,) = pages_of(
        tmp_path,
        f"<p>Husk hver afleveringsdato.</p><table class='ruled narrow'>{rows(cells)}</table>",
    )
    for row in ("afleveringsdato\tAarhus", "kontaktpersoner\tTønder", "sommerhuset\tRibe",
                "grisk omløbs\tIkast"):  # fmt: skip
        assert row in page.text


def test_a_table_over_two_pages_carries_its_labels(tmp_path: Path) -> None:
    many = [[f"Forløb {n}", f"{n},5", f"{90 - n} %"] for n in range(1, 80)]
    head = "<tr><th>Forløb</th><th>Uger</th><th>Andel</th></tr>"
    first, second = pages_of(
        tmp_path, f"<table class=ruled style='width: 12cm'>{head}{rows(many, head=False)}</table>"
    )
    assert first.layout.tables[0].carried == ()
    assert second.layout.tables[0].carried == ("Forløb", "Uger", "Andel")
    assert second.text.split("\n")[-1] == "Forløb 79\t79,5\t11 %"
    repeated = pages_of(
        tmp_path,
        f"<table class=ruled style='width: 12cm'><thead>{head}</thead>{rows(many, head=False)}",
    )
    assert repeated[1].layout.tables[0].carried == ()
    assert labels(repeated[1], repeated[1].layout.tables[0], "79,5") == "Uger"


@pytest.mark.parametrize("number", ["3:", "B.3.", "B3:"])
@pytest.mark.parametrize("over", [True, False])
def test_a_caption_goes_with_its_table(tmp_path: Path, over: bool, number: str) -> None:
    text = f"Tabel {number} Deltagelse i forløb"
    caption = f"<p>{text}</p>"
    table = f"<table class=ruled>{rows(DEEDS)}</table>"
    (page,) = pages_of(tmp_path, caption + table if over else table + caption)
    (found,) = page.layout.tables
    assert found.caption is not None
    assert page.text[slice(*found.caption)] == text


@pytest.mark.parametrize(
    "body",
    [
        "<div style='border: 1px solid; padding: 9pt'><p>En boks med et råd.</p><p>Og et til.</p>",
        "<div style='columns: 2'>" + "<p>Her står der løbende tekst i to spalter om havnen, og den "
        "går hen over flere linjer, som den plejer at gøre i en rapport.</p>" * 6,
        "<ol><li>Læs vejledningen.</li><li>Ring til vagten.</li><li>Vent.</li></ol>",
        "<p style='background: #ddd'>En linje på farvet bund</p><p>og en uden.</p>",
        "<div style='border: 1px solid; width: 300pt'>"
        + "".join(
            f"<div style='background: #17b; width: {6 * n}pt; margin: 4pt 0'>"
            f"<p style='margin-left: {6 * n + 2}pt; line-height: 14pt'>{n},5</p></div>"
            for n in (12, 31, 22, 41)
        ),
    ],
    ids=["box", "columns", "list", "colour", "bars"],
)
def test_what_is_no_table_is_read_as_text(tmp_path: Path, body: str) -> None:
    (page,) = pages_of(tmp_path, body)
    assert page.layout.tables == ()
    assert "\t" not in page.text


TEX = r"""\documentclass{article}\usepackage[utf8]{inputenc}\usepackage[T1]{fontenc}
\usepackage{graphicx}\begin{document}
\begin{tabular}{lrr}\hline & 2014 & 2015\\\hline
Opslag & 0,412 & 0,388\\ & (0,0430) & (0,0391)\\
Samtaler & 0,207 & 0,251\\ & (0,0212) & (0,0277)\\\hline\end{tabular}

Herefter vises en udledning, som er skrevet nedenfor i to trin.
\begin{eqnarray} y_0 &=& ah^2 - bh + c\\ y_1 &=& c\end{eqnarray}
\begin{tabular}{l|c|r} Trin & Tilstand & Linje\\\hline Start & åben & 11\\ Midt & lukket & 13\\
Slut & åben & 17\end{tabular}

Her skilles de to ad af en linje.

\begin{tabular}{|l|c|c|}\hline Hold & \rotatebox{-90}{Godkendt} & \rotatebox{-90}{Afvist}\\\hline
Tømrere & x & \\\hline Murere & & x\\\hline\end{tabular}\end{document}"""


def test_tables_of_tex_and_no_formula(tmp_path: Path) -> None:
    (tmp_path / "made.tex").write_text(TEX, encoding="utf-8")
    run_program("pdflatex", "-interaction=batchmode", "made.tex", folder=tmp_path)
    (page,) = extract(tmp_path / "made.pdf").pages
    ruled, crossed, turned = page.layout.tables
    assert told(page, ruled) == [
        ["", "2014", "2015"],
        ["Opslag", "0,412 (0,0430)", "0,388 (0,0391)"],
        ["Samtaler", "0,207 (0,0212)", "0,251 (0,0277)"],
    ]
    assert labels(page, ruled, "0,388 (0,0391)") == "2015"
    assert told(page, crossed)[1:] == [
        ["Start", "åben", "11"], ["Midt", "lukket", "13"], ["Slut", "åben", "17"],
    ]  # fmt: skip
    assert labels(page, crossed, "13") == "Linje"
    assert [labels(page, turned, row) for row in ("Tømrere", "Murere")] == ["Hold", "Hold"]
    marks = [cell for cell in turned.cells if page.text[cell.start : cell.end] == "x"]
    heads = [turned.labels(cell) for cell in marks]
    assert [page.text[h.start : h.end] for (h,) in heads] == ["Godkendt", "Afvist"]


CLOSE = r"""\documentclass[12pt]{article}\usepackage[T1]{fontenc}
\usepackage{rotating}\begin{document}
Tallene er fra foråret, og de står i to tabeller.

\begin{tabular}{llrr} Skole & By & Elever & Lærere\\ Nordre Skole & Ribe & 412 & 31\\
Søndre Skole & Ribe & 388 & 29\\ Kysten & Esbjerg & 97 & 11\end{tabular}

Her skilles de to ad af en linje.

\begin{tabular}{lrrr} Kommune & 2014 & 2015 & 2016\\ Ribe & 1204 & 1377 & 1290\\
Esbjerg & 9204 & 9377 & 9290\end{tabular}
\begin{sidewaystable}\caption{Deltagelse}
\begin{tabular}{lrp{5cm}} Område & Deltog & Bemærkning\\
Aabenraa & 417 & Forløbet fortsætter i et år mere med færre deltagere.\\
Sønderborg & 382 & Forløbet er ophørt.\\ Læsø & 129 & Ingen.\end{tabular}\end{sidewaystable}
\newpage Herefter følger bilag.\newpage Det er slut.\end{document}"""


def test_tables_of_tex_with_columns_a_space_apart_and_along_the_side(tmp_path: Path) -> None:
    (tmp_path / "made.tex").write_text(CLOSE, encoding="utf-8")
    run_program("pdflatex", "-interaction=batchmode", "made.tex", folder=tmp_path)
    first, turned, *_ = extract(tmp_path / "made.pdf").pages
    schools, years = first.layout.tables
    assert told(first, schools) == [
        ["Skole", "By", "Elever", "Lærere"], ["Nordre Skole", "Ribe", "412", "31"],
        ["Søndre Skole", "Ribe", "388", "29"], ["Kysten", "Esbjerg", "97", "11"],
    ]  # fmt: skip
    assert [labels(first, schools, text) for text in ("Esbjerg", "97", "11")] == [
        "By", "Elever", "Lærere",
    ]  # fmt: skip
    assert told(first, years)[2] == ["Esbjerg", "9204", "9377", "9290"]
    assert labels(first, years, "9377") == "2015"
    (table,) = turned.layout.tables
    assert turned.text == (
        "Table 1: Deltagelse\n\nOmråde\tDeltog\tBemærkning\n"
        "Aabenraa\t417\tForløbet fortsætter i et år mere med færre deltagere.\n"
        "Sønderborg\t382\tForløbet er ophørt.\nLæsø\t129\tIngen."
    )
    assert turned.label == "2"
    assert labels(turned, table, "382") == "Deltog"
    boxes = {turned.text[c.start : c.end]: c.box for c in table.cells if c.box}
    left, bottom, right, top = boxes["Sønderborg"]
    assert top - bottom > right - left  # on the page as it is shown, the row reads upwards
    assert boxes["Aabenraa"][0] < left < boxes["Læsø"][0]
    assert boxes["382"][1] > top


HIGH = r"""\documentclass[12pt]{article}\usepackage[T1]{fontenc}\usepackage{array}\begin{document}
\begin{tabular}{lll}\hline\hline Begreb & Mål & Niveauer\\\hline
Løn & Løn i alt & 13 mio; 17 mio;\\ && 21 mio\\[6pt]
Risici & Ledighed for & 5 pct. af alle;\\ & nyuddannede & 15 pct. af alle\\[6pt]
Længde & Længde & 2 år; 3 år;\\ && 4 år\\[6pt]
Jobmuligheder & Jobtype & Uddannelsen er rettet mod at varetage et\\
&& bestemt job eller en profession;\\ && den giver mulighed for mange jobs\\[6pt]
Sted i landet nu & Sted i landet nu & Uddannelsen kan kun tages uden for de\\
&& store byer; den kan tages i byerne\\\hline\end{tabular}

Herefter følger tal for alle.

\begin{tabular}{lccc}\hline\hline Variabel & Stikprøveandel & Befolkningsandel & Forskel\\\hline
\textit{Landsdel}\\ Fyn & 0,25 & 0,34 & 0,09\\ Jylland & 0,27 & 0,25 & 0,02\\[3pt]
\textit{Køn}\\ Kvinde & 0,59 & 0,49 & 0,10\\\hline\end{tabular}\end{document}"""


def test_tables_of_tex_with_cells_of_several_lines_and_names_of_rows(tmp_path: Path) -> None:
    (tmp_path / "made.tex").write_text(HIGH, encoding="utf-8")
    run_program("pdflatex", "-interaction=batchmode", "made.tex", folder=tmp_path)
    (page,) = extract(tmp_path / "made.pdf").pages
    high, named = page.layout.tables
    assert [row[:2] for row in told(page, high)] == [
        ["Begreb", "Mål"], ["Løn", "Løn i alt"], ["Risici", "Ledighed for nyuddannede"],
        ["Længde", "Længde"], ["Jobmuligheder", "Jobtype"],
        ["Sted i landet nu", "Sted i landet nu"],
    ]  # fmt: skip
    assert told(page, high)[2][2] == "5 pct. af alle; 15 pct. af alle"
    assert told(page, high)[-1][2].endswith("den kan tages i byerne")
    assert told(page, named)[:3] == [
        ["Variabel", "Stikprøveandel", "Befolkningsandel", "Forskel"],
        ["Landsdel", "", "", ""], ["Fyn", "0,25", "0,34", "0,09"],
    ]  # fmt: skip
    assert labels(page, named, "0,59") == "Stikprøveandel"


OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties
 fo:border="0.5pt solid #000000" fo:padding="0.2cm"/></style:style>
<style:style style:name="Side" style:family="table-cell"><style:table-cell-properties
 fo:border="0.5pt solid #000000" style:writing-mode="bt-lr"/></style:style>
<style:style style:name="High" style:family="table-row"><style:table-row-properties
 style:row-height="3cm"/></style:style></office:automatic-styles><office:body><office:text>
<table:table><table:table-column table:number-columns-repeated="3"/>
<table:table-header-rows>{head}</table:table-header-rows>{rows}</table:table>
<text:p>Her slutter tabellen.</text:p>
<table:table><table:table-column table:number-columns-repeated="3"/>{turned}</table:table>
</office:text></office:body></office:document>"""


def office_row(*texts: str, style: str = "Cell", row: str = "") -> str:
    cell = f'<table:table-cell table:style-name="{style}"><text:p>{{}}</text:p></table:table-cell>'
    return f"<table:table-row{row}>{''.join(map(cell.format, texts))}</table:table-row>"


def test_tables_of_libreoffice_repeat_their_labels_and_have_some_along_the_side(
    tmp_path: Path,
) -> None:
    many = "".join(office_row(f"Forløb {n}", f"{n},5", f"{99 - n} %") for n in range(1, 80))
    high = ' table:style-name="High"'
    turned = office_row("Hold", "Mentor tilknyttet", "Praktik", style="Side", row=high)
    turned += office_row("Tømrere", "ja", "3") + office_row("Murere", "", "4")
    (tmp_path / "made.fodt").write_text(
        OFFICE.format(
            head=office_row("Forløb", "Uger", "Andel"), rows=many, turned=turned
        ),
        encoding="utf-8",
    )  # fmt: skip
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    run_program(
        "soffice", profile, "--headless", "--convert-to", "pdf", "made.fodt", folder=tmp_path
    )
    pages = extract(tmp_path / "made.pdf").pages
    for page in pages[:3]:
        assert page.text.startswith("Forløb\tUger\tAndel\nForløb ")
    last = pages[-1]
    assert [labels(last, last.layout.tables[-1], text) for text in ("ja", "4")] == [
        "Mentor tilknyttet", "Praktik",
    ]  # fmt: skip


def test_a_table_of_nothing_but_figures_is_one(tmp_path: Path) -> None:
    rows = [
        ["t", "Følsomhed", "Fejlrate"],
        *([str(n), f"0,{n}5", f"0,{9 - n}0"] for n in range(1, 6)),
    ]
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    style = "td { padding: 0 30pt }"
    (page,) = pages_of(
        tmp_path, f"<style>{style}</style><p>Prøvens tal står her.</p><table>{body}</table>"
    )
    (table,) = page.layout.tables
    assert told(page, table) == rows
    assert labels(page, table, "0,35") == "Følsomhed"
