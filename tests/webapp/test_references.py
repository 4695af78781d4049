"""References: as text, as files for reference managers, and in the pages."""

import json
import re
from io import BytesIO
from pathlib import Path
from urllib.parse import parse_qs

import bibtexparser
import pytest
import rispy
from citeproc.source.json import CiteProcJSON
from flask.testing import FlaskClient
from jsonschema import Draft7Validator
from lxml import html
from trafilatura.metadata import extract_metadata

from search.library.catalogue import Material
from search.library.record import MaterialRecord
from tests.conftest import Collection
from tests.webapp.conftest import SFI
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.references.item import csl_item, name, page_ranges
from webapp.exports.references.text import STYLES, quote, reference

SCHEMA = Path(__file__).parent / "schemas" / "csl-data.json"
URL = "https://www.vive.dk/en/publications/evaluation-of-the-mentor-scheme-mxj2gyv4"


def record(**facts: object) -> MaterialRecord:
    """A record of a material with these facts."""
    return MaterialRecord(material=Material.model_validate({"id": "m", "title": "T"} | facts))


BOOK = record(
    title="Makkere på havnen",
    authors=("Kirsten von der Aa", "Bo Bach"),
    publishers=("Havnens Forlag",),
    published="2015-03",
    kind="bog",
)
MEMO = record(
    title="Notat om makkere", publishers=("Styrelsen for Havne",), published="2019", kind="notat"
)


def test_a_book_is_referred_to_in_danish_harvard() -> None:
    made = reference(BOOK, "harvard")
    assert made.full == "von der Aa, K. & Bach, B., 2015. Makkere på havnen. Havnens Forlag."
    assert made.short == "(von der Aa & Bach 2015)"
    assert made.at("s. iv") == "(von der Aa & Bach 2015, s. iv)"


def test_a_memo_without_authors_stands_under_its_publisher_in_apa() -> None:
    made = reference(MEMO, "apa")
    assert made.full == "Styrelsen for Havne. (2019). Notat om makkere [Notat]."
    assert made.short == "(Styrelsen for Havne, 2019)"
    assert made.at("s. 12") == "(Styrelsen for Havne, 2019, s. 12)"


def test_a_material_without_any_facts_stands_under_its_title() -> None:
    nobody = record(title="Makkere i havn?")
    assert reference(nobody, "harvard").full == "Makkere i havn?, u.å."
    assert reference(nobody, "apa").full == "Makkere i havn? (u.å.)."
    assert {reference(record(), style).short for style in STYLES} == {"(T u.å.)", "(T, u.å.)"}


def test_what_is_quoted_of_our_summary_says_that_it_is_ours() -> None:
    text = quote("to ord", reference(MEMO), summary=True)
    assert text.splitlines()[0] == "»to ord« (Mentorsøgs resumé af Styrelsen for Havne 2019)"


def test_a_quotation_stands_in_danish_marks_before_its_reference() -> None:
    text = quote("to\nord", reference(MEMO), "s. 7")
    assert text.splitlines()[0] == "»to ord« (Styrelsen for Havne 2019, s. 7)"
    assert text.splitlines()[-1] == reference(MEMO).full


@pytest.mark.parametrize(
    ("place", "said"),
    [("slide 3", ", slide 3)"), ("ark Fangst", ", ark Fangst)"), ("del 3 af 12", "2019)")],
)
@pytest.mark.parametrize("style", STYLES)
def test_a_place_that_is_no_page_is_called_what_it_is(place: str, said: str, style: str) -> None:
    assert reference(MEMO, style).at(place).endswith(said)
    assert "s." not in reference(MEMO, style).at(place)


@pytest.mark.parametrize("between", ["\t", "\u2003"])
def test_a_quotation_from_a_table_keeps_its_cells_and_rows_apart(between: str) -> None:
    row = f"Randers{between}640{between}{between}41"
    assert quote(row, reference(MEMO)).startswith("»Randers | 640 | 41«")
    rows = f"Kommune\tTimer\n\n{row}"
    assert quote(rows, reference(MEMO)).startswith("»Kommune | Timer · Randers | 640 | 41«")


@pytest.mark.parametrize(
    ("kind", "entry", "school"),
    [("speciale", "mastersthesis", "school"), ("ph.d.-afhandling", "phdthesis", "school"),
     ("notat", "techreport", "institution")],
)  # fmt: skip
def test_a_thesis_is_one_in_bibtex_and_ris(kind: str, entry: str, school: str) -> None:
    item = csl_item(record(kind=kind, authors=("Bo Bach",), publishers=("Havnens Universitet",)))
    made = {ending: BytesIO() for ending in ("bib", "ris")}
    for ending, file in made.items():
        REFERENCE_FORMATS[ending].write(file, [item])
    (read,) = bibtexparser.parse_string(made["bib"].getvalue().decode()).entries
    assert (read.entry_type, read[school]) == (entry, "Havnens Universitet")
    assert (b"TY  - THES" in made["ris"].getvalue()) is (school == "school")


@pytest.mark.parametrize("written", ["Karsten Albæk", "Albæk, Karsten"])
def test_a_name_is_parted_however_it_is_written(written: str) -> None:
    assert name(written) == {"family": "Albæk", "given": "Karsten"}


def fetch(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_ris_is_read_back_by_rispy(client: FlaskClient) -> None:
    (entry,) = rispy.loads(fetch(client, f"/materiale/{SFI}/reference.ris"))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == "Evaluering af mentorordningen: SFI 15:10"
    assert entry["authors"][0] == "Albæk, Karsten"
    assert (entry["year"], entry["urls"]) == ("2015", [URL])


def test_bibtex_is_read_back_by_bibtexparser(client: FlaskClient) -> None:
    library = bibtexparser.parse_string(fetch(client, f"/materiale/{SFI}/reference.bib"))
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key, entry["year"]) == ("techreport", SFI, "2015")
    assert entry["author"].startswith("Albæk, Karsten and Bach, Henning Bjerregaard")


def test_csl_json_is_read_back_by_citeproc(client: FlaskClient) -> None:
    items = json.loads(fetch(client, f"/materiale/{SFI}/reference.csl.json"))
    source = CiteProcJSON(items)
    assert source[SFI].author[0].family == "Albæk"


def test_every_material_of_a_list_comes_along_as_references(client: FlaskClient) -> None:
    assert len(rispy.loads(fetch(client, "/soeg.ris"))) == 16
    assert len(bibtexparser.parse_string(fetch(client, "/soeg.bib")).entries) == 16
    assert len(json.loads(fetch(client, "/soeg.csl.json"))) == 16


HERE = "http://localhost/materiale"
FOUND = "/soeg.{}?q=sygefraværet+faldt"


def test_ris_of_a_search_has_the_page_here_the_source_pages_and_quotations(
    client: FlaskClient, report: str
) -> None:
    entries = {entry["id"]: entry for entry in rispy.loads(fetch(client, FOUND.format("ris")))}
    entry = entries[report]
    assert entry["urls"] == [f"{HERE}/{report}"]
    assert "2–5" in entry["start_page"].split(", ")
    (note,) = [note for note in entry["notes"] if note.endswith("/side/5")]
    assert re.match("».*Faldet er størst.*« \\(s. 5\\) ", note)
    assert (entries[SFI]["urls"], entries[SFI]["notes"][-1]) == ([URL], f"{HERE}/{SFI}")


def test_pages_that_follow_each_other_are_a_range() -> None:
    pages = ["iv", "v", "3", "4", "6", "7", "8", "10", "9"]
    assert list(page_ranges(pages)) == ["iv", "v", "3", "4", "6–8", "10", "9"]


def test_bibtex_of_a_search_has_them_too(client: FlaskClient, report: str) -> None:
    library = bibtexparser.parse_string(fetch(client, FOUND.format("bib")))
    assert library.failed_blocks == []
    entries = {entry.key: entry for entry in library.entries}
    assert entries[report]["url"] == f"{HERE}/{report}"
    assert "2--5" in entries[report]["pages"].split(", ")
    assert f"{report}/side/5" in entries[report]["annote"]
    assert (entries[SFI]["url"], f"{HERE}/{SFI}" in entries[SFI]["annote"]) == (URL, True)


def test_csl_json_of_a_search_is_as_its_schema_has_it_and_has_them_too(
    client: FlaskClient, report: str
) -> None:
    items = json.loads(fetch(client, FOUND.format("csl.json")))
    Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(items)
    by_id = {item["id"]: item for item in items}
    assert by_id[report]["URL"] == f"{HERE}/{report}"
    assert "2–5" in by_id[report]["page"].split(", ")
    assert f"(s. 5) {HERE}/{report}/side/5" in by_id[report]["note"]
    assert by_id[SFI]["URL"] == URL
    assert by_id[SFI]["note"].endswith(f"{HERE}/{SFI}")
    assert CiteProcJSON(items)[report].page


def test_what_only_we_have_is_addressed_here(reported: Collection, client: FlaskClient) -> None:
    (told,) = client.get("/api/search?q=koordinatoren&limit=1").get_json()["results"]
    assert told["url"].startswith("http://localhost/original/")
    result = reported.run("search", "koordinatoren", "--json", "--limit", "1",
                          MENTORSOEG_BASE_URL="https://soeg.example.dk/m/")  # fmt: skip
    (told,) = json.loads(result.stdout)["results"]
    assert told["url"].startswith("https://soeg.example.dk/m/original/")


def test_a_materials_page_tells_reference_managers_what_it_is(client: FlaskClient) -> None:
    text = fetch(client, f"/materiale/{SFI}")
    found = extract_metadata(text)
    assert found.title == "Evaluering af mentorordningen: SFI 15:10"
    assert found.author.startswith("Karsten Albæk; Henning Bjerregaard Bach")
    assert found.date == "2015-03-17"


def test_every_result_carries_an_openurl_for_reference_managers(client: FlaskClient) -> None:
    page = html.fromstring(fetch(client, "/soeg?q=mentor"))
    spans = page.xpath("//span[@class='Z3988']/@title")
    assert len(spans) == 10
    first = parse_qs(spans[0], strict_parsing=True)
    assert first["ctx_ver"] == ["Z39.88-2004"]
    assert first.get("rft.title") or first.get("rft.btitle")


def test_an_unknown_format_is_not_found(client: FlaskClient) -> None:
    assert client.get(f"/materiale/{SFI}/reference.docx").status_code == 404
