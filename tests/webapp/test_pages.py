"""The pages, as a client without script sees them."""

import re
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from indexer.pageimages import PageImages
from search.analysis.alphabetical import alphabetical
from search.library.pagelayout import PLAIN, NoteMark, PageLayout, TableCell, TextTable
from tests.conftest import Collection, make_pdf
from tests.webapp.conftest import SFI, every_page
from tests.webapp.reading import get, query, status, text
from webapp import create_app
from webapp.pages.pagetext import blocks

NAMES = list(every_page(""))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_whole_and_brings_nothing_inline(
    client: FlaskClient, report: str, name: str
) -> None:
    answer = client.get(every_page(report)[name])
    assert answer.status_code == (404 if name == "error" else 200)
    page = html.fromstring(answer.get_data(as_text=True))
    assert page.get("lang") == "da"
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//script[not(@src)]|//style|//@style|//@*[starts-with(name(), 'on')]") == []
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    loaded = page.xpath("//script/@src|//img/@src|//link[@rel!='canonical']/@href")
    assert [address for address in loaded if not address.startswith("/")] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_of_a_page_within_the_service_leads_somewhere(
    client: FlaskClient, report: str, name: str
) -> None:
    page = get(client, every_page(report)[name])
    links = {link.split("#")[0] for link in page.xpath("//a/@href|//link/@href|//script/@src")}
    inside = sorted(link for link in links if link.startswith("/"))[:40]
    broken = [link for link in inside if status(client, link) >= 400]
    assert broken == []


def test_an_empty_query_gives_the_collection_to_browse(client: FlaskClient) -> None:
    page = get(client, "/soeg?sortering=titel")
    titles = [h.text_content() for h in page.xpath("//li[@class='result']/h2")]
    assert len(titles) == 10
    assert titles == sorted(titles, key=alphabetical)
    assert "16 materialer" in text(page)


def test_the_collection_is_browsed_in_each_order_the_newest_first_unless_told(
    collection: Collection,
) -> None:
    for title, year in (("Bager", "2015"), ("Ørn", "2019"), ("Næb", "2011"), ("Arv", "2015")):
        collection.add(f"{year}.pdf", make_pdf(title), title, "--year", year)
    client = create_app(collection.settings).test_client()
    newest = ["Ørn", "Arv", "Bager", "Næb"]
    orders = {"": newest, "?sortering=relevans": newest, "?sortering=nyeste": newest,
              "?sortering=aeldste": ["Næb", "Arv", "Bager", "Ørn"],
              "?sortering=titel": ["Arv", "Bager", "Næb", "Ørn"]}  # fmt: skip
    for order, titles in orders.items():
        page = get(client, f"/soeg{order}")
        assert [h.text_content().strip() for h in page.xpath("//li[@class='result']/h2")] == titles
    front = get(client, "/").xpath("//ul[@class='contents']//a")
    assert [a.text_content() for a in front] == newest


def test_any_text_of_a_page_is_quoted_without_script(client: FlaskClient, report: str) -> None:
    page = get(client, f"/materiale/{report}/side/7/citat?q=formål")
    (form,) = page.xpath("//form[not(@role)]")
    form.fields["tekst"] = "Resten stoler på\nmentorens egen opgørelse."
    again = client.get(form.action, query_string=form.form_values())
    (harvard, *_) = html.fromstring(again.get_data(as_text=True)).xpath("//textarea[@readonly]")
    assert harvard.value.startswith(
        "»Resten stoler på mentorens egen opgørelse.« (Vesterkøbing Kommune (eksempel) 2018, s. 7)"
    )


def test_other_materials_on_the_same_matter_are_offered(client: FlaskClient, report: str) -> None:
    page = get(client, f"/materiale/{report}/side/6")
    offered = page.xpath("//section[@aria-labelledby='andre']//a/@href")
    assert offered
    assert [link for link in offered if report in link] == []


def test_the_concordance_counts_forms_and_materials(client: FlaskClient, report: str) -> None:
    page = get(client, "/konkordans?q=koordinator")
    lines = page.xpath("//table[@class='kwic']/tbody/tr")
    forms = [int(n) for n in re.findall(r"\((\d+)\)", text(page.xpath("//p[@class='said']")[1]))]
    counts = [int(td.text) for td in page.xpath("//details[summary='Antal i hvert materiale']//td")]
    assert len(lines) == sum(forms) == sum(counts) > 2
    assert len(forms) > 1
    link = page.xpath(f"//details//a[contains(@href, '{report}')]/@href")[0]
    assert "kun i ét materiale" in text(get(client, link))


def test_crawlers_are_kept_from_searching(client: FlaskClient) -> None:
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").get_data(as_text=True).splitlines())
    assert robots.can_fetch("*", f"/materiale/{SFI}")
    assert not robots.can_fetch("*", "/soeg?q=mentor")


def test_a_report_shows_where_the_hits_lie(client: FlaskClient, report: str) -> None:
    page = get(client, f"/materiale/{report}?q=sygefravær")
    (picture,) = page.xpath("//*[contains(@class, 'spread')]/@aria-label")
    assert picture == "Træf på side 2–5 og 9 af 10"


def test_a_page_shows_its_hits_in_the_text_and_on_the_image(
    client: FlaskClient, report: str
) -> None:
    page = get(client, f"/materiale/{report}/side/5?q=sygefravær")
    marks = page.xpath("//div[@id='tekst']//mark")
    assert [mark.get("id") for mark in marks] == ["t1", "t2", "t3"]
    assert {mark.text.lower() for mark in marks} == {"sygefraværet", "sygemelding"}
    boxes = page.xpath("//figure//*[name()='rect']")
    assert len(boxes) == 3
    assert all(0 < float(box.get("x")) < float(box.get("x")) + float(box.get("width")) < 1
               for box in boxes)  # fmt: skip
    (image,) = page.xpath("//figure//img/@src")
    answer = client.get(image)
    assert answer.mimetype == "image/webp"
    assert answer.data.startswith(b"RIFF")


def test_the_way_goes_from_page_to_page_and_hit_to_hit(client: FlaskClient, report: str) -> None:
    page = get(client, f"/materiale/{report}/side/5?q=sygefravær")
    base = f"/materiale/{report}/side"
    links = {a.text_content(): a.get("href").split("?")[0] for a in page.xpath("//main//nav//a")}
    assert links == {"Forrige side": f"{base}/4", "Næste side": f"{base}/6",
                     "Forrige træf": f"{base}/4", "Næste træf": f"{base}/9"}  # fmt: skip
    assert "træf 4–6 af 7" in text(page)


def test_an_image_is_drawn_only_in_known_widths_and_of_pages_there_are(
    client: FlaskClient, report: str
) -> None:
    path = f"/materiale/{report}/side/{{}}/billede?bredde={{}}"
    answers = [client.get(path.format(*at)).status_code for at in ((1, 400), (1, 401), (99, 400))]
    assert answers == [200, 404, 404]


def test_a_summary_only_material_says_why(client: FlaskClient) -> None:
    page = text(get(client, f"/materiale/{SFI}"))
    assert "Vi har kun resuméet. Materialets links er ikke prøvet endnu." in page
    assert "Vesterkøbing" not in page


def test_the_state_of_the_collection_is_told_openly(client: FlaskClient) -> None:
    page = text(get(client, "/samlingen"))
    assert re.search(r"16 materialer 1 med fuldtekst 10 sider", page)
    assert "Bog. Kan lånes på biblioteket eller købes hos forlaget." in page
    assert "ikke prøvet endnu" in page


def test_an_error_keeps_to_the_house_style_and_keeps_the_search(client: FlaskClient) -> None:
    answer = client.get("/materiale/findes-ikke?q=frivillig")
    assert answer.status_code == 404
    page = html.fromstring(answer.get_data(as_text=True))
    assert page.xpath("//h1")[0].text == "Siden findes ikke"
    assert page.xpath("//form//input[@name='q']/@value") == ["frivillig"]


def test_a_page_in_another_language_says_so(collection: Collection) -> None:
    words = "The mentors meet their mentees once a week and talk about work and what is hard. "
    assert collection.add("en.pdf", make_pdf(*[words] * 2), "Mentors abroad").exit_code == 0
    client = create_app(collection.settings).test_client()
    page = get(client, "/materiale/mentors-abroad/side/1")
    assert page.xpath("//div[@id='tekst']/@lang") == ["en"]
    assert page.get("lang") == "da"


@pytest.mark.parametrize(
    "path",
    ["/soeg?q=%22ubalanceret&side=abc&fra=x&til=99999&sortering=y", "/soeg?q=OG+ELLER&praecis=2",
     "/soeg?udgiver=%3Cscript%3E&side=-4", "/konkordans?q=%00%01&orden=z&side=99"],
)  # fmt: skip
def test_what_cannot_be_understood_in_an_address_is_as_usual(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert b"<script>" not in answer.data


@settings(deadline=None)
@given(st.text(alphabet="ab \n", max_size=40), st.data())
def test_marking_loses_no_letter_outside_empty_paragraphs(
    given_text: str, data: st.DataObject
) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(given_text)), max_size=6)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    made = blocks(given_text, ranges, PLAIN)
    shown = "\n\n".join("".join(m.text for m in block.fragments) for block in made)
    assert shown == "\n\n".join(part for part in given_text.split("\n\n") if part.strip())


def test_a_page_shows_its_table_with_labels_and_marks_in_cells(
    client: FlaskClient, report: str
) -> None:
    page = get(client, f"/materiale/{report}/side/5?q=frivillig+mentor")
    (region,) = page.xpath("//div[@id='tekst']//div[@role='region'][@tabindex='0'][@aria-label]")
    (table,) = region.xpath("table")
    heads = [th.text_content() for th in table.xpath("thead//th[@scope='col']")]
    assert heads == ["Slags mentor", "Borgere", "Før", "Efter"]
    rows = {
        tr.xpath("th[@scope='row']")[0].text_content(): [td.text for td in tr.xpath("td")]
        for tr in table.xpath("tbody/tr")
    }
    assert rows["Frivillig mentor"] == ["61", "13,9", "11,0"]
    assert "Frivillig" in [mark.text for mark in table.xpath(".//th[@scope='row']/mark[@id]")]
    paragraphs = page.xpath("//div[@id='tekst']/p")
    assert not any("Virksomhedsmentor\t187" in p.text_content() for p in paragraphs)


@given(st.data())
def test_marking_loses_no_letter_of_a_table_and_numbers_each_hit_once(data: st.DataObject) -> None:
    text = "aa\n\nbb\ncc\tdd\nee\n\nff"
    cells = (TableCell(4, 6, 0, 0, columns=2, header="col"), TableCell(7, 9, 1, 0),
             TableCell(10, 12, 1, 1), TableCell(13, 15, 2, 0))  # fmt: skip
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    before, table, after = blocks(text, ranges, PageLayout(tables=(TextTable(cells),)))
    every = [[before.fragments], *([cell.fragments for cell in row] for row in table.rows),
             [after.fragments]]  # fmt: skip
    shown = [["".join(one.text for one in part) for part in row] for row in every]
    assert shown == [["aa"], ["bb"], ["cc", "dd"], ["ee"], ["ff"]]
    numbers = [one.number for row in every for part in row for one in part if one.number]
    assert len(numbers) == len(set(numbers))
    letters = sum(text[at].isalpha() for first, last in ranges for at in range(first, last))
    marked = "".join(one.text for row in every for part in row for one in part if one.marked)
    assert len(marked) == letters


@given(st.data())
def test_marks_of_notes_are_shown_once_where_they_stand(data: st.DataObject) -> None:
    text = "aa bb\n\ncc\tdd\nee\n\n1 ff"
    cells = (TableCell(7, 9, 0, 0), TableCell(10, 12, 0, 1), TableCell(13, 15, 1, 0))
    places = [at for at in range(1, 21) if text[at - 1].isalpha()]
    at = sorted(data.draw(st.lists(st.sampled_from(places), max_size=5)))
    notes = tuple(NoteMark(place, "*", data.draw(st.sampled_from([None, 17]))) for place in at)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    ranges = list(zip(cuts[::2], cuts[1::2], strict=False))
    before, table, after = blocks(text, ranges, PageLayout((TextTable(cells),), notes))
    shown = [before.fragments, *(c.fragments for row in table.rows for c in row), after.fragments]
    every = [one for part in shown for one in part]
    assert "|".join("".join(one.text for one in part) for part in shown) == "aa bb|cc|dd|ee|1 ff"
    assert [one.note for one in every if one.note] == list(notes)
    begun = [one.begins for one in every if one.begins is not None]
    assert begun == [17] * any(note.note for note in notes)
    numbers = [one.number for one in every if one.number]
    assert len(numbers) == len(set(numbers))


def test_the_mark_of_a_note_is_a_link_to_it(collection: Collection) -> None:
    content = """<html lang=da><title>Noter</title><body><main><h1>Noter</h1>
<p>Hver mentor<sup><a href="#n7">7</a></sup> har haft tre unge i sit første år.</p>
<p id="n7">7. Også de frivillige er talt med her.</p></main></body></html>"""
    assert collection.add("noter.html", content.encode(), "Noter om mentorer").exit_code == 0
    client = create_app(collection.settings).test_client()
    page = get(client, "/materiale/noter-om-mentorer/side/1?q=%22mentor+har+haft%22")
    (link,) = page.xpath("//div[@id='tekst']//sup/a")
    assert (link.text, link.get("aria-label")) == ("7", "Note 7")
    (note,) = page.xpath("//p[*[@id=$id]]", id=link.get("href")[1:])
    assert note.text_content() == "7. Også de frivillige er talt med her."
    assert [mark.text for mark in page.xpath("//mark")] == ["mentor", " har haft"]
    assert [each.text for each in page.xpath("//div[@id='tekst']/h2")] == ["Noter"]


def test_points_are_a_list_and_the_words_of_a_chart_stand_apart(collection: Collection) -> None:
    chart = "\n".join(["0 kr.", "500.000 kr.", "1.000.000 kr.", "Helår", "Fritid", "50", "100"])
    blank = "\n\n\n"
    points = ("• ved kajen hver morgen", "• i skuret hver aften", "1. Først kaffe.", "2. Så brød.")
    lines = ("Havnens makkere mødes.", *points, *chart.splitlines(), "Sådan er det hver dag.")
    collection.add("havn.pdf", make_pdf(blank.join(lines)), "Om havnen")
    page = get(create_app(collection.settings).test_client(), "/materiale/om-havnen/side/1")
    (own,) = page.xpath("//div[@id='tekst']")
    assert [li.text for li in own.xpath("ul[not(@class)]/li")] == [
        "ved kajen hver morgen", "i skuret hver aften",
    ]  # fmt: skip
    assert [li.text for li in own.xpath("ol/li")] == ["1. Først kaffe.", "2. Så brød."]
    assert [li.text for li in own.xpath("ul[@class='labels']/li")] == chart.splitlines()
    assert [p.text for p in own.xpath("p")] == ["Havnens makkere mødes.", "Sådan er det hver dag."]


def test_a_page_without_a_printed_number_has_the_files_and_says_so(collection: Collection) -> None:
    collection.add("havn.pdf", make_pdf("Forord", "En makker ved kajen."), "Om havnen")
    app = create_app(collection.settings, PageImages(collection.corpus))
    page = get(app.test_client(), "/materiale/om-havnen/side/2")
    assert "Side 2 i filen" in text(page.xpath("//h1")[0])
    assert "s. 2 i filen)" in page.xpath("//*[@data-cite]/@data-cite")[0]
    assert "s. 2 i filen" in text(get(app.test_client(), "/soeg?q=makker"))


def test_the_hits_of_a_report_come_by_relevance_or_by_page(
    client: FlaskClient, report: str
) -> None:
    path = f"/materiale/{report}?q=sygefravær"
    places = "//section[@id='traef']//a[@class='place']/text()"
    best, by_page = (get(client, path + order).xpath(places) for order in ("", "&orden=side"))
    assert sorted(best) == by_page != best
    links = get(client, path).xpath("//section[@id='traef']//nav//a/@href")
    assert [query(link).get("orden") for link in links] == [None, ["side"]]


def test_a_passage_in_an_address_is_marked_and_quoted_and_any_other_is_none(
    client: FlaskClient, report: str
) -> None:
    path = f"/materiale/{report}/side/7"
    for wrong in ("9-3", "1-99999999", "x", "7000-8000", "", "-1-4"):
        page = get(client, f"{path}?sted={wrong}")
        assert not page.xpath("//*[@class='passage']"), wrong
    page = get(client, f"{path}?sted=0-60")
    assert text(page.xpath("//*[@id='sted']")[0]).startswith("6. Jobcentrets")
    (quotation,) = page.xpath("//*[@id='citer']/@data-quote")
    assert quotation.startswith("I 27,2 pct. af sagerne")
    quoted = text(get(client, f"{path}/citat?sted=0-60").xpath("//textarea")[0])
    assert quoted.startswith("»I 27,2 pct. af sagerne")


def test_the_words_of_a_pages_image_are_told_with_their_places(
    client: FlaskClient, report: str
) -> None:
    words = client.get(f"/materiale/{report}/side/7/ord").get_json()
    assert "".join(word for word, *_ in words).startswith("7 6. Jobcentrets opfølgning I 27,2 pct.")
    assert all(0 <= left <= 1 and 0 <= top <= 1 for _, left, top, *_ in words)
    assert client.get(f"/materiale/{report}/side/0/ord").get_json() == []
    assert client.get(f"/materiale/{report}/side/99/ord").status_code == 404


def test_reports_are_known_by_their_covers_in_the_collection(
    client: FlaskClient, report: str
) -> None:
    cover = f"/materiale/{report}/side/1/billede?bredde=200"
    for path in ("/samlingen", "/soeg"):
        assert cover in get(client, path).xpath("//img/@src")
    assert client.get(cover).mimetype == "image/webp"


def test_what_stands_in_the_fields_alone_leads_to_the_material(
    client: FlaskClient, report: str
) -> None:
    places = get(client, "/soeg?q=titel:Vesterkøbing").xpath("//a[@class='place']")
    about = [one.get("href") for one in places if text(one).startswith("Om materialet")]
    assert about[0].startswith(f"/materiale/{report}?q=")
    answer = client.get(f"/materiale/{report}/side/0?q=titel:Vesterkøbing")
    assert answer.location == about[0]
    assert client.get(f"/materiale/{SFI}/side/0").status_code == 200
