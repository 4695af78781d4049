"""One bad title spoils nothing: whatever a title holds, every export can be read by others."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import bibtexparser
import feedparser
import html5lib
import pytest
import rispy
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from indexer.pageimages import PageImages
from search.library.catalogue import Material
from search.library.record import MaterialRecord
from search.library.settings import Settings
from search.library.visible import one_line, visible
from tests.conftest import Collection
from tests.webapp.conftest import written
from webapp import create_app
from webapp.exports.atom import FeedEntry, atom
from webapp.exports.references.interchange import REFERENCE_FORMATS
from webapp.exports.references.item import csl_item
from webapp.exports.tables import Table, as_csv, as_json_rows, as_xlsx

BAD = (
    *("{", "}", "{{{", "\\", '"', "$", "&", "%", "#", "_", "^", "~", "<b>", "]]>", "&amp;", "//"),
    *("\n", "\r\n", "\nER  - \nTY  - JOUR\nTI  - ", "\x00", "\x08", "\x0b", "\x1b[31m", "\x7f"),
    *("\x85", "\u2028", "\u202e", "\u2066", "\u200b", "\ufeff", "\ufffe", "\uffff", "\U0001ffff"),
    *("\ud800", "\ue000", "@article{", " and ", ",", ";", "=1+1", "æøå", "é", "e\u0301", "漢字"),
    *("👩\u200d🚀", "\u00ad", "\u00a0", "}\n@comment{"),
)
HOSTILE = st.lists(
    st.one_of(st.sampled_from(BAD), st.text(st.characters(), max_size=4), st.just("Makkere")),
    min_size=1, max_size=8,
).map("".join)  # fmt: skip
WORDS = HOSTILE.map(lambda text: f"Ord {text} ord")
QUICK = settings(deadline=None, max_examples=60)


def raw(title: str, person: str, publisher: str = "Cabi", name: str = "m") -> MaterialRecord:
    """A record that nothing was cleaned of, as from an index of an earlier version."""
    facts = {"title": title, "authors": (person,), "publishers": (publisher,), "published": "2015",
             "links": ("https://ex.dk/a_b/c%20d.pdf?x=1&y={2}",), "kind": "rapport"}  # fmt: skip
    material = Material(id=name, title="T").model_copy(update=facts)
    return MaterialRecord(material=material)


OTHER = raw("Den anden", "B C", name="n")


def references(kind: str, *records: MaterialRecord) -> str:
    """A file of references to these."""
    file = io.BytesIO()
    REFERENCE_FORMATS[kind].write(file, map(csl_item, records))
    return file.getvalue().decode()


def is_clean(text: str) -> bool:
    kinds = {unicodedata.category(letter) for letter in text}
    return not kinds & {"Cc", "Cs", "Co", "Zl", "Zp"} and text == visible(text)


@QUICK
@given(WORDS)
def test_what_cannot_be_seen_does_not_come_in(text: str) -> None:
    material = Material(id="m", title=text, authors=(text,), publishers=(text,), subjects=(text,))
    for told in (material.title, *material.authors, *material.publishers, *material.subjects):
        assert is_clean(told)
        assert told == one_line(text)


@QUICK
@given(WORDS, WORDS, WORDS)
def test_bibtex_is_read_by_two_others(title: str, person: str, publisher: str) -> None:
    written = references("bib", raw(title, person, publisher), OTHER)
    library = bibtexparser.parse_string(written)
    assert library.failed_blocks == []
    assert [entry["title"] for entry in library.entries][1:] == ["{Den anden}"]
    assert library.entries[0]["url"] == "https://ex.dk/a_b/c%20d.pdf?x=1&y=%7B2%7D"
    assert not re.search(r"(?<!\\)[&%_#$]", library.entries[0]["title"])
    read = parse_string(written, "bibtex").entries
    assert [len(entry.persons["author"]) for entry in read.values()] == [1, 1]


@QUICK
@given(WORDS, WORDS)
def test_a_ris_record_holds_nothing_but_its_own_fields(title: str, person: str) -> None:
    written = references("ris", raw(title, person), OTHER)
    lines = [line for line in written.splitlines() if line]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - ?.*", line) for line in lines)
    assert [line[:2] for line in lines].count("ER") == 2
    first, second = rispy.loads(written)
    assert (first["title"], second["title"]) == (one_line(title), "Den anden")


@QUICK
@given(WORDS, WORDS)
def test_csl_json_and_tables_hold_what_can_be_seen(title: str, person: str) -> None:
    (item,) = json.loads(references("csl.json", raw(title, person)).encode())
    assert item["title"] == one_line(title)
    table = Table("T", ("titel", "navn"), [(title, person)])
    [row] = json.loads(written(as_json_rows, table))
    assert row == {"titel": visible(title), "navn": visible(person)}
    text = written(as_csv, table).decode("utf-8-sig")
    [_, cells] = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert cells == [visible(title), visible(person)]


@QUICK
@given(WORDS)
def test_a_workbook_is_well_formed_and_holds_the_text(title: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(as_xlsx, Table("T", ("titel",), [(title,)])))) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 - ours
    said = "".join(sheet.itertext())
    assert one_line(said.replace("titel", "", 1)) == one_line(title)


@QUICK
@given(WORDS, WORDS)
def test_an_atom_feed_is_well_formed_and_holds_the_title(title: str, person: str) -> None:
    when = datetime(2020, 1, 1, tzinfo=UTC)
    written = atom(title, [FeedEntry(raw(title, person))], address="https://m.example/", base="https://m.example",
                   own_address="https://m.example/nyt.atom", made=when)  # fmt: skip
    feed = ElementTree.fromstring(written)  # noqa: S314 - ours
    name = "{http://www.w3.org/2005/Atom}"
    assert [e.text for e in feed.iterfind(f"{name}entry/{name}title")] == [one_line(title)]
    assert feedparser.parse(io.BytesIO(written)).bozo == 0


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A service whose every material has one of the bad parts in all that it tells."""
    made = Collection(tmp_path_factory.mktemp("hostile"))
    lines = []
    for number, bad in enumerate(bad for bad in BAD if bad.isprintable() or ord(bad[0]) < 0x10000):
        if "\ud800" in bad:
            continue
        text = json.dumps(f"Mentor {bad} nummer {number}").replace("\x7f", "\\u007f")
        lines += ["[[materials]]", f'id = "m{number}"', f"title = {text}", f"authors = [{text}]",
                  f"publishers = [{text}]", f"summary = {text}", 'published = "2015"']  # fmt: skip
    made.corpus.joinpath("materials.toml").write_text("\n".join(lines), encoding="utf-8")
    result = made.run("index")
    assert result.exit_code == 0, result.output
    settings = Settings(corpus=made.corpus, index=made.index, rate_limit="")
    return create_app(settings, PageImages(made.corpus)).test_client()


def got(client: FlaskClient, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.get_data()


def test_every_list_is_whole_though_every_title_in_it_is_bad(client: FlaskClient) -> None:
    count = json.loads(got(client, "/api/search?q=mentor&limit=100"))["total"]
    assert count > len(BAD) - 5
    assert (
        len(bibtexparser.parse_string(got(client, "/soeg.bib?q=mentor").decode()).entries) == count
    )
    assert len(rispy.loads(got(client, "/soeg.ris?q=mentor").decode())) == count
    assert len(json.loads(got(client, "/soeg.csl.json?q=mentor"))) == count
    assert len(json.loads(got(client, "/soeg.json?q=mentor"))) == count
    text = got(client, "/soeg.csv?q=mentor").decode("utf-8-sig")
    assert len([*csv.reader(io.StringIO(text, newline=""), delimiter=";")]) == count + 1
    assert zipfile.ZipFile(io.BytesIO(got(client, "/soeg.xlsx?q=mentor"))).testzip() is None
    for path in ("/nyt.atom", "/soeg.atom?q=mentor", "/opensearch.xml"):
        ElementTree.fromstring(got(client, path))  # noqa: S314 - ours


@pytest.mark.parametrize("path", ["/samlingen", "/soeg?q=mentor", "/soeg?q=%7B%7B%7B%E2%80%AE"])
def test_pages_with_bad_titles_are_html_as_the_standard_has_it(
    client: FlaskClient, path: str
) -> None:
    text = got(client, path).decode()
    html5lib.HTMLParser(strict=True).parse(text)
    assert "\u202e" not in text.replace("%E2%80%AE", "")


def test_the_file_keeps_a_title_as_it_was_written(tmp_path: Path) -> None:
    made = Collection(tmp_path)
    made.corpus.joinpath("materials.toml").write_text(
        '[[materials]]\nid = "m"\ntitle = "Mentor\\u202E og\\u0008 makker"\n'
    )
    assert made.run("index").exit_code == 0
    assert made.search("makker")[0]["title"] == "Mentor og makker"
    assert "\\u202E" in made.corpus.joinpath("materials.toml").read_text()
