"""Compounds that are written apart, and words that are written together."""

import pytest

from search.asking.query import Reading
from tests.search.conftest import Make, ids, standing

FILLER = ["en mentor og en ordning", "standard, værdi, sag, behandling, tid, børn og familie"] * 2


@pytest.mark.parametrize(
    ("typed", "compound"),
    [("mentor ordning", "mentorordning"), ("standard værdi", "standardværdien"),
     ("sagsbehandlings tid", "sagsbehandlingstiden"), ("sagsbehandling tid", "sagsbehandlingstid"),
     ("covid 19", "covid19")],
)  # fmt: skip
def test_words_side_by_side_are_the_compound_that_they_are(
    searcher_of: Make, typed: str, compound: str
) -> None:
    searcher = searcher_of({"a": [f"om {compound} her"], "b": FILLER})
    assert ids(searcher, typed)[0] == "a"
    assert compound in standing(searcher, typed)
    found = searcher.search(typed)
    assert [words for words, _ in found.told.joined] == [typed]
    assert {hit.record.material.id: hit.missing for hit in found.materials}["a"] == ()
    alone = searcher.search(typed, reading=Reading(joined=False, compounds=False))
    assert (alone.told.joined, "a" in [hit.record.material.id for hit in alone.materials]) == (
        (), False,
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["en ordning", "mentor kursus", "mentor 19", "kursus mentor"])
def test_words_that_are_no_compound_of_the_collection_are_none(
    searcher_of: Make, typed: str
) -> None:
    searcher = searcher_of({"a": ["mentorordning, enordning og kursus", "covid-19"], "b": FILLER})
    assert searcher.search(typed).told.joined == ()


def test_a_compound_is_also_its_words_in_a_row(searcher_of: Make) -> None:
    texts = ["en mentorordning", "vores mentor ordninger", "mentor og ordning", "ordning mentor"]
    searcher = searcher_of({"a": [*texts, "børnefamilier, og børne familier", "børn, familier"]})
    assert standing(searcher, "mentorordning") == ["mentorordning", "mentor ordninger"]
    assert standing(searcher, "børnefamilie") == ["børnefamilier", "børne familier"]
    assert searcher.search("mentorordning").told.joined == (("mentorordning", "mentor ordning"),)
    off = searcher.search("mentorordning", reading=Reading(joined=False))
    assert (off.total_pages, off.told.joined) == (1, ())


@pytest.mark.parametrize(
    "typed",
    ["standard, værdi", "standard; værdi", "standard. Værdi", "standard/værdi", "standard - værdi",
     "standard ELLER værdi", "standard OG værdi", "standard (værdi)", "standard +mentor værdi",
     "standard -mentor værdi", 'standard "en mentor" værdi', "standard kvantecomputer værdi"],
)  # fmt: skip
def test_words_with_something_between_are_no_compound(searcher_of: Make, typed: str) -> None:
    searcher = searcher_of({"a": ["om standardværdi"], "b": [*FILLER, "en mentor"]})
    assert searcher.search(typed).told.joined == ()


def test_what_is_typed_again_is_one_compound_told_once(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["om standardværdi"], "b": FILLER})
    told = searcher.search("standard værdi standard værdi").told.joined
    assert told == (("standard værdi", "standardværdi"),)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("mentor -mentorordning", ["list", "row"]), ("tilbud -(mentor ordning)", ["whole"])],
)
def test_what_is_left_out_is_as_it_is_typed(searcher_of: Make, typed: str, kept: list[str]) -> None:
    texts = {"list": "mentor, ordning", "row": "mentor ordning", "whole": "mentorordning"}
    searcher = searcher_of({name: [f"tilbud: {text}"] for name, text in texts.items()})
    for reading in (Reading(), Reading(joined=False)):
        found = searcher.search(typed, reading=reading)
        assert sorted(hit.record.material.id for hit in found.materials) == kept


def test_a_compound_tells_where_its_words_are_not_there_themselves(searcher_of: Make) -> None:
    texts = ["om en standard og en værdi: standardværdi", "om standardværdi", "standard, punktum"]
    searcher = searcher_of({f"a{n}": [text] for n, text in enumerate(texts)})
    scores = [
        {hit.record.material.id: hit.score for hit in found.materials}
        for joined in (True, False)
        for found in [searcher.search("standard værdi", reading=Reading(joined=joined))]
    ]
    gains = {name: score - scores[1][name] for name, score in scores[0].items()}
    assert (gains["a0"], gains["a1"] > 0, gains["a2"]) == (0, True, 0)


@pytest.mark.parametrize(
    ("typed", "words", "other"),
    [("rydde op", "rydde op", "oprydningen"), ("hvem ryddede gaden op?", "ryddede op", "opryddet"),
     ("fulgt op", "fulgt op", "opfølgning"), ("vende tilbage", "vende tilbage", "tilbagevenden"),
     ("sende de unge helt hjem", "sende hjem", "hjemsendelser"),
     ("hvem siger jobbet op?", "siger op", "opsigelsen"), ("slå det fast", "slå fast", "fastslår"),
     ("dele mad ud", "dele ud", "uddeling"), ("fase ud", "fase ud", "udfaset")],
)  # fmt: skip
def test_a_verb_and_its_particle_are_the_word_that_they_are_as_one(
    searcher_of: Make, typed: str, words: str, other: str
) -> None:
    searcher = searcher_of({"a": [f"om {other} her"], "b": FILLER})
    assert other in standing(searcher, typed)
    found = searcher.search(typed)
    assert [told for told, _ in found.told.joined] == [words]
    hit = next(hit for hit in found.materials if hit.record.material.id == "a")
    assert set(words.split()).isdisjoint(hit.missing)
    assert searcher.search(typed, reading=Reading(joined=False)).told.joined == ()


@pytest.mark.parametrize(
    "typed",
    ["leve op", "rydde, op", "op rydde", "rydde alt det gamle skrammel op", "rydde ud", "se op"],
)
def test_what_is_no_verb_with_its_particle_is_none(searcher_of: Make, typed: str) -> None:
    texts = ["oprydning, oplevelse", "opryddelige og opsendelse", "udrydde og udrydningen"]
    searcher = searcher_of({"a": texts, "b": FILLER})
    assert searcher.search(typed).told.joined == ()


@pytest.mark.parametrize(
    ("typed", "other"),
    [("flere gange ind", "indgangen"), ("kom den unge tid frem", "fremtiden"),
     ("stederne ud", "udstedelsen"), ("gaverne ud", "udgaver")],
)  # fmt: skip
def test_a_noun_and_a_particle_are_no_word(searcher_of: Make, typed: str, other: str) -> None:
    searcher = searcher_of({"a": [f"om {other} her"], "b": FILLER})
    assert searcher.search(typed).told.joined == ()


@pytest.mark.parametrize(
    ("typed", "other"),
    [("siger det ind", "indsigt"), ("bytte ud", "udbytte"), ("rette ind", "indretning"),
     ("trykke ud", "udtrykket"), ("holde ind", "indholdet"), ("komme ud", "udkommer"),
     ("byde ind", "indbydelse"), ("tage sagen op", "optaget"), ("søge hjem", "hjemsøgt"),
     ("dage op til valget", "opdagelser")],
)  # fmt: skip
def test_a_word_that_means_another_thing_is_not_found_for_the_verb_and_its_particle(
    searcher_of: Make, typed: str, other: str
) -> None:
    searcher = searcher_of({"a": [f"om {other} her"], "b": FILLER})
    assert searcher.search(typed).told.joined == ()


@pytest.mark.parametrize(
    ("typed", "row", "told"),
    [("opfølgning", "fulgte op", "følge op"), ("udmeldelser", "melder ud", "melde ud"),
     ("oprydningen", "ryddet op", "rydde op"), ("udregning", "regner ud", "regne ud")],
)  # fmt: skip
def test_a_word_that_stands_nowhere_is_the_verb_and_particle_that_it_is(
    searcher_of: Make, typed: str, row: str, told: str
) -> None:
    searcher = searcher_of({"a": [f"de {row} her", "op ud fulgt melder"], "b": FILLER})
    found = searcher.search(typed)
    assert (found.total_pages, found.told.joined) == (1, ((typed, told),))
    assert standing(searcher, typed) == [row]
    assert searcher.search(typed, reading=Reading(joined=False)).total_pages == 0
    known = searcher_of({"a": [f"de {row} her", f"en {typed}"], "b": FILLER}).search(typed)
    assert (known.total_pages, known.told.joined) == (1, ())


@pytest.mark.parametrize(
    "typed", ["oplevelse", "ophold", "opgave", "udbytte", "fremtid", "indgang"]
)
def test_a_word_that_is_no_verb_and_particle_is_none(searcher_of: Make, typed: str) -> None:
    texts = ["leve op, holde op", "gave op og gaver op", "bytte ud", "tid frem", "gang ind, gå ind"]
    assert searcher_of({"a": texts, "b": FILLER}).search(typed).told.joined == ()
