"""What stands on covers beside the title: stamps, houses, quotations, and what makes it another."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from benchmarks.web.reports import text
from tests.conftest import Collection
from tests.fetching.roads import SIDE, TITLE, one
from tests.fetching.servers import WebServer, body


def bound(*front: tuple[tuple[str, int], ...]) -> bytes:
    """A report with these first pages, each of lines with the size of their type."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(595, 842), invariant=1)
    pages = (*front, *(((f"{n} Afsnit", 14), *zip(_lines(page), [10] * 99, strict=False))
                       for n, page in enumerate(text(8), 1)))  # fmt: skip
    for page in pages:
        top = 800
        for line, size in page:
            canvas.setFont("Helvetica", size)
            top -= size + 8
            canvas.drawString(40, top, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _lines(page: str) -> list[str]:
    return [page[at : at + 90] for at in range(0, len(page), 90)]


@pytest.mark.parametrize(
    "stamp",
    [
        ("Havneudvalget 2015-16", "HAU Alm.del Bilag 131", "Offentligt"),
        ("Havneudvalget 2015-16 HAU Alm.del Bilag 131 Offentligt",),
        ("Havneudvalget 2012-13", "L 113 Bilag 5", "Offentligt"),
        ("Bilag 3 til punkt 7 på Havneudvalgets møde 14. juni 2017",),
    ],
)
@pytest.mark.parametrize("size", [9, 40])
def test_the_stamp_of_a_parliament_or_an_agenda_is_no_part_of_a_report(
    collection: Collection, web: WebServer, stamp: tuple[str, ...], size: int
) -> None:
    stamped = tuple((line, size if len(line) < 25 else 9) for line in stamp)
    web.pages["a.test/udgivelser/havnene"] = body(bound((*stamped, (TITLE, 24))))
    got = one(collection, SIDE).original
    assert got and (got.role, got.doubt) == ("", "")


def test_an_appendix_with_the_report_s_title_is_still_one(
    collection: Collection, web: WebServer
) -> None:
    web.pages["a.test/udgivelser/havnene"] = body(bound((("Bilag 3", 12), (TITLE, 24))))
    got = one(collection, SIDE).original
    assert got and got.role == "bilag"
