"""Help for the searcher: suggestions, completions, synonyms, pages alike."""

import tomllib
from importlib import resources

import pytest

from search.answering.searcher import Searcher
from search.asking.synonyms import Synonyms, load
from tests.search.conftest import Make, ids


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mentro", "mentor"), ("sygefrvær", "sygefravær"),
        ("mentor sygefrævr", "mentor sygefravær"), ("frivilige OG mentor", "frivillige OG mentor"),
        ('"mentro og mentee"~3', '"mentor og mentee"~3'),
    ],
)  # fmt: skip
def test_a_slip_is_put_right_by_a_word_of_the_collection(
    trades: Searcher, typed: str, meant: str
) -> None:
    assert trades.search(typed).suggestion == meant
    assert trades.search(meant).total > 0


@pytest.mark.parametrize(
    "query",
    ["mentor", "mentorerne", "sygefravaer", "xyzzyplugh", "xq", "12345", "", "børnementor",
     "mentro -mentor", "mentro IKKE mentor", "mentro år:1990", "titel:mentro år:2014"],
)  # fmt: skip
def test_nothing_is_suggested_that_is_there_already_or_finds_nothing(
    trades: Searcher, query: str
) -> None:
    assert trades.search(query).suggestion is None


def test_letters_that_other_keyboards_lack_are_the_likeliest_slip(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["kun one her", "kun one der"], "b": ["røde øjne"]})
    assert searcher.search("ojne").suggestion == "øjne"


def test_a_deleted_material_gives_no_suggestions_and_no_completions(searcher_of: Make) -> None:
    first = searcher_of({"a": ["uroksen græsser", "uroksen sover"], "b": ["bisonen græsser"]})
    assert first.search("urokken").suggestion == "uroksen"
    second = searcher_of({"a": ["bisonen sover"]})
    assert second.search("urokken").suggestion is None
    assert second.complete("uro") == ()
    assert second.complete("bis") == ("bisonen",)


def test_the_last_word_is_completed_with_words_that_find_something(trades: Searcher) -> None:
    offered = trades.complete("mentor syg")
    assert "mentor sygefravær" in offered
    for prefix in ("me", "sy", "vi", "na", "Evaluering af n"):
        for query in trades.complete(prefix):
            assert query.lower().startswith(prefix.lower())
            assert trades.search(query).total > 0


@pytest.mark.parametrize(
    "typed", ["", " ", "m", "m*", "2", "titel:", "\x00", "å" * 5000, "  ", '"']
)
def test_what_can_not_be_completed_is_left(trades: Searcher, typed: str) -> None:
    assert trades.complete(typed) == ()


def test_at_most_eight_completions_are_offered(searcher_of: Make) -> None:
    text = " ".join(f"mentor{ending}" for ending in "abcdefghijklmnop")
    assert len(searcher_of({"a": [text]}).complete("ment")) == 8


def test_a_title_is_completed_first(trades: Searcher) -> None:
    assert trades.complete("makk")[0] == "Makkere på havnen"


@pytest.mark.parametrize(
    ("query", "also"),
    [
        ("arbejdsløse", "ledig"), ("ledig", "arbejdsløs"), ("LEDIGE", "arbejdsløs"),
        ("star", "styrelsen for arbejdsmarked og rekruttering"),
        ("styrelsen for arbejdsmarked og rekruttering", "star"),
        ("Styrelsen for Arbejdsmarked og Rekruttering mentor", "star"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_are_found_and_told(
    trades: Searcher, query: str, also: str
) -> None:
    results = trades.search(query)
    assert {"natten", "salonen"} <= {hit.record.material.id for hit in results.materials}
    assert also in results.synonyms
    assert trades.search(query, exact=True).synonyms == ()


def test_what_was_typed_comes_before_other_words_for_it(searcher_of: Make) -> None:
    searcher = searcher_of({
        "kort": ["STAR har undersøgt sagen."],
        "lang": ["Styrelsen for Arbejdsmarked og Rekruttering har undersøgt sagen."],
    })  # fmt: skip
    assert ids(searcher, "STAR") == ["kort", "lang"]
    assert ids(searcher, "Styrelsen for Arbejdsmarked og Rekruttering") == ["lang", "kort"]
    assert ids(searcher, "STAR OG sagen") == ["kort", "lang"]
    assert ids(searcher, '"STAR"') == ["kort"]
    marks = [
        f.text for h in searcher.search("star").materials for f in h.pages[0].snippet if f.marked
    ]
    assert marks == ["STAR", "Styrelsen for Arbejdsmarked og Rekruttering"]


def test_other_words_are_not_told_when_the_collection_lacks_them(searcher_of: Make) -> None:
    assert searcher_of({"a": ["En ledig på havnen."]}).search("ledig").synonyms == ()


def test_a_sequence_is_known_in_any_inflection_and_the_longest_wins() -> None:
    synonyms = Synonyms([["star", "styrelsen for arbejdsmarked"], ["styrelse", "kontor"]])
    found = list(synonyms.find(["mentor", "styrelsens", "for", "arbejdsmarkeder"]))
    assert [(n.first, n.last, n.others) for n in found] == [(1, 4, (("star",),))]
    assert [n.others for n in synonyms.find(["styrelser"])] == [(("kontor",),)]
    assert list(synonyms.find([])) == []


def test_the_list_is_whole_and_has_the_names_of_the_field() -> None:
    text = (resources.files("search") / "data" / "synonyms.toml").read_text(encoding="utf-8")
    groups = tomllib.loads(text)["groups"]
    assert all(2 <= len(set(group)) <= 5 for group in groups)
    synonyms = load()
    for short in ("star", "sfi", "vive", "cfbu", "lab"):
        (named,) = synonyms.find([short])
        for name in named.others:
            assert (short,) in next(iter(synonyms.find(name))).others
    (ledig,) = synonyms.find(["ledig"])
    assert {("arbejdsløs",), ("kontanthjælpsmodtager",)} <= set(ledig.others)


def test_pages_alike_are_others_on_the_same_matter(searcher_of: Make) -> None:
    tide = ["Tidevandet styrer havnens kraner og skibe.", "Kranerne løfter, når tidevandet vender."]
    hair = ["Frisøren klipper hår i salonen.", "Salonen har en saks til hvert hår."]
    searcher = searcher_of({"havn": tide, "kaj": tide[::-1], "salon": hair})
    alike = [hit.record.material.id for hit in searcher.similar("havn", 1)]
    assert alike[0] == "kaj"
    assert "havn" not in alike
    assert searcher.similar("havn", 99) == ()
    assert searcher.similar("findes-ikke", 1) == ()
