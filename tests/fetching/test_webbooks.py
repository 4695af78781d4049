"""Reports in pages without numbers, or in a file a chapter; and what looks like them."""

from io import BytesIO

import pikepdf
import pypdf
import pytest

from search.library.originals import LinkState, Originals
from tests.conftest import Collection, make_pdf
from tests.fetching.roads import BODY, REPORT, TITLE, one
from tests.fetching.servers import Answer, WebServer, body, status, web_page

PLACE = "a.test/havnene/"
NAMES = ("Indledning", "Hvem er med", "Hverdagen på kajen", "Konklusion")


def _page(number: int, name: str, *, titled: bool, more: str = "", book: str = TITLE) -> Answer:
    title = f"<title>{name} | {book}</title>" if titled else f"<title>{name}</title>"
    said = "".join(f"<p>Mole {number} har fået vagt. {BODY * 9}Se tavle {n}." for n in range(8))
    return web_page(f"<html lang=da>{title}<main><h1>{name}</h1>{said}{more}</main>")


def _kept(collection: Collection, state: LinkState) -> str:
    assert state.original
    content = Originals(collection.corpus).path(state.original.sha256).read_bytes()
    if not content.startswith(b"%PDF"):
        return content.decode()
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def _row(web: WebServer, names: tuple[str, ...], *, titled: bool, book: str = TITLE) -> None:
    """Pages in a row, each of which leads to the next."""
    for number, name in enumerate(names):
        more = f"<nav><a href=side-{'abcdef'[number + 1]}>Næste {name}</a></nav>"
        back = f"<nav><a href=side-{'abcdef'[number - 1]}>Forrige</a></nav>" if number else ""
        web.pages[f"{PLACE}side-{'abcdef'[number]}"] = _page(
            number + 1, name, titled=titled, more=back + more * (number + 1 < len(names)), book=book
        )


@pytest.mark.parametrize("start", ["side-a", "side-c"])
def test_pages_beside_each_other_lead_from_one_to_the_next(
    collection: Collection, web: WebServer, start: str
) -> None:
    _row(web, NAMES, titled=True)
    state = one(collection, f"http://{PLACE}{start}")
    assert state.original and not (state.original.role or state.original.doubt)
    assert all(f"Mole {n}" in _kept(collection, state) for n in range(1, 5))


def test_pages_under_the_report_s_heading_are_named_in_their_titles(
    collection: Collection, web: WebServer
) -> None:
    for number, name in enumerate(NAMES, 1):
        said = "".join(f"<p>Mole {number} har fået vagt. {BODY * 3}Se tavle {n}." for n in range(8))
        on = f"<nav><a href=side{number + 1}.html>Næste</a></nav>" if number < len(NAMES) else ""
        head = f"<title>{TITLE} - {name}</title><h1>{TITLE}</h1>"
        web.pages[f"{PLACE}side{number}.html"] = web_page(f"<html lang=da>{head}{said}{on}")
    state = one(collection, f"http://{PLACE}side1.html")
    assert state.original and state.original.chapters == len(NAMES)


def test_articles_that_lead_on_and_have_the_title_are_no_report(
    collection: Collection, web: WebServer
) -> None:
    _row(web, ("Leder", "Mød Ida", "Bagsiden", "Resumé af bladet"), titled=True)
    assert "Mole 2" not in _kept(collection, one(collection, f"http://{PLACE}side-a"))


@pytest.mark.parametrize(("names", "is_report"), [(NAMES, True), (("Find os", *"ABC"), False)])
def test_a_page_s_own_below_it_are_its_chapters_where_they_are_named_so(
    collection: Collection, web: WebServer, names: tuple[str, ...], *, is_report: bool
) -> None:
    _row(web, names, titled=False)
    items = "".join(f"<li><a href=side-{'abcd'[n]}>{name}</a>" for n, name in enumerate(names))
    web.pages[PLACE] = web_page(f"<title>{TITLE}</title><h1>{TITLE}</h1><ul>{items}</ul>")
    state = one(collection, f"http://{PLACE}")
    assert bool(state.original and state.original.chapters) == is_report


def _files(web: WebServer, heads: tuple[str, ...], says: str, more: str = "") -> None:
    items = ""
    for number, head in enumerate(heads, 1):
        items += f"<li><a href=/fil{number}.pdf>{says.format(number, head)}</a>"
        front = [f"{TITLE}\nHavnefondet"] if number == 1 else []
        said = [f"{head}\nMole {number} har vagt", "\n".join([BODY] * 9)]
        web.pages[f"a.test/fil{number}.pdf"] = body(make_pdf(*front, *said))
    page = f"<title>{TITLE}</title><h1>{TITLE}</h1><ul>{items}</ul>{more}"
    web.pages[PLACE] = web_page(page)


@pytest.mark.parametrize("says", ["Kapitel {0}: {1}", "{0}. {1}", "{1}"])
def test_a_file_for_each_chapter_makes_one(
    collection: Collection, web: WebServer, says: str
) -> None:
    _files(web, NAMES, says)
    state = one(collection, f"http://{PLACE}")
    assert state.original and state.original.chapters == 4
    assert not (state.original.role or state.original.doubt)
    assert all(f"Mole {n}" in _kept(collection, state) for n in range(1, 5))


def _locked() -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(make_pdf("Mole 3 har vagt"))) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="ejer", user="hemmelig", R=6))
    return made.getvalue()


@pytest.mark.parametrize("third", [None, _locked(), b"%PDF-1.7 og ikke mere"])
def test_a_chapter_s_file_that_is_gone_locked_or_broken_leaves_a_part(
    collection: Collection, web: WebServer, third: bytes | None
) -> None:
    _files(web, NAMES, "Kapitel {0}: {1}")
    web.pages["a.test/fil3.pdf"] = body(third) if third else status(404)
    state = one(collection, f"http://{PLACE}")
    assert state.original and state.original.role == "del"
    assert state.original.chapters == 3


def test_the_whole_goes_before_its_chapters(collection: Collection, web: WebServer) -> None:
    _files(web, NAMES, "Kapitel {0}: {1}", "<a href=/hel.pdf>Hele rapporten</a>")
    web.pages["a.test/hel.pdf"] = body(REPORT)
    state = one(collection, f"http://{PLACE}")
    assert state.original and not state.original.chapters


def test_papers_of_their_own_make_no_report(collection: Collection, web: WebServer) -> None:
    _files(web, ("Skibe i Norden", "Lodser i praksis", "Fyrets stemme"), "{0}. {1}")
    state = one(collection, f"http://{PLACE}")
    assert not (state.original and state.original.chapters)


@pytest.mark.parametrize(
    ("book", "is_sure"),
    [
        (TITLE, True),
        (f"{TITLE} – Havnefondet 2018", True),
        (f"{TITLE} – vejledning til vagter", False),
        (f"{TITLE} – håndbog", False),
        (f"{TITLE} (håndbog)", False),
        (f"{TITLE}: magasin om sejlads", False),
    ],
)
def test_a_book_whose_own_title_says_more_is_doubted(
    collection: Collection, web: WebServer, book: str, *, is_sure: bool
) -> None:
    _row(web, NAMES, titled=True, book=book)
    told = {"publishers": ["Havnefondet"], "published": "2018"}
    got = one(collection, f"http://{PLACE}side-a", **told).original
    assert bool(got and got.chapters and not got.doubt) == is_sure
