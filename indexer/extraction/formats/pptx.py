"""Slides of PowerPoint."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from indexer.document import ExtractedDocument, Unreadable
from indexer.extraction.allowance import Allowance
from indexer.extraction.composing import PageText, ReadCell
from indexer.extraction.formats.package import BROKEN, Package, PackageFormat


class Pptx(PackageFormat):
    """Office Open XML, ISO/IEC 29500, as python-pptx reads it; a slide with its notes is a page."""

    mark = b"presentationml.presentation.main+xml"

    def read_package(
        self, package: Package, content: bytes, allowance: Allowance
    ) -> ExtractedDocument:
        from pptx import Presentation  # noqa: PLC0415 - by this format only

        package.without_doctypes()
        try:
            slides = Presentation(BytesIO(content)).slides
            pages = [
                _slide(slide).page(number, "python-pptx")
                for number, slide in enumerate(slides, 1)
                if allowance.may_read()
            ]
        except (KeyError, ValueError, AttributeError) as error:  # parts that are named and missing
            raise Unreadable(BROKEN) from error
        return ExtractedDocument(package.metadata(), tuple(pages))


def _slide(slide: Any) -> PageText:
    text = PageText()
    title = slide.shapes.title
    if title is not None:
        text.paragraph([title.text_frame.text.replace("\v", " ")], heading=True)
    for shape in _shapes(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            _shape(shape, text)
    notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    if notes is not None:
        _paragraphs(notes, text)
    return text


def _shape(shape: Any, text: PageText) -> None:
    if shape.has_text_frame:
        _paragraphs(shape.text_frame, text)
    elif getattr(shape, "has_table", False):
        text.table(_cells(shape.table))
    elif getattr(shape, "has_chart", False):
        text.table(_figures(shape.chart))


def _paragraphs(frame: Any, text: PageText) -> None:
    for paragraph in frame.paragraphs:
        text.paragraph([paragraph.text.replace("\v", "\n")])


def _shapes(shapes: Any) -> Iterator[Any]:
    """All shapes, those of groups with them."""
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _cells(table: Any) -> list[ReadCell]:
    cells = []
    for row, line in enumerate(table.rows):
        for column, cell in enumerate(line.cells):
            if not cell.is_spanned:
                made = ReadCell(row, column, [cell.text], cell.span_height, cell.span_width)
                if row == 0 and table.first_row:
                    made.header = "col"
                elif column == 0 and table.first_col:
                    made.header = "row"
                cells.append(made)
    return cells


def _figures(chart: Any) -> list[ReadCell]:
    """What a chart is drawn from, as a table with a column for each series."""
    plot = next(iter(chart.plots), None)
    if plot is None:
        return []
    cells = [ReadCell(0, 0)]
    series = list(plot.series)
    cells += [ReadCell(0, n, [one.name or ""], header="col") for n, one in enumerate(series, 1)]
    for row, category in enumerate(plot.categories, 1):
        cells.append(ReadCell(row, 0, [str(category)], header="row"))
        for column, one in enumerate(series, 1):
            value = one.values[row - 1] if row <= len(one.values) else None
            cells.append(ReadCell(row, column, ["" if value is None else danish(value)]))
    return cells


def danish(value: float) -> str:
    """A number as a Dane writes it, with as many digits as it has."""
    return f"{value:.10g}".replace(".", ",")
