"""The index's segments: written as Whoosh reads them, scored as Whoosh scores, merged, mended."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from math import log
from pathlib import Path
from statistics import geometric_mean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh.query import Or, Phrase, Term
from whoosh.scoring import BM25F

from search.analysis.stems import stem
from search.analysis.tokens import words
from search.answering.searcher import Searcher
from search.index.segments.arrays import SUFFIX
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.ranking.weights import Weights

WORDS = st.sampled_from(["ahorn", "birk", "cypres", "druehyld", "el", "fyr", "gran", "hassel"])
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), min_size=1, max_size=8)
EXACT = st.lists(
    st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=8),
    min_size=1, max_size=5,
)  # fmt: skip
"""Pages so short that Whoosh doesn't round their lengths."""
QUOTED = st.lists(WORDS, min_size=1, max_size=2).map(lambda row: f'"{" ".join(row)}"')
COLLECTIONS = st.lists(TEXTS, min_size=1, max_size=5)
PLAIN = Weights(
    k1=1.2, b=0.75, exact=0.0, stem=1.0, compound=0.0, half=0.0, halves=0.0, gram=0.0, near=0.0,
    coverage=0.0, title=0.0, spread=0.0, feedback=0.0, context=0.0,
)  # fmt: skip
"""Whoosh's own BM25F over the body, words as typed."""


def put(store: IndexStore, materials: dict[str, list[str]], first: int = 1) -> None:
    """Put materials with these pages, from number ``first``, into the next generation."""
    with store.writing() as writer:
        for name, texts in materials.items():
            pages = [PageRecord(0, "", "")]
            pages += [PageRecord(n, str(n), text) for n, text in enumerate(texts, first)]
            record = MaterialRecord(material=Material(id=name, title=name), pages=len(texts))
            writer.put(record, pages, fingerprint=" ".join(texts))


def named(texts: list[list[str]], start: int = 0) -> dict[str, list[str]]:
    """The texts by made ids."""
    return {f"nr-{n}": pages for n, pages in enumerate(texts, start)}


def found(searcher: Searcher, query: str) -> dict[tuple[str, int], float]:
    """The score of every page that a query finds, words as typed."""
    results = searcher.search(query, exact=True, limit=1000, pages=1000, snippets=False)
    return {
        (hit.record.material.id, page.number): page.score
        for hit in results.materials
        for page in hit.pages
    }


@contextmanager
def whoosh_scores(store: IndexStore) -> Iterator[Callable[[str], dict[tuple[str, int], float]]]:
    """The same by plain Whoosh over the same files, its idf and its pivot made ours."""

    class Smoothed(BM25F):
        def idf(self, searcher, fieldname, text):  # type: ignore[no-untyped-def]
            had = searcher.get_parent().doc_frequency(fieldname, text)
            stored = searcher.get_parent().reader().all_stored_fields()
            pages = sum(1 for page in stored if page["number"])
            return log(1 + (pages - had + 0.5) / (had + 0.5))

        def scorer(self, searcher, fieldname, text, qf=1):  # type: ignore[no-untyped-def]
            made = super().scorer(searcher, fieldname, text, qf)
            reader = searcher.get_parent().reader()
            lengths = (reader.doc_field_length(n, "body", 0) for n in range(reader.doc_count_all()))
            made.avgfl = geometric_mean([length for length in lengths if length])
            return made

    opened = whoosh_index.open_dir(str(store.path(store.generation())))
    with opened.searcher(weighting=Smoothed()) as searcher:

        def scores(query: str) -> dict[tuple[str, int], float]:
            asked = Or([Term("body", word) for word in words(query)])
            hits = searcher.search(asked, limit=None)
            return {(hit["material"], hit["number"]): hit.score for hit in hits}

        yield scores


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=COLLECTIONS, query=st.lists(WORDS, min_size=2, max_size=3, unique=True))
def test_scores_are_those_of_whoosh_on_the_same_files(
    tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], query: list[str]
) -> None:
    store = IndexStore(tmp_path_factory.mktemp("index"))
    put(store, named(texts), first=2)  # what opens a first page counts more
    name = store.generation()
    ours = found(Searcher(store.open(name), store.manifest(name), PLAIN), " ".join(query))
    with whoosh_scores(store) as scores:
        assert ours == pytest.approx(scores(" ".join(query)), rel=1e-4)


def test_whoosh_itself_finds_words_and_phrases_in_the_files(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    put(store, {"skov": ["ahorn birk cypres", "birk ahorn", "gran " * 2000 + "ahorn birk"]})
    put(store, {"park": ["fyr ahorn birk"]})
    opened = whoosh_index.open_dir(str(store.path(store.generation())))
    with opened.searcher() as searcher:
        hits = searcher.search(Phrase("body", ["ahorn", "birk"]), limit=None)
        assert sorted((hit["material"], hit["number"]) for hit in hits) == [
            ("park", 1), ("skov", 1), ("skov", 3),
        ]  # fmt: skip
        assert searcher.doc_frequency("body", "gran") == 1
        assert searcher.field_length("body") == 3 + 2 + 2002 + 3


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=EXACT, second=EXACT, gone=st.integers(0, 4), query=QUOTED)
def test_what_was_put_in_at_different_times_is_found_as_if_put_in_at_once(
    tmp_path_factory: pytest.TempPathFactory,
    first: list[list[str]], second: list[list[str]], gone: int, query: str,
) -> None:  # fmt: skip
    folder = tmp_path_factory.mktemp("index")
    stepwise, at_once = IndexStore(folder / "a"), IndexStore(folder / "b")
    later = named(second, start=2)  # some again, some new
    put(stepwise, named(first))
    put(stepwise, later)
    wanted = named(first) | later
    with stepwise.writing() as writer:
        if (name := f"nr-{gone}") in wanted:
            writer.remove(name)
            del wanted[name]
    put(at_once, wanted)
    assert found(LiveSearcher(folder / "a").get(), query) == pytest.approx(
        found(LiveSearcher(folder / "b").get(), query), rel=1e-4
    )


@pytest.mark.parametrize("damage", [b"", b"skrammel", None])
def test_arrays_that_are_missing_or_damaged_are_made_again_from_whooshs_files(
    tmp_path: Path, damage: bytes | None
) -> None:
    store = IndexStore(tmp_path)
    put(store, {"skov": ["ahorn birk", "cypres ahorn ahorn"], "park": ["fyr"]})
    before = found(LiveSearcher(tmp_path).get(), "ahorn")
    [arrays] = store.path(store.generation()).glob(f"*{SUFFIX}")
    whole = arrays.read_bytes()
    arrays.unlink()
    if damage is not None:
        arrays.write_bytes(damage)
    assert found(LiveSearcher(tmp_path).get(), "ahorn") == before
    assert arrays.read_bytes() == whole


def test_small_segments_are_merged_so_that_there_are_few(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    for number in range(20):
        put(store, {f"nr-{number}": ["ahorn birk"]})
    assert len(list(store.path(store.generation()).glob(f"*{SUFFIX}"))) <= 5
    assert len(found(LiveSearcher(tmp_path).get(), "ahorn")) == 20


def test_a_small_segment_is_found_as_well_as_the_large_one_before_it(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    many = [" ".join(f"ord{10 * a + b}" for b in range(10)) for a in range(40)]
    put(store, {"stor": [*many, "kompasset sekstant anker"]})
    put(store, {"lille": ["kompasset sekstant anker"]})
    results = LiveSearcher(tmp_path).get().search("kompas sekstanten kompagni", pages=100)
    assert [(hit.record.material.id, hit.hit_pages) for hit in results.materials] in (
        [("stor", (41,)), ("lille", (1,))], [("lille", (1,)), ("stor", (41,))],
    )  # fmt: skip


def test_what_the_best_pages_share_tells_wherever_they_lie(tmp_path: Path) -> None:
    store = IndexStore(tmp_path)
    noise = ["".join(chr(97 + n // d % 20) for d in (400, 20, 1)) + "um" for n in range(7900)]
    shared = "anker bramsejl dæk fok køl mast"
    best = {
        f"best-{n}": [f"hval sæl {shared} " + 12 * " ".join(["", *noise[30 * n : 30 * n + 30]])]
        for n in range(5)
    }
    other = {f"other-{n}": [" ".join(noise[200 + 9 * n : 209 + 9 * n])] for n in range(90)}
    rare = {f"rare-{word}": [word] for word in ("narhval", "delfin")}
    put(store, dict(list(best.items())[:3]) | other | rare)
    put(store, dict(list(best.items())[3:]) | {"a": ["hval violin " * 3], "b": [f"hval {shared}"]})
    assert len(list(store.path(store.generation()).glob(f"*{SUFFIX}"))) == 2
    results = LiveSearcher(tmp_path).get().search("hval sæl narhval delfin")
    ids = [hit.record.material.id for hit in results.materials]
    assert ids.index("b") < ids.index("a")


def test_a_large_collection_is_written_in_several_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.index.maker.SEGMENT_CHARACTERS", 300)
    store = IndexStore(tmp_path)
    put(store, {f"nr-{number}": ["ahorn birk cypres druehyld"] * 3 for number in range(18)})
    with closing(whoosh_index.open_dir(str(store.path(store.generation()))).reader()) as reader:
        stored = [list(segment.all_stored_fields()) for segment, _ in reader.leaf_readers()]
    materials = [Counter(page["material"] for page in pages) for pages in stored]
    assert [len(pages) for pages in stored] == [12, 12, 12, 12, 12, 12]
    assert all(count == 4 for counts in materials for count in counts.values())
    put(store, {"nr-18": ["ahorn"], "nr-0": ["gran"]})
    searcher = LiveSearcher(tmp_path).get()
    assert len(found(searcher, "ahorn")) == 17 * 3 + 1
    assert list(found(searcher, "gran")) == [("nr-0", 1)]


def test_several_processes_make_the_segment_that_one_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for workers in (1, 2):
        values = {"WORKERS": workers, "LEAST_SHARED": 0, "SEGMENT_CHARACTERS": 2000}
        for name, value in values.items():
            monkeypatch.setattr(f"search.index.maker.{name}", value)
        store = IndexStore(tmp_path / str(workers))
        for half in (0, 1):  # the second knows the words of the first
            names = range(half, 40, 2)
            put(store, {f"nr-{n}": [f"ahorn, birkeskov {n} § {n}. druehyld"] * 2 for n in names})
        folder = store.path(store.generation())
        made.append(sorted(path.read_bytes() for path in folder.glob(f"*{SUFFIX}")))
    assert made[0] == made[1]


def test_the_stem_is_what_a_word_begins_with() -> None:
    """Snippets look for the letters of stems before they take a paragraph apart."""
    for word in ("bøgerne", "ledige", "mentorordningens", "ansættelserne", "løst", "sygefraværet"):
        assert word.startswith(stem(word))
