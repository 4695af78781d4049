"""What is listed like a report's chapters and is none of its own; and chapters that are too many,
too heavy or broken."""

from io import BytesIO

import pikepdf
import pypdf
import pytest

from search.library.originals import LinkState, Originals
from tests.conftest import Collection, make_pdf
from tests.fetching.roads import BODY, TITLE, one
from tests.fetching.servers import WebServer, body, web_page

PLACE = "a.test/kajen/"
LINK = f"http://{PLACE}"
NAMES = ("Indledning", "Hvem er med", "Hverdagen på kajen", "Økonomi", "Konklusion")


def _said(mole: int) -> str:
    return "".join(f"<p>Mole {mole} har fået vagt. {BODY * 9}Se tavle {n}." for n in range(8))


def _text(collection: Collection, state: LinkState) -> str:
    if state.original is None:
        return ""
    content = Originals(collection.corpus).path(state.original.sha256).read_bytes()
    if not content.startswith(b"%PDF"):
        return content.decode()
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)


def _moles(collection: Collection, state: LinkState) -> list[int]:
    text = _text(collection, state)
    return [n for n in range(1, 12) if f"Mole {n} har" in text]


def _items(start: int = 1, *, address: str = "del{0}.htm", says: str = "{0}. {1}") -> str:
    return "".join(
        f"<li><a href={address.format(number)}>{says.format(number - start + 1, name)}</a>"
        for number, name in enumerate(NAMES, start)
    )


def _contents(web: WebServer, more: str) -> None:
    web.pages[PLACE] = web_page(f"<html lang=da><title>{TITLE}</title><h1>{TITLE}</h1>{more}")


def _pages(web: WebServer, *heads: str, start: int = 1, title: str = "") -> None:
    for mole, head in enumerate(heads, start):
        told = f"<title>{title or head}</title><h1>{head}</h1>{_said(mole)}"
        web.pages[f"{PLACE}del{mole}.htm"] = web_page(f"<html lang=da>{told}<a href=./>Op</a>")


def _file(web: WebServer, mole: int, head: str, *pages: str) -> None:
    made = make_pdf(*pages, f"{head}\nMole {mole} har vagt", "\n".join([BODY] * 9))
    web.pages[f"{PLACE}fil{mole}.pdf"] = body(made)


def _files(web: WebServer, front: str = f"{TITLE}\nHavnefondet") -> None:
    _contents(web, _items(address="fil{0}.pdf"))
    for mole, name in enumerate(NAMES, 1):
        _file(web, mole, f"{mole}. {name}", *([front] if mole == 1 and front else []))


@pytest.mark.parametrize("says", ["{0}. {1}", "{1}"])
def test_a_file_that_calls_itself_else_than_its_link_is_no_chapter(
    collection: Collection, web: WebServer, says: str
) -> None:
    _files(web)
    _contents(web, _items(address="fil{0}.pdf", says=says))
    _file(web, 3, "Strategi for grønne tage", "Strategi for grønne tage\ni købstæderne")
    state = one(collection, LINK)
    assert _moles(collection, state) == [1, 2, 4, 5]
    assert state.original and state.original.role == "del"


def test_chapters_in_a_table_each_in_two_forms_are_of_one(
    collection: Collection, web: WebServer
) -> None:
    rows = "".join(
        f"<tr><td>{name}<td><a href=del{n}.htm>html</a><td><a href=fil{n}.pdf>pdf</a>"
        for n, name in enumerate(NAMES, 1)
    )
    _files(web, front="")
    _contents(web, f"<table>{rows}</table>")
    _pages(web, *NAMES, title=TITLE)
    assert _moles(collection, one(collection, LINK)) == [1, 2, 3, 4, 5]


def test_of_files_that_mostly_have_the_title_one_without_is_no_chapter(
    collection: Collection, web: WebServer
) -> None:
    _files(web)
    for mole, name in enumerate(NAMES, 1):
        book = "Strategi for grønne tage" if mole == 3 else TITLE
        _file(web, mole, f"{book}\n{mole}. {name}")
    assert _moles(collection, one(collection, LINK)) == [1, 2, 4, 5]


@pytest.mark.parametrize("head", ["Nyhed {0} fra havnen", "Havnens tema {0}"])
def test_pages_that_call_themselves_else_than_their_links_are_no_chapters(
    collection: Collection, web: WebServer, head: str
) -> None:
    _contents(web, _items())
    _pages(web, *(head.format(n) for n in range(1, 6)))
    assert _moles(collection, one(collection, LINK)) == []


@pytest.mark.parametrize("heading", ["Nyhedsbreve", "Nyt fra projektet", "Arrangementer"])
def test_what_is_listed_as_something_else_is_no_chapter(
    collection: Collection, web: WebServer, heading: str
) -> None:
    _contents(web, f"<h2>{heading}</h2>{_items()}")
    _pages(web, *NAMES)
    assert _moles(collection, one(collection, LINK)) == []


def test_what_stands_at_the_top_of_a_page_heads_no_list(
    collection: Collection, web: WebServer
) -> None:
    top = "<div>Havnefondets publikationer</div>"
    shown = f"{top}<ul>{_items()}</ul><h1>{TITLE}</h1>"
    web.pages[PLACE] = web_page(f"<html lang=da><title>{TITLE}</title>{shown}")
    _pages(web, *NAMES, title=TITLE)
    assert _moles(collection, one(collection, LINK)) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("second", "mine"), [("Datagrundlag", [1, 2, 3, 4, 5]), ("Hvem er med", [])]
)
def test_what_only_a_study_has_tells_its_chapters(
    collection: Collection,
    web: WebServer,
    monkeypatch: pytest.MonkeyPatch,
    second: str,
    mine: list[int],
) -> None:
    names = ("Hvorfor kajen?", second, "Hverdagen på kajen", "Økonomi", "Hvad så nu?")
    monkeypatch.setattr("tests.fetching.test_otherchapters.NAMES", names)
    _contents(web, _items())
    _pages(web, *names)
    assert _moles(collection, one(collection, LINK)) == mine


@pytest.mark.parametrize(
    ("heads", "mine"),
    [
        (("Del I. Kajen", "Del II. Havnen"), [*range(1, 11)]),
        (("Første del", "Anden del"), [*range(1, 11)]),
        (("Grønne tage", "Blå både"), [*range(1, 11)]),
        (("Grønne tage", "Andres"), []),
        (("Grønne tage", "Lærere"), []),
        ((TITLE, "Nyheder"), [1, 2, 3, 4, 5]),
        (("Kapitler", "Bilag"), [1, 2, 3, 4, 5]),
    ],
)
@pytest.mark.parametrize("tag", ["htm", "pdf"])
def test_a_list_that_begins_anew_goes_on_where_its_heading_says_part(
    collection: Collection, web: WebServer, tag: str, heads: tuple[str, str], mine: list[int]
) -> None:
    items = (_items(start, address="del{0}." + tag) for start in (1, 6))
    _contents(web, "".join(f"<h2>{h}</h2>{each}" for h, each in zip(heads, items, strict=True)))
    for start in (1, 6):
        titles = {"Andres": "Blå både og deres ejere", "Lærere": f"{TITLE}. Lærerhæfte"}
        title = titles.get(heads[start == 6], TITLE)
        _pages(web, *NAMES, start=start, title=title)
        for mole, name in enumerate(NAMES, start):
            made = make_pdf(f"{title}\n{name}\nMole {mole} har vagt", "\n".join([BODY] * 9))
            web.pages[f"{PLACE}del{mole}.pdf"] = body(made)
    state = one(collection, LINK)
    is_bound = state.original and state.original.chapters
    assert (_moles(collection, state) if is_bound else []) == mine


@pytest.mark.parametrize(
    ("head", "title", "mine"),
    [
        ("Havnefondets publikationer", TITLE, [1, 2, 3, 4, 5]),
        ("Havnefondets publikationer", "", []),
        ("Nyheder fra Havnefonden", TITLE, []),
    ],
)
def test_chapters_under_the_name_of_a_site_have_the_reports_title(
    collection: Collection, web: WebServer, head: str, title: str, mine: list[int]
) -> None:
    _contents(web, f"<h3>{head}</h3>{_items()}")
    _pages(web, *NAMES, title=title)
    assert _moles(collection, one(collection, LINK)) == mine


@pytest.mark.parametrize("said", ["Håndbog i to trin", "Denne vejledning er til dig"])
def test_chapters_of_what_says_to_be_for_use_are_doubtful(
    collection: Collection, web: WebServer, said: str
) -> None:
    _contents(web, f"<p>{said}</p>{_items()}")
    _pages(web, *NAMES, title=TITLE)
    state = one(collection, LINK)
    assert state.original and state.original.doubt


@pytest.mark.parametrize("said", ["Modul 2: Kajen", "Lektion om kajen"])
def test_the_modules_of_a_course_are_no_chapters(
    collection: Collection, web: WebServer, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    names = ("Om kurset", said, "Havnen", "Øvelser", "Litteratur")
    monkeypatch.setattr("tests.fetching.test_otherchapters.NAMES", names)
    _contents(web, _items())
    _pages(web, *names, title=TITLE)
    assert _moles(collection, one(collection, LINK)) == []


@pytest.mark.parametrize(("what", "is_one"), [("Hæfte {0}", False), ("Kapitel {0}", True)])
def test_booklets_that_each_have_the_title_are_not_joined(
    collection: Collection, web: WebServer, what: str, *, is_one: bool
) -> None:
    _files(web)
    for mole, name in enumerate(NAMES, 1):
        _file(web, mole, name, f"{TITLE}\n{what.format(mole)}\n{name}")
    got = one(collection, LINK).original
    assert bool(got and got.chapters) == is_one


@pytest.mark.parametrize("tag", ["htm", "pdf"])
@pytest.mark.parametrize(
    ("heading", "mine"), [("Strategi for grønne tage", []), ("Læs kapitlerne her", [1, 2, 3, 4, 5])]
)
def test_chapters_under_another_s_heading_need_the_title(
    collection: Collection, web: WebServer, heading: str, tag: str, mine: list[int]
) -> None:
    _files(web, front="")
    _contents(web, f"<h2>{heading}</h2><ul>{_items(address='fil{0}.' + tag)}</ul>")
    for mole, name in enumerate(NAMES, 1):
        told = f"<title>{name}</title><h1>{name}</h1>{_said(mole)}"
        web.pages[f"{PLACE}fil{mole}.htm"] = web_page(f"<html lang=da>{told}<a href=./>Op</a>")
    assert _moles(collection, one(collection, LINK, publishers=["Havnefondet"])) == mine


@pytest.mark.parametrize(
    ("book", "mine"),
    [("Strategi for grønne tage", []), ("Havnefondet", [1, 2, 3, 4, 5]), ("", [1, 2, 3, 4, 5])],
)
def test_chapters_that_all_name_another_report_are_not_the_page_s(
    collection: Collection, web: WebServer, book: str, mine: list[int]
) -> None:
    _contents(web, f"<ul>{_items()}</ul>")
    for mole, name in enumerate(NAMES, 1):
        told = f"<title>{name}{book and ' - '}{book}</title><h1>{name}</h1>{_said(mole)}"
        web.pages[f"{PLACE}del{mole}.htm"] = web_page(f"<html lang=da>{told}<a href=./>Op</a>")
    assert _moles(collection, one(collection, LINK, publishers=["Havnefondet"])) == mine


@pytest.mark.parametrize("book", [f"{TITLE}. Bind 1", ""])
def test_chapters_of_another_volume_are_not_the_page_s(
    collection: Collection, web: WebServer, book: str
) -> None:
    _contents(
        web,
        f"<p>Havnefondet</p><h2>Bind 1</h2><ul>{_items()}</ul><h2>Bind 2</h2><ul>{_items(6)}</ul>",
    )
    for mole, name in enumerate(NAMES, 1):
        told = f"<title>{name}</title><h4>{book}</h4><h1>{name}</h1>{_said(mole)}"
        web.pages[f"{PLACE}del{mole}.htm"] = web_page(f"<html lang=da>{told}<a href=./>Op</a>")
    told = {"title": f"{TITLE}. Bind 2", "publishers": ["Havnefondet"]}
    assert _moles(collection, one(collection, LINK, **told)) == []


def test_one_file_for_all_chapters_is_not_joined(collection: Collection, web: WebServer) -> None:
    _files(web)
    for mole in range(2, 6):
        web.pages[f"{PLACE}fil{mole}.pdf"] = web.pages[f"{PLACE}fil1.pdf"]
    got = one(collection, LINK).original
    assert got is None or not got.chapters


@pytest.mark.parametrize("says", ["{0}. {1}", "{1}"])
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("other", ["Strategi for grønne tage", "Tage"])
def test_of_chapters_under_two_headings_those_under_the_report_s_are_its(
    collection: Collection, web: WebServer, says: str, other: str, *, is_first: bool
) -> None:
    heads = (TITLE, other)[:: 1 if is_first else -1]
    lists = (_items(1, says=says), _items(6, says=says))
    _contents(web, "".join(f"<h2>{h}</h2>{items}" for h, items in zip(heads, lists, strict=True)))
    _pages(web, *NAMES)
    _pages(web, *NAMES, start=6)
    mine = [1, 2, 3, 4, 5] if is_first else [6, 7, 8, 9, 10]
    assert _moles(collection, one(collection, LINK)) == mine


def test_a_chapter_that_leads_on_to_one_that_can_t_be_had_is_a_part(
    collection: Collection, web: WebServer
) -> None:
    on = "<a href=kap2.htm>Næste kapitel</a>"
    told = f"<title>{TITLE}</title><h1>{TITLE}</h1>{_said(1)}{on}"
    web.pages[f"{PLACE}kap1.htm"] = web_page(f"<html lang=da>{told}")
    got = one(collection, f"{LINK}kap1.htm").original
    assert got and got.role == "del"


@pytest.mark.parametrize("first", ["Kapitel 1. Indledning", "Resumé", "1. Sammenfatning"])
def test_what_the_first_chapter_is_called_the_whole_is_not(
    collection: Collection, web: WebServer, first: str
) -> None:
    _files(web)
    _file(web, 1, f"{first}\n{TITLE}")
    got = one(collection, LINK).original
    assert got and (got.chapters, got.role) == (5, "")


@pytest.mark.parametrize("head", ["Kapitel 1. Indledning", "1. Sammenfatning"])
def test_nor_where_chapters_are_pages(collection: Collection, web: WebServer, head: str) -> None:
    _contents(web, f"<ul>{_items()}</ul>")
    _pages(web, head, *NAMES[1:], title=f"{TITLE} – netbog")
    got = one(collection, LINK).original
    assert got and (bool(got.chapters), got.role) == (True, "")


def test_files_that_are_too_heavy_together_leave_a_part(
    collection: Collection, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _files(web)
    sizes = 3 * len(make_pdf("Kaj", "\n".join([BODY] * 9))) + 1500
    monkeypatch.setattr("indexer.fetching.binding.MOST_JOINED", sizes)
    state = one(collection, LINK)
    assert _moles(collection, state) == [1, 2, 3]
    assert state.original and state.original.role == "del"


def test_of_far_too_many_chapters_the_first_are_kept_as_a_part(
    collection: Collection, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.fetching.binding.MOST", 3)
    many = "".join(f"<li><a href=del{n}.htm>{n}. Afsnit om kaj {n}</a>" for n in range(1, 40))
    _contents(web, many)
    _pages(web, *(f"Afsnit om kaj {n}" for n in range(1, 6)))
    state = one(collection, LINK)
    assert _moles(collection, state) == [1, 2, 3]
    assert state.original and state.original.role == "del"


def test_heavy_chapters_are_kept_as_far_as_they_can_be_read(
    collection: Collection, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.fetching.binding.MOST_BYTES", 20_000)
    _contents(web, _items())
    _pages(web, *NAMES)
    state = one(collection, LINK)
    assert _moles(collection, state) == [1, 2, 3]
    assert state.original and state.original.role == "del"


def _looping() -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(make_pdf("3. Hverdagen på kajen\nMole 3 har vagt"))) as pdf:
        pages = pdf.Root.Pages
        pages.Kids.append(pages)
        pdf.save(made)
    return made.getvalue()


def test_a_file_that_can_t_be_joined_is_missing(collection: Collection, web: WebServer) -> None:
    _files(web)
    web.pages[f"{PLACE}fil3.pdf"] = body(_looping())
    state = one(collection, LINK)
    assert _moles(collection, state) == [1, 2, 4, 5]
    assert state.original and state.original.role == "del"
