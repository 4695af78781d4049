"""The results page: filters, what was done with the words, and the way on."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.conftest import Collection
from tests.webapp.reading import get, query, text
from webapp import create_app

TYPED = (
    "hvad løsninger mentor mentorer Frivillige unge, ikke kommune? er 2018 27 pct. mv. "
    "sygefravær! job. hvordan virksomhed; 17. marts på beskæftigelse"
)
"""Words and numbers as they stand in sentences."""


def test_a_filter_is_put_on_and_off_with_one_click(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=mentor&sortering=nyeste")
    (cabi,) = [a for a in page.xpath("//a[@class='choice']") if a.text_content().startswith("Cabi")]
    assert query(cabi.get("href")) == {
        "q": ["mentor"],
        "udgiver": ["Cabi"],
        "sortering": ["nyeste"],
    }
    count = int(cabi.xpath("span[@class='count']")[0].text)
    filtered = get(client, cabi.get("href"))
    assert len(filtered.xpath("//li[@class='result']")) == count
    (chip,) = filtered.xpath("//a[@class='chip']")
    assert query(chip.get("href")) == {"q": ["mentor"], "sortering": ["nyeste"]}


def test_filters_of_different_kinds_combine_and_of_one_kind_add_up(client: FlaskClient) -> None:
    one = get(client, "/soeg?type=notat")
    two = get(client, "/soeg?type=notat&type=bog")
    both = get(client, "/soeg?type=notat&type=bog&fra=2016&til=2019")
    counts = [len(page.xpath("//li[@class='result']")) for page in (one, two, both)]
    assert counts == [2, 4, 2]


def test_a_kind_that_nobody_told_is_said_in_danish_or_not_at_all(filled: Collection) -> None:
    page = get(create_app(filled.settings).test_client(), "/soeg?q=murer&type=andet")
    assert "Uden angivet type" in page.xpath("//a[@class='chip']")[0].text_content()
    assert all("andet" not in facts.text_content() for facts in page.xpath("//*[@class='facts']"))


def test_a_year_of_the_histogram_leads_to_that_year(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=mentor")
    (bar,) = page.xpath("//*[name()='svg']//a[starts-with(@aria-label, '2015')]")
    assert query(bar.get("href")) == {"q": ["mentor"], "fra": ["2015"], "til": ["2015"]}
    shown = get(client, bar.get("href")).xpath("//li[@class='result']//p[@class='facts']")
    assert shown
    assert all("2015" in facts.text_content() for facts in shown)


def test_a_second_year_of_the_histogram_gives_the_years_between(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=mentor&fra=2015&til=2015")
    bars = {a.get("aria-label")[:4]: a for a in page.xpath("//*[name()='svg']//a")}
    assert query(bars["2018"].get("href"))["fra"] == ["2015"]
    assert query(bars["2018"].get("href"))["til"] == ["2018"]
    assert query(bars["2014"].get("href"))["fra"] == ["2014"]
    assert query(bars["2015"].get("href")) == {"q": ["mentor"]}
    assert [year for year, a in bars.items() if a.get("class") != "outside"] == ["2015"]
    span = get(client, bars["2018"].get("href"))
    within = [a.get("aria-label")[:4] for a in span.xpath("//*[name()='svg']//a[not(@class)]")]
    assert within == ["2015", "2016", "2017", "2018"]


def test_a_page_past_the_last_is_the_last(client: FlaskClient) -> None:
    page = get(client, "/soeg?side=900")
    assert len(page.xpath("//li[@class='result']")) == 6
    assert page.xpath("//strong[@aria-current='page']")[0].text_content() == "Side 2"


def test_what_the_search_did_with_the_words_is_told_and_can_be_undone(
    client: FlaskClient,
) -> None:
    page = get(client, "/soeg?q=koordinator")
    (said,) = page.xpath("//p[@class='said']")
    assert re.search(r"\d sider i \d materialer · 0,\d+ s", text(said))
    (told,) = page.xpath("//ul[@class='told']")
    assert re.search(r"bøjninger: .*koordinatoren.* \(søg uden", text(told))
    (exactly,) = said.xpath(".//a")
    assert exactly.text == "søg kun præcis"
    exact = get(client, exactly.get("href"))
    assert "bøjninger:" not in text(exact)
    assert "koordinatoren" not in {mark.text.lower() for mark in exact.xpath("//mark")}
    (back,) = exact.xpath("//p[@class='said']//a/@href")
    assert query(back) == {"q": ["koordinator"]}


def test_exactly_the_words_typed_brings_nothing_that_only_resembles_them(
    client: FlaskClient,
) -> None:
    assert get(client, "/soeg?q=metnor&uden=rettelser").xpath("//section[@class='alike']")
    assert not get(client, "/soeg?q=metnor&praecis=1").xpath("//section[@class='alike']")


@pytest.mark.parametrize("how", ["praecis=1", "uden=boejninger"])
def test_what_is_off_can_be_switched_on_when_nothing_was_found(
    client: FlaskClient, how: str
) -> None:
    page = get(client, f"/soeg?q=spildevandet&{how}")
    assert text(page.xpath("//h1")[0]) == "Ingen sider indeholder »spildevandet«"
    switches = page.xpath("//ul[@class='told']/li[contains(., 'uden bøjninger')]/a/@href")
    assert "boejninger" not in query(switches[0]).get("uden", [])
    out = [query(link) for link in page.xpath("//p[@class='said']/a/@href")]
    assert out == ([{"q": ["spildevandet"]}] if how == "praecis=1" else [])


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(TYPED.split()),
        min_size=2,
        max_size=5,
    )
)
@example(["hvad", "mentor", "job?"])
@example(["unge", "kommune?"])
def test_as_many_pages_have_all_of_the_words_as_their_link_leads_to(
    client: FlaskClient, words: list[str]
) -> None:
    said = get(client, f"/soeg?q={quote(' '.join(words))}").xpath("//p[@class='said']")
    for link in said[0].xpath("strong/a") if said else ():
        (led,) = get(client, link.get("href")).xpath("//p[@class='said']/strong")
        assert text(led).startswith(text(link).removeprefix("alle ordene: ") + " i ")


@pytest.mark.parametrize(
    "typed",
    ["hvad mentor ellers?", "mentor job?", "Mentor, og job.", "bl.a. mentor og job", "mentor 27,2"],
)
def test_a_sentence_is_told_by_its_words_both_ways(client: FlaskClient, typed: str) -> None:
    page = get(client, f"/soeg?q={quote(typed)}")
    assert re.match(
        r"alle ordene: .* · nogle af ordene: \d+ side", text(page.xpath("//p[@class='said']")[0])
    )


def test_the_words_that_resemble_are_named_and_lead_to_their_search(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=sygehus")
    (heading,) = page.xpath("//section[@class='alike']/h2")
    assert text(heading).startswith("Viser lignende ord: ")
    named = [text(link) for link in heading.xpath("a")]
    marked = {mark.text.lower() for mark in page.xpath("//section[@class='alike']//mark")}
    assert named == sorted(set(named), key=named.index)
    assert set(named) <= marked
    assert len(named) == min(len(marked), 6)
    for link in heading.xpath("a/@href"):
        assert get(client, link).xpath("//li[@class='result']/h2")


def test_a_slip_is_met_with_a_question_that_leads_on(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=sygefravræ&type=evaluering&uden=rettelser")
    (hint,) = [p for p in page.xpath("//p[@class='hint']") if "Mente du" in p.text_content()]
    assert text(hint) == "Mente du sygefravær?"
    (link,) = hint.xpath("a/@href")
    asked = {"q": ["sygefravær"], "type": ["evaluering"], "uden": ["rettelser"]}
    assert query(link) == asked


@pytest.mark.parametrize(
    "asked", ["q=sygefravræ", f"q=sygefravræ{'+mentor' * 8}&uden=rettelser"], ids=["done", "long"]
)
def test_no_question_is_put_to_what_is_put_right_already_or_long(
    client: FlaskClient, asked: str
) -> None:
    assert "Mente du" not in text(get(client, f"/soeg?{asked}"))


def test_what_was_not_understood_is_said(client: FlaskClient) -> None:
    page = get(client, '/soeg?q="match mellem')
    hints = [text(p) for p in page.xpath("//p[@class='hint']")]
    assert hints == ["Anførselstegnet blev ikke lukket, så vi søgte på ordene hver for sig."]


def test_paging_keeps_the_whole_state(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=mentor&fra=2012&praecis=1")
    (following,) = page.xpath("//a[@rel='next']/@href")
    assert query(following) == {"q": ["mentor"], "fra": ["2012"], "praecis": ["1"], "side": ["2"]}
    first = page.xpath("//li[@class='result']/h2/a/@href")
    second = get(client, following).xpath("//li[@class='result']/h2/a/@href")
    assert second
    assert set(first).isdisjoint(second)


def test_a_result_names_at_most_six_of_the_words_it_lacks(client: FlaskClient) -> None:
    words = "mentor kommune sygefravær arbejdsgiver flygtninge frivillige uddannelse guide hæfte"
    lacks = get(client, f"/soeg?q={quote(words)}").xpath("//p[@class='lacks']")
    said = [text(line) for line in lacks]
    assert {line.endswith(" …") for line in said} == {True, False}
    assert all(len(p.xpath("em")) == 6 or not text(p).endswith("…") for p in lacks)
    assert max(len(p.xpath("em")) for p in lacks) == 6


def test_the_switch_of_what_was_put_right_says_so_to_who_hears_it(client: FlaskClient) -> None:
    told = get(client, "/soeg?q=sygefravræ").xpath("//ul[@class='told']/li")
    switches = [text(line) for line in told if text(line).startswith("rettet: ")]
    assert switches == ["rettet: sygefravræ → sygefravær (søg uden rettelser)"]


def test_no_hits_offers_searches_that_find_something(client: FlaskClient) -> None:
    page = get(client, "/soeg?q=sygefravær&udgiver=CUBION")
    offered = page.xpath("//ul[@class='rescue']//a/@href")
    assert offered
    for link in offered:
        assert get(client, link).xpath("//li[@class='result']")


def test_a_heading_names_a_long_query_by_its_beginning(client: FlaskClient, report: str) -> None:
    for asked in ("en mentor og en mentee " * 80, "x" * 1900, "mentor OG " + "x" * 1900):
        for path in ("/soeg", "/konkordans", "/fund", f"/materiale/{report}"):
            page = get(client, f"{path}?q={quote(asked)}")
            said = page.xpath(
                "//title | //h1 | //h2 | //caption | //*[@class='more'] | //ul[@class='rescue']//a"
            )
            assert max(len(text(one)) for one in said) < 200, path
            assert page.xpath("//input[@type='search']")[0].get("value") == asked.strip()
