"""A long text without pages of its own is cut into parts of readable size."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.document import ExtractedPage
from indexer.extraction.parts import MOST, in_parts
from search.library.pagelayout import PLAIN, PageLayout, TableCell, TextTable
from search.library.record import is_part
from tests.conftest import Collection
from webapp import create_app

WORDS = "Mentorer hjælper nye elever den første tid på skolen. "
CHAPTERS = [f"Kapitel {n}\n\n{WORDS * 70}\n\nOrdet nummer{n} står her." for n in range(1, 7)]


def page_of(chapters: list[str]) -> bytes:
    blocks = "".join(
        f"<h2>{heading}</h2>" + "".join(f"<p>{text}</p>" for text in texts)
        for heading, *texts in (chapter.split("\n\n") for chapter in chapters)
    )
    return f"<html><body><main>{blocks}</main></body></html>".encode()


def page(text: str, layout: PageLayout = PLAIN) -> ExtractedPage:
    return ExtractedPage(1, "1", text, "text", layout=layout)


@given(st.lists(st.text(alphabet=" a.\nØ", max_size=9000), max_size=8))
def test_parts_are_no_longer_than_their_bound_and_lose_nothing(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    parts = in_parts(page(text))
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert all(len(part.text) <= MOST for part in parts)
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())


def test_a_part_begins_at_a_heading() -> None:
    text = "\n\n".join(CHAPTERS)
    starts = [text.index(f"Kapitel {n}") for n in range(1, 7)]
    layout = PageLayout(headings=tuple((at, at + len("Kapitel 1")) for at in starts))
    parts = in_parts(page(text, layout))
    assert [part.headings for part in parts] == [(f"Kapitel {n}",) for n in range(1, 7)]
    assert parts[2].label == "del 3 af 6"


def test_a_part_keeps_its_tables_and_their_places() -> None:
    text = "\n\n".join([*CHAPTERS, "Havn\tTon"])
    at = text.index("Havn")
    cells = (TableCell(at, at + 4, 0, 0), TableCell(at + 5, at + 8, 0, 1))
    last = in_parts(page(text, PageLayout(tables=(TextTable(cells),))))[-1]
    [table] = last.layout.tables
    assert [last.text[cell.start : cell.end] for cell in table.cells] == ["Havn", "Ton"]


def test_a_short_text_is_one_page() -> None:
    [whole] = in_parts(page("Kort.\n\nTekst."))
    assert (whole.text, is_part(whole.label)) == ("Kort.\n\nTekst.", False)


def test_a_part_is_found_shown_and_cited_by_its_place_and_never_by_a_page_number(
    collection: Collection,
) -> None:
    added = collection.add("side.html", page_of(CHAPTERS), "Vejledningen", "--publisher", "Skolen")
    assert added.exit_code == 0
    [found] = collection.search("nummer4")
    assert found["page"] == 4
    assert "del 4 af 6" in collection.run("search", "nummer4").output
    client = create_app(collection.settings).test_client()
    shown = client.get("/materiale/vejledningen/side/4?q=nummer4").text
    assert "<h1>Del 4</h1>" in shown
    for address in ("/soeg?q=nummer4", "/materiale/vejledningen/side/4/citat?tekst=Ordet"):
        text = client.get(address).text
        assert "del 4 af 6" in text
        assert "s. 4" not in text
        assert "s. del" not in text
    assert "del 4 af 6" in client.get("/soeg.csv?q=nummer4").text
    assert client.get("/materiale/vejledningen/side/1").status_code == 200
