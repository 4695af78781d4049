"""A long text without pages of its own is cut into parts of readable size."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.extraction.parts import MOST, in_parts
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


@given(st.lists(st.text(alphabet=" a.\nØ", max_size=9000), max_size=8))
def test_parts_are_no_longer_than_their_bound_and_lose_nothing(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    parts = in_parts(text, "text")
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert all(len(part.text) <= MOST for part in parts)
    assert "".join("".join(part.text for part in parts).split()) == "".join(text.split())


def test_a_part_begins_at_a_heading() -> None:
    text = "\n\n".join(CHAPTERS)
    parts = in_parts(text, "text", [f"Kapitel {n}" for n in range(1, 7)])
    assert [part.headings for part in parts] == [(f"Kapitel {n}",) for n in range(1, 7)]
    assert parts[2].label == "del 3 af 6"


def test_a_short_text_is_one_page() -> None:
    [page] = in_parts("Kort.\n\nTekst.", "text")
    assert (page.text, is_part(page.label)) == ("Kort.\n\nTekst.", False)


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
    assert "<h1>Del 4 af 6" in shown
    for address in ("/soeg?q=nummer4", "/materiale/vejledningen/side/4/citat?tekst=Ordet"):
        text = client.get(address).text
        assert "del 4 af 6" in text
        assert "s. 4" not in text
        assert "s. del" not in text
    assert "del 4 af 6" in client.get("/soeg.csv?q=nummer4").text
    assert client.get("/materiale/vejledningen/side/1").status_code == 200
