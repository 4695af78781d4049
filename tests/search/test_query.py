"""The query language: operators, fields, phrases and shapes, and what happens to what is none."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.answering.searcher import Searcher
from search.asking.parsing import LONGEST_QUERY, parse
from search.asking.query import Fielded, Group, Node, Phrase
from search.asking.wordnodes import MOST_WORDS
from tests.search.conftest import ids, standing

HARBOUR, NIGHT, SALON = "havnen", "natten", "salonen"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("makker", {HARBOUR, NIGHT}),
        ("makker OG nattevagt", {NIGHT}), ("makker AND nattevagt", {NIGHT}),
        ("+makker +nattevagt", {NIGHT}),
        ("lærling ELLER nattevagt", {NIGHT, SALON}), ("lærling OR nattevagt", {NIGHT, SALON}),
        ("makker IKKE (vagt ELLER nattevagt)", {HARBOUR}),
        ("makker NOT vagt -nattevagt", {HARBOUR}),
        ("+makker -vagt -nattevagt", {HARBOUR}), ("-makker", {HARBOUR, NIGHT, SALON}),
        ("(lærling ELLER nattevagt) OG sygefravær", {NIGHT}),
        ("mentor OG (§ 85)", {HARBOUR}), ("+mentor -§ 85", {HARBOUR, NIGHT, SALON}),
        ("-titel:evaluering", {HARBOUR, SALON}), ("makker OG -nattevagt*", {HARBOUR, NIGHT}),
        ('"match mellem mentor og mentee"', {HARBOUR}), ('"mentor mentee"', set()),
        ('"mentor mentee"~5', {HARBOUR, NIGHT}), ('"mentee mentor"~3', {HARBOUR, NIGHT}),
        ('"mentor mentee"~0', set()), ('"matchet mellem mentorer og menteen"', {HARBOUR}),
        ("»mellem mentor og mentee«", {HARBOUR}), ("“mellem mentor og mentee”", {HARBOUR}),
        ('"27,2 procent blandt"', {HARBOUR}), ('"den 17.3.2015 i Aarhus"', {NIGHT}),
        ('"en ret-og-pligt-mentor fra"', {NIGHT}), ('"18-29 årige"', {HARBOUR}),
        ('"ledig"', {NIGHT}), ('"mentorordning"', {SALON}), ('"rordning"', set()),
        ('"og i den"', set()), ('"fra styrelsen for"', {NIGHT}),
        ("nattevagt*", {NIGHT}), ("*rordning*", {NIGHT, SALON}), ("m?kker*", {HARBOUR, NIGHT}),
        ("b?rn", {HARBOUR, SALON}), ("la*rling*", set()), ("lær*ing*", {SALON}),
        ("titel:evaluering", {NIGHT}), ("titel:makker", {HARBOUR, NIGHT}),
        ("title:notat", {SALON}),
        ("titel:(makker havnen)", {HARBOUR}), ("titel:(havnen ELLER notat)", {HARBOUR, SALON}),
        ('titel:"på havnen"', {HARBOUR}), ('titel:"havnen på"', set()),
        ("titel:nattevagt", {NIGHT}),
        ("titel:kortlægning", {HARBOUR}), ("titel:havn*", {HARBOUR}), ("titel: notat", {SALON}),
        ("udgiver:star", {HARBOUR}), ('udgiver:"saksens fond"', {SALON}),
        ("Udgiver:STAR", {HARBOUR}),
        ("forfatter:aage", {HARBOUR}), ("forfatter:åge", {HARBOUR}), ("forfatter:nat", {NIGHT}),
        ("type:notat", {SALON}), ("type:evaluering", {NIGHT}), ("emne:unge", {SALON}),
        ("emne:ældre", {NIGHT}), ("år:2016", {NIGHT}), ("aar:2016", {NIGHT}),
        ("år:2014..2016", {HARBOUR, NIGHT}), ("år:..2014", {HARBOUR}),
        ("år:2016..", {NIGHT, SALON}),
        ("år:2014-2016", {HARBOUR, NIGHT}), ("år:2016..2014", {HARBOUR, NIGHT}),
        ("a\u030ar:2016", {NIGHT}), ("år: 2016", {NIGHT}),
        ("år:(2014 ELLER 2018)", {HARBOUR, SALON}),
        ("mentor år:2018", {SALON}), ("mentor -år:2018", {HARBOUR, NIGHT}),
        ("+mentor side:3", {NIGHT}), ("+lærling side:1", {SALON}),
        ("mentor udgiver:star år:2014..2016", {HARBOUR}), ("og", {HARBOUR, NIGHT, SALON}),
    ],
)  # fmt: skip
def test_each_operator_and_field_finds_what_it_says(
    trades: Searcher, query: str, found: set[str]
) -> None:
    results = trades.search(query)
    assert {hit.record.material.id for hit in results.materials} == found
    assert results.hints == ()


def test_a_page_number_holds_the_search_to_that_page(trades: Searcher) -> None:
    found = trades.search("mentor side:2")
    assert {page for hit in found.materials for page in hit.hit_pages} == {2}


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("år:2016", "sygefravær"), ("titel:makker", "vagt"), ("side:1", "mentor"),
        ("år:2014..2016 side:2", "makker"), ("titel:(makker natten)", "sygefravær mentor"),
        ("år:2016", "kvantecomputer"),
    ],
)  # fmt: skip
def test_words_beside_a_field_stand_on_the_pages_that_it_holds_the_search_to(
    trades: Searcher, field: str, words: str
) -> None:
    expected = pages(trades, field) & pages(trades, words)
    assert pages(trades, f"{field} {words}") == pages(trades, f"{words} {field}") == expected


@pytest.mark.parametrize("query", ["titel:makker", "titel:makker vagt", "år:2016 mentor"])
def test_what_is_asked_of_a_field_need_not_stand_on_a_page(trades: Searcher, query: str) -> None:
    found = trades.search(query)
    assert found.total_all == found.total_pages > 0
    assert {hit.missing for hit in found.materials} == {()}


def test_words_beside_one_that_must_be_there_need_not(trades: Searcher) -> None:
    assert (
        pages(trades, "år:2016 +makker kvantecomputer") == pages(trades, "år:2016 makker") != set()
    )


@pytest.mark.parametrize(
    "query", ['makker OG IKKE "faste makkere"', '(-"faste makkere") OG makker']
)
def test_pages_with_a_phrase_that_must_not_be_there_are_left_out(
    trades: Searcher, query: str
) -> None:
    makkers = pages(trades, "+makker")
    assert pages(trades, query) == makkers - pages(trades, '"faste makkere"')
    assert ("natten", 0) in makkers - pages(trades, query)


def pages(searcher: Searcher, query: str) -> set[tuple[str, int]]:
    """The pages that a query finds."""
    found = searcher.search(query).materials
    return {(hit.record.material.id, page) for hit in found for page in hit.hit_pages}


def test_a_quoted_word_is_the_word_alone_without_compounds_and_synonyms(trades: Searcher) -> None:
    assert {NIGHT, SALON} <= set(ids(trades, "ledig"))
    found = trades.search('"ledig"')
    assert ([hit.record.material.id for hit in found.materials], found.synonyms) == ([NIGHT], ())
    assert set(standing(trades, '"mentor"')) == {"mentor", "mentoren", "mentorer"}


def test_lower_case_operators_are_words(trades: Searcher) -> None:
    assert HARBOUR in ids(trades, "makker og nattevagt")


@pytest.mark.parametrize(
    ("query", "hint", "found"),
    [
        ('"makker nattevagt', "Anførselstegnet blev ikke lukket", [NIGHT, HARBOUR]),
        ('makker nattevagt"', "Anførselstegnet blev ikke lukket", [NIGHT, HARBOUR]),
        ("nattevagt OG", "OG stod uden noget på begge sider", [NIGHT]),
        ("ELLER nattevagt", "ELLER stod uden noget på begge sider", [NIGHT]),
        ("nattevagt IKKE", "IKKE stod uden noget efter sig", [NIGHT]),
        ("OG", "OG stod uden noget på begge sider", []),
        ("IKKE", "IKKE stod uden noget efter sig", []),
        ("-", "ingen ord eller tal", []), ("!?", "ingen ord eller tal", []), ("§", "ingen ord", []),
        ('""', "ingen ord eller tal", []), ("()", "ingen ord eller tal", []),
        ("(nattevagt", "Parenteserne passede ikke", [NIGHT]),
        ("nattevagt))", "Parenteserne passede ikke", [NIGHT]),
        (")(", "Parenteserne passede ikke", []),
        ("(" * 50 + "nattevagt" + ")" * 50, "Parenteserne passede ikke", [NIGHT]),
        ("*", "En stjerne skal stå ved mindst to bogstaver", []),
        ("*a* nattevagt", "En stjerne skal stå ved mindst to bogstaver", [NIGHT]),
        ("år:nattevagt", "»år:« skal have et tal eller et interval", [NIGHT]),
        ("år:..", "»år:« skal have et tal eller et interval", []),
        ("nattevagt titel:", "»titel:« mangler en værdi", [NIGHT]),
        ("nattevagt " + "x" * 10_000, "Søgningen var for lang", [NIGHT]),
        ("nattevagt " * 400, "Søgningen var for lang", [NIGHT]),
        ("nattevagt " + "xy* " * 1000, "Søgningen var for lang", []),
    ],
)  # fmt: skip
def test_what_makes_no_sense_gives_a_plain_hint_and_the_rest_is_searched(
    trades: Searcher, query: str, hint: str, found: list[str]
) -> None:
    results = trades.search(query)
    assert [hit.record.material.id for hit in results.materials][: len(found) or None] == found
    (given_hint,) = results.hints
    assert hint in given_hint
    assert re.fullmatch(r"[^.]+(?:\.{2}[^.]+)?\.", given_hint)


@pytest.mark.parametrize(
    "query",
    ["nattevagt\x00\x1b[31m", "\ud800nattevagt", "natte\u00advagt", "nattevagt\u202e",
     "nattevagt?!", "nattevagt --", "nattevagt &amp;", "((nattevagt))", "nattevagt + -",
     "- nattevagt", "–nattevagt", '"nattevagt"~',
     '"nattevagt"~9999999', "nattevagt:", "x:nattevagt", "nattevagt~2",
     "^nattevagt^5", "[nattevagt TO nattevagt]", "{nattevagt}", "nattevagt\\", "/nattevagt/"],
)  # fmt: skip
def test_stray_characters_do_no_harm(trades: Searcher, query: str) -> None:
    results = trades.search(query)
    assert results.materials[0].record.material.id == NIGHT
    assert results.hints == ()


@pytest.mark.parametrize(
    "query",
    ["*a" * 500, "a*" * 500, "?" * 1000, "ab" + "*?" * 400, "(" * 500 + ")" * 500, "((((" * 250,
     "ab*b " * 1000, "år:1..9 " * 1000, "+-" * 500, "IKKE " * 300, '"' * 1001, '" ' * 999,
     '"og og og og"~50 ' * 60, "(a ELLER b) OG " * 80, "a-" * 500, "1.1" * 400, "1-1" * 500,
     "titel:" * 200, "æ" * 10_000, "(a+)+$" * 100, "a OG " * 250, "-a " * 500, "§ 1 " * 500],
)  # fmt: skip
def test_no_query_asks_for_more_than_bounded_work(trades: Searcher, query: str) -> None:
    assert words_asked(parse(query).node) <= MOST_WORDS
    trades.search(query)


def words_asked(node: Node | None) -> int:
    """How many words, shapes and ranges a query asks for."""
    match node:
        case None:
            return 0
        case Group(clauses):
            return sum(words_asked(inner) for _, inner in clauses)
        case Fielded(_, inner):
            return words_asked(inner)
        case Phrase(words):
            return len(words)
        case _:
            return 1


def test_a_query_is_read_up_to_its_longest(trades: Searcher) -> None:
    assert ids(trades, " " * (LONGEST_QUERY - 10) + "+nattevagt") == [NIGHT]
    assert ids(trades, "." * LONGEST_QUERY + " nattevagt") == []


WORDS = st.sampled_from(
    ["mentor", "sygefravær", "og", "OG", "ELLER", "IKKE", "NOT", "+", "-", '"', "(", ")", "*", "m*",
     "ment*", "?", '"mentor mentee"~3', "år:", "2014..2018", "år:2016", "titel:", "side:2", "§ 85",
     "27,2 pct.", "18-29", "ældre- og børnepolitik", "\x00", "ret-og-pligt-mentor", ":", "~", "..",
     "emne:(", "«"]
)  # fmt: skip
QUERIES = st.one_of(
    st.text(), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join)
)


@given(QUERIES)
@example("år:(a")
@example("titel:(år:(1 2) ELLER")
def test_any_query_gives_an_answer_with_snippets_and_marks(trades: Searcher, query: str) -> None:
    results = trades.search(query)
    assert results.total >= len(results.materials)
    if results.total == 0 and query.strip():
        assert results.hints or parse(query).node is not None
    for hint in results.hints:
        assert hint.endswith(".")
    assert trades.complete(query) is not None
    list(trades.occurrences(query))
