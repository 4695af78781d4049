"""One report about pound nets in the formats of office suites: by LibreOffice (``samples/``), and
by the libraries that write workbooks and slides."""

import datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

SAMPLES = Path(__file__).parent / "samples"
OPENING = "Bundgarnspælene slås ned i april"


def sample(ending: str) -> bytes:
    """The report with that ending, by LibreOffice."""
    return (SAMPLES / f"report.{ending}").read_bytes()


def workbook() -> bytes:
    """Two sheets that are shown, one of them with a cell in its last corner, and one hidden."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Fangst"
    for row in (
        [OPENING], [], ["Havn", "Ton", "Andel", "Dato"],
        ["Dragør", 1234.5, 0.272, datetime.date(2021, 4, 3)], ["Køge", 3, 1, None], ["Kilde: DTU"],
    ):  # fmt: skip
        sheet.append(row)
    sheet["B4"].number_format, sheet["C4"].number_format = "#,##0.0", "0.0%"
    hidden = book.create_sheet("Mellemregning")
    hidden["A1"] = "skjult"
    hidden.sheet_state = "hidden"
    book.create_sheet("Hjørner")["XFD1048576"] = "yderst"
    book.properties.title, book.properties.creator = "Fangsttal", "Karen Madsen"
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def slides() -> bytes:
    """A slide with points and notes, and one with a table and a chart."""
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[1])
    slide.shapes.title.text = OPENING
    slide.placeholders[1].text = "Garnet røgtes\nhver morgen"
    slide.notes_slide.notes_text_frame.text = "Husk ålene"
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Tal"
    table = slide.shapes.add_table(3, 3, 0, 0, 900_000, 900_000).table
    rows = (("Havn", "Fangst", ""), ("Dragør", "12,5", "14,1"), ("Køge", "3", "4"))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    figures = CategoryChartData()
    figures.categories = ["2020", "2021"]
    figures.add_series("Ål", (1.5, 2.25))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, 900_000, 900_000, figures)
    made = BytesIO()
    show.save(made)
    return made.getvalue()
