"""Reports that are published page by page: contents, chapters, and what only looks like them."""

import pytest

from indexer.extraction.sight import Link, Sight
from indexer.fetching.chapters import chapters
from search.library.mediatypes import MediaType
from search.library.originals import LinkState, Originals
from tests.conftest import Collection
from tests.fetching.conftest import fetch
from tests.fetching.roads import REPORT, SIDE, TITLE, material, one
from tests.fetching.servers import Answer, WebServer, body, status, web_page

PLACE = "a.test/publ/havn/"
LINK = f"http://{PLACE}index.htm"
HEADS = ("Indledning", "Metode", "Hvem er med", "Hverdagen på kajen", "Økonomi")


def text(number: int) -> str:
    """The text of a chapter."""
    said = f"Kajen {number} er bygget om, og vagten har fået makkere nummer {number} til følge. "
    return "".join(f"<p>{said * 4}Det står i afsnit {part}." for part in range(12))


def chapter(number: int, *, head: str = "", more: str = "") -> Answer:
    """A chapter that says which report it is of."""
    title = f"<title>{TITLE}</title>" if not head else ""
    return web_page(
        f"<html lang=da>{title}<h2>{head or HEADS[number - 1]}</h2>{text(number)}{more}"
    )


def contents(names: list[str], *, says: str = "{0}. {1}", more: str = "") -> Answer:
    """A contents page whose chapters have these addresses."""
    items = "".join(
        f"<li><a href={name}>{says.format(number, HEADS[number - 1])}</a>"
        for number, name in enumerate(names, 1)
    )
    told = f"<p>Havnefondet 2003</p><ul>{items}</ul>{more}"
    return web_page(f"<html lang=da><title>{TITLE}</title><h1>{TITLE}</h1>{told}")


def put(web: WebServer, names: list[str], **told: str) -> None:
    """Put a report with chapters at these addresses on the web."""
    web.pages[f"{PLACE}index.htm"] = contents(names, **told)
    web.pages |= {PLACE + name: chapter(number) for number, name in enumerate(names, 1)}


def kap(*numbers: int) -> list[str]:
    """The addresses of chapters."""
    return [f"kap{number:02d}.htm" for number in numbers]


def bound(collection: Collection, state: LinkState) -> list[int]:
    """The chapters that are in what was kept, in their order there."""
    assert state.original
    kept = Originals(collection.corpus).path(state.original.sha256).read_text()
    at = {n: kept.find(f"Kajen {n} ") for n in range(1, len(HEADS) + 1)}
    return sorted((n for n in at if at[n] >= 0), key=at.__getitem__)


@pytest.mark.parametrize(
    ("names", "says"),
    [
        (kap(1, 2, 3, 4, 5), "{1}"),
        (kap(0, 1, 2, 3, 4), "{1}"),
        (["indl.htm", "met.htm", "hvem.htm", "kaj.htm", "oek.htm"], "{0} {1}"),
        (["x.asp?id=81", "x.asp?id=7", "x.asp?id=9", "x.asp?id=3", "x.asp?id=5"], "Kapitel {0}"),
        (["1/a.htm", "2/b.htm", "3/c.htm", "4/d.htm", "5/e.htm"], "Kapitel {0}: {1}"),
    ],
)
def test_the_chapters_of_a_report_are_put_together(
    collection: Collection, web: WebServer, names: list[str], says: str
) -> None:
    put(web, names, says=says)
    state = one(collection, LINK)
    assert bound(collection, state) == [1, 2, 3, 4, 5]
    got = state.original
    assert got and (got.chapters, got.final_url, got.doubt, got.role) == (6, LINK, "", "")
    told = material(collection)
    assert (told["text"], told["missing"]) == ("fuldtekst", None)
    assert "sat sammen af 6 websider" in collection.run("status").output


def test_each_chapter_is_a_page(collection: Collection, web: WebServer) -> None:
    put(web, kap(1, 2, 3))
    one(collection, LINK)
    assert collection.run("index").exit_code == 0
    shown = collection.run("search", "afsnit 11 makkere nummer 2", "--json").output
    assert '"page": 3' in shown


def test_one_chapter_leads_to_the_others(collection: Collection, web: WebServer) -> None:
    put(web, kap(1, 2, 3, 4))
    back = "<a href=index.htm>Indhold</a>"
    web.pages[f"{PLACE}kap01.htm"] = chapter(1, more=back)
    assert bound(collection, one(collection, f"http://{PLACE}kap01.htm")) == [1, 2, 3, 4]


@pytest.mark.parametrize("said", ["Næste", "Næste kapitel", "Metode ›"])
def test_each_page_leads_to_the_next(collection: Collection, web: WebServer, said: str) -> None:
    for number in range(1, 5):
        on = f"<a href=s{number + 1}.htm>{said}</a>" if number < 4 else ""
        web.pages[f"{PLACE}s{number}.htm"] = chapter(number, more=on)
    assert bound(collection, one(collection, f"http://{PLACE}s1.htm")) == [1, 2, 3, 4]


def test_what_comes_before_is_missed_where_nobody_says_it(
    collection: Collection, web: WebServer
) -> None:
    for number in range(1, 6):
        on = f"<a href=s{number + 3}.htm>Næste</a>" if number < 5 else ""
        web.pages[f"{PLACE}s{number + 2}.htm"] = chapter(number, more=on)
    assert bound(collection, one(collection, f"http://{PLACE}s3.htm")) == [1]


@pytest.mark.parametrize(
    ("head", "got"), [("", [1, 2, 3, 4]), ("Strategi for grønne tage i købstæderne", [])]
)
def test_unnumbered_chapters_lead_from_one_to_the_next(
    collection: Collection, web: WebServer, head: str, got: list[int]
) -> None:
    names = ("indl.htm", "met.htm", "hvem.htm", "kaj.htm")
    items = "".join(f"<li><a href={name}>{h}</a>" for name, h in zip(names, HEADS, strict=False))
    web.pages[f"{PLACE}index.htm"] = web_page(f"<title>{TITLE}</title><h1>{TITLE}</h1>{items}")
    for number, name in enumerate(names, 1):
        on = f"<a href={names[number]}>Næste</a>" if number < 4 else ""
        web.pages[PLACE + name] = chapter(number, head=head if number == 2 else "", more=on)
    state = one(collection, LINK)
    assert (bound(collection, state) if state.original else []) == got


def test_another_report_s_chapters_are_left_out(collection: Collection, web: WebServer) -> None:
    others = "".join(f"<li><a href=tag{n}.htm>{HEADS[n - 1]}</a>" for n in range(1, 5))
    put(web, kap(1, 2, 3), more=f"<h2>Grønne tage i købstæderne</h2><ul>{others}</ul>")
    web.pages |= {f"{PLACE}tag{n}.htm": chapter(5) for n in range(1, 5)}
    assert bound(collection, one(collection, LINK)) == [1, 2, 3]


@pytest.mark.parametrize("after", [". Høringssvar", ": Mødereferat", " – Pjece"])
def test_what_is_written_around_the_report_is_told_by_its_title(
    collection: Collection, web: WebServer, after: str
) -> None:
    items = "".join(f"<li><a href={name}>{HEADS[n]}</a>" for n, name in enumerate(kap(0, 1, 2)))
    web.pages[f"{PLACE}index.htm"] = web_page(
        f"<html lang=da><title>{TITLE}{after}</title><h1>{TITLE}{after}</h1>{items}"
    )
    web.pages |= {PLACE + name: chapter(n + 1) for n, name in enumerate(kap(0, 1, 2))}
    got = one(collection, LINK).original
    assert got and (got.role or got.doubt)


def test_chapters_of_another_year_are_none(collection: Collection, web: WebServer) -> None:
    put(web, kap(1, 2, 3))
    title = f"{TITLE} 2004"
    items = "".join(f"<li><a href={n}>{h}</a>" for n, h in zip(kap(1, 2, 3), HEADS, strict=False))
    told = f"<title>{title}</title><h1>{title}</h1><h2>Tidligere</h2>{items}"
    web.pages[f"{PLACE}index.htm"] = web_page(f"<html lang=da>{told}")
    for number, name in enumerate(kap(1, 2, 3), 1):
        page = f"<title>{TITLE} 1999</title><h2>{HEADS[number - 1]}</h2>{text(number)}"
        web.pages[PLACE + name] = web_page(f"<html lang=da>{page}")
    assert one(collection, LINK, title=title).original is None


def test_another_volume_is_none(collection: Collection, web: WebServer) -> None:
    put(web, kap(1, 2, 3))
    web.pages[f"{PLACE}index.htm"] = web_page(
        f"<title>{TITLE}. Bind 2: Natten</title><h1>{TITLE}. Bind 2: Natten</h1>"
        + "".join(f"<li><a href={name}>Kapitel {n}</a>" for n, name in enumerate(kap(1, 2, 3), 1))
    )
    got = one(collection, LINK, title=f"{TITLE}. Bind 1: Dagen").original
    assert got is None or got.role or got.doubt


def test_pages_of_other_reports_are_not_next(collection: Collection, web: WebServer) -> None:
    for number in range(1, 5):
        on = f"<a href=s{number + 1}.htm>Næste</a>"
        head = "" if number == 1 else "Strategi for grønne tage"
        web.pages[f"{PLACE}s{number}.htm"] = chapter(number, head=head, more=on)
    state = one(collection, f"http://{PLACE}s1.htm")
    assert bound(collection, state) == [1]


def test_chapters_below_the_page_follow_its_menu(collection: Collection, web: WebServer) -> None:
    menu = "<nav><a href=/bog/indl/>Indledning</a><a href=/bog/met/>Metode</a>{}</nav>"
    slugs = ("", "indl/", "met/", "kaj/")
    for number, slug in enumerate(slugs):
        on = f"<a href=/bog/{slugs[number + 1]}>Næste</a>" if number < 3 else ""
        said = f"<h2>{HEADS[number - 1]}</h2>{text(number)}" if number else ""
        page = f"<html lang=da><title>{TITLE}</title><main><h1>{TITLE}</h1>{said}</main>"
        web.pages[f"a.test/bog/{slug}"] = web_page(page + menu.format(on))
    assert bound(collection, one(collection, "http://a.test/bog/")) == [1, 2, 3]


def test_a_frame_has_the_contents(collection: Collection, web: WebServer) -> None:
    items = "".join(f"<a href=kap{n}.htm>{n}. {HEADS[n - 1]}</a><br>" for n in range(1, 5))
    frames = "<frameset><frame src=menu.htm><frame src=forside.htm></frameset>"
    cover = f"<h1>{TITLE}</h1><p>Havnefondet 2003"
    web.pages |= {
        PLACE: web_page(f"<title>{TITLE}</title>{frames}"),
        f"{PLACE}menu.htm": web_page(f"<title>Menu</title><a href=forside.htm>Forside</a>{items}"),
        f"{PLACE}forside.htm": web_page(f"<title>Forside</title>{cover}"),
    }
    web.pages |= {f"{PLACE}kap{n}.htm": chapter(n, head=HEADS[n - 1]) for n in range(1, 5)}
    assert bound(collection, one(collection, f"http://{PLACE}")) == [1, 2, 3, 4]


def test_the_title_may_stand_on_the_frames_alone(collection: Collection, web: WebServer) -> None:
    items = "".join(f"<a href=html/k{n}.htm>{HEADS[n - 1]}</a><br>" for n in range(1, 5))
    inner = "<frameset><frame src=indhold.htm><frame src=html/start.htm></frameset>"
    web.pages |= {
        PLACE: web_page(f"<title>{TITLE}</title><frameset><frame src=top.htm>{inner}</frameset>"),
        f"{PLACE}top.htm": web_page("<title>Top</title><img src=logo.gif>"),
        f"{PLACE}indhold.htm": web_page(f"<title>Indholdsfortegnelse</title>{items}"),
        f"{PLACE}html/start.htm": web_page("<p>Havnefondet, november 2003"),
    }
    web.pages |= {f"{PLACE}html/k{n}.htm": chapter(n, head=HEADS[n - 1]) for n in range(1, 5)}
    assert bound(collection, one(collection, f"http://{PLACE}")) == [1, 2, 3, 4]


def test_a_text_in_several_pages_is_whole(collection: Collection, web: WebServer) -> None:
    pages = " ".join(f"<a href=/bog/{n if n > 1 else ''}>{n}</a>" for n in range(1, 5))
    for number in range(1, 5):
        said = f"<h2>{HEADS[number - 1]}</h2>{text(number)}<p>Sider: {pages}"
        page = f"<html lang=da><title>{TITLE}</title><main><h1>{TITLE}</h1>{said}</main>"
        web.pages[f"a.test/bog/{number if number > 1 else ''}"] = web_page(page)
    state = one(collection, "http://a.test/bog/")
    assert bound(collection, state) == [1, 2, 3, 4]
    assert state.original
    kept = Originals(collection.corpus).path(state.original.sha256).read_text()
    assert all(kept.count(f"Det står i afsnit {part}.") == 4 for part in range(12))


def test_the_contents_may_name_their_chapters_by_the_other_scheme() -> None:
    places = [f"https://www.{PLACE}{name}" for name in kap(1, 2, 3)]
    sight = Sight(MediaType.HTML, links=tuple(Link(place, "Om kajen") for place in places))
    assert [link.url for link in chapters(sight, LINK).links] == places


@pytest.mark.parametrize("says", ["{0}. Mød op på kajen", "Historie {0}", "Trin {0}"])
def test_what_has_no_part_of_a_report_is_none(
    collection: Collection, web: WebServer, says: str
) -> None:
    items = "".join(f"<li><a href=/havn/{n}/>{says.format(n)}</a>" for n in range(1, 6))
    page = f"<html lang=da><title>{TITLE}</title><main><h1>{{0}}</h1>{{1}}</main>"
    web.pages["a.test/havn/"] = web_page(page.format(TITLE, items))
    for number in range(1, 6):
        told = page.format(says.format(number), text(number))
        web.pages[f"a.test/havn/{number}/"] = web_page(told)
    assert one(collection, "http://a.test/havn/").original is None


def test_a_file_of_the_whole_goes_before_its_chapters(
    collection: Collection, web: WebServer
) -> None:
    put(web, kap(1, 2, 3), more="<a href=hav.pdf>Hent publikationen</a>")
    web.pages[f"{PLACE}hav.pdf"] = body(REPORT)
    got = one(collection, LINK).original
    assert got and (got.final_url, got.chapters) == (f"http://{PLACE}hav.pdf", 0)
    assert not web.asked(f"{PLACE}kap01.htm")


def test_a_page_about_the_report_leads_to_its_contents(
    collection: Collection, web: WebServer
) -> None:
    put(web, kap(1, 2, 3))
    said = f"<title>{TITLE}</title><h1>{TITLE}</h1><a href={LINK}>Læs rapporten på nettet</a>"
    web.pages[SIDE.partition("//")[2]] = web_page(said)
    assert bound(collection, one(collection, SIDE)) == [1, 2, 3]


def test_what_the_contents_link_elsewhere_is_not_taken(
    collection: Collection, web: WebServer
) -> None:
    away = "".join(
        f"<li><a href={place}>{number}. Grønne tage</a>"
        for number, place in ((4, "/publ/tage/kap04.htm"), (5, "http://b.test/publ/havn/kap05.htm"))
    )
    put(web, kap(1, 2, 3), more=f"<h3>Andre</h3><ul>{away}</ul>")
    for place in ("a.test/publ/tage/kap04.htm", "b.test/publ/havn/kap05.htm"):
        web.pages[place] = chapter(4)
    assert bound(collection, one(collection, LINK)) == [1, 2, 3]


def test_a_chapter_that_sends_on_elsewhere_is_missing(
    collection: Collection, web: WebServer
) -> None:
    put(web, kap(1, 2, 3, 4))
    web.pages[f"{PLACE}kap04.htm"] = status(302, Location="/publ/tage/kap04.htm")
    web.pages["a.test/publ/tage/kap04.htm"] = chapter(4)
    state = one(collection, LINK)
    assert bound(collection, state) == [1, 2, 3]
    assert state.original and state.original.role == "del"
    assert "en del af det" in str(material(collection)["missing"])


@pytest.mark.parametrize("names", [["side1.htm", "side2.htm", "side3.htm", "side4.htm"]])
@pytest.mark.parametrize("says", ["Om os", "Nyt fra havnen", "Rapport nr. {0}", "Årbog 200{0}"])
def test_numbered_pages_of_a_house_are_no_chapters(
    collection: Collection, web: WebServer, names: list[str], says: str
) -> None:
    menu = "".join(f"<td><a href={name}>{says.format(n)}</a>" for n, name in enumerate(names, 1))
    told = f"<title>{TITLE}</title><h1>{TITLE}</h1><p>Vi har fået en rapport.</p>"
    web.pages["a.test/havn.htm"] = web_page(f"<html lang=da>{told}<table><tr>{menu}</table>")
    for number, name in enumerate(names, 1):
        back = f"<a href=havn.htm>Rapporten</a>{menu}"
        web.pages[f"a.test/{name}"] = chapter(number, head=says.format(number), more=back)
    assert one(collection, "http://a.test/havn.htm").original is None


def test_one_page_for_all_chapters_is_no_report(collection: Collection, web: WebServer) -> None:
    put(web, kap(1, 2, 3, 4))
    web.pages |= {PLACE + name: chapter(1) for name in kap(1, 2, 3, 4)}
    assert one(collection, LINK).original is None


@pytest.mark.parametrize(
    ("titled", "lost"), [("", [2]), (f"<title>{TITLE} - fejl</title>", [2, 4])]
)
def test_an_answer_that_says_there_is_nothing_is_no_chapter(
    collection: Collection, web: WebServer, titled: str, lost: list[int]
) -> None:
    put(web, kap(1, 2, 3, 4, 5))
    told = f"{titled}<h1>Siden findes ikke</h1><p>Prøv igen senere. <a href=index.htm>Tilbage</a>"
    web.pages |= {PLACE + name: web_page(f"<html lang=da>{told}") for name in kap(*lost)}
    got = one(collection, LINK)
    assert bound(collection, got) == [n for n in (1, 2, 3, 4, 5) if n not in lost]
    assert got.original
    assert got.original.role == "del"


def test_a_contents_page_without_chapters_is_asked_for_few(
    collection: Collection, web: WebServer
) -> None:
    many = kap(*range(1, 30))
    web.pages[f"{PLACE}index.htm"] = web_page(
        f"<title>{TITLE}</title><h1>{TITLE}</h1>"
        + "".join(f"<li><a href={name}>Kapitel {n}</a>" for n, name in enumerate(many, 1))
    )
    assert one(collection, LINK).original is None
    assert sum(bool(web.asked(PLACE + name)) for name in many) <= 8


def test_of_very_many_chapters_some_are_missing(
    collection: Collection, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexer.fetching.binding.MOST", 3)
    put(web, kap(1, 2, 3, 4, 5))
    state = one(collection, LINK)
    assert bound(collection, state) == [1, 2, 3]
    assert state.original and state.original.role == "del"


def test_robots_keep_chapters_out(collection: Collection, web: WebServer) -> None:
    put(web, kap(1, 2, 3, 4, 5))
    web.pages["a.test/robots.txt"] = body(
        b"User-agent: *\nDisallow: /publ/havn/kap03.htm", "text/plain"
    )
    state = one(collection, LINK)
    assert bound(collection, state) == [1, 2, 4, 5]
    assert state.original and state.original.role == "del"
    assert not web.asked(f"{PLACE}kap03.htm")


def test_chapters_are_asked_for_once(collection: Collection, web: WebServer) -> None:
    put(web, kap(1, 2, 3))
    state = one(collection, LINK)
    assert len(web.asked(f"{PLACE}kap01.htm")) == 1
    fetch(collection)
    again = Originals(collection.corpus).links().links[LINK]
    assert again.original == state.original
