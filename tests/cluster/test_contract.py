"""What every engine and writer does, the embedded one and the one in a cluster; and that both
answer the same to the letter."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.answering.door import Store
from search.answering.engine import Engine
from search.answering.results import MaterialHit, Results
from search.asking.filters import Filters
from search.asking.query import Reading
from search.library.catalogue import Material
from search.library.errors import IndexUnavailable, UserError
from search.library.record import MaterialRecord, PageRecord
from search.library.settings import Settings
from search.live import LiveSearcher
from search.ranking.ranking import MOST_CANDIDATES
from search.stores import store_of
from tests.cluster.conftest import settings_of
from tests.search.conftest import HARBOUR, NIGHT, SALON, TEXTS

KINDS = ("whoosh", "opensearch")


def record(material: Material, *texts: str) -> tuple[MaterialRecord, list[PageRecord]]:
    pages = [PageRecord(n, str(n or ""), text) for n, text in enumerate(texts)]
    return MaterialRecord(material=material, pages=len(texts) - 1), pages


def put(store: Store, materials: Iterable[tuple[MaterialRecord, list[PageRecord]]]) -> None:
    with store.writing() as writer:
        for one, pages in materials:
            writer.put(one, pages, fingerprint=one.material.title)


class Pair(NamedTuple):
    whoosh: Engine
    opensearch: Engine


def pair_of(
    node: str, folder: Path, *runs: Iterable[tuple[MaterialRecord, list[PageRecord]]]
) -> Pair:
    """The same materials behind both engines, written in so many runs."""
    made = [[*run] for run in runs]
    stores = store_of(Settings(index=folder)), store_of(settings_of(node, folder / "cluster"))
    for store in stores:
        for run in made:
            put(store, run)
    return Pair(*(LiveSearcher(store).get() for store in stores))


@pytest.fixture(scope="module")
def pair(node: str, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """The same materials behind both engines."""
    trades = (record(m, *TEXTS[m.id]) for m in (HARBOUR, NIGHT, SALON))
    return pair_of(node, tmp_path_factory.mktemp("pair"), trades)


@pytest.fixture(params=KINDS)
def engine(request: pytest.FixtureRequest, pair: Pair) -> Engine:
    """Each engine over the trades."""
    found: Engine = getattr(pair, request.param)
    return found


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Each store, empty."""
    if request.param == "whoosh":
        return store_of(Settings(index=tmp_path))
    return store_of(settings_of(request.getfixturevalue("node"), tmp_path))


def ids(results: Results) -> list[str]:
    return [hit.record.material.id for hit in results.materials]


def alike(one: Results, other: Results) -> bool:
    """Whether two answers are the same but for the last bits of scores: the mean length of pages is
    added up in float32 page by page here, and there in float64 by shard."""
    return without_scores(one) == without_scores(other) and scores(one) == pytest.approx(
        scores(other), rel=1e-5
    )


def without_scores(results: Results) -> Results:
    def bare(hits: tuple[MaterialHit, ...]) -> tuple[MaterialHit, ...]:
        return tuple(
            replace(hit, score=0.0, pages=tuple(replace(page, score=0.0) for page in hit.pages))
            for hit in hits
        )

    materials, like = bare(results.materials), bare(results.alike)
    return replace(results, took=0.0, materials=materials, alike=like)


def scores(results: Results) -> list[float]:
    hits = (*results.materials, *results.alike)
    return [score for hit in hits for score in (hit.score, *(page.score for page in hit.pages))]


QUERIES = (
    "mentor", "sygefravær", "Aarhus", "århus", "27,2 pct.", "§ 85", "kollega makker syg", "§85",
    "mentrorordning", "virksomhedsmentorere", "xyzzy", "", "og", "den frivillige mentor",
    '"match mellem mentor og mentee"', '"sygdom fravær"~3', '"mentor mentee kan"~9', "sygdom*",
    "*mentor", "m?ntor", "mentor OG virksomhed", "flygtning ELLER barn", "mentor IKKE frivillig",
    "-mentor", "(nat ELLER salon) +mentor", "titel:mentorer", 'titel:"makkere på havnen"',
    "titel:mak*", "udgiver:STAR", "forfatter:sømand", "emne:fast*", "type:notat", "år:2014..2016",
    "år:2016 makker", "side:1", "side:0..1 mentor", "mentor mentor makker", "børnenes bøger",
    "uddannelsesindsats", "ret-og-pligt-mentor", "17. marts 2015", "karen@mentor.dk",
    "sygefraværsmentor", "nattevagternes virksomhedspolitik", '"mentor mentor"~2',
    "virksomheds mentor", "sygefraværs politik makker", "mentor ordning -makker", "mentor, ordning",
    "mentorordning", "eller-mentor", "sygefravær og-politik",
    "arbejdsmarkedsstyrelsen", "STAR", "+makker -syge nat", "((()))", '"', "a OG", "titel:",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_an_answer_is_the_same_to_the_letter(pair: Pair, query: str) -> None:
    one, other = (engine.search(query) for engine in pair)
    assert alike(other, one)
    assert [*pair.opensearch.occurrences(query)] == [*pair.whoosh.occurrences(query)]


WISHES = (
    {"sort": "newest"}, {"sort": "oldest"}, {"sort": "title"}, {"exact": True},
    {"reading": Reading(compounds=False)}, {"reading": Reading(inflections=False)},
    {"limit": 1}, {"limit": 1, "offset": 1}, {"offset": 9}, {"pages": 1}, {"pages": 9},
    {"snippets": False}, {"filters": Filters(material="natten")}, {"alike": False},
    {"filters": Filters(publisher=("STAR", "Saksens Fond"))}, {"facets": False},
    {"filters": Filters(years=(2015, None))}, {"filters": Filters(years=(None, 2016))},
    {"filters": Filters(kind=("notat",), target_group=("ældre",))}, {"limit": 1, "sort": "oldest"},
    {"filters": Filters(full_text=("ja",), subject=("unge",)), "sort": "title"},
)  # fmt: skip


@pytest.mark.parametrize("wish", WISHES, ids=str)
def test_an_answer_to_a_wish_is_the_same_to_the_letter(pair: Pair, wish: dict[str, object]) -> None:
    for query in ("mentor", "makker sygefravær", "mentorpolitik"):
        one, other = (engine.search(query, **wish) for engine in pair)  # type: ignore[arg-type]
        assert alike(other, one)


WORDS = sorted({word for texts in TEXTS.values() for text in texts for word in text.split()})
WORD = st.sampled_from(WORDS)
CLAUSE = st.one_of(
    WORD,
    st.builds('"{} {}"'.format, WORD, WORD),
    st.builds('"{} {}"~{}'.format, WORD, WORD, st.integers(1, 9)),
    st.builds("{:.3}*".format, WORD),
    st.builds("-{}".format, WORD),
    st.builds("+{}".format, WORD),
    st.builds("({} ELLER {})".format, WORD, WORD),
    st.builds("titel:{}".format, WORD),
)
QUERY = st.lists(CLAUSE, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=20, derandomize=True)
@given(query=QUERY)
def test_any_query_is_answered_the_same_to_the_letter(pair: Pair, query: str) -> None:
    one, other = (engine.search(query) for engine in pair)
    assert alike(other, one)


def test_what_more_pages_have_than_are_ranked_is_counted_and_listed_the_same(
    node: str, tmp_path: Path
) -> None:
    stores = store_of(Settings(index=tmp_path)), store_of(settings_of(node, tmp_path))
    for store in stores:
        put(store, (record(Material(id=name, title=name), *long_text(name)) for name in "abc"))
    one, other = (LiveSearcher(store).get() for store in stores)
    for query in ("mentor", "mentor makker", "mentor makker uglen-b", '"mentor nummer"'):
        ours, theirs = (engine.search(query, sort="title") for engine in (one, other))
        assert ours.total_pages > MOST_CANDIDATES
        for told in ("total", "total_pages", "total_all", "facets", "told"):
            assert getattr(theirs, told) == getattr(ours, told)
        for mine, their in zip(ours.materials, theirs.materials, strict=True):
            assert (their.hit_pages, their.missing) == (mine.hit_pages, mine.missing)
    assert [*other.occurrences("makker")] == [*one.occurrences("makker")]


def long_text(name: str) -> list[str]:
    pages = range(400)
    return [f"Mentor nummer {n} {'makker' * (n % 7 == 0)} {f'uglen-{name}' * (n == 9)}"
            for n in pages]  # fmt: skip


@pytest.mark.parametrize("typed", ["ment", "Makkere på", "Evaluering af n", "xq", "sygefravær me"])
def test_what_is_typed_becomes_the_same(pair: Pair, typed: str) -> None:
    assert pair.opensearch.complete(typed) == pair.whoosh.complete(typed)


def test_pages_materials_and_facets_are_the_same(pair: Pair) -> None:
    one, other = pair
    for name in (*TEXTS, "ingen"):
        assert other.material(name) == one.material(name)
        for number in range(7):
            assert other.page(name, number) == one.page(name, number)
            assert other.page_text(name, number) == one.page_text(name, number)
    for filters in (Filters(), Filters(years=(2015, 2017)), Filters(publisher=("STAR",))):
        assert other.facet_counts(filters) == one.facet_counts(filters)
        for sort in ("", "newest", "oldest", "title"):
            assert other.materials(filters, sort=sort) == one.materials(filters, sort=sort)


def test_pages_like_another_are_the_same(pair: Pair) -> None:
    one, other = pair
    assert other.similar("havnen", 1) == one.similar("havnen", 1)
    assert one.similar("havnen", 1)


def test_a_text_is_marked_the_same(pair: Pair) -> None:
    text = TEXTS["natten"][2] + TEXTS["salonen"][2]
    for query in ("mentor", "virksomheder", '"ledige får"', "mentorordninger", "frafald*"):
        for name in (None, "natten", "ukendt"):
            one, other = (engine.highlight(query, text, material_id=name) for engine in pair)
            assert other == one


def test_what_is_asked_for_is_found_best_first(engine: Engine) -> None:
    found = engine.search("mentor frisører")
    assert ids(found)[0] == "salonen"
    assert found.total == 3
    assert found.facets["kind"]["notat"] == 1


def test_a_material_that_is_put_is_found_and_one_that_is_removed_is_not(store: Store) -> None:
    put(store, [record(HARBOUR, *TEXTS["havnen"]), record(SALON, *TEXTS["salonen"])])
    assert ids(LiveSearcher(store).get().search("mentor", sort="title")) == ["havnen", "salonen"]
    with store.writing() as writer:
        writer.remove("havnen")
        one, pages = record(NIGHT, *TEXTS["natten"])
        writer.put(one, pages, "")
    engine = LiveSearcher(store).get()
    assert set(ids(engine.search("mentor"))) == {"natten", "salonen"}
    assert engine.material("havnen") is None
    assert set(engine.manifest.fingerprints) == {"natten", "salonen"}
    assert engine.search("havnearbejdere", alike=False).total == 0


def test_a_material_that_is_put_again_takes_the_place_of_what_there_was(store: Store) -> None:
    for text in ("Den første tekst om bævere.", "Den anden tekst om oddere."):
        put(store, [record(Material(id="dyr", title="Dyr"), "", text)])
    engine = LiveSearcher(store).get()
    assert ids(engine.search("oddere")) == ["dyr"]
    assert engine.search("bævere", alike=False).total == 0
    assert engine.page_text("dyr", 1) == "Den anden tekst om oddere."


def test_a_run_that_fails_leaves_the_generation_before(store: Store) -> None:
    put(store, [record(Material(id="dyr", title="Dyr"), "", "Om bævere.")])
    before = store.generation()
    with pytest.raises(RuntimeError), store.writing() as writer:
        writer.remove("dyr")
        one, pages = record(Material(id="trae", title="Træ"), "", "Om ege.")
        writer.put(one, pages, "")
        raise RuntimeError
    assert store.generation() == before
    assert ids(LiveSearcher(store).get().search("bævere")) == ["dyr"]
    put(store, [record(Material(id="sten", title="Sten"), "", "Om granit.")])
    engine = LiveSearcher(store).get()
    assert [r.material.id for r in engine.materials()] == ["dyr", "sten"]
    assert engine.search("ege", alike=False).total == 0


def test_an_engine_goes_on_over_its_generation_when_the_next_comes(store: Store) -> None:
    put(store, [record(Material(id="dyr", title="Dyr"), "", "Om bævere.")])
    engine = LiveSearcher(store).get()
    put(store, [record(Material(id="dyr", title="Dyr"), "", "Om oddere.")])
    assert ids(engine.search("bævere")) == ["dyr"]
    assert engine.search("oddere", alike=False).total == 0


def test_an_index_made_anew_has_only_what_is_put_then(store: Store) -> None:
    put(store, [record(Material(id="dyr", title="Dyr"), "", "Om bævere.")])
    with store.writing(rebuild=True) as writer:
        one, pages = record(Material(id="trae", title="Træ"), "", "Om ege.")
        writer.put(one, pages, "")
    engine = LiveSearcher(store).get()
    assert [r.material.id for r in engine.materials()] == ["trae"]


def test_writers_exclude_each_other(store: Store) -> None:
    put(store, [record(Material(id="dyr", title="Dyr"), "", "Om bævere.")])
    with (
        store.writing(),
        pytest.raises(UserError, match="En anden kørsel skriver allerede"),
        store.writing(),
    ):
        pass
    put(store, [record(Material(id="trae", title="Træ"), "", "Om ege.")])


def test_a_run_that_changes_nothing_makes_no_generation(store: Store) -> None:
    put(store, [record(Material(id="dyr", title="Dyr"), "", "Om bævere.")])
    before = store.generation()
    with store.writing() as writer:
        assert dict(writer.fingerprints) == {"dyr": "Dyr"}
    assert store.generation() == before


def test_without_an_index_it_is_said_what_to_do(store: Store) -> None:
    with pytest.raises(IndexUnavailable, match="mentorsoeg update"):
        LiveSearcher(store).get()


def test_an_empty_index_answers(store: Store) -> None:
    with store.writing():
        pass
    engine = LiveSearcher(store).get()
    assert engine.search("mentor").total == 0
    assert engine.materials() == ()
    assert engine.complete("men") == ()
