"""Questions what something is are answered with what says so, and with nothing else."""

from pathlib import Path

import pytest

from search.asking.definitionframes import what_is_asked
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.quoting.definitions import is_defined
from search.showing.snippets import plain
from tests.search.conftest import Make

FILLER = "Her står der en sætning om noget helt andet end det, som der søges efter. "


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("hvad er en makker", "en makker"),
        ("Hvad er en makkerordning?", "en makkerordning"),
        ("hvad er et spor i Havnesystemet", "et spor"),
        ("hvad forstås der ved frafald", "frafald"),
        ("hvad menes med tryghed i boligområder", "tryghed"),
        ("hvad står KHR for", "KHR"),
        ("hvad dækker begrebet makker over", "begrebet makker"),
        ("hvad går peberning ud på", "peberning"),
        ("hvad vil det sige at være makker", "makker"),
        ("hvad dækker spor i Havnesystemet over", "spor"),
        ("hvad er en makker for en ordning", "en makker"),
        ("definition af makker", "makker"),
        ("makker definition", "makker"),
        ("hvad er prisen på en makker", ""),
        ("hvad er svarprocenten", ""),
        ("hvad koster en makker", ""),
        ("makkere på havnen", ""),
    ],
)
def test_a_question_tells_whether_it_asks_what_something_is(query: str, what: str) -> None:
    assert what_is_asked(query) == what


@pytest.mark.parametrize(
    "sentence",
    [
        "En [makker] er en kollega, som følger den nyansatte.",
        "• [Makker] er den, der følger med.",
        "Begrebet »[makker]« dækker over kolleger, der følger nye.",
        "Ved en [makker] forstås en kollega, der følger den nyansatte.",
        "Den, der følger den nye, kaldes en [makker].",
        "Vi kalder det [makker].",
        "Den nye får en [makker] (følgeperson) fra første dag.",
        "Den nye får en [makker], som følger med rundt.",
        "At være [makker], hvilket vil sige at følge en anden, tager tid.",
        "[Makker]: en kollega, der følger den nye.",
        "Kajens Havneråd ([KHR]) mødes hver måned.",
        "[KHR] (Kajens Havneråd) mødes hver måned.",
        "[KHR] står for Kajens Havneråd.",
        "Et ‘[Spor]’ definerer et forhold mellem to kajer.",
        "[Makkerordningen] består i at følge den nye rundt.",
        "En havns [dybgang] (DG) kan defineres som vandets højde ved kajen.",
        "[Makkere] udgør rygraden i havnen.",
    ],
)
def test_a_sentence_says_what_something_is(sentence: str) -> None:
    assert _is_defined(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "En [makker] er træt efter en lang dag.",
        "Det er svært at være [makker] på havnen.",
        "Tre [makker]e er fra Esbjerg.",
        "Den [makker] er en af de tre på kajen.",
        "Havnen har en [makker] (se side 4) til alle.",
        "Den nye får den [makker], der når kranen kører har vagten.",
        "Havnen valgte [KHR] (i marts) som nyt navn.",
        "[Makkere] udgør 28 % af holdet.",
        "[Makkere] udgør omkring 28 % af holdet.",
        "Det er ikke sikkert, at [makkere] er et problem for havnen.",
    ],
)
def test_a_sentence_only_speaks_of_something(sentence: str) -> None:
    assert not _is_defined(sentence)


def _is_defined(marked: str) -> bool:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return is_defined(text, (0, len(text)), (start, end))


NAMED = FILLER + "Makkerne på havnen holder et møde hver uge. Makkerne er glade. " + FILLER
TOLD = "En makker er en kollega, der følger den nyansatte i et halvt år."


def test_what_says_what_a_thing_is_comes_first_and_what_only_names_it_not_at_all(
    searcher_of: Make,
) -> None:
    texts = {"makkere": [NAMED], "natten": [FILLER * 3 + TOLD], "andet": [FILLER * 4] * 20}
    (answer,) = searcher_of(texts).findings("hvad er en makker").results
    assert answer.record.material.id == "natten"
    assert TOLD in answer.sentence


def test_what_no_page_says_the_meaning_of_is_found_but_not_answered(searcher_of: Make) -> None:
    engine = searcher_of({"makkere": [NAMED], "andet": [FILLER * 4] * 20})
    assert not engine.findings("hvad er en makker").results
    assert engine.search("hvad er en makker").total > 0


def test_a_definition_answers_however_many_pages_have_the_word(searcher_of: Make) -> None:
    texts = {f"kaj{n}": [f"Nummer {n}. Makkere sejler. " + FILLER] for n in range(20)}
    texts["kaj3"] = [TOLD + " " + FILLER]
    engine = searcher_of(texts | {f"nr{n}": [FILLER * 3] for n in range(100)})
    (answer,) = engine.findings("hvad er makkere").results
    assert TOLD in answer.sentence


@pytest.mark.parametrize("query", ["hvad forstås ved makkere", "hvad går makkere ud på"])
def test_the_verb_of_the_question_is_not_sought(searcher_of: Make, query: str) -> None:
    forms = [FILLER + "De går hjem, når de forstår det. Det forstås. " + FILLER]
    engine = searcher_of({"makkere": [NAMED], "andet": forms})
    assert [hit.record.material.id for hit in engine.search(query).materials] == ["makkere"]


def test_no_figure_is_told_apart_in_what_says_what_something_is(searcher_of: Make) -> None:
    texts = {"natten": [FILLER * 3 + "En makker er en af de tre, der følger den nyansatte."]}
    (answer,) = searcher_of(texts | {"andet": [FILLER] * 20}).findings("hvad er en makker").results
    assert answer.figure is None


def test_a_value_may_be_meant_by_what_is_known(searcher_of: Make) -> None:
    said = FILLER * 3 + "Makkerkontorets adresse er Kajen 4. Adressen skal stå i kalenderen."
    engine = searcher_of({"natten": [said], "andet": [FILLER] * 20})
    (answer,) = engine.findings("hvad er adressen").results
    assert "Kajen 4" in answer.sentence


@pytest.mark.parametrize("query", ["hvad er fristen for ansøgning", "frist for ansøgning"])
def test_a_date_without_a_year_is_a_deadline(searcher_of: Make, query: str) -> None:
    said = FILLER * 3 + "Fristen for ansøgning er 1. maj."
    engine = searcher_of({"natten": [said], "andet": [FILLER] * 20})
    (answer,) = engine.findings(query).results
    assert "1. maj" in answer.sentence


def test_a_name_has_no_value(searcher_of: Make) -> None:
    texts = [FILLER * 3 + "Kravet til Makkerrådet skal frem inden 14 dage.", FILLER * 3]
    made = {"natten": texts, "andet": [FILLER] * 20}
    assert searcher_of(made).findings("hvad er Makkerrådet").results == ()
    made["raadet"] = [FILLER + "Makkerrådet er de fem, som makkerne vælger. " + FILLER]
    (answer,) = searcher_of(made).findings("hvad er Makkerrådet").results
    assert "de fem" in answer.sentence


def test_what_it_means_that_a_thing_is_so_is_told_by_what_says_that_it_is(
    searcher_of: Make,
) -> None:
    told = "Når man siger, at en kaj er selvlukkende, betyder det, at vandet holdes ude."
    engine = searcher_of({"kajen": [FILLER * 2 + told], "andet": [FILLER * 4] * 20})
    (answer,) = engine.findings("hvad vil det sige at en kaj er selvlukkende").results
    assert told in answer.sentence


def test_the_page_that_says_what_something_is_leads_its_report_with_what_says_so(
    searcher_of: Make,
) -> None:
    named = "Makker og makker: en glad makker hilser på en makker i dag. " + FILLER
    pages = [named, named, named, FILLER * 2 + TOLD + " " + FILLER * 5 + named, named]
    engine = searcher_of({"makkere": pages, "andet": [FILLER * 4] * 20})
    (hit,) = engine.search("hvad er en makker").materials
    assert hit.pages[0].number == 4
    assert TOLD in plain(hit.pages[0].snippet)
    (hit,) = engine.search("makker").materials
    assert hit.pages[0].number != 4


def found_below(heading: str, told: str, folder: Path) -> list[str]:
    text = f"{FILLER}\n\n{heading}\n\n{told}\n\nKranen er rød."
    at = text.index(heading)
    layout = PageLayout(headings=((at, at + len(heading)),))
    with IndexStore(folder).writing() as writer:
        for name, page in (("havnen", text), *((f"nr{n}", FILLER) for n in range(20))):
            laid = layout if page == text else PageLayout()
            pages = [PageRecord(0, "", ""), PageRecord(1, "1", page, layout=laid)]
            record = MaterialRecord(material=Material(id=name, title=name), pages=1)
            writer.put(record, pages, fingerprint="")
    found = LiveSearcher(folder).get().findings("hvad er en makker").results
    return [one.sentence for one in found]


@pytest.mark.parametrize("heading", ["Makker", "Hvad er en makker?"])
def test_what_stands_first_under_a_heading_that_names_or_asks_it_says_what_a_thing_is(
    tmp_path: Path, heading: str
) -> None:
    told = "En kollega følger den nyansatte i et halvt år."
    assert found_below(heading, told, tmp_path) == [told]


@pytest.mark.parametrize("scrap", ["Af Rosa Holm", "§ 7", "Figur 2", "Foto: Ida Lund"])
def test_no_scrap_below_a_heading_says_what_it_names(tmp_path: Path, scrap: str) -> None:
    assert found_below("Makker", scrap, tmp_path) == []


@pytest.mark.parametrize(
    ("passage", "quoted"),
    [
        (
            "Havnen har vagt. En makker er en, der følger en ny på vagt. Hun er ofte erfaren.",
            "En makker er en, der følger en ny på vagt.",
        ),
        (
            "En makker er en, der følger en ny på vagt. Det varer et år. Kranen blev malet.",
            "En makker er en, der følger en ny på vagt. Det varer et år.",
        ),
        (
            "En makker er en, der følger en ny på vagt. Hver makker har en nøgle. Kranen er rød.",
            "En makker er en, der følger en ny på vagt. Hver makker har en nøgle.",
        ),
        (
            "En makker er en, der gør to ting:\n• Følger en ny.\n• Har en nøgle.\nKranen er rød.",
            "En makker er en, der gør to ting: • Følger en ny. • Har en nøgle.",
        ),
    ],
    ids=["alone", "goes on", "named again", "list"],
)
def test_what_something_is_is_quoted_without_the_sentences_about_other_matters(
    searcher_of: Make, passage: str, quoted: str
) -> None:
    pages = [FILLER * 2, passage, FILLER * 3]
    engine = searcher_of({"havnen": pages, "andet": [FILLER] * 20})
    (answer,) = engine.findings("hvad er en makker").results
    assert answer.sentence == quoted
