"""Findings: the sentence or row, of all reports, that states what is asked."""

from pathlib import Path

import pytest

from search import BROAD, Engine, IndexStore, LiveSearcher, Reading
from search.library.budget import Budget
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout
from search.library.record import MaterialRecord, PageRecord
from tests.search.conftest import Make

FILLER = "Her står der en sætning om noget helt andet end det, som der søges efter. "
HARBOUR = [
    FILLER * 3 + "Makkerordningen på havnen begyndte i 2012. " + FILLER * 2,
    FILLER + "Knap 62 pct. af makkerne bliver på havnen efter det første år. De er ikke trætte. "
    "En makker på havnen koster 4.500 kr. om måneden. " + FILLER,
]
NIGHT = [FILLER * 2 + "Om natten bliver kun 31 pct. af makkerne efter det første år. " + FILLER]


@pytest.fixture
def engine(searcher_of: Make) -> Engine:
    """An engine over two reports."""
    return searcher_of({"havnen": HARBOUR, "natten": NIGHT, "andet": [FILLER * 5, FILLER * 4]})


def test_a_question_is_answered_with_the_sentence_that_states_it_and_its_place(
    engine: Engine,
) -> None:
    found = engine.findings("hvor mange procent af makkerne på havnen bliver").results[0]
    assert found.record.material.id == "havnen"
    assert found.number == 2
    assert found.sentence == "Knap 62 pct. af makkerne bliver på havnen efter det første år."
    assert found.before == FILLER.strip()
    text = engine.page_text("havnen", 2) or ""
    assert text[found.start : found.end] == found.sentence
    assert found.figure is not None
    assert text[found.figure.start : found.figure.end] == "Knap 62 pct."
    assert {text[a:b] for a, b in found.marks} == {"makkerne", "havnen"}


@pytest.mark.parametrize(
    ("query", "figure"),
    [
        ("hvad koster en makker på havnen", "4.500 kr."),
        ("hvornår begyndte makkerordningen på havnen", "2012"),
        ("andel makkere der bliver om natten", "kun 31 pct."),
    ],
)
def test_the_figure_is_of_the_kind_that_is_asked_for(
    engine: Engine, query: str, figure: str
) -> None:
    answer = engine.findings(query).results[0].figure
    assert answer is not None
    assert answer.text == figure


def test_what_asks_for_one_of_several_is_no_word_of_the_matter(searcher_of: Make) -> None:
    told = "Anlægget til kulkranen på kajen hedder Havørnen. "
    pages = [FILLER * 2 + told + FILLER, "Skibet kom for sent, hvilket er en skam. " + FILLER]
    engine = searcher_of({"kajen": pages, "andet": [FILLER * 5, FILLER * 4]})
    first, second = (
        engine.findings(f"{which} anlæg har kulkranen på kajen").results[0]
        for which in ("hvilket", "hvilke")
    )
    assert first.sentence == second.sentence
    assert first.score == second.score


@pytest.mark.parametrize(
    ("told", "figure"),
    [
        ("Kajen males hver sommer, og malingen varer 14 dage.", "3. maj"),
        ("Kajen males hver sommer, og maleren kommer 14 dage før.", "14 dage"),
    ],
)
def test_when_is_told_by_a_span_of_time_from_something_alone(
    searcher_of: Make, told: str, figure: str
) -> None:
    pages = [FILLER * 2 + told + " " + FILLER * 2 + "Kajen males anden gang den 3. maj. " + FILLER]
    engine = searcher_of({"kajen": pages, "andet": [FILLER * 5, FILLER * 4]})
    answer = engine.findings("hvornår males kajen hver sommer").results
    fitting = [one.figure.text for one in answer if one.figure]
    assert figure in fitting[:1]


@pytest.mark.parametrize(
    ("query", "figure"),
    [
        ("hvor høj er kranen på slæbestedet", "12"),
        ("slæbestedet 1950", "40"),
        ("pram på 40 tons", "40"),
        ("værftet lærlinge", "85"),
        ("hvornår fik værftet lærlinge", "1987"),
    ],
)
def test_the_figure_is_in_the_clause_of_the_words_and_not_one_that_was_typed(
    searcher_of: Make, query: str, figure: str
) -> None:
    told = {
        "kajen": [
            "Slæbestedets rampe er 300 meter, og kranen er 12 meter høj. " + FILLER,
            "Slæbestedet fik i 1950 en pram på 40 tons. " + FILLER,
            "Værftet har siden 1987 haft 85 lærlinge. " + FILLER,
        ]
    }
    searcher = searcher_of(told | {f"nr{n}": [FILLER * 3] for n in range(9)})
    answer = searcher.findings(query).results[0].figure
    assert answer is not None
    assert answer.text == figure


@pytest.mark.parametrize(
    "query", ["hvem fører kranen på kajen om natten", "må Ulla føre kranen på kajen om natten"]
)
def test_no_figure_answers_who_or_whether(searcher_of: Make, query: str) -> None:
    said = "Ulla må føre kajens kran om natten i 12 timer."
    others = {f"nr{n}": [FILLER * 3] for n in range(40)}
    found = searcher_of({"kajen": [said], **others}).findings(query).results[0]
    assert (found.sentence, found.figure) == (said, None)
    assert [figure.text for figure in found.figures] == ["12 timer"]


def test_a_figure_may_answer_why(searcher_of: Make) -> None:
    said = "Kajens kran står stille om natten, da den bruger 97 % af havnens strøm."
    others = {f"nr{n}": [FILLER * 3] for n in range(40)}
    asked = "hvorfor står kranen på kajen stille om natten"
    found = searcher_of({"kajen": [said], **others}).findings(asked).results[0]
    assert found.figure is not None
    assert found.figure.text == "97 %"


def test_nothing_is_shown_for_what_no_report_tells(engine: Engine) -> None:
    assert engine.findings("hvor mange børnehaver har en legeplads").results == ()
    assert engine.findings("hvor mange makkere spiller fodbold i Spanien").results == ()
    assert engine.findings("").results == ()
    assert engine.findings("hvor og de").results == ()


def test_a_word_alone_is_answered_with_a_figure_or_when_many_pages_have_it_not_at_all(
    searcher_of: Make,
) -> None:
    said = "En makker er en god ven. Der er 40 makkere på kajen. Ingen kender en makker bedre."
    one = {"kajen": [said], **{f"nr{n}": [FILLER * 3] for n in range(9)}}
    searcher = searcher_of(one)
    found = searcher.findings("makkere").results
    assert [row.sentence for row in found] == ["Der er 40 makkere på kajen."]
    assert searcher_of({"a": [said], "b": [said], "c": [FILLER]}).findings("makkere").results == ()


@pytest.mark.parametrize(("having", "others", "answered"), [(2, 13, True), (20, 100, False)])
def test_what_is_asked_of_one_word_is_answered_where_all_pages_that_have_it_are_read(
    searcher_of: Make, having: int, others: int, *, answered: bool
) -> None:
    said = "Makkere er gode venner, som viser nye folk til rette. " + FILLER
    texts = {f"kaj{n}": [f"Nummer {n}. " + said] for n in range(having)}
    searcher = searcher_of(texts | {f"nr{n}": [FILLER * 3] for n in range(others)})
    assert bool(searcher.findings("hvem er makkere").results) is answered


def test_bare_words_of_many_pages_are_answered_with_nothing_and_a_question_of_them_is(
    searcher_of: Make,
) -> None:
    texts = {"kajen": ["Makkerne på kajen ordner alle aftaler om vagter. " + FILLER]}
    texts |= {f"b{n}": [f"Makkere nummer {n}. " + FILLER] for n in range(4)}
    texts |= {f"c{n}": [f"Aftaler nummer {n}. " + FILLER] for n in range(4)}
    searcher = searcher_of(texts | {f"nr{n}": [FILLER * 3] for n in range(8)})
    assert not searcher.findings("makkere aftaler").results
    assert searcher.findings("hvem af makkerne ordner aftaler").results
    assert searcher.findings("makkere ordner aftaler vagter").results


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("hvor mange kvadratmeter er skuret på kajen", "Skuret på kajen fylder 38 m2."),
        ("hvor mange timer sejler makkerne", "Makkerne sejler fem timer hver."),
        ("hvor mange skal hjælpe makkerne på kajen", "Her skal vi bruge tre folk."),
    ],
)
def test_a_figure_in_the_unit_that_is_asked_for_stands_for_it_in_digits_or_words(
    searcher_of: Make, query: str, said: str
) -> None:
    first = "Det næste er hjælp til makkerne på kajen. "
    told = {"kajen": [FILLER + first + said + " " + FILLER]}
    searcher = searcher_of(told | {f"nr{n}": [FILLER * 3] for n in range(20)})
    assert [row.sentence for row in searcher.findings(query).results[:1]] == [said]


def test_what_only_the_unit_asked_for_is_said_of_answers_nothing(searcher_of: Make) -> None:
    told = {"kajen": ["Makkerne sejler 37 timer om ugen. " + FILLER], "natten": ["Vagter. "]}
    searcher = searcher_of(told | {f"nr{n}": [FILLER * 3] for n in range(20)})
    assert searcher.findings("hvor mange timer om ugen sejler makkerne").results
    assert not searcher.findings("hvor mange timer om ugen har vagter").results


def test_a_figure_stands_for_words_that_ask_for_its_kind_not_for_compounds_of_them(
    searcher_of: Make,
) -> None:
    told = {"kajen": ["Færre end før, 12 pct., bor på kajen nu. " + FILLER]}
    searcher = searcher_of(told | {f"nr{n}": [FILLER * 3] for n in range(9)})
    assert searcher.findings("andel der bor på kajen").results
    assert not searcher.findings("svarandel").results


def test_a_question_in_other_words_for_the_same_has_the_same_first_finding_and_first_hit(
    searcher_of: Make,
) -> None:
    asked = "Lidt under halvdelen af værfterne måler ikke, hvad det giver at have makkere. "
    had = "Og lidt over halvdelen, 53 pct., har oplevet vanskeligheder med makkerne. "
    engine = searcher_of({
        "vaerftet": [FILLER * 3 + asked + had, FILLER * 4],
        "kajen": ["Havnens udfordringer er store. " + FILLER, "Og dens problemer. " + FILLER],
        "andet": [FILLER * 5, "En makker på værftet. " + FILLER * 4],
        **{f"nr{n}": [FILLER * 4] for n in range(9)},
    })  # fmt: skip
    for word in ("problemer", "udfordringer", "vanskeligheder"):
        query = f"hvor mange værfter har haft {word} med makkere"
        found = engine.search(query)
        assert found.materials[0].record.material.id == "vaerftet"
        assert engine.findings(query).results[0].sentence == had.strip()
        assert word in dict(found.told.synonyms)
        off = engine.findings(query, reading=Reading(synonyms=False)).results
        assert (off[:1] != () and off[0].sentence == had.strip()) == (word == "vanskeligheder")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("hvor lang er kajen i Hadsund", "240 m"),
        ("hvor mange kvadratmeter er kajen i Hadsund", "1.200"),
        ("hvor varm er kajen i Hadsund", "19"),
        ("hvor tung er kajen i Hadsund", "80"),
    ],
)
def test_the_figure_is_in_the_measure_that_is_asked_for(
    searcher_of: Make, query: str, answer: str
) -> None:
    told = (
        "Kajen i Hadsund ligger ud for 35 huse. Kajen i Hadsund vejer 80 tons. "
        "Kajen i Hadsund er på 1.200 m2. Kajen i Hadsund er 240 m. "
        "Kajen i Hadsund er 19 °C. Kajen i Hadsund ligger ud for 17 skibe."
    )
    searcher = searcher_of({"kajen": [told], **{f"nr{n}": [FILLER * 3] for n in range(9)}})
    figure = searcher.findings(query).results[0].figure
    assert figure is not None
    assert answer.startswith(figure.text)


def test_a_figure_that_is_asked_with_is_no_answer(searcher_of: Make) -> None:
    asked = "Kajen i Hadsund øges, når lejen er 21 mio. kr. om året."
    told = "Kajen i Hadsund øges med 36 pct."
    pages = [f"{FILLER}{asked} {FILLER}{told} {FILLER}"]
    searcher = searcher_of({"kajen": pages, **{f"nr{n}": [FILLER * 3] for n in range(9)}})
    found = searcher.findings("hvor meget øges kajen i Hadsund ved 21 mio. kr.").results[0]
    assert found.sentence == told


def test_each_report_has_as_many_findings_as_are_asked_for(engine: Engine) -> None:
    query = "hvor mange procent af makkerne bliver efter det første år"
    found = engine.findings(query, each=1)
    assert [f.record.material.id for f in found.results] == ["natten", "havnen"]
    assert found.total == 2
    rest = engine.findings(query, each=1, offset=1)
    assert [f.record.material.id for f in rest.results] == ["havnen"]


def test_all_figures_of_a_kind_are_given_where_thin_evidence_will_do(engine: Engine) -> None:
    found = engine.findings("makker", kinds={"share", "money"}, thin=True).results
    assert {f.figure.text for f in found if f.figure} == {
        "Knap 62 pct.",
        "4.500 kr.",
        "kun 31 pct.",
    }


def test_what_only_the_title_is_about_answers_nothing(searcher_of: Make) -> None:
    pages = [FILLER * 3, FILLER + "Et lille anlæg koster 36 kr. om måneden. " + FILLER, FILLER * 2]
    engine = searcher_of({"kajplads-i-danmark": pages, "andet": [FILLER * 5]})
    assert engine.findings("hvad koster et anlæg").results
    assert engine.findings("hvad koster en kajplads", kinds=("money",), thin=False).results == ()
    assert engine.findings("kajplads koster kr", kinds=("money",), thin=True).results == ()


def test_what_names_the_matter_before_a_finding_that_does_not_is_told(searcher_of: Make) -> None:
    listed = "Kontingenterne lyder som følger:\n\n• Under 18 år 1000 kr. årligt.\n\n"
    engine = searcher_of(
        {"klubben": [FILLER * 3 + "\n\n" + listed + FILLER, FILLER * 4], "andet": [FILLER]}
    )
    (found, *_) = engine.findings("kontingent").results
    text = engine.page_text("klubben", 1) or ""
    assert found.figure is not None
    assert "Kontingenterne" not in found.sentence
    assert found.lead is not None
    assert text[slice(*found.lead)] == found.before == "Kontingenterne lyder som følger:"
    assert (found.lead[0], found.lead[0] + len("Kontingenterne")) in found.marks


def test_another_figure_is_told_apart_where_none_of_the_kind_asked_for_stands(
    searcher_of: Make,
) -> None:
    page = FILLER + "Oprydningen på kajen tager makkerne 3 timer siden 2012. " + FILLER
    engine = searcher_of({"kajen": [page], "andet": [FILLER * 4]})
    found = engine.findings("hvad koster oprydningen på kajen", thin=True).results[0]
    assert found.figure is not None
    assert (found.figure.text, found.figure.kind) == ("3 timer", "time")


@pytest.mark.parametrize(
    "empty",
    [
        "Hvor mange makkere har havnen nu?",
        "Se www.eksempel.dk/makkere-havnen om makkere havnen",
        "• Makkere, havnen.",
    ],
)
def test_what_states_nothing_comes_after_what_does(searcher_of: Make, empty: str) -> None:
    stated = "Der er 40 makkere på hele havnen nu."
    engine = searcher_of({"havnen": [f"{empty}\n\n{FILLER}\n\n{stated} {FILLER}"], "b": [FILLER]})
    found = engine.findings("makkere havnen", thin=True).results
    assert [one.sentence for one in found][:1] == [stated]
    assert len(found) == 2


@pytest.mark.parametrize("thin", [True, False])
def test_what_there_is_no_budget_for_is_left_out_and_told(engine: Engine, thin: bool) -> None:
    found = engine.findings("makker", thin=thin, budget=Budget(0))
    assert BROAD in found.hints
    assert found.total <= 1


@pytest.mark.parametrize("query", ["?!.,-", "1e999", "9" * 400, "makker " * 1400, "kr. kr. %"])
def test_any_query_is_answered(engine: Engine, query: str) -> None:
    found = engine.findings(query, thin=True, limit=1000)
    assert all(0 <= one.score <= 1 for one in found.results)


def test_a_finding_knows_that_its_page_was_scanned_and_none_is_of_a_page_of_contents(
    tmp_path: Path,
) -> None:
    with IndexStore(tmp_path).writing() as writer:
        pages = [
            PageRecord(0, "", ""),
            PageRecord(1, "1", HARBOUR[1], layout=PageLayout(contents=True)),
            PageRecord(2, "2", HARBOUR[1], layout=PageLayout(confidence=0.9)),
        ]
        record = MaterialRecord(material=Material(id="havnen", title="Om byen"), pages=2)
        writer.put(record, pages, fingerprint="")
    found = LiveSearcher(tmp_path).get().findings("makker på havnen pris", thin=True).results
    assert {(one.number, one.confidence) for one in found} == {(2, 0.9)}
