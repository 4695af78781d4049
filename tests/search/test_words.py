"""Words of a query: which forms of them a search reaches, and what counts as the word itself."""

import pytest

from search.answering.searcher import Searcher
from tests.search.conftest import Make, ids, standing


@pytest.mark.parametrize(
    ("query", "forms"),
    [
        ("bog", ["bogen", "bøgerne"]), ("bøger", ["bogen", "bøgerne"]),
        ("barn", ["barn", "børn", "børn"]), ("børnene", ["barn", "børn", "børn"]),
        ("lærling", ["lærlinge", "Lærlingene"]), ("lærlingen", ["lærlinge", "Lærlingene"]),
        ("Aarhus", ["Århus", "Aarhus"]), ("århus", ["Århus", "Aarhus"]),
        ("ide", ["Idéen"]), ("laerling", ["lærlinge", "Lærlingene"]),
        ("sygefravaer", ["Sygefraværet", "sygefravær", "Sygefravær", "sygefravær"]),
        ("5", []), ("femte", ["femte"]), ("1234", ["1.234"]),
    ],
)  # fmt: skip
def test_a_word_stands_in_every_inflection_and_spelling(
    trades: Searcher, query: str, forms: list[str]
) -> None:
    assert standing(trades, query) == forms


def test_words_that_differ_in_spelling_only_by_a_letter_are_kept_apart(searcher_of: Make) -> None:
    texts = ("koen står på marken", "køn og alder", "hår", "det har regnet")
    both = searcher_of({"a": texts})
    assert standing(both, "koen") == ["koen"]
    assert standing(both, "køn") == ["køn"]
    assert standing(both, "hår") == ["hår"]


def test_a_part_finds_the_compound_and_marks_its_own_letters(trades: Searcher) -> None:
    assert standing(trades, "mentorordning") == ["Mentorordningen", "mentorordninger"]
    found = standing(trades, "mentor")
    assert set(found) == {"mentor", "Mentor", "mentoren", "mentorer"}
    assert found.count("mentor") == 6 + 1 + 1  # in virksomhedsmentor and mentorordninger
    assert found.count("Mentor") == 1  # in Mentorordningen


def test_a_compound_is_found_by_its_parts_and_its_parts_by_the_compound(trades: Searcher) -> None:
    assert ids(trades, "virksomhed mentor")[0] == "havnen"
    assert "salonen" in ids(trades, "frisørmentor")


def test_the_whole_word_within_a_longer_compound_counts_as_the_word(trades: Searcher) -> None:
    assert standing(trades, "sygefravær") == [
        "Sygefraværet", "sygefravær", "Sygefravær", "sygefravær",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("inflected", "first", "last"),
    [
        ("Borgerens", "borge", "rens"), ("formanden", "form", "anden"), ("lettest", "let", "test"),
        ("registrerede", "registre", "rede"), ("forskelle", "forsk", "elle"),
        ("personer", "per", "soner"),
    ],
)  # fmt: skip
def test_the_end_of_an_inflected_word_is_no_part_of_it(
    searcher_of: Make, inflected: str, first: str, last: str
) -> None:
    searcher = searcher_of({"a": [inflected, first, last, first, last]})
    assert {3, 5} <= set(searcher.search(last).materials[0].hit_pages) <= {0, 3, 5}


@pytest.mark.parametrize("compound", ["servicelov", "Parcelhuset", "nøgletal", "tekstfilerne"])
def test_a_compound_may_end_in_a_noun_of_three_letters(searcher_of: Make, compound: str) -> None:
    texts = [compound, *["service parcel nøgle tekst lov hus tal fil"] * 2]
    searcher = searcher_of({"a": texts})
    part = {"s": "lov", "P": "hus", "n": "tal", "t": "fil"}[compound[0]]
    assert standing(searcher, part)[0] in compound


def test_a_compound_that_is_nowhere_stands_where_all_its_parts_do(trades: Searcher) -> None:
    assert standing(trades, "børnementor") == ["mentor", "børn"]
    assert trades.search("børnementor").told.parts == (("børnementor", ("børn", "mentor")),)
    assert standing(trades, "mentorkvantespring") == []
    assert trades.search("mentorkvantespring").total == 0


def test_half_of_a_compound_does_not_count_where_the_compound_is(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["sygefravær", "syge og fravær", "syge og fravær"]})
    assert standing(searcher, "sygefravær") == ["sygefravær"]
    assert searcher.search("sygefravær").total_pages == 1


def test_only_what_counts_is_counted(trades: Searcher) -> None:
    whole = trades.search("sygefravær")
    assert {m.record.material.id: m.hit_pages for m in whole.materials} == {
        "havnen": (1,), "natten": (1, 4),
    }  # fmt: skip
    assert whole.synonyms == ()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("27,2 pct.", ["27,2 pct.", "27,2"]), ("27,2%", ["27,2 pct.", "27,2"]),
        ("27,2", ["27,2 pct.", "27,2"]), ("27", []), ("§ 85", ["§ 85"]), ("85", ["§ 85", "85"]),
        ("17.3.2015", ["17. marts 2015"]), ("17. marts 2015", ["17. marts 2015"]),
        ("18-29", ["18-29"]), ("18", ["18", "18"]), ("29", ["29", "29"]),
        ("ret-og-pligt-mentor", ["ret-og-pligt-mentor"]),
        ("retogpligtmentor", ["ret-og-pligt-mentor"]),
        ("uddannelsesindsats", ["uddannelses"]), ("virksomhedskoordinator", ["koordinatorer"]),
    ],
)  # fmt: skip
def test_what_is_typed_as_one_thing_stands_as_one(
    trades: Searcher, query: str, found: list[str]
) -> None:
    assert standing(trades, query) == found


@pytest.mark.parametrize("language", ["C#", "C++", "c++"])
def test_a_letter_with_its_signs_is_one_thing(searcher_of: Make, language: str) -> None:
    searcher = searcher_of({"a": ["C er et sprog", "vi bruger C#, og", "brug C++.", "bilag c"]})
    found = standing(searcher, language)
    assert found == [language.upper()]


def test_a_word_with_soft_hyphens_is_marked_by_its_letters(searcher_of: Make) -> None:
    texts = ["virksom\u00adheds\u00admentor", "mentor virksomhed", "mentor virksomhed"]
    searcher = searcher_of({"a": texts})
    assert standing(searcher, "mentor") == ["mentor", "mentor", "mentor"]
    assert standing(searcher, "virksomhed")[0] == "virksom\u00adhed"


@pytest.mark.parametrize("exact", [True, False])
def test_an_exact_search_takes_the_word_as_typed(trades: Searcher, exact: bool) -> None:
    found = standing(trades, "mentorer", exact=exact)
    assert (set(found) == {"mentorer"}) is exact


def test_a_slip_of_the_pen_is_forgiven_when_the_collection_has_no_such_word(
    trades: Searcher,
) -> None:
    assert set(standing(trades, "sygefrvær")) == {"Sygefraværet", "sygefravær"}
    assert "frisører" in standing(trades, "frisøre")


@pytest.mark.parametrize(
    ("word", "other"),
    [("elever", "leveret"), ("jobcentrene", "koncentrere"), ("dommeren", "kommer"),
     ("busk", "husk"), ("sidebredden", "sydbredden"), ("laerere", "lavere")],
)  # fmt: skip
def test_a_word_that_danish_has_is_no_slip_of_another(
    searcher_of: Make, word: str, other: str
) -> None:
    found = searcher_of({"a": [f"et {other} her", "siden, bredden, side, bredde"]}).search(word)
    assert (found.told.slips, found.suggestion) == ((), None)


@pytest.mark.parametrize(
    ("slip", "word"),
    [("forbrugsinformtion", "forbrugsinformation"), ("forbruginformation", "forbrugsinformation"),
     ("medicintaper", "medicintyper"), ("sygdomsfraver", "sygdomsfravær")],
)  # fmt: skip
def test_a_slip_in_a_compound_is_forgiven(searcher_of: Make, slip: str, word: str) -> None:
    assert searcher_of({"a": [f"om {word}"]}).search(slip).told.slips == ((slip, word),)


@pytest.mark.parametrize(
    ("word", "function"),
    [("sommer", "som"), ("siger", "sig"), ("varer", "var"), ("hammeren", "ham"), ("mener", "men"),
     ("demens", "dem"), ("herrer", "her"), ("allerede", "alle"), ("miner", "mine")],
)  # fmt: skip
def test_a_word_is_no_function_word_whose_stem_is_its_own(
    searcher_of: Make, word: str, function: str
) -> None:
    searcher = searcher_of({"a": [f"{function}, {word}"]})
    assert standing(searcher, word) == [word]
    assert standing(searcher, function) == [function]


@pytest.mark.parametrize(
    ("word", "neuter"),
    [
        ("rød", "rødt"), ("god", "godt"), ("hvid", "hvidt"), ("grøn", "grønt"), ("bred", "bredt"),
        ("død", "dødt"), ("tom", "tomt"), ("stiv", "stivt"), ("ny", "nyt"), ("normal", "normalt"),
    ],
)  # fmt: skip
def test_the_neuter_of_an_adjective_is_the_word_itself_and_no_slip(
    searcher_of: Make, word: str, neuter: str
) -> None:
    searcher = searcher_of({"a": [f"et {neuter} hus", "et hus"]})
    assert standing(searcher, word) == [neuter]
    assert searcher.search(word).suggestion is None
    searcher = searcher_of({"a": [f"{word} i morgen"]})
    assert standing(searcher, neuter) == [word]


@pytest.mark.parametrize(
    ("word", "other"),
    [("vag", "vagt"), ("lys", "lyst"), ("stol", "stolt"), ("bred", "brevet"), ("sen", "sendt"),
     ("skrid", "skridt"), ("hel", "helt")],
)  # fmt: skip
def test_a_noun_or_a_verb_is_no_neuter(searcher_of: Make, word: str, other: str) -> None:
    searcher = searcher_of({"a": [f"en {word} her", f"en {other} her"]})
    assert standing(searcher, word) == [word]


def test_a_slip_is_forgiven_where_the_collection_has_another_inflection_alone(
    searcher_of: Make,
) -> None:
    searcher = searcher_of({"a": ["Mentorordningen hjalp", "helt andre ting"]})
    assert standing(searcher, "mentorordnnig") == ["Mentorordningen"]


def test_neighbours_swapped_in_the_middle_of_a_short_word_are_a_slip(trades: Searcher) -> None:
    assert trades.search("metnor").suggestion == "mentor"


@pytest.mark.parametrize(
    ("word", "own", "others"),
    [
        ("borgere", ["borgere", "borgeren", "borger"], ["borge", "borgen", "langborg"]),
        ("borg", ["borg", "borge"], ["borgere", "borgerne", "borgerservice"]),
        ("bil", ["bil", "biler"], ["bille", "billerne", "Bille"]),
        ("tal", ["tal", "tallene"], ["tale", "taler", "talen", "taleren"]),
        ("hav", ["hav", "havene"], ["haven", "kolonihaver", "havefrø"]),
        ("har", ["har"], ["haven", "kolonihaver", "havefrø"]),
        ("haft", ["haft"], ["haven", "kolonihaver"]),
        ("køb", ["køb", "købe", "køber"], []),
        ("pris", ["pris", "priser", "priserne"], []),
        ("kompromis", ["kompromis", "kompromisser"], []),
    ],
)
def test_a_noun_is_no_other_noun_whose_stem_is_its_own(
    searcher_of: Make, word: str, own: list[str], others: list[str]
) -> None:
    compounds = "lang vej, service, koloni, frø, frø. "
    pages = [compounds + ", ".join((*own, *others)), compounds]
    assert standing(searcher_of({"a": pages}), word) == own


@pytest.mark.parametrize(
    ("word", "compounds", "others"),
    [
        ("vin", ["vinimport", "vinkældre"], ["vinden", "vinduer", "levin"]),
        ("mad", ["madspild"], ["madrasser", "madame"]),
        ("el", ["elforbrug", "elmålere"], ["elleve", "element", "elever"]),
    ],
)
def test_a_noun_of_few_letters_stands_in_what_a_dictionary_takes_for_two_nouns(
    searcher_of: Make, word: str, compounds: list[str], others: list[str]
) -> None:
    searcher = searcher_of({"a": [", ".join((*compounds, *others))]})
    assert standing(searcher, word) == [word] * len(compounds)


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("straf", ["landstrafikmodellen"]), ("rektor", ["kystdirektoratet", "vejdirektorat"]),
        ("politi", ["politikken", "politikkens"]), ("unika", ["kommunikation"]),
        ("bedring", ["forbedringer"]), ("syning", ["selvforsyning", "klimaforsyningens"]),
        ("tante", ["repræsentanter"]), ("skytte", ["databeskyttelsesloven"]),
        ("pande", ["pandemien"]), ("kolon", ["kolonnenavne"]),
    ],
)  # fmt: skip
def test_letters_of_another_word_are_no_word(
    searcher_of: Make, word: str, others: list[str]
) -> None:
    searcher = searcher_of({"a": others})
    assert searcher.search(word).total_pages == 0


@pytest.mark.parametrize(
    ("word", "compound"),
    [
        ("opdatering", "opdateringsblirper"), ("frekvens", "blirpefrekvensen"),
        ("blirper", "opdateringsblirper"),
    ],
)  # fmt: skip
def test_a_word_that_never_stands_alone_stands_in_a_compound_with_what_nobody_knows(
    searcher_of: Make, word: str, compound: str
) -> None:
    searcher = searcher_of({"a": [compound]})
    assert standing(searcher, word) == [word]


def test_the_frame_of_a_question_need_not_stand_on_a_page(searcher_of: Make) -> None:
    searcher = searcher_of(
        {"a": ["Jobcentrene har problemer.", "En stor vogn.", "En andel heraf."]}
    )
    found = searcher.search("Hvor stor en andel af jobcentrene har haft problemer?")
    assert found.total_all == 1
    assert found.materials[0].missing == ()
    assert set(found.materials[0].hit_pages) == {1, 3}


@pytest.mark.parametrize(
    "query",
    ["Hvad koster en mentor?", "hvor meget koster mentor", "hvad må en mentor koste",
     "hvad betyder mentor", "hvad hedder hans mentor"],
)  # fmt: skip
def test_the_verb_that_asks_need_not_stand_on_a_page(searcher_of: Make, query: str) -> None:
    searcher = searcher_of({"a": ["En mentor er 500 kr. værd.", "Det koster, betyder og hedder."]})
    found = searcher.search(query)
    assert (found.total_all, found.materials[0].missing) == (1, ())


def test_a_verb_that_does_not_ask_must_stand_on_a_page(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["En mentor er god.", "Det koster, betyder og hedder."]})
    for query in ("mentor koster", "mentor betyder", "hvad mentor betyder", "hvor koster mentor"):
        assert searcher.search(query).total_all == 0


def test_what_stands_for_a_compound_in_other_letters_has_no_parts(searcher_of: Make) -> None:
    searcher = searcher_of({"a": ["jf. bilaget", "jævnfør bilaget", "jævn før", "jævn før"]})
    assert searcher.search("før").materials[0].hit_pages == (3, 4)
