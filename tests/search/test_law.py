"""The law of hits: what is found, counted, listed and marked are the same places."""

from collections import defaultdict
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answering.searcher import Searcher
from search.asking.query import Reading
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from tests.search.conftest import Make, standing

WORDS = [
    "mentor", "mentorer", "mentoren", "mentorordning", "virksomhedsmentor", "virksomheden",
    "sygefravær", "sygefraværet", "sygefraværspolitik", "syg", "fravær", "sygemelding", "bøger",
    "bogen", "børnene", "ledig", "arbejdsløse", "spildevandspumpestation", "Århus", "aarhusiansk",
    "dataafhængighed", "tredjemands-rettigheder", "e-mail", "ret-og-pligt", "27,2 pct.", "2014",
    "§ 85", "14-dages", "idéhistorie", "kursus", "kurser", "adressering", "ring", "og", "en",
    "star", "u\u00addelt", "uddannelses- og", "beskæftigelsesindsats", "øl", "afløbsrør",
    "stk@lov", "x_kr", "mentor ordning", "covid-19", "syge fraværet",
    "rydde", "op", "oprydning", "ryddet op", "ind", "melde", "indmeldelse",
]  # fmt: skip
ASKED = [
    "mentor", "mentorordning", "virksomhed", "sygefravær", "syg", "politik", "bog", "barn", "afløb",
    "ledig", "spildevand", "pumpe", "aarhus", "afhængig", "mand", "rettighed", "email", "pligt",
    "27,2", "85", "14", "ide", "kursus", "ring", "STAR", "udelt", "metnor", "sygefrvær",
    "børnementor", "mentor ordning", "syge fravær", "covid 19", "virksomheds mentor",
    "børne-mentor", "syg-politik", "og-politik", "eller-rettighed",
    "uddannelsesindsats", "kvantecomputer", "mentor*", "*fravær*", "b?g*",
    '"en mentor"', '"syg fravær"~3', "+mentor", "og", "stk@lov", "it-mentor",
    "rydde op", "melde mentor ind", "op -mentor", "ryd*", '"rydde op"',
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
MATERIALS = st.lists(st.lists(TEXTS, min_size=1, max_size=4), min_size=1, max_size=4)
READINGS = st.builds(Reading, *(st.booleans() for _ in fields(Reading)))
QUERIES = st.lists(st.sampled_from(ASKED), min_size=1, max_size=4).map(" ".join)


def made(folder: Path, batches: list[list[list[str]]]) -> Searcher:
    """A searcher over materials put in at several times, each with a summary and pages."""
    store, number = IndexStore(folder), 0
    for batch in batches:
        with store.writing() as writer:
            for texts in batch:
                number += 1
                pages = [PageRecord(n, str(n), text) for n, text in enumerate(texts)]
                title = f"{texts[0][:30]} {number}".strip()
                material = Material(id=f"m{number}", title=title, publishers=("Cabi",))
                writer.put(MaterialRecord(material=material, pages=len(pages) - 1), pages, "")
    return LiveSearcher(folder).get()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(MATERIALS, min_size=1, max_size=3), queries=st.lists(QUERIES, min_size=5,
       max_size=12), reading=READINGS)  # fmt: skip
def test_a_page_is_a_hit_when_the_query_is_marked_on_it_and_only_then(
    tmp_path_factory: pytest.TempPathFactory,
    batches: list[list[list[str]]], queries: list[str], reading: Reading,
) -> None:  # fmt: skip
    searcher = made(tmp_path_factory.mktemp("law"), batches)
    for query in queries:
        found = searcher.search(query, reading=reading, limit=100, pages=100)
        hits = {hit.record.material.id: set(hit.hit_pages) for hit in found.materials}
        places: dict[str, set[int]] = defaultdict(set)
        for place in searcher.occurrences(query, reading=reading):
            places[place.material_id].add(place.number)
        assert hits == places, query
        assert found.total_pages == sum(map(len, places.values()))
        assert found.total_all <= found.total_pages
        for hit in found.materials:
            for page in hit.pages:
                assert any(piece.marked for piece in page.snippet), (query, page)
        for name, numbers in hits.items():
            text = searcher.page_text(name, max(numbers)) or ""
            marked = searcher.highlight(query, text, reading=reading, material_id=name)
            assert marked or max(numbers) == 0


def test_what_only_resembles_is_shown_apart_and_counted_nowhere(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["et kompas"], "b": ["et kompagni"], "c": ["sygefravær her"]})
    found = searcher.search("kompas")
    assert [hit.record.material.id for hit in found.materials] == ["a"]
    assert (found.total, found.total_pages) == (1, 1)
    (like,) = found.alike
    assert like.record.material.id == "b"
    assert [f.text for p in like.pages for f in p.snippet if f.marked] == ["kompagni"]
    nothing = searcher.search("sygdom")
    assert (nothing.total, nothing.total_pages, nothing.materials) == (0, 0, ())
    assert nothing.told.nowhere == ("sygdom",)


def test_a_function_word_that_stands_alone_beside_what_must_not_be_there_is_searched_for(
    searcher_of: Make,
) -> None:
    searcher = searcher_of({"a": ["deres mentor"], "b": ["deres vagt"], "c": ["en vagt"]})
    found = searcher.search("deres -mentor")
    assert [hit.record.material.id for hit in found.materials] == ["b"]
    assert standing(searcher, "deres -mentor") == ["deres"]


def test_a_hyphened_whole_that_is_nowhere_is_taken_for_its_words(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["en chitest, og så en funktion"], "b": ["funktionen, punkt x"]})
    found = searcher.search("chitest-funktion")
    assert [hit.record.material.id for hit in found.materials] == ["a"]
    assert found.told.parts == (("chitest-funktion", ("chitest", "funktion")),)
    assert standing(searcher, "chitest-funktion") == ["chitest", "funktion"]
    assert not searcher.search("x-funktion").materials  # a letter tells nothing
    assert not searcher.search("chitest-funktion", reading=Reading(compounds=False)).materials
    asked = searcher.search("eller-funktion")
    assert [hit.record.material.id for hit in asked.materials] == ["a", "b"]
    assert asked.told.parts == (("eller-funktion", ("funktion",)),)
    assert standing(searcher, "eller-funktion") == ["funktion", "funktionen"]
    assert not searcher.search("og-eller").materials


def test_what_a_result_lacks_and_what_is_nowhere_is_told(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["en mentor", "en vagt og en mentor"], "b": ["en vagt"]})
    found = searcher.search("mentor vagt kvantecomputer")
    missing = {hit.record.material.id: hit.missing for hit in found.materials}
    assert missing == {"a": ("kvantecomputer",), "b": ("mentor", "kvantecomputer")}
    assert found.told.nowhere == ("kvantecomputer",)
    assert searcher.search("mentor vagt").total_all == 1
    assert searcher.search("mentor vagt").total_pages == 3


def test_what_lacks_is_told_as_it_was_typed_and_only_what_was_asked(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["en it-mentor og en vagt"], "b": ["en vagt"]})
    found = searcher.search("vagt it-mentor 37-timers 2014-05-01")
    missing = {hit.record.material.id: {*hit.missing} for hit in found.materials}
    nowhere = ("37-timers", "2014-05-01")
    assert missing == {"a": {*nowhere}, "b": {"it-mentor", *nowhere}}
    assert found.told.nowhere == nowhere
    quoted = searcher.search("er der en vagt eller “en ekstra vagt” her?")
    assert "en ekstra vagt" not in quoted.told.nowhere
