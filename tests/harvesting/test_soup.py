"""Any bytes at all can be harvested: there may be nothing in them, but nothing goes wrong."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.harvesting.listreader import read_entries
from indexer.harvesting.overlaying import merge
from search.library.catalogue import Catalogue, Overlay

TAGS = (
    "h1 h2 h3 p strong em ul li table tr td th dl dt dd details summary a button div section main"
)
FRAGMENTS = [
    *(f"<{tag}>" for tag in TAGS.split()),
    *(f"</{tag}>" for tag in TAGS.split()),
    *(
        "Makkere på havnen",
        "Notat, Havnen, maj 2017",
        "2018",
        "(",
        "”",
        "Udgiver:",
        "Hent",
        "…",
        "&",
    ),
    *("<a href='/x.pdf'>Download den her</a>", "<a href='http://[::1'>x", "<br>", "<!--", "]]>"),
    *("<div class='title'>", "<a aria-expanded=true>", "<p style='font-weight:bold'>", "<svg>"),
    *(
        "<h9 role=heading aria-level=x>",
        "<base href='javascript:x'>",
        "\0",
        "<td>",
        "<meta charset=x>",
    ),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=60))
def test_a_soup_of_tags_gives_titled_entries_with_whole_links(parts: list[str]) -> None:
    for entry in read_entries("".join(parts).encode(), "https://havn.example/side/"):
        assert any(letter.isalpha() for letter in entry.citation.title)
        assert all(link.startswith(("https://", "http://")) for link in entry.links)


@settings(deadline=None)
@example("", "", "")
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_heading_line_and_address_can_be_put_into_the_catalogue(
    heading: str, line: str, address: str
) -> None:
    text = f"<h2>{heading}</h2><p>{line}, 2018</p><p>Tekst. <a href='/{address}.pdf'>Hent</a></p>"
    entries = read_entries(text.encode("utf-8", "replace"), "https://havn.example/side/")
    again = merge(Catalogue(), Overlay(), entries, "side.html", "2026-01-31")
    assert len(again.added) == len(entries)


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    read_entries(content, "https://havn.example/side/")
