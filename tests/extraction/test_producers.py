"""A report as agencies make them, through extraction, index and search."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from indexer.document import ExtractedDocument
from indexer.extraction import extract
from indexer.extraction.limits import PATIENT
from tests.conftest import Collection
from tests.extraction.producers import LEFT, NOTE, OPENING, PRODUCERS, RIGHT, ROWS, TITLE


@dataclass(frozen=True)
class Report:
    document: ExtractedDocument
    collection: Collection

    def text(self, number: int) -> str:
        return " ".join(self.document.pages[number - 1].text.split())


@pytest.fixture(scope="module", params=PRODUCERS)
def report(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Report]:
    folder = tmp_path_factory.mktemp(request.param)
    file = folder / "made.pdf"
    file.write_bytes(PRODUCERS[request.param](folder))
    collection = Collection(folder)
    result = collection.run("add", str(file), "--title", "Følgeordningen")
    assert result.exit_code == 0, result.output
    yield Report(extract(file, limits=PATIENT), collection)


def test_words_come_whole_with_their_danish_letters(report: Report) -> None:
    assert len(report.document.pages) == 3
    assert OPENING in report.text(1)
    assert report.text(1).count("virksomhedsmentorordningerne") == 3
    assert {page.language for page in report.document.pages[:2]} == {"da"}


def test_a_footnote_stands_on_its_page_apart_from_the_text(report: Report) -> None:
    assert NOTE in report.text(1)
    assert NOTE not in report.text(2)


def test_columns_come_one_after_the_other(report: Report) -> None:
    assert f"{LEFT} {RIGHT}" in report.text(2)


def test_each_figure_of_a_table_stands_with_its_label(report: Report) -> None:
    lines = [line.split() for line in report.document.pages[2].text.splitlines()]
    for row in ROWS[1:]:
        assert " ".join(row).split() in lines


def test_the_title_is_a_heading(report: Report) -> None:
    assert TITLE in report.document.pages[0].headings


@pytest.mark.parametrize(
    ("query", "page"),
    [
        ("1.284 forløb", 1),
        ("sidemandsoplæring virksomhedsmentorordning", 1),
        ("6.350 kroner pr. elev", 2),
        ("tømrersvende elleve uger", 2),
        *((f"{row[0]} {figure}", 3) for row in ROWS[1:] for figure in row[1:]),
    ],
)
def test_each_figure_is_found_on_its_own_page(report: Report, query: str, page: int) -> None:
    assert report.collection.search(query)[0]["page"] == page
