"""Pages of contents: known as such, after the others, and never quoted."""

from pathlib import Path

import pytest

from indexer.extraction import extract
from tests.conftest import Collection, make_pdf
from tests.webapp.reading import get, text
from webapp import create_app

TITLES = ("Havnens makkere", "Svendenes aftaler", "Drivhusenes elever", "Ordningens pris",
          "Kajens fremtid")  # fmt: skip


def entries(gap: str, first: int = 3) -> str:
    return "\n".join(f"{n}. {title}{gap}{n + first}" for n, title in enumerate(TITLES, 1))


def report(contents: str) -> bytes:
    chapters = (f"Her skriver vi om {title.lower()} og andet nyt." for title in TITLES)
    return make_pdf("Om havnen", contents, *chapters)


def contents_of(folder: Path, pdf: bytes) -> list[int]:
    file = folder / "rapport.pdf"
    file.write_bytes(pdf)
    return [page.number for page in extract(file).pages if page.layout.contents]


@pytest.mark.parametrize("gap", [" ......... ", 20 * " ", " . . . . . . "])
@pytest.mark.parametrize("name", ["Indhold", "INDHOLDSFORTEGNELSE", "Contents"])
def test_titles_with_rising_page_numbers_are_contents(tmp_path: Path, name: str, gap: str) -> None:
    assert contents_of(tmp_path, report(f"{name}\n{entries(gap)}")) == [2]


@pytest.mark.parametrize(
    "page",
    [
        "Deltagere\n" + "\n".join(f"{town} {n * 7}" for n, town in enumerate(TITLES, 2)),
        "Indhold\n" + "\n".join(f"{town} {90 - n * 7 % 40}" for n, town in enumerate(TITLES)),
        "Indhold\nBogen handler om havnen.\nDen blev til i 2014.\nSiden kom en ny udgave.",
        "Indhold\n" + "\n".join(f"{title} 2014" for title in TITLES),
    ],
)
def test_figures_behind_names_are_no_contents(tmp_path: Path, page: str) -> None:
    assert contents_of(tmp_path, report(page)) == []


INDEX = "\n".join(f"{word}, {n + 2}, {n + 9}" for n, word in enumerate(
    ("aftale", "bådelaug", "drivhus", "elev", "kaj", "makker", "svend"), 1))  # fmt: skip
WORKS = "\n\n".join(f"{name}, A. ({2000 + n}). Om {title.lower()}. Laugets forlag."
                  for n, (name, title) in enumerate(zip("HKABC", TITLES, strict=True)))  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "listed"),
    [
        ((f"Stikordsregister\n\n{INDEX}",), [2]),
        ((f"9. Litteratur og kilder\n{WORKS}", WORKS, "Her slutter rapporten, som den begyndte."),
         [2, 3]),
        ((INDEX, WORKS), []),
        ((f"Register\n\n{INDEX.replace('aftale', 'trosse').replace('drivhus', 'ankre')}",), []),
        (("Kilder\nHavnen blev gravet i 1876.\nVi har læst dens regnskaber.\nDe er tabt.",), []),
    ],
)  # fmt: skip
def test_an_index_and_a_list_of_references_are_known_by_name_and_entries(
    tmp_path: Path, pages: tuple[str, ...], listed: list[int]
) -> None:
    assert contents_of(tmp_path, make_pdf("Om havnen", *pages)) == listed


def test_contents_come_after_the_pages_that_they_name_and_are_not_quoted(
    collection: Collection,
) -> None:
    collection.add("havn.pdf", report(f"Indhold\n{entries(' ..... ')}"), "Om havnen")
    [found] = collection.search("svendenes aftaler")
    assert found["page"] == 4
    client = create_app(collection.settings).test_client()
    page = get(client, "/soeg?q=svendenes+aftaler")
    last = page.xpath("//li[@class='hit']")[-1]
    assert "Fortegnelse" in text(last)
    assert not last.xpath(".//*[@data-cite or @data-material]")
    for ending in ("ris", "csv", "atom"):
        taken = client.get(f"/soeg.{ending}?q=svendenes+aftaler").text
        assert ("svendenes aftaler og andet nyt" in taken, "Svendenes aftaler" in taken) == (
            True, False,
        )  # fmt: skip
    lines = get(client, "/konkordans?q=svendenes").xpath("//table[@class='kwic']/tbody/tr")
    assert [("fortegnelse" in text(line), len(line.xpath(".//button"))) for line in lines] == [
        (True, 0), (False, 1),
    ]  # fmt: skip
    quotation = get(client, "/materiale/om-havnen/side/2/citat?q=svendenes+aftaler")
    assert all("»" not in area.text for area in quotation.xpath("//textarea[@readonly]"))


def test_a_report_that_only_lists_it_comes_after_the_one_that_tells(collection: Collection) -> None:
    listed = make_pdf("Uddrag", f"Indhold\n{entries(' ..... ')}", "Kapitlerne er ikke med.")
    told = make_pdf("Om byen", "Kajens fremtid er usikker.\n" + "Mere skriver vi ikke her.\n" * 12)
    collection.add("uddrag.pdf", listed, "Uddrag")
    collection.add("by.pdf", told, "Om byen")
    first, last = collection.search("kajens fremtid")
    assert (first["material"], last["material"]) == ("om-byen", "uddrag")
