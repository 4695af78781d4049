"""Lists of thousands are read once, and matched with what may be meant alone."""

from datetime import date

from indexer.harvesting.citation import Citation
from indexer.harvesting.labelling import parts_of
from indexer.harvesting.listreader import read_entries
from indexer.harvesting.matching import Shelf, match
from search.library.catalogue import Material

WORDS = ["kaj", "mole", "havn", "skib", "færge", "fyr", "tov", "vagt", "bro", "kran"]
PLACE = "https://kajen.example/liste/"


def _title(n: int) -> str:
    return " ".join(WORDS[n // 10**k % 10] for k in range(4)).capitalize()


def test_lines_of_a_long_list_are_labelled_once_and_few_of_its_boxes_are() -> None:
    rows = 600
    body = "".join(
        f"<div><h3><a href='/f/{n}.pdf'>{_title(n)} nummer {n}</a></h3><p>Kajrådet, "
        f"{2000 + n % 20}</p><p>Her står, hvad {_title(n)} er, og hvem den er for.</p></div>"
        for n in range(rows)
    )
    before = parts_of.cache_info().misses
    found = read_entries(f"<body><h1>Liste</h1>{body}</body>".encode(), PLACE)
    assert len(found) == rows
    assert all(entry.citation.publishers == ("Kajrådet",) and entry.text for entry in found)
    assert parts_of.cache_info().misses - before < 4 * rows


def test_what_may_be_meant_is_found_among_thousands_as_by_a_look_at_each() -> None:
    materials = [Material(id=f"nr-{n}", title=_title(n), published="2010") for n in range(3000)]
    materials.append(Material(id="lang", title="Tovværk i frost og tø, en håndbog for lærlinge"))
    materials.append(Material(id="link", title="Vagter", links=("https://kajen.example/vagt",)))
    shelf = Shelf(materials)
    for title, links in (
        (_title(77), ()), (_title(2041) + "en", ()), ("Tovværk i frost og tø", ()),
        ("Vagten", ("https://kajen.example/vagt",)), ("Ganske andre ting", ()),
    ):  # fmt: skip
        cited = Citation(title, published=str(date(2010, 1, 1).year))
        near = shelf.near(cited, links)
        assert len(near) < len(materials) / 10
        assert match(cited, links, near) == match(cited, links, materials)
