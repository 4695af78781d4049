"""Results, concordances and batches to take along."""

import csv
import io
import json
import resource
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from openpyxl import Workbook, load_workbook

from search.analysis.alphabetical import alphabetical
from search.library.visible import visible
from tests.webapp.conftest import SFI, written
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.tables import (
    TABLE_FORMATS,
    Table,
    TableFormat,
    as_csv,
    as_json_rows,
    as_xlsx,
    harmless,
)
from webapp.spool import MOST_IN_MEMORY, Spool

FORMULA = '=HYPERLINK("http://x";"klik")'


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


@settings(deadline=None)
@given(st.text())
def test_no_cell_of_a_csv_begins_like_a_formula(text: str) -> None:
    value = str(harmless(text))
    assert not value.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert value.removeprefix("'") == visible(text).removeprefix("'")


@settings(max_examples=40, deadline=None)  # a workbook takes some 10 ms to write and read
@given(st.lists(st.text(max_size=20), min_size=2, max_size=2))
def test_a_workbook_holds_any_text_as_text(values: list[str]) -> None:
    book = load_workbook(io.BytesIO(written(as_xlsx, Table("T", ("a", "b"), [values]))))
    cells = list(book["T"].iter_rows(min_row=2))
    assert [cell.data_type for row in cells for cell in row if cell.value is not None] == [
        "s" for value in values if visible(value)
    ]


def test_a_formula_comes_out_defused_in_each_kind_of_file() -> None:
    table = Table("T", ("a",), [[FORMULA]])
    assert rows(written(as_csv, table))[1] == ["'" + FORMULA]
    cell = load_workbook(io.BytesIO(written(as_xlsx, table)))["T"]["A2"]
    assert (cell.value, cell.data_type) == (FORMULA, "s")
    assert json.loads(written(as_json_rows, table)) == [{"a": FORMULA}]


@pytest.mark.parametrize("ending", TABLE_FORMATS)
def test_a_large_table_is_never_whole_in_memory(ending: str) -> None:
    rows = ([f"{number} {'makker' * 1500}"] for number in range(1000))
    tracemalloc.start()
    with Spool() as file:
        TABLE_FORMATS[ending].write(file, [Table("T", ("a",), rows)])
        _, peak = tracemalloc.get_traced_memory()
        assert file.tell() > (10_000 if ending == "xlsx" else 8_000_000)
    tracemalloc.stop()
    assert peak < 3_000_000


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder for temporary files that has room for little more than what memory holds."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_IN_MEMORY + 40_000, before[1]))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_what_the_disk_has_no_room_for_is_made_in_memory(small_disk: Path, ending: str) -> None:
    rows = [[f"{number} {'makker' * 20}"] for number in range(6000)]
    there = io.BytesIO()
    with Spool() as file:
        for made in (file, there):
            TABLE_FORMATS[ending].write(made, [Table("T", ("a",), rows)])
        file.seek(0)
        assert file.read() == there.getvalue()
    assert file.closed
    assert not list(small_disk.iterdir())


def test_a_workbook_that_the_disk_has_no_room_for_leaves_nothing_behind(small_disk: Path) -> None:
    rows = [[f"{number} {'makker' * 20}"] for number in range(6000)]
    with pytest.raises(OSError, match="IO_"):
        as_xlsx(io.BytesIO(), [Table("T", ("a",), rows)])
    assert not list(small_disk.iterdir())


def test_a_list_of_results_is_the_same_in_csv_and_excel(client: FlaskClient) -> None:
    path = "/soeg.{}?q=sygefravær&type=evaluering"
    written = rows(client.get(path.format("csv")).data)
    book = load_workbook(io.BytesIO(client.get(path.format("xlsx")).data))
    sheet = list(book["Resultater"].values)
    assert written[0] == list(sheet[0])
    assert [row[1] for row in written] == [row[1] for row in sheet]
    assert len(written) == len(sheet) > 5
    assert len(json.loads(client.get(path.format("json")).data)) == len(written) - 1


def test_a_row_leads_to_the_page_and_carries_the_reference(
    client: FlaskClient, report: str
) -> None:
    found = rows(client.get("/soeg.csv?q=koordinatoren").data)
    row = dict(zip(found[0], found[1], strict=True))
    assert row["adresse"] == f"http://localhost/materiale/{report}/side/{row['side']}"
    assert row["reference"].startswith("Vesterkøbing Kommune (eksempel), 2018.")


def test_the_concordance_has_a_line_for_each_occurrence(client: FlaskClient) -> None:
    found = rows(client.get("/konkordans.csv?q=sygefravær&orden=hoejre").data)
    words = [row[1].lower() for row in found[1:]]
    assert len(words) >= 8
    assert all(word.startswith(("sygefravær", "sygemeld")) for word in words)
    right = [alphabetical(row[2]).split() for row in found[1:]]
    assert right == sorted(right)


def test_the_concordance_is_sorted_by_the_words_to_the_left_nearest_first(
    client: FlaskClient,
) -> None:
    found = rows(client.get("/konkordans.csv?q=sygefravær&orden=venstre").data)
    left = [alphabetical(row[0]).split()[::-1] for row in found[1:]]
    assert left == sorted(left)
    assert len(left) > 5


def test_the_concordance_of_one_form_leaves_the_others_out(client: FlaskClient) -> None:
    found = rows(client.get("/konkordans.csv?q=sygefravær&praecis=1").data)
    assert {row[1].lower() for row in found[1:]} == {"sygefravær"}


def test_the_concordance_keeps_to_one_material(client: FlaskClient, report: str) -> None:
    found = rows(client.get(f"/konkordans.csv?q=mentor&materiale={report}").data)
    assert len({row[3] for row in found[1:]}) == 1


def test_many_searches_give_a_table_of_terms_and_materials(client: FlaskClient) -> None:
    terms = "sygefravær\r\nmentorkvantespring\nsygefravær\n\nfrivillig"
    answer = client.post("/samling-af-soegninger", data={"ord": terms, "format": "xlsx"})
    book = load_workbook(io.BytesIO(answer.data))
    findings, matrix = (list(book[name].values) for name in ("Fund", "Sider"))
    assert [row[0] for row in matrix[1:]] == ["sygefravær", "mentorkvantespring", "frivillig"]
    assert set(matrix[2][1:]) == {0}
    assert ("mentorkvantespring", None, None, None, 0, None, None, None) in findings


def test_terms_come_from_a_file_of_an_older_spreadsheet_too(client: FlaskClient) -> None:
    upload = (io.BytesIO("sygefravær\nfrivillig".encode("latin-1")), "ord.txt")
    answer = client.post(
        "/samling-af-soegninger", data={"fil": upload}, content_type="multipart/form-data"
    )
    text = answer.get_data(as_text=True)
    assert ">sygefravær</a>" in text
    assert ">frivillig</a>" in text


@pytest.mark.parametrize("kind", ["", "csv"])
def test_a_file_of_no_text_is_no_list_of_terms(client: FlaskClient, kind: str) -> None:
    workbook = client.get("/soeg.xlsx?q=mentor").data
    for terms, shown in (("", []), ("frivillig", ["frivillig"])):
        given = {"fil": (io.BytesIO(workbook), "ord.xlsx"), "ord": terms, "format": kind}
        answer = client.post("/samling-af-soegninger", data=given)
        if kind and terms:
            assert {row[0] for row in rows(answer.data)[1:]} == {"frivillig"}
        else:
            page = html.fromstring(answer.get_data(as_text=True))
            assert [
                a.text for a in page.xpath("//th[@scope='row']/a[contains(@href, '?q=')]")
            ] == shown
            assert "Filen er ikke en tekstfil" in page.xpath("//*[@class='hint']")[0].text_content()


def test_a_huge_upload_is_refused_in_a_sentence(client: FlaskClient) -> None:
    answer = client.post("/samling-af-soegninger", data={"ord": "ord\n" * 400_000})
    assert answer.status_code == 413
    assert "Send højst 1 MB tekst." in answer.get_data(as_text=True)


def workbook(client: FlaskClient, path: str) -> Workbook:
    return load_workbook(io.BytesIO(client.get(path).data))


def test_a_workbook_can_be_read_as_it_opens(client: FlaskClient) -> None:
    sheet = workbook(client, "/soeg.xlsx?q=sygefravær").active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    columns = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet.column_dimensions[columns["uddrag"]].width > 60
    assert sheet[f"{columns['uddrag']}2"].alignment.wrap_text
    for name in ("adresse", "kilde"):
        cells = [cell for cell in sheet[columns[name]][1:] if cell.value]
        assert cells
        assert all(cell.hyperlink.target == cell.value for cell in cells)
        assert all(cell.value.startswith(("https://", "http://")) for cell in cells)


@pytest.mark.parametrize("path", ["/soeg.xlsx?q=sygefravær", "/konkordans.xlsx?q=sygefravær"])
def test_pages_are_numbers_and_links_open_them(client: FlaskClient, path: str) -> None:
    sheet = workbook(client, path).active
    names = [cell.value for cell in sheet[1]]
    found = [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    paged = [row for row in found if row["side i filen"]]
    assert paged
    assert all(isinstance(row["side"], int) for row in paged)
    for row in paged[:3]:
        answer = client.get(row["adresse"].removeprefix("http://localhost"))
        assert answer.status_code == 200


def test_a_workbook_tells_of_the_search_it_was_made_by(client: FlaskClient) -> None:
    book = workbook(client, "/soeg.xlsx?q=sygefravær+xqzw&type=evaluering&uden=synonymer&fra=2012")
    facts = [row[:2] for row in book["Om søgningen"].iter_rows(2, values_only=True)]
    told = dict(facts)
    assert told["søgning"] == "sygefravær xqzw"
    assert ("læst som", "synonymer: nej") in facts
    assert {value for name, value in facts if name == "filter"} == {"Evaluering", "fra 2012"}
    assert told["ikke i samlingen"] == "xqzw"
    assert told["materialer"] == len(
        {row[0] for row in book["Resultater"].iter_rows(2, values_only=True)}
    )
    assert told["indekset er fra"]
    assert told["Mentorsøg"]
    assert "type=evaluering" in told["link"]
    assert client.get(told["link"].removeprefix("http://localhost")).status_code == 200


@pytest.mark.parametrize(
    ("path", "name"),
    [("/soeg.csv?q=Årsag+til+frafald!", "mentorsoeg-aarsag-til-frafald.csv"),
     ("/soeg.ris?q=%22%0d%0ax:y", "mentorsoeg-x-y.ris"), ("/soeg.xlsx", "mentorsoeg.xlsx"),
     ("/konkordans.csv?q=" + "o" * 400, f"konkordans-{'o' * 60}.csv"),
     ("/samling-af-soegninger?ord=øl%0Avin&format=csv", "soegninger-oel.csv")],
)  # fmt: skip
def test_a_file_is_named_after_what_was_searched_for(
    client: FlaskClient, path: str, name: str
) -> None:
    answer = client.get(path)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


LISTS = TABLE_FORMATS | REFERENCE_FORMATS


@pytest.mark.parametrize(
    ("page", "formats", "address"),
    [("/soeg?q=mentor", LISTS, "/soeg.{}?q=mentor"), ("/samlingen", LISTS, "/soeg.{}"),
     ("/konkordans?q=mentor", TABLE_FORMATS, "/konkordans.{}?q=mentor"),
     (f"/materiale/{SFI}", REFERENCE_FORMATS, f"/materiale/{SFI}/reference.{{}}")],
)  # fmt: skip
def test_every_kind_of_file_is_offered_where_there_is_a_list(
    client: FlaskClient, page: str, formats: dict[str, TableFormat], address: str
) -> None:
    links = html.fromstring(client.get(page).get_data(as_text=True)).xpath("//main//a/@href")
    wanted = [address.format(ending) for ending in formats]
    assert [link for link in wanted if link not in links] == []


def test_the_help_and_the_api_page_name_every_kind_of_file(client: FlaskClient) -> None:
    guide, api = client.get("/hjaelp").text, client.get("/api").text
    assert [kind.name for kind in LISTS.values() if kind.name not in guide] == []
    assert [ending for ending in LISTS if f"/soeg.{ending}" not in api] == []


def test_an_unknown_kind_of_file_is_not_found(client: FlaskClient) -> None:
    assert client.get("/soeg.exe?q=mentor").status_code == 404
    assert client.get("/konkordans.exe?q=mentor").status_code == 404
