"""Labels of tables without rules, through extraction: however they stand to their figures."""

from pathlib import Path

import pytest

from indexer.extraction import extract
from tests.extraction.lines import line, texts
from tests.extraction.producers import run_program
from tests.extraction.test_tables import Cells, labels, pages_of, rows, told

STYLE = """<style>table { width: 440pt } td + td { text-align: right } th { text-align: left }
td:first-child { width: 130pt } th + th { width: 80pt }
.middle td { vertical-align: middle } .foot th { vertical-align: bottom; text-align: right }
.foot th:first-child { text-align: left }</style>"""
SUMS: Cells = [["Område", "Udgift i alt", "Timer", "Tilfredse"],
        ["Aabenraa", "89.258", "30,6", "81"], ["Sønderborg", "54.214", "87,4", "77"],
        ["Læsø", "22.920", "33,3", "68"]]  # fmt: skip
LONG = [SUMS[0], *([f"{row[0]} og de nærmeste kommuner omkring", *row[1:]] for row in SUMS[1:])]
HEADS = [[head.replace("Udgift i", "Udgift<br>i") for head in SUMS[0]], *SUMS[1:]]


@pytest.mark.parametrize(
    ("style", "cells", "expected"),
    [("left", SUMS, SUMS), ("middle", LONG, LONG), ("foot", HEADS, SUMS)],
    ids=["left", "middle", "foot"],
)
def test_labels_stand_with_their_figures_without_rules(
    tmp_path: Path, style: str, cells: Cells, expected: Cells
) -> None:
    table = f"<table class={style}>{rows(cells)}</table>"
    (page,) = pages_of(tmp_path, f"{STYLE}<p>Tal fra i år.</p>{table}<p>Resten er andet.</p>")
    (table,) = page.layout.tables
    assert told(page, table) == expected
    assert labels(page, table, "54.214") == "Udgift i alt"
    assert labels(page, table, "68") == "Tilfredse"


@pytest.mark.parametrize("font", ["", r"\usepackage{lmodern}"])
def test_labels_along_the_side_stand_with_their_figures_without_rules(
    tmp_path: Path, font: str
) -> None:
    turned = " & ".join(rf"\rotatebox{{90}}{{{head}}}" for head in SUMS[0][1:])
    body = r" \\ ".join(" & ".join(row) for row in SUMS[1:])
    (tmp_path / "turned.tex").write_text(
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{graphicx}"
        rf"{font}\begin{{document}}\noindent Tallene er fra foråret.\par"
        rf"\begin{{tabular}}{{lrrr}} {SUMS[0][0]} & {turned} "
        rf"\\ {body} \end{{tabular}}\end{{document}}",
        encoding="utf-8",
    )
    run_program("pdflatex", "-interaction=batchmode", "turned.tex", folder=tmp_path)
    (page,) = extract(tmp_path / "turned.pdf").pages
    (table,) = page.layout.tables
    assert told(page, table) == SUMS
    assert labels(page, table, "54.214") == "Udgift i alt"


COSTS = [["Område", "Udgift", "Timer", "Udgifter", "Point"],
         ["Aabenraa", "89.258", "30,6", "81.120", "7"], ["Læsø", "22.920", "33,3", "68.450", "9"],
         ["Sønderborg", "54.214", "87,4", "77.020", "8"]]  # fmt: skip


@pytest.mark.parametrize("align", ["left", "center"])
def test_labels_of_several_columns_stand_over_all_of_these(tmp_path: Path, align: str) -> None:
    style = f"""<style>table {{ width: 440pt }} th {{ text-align: {align} }}
    th + th {{ width: 80pt }} td + td {{ text-align: right; padding-left: 50pt }}</style>"""
    over = "<tr><th></th><th colspan=2>Før</th><th colspan=2>Efter</th></tr>"
    table = f"<table>{over}{rows(COSTS)}</table>"
    (page,) = pages_of(tmp_path, f"{style}{table}<p>Resten handler om noget andet.</p>")
    (found,) = page.layout.tables
    assert labels(page, found, "54.214") == "Før / Udgift"
    assert labels(page, found, "33,3") == "Før / Timer"
    assert labels(page, found, "7") == "Efter / Point"


def test_the_name_of_a_group_of_rows_stands_below_labels_of_several_lines(tmp_path: Path) -> None:
    group = "<tr><td style='padding: 6pt 10pt'>Region Syd</td></tr>"
    table = f"<table class=foot>{rows(HEADS[:1])}{group}{rows(HEADS[1:], head=False)}</table>"
    (page,) = pages_of(tmp_path, f"{STYLE}{table}<p>Resten handler om noget andet.</p>")
    (found,) = page.layout.tables
    assert [row[0] for row in told(page, found)] == [
        "Område", "Region Syd", "Aabenraa", "Sønderborg", "Læsø",
    ]  # fmt: skip
    assert labels(page, found, "54.214") == "Udgift i alt"


BARE = "td { width: 90pt } td + td { text-align: right }"
YEARLY: Cells = [["", "2021", "2022", "2023", "pr. sag"],
        ["Aabenraa", "20", "24", "19", "3,1"], ["Læsø", "34", "46", "29", "6,2"],
        ["Sønderborg", "41", "57", "39", "9,3"]]  # fmt: skip
TWICE: Cells = [["Branche", "2021", "2022", "2021", "2022"], *YEARLY[1:]]
UNITS: Cells = [["", "kr.", "timer", "kr.", "pct."], *YEARLY[1:]]


@pytest.mark.parametrize(
    ("over", "cells", "expected"),
    [
        ("<th>Kommune</th><th colspan=3>Dage i snit</th><th>Klager</th>", YEARLY,
         ["Dage i snit 2021", "Dage i snit 2023", "Klager pr. sag"]),
        ("<th>Kommune</th><th>Udgift</th><th>Tid</th><th colspan=2>Afvigelse</th>", UNITS,
         ["Udgift kr.", "Afvigelse kr.", "Afvigelse pct."]),
        ("<th>Kommune</th><th>Udgift</th><th>Tid</th><th>Gebyr</th><th>Andel</th>", UNITS,
         ["Udgift kr.", "Gebyr kr.", "Andel pct."]),
        ("<th>Område</th><th>Udgift</th><th>Tid i alt</th><th>Afslag</th><th>Gebyr m.m.</th>",
         [["", "1.000 kr.", "timer", "antal", "antal"], *YEARLY[1:]],
         ["Udgift 1.000 kr.", "Afslag antal", "Gebyr m.m. antal"]),
        ("<th><th colspan=2>Påbud</th><th colspan=2>Forbud</th>", TWICE,
         ["Påbud 2021", "Forbud 2021", "Forbud 2022"]),
        ("<th><th colspan=2>Påbud</th><th colspan=2>Forbud mod arbejde i stillads</th>", TWICE,
         ["Påbud 2021", *["Forbud mod arbejde i stillads " + year for year in ("2021", "2022")]]),
    ],
    ids=["years", "units-under-two", "units", "alike", "years-twice", "one-wide"],
)  # fmt: skip
def test_a_row_of_years_or_units_goes_on_with_the_labels_over_it(
    tmp_path: Path, over: str, cells: Cells, expected: list[str]
) -> None:
    style = """<style>table { width: 440pt } td + td, th { text-align: right; width: 75pt }
    th { font-weight: 400 } th:first-child { text-align: left } [colspan] { text-align: center }
    </style>"""
    table = f"<table><tr>{over}</tr>{rows(cells, head=False)}</table>"
    (page,) = pages_of(tmp_path, f"{style}{table}<p>Resten handler om noget andet.</p>")
    (found,) = page.layout.tables
    found_labels = [labels(page, found, text).replace(" / ", " ") for text in ("41", "39", "9,3")]
    assert found_labels == expected


def test_a_name_of_rows_may_stand_nearer_to_the_upper_of_two_rows_of_labels() -> None:
    """As in scans, whose lines are where their letters are."""
    years = [(150, "1921"), (200, "1930"), (250, "1921"), (300, "1930")]
    made = texts(
        line(-3, (50, "Tallene er fra de to store tællinger i amtet.")),
        line(0, (150, "Mænd"), (250, "Kvinder")), line(0.8, (50, "Erhverv")), line(1.9, *years),
        *(line(3 + at, (50, name), *((left, f"{7 + at}.{left + at}") for left, _ in years))
          for at, name in enumerate(["Landbrug", "Handel", "Søfart"])),
    )  # fmt: skip
    assert made[1:3] == ["Erhverv\tMænd\tKvinder", "1921\t1930\t1921\t1930"]


def test_years_are_labels_beside_one_that_is_a_word_over_figures(tmp_path: Path) -> None:
    cells = [["Farvand", "2020", "2023", "Ændring"], ["Agger", "967", "1.004", "+37"],
             ["Helnæs", "3.411", "2.986", "−425"], ["Tejn", "640", "655", "+15"]]  # fmt: skip
    style = f"<style>{BARE} th, td {{ font-weight: 400; border: 1pt solid black }}</style>"
    (page,) = pages_of(tmp_path, f"{style}<table>{rows(cells)}</table><p>Resten er andet.</p>")
    (found,) = page.layout.tables
    assert [labels(page, found, text) for text in ("967", "655", "−425")] == ["2020", "2023",
                                                                             "Ændring"]  # fmt: skip


@pytest.mark.parametrize("mark", ["font-weight: 700", "background: #dde8f0"])
def test_the_first_row_of_figures_is_no_label_however_it_is_set(tmp_path: Path, mark: str) -> None:
    style = f"<style>{BARE} th {{ background: #47c }} tr:nth-child(2) td {{ {mark} }}</style>"
    (page,) = pages_of(tmp_path, f"{style}<table>{rows(SUMS)}</table>")
    (found,) = page.layout.tables
    assert labels(page, found, "54.214") == "Udgift i alt"
    assert labels(page, found, "89.258") == "Udgift i alt"


@pytest.mark.parametrize("corner", ["rowspan=2", "colspan=1"], ids=["halfway", "empty"])
def test_labels_begin_with_the_first_of_their_columns(tmp_path: Path, corner: str) -> None:
    style = """<style>@page { size: A4 landscape } table { width: 700pt }
    td, th { padding: 6pt 10pt } td + td { text-align: right }</style>"""
    own = "<th></th>" if corner == "colspan=1" else ""
    over = f"<tr><th {corner}></th><th colspan=2>Før i alt</th><th colspan=3>Efter</th></tr>"
    heads = f"<tr>{own}{''.join(f'<th>{head}</th>' for head in [*COSTS[0][1:], 'Andel'])}</tr>"
    body = rows([[*row, "9,1 %"] for row in COSTS[1:]], head=False)
    (page,) = pages_of(tmp_path, f"{style}<table>{over}{heads}{body}</table><p>Resten.</p>")
    (found,) = page.layout.tables
    assert labels(page, found, "54.214") == "Før i alt / Udgift"
    assert labels(page, found, "33,3") == "Før i alt / Timer"
    assert labels(page, found, "81.120") == "Efter / Udgifter"
    assert labels(page, found, "7") == "Efter / Point"


def test_lines_of_one_label_stand_over_one_column(tmp_path: Path) -> None:
    style = """<style>table { width: 440pt } td { padding: 6pt 10pt } th { padding: 0 10pt }
    td + td { text-align: right }</style>"""
    over = "<tr><th></th><th>Antal</th><th></th><th>Antal</th></tr>"
    heads = "<tr><th></th><th>besøg</th><th>Timer</th><th>samtaler</th></tr>"
    body = rows([row[:4] for row in COSTS[1:]], head=False)
    (page,) = pages_of(tmp_path, f"{style}<table>{over}{heads}{body}</table><p>Resten.</p>")
    (found,) = page.layout.tables
    assert "Antal" not in labels(page, found, "33,3")


def test_merged_cells_at_the_top_are_labels_though_they_are_set_as_all_else(
    tmp_path: Path,
) -> None:
    over = "<tr><td rowspan=2>Egn</td><td colspan=2>0-2 år</td><td colspan=2>3-5 år</td></tr>"
    heads = "<tr><td>2021</td><td>2024</td><td>2021</td><td>2024</td></tr>"
    body = rows(
        [["Nord", "312", "366", "498", "541"], ["Syd", "218", "230", "351", "347"]], head=False
    )
    (page,) = pages_of(tmp_path, f"<table class=ruled>{over}{heads}{body}</table>")
    (found,) = page.layout.tables
    assert labels(page, found, "366") == "0-2 år / 2024"
    assert labels(page, found, "351") == "3-5 år / 2021"
