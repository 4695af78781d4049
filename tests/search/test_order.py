"""The order of what is found: a test for each promise of docs/search.md."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from search.answering.searcher import Searcher
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.pagelayout import PLAIN, PageLayout
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.ranking import ranking
from tests.search.conftest import Make, build, ids
from tests.search.ordering import BLANK, OTHERS, SOUGHT, Pages, order, row, text


def test_the_best_page_decides_and_not_the_worst_or_the_mean(tmp_path: Path) -> None:
    strong, middle, weak = (text(*["kompas"] * n) for n in (6, 3, 1))
    assert order(tmp_path / "1", "kompas", [strong, weak, weak], [middle, middle]) == [0, 1]
    assert order(tmp_path / "2", "kompas", [weak, strong], [middle]) == [0, 1]


def test_a_long_report_does_not_win_by_its_length(tmp_path: Path) -> None:
    pages = [text("kompas", "kompas") for _ in range(40)]
    assert order(tmp_path, "kompas", pages, [text(*["kompas"] * 3)]) == [1, 0]
    assert order(tmp_path / "2", "kompas sekstant", [text("kompas")] * 40,
                 [row("kompas", "sekstant")]) == [1, 0]  # fmt: skip


def test_a_long_report_does_not_lose_by_its_length(tmp_path: Path) -> None:
    pages = [text("intet") for _ in range(40)]
    pages[30] = text(*["kompas"] * 3)
    assert order(tmp_path, "kompas", pages, [text("kompas", "kompas")]) == [0, 1]


def test_words_on_different_pages_add_to_the_best_page(tmp_path: Path) -> None:
    apart = [text("kompas", "kompas"), text("sekstant", "sekstant")]
    one, together = [text("kompas", "kompas")], [text("kompas", "kompas", "sekstant", "sekstant")]
    assert order(tmp_path, "kompas sekstant", one, apart, together) == [2, 1, 0]


def test_a_quarter_at_most_of_what_other_pages_add_counts(searcher_of: Make) -> None:
    searcher = searcher_of({"a": [BLANK, text("kompas"), text("sekstant")], "b": [BLANK, *OTHERS]})
    alone = [searcher.search(word).materials[0].score for word in ("kompas", "sekstant")]
    (hit,) = searcher.search("kompas sekstant").materials
    assert max(alone) < hit.score <= max(alone) + min(alone) / 4 + 1e-4
    assert hit.pages[0].score == pytest.approx(max(alone))


def test_words_together_on_a_page_are_worth_more_than_many_on_different_pages(
    tmp_path: Path,
) -> None:
    apart = [text("kompas"), text("sekstant"), text("kompas"), text("sekstant")]
    assert order(tmp_path, "kompas sekstant", apart, [text("kompas", "sekstant")]) == [1, 0]


def test_a_page_with_all_words_is_before_one_with_a_word_many_times(tmp_path: Path) -> None:
    many, both = [text(*["kompas"] * 3)], [text("kompas", "sekstant")]
    assert order(tmp_path, "kompas sekstant", many, both) == [1, 0]


def test_neighbours_are_before_words_apart(tmp_path: Path) -> None:
    in_row, apart = [row("kompas", "sekstant")], [text("kompas", "sekstant")]
    assert order(tmp_path, "kompas sekstant", apart, in_row) == [1, 0]


def test_neighbours_as_typed_are_before_those_turned_round_or_a_word_apart(tmp_path: Path) -> None:
    in_row, turned = [row("kompas", "sekstant")], [row("sekstant", "kompas")]
    between, apart = [row("kompas", "vand", "sekstant")], [text("kompas", "sekstant")]
    assert order(tmp_path / "1", "kompas sekstant", apart, turned, in_row) == [2, 1, 0]
    assert order(tmp_path / "2", "kompas sekstant", apart, between, in_row) == [2, 1, 0]


def test_inflected_neighbours_are_neighbours(tmp_path: Path) -> None:
    in_row, apart = [row("bøgerne", "barnet")], [text("bøgerne", "barnet")]
    assert order(tmp_path, "bog børn", apart, in_row) == [1, 0]


def test_of_three_words_each_pair_of_neighbours_tells(tmp_path: Path) -> None:
    first = [text("kompas sekstant", "anker", length=39)]
    last = [text("kompas", "sekstant anker", length=39)]
    none, all_three = [text("kompas", "sekstant", "anker")], [row("kompas", "sekstant", "anker")]
    for number, some in enumerate((first, last)):
        found = order(tmp_path / str(number), "kompas sekstant anker", none, some, all_three)
        assert found == [2, 1, 0]


def test_a_word_as_typed_is_before_an_inflection_a_compound_and_a_synonym(tmp_path: Path) -> None:
    forms = ["sygemelding", "sygefraværspolitik", "sygefraværet", "sygefravær"]
    pages = [[text(form)] for form in forms]
    assert order(tmp_path, "sygefravær", *pages) == [3, 2, 1, 0]


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("bøger", "bøger", "bogen"), ("bog", "bog", "bøgerne"),
        ("mentorer", "mentorer", "mentoren"), ("mentorer", "mentor", "virksomhedsmentor"),
        ("ledig", "ledige", "arbejdsløs"), ("kursus", "kurser", "efteruddannelse"),
        ("kursus", "engelskkursus", "efteruddannelse"),
    ],
)  # fmt: skip
def test_what_is_nearer_to_the_word_typed_is_before_what_is_farther(
    tmp_path: Path, query: str, better: str, worse: str
) -> None:
    known = [[text("virksomhed", "engelsk")], [text("virksomhed", "engelsk")]]
    found = order(tmp_path, query, [text(worse)], [text(better)], *known)
    assert found[:2] == [1, 0]


def test_a_word_that_one_report_alone_has_is_first_there(tmp_path: Path) -> None:
    within = [[text(*["skibskompas"] * n, length=12)] for n in (2, 3, 4)]
    assert order(tmp_path / "1", "kompas", *within, [text("kompas", length=600)])[0] == 3
    inflected = [text("kompasset", length=600)]
    assert order(tmp_path / "2", "kompas", *within, inflected)[0] == 3
    two = [[text("kompas", length=length)] for length in (600, 700)]
    assert order(tmp_path / "3", "kompas", *within, *two)[0] == 2


def test_the_more_of_a_title_is_sought_the_better(tmp_path: Path) -> None:
    titles = ("Kompas og sekstant", "Kompas", "Kompas i skole og hjem og på rejse")
    texts = [(Material(id=f"m{n}", title=title), ["", BLANK]) for n, title in enumerate(titles)]
    texts.append((Material(id="x", title="Andet"), ["", *OTHERS]))
    assert ids(build(tmp_path, texts), "kompas") == ["m1", "m0", "m2"]


def test_that_few_are_looked_at_closely_does_not_move_the_best(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = [[text(*["kompas"] * n, row("kompas", "sekstant", length=9))] for n in (1, 2)]
    apart = [[text(*["kompas"] * n, "sekstant")] for n in (1, 2)]
    weak = [[text("kompas", length=60 + 20 * n)] for n in range(6)]
    found = []
    for most in (ranking.MOST_CLOSELY, 4):
        monkeypatch.setattr(ranking, "MOST_CLOSELY", most)
        found.append(order(tmp_path / str(most), "kompas sekstant", *apart, *near, *weak))
    assert found[0] == found[1]


def test_what_goes_on_over_the_page_is_before_what_stands_on_pages_apart(tmp_path: Path) -> None:
    on, off = text("kompas"), text("intet")
    rest = [page for word in SOUGHT.split()[1:] for page in (text(word), off)]
    found = order(tmp_path / "1", SOUGHT, [on, on, off, off], [on, off, on, off], rest)
    assert found.index(0) < found.index(1)
    weak, weaker = text("kompas", length=60), text("kompas", length=90)
    before, after, apart = [off, weaker, on, off], [off, on, weak, off], [off, on, off, weak]
    found = order(tmp_path / "2", SOUGHT, before, after, apart, rest)
    assert max(found.index(0), found.index(1)) < found.index(2)


@pytest.mark.parametrize("turned", [False, True])
def test_what_is_like_the_best_pages_is_before_what_is_not(searcher_of: Make, turned: bool) -> None:
    ships, farm = ("båd", "sejl", "mast"), ("ko", "ged", "hest")
    two: list[tuple[str, Pages]] = [
        ("like", [text("kompas", *ships)]),
        ("unlike", [text("kompas", *farm)]),
    ]
    texts: dict[str, Pages] = dict(two[::-1] if turned else two)
    for number, word in enumerate(SOUGHT.split()[1:]):
        texts |= {f"best-{number}": [text(word, *ships)], f"other-{number}": [text(*farm)]}
    texts["rest"] = OTHERS  # what half of the pages have tells nothing
    found = [one.record.material.id for one in searcher_of(texts).search(SOUGHT).materials]
    assert found.index("like") < found.index("unlike")


def test_words_alike_by_letters_are_after_all_that_have_the_word(tmp_path: Path) -> None:
    pages = [[text("kompagni")], [text("skibskompas")], [text("kompasset")], [text("kompas")]]
    known = [[text("skibs")], [text("skibs")]]
    found = order(tmp_path, "kompas", *pages, *known)
    assert found[:3] == [3, 2, 1]


def test_the_words_of_several_names_for_one_thing_find_it_below_the_name_typed(
    tmp_path: Path,
) -> None:
    typed, other = [text("psykisk lidelse", length=39)], [text("sindslidelser")]
    assert order(tmp_path / "1", "psykisk lidelse", other, typed) == [1, 0]
    long, short = [row("styrelsen", "for", "arbejdsmarked", "og", "rekruttering")], [text("star")]
    assert order(tmp_path / "2", "STAR", long, short) == [1, 0]
    assert order(tmp_path / "3", "styrelsen for arbejdsmarked og rekruttering", short, long) == [
        1,
        0,
    ]
    words = [text("styrelsen", "for", "arbejdsmarked", "og", "rekruttering")]
    assert order(tmp_path / "4", "STAR", words, long) == [1]


def test_a_rare_word_is_worth_more_than_a_common_one(tmp_path: Path) -> None:
    common = [[text("kompas", length=length)] for length in (40, 45, 50)]
    assert order(tmp_path, "kompas sekstant", *common, [text("sekstant")]) == [3, 0, 1, 2]


def test_more_is_better_and_so_is_a_shorter_page(tmp_path: Path) -> None:
    one, two = [text("kompas")], [text("kompas", "kompas")]
    assert order(tmp_path / "1", "kompas", one, two) == [1, 0]
    assert order(tmp_path / "2", "kompas", [text("kompas", length=200)], one) == [1, 0]
    once = [text("kompas anker", "kompas", "anker", length=39)]
    twice = [text("kompas anker", "kompas anker", length=38)]
    assert order(tmp_path / "3", '"kompas anker"', once, twice) == [1, 0]


def made(folder: Path, *materials: tuple[Material, Iterable[PageRecord]]) -> Searcher:
    """A searcher over materials with these pages."""
    with IndexStore(folder).writing() as writer:
        for material, pages in materials:
            writer.put(MaterialRecord(material=material, pages=1), list(pages), fingerprint="")
    return LiveSearcher(folder).get()


def test_a_title_is_before_a_text_and_belongs_to_all_pages(tmp_path: Path) -> None:
    titled = Material(id="b", title="Kompas for begyndere")
    other = Material(id="a", title="Rapport")
    texts = ["", BLANK, text("sekstant"), text("sekstant", "anker")]
    searcher = build(tmp_path, [(other, [*texts[:3], text("kompas", "sekstant")]), (titled, texts)])
    assert ids(searcher, "kompas") == ["b", "a"]
    assert ids(searcher, "kompas anker") == ["b", "a"]
    assert ids(searcher, "sekstant kompas") == ["b", "a"]
    (first, *_) = searcher.search("kompas anker sekstant").materials
    assert first.pages[0].number == 3
    assert searcher.search("kompas").materials[0].hit_pages == (0,)
    assert set(searcher.search("kompas sekstant").materials[0].hit_pages) == {0, 2, 3}


def test_a_heading_and_the_opening_of_a_first_page_are_before_other_text(tmp_path: Path) -> None:
    last = f"{text('vand', length=60)} kompas"
    first = f"kompas {text('vand', length=60)}"
    summary = PageRecord(0, "", "")
    names = {name: Material(id=name, title="Rapport") for name in "abc"}
    for number, (opened, plain) in enumerate(("ab", "ba")):
        texts = {opened: first, plain: last}
        pages = ((names[n], [summary, PageRecord(1, "1", texts[n])]) for n in "ab")
        assert ids(made(tmp_path / f"o{number}", *pages), "kompas") == [opened, plain]
        texts = {opened: last, plain: last}
        pages = (
            (names[n], [summary, PageRecord(2, "2", last, ("Kompas",) if n == opened else ())])
            for n in "ab"
        )
        assert ids(made(tmp_path / f"h{number}", *pages), "kompas") == [opened, plain]
        second = ((names[n], [summary, PageRecord(2, "2", t)]) for n, t in texts.items())
        found = made(tmp_path / f"s{number}", *sorted(second, key=lambda m: m[0].id))
        scores = {hit.score for hit in found.search("kompas").materials}
        assert len(scores) == 1


def test_a_slip_is_forgiven_below_a_word_that_the_collection_has(tmp_path: Path) -> None:
    slip, known = [text("sekstant")], [text("kompas")]
    assert order(tmp_path, "sekstnat kompas", slip, known) == [1, 0]


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [("ojne", "øjne", "one"), ("gronsag", "grønsag", "gransag"), ("larere", "lærere", "lagere")],
)
def test_of_slips_those_of_letters_that_a_keyboard_lacks_come_first(
    searcher_of: Make, typed: str, meant: str, other: str
) -> None:
    searcher = searcher_of({"a": [BLANK, text(meant)], "b": [BLANK, *[text(other)] * 9]})
    found = searcher.search(typed)
    assert found.suggestion == meant
    assert found.materials[0].record.material.id == "a"


def test_a_page_of_contents_counts_less_than_the_same_words_elsewhere_but_counts(
    tmp_path: Path,
) -> None:
    contents = PageLayout(contents=True)
    texts = {"told": text("kompas"), "listed": text(*["kompas"] * 3, "sekstant", "anker")}
    with IndexStore(tmp_path).writing() as writer:
        for name, page in texts.items():
            layout = contents if name == "listed" else PLAIN
            pages = [PageRecord(n, str(n), blank) for n, blank in enumerate(("", BLANK))]
            pages.append(PageRecord(2, "2", page, layout=layout))
            writer.put(MaterialRecord(material=Material(id=name, title="Rapport")), pages, "")
    searcher = LiveSearcher(tmp_path).get()
    assert ids(searcher, "kompas") == ["told", "listed"]
    assert ids(searcher, "kompas sekstant anker") == ["listed", "told"]


@pytest.mark.parametrize("query", ["kompas", "kompas sekstant", "kompas OG sekstant"])
def test_what_is_not_scored_in_full_stays_after_what_is_in_the_rough_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    pages = [text(*["kompas"] * n, "sekstant") for n in (1, 3, 8, 5, 2, 7, 4, 6)]
    every = order(tmp_path / "all", query, *([page] for page in pages))
    monkeypatch.setattr(ranking, "MOST_CANDIDATES", 3)
    some = order(tmp_path / "some", query, *([page] for page in pages))
    assert some == every == [2, 5, 7, 3, 6, 1, 4, 0]


def test_a_title_brings_its_pages_among_those_scored_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MOST_CANDIDATES", 3)
    materials = [(Material(id=f"m{n}", title="Andet"), ["", BLANK, text("kompas")])
                 for n in range(6)]  # fmt: skip
    titled = Material(id="titled", title="Kompas"), ["", BLANK, text("kompas")]
    assert ids(build(tmp_path, [*materials, titled]), "kompas")[0] == "titled"


def test_a_word_of_one_material_alone_brings_its_pages_before_those_of_its_compounds(
    searcher_of: Make,
) -> None:
    compounds = text(*["kompasrose"] * 8, "rose", length=20)
    searcher = searcher_of({
        "a": [BLANK, compounds, text("kompas", length=80)], "b": [BLANK, compounds, *OTHERS],
    })  # fmt: skip
    (first, *_) = searcher.search("kompas", pages=5).materials
    assert (first.record.material.id, first.pages[0].number) == ("a", 3)


def test_function_words_tell_a_page_from_another_in_a_short_query_alone(tmp_path: Path) -> None:
    pages = [text("kompas", "over")], [text("kompas", "efter")]
    assert order(tmp_path / "1", "efter kompas", *pages) == [1, 0]
    assert order(tmp_path / "2", "over kompas", *pages) == [0, 1]


@pytest.mark.parametrize(
    ("query", "also", "first"),
    [
        ("kan jeg bruge kompas", "kan jeg", 0),
        ("hvorfor skal jeg kompas", "skal jeg", 0),
        ("hvorfor skal jeg kompas", "hvorfor", 1),
        ("hvorfor havde han kompas", "havde han", 1),
        ("jeg skal kompas", "jeg skal", 1),
        ("kan, kompas", "kan", 1),
    ],
)
def test_in_a_question_the_words_of_who_asks_tell_nothing(
    tmp_path: Path, query: str, also: str, first: int
) -> None:
    plain, worded = [text(*["kompas"] * 3)], [text("kompas", "kompas", *also.split())]
    assert order(tmp_path, query, plain, worded)[0] == first


def test_what_must_not_be_there_is_that_word_and_nothing_it_may_be_taken_for(
    searcher_of: Make,
) -> None:
    searcher = searcher_of({"a": ["vagt arbejdsløs"], "b": ["vagt kompas"], "c": ["vagt ledig"]})
    assert set(ids(searcher, "vagt -ledig")) == {"a", "b"}
    assert set(ids(searcher, "vagt -kompsa")) == {"a", "b", "c"}
    assert set(ids(searcher, "vagt -kompasset")) == {"a", "c"}
