"""Tables whose labels, rows or figures a file draws apart, or as other text, through extraction."""

from pathlib import Path

import pytest

from tests.extraction.test_tables import Cells, labels, pages_of, rows, told

STYLE = """<style>td + td { text-align: right } .turned th { height: 60pt; vertical-align: bottom;
width: 30pt } .turned span { display: inline-block; width: 16pt; transform: rotate(-90deg);
white-space: nowrap } .foot th { vertical-align: bottom; font-weight: normal }
.sums { width: 440pt } .sums th { font-weight: normal; text-align: right }
.part { border: 1pt solid black } .part th { border-bottom: 1pt solid black }
.part td, .part th { border-right: 1pt solid black; width: 120pt }
.striped th { background: #234; color: white } .striped tr:nth-child(even) td { background: #dde }
</style>"""
CUT = "<style>td { width: 60pt; padding: 2pt 5pt; word-break: break-all }</style>"
BEFORE, AFTER = "<p>Tallene er fra foråret.</p>", "<p>Resten handler om andet.</p>"
LANDED = [["Havn", "2018", "2019", "Ændring (‰)"], ["Agger", "1.204", "1.310", "8,8"],
          ["Helnæs", "980", "871", "−11,1"], ["Tejn", "2.455", "2.460", "0,2"]]  # fmt: skip


def test_labels_along_the_side_that_are_drawn_after_all_else_are_the_tables(tmp_path: Path) -> None:
    turned = [[LANDED[0][0], *(f"<span>{head}</span>" for head in LANDED[0][1:])], *LANDED[1:]]
    (page,) = pages_of(
        tmp_path, f"{STYLE}{BEFORE}<table class=turned>{rows(turned)}</table>{AFTER}"
    )
    (table,) = page.layout.tables
    assert told(page, table) == LANDED
    assert labels(page, table, "871") == "2019"
    assert page.text.startswith("Tallene er fra foråret.\n\nHavn\t2018\t2019\tÆndring (‰)\nAgger")


def test_labels_of_three_lines_stand_over_figures_beside_those_of_one(tmp_path: Path) -> None:
    heads = ["Konto", "Post", "Regnskab<br>2022<br>(kr.)", "Budget<br>2023<br>(kr.)"]
    cells = [heads, ["100", "Renovation", "61.500", "62.100"],
             ["101", "Vandafgift", "9.450", "9.900"], ["102", "Sne", "4.175", "4.300"]]  # fmt: skip
    (page,) = pages_of(tmp_path, f"{STYLE}{BEFORE}<table class=foot>{rows(cells)}</table>{AFTER}")
    (table,) = page.layout.tables
    assert labels(page, table, "9.900").replace(" / ", " ") == "Budget 2023 (kr.)"
    assert labels(page, table, "Sne") == "Post"


@pytest.mark.parametrize("over", ["left", "right"])
def test_labels_stand_over_as_many_columns_as_come_again_below_each(
    tmp_path: Path, over: str
) -> None:
    head = f"<tr><th><th><th colspan=2 style='text-align: {over}'>Selskabet"
    head += f"<th colspan=2 style='text-align: {over}'>Koncernen"
    body = rows([["", "Note", *["2021<br>t.kr.", "2020<br>t.kr."] * 2],
                 ["Omsætning", "1", "84.210", "79.655", "121.034", "118.770"],
                 ["Vareforbrug", "", "(12.404)", "(11.980)", "(33.218)", "(31.002)"],
                 ["Renter", "2", "(19.332)", "(18.990)", "(22.101)", "(21.745)"]])  # fmt: skip
    (page,) = pages_of(tmp_path, f"{STYLE}{BEFORE}<table class=sums>{head}{body}</table>{AFTER}")
    (table,) = page.layout.tables
    assert labels(page, table, "(18.990)") == "Selskabet / 2020 t.kr."
    assert labels(page, table, "(33.218)") == "Koncernen / 2021 t.kr."


def test_figures_tell_rows_where_a_rule_parts_the_labels_only(tmp_path: Path) -> None:
    long = "Låg til sortering, levering og ombytning af en beskadiget beholder"
    cells = [["Ydelse", "Uden moms", "Med moms"], ["Ugetømning", "612,00", "765,00"],
             [long, "96,00", "120,00"], ["Ekstra tømning", "212,00", "265,00"]]  # fmt: skip
    (page,) = pages_of(tmp_path, f"{STYLE}{BEFORE}<table class=part>{rows(cells)}</table>{AFTER}")
    (table,) = page.layout.tables
    assert told(page, table) == cells


def test_columns_of_a_narrow_table_are_no_words_spread_from_edge_to_edge(tmp_path: Path) -> None:
    cells = [["Filial", "Hverdage", "Lørdag"], ["Hurup", "kl. 7–22", "kl. 8–20"],
             ["Hanstholm", "kl. 6–23", "kl. 9–16"], ["Snedsted", "kl. 8–21", "lukket"]]  # fmt: skip
    prose = (
        "<p style='width: 147pt; margin: 3pt 0'>Biblioteket holder åbent, når andre har fri.</p>"
    )
    table = f"<table style='width: 150pt; font-size: 8pt' class=tight>{rows(cells)}</table>"
    style = "<style>.tight td, .tight th { padding: 1pt 2pt }</style>"
    (page,) = pages_of(tmp_path, f"{style}{prose}{table}{prose}")
    (found,) = page.layout.tables
    assert told(page, found) == cells


def test_stripes_of_colour_cut_no_table(tmp_path: Path) -> None:
    cells = [["Husstand", "En voksen", "To voksne"], ["Grænse (kr.)", "238.500", "261.700"],
             ["Selv (kr.)", "2.300", "3.500"], ["Højst (kr.)", "1.039", "1.118"]]  # fmt: skip
    (page,) = pages_of(
        tmp_path, f"{STYLE}{BEFORE}<table class=striped>{rows(cells)}</table>{AFTER}"
    )
    (table,) = page.layout.tables
    assert told(page, table) == cells
    assert labels(page, table, "1.118") == "To voksne"


def test_a_row_of_figures_in_the_colour_of_labels_is_none(tmp_path: Path) -> None:
    head = "<tr><th rowspan=2>Afdeling<th colspan=2>Dag<tr class=lit><th>Faglærte<th>Andre"
    body: Cells = [["Eg", "6", "2"], ["Birk", "5", "4"], ["Ask", "9", "1"]]
    made = "".join(f"<tr class={'lit' if at == 1 else 'no'}>{'<td>'.join(['', *row])}"
                   for at, row in enumerate(body))  # fmt: skip
    style = "<style>.lit th, .lit td { background: #cde }</style>"
    (page,) = pages_of(tmp_path, f"{style}{BEFORE}<table class=ruled>{head}{made}</table>{AFTER}")
    (table,) = page.layout.tables
    assert labels(page, table, "9") == "Dag / Faglærte"


def test_numbers_of_columns_and_losses_are_read_as_such(tmp_path: Path) -> None:
    cells = [["", "(1)", "(2)"], ["", "Alle", "Før 1960"], ["Areal", "0,812", "0,790"],
             ["Fjernvarme", "-0,143", "-0,122"], ["Antal", "4.212", "1.987"]]  # fmt: skip
    table = f"<table>{rows(cells, head=False)}</table>"
    (page,) = pages_of(tmp_path, f"{STYLE}{BEFORE}{table}{AFTER}")
    (found,) = page.layout.tables
    assert labels(page, found, "-0,122") == "(2) / Før 1960"


def test_compounds_cut_without_mark_in_a_narrow_cell_are_whole(tmp_path: Path) -> None:
    cells = [["Art", "Enhed"], ["Skole", "Børneforvaltningen"], ["Bus", "Trafikrådgivningen"]]
    (page,) = pages_of(tmp_path, f"{CUT}<table class=ruled>{rows(cells)}</table>{AFTER}")
    assert "Børneforvaltningen" in page.text
    assert "Trafikrådgivningen" in page.text


def test_a_row_that_says_the_same_of_each_column_is_of_units(tmp_path: Path) -> None:
    cells = [["Kommune", "Udgift", "Timer"], ["", "(1.000)", "(1.000)"],
             ["Agger", "93,6", "(8.840)"], ["Tejn", "(9.884)", "62,5"]]  # fmt: skip
    table = f"<table>{rows(cells, head=False)}</table>"
    (page,) = pages_of(tmp_path, f"{STYLE}{BEFORE}{table}{AFTER}")
    (found,) = page.layout.tables
    assert labels(page, found, "62,5").replace(" / ", " ") == "Timer (1.000)"
