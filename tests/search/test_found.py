"""What is a hit, page by page: words as chosen, other names, shapes, what must not be there."""

import pytest

from search.answering.searcher import Searcher
from search.ranking import evaluate
from tests.search.conftest import Make, ids

Found = dict[str, tuple[int, ...]]


def pages(searcher: Searcher, query: str, *, exact: bool = False) -> Found:
    """The pages that a query finds, by material."""
    found = searcher.search(query, exact=exact).materials
    return {hit.record.material.id: hit.hit_pages for hit in found}


@pytest.fixture
def forms(searcher_of: Make) -> Searcher:
    """A word in four forms, a page each, its parts, and a page without."""
    texts = ["en mentor her", "to mentorer her", "en seniormentor her", "en senior", "en senior"]
    return searcher_of({"a": [*texts, "intet af det"]})


def test_a_word_is_found_as_typed_inflected_or_within_a_compound_as_chosen(forms: Searcher) -> None:
    assert pages(forms, "mentor") == {"a": (1, 2, 3)}
    assert pages(forms, "mentorer", exact=True) == {"a": (2,)}
    assert pages(forms, "mentor", exact=True) == {"a": (1,)}
    assert pages(forms, '"mentor"') == {"a": (1, 2)}
    assert pages(forms, '"mentor"', exact=True) == {"a": (1,)}
    assert pages(forms, '"to mentor"') == {"a": (2,)}
    assert pages(forms, '"to mentor"', exact=True) == {}
    assert pages(forms, "+mentorer +her", exact=True) == {"a": (2,)}


def test_what_must_not_be_there_takes_inflections_along_and_leaves_compounds(
    forms: Searcher,
) -> None:
    assert pages(forms, "+her -mentorer") == {"a": (3,)}
    assert pages(forms, '+her -"mentorer"') == {"a": (3,)}
    assert pages(forms, '+her -"mentorer"', exact=True) == {"a": (1, 3)}
    assert pages(forms, "+her -(to ELLER senior)") == {"a": (1, 3)}
    assert pages(forms, "+her -seniormentor*") == {"a": (1, 2)}
    assert pages(forms, "-her") == {"a": (0, 4, 5, 6)}
    assert pages(forms, "+her -side:2") == {"a": (1, 3)}


def test_function_words_find_pages_only_when_there_is_nothing_else(forms: Searcher) -> None:
    for query in ("en senior", "senior"):
        assert pages(forms, query) == {"a": (3, 4, 5)}
    assert pages(forms, "en") == {"a": (1, 3, 4, 5)}
    assert pages(forms, "+en +her") == {"a": (1, 3)}
    assert pages(forms, '"en mentor"') == {"a": (1,)}
    assert pages(forms, "+her -en") == {"a": (2,)}


def test_a_page_that_only_resembles_is_not_enough_where_a_word_is_demanded(
    searcher_of: Make,
) -> None:
    searcher = searcher_of({"a": ["et kompas", "et kompagni"], "b": ["et kompagni", "et anker"]})
    assert pages(searcher, "+kompas") == {"a": (1,)}
    assert pages(searcher, "kompas OG et") == {"a": (1,)}
    assert pages(searcher, "kompas ELLER anker") == {"a": (1,), "b": (2,)}
    assert pages(searcher, "kompas") == {"a": (1,)}
    assert pages(searcher, "kompas", exact=True) == {"a": (1,)}


def test_what_is_typed_as_one_thing_is_found_where_it_stands_as_one(trades: Searcher) -> None:
    assert pages(trades, "§ 85") == {"havnen": (2,)}
    assert pages(trades, "85") == {"havnen": (2,), "natten": (1,)}
    assert pages(trades, "ret-og-pligt-mentor") == {"natten": (2,)}
    assert pages(trades, "+§ 85") == {"havnen": (2,)}


def test_a_field_is_held_to_the_words_as_chosen(trades: Searcher) -> None:
    assert set(pages(trades, "titel:makker")) == {"havnen", "natten"}
    assert pages(trades, "titel:makker", exact=True) == {}
    assert set(pages(trades, "titel:makkere", exact=True)) == {"havnen"}
    assert set(pages(trades, "titel:kortlægning")) == {"havnen"}


def test_a_field_with_words_of_titles_ranks_by_them_and_others_rank_nothing(
    trades: Searcher,
) -> None:
    scores = [hit.score for hit in trades.search("titel:(makker ELLER havnen)").materials]
    assert len(set(scores)) == 2
    for query in ("udgiver:star", "år:2014..2018", "-nattevagt", "side:1"):
        assert {hit.score for hit in trades.search(query).materials} == {1.0}


def test_other_names_are_told_when_the_collection_has_them(searcher_of: Make) -> None:
    searcher = searcher_of({
        "a": ["en arbejdsløs mand", "psykisk sygdom her", "psykisk og sygdom", "sindslidelser"],
        "b": ["styrelsen for arbejdsmarked og rekruttering", "arbejdsmarked for styrelsen"],
    })  # fmt: skip
    found = searcher.search("ledig")
    assert "arbejdsløs" in found.synonyms
    assert pages(searcher, "ledig") == {"a": (1,)}
    assert searcher.search("ledig", exact=True).synonyms == ()
    assert searcher.search("psykiske lidelser").synonyms[:2] == ("psykisk sygdom", "sindslidelse")
    assert {2, 4} <= set(pages(searcher, "psykisk lidelse")["a"])
    assert pages(searcher, "STAR") == {"b": (1,)}
    assert searcher.search("STAR").synonyms == ("styrelsen for arbejdsmarked og rekruttering",)
    assert searcher.search("mentor").synonyms == ()


def test_names_of_several_words_are_known_among_other_words(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["sindslidelser hos unge"], "b": ["noget om unge"]})
    assert searcher.search("unge psykisk lidelse").synonyms == ("sindslidelse",)
    assert searcher.search("unge +psykisk +lidelse").synonyms == ()
    assert searcher.search("lidelse psykisk unge").synonyms == ()
    assert ids(searcher, "psykisk lidelse unge") == ["a", "b"]


def test_a_shape_of_very_many_words_stands_for_those_on_most_pages(
    searcher_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evaluate, "MOST_WILD", 20)  # thousands of words take seconds to index
    many = " ".join(f"qa{chr(97 + n)}" for n in range(20))
    searcher = searcher_of({"a": [many, "qazzzz", "qazzzz"], "b": ["qazzzy"]})
    assert pages(searcher, "qa*") == {"a": (1, 2, 3)}
    assert pages(searcher, "*azzz*") == {"a": (2, 3), "b": (1,)}


def test_words_alike_in_neighbours_that_nobody_wrote_change_nothing(forms: Searcher) -> None:
    known = forms.search("mentor").materials[0].score
    assert forms.search("mentor qqqq").materials[0].score == pytest.approx(known)


def test_all_words_of_a_phrase_stand_on_one_page_in_one_field(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["et anker", "et kompas"], "b": ["et anker og et kompas"]})
    assert pages(searcher, '"anker kompas"~5') == {"b": (1,)}
    assert pages(searcher, '"kompas anker"~2') == {"b": (1,)}
    assert pages(searcher, '"kompas anker"~1') == {}


def test_what_a_searcher_was_asked_before_changes_no_answer(searcher_of: Make) -> None:
    texts = {"a": ["§ 85 og § 86", "covid-19", "ret-og-pligt", "en mentor", "to mentorer ledig"]}
    queries = ["§ 85", "§ 86", "covid-19", "ret-og-pligt", "mentor", '"mentor"', "mentor*",
               "arbejdsløs", "ledig", "en mentor", "to mentorer", '"to mentor"',
               '"to mentor"~3']  # fmt: skip
    ways = [(query, exact) for query in queries for exact in (False, True)]
    fresh = {way: scores(searcher_of(texts), *way) for way in ways}
    asked = searcher_of(texts)
    for row in (ways, ways[::-1]):
        assert {way: scores(asked, *way) for way in row} == fresh


def scores(searcher: Searcher, query: str, exact: bool) -> list[tuple[int, float]]:
    """The pages that a query finds with their scores."""
    found = searcher.search(query, exact=exact, pages=10).materials
    return [(page.number, page.score) for hit in found for page in hit.pages]
