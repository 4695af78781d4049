"""Lists whose links stand in notes at the foot, as word processors and wikis write them."""

import pytest

from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

PLACE = "https://havnebiblioteket.example/lister/havn.htm"
WAYS = (
    "https://havnensvidencenter.example/pub/kran.pdf", "https://fiskerne.example/media/77",
    "https://vagt.example/by",
)  # fmt: skip
LIST = """<h1>Rapporter om havnen</h1><p>Her er, hvad vi har læst i netværket.</p>
<h2>Kranens skygge{0}</h2><p>Rapport, Havnens Videncenter, 2019</p>
<p>Om lys og mørke på kajen hele året rundt.</p>
<h2>Makkere ved molen</h2><p>Fiskernes Forening, 2017{1}</p>
<p>Tolv makkere fortæller om en vinter.</p>
<h2>Fiskernes by</h2><p>Institut for Vagter, 2015</p>
<p>En by, der lever af sit torv.{2} Den er på 24 sider.</p>"""
WORD = (
    '<a href="#_ftn{0}" name="_ftnref{0}"><span class=MsoFootnoteReference>[{0}]</span></a>',
    '<div id=ftn{0}><p><a href="#_ftnref{0}" name="_ftn{0}">[{0}]</a> {1}</p></div>',
)
DOCUMENT = (
    '<sup><a href="#footnote-{0}" id="footnote-ref-{0}">[{0}]</a></sup>',
    '<ol><li id="footnote-{0}"><p> {1} <a href="#footnote-ref-{0}">↑</a></p></li></ol>',
)
WIKI = (
    '<sup id="cite_ref-{0}"><a href="#cite_note-{0}">{0}</a></sup>',
    '<li id="cite_note-{0}"><a href="#cite_ref-{0}">^</a> {1}</li>',
)
Shape = tuple[str, str]


def entries(shape: Shape, notes: tuple[str, ...], listed: str = LIST) -> dict[str, Entry]:
    """What a list is sure of, with such marks and notes."""
    mark, note = shape
    marks = [mark.format(n) for n in range(1, len(notes) + 1)]
    foot = "".join(note.format(n, text) for n, text in enumerate(notes, 1))
    found = read_entries(f"<html><body>{listed.format(*marks)}{foot}</body></html>".encode(), PLACE)
    return {e.citation.title: e for e in found if e.trust > Trust.DOUBTFUL}


@pytest.mark.parametrize("shape", [WORD, DOCUMENT, WIKI], ids=["word", "document", "wiki"])
@pytest.mark.parametrize(
    "told", ['Kan hentes på <a href="{0}">{0}</a>', "{0} (besøgt 3. maj 2023)."],
    ids=["linked", "written"],
)  # fmt: skip
def test_a_material_leads_where_its_note_does(shape: Shape, told: str) -> None:
    found = entries(shape, tuple(map(told.format, WAYS)))
    assert [*found] == ["Kranens skygge", "Makkere ved molen", "Fiskernes by"]
    assert [entry.links for entry in found.values()] == [(way,) for way in WAYS]
    assert [e.citation.published for e in found.values()] == ["2019", "2017", "2015"]
    assert found["Fiskernes by"].text == "En by, der lever af sit torv. Den er på 24 sider."


def test_a_note_that_says_more_is_kept() -> None:
    more = "Bogen er udsolgt, men den kan lånes på alle biblioteker ved vandet i hele landet."
    listed = f"{LIST}<h2>Noter om bøgerne</h2>"
    found = entries(WIKI, (WAYS[0], more, more), listed)
    assert found["Kranens skygge"].links == WAYS[:1]
    assert found["Makkere ved molen"].links == ()


def test_a_link_within_the_page_that_nothing_leads_back_from_is_no_mark() -> None:
    one_way = ('<a href="#n{0}">{0}</a>', '<p id="n{0}">{1}</p>')
    found = entries(one_way, WAYS)
    assert WAYS[0] not in found["Fiskernes by"].links
    assert "torv.3 Den" in found["Fiskernes by"].text
