"""The way to an original, and what is told of a link."""

from search.library.catalogue import Material
from search.library.originals import LinkBook, LinkState, Original
from search.library.record import MaterialRecord
from webapp.drawing.whereabouts import Whereabouts, in_words, link_states, whereabouts
from webapp.exports.references.item import csl_item

URL = "https://eksempel.dk/rapport.pdf"
CHECKED = "2014-11-12T08:30:00+00:00"
PDF = Original(
    sha256="a" * 64, size=1, media_type="application/pdf", final_url=URL,
    fetched="2014-03-01T12:00:00+00:00", status=200, headers={},
)  # fmt: skip
RECORD = MaterialRecord(
    material=Material.model_validate({"id": "m", "title": "T", "links": [URL]}),
    original=PDF,
    pages=20,
)
COPY = f"/original/{PDF.sha256}"


def book(reason: str | None) -> LinkBook:
    return LinkBook(links={URL: LinkState(url=URL, checked=CHECKED, reason=reason, original=PDF)})


GONE = "adressen findes ikke længere (404)"


def test_a_page_leads_to_that_page_of_the_original_and_of_our_copy() -> None:
    assert whereabouts(RECORD, 7, book(None)) == Whereabouts(
        f"{URL}#page=7", False, f"{COPY}#page=7"
    )


def test_a_dead_link_is_told_and_our_copy_stands_in() -> None:
    found = whereabouts(RECORD, 7, book(GONE))
    assert found.dead
    assert found.copy == f"{COPY}#page=7"
    assert link_states(RECORD, book(GONE)) == [
        (
            URL,
            f"gav ingen tekst: {GONE} (prøvet 12. november 2014); vi har en kopi fra 1. marts 2014",
        )
    ]


def test_what_is_known_of_a_link_is_told_in_words() -> None:
    state = LinkState(url=URL, checked=CHECKED)
    archived = PDF.model_copy(update={"archived": "2019-05-02"})
    assert in_words(None) == "ikke prøvet endnu"
    assert in_words(state) == "svarede 12. november 2014"
    assert in_words(state.model_copy(update={"reason": GONE})) == (
        f"gav ingen tekst: {GONE} (prøvet 12. november 2014)"
    )
    assert in_words(state.model_copy(update={"original": archived})) == (
        "findes kun i Internetarkivet, 2. maj 2019"
    )


def test_a_file_that_staff_put_in_has_our_copy_and_the_address_that_is_known() -> None:
    added = PDF.model_copy(update={"final_url": "", "fetched": "2020-01-01T12:00:00+00:00"})
    record = RECORD.model_copy(update={"original": added})
    assert whereabouts(record, 7, LinkBook()) == Whereabouts(URL, False, f"{COPY}#page=7")
    assert whereabouts(record, 0, book(GONE)).dead
    item = csl_item(record)
    assert (item["URL"], "accessed" in item) == (URL, False)
    unlinked = RECORD.material.model_copy(update={"links": (added.urn,)})
    alone = record.model_copy(update={"material": unlinked})
    assert whereabouts(alone, 0, LinkBook()) == Whereabouts(None, False, COPY)
    assert "URL" not in csl_item(alone)
