"""Files laid into the inbox, and what ``update`` and ``doctor`` say of the collection."""

from html import unescape
from pathlib import Path
from threading import Event, Thread

import pytest

from search.library.catalogue import load_catalogue, load_overlay
from tests.conftest import LISTED, Collection, make_pdf
from tests.listed import BREAD, NIGHTS, SHIPS, material
from webapp import create_app

NAMELESS = make_pdf("1", "2", "3")


@pytest.fixture
def listed(collection: Collection) -> Collection:
    """A collection whose catalogue lists two materials without a text, and an inbox."""
    (collection.corpus / "materials.toml").write_text(LISTED, encoding="utf-8")
    (collection.corpus / "ind").mkdir()
    assert collection.run("index").exit_code == 0
    return collection


def lay(collection: Collection, name: str, content: bytes) -> Path:
    file = collection.corpus / "ind" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)
    return file


def test_update_takes_what_lies_in_the_inbox_and_moves_it_aside(listed: Collection) -> None:
    files = [lay(listed, "skib.pdf", SHIPS), lay(listed, "brød.pdf", BREAD)]
    result = listed.run("update")
    assert result.exit_code == 0, result.output
    assert f"{files[0]}: givet til skibsbyggere-2018: 2 sider." in result.output
    assert f"{files[1]}: lagt ind som bagernes-morgenbroed-og-svende: 2 sider" in result.output
    assert listed.search("kølen svenden")[0]["material"] == "skibsbyggere-2018"
    assert listed.search("rugbrødet")[0]["page"] == 2
    assert sorted(f.name for f in (listed.corpus / "ind" / "taget").iterdir()) == [
        "brød.pdf", "skib.pdf",
    ]  # fmt: skip
    assert listed.run("update").output == ""


def test_what_the_inbox_brought_is_taken_back_by_undo(listed: Collection) -> None:
    before = load_catalogue(listed.corpus)
    lay(listed, "skib.pdf", SHIPS)
    lay(listed, "brød.pdf", BREAD)
    listed.run("update")
    assert "og 1 til (indbakken" in listed.run("undo").output
    assert load_catalogue(listed.corpus) == before
    assert listed.search("kølen svenden") == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (NAMELESS, "dens titel kan ikke læses"),
        (BREAD[: len(BREAD) // 2], "filen "),
        (b"\x00\x01\x02", "er hverken PDF"),
    ],
    ids=["nameless", "cut", "unknown"],
)
def test_a_doubtful_file_stays_and_is_told_of_each_time(
    listed: Collection, content: bytes, said: str
) -> None:
    file = lay(listed, "x.pdf", content)
    for _ in range(2):
        [line] = [li for li in listed.run("update").output.splitlines() if "venter" in li]
        assert str(file) in line
        assert said in line
    assert file.exists()
    assert load_overlay(listed.corpus).added == ()


def test_a_file_like_a_material_that_has_its_text_waits_for_a_person(listed: Collection) -> None:
    lay(listed, "skib.pdf", SHIPS)
    listed.run("update")
    other = make_pdf("Skibsbyggernes lærlingeordning\nVærftet 2018", "En anden udgave med kran.")
    file = lay(listed, "anden.pdf", other)
    assert "titlen ligner »Skibsbyggernes lærlingeordning«" in listed.run("update").output
    assert file.exists()
    listed.run("add", str(file), "--new")
    assert listed.run("update").output == ""
    assert not file.exists()


def test_a_table_in_the_inbox_says_what_nobody_could_tell(listed: Collection) -> None:
    lay(listed, "n.pdf", NAMELESS)
    lay(listed, "v.pdf", NIGHTS)
    table = "fil;id;titel;udgiver\nn.pdf;;Tre tal;Talhuset\nv.pdf;ny;;Vagtforlaget\n"
    lay(listed, "om.csv", table.encode())
    listed.run("update")
    assert material(listed, "tre-tal").publishers == ("Talhuset",)
    assert material(listed, "evaluering-af-nattevagternes-makkerordning").publishers == (
        "Vagtforlaget",
    )
    assert listed.run("update").output == ""
    assert "Indbakke: i orden" in listed.run("doctor").output


def test_a_link_in_the_inbox_leads_to_no_file_elsewhere(listed: Collection, tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("Kodeordet til alle andre maskiner i huset er sommer.")
    (listed.corpus / "ind" / "rapport.txt").symlink_to(secret)
    (listed.corpus / "ind" / "mappe").symlink_to(tmp_path)
    assert listed.run("update").output == ""
    assert load_overlay(listed.corpus).added == ()


def test_update_closes_with_how_much_is_there_and_the_next_step(listed: Collection) -> None:
    lay(listed, "skib.pdf", SHIPS)
    *_, standing, step = listed.run("update").output.splitlines()
    assert standing == "1 af 2 materialer har fuldtekst."
    assert step.startswith("Næste skridt: Har du en af rapporterne, der mangler, så giv den med")


def test_without_a_network_update_says_one_line(collection: Collection) -> None:
    material = '[[materials]]\nid = "{0}"\ntitle = "{0}"\nlinks = ["http://{0}.invalid/a.pdf"]\n'
    listed = 'sources = ["http://a.invalid/"]\n' + "".join(map(material.format, "abcd"))
    (collection.corpus / "materials.toml").write_text(listed)
    nowhere = {"MENTORSOEG_RETRIES": "0", "MENTORSOEG_ARCHIVE_URL": ""}
    for _ in range(2):
        result = collection.run("update", **nowhere)
        assert result.exit_code == 0
        assert result.output == (
            "Der er intet netværk: kildesider og links er ikke prøvet. "
            "0 af 4 materialer har fuldtekst.\n"
        )


def test_everything_says_the_same_of_a_material_that_lacks_its_text(listed: Collection) -> None:
    broken = listed.corpus.parent / "x.pdf"
    broken.write_bytes(b"%PDF-1.4 skrammel")
    added = listed.run("add", str(broken), "--to", "skibsbyggere-2018").output
    sentence = added.splitlines()[1].partition(": Skibsbyggernes lærlingeordning: ")[2]
    assert sentence.startswith("Filen kan ikke læses")
    assert sentence in listed.run("doctor").output
    assert sentence in listed.run("status", COLUMNS="300").output
    client = create_app(listed.settings).test_client()
    assert client.get("/api/materials/skibsbyggere-2018").get_json()["missing"] == sentence
    for page in ("/materiale/skibsbyggere-2018", "/samlingen"):
        assert sentence in unescape(client.get(page).text)


def test_update_and_doctor_tell_what_a_page_lists_that_may_be_no_material(
    collection: Collection,
) -> None:
    page = """<html><title>Liste</title><main><h1>Materialer</h1>
    <h2>Makkere i havnen</h2><p>Havnens Videncenter, maj 2017</p><p>Rapporten handler om kajen.</p>
    <a href="http://a.invalid/havn.pdf">Hent rapporten</a>
    <h2>Makkernes sommerfest</h2><p>Kom til fest med alle makkere og deres familier.</p>
    <a href="http://a.invalid/f">Find vej</a></main></html>"""
    file = collection.corpus.parent / "liste.html"
    file.write_text(page)
    collection.run("harvest", str(file))
    told = collection.run("update", MENTORSOEG_ARCHIVE_URL="", MENTORSOEG_RETRIES="0").output
    assert "tvivlsomt på kildesiden: makkernes-sommerfest: Makkernes sommerfest" in told
    assert told.splitlines()[-1].startswith("Næste skridt: Se de tvivlsomme fund efter")
    assert "tvivlsomt på kildesiden: makkernes-sommerfest" in collection.run("doctor").output


def test_a_file_that_is_still_written_waits(listed: Collection) -> None:
    file = lay(listed, "bog.txt", b"Bagernes bog om svende\n\n" + b"Svenden bager. " * 50)
    done = Event()

    def write() -> None:
        with file.open("ab") as stream:
            while not done.wait(0.05):
                stream.write(b"Dejen hviler.\n")
                stream.flush()

    writer = Thread(target=write)
    writer.start()
    try:
        assert "den skrives stadig" in listed.run("update").output
    finally:
        done.set()
        writer.join()
    assert file.exists()
    assert load_overlay(listed.corpus).added == ()


def test_what_a_file_is_called_moves_no_cursor(listed: Collection) -> None:
    file = lay(listed, "ond\x1b[2J\n\u202enavn.pdf", b"\x00\x01\x02")
    told = [listed.run("update").output, listed.run("add", str(file)).stderr]
    for text in told:
        assert "navn.pdf" in text
        assert {"\x1b", "\u202e"}.isdisjoint(text)
        assert text.count("\n") <= 1
