"""Every kind of file on its whole way: known by its bytes, read, found, named, and given."""

from pathlib import Path

import pytest

from indexer.extraction import extract
from indexer.extraction.formats import FILE_FORMATS, media_type_of
from search.library.mediatypes import MediaType
from search.library.originals import Originals
from tests.conftest import Collection, make_pdf
from tests.extraction.office import sample, slides, workbook
from webapp import create_app

SAMPLES = {
    MediaType.PDF: make_pdf("Bundgarnspælene slås ned i april"),
    MediaType.HTML: b"<!doctype html><title>Garn</title><p>Bundgarnsp&aelig;lene sl&aring;s ned",
    MediaType.DOCX: sample("docx"),
    MediaType.PPTX: slides(),
    MediaType.XLSX: workbook(),
    MediaType.ODT: sample("odt"),
    MediaType.EPUB: sample("epub"),
    MediaType.RTF: sample("rtf"),
    MediaType.PLAIN: "Bundgarnspælene slås ned i april\n".encode(),
}
"""A file of each kind. A kind that is new needs one here, a row of MediaType, and its format."""


def test_every_kind_of_file_has_a_format_and_a_sample() -> None:
    assert set(MediaType) == set(FILE_FORMATS) == set(SAMPLES)


@pytest.mark.parametrize("kind", MediaType)
def test_a_file_is_known_by_its_bytes_and_read(kind: MediaType, tmp_path: Path) -> None:
    assert media_type_of(SAMPLES[kind]) is kind
    file = tmp_path / "fil"
    file.write_bytes(SAMPLES[kind])
    assert "Bundgarnspælene slås ned" in extract(file).pages[0].text


@pytest.mark.parametrize("kind", MediaType)
def test_a_file_that_is_added_is_found_named_and_given_to_browsers(
    kind: MediaType, collection: Collection
) -> None:
    collection.add("fil", SAMPLES[kind], "Fiskerapporten")
    [hit] = collection.search("bundgarnspæl")
    assert hit["url"].endswith("#page=1") == kind.has_pages
    assert kind.danish in collection.run("status").output.splitlines()[2].split()
    [state] = Originals(collection.corpus).links().links.values()
    assert state.original and state.original.media_type is kind
    client = create_app(collection.settings).test_client()
    given = client.get(f"/original/{state.original.sha256}", buffered=True)
    assert (given.data, given.mimetype) == (SAMPLES[kind], kind.served_as)
    assert "html" not in given.mimetype  # nothing that a browser would run
    saved = given.headers.get("Content-Disposition", "").startswith("attachment")
    assert saved != kind.is_shown
    if saved:
        assert given.headers["Content-Disposition"].rstrip('"').endswith(f".{kind.ending}")


@pytest.mark.parametrize(
    ("kind", "place", "heading"),
    [
        (MediaType.PPTX, "slide 1", "Slide 1"),
        (MediaType.XLSX, "ark Fangst", "Ark Fangst"),
        (MediaType.EPUB, "kapitel 1", "Kapitel 1"),
        (MediaType.DOCX, "s. 1", "Side 1"),
    ],
)
def test_a_page_is_called_what_it_is(
    kind: MediaType, place: str, heading: str, collection: Collection
) -> None:
    collection.add("fil", SAMPLES[kind], "Fiskerapporten")
    assert f"{place}:" in collection.run("search", "bundgarnspæl").output
    client = create_app(collection.settings).test_client()
    assert f">{place}<" in client.get("/soeg?q=bundgarnspæl").text
    assert f"<h1>{heading}</h1>" in client.get("/materiale/fiskerapporten/side/1").text
