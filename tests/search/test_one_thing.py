"""What is typed as one thing: it is found, counted and marked where it stands as one, in whichever
way it is written."""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.answering.searcher import Searcher
from search.library.catalogue import Material
from tests.search.conftest import Make, build, standing

FILLER = "Der var 2 planer, 3 timers møde og 37 samtaler for 31 borgere i gruppe b, nr. 1, ved dk."


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("§ 31 b", "§ 31 b, §31b, § 31b, § 31, § 31 a og b", ["§ 31 b", "§31b", "§ 31b"]),
        ("§31B", "efter § 31 B i loven", ["§ 31 B"]),
        ("§ 31", "§ 31, § 31 b og 31", ["§ 31"]),
        ("§ 31", "efter § 31 i loven, § 31 f.eks. og § 31 a-kasser", ["§ 31"] * 3),
        ("paragraf 31", "§ 31, paragraf 31, Paragraf 31 b og 31",
         ["§ 31", "paragraf 31"]),
        ("§ 31 b", "paragraf 31 b", ["paragraf 31 b"]),
        ("§ 22", "§§ 21 og 22, 22 pct.", ["22"]),
        ("§ 23 a", "§§ 21, 22 og 23 a", ["23 a"]),
        ("§ 87", "§§ 85-87", ["87"]), ("§§ 85-87", "§§ 85-87 og § 85", ["§§ 85-87"]),
        ("§ 10, stk. 2", "§ 10, stk. 2, § 10 stk. 2, §10 og stk. 2",
         ["§ 10, stk. 2", "§ 10 stk. 2"]),
        ("§ 10, stk. 2", "§ 10, stk. 2, nr. 4", ["§ 10, stk. 2"]),
        ("37-timers", "37-timers uge, 37 timers", ["37-timers"]),
        ("2-årig", "de 2-årige, en 2-årig", ["2-årige", "2-årig"]),
        ("18-29-årige", "18-29-årige, 18-29 og årige", ["18-29-årige"]),
        ("02091-C-71", "sag 02091-C-71 og C-71", ["02091-C-71"]),
        ("H52.1", "diagnosen H52.1.", ["H52.1"]), ("v2.1.3", "udgave v2.1.3", ["v2.1.3"]),
        ("21/004567-12", "sag nr. 21/004567-12", ["21/004567-12"]),
        ("mentor-portal.dk", "mentor-portal.dk, a@mentor-portal.dk, https://www.mentor-portal.dk/x",
         ["mentor-portal.dk"] * 3),
        ("karen.blaa@mentor.dk", "til Karen.Blaa@mentor.dk, karen, blå", ["Karen.Blaa@mentor.dk"]),
        ("rapport_2014.pdf", "se rapport_2014.pdf og rapport", ["rapport_2014.pdf"]),
        ("f.eks", "f.eks. her", ["f.eks."]),
        ("12345678", "CVR 12 34 56 78, 1234 5678, 12345678, 12 34", ["12 34 56 78", "1234 5678",
                                                                       "12345678"]),
        ("12 34 56 78", "12345678 og 12-34-56-78 og 12.34.56.78",
         ["12345678", "12-34-56-78", "12.34.56.78"]),
        ("33121314", "+45 33 12 13 14", ["45 33 12 13 14"]),
        ("051458841815", "05145-8841815, 05145 8841815", ["05145-8841815", "05145 8841815"]),
        ("9788771190007", "978-87-7119-000-7, 978 87 7119 000 7",
         ["978-87-7119-000-7", "978 87 7119 000 7"]),
        ("8771190007", "87 7119 000 7, 87-7119-000-7", ["87 7119 000 7", "87-7119-000-7"]),
        ("8771190004", "87 7119 000 4, 87 7119", []),
        ("12.500", "12\u202f500, 12\u2009500, 12\u00a0500, 12 500 kr., 12500, 12",
         ["12\u202f500", "12\u2009500", "12\u00a0500", "12 500", "12500"]),
        ("12 500", "12.500 og 500", ["12.500"]),
        ("2014 500", "i 2014 500 borgere", ["2014", "500"]),
        ("it-mentor", "it-mentor, itmentor, it mentor, it og mentor", ["it-mentor", "itmentor",
                                                                      "it mentor"]),
        ("ret-og-pligt", "ret og pligt, ret-og-pligt, ret", ["ret og pligt", "ret-og-pligt"]),
        ("mænd/kvinder", "mænd og kvinder", ["mænd", "kvinder"]),
        ("A/S", "Novo A/S, a/s, a og s", ["A/S", "a/s"]), ("km/t", "80 km/t, km, t", ["km/t"]),
        ("B&U", "B&U, B og U", ["B&U"]), (".NET", "i .NET, net og asp.net", [".NET"]),
        (".pdf", "en .pdf-fil, (.pdf), pdf", [".pdf", ".pdf"]), ("24/7", "24/7, 24 og 7", ["24/7"]),
        ("450kW", "450 kW, 450kW, 450 og kW", ["450 kW", "450kW"]),
        ("12 km", "12km, 12 km, km 12", ["12km", "12 km"]),
        ("22,5 kr", "22,50 kr., kr. 22,5, 22,5 kroner, 22,5 og kr.",
         ["22,50 kr.", "kr. 22,5", "22,5 kroner"]),
        ("kr. 1.200,00", "1200 kr., 1.200,00 kr. og 1200", ["1200 kr.", "1.200,00 kr."]),
        ("1,5 mio.", "1,5 millioner, mio., 1,5 mia.", ["1,5 millioner"]),
        ("10 pct.", "10%, 10 %, 10 procent, procent", ["10%", "10 %", "10 procent"]),
        ("mentor.dk/om", "www.mentor.dk/om, https://mentor.dk/om, mentor.dk",
         ["mentor.dk/om", "mentor.dk/om"]),
        ("https://www.mentor.dk/om/", "mentor.dk/om og om", ["mentor.dk/om"]),
        ("www.mentor.dk", "mentor.dk, www.mentor.dk", ["mentor.dk", "www.mentor.dk"]),
        *((query, "Covid-19, covid19, COVID 19, covid og 19", ["Covid-19", "covid19", "COVID 19"])
          for query in ("Covid-19", "covid19")),
        ("A4", "A4, A-4, bilag A 4", ["A4", "A-4"]),
        *((query, "kl. 14.30, 14:30, klokken 14.30, kl. 15, 14 og 30", ["14.30", "14:30", "14.30"])
          for query in ("14:30", "kl. 14.30", "kl. 14:30", "klokken 14.30")),
        ("kl. 9.05", "KL, kl. 09.05, 9:05, kl. 10", ["09.05", "9:05"]),
        ("14.30", "14:30, kl. 14.30 og 14.30 pct.", ["14:30", "14.30", "14.30 pct."]),
        *((query, "i 90'erne, 1990'erne, 90erne, 90’erne, 90-erne, 90", ["90'erne", "90erne",
                                                                         "90’erne", "90-erne"])
          for query in ("90'erne", "90erne", "90-erne")),
        *((query, "en 2-årig, toårige, to-årig, 2 år, 12-årige", ["2-årig", "toårige", "to-årig"])
          for query in ("2-årig", "toårig", "2årige")),
        ("femdages", "5-dages, femdages, fem dage", ["5-dages", "femdages"]),
        *((query, "O'Brien, O’Brien, OBrien, bilag O", ["O'Brien", "O’Brien", "OBrien"])
          for query in ("O'Brien", "obrien")),
        *((query, "U.S.A., USA, u, s", ["U.S.A", "USA"]) for query in ("USA", "U.S.A.")),
        *((query, "ph.d., phd, Ph.d.-studerende", ["ph.d.", "phd", "Ph.d."])
          for query in ("ph.d.", "phd")),
        ("tlf.", "tlf. og telefon", ["tlf.", "telefon"]),
        *((query, "7010 1234, 70101234, 45 og 1234", ["7010 1234", "70101234"])
          for query in ("+45 70101234", "+45 7010 1234", "0045 70101234")),
        *((query, "CVR 12345678, DK12345678, DK 12 34 56 78", ["12345678", "DK12345678",
                                                              "12 34 56 78"])
          for query in ("DK12345678", "12345678")),
        ("5798000012345", "EAN 5798 0000 1234 5, 5798", ["5798 0000 1234 5"]),
        ("paragraf 31b", "§ 31 b, paragraf 31b, paragraffen, 31b", ["§ 31 b", "paragraf 31b"]),
        ("§ 140 c", "§§ 140 a-140 c", ["140 c"]),
        *((query, "i Łódź, Lodz", ["Łódź", "Lodz"]) for query in ("Łódź", "Lodz")),
        *((query, "+4570101234, 0045 70101234, 70 10 12 34, +45 70 10 12 34",
           ["4570101234", "0045 70101234", "70 10 12 34", "45 70 10 12 34"])
          for query in ("70101234", "+4570101234", "70 10 12 34")),
    ],
)  # fmt: skip
def test_it_stands_where_it_is_written_as_one(
    searcher_of: Make, query: str, text: str, found: list[str]
) -> None:
    searcher = searcher_of({"a": [text], "b": [FILLER]})
    assert standing(searcher, query) == found
    assert searcher.search(query).total_pages == (1 if found else 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Malmö", "Malmø"), ("Göteborg", "Gøteborg"), ("Gävle", "Gævle"), ("Straße", "Strasse"),
     ("Aarhus", "Århus"), ("Aabenraa", "Åbenrå"), ("idé", "ide"), ("café", "cafe")],
)  # fmt: skip
def test_letters_of_neighbours_and_accents_are_the_same_spelling(
    searcher_of: Make, one: str, other: str
) -> None:
    searcher = searcher_of({"a": [f"{one} og {other}"], "b": ["noget andet"]})
    for word in (one, other):
        assert standing(searcher, word) == [one, other]
        assert standing(searcher, f"{word[:4]}*") == [one, other]
        assert standing(searcher, f"*{word[-3:]}") == [one, other]
        assert {one.lower(), other.lower()} <= set(searcher.complete(word[:4]))


@pytest.mark.parametrize(("one", "other"), [("bånd", "band"), ("rød", "rod"), ("læs", "las")])
def test_danish_letters_are_not_those_they_look_like(
    searcher_of: Make, one: str, other: str
) -> None:
    searcher = searcher_of({"a": [f"{one} {other}"]})
    assert standing(searcher, one) == [one]
    assert standing(searcher, f"{other}*") == [other]


THINGS = [
    "§ 31 b", "§31b", "§ 31", "§§ 21 og 22", "§§ 85-87", "§ 10, stk. 2", "paragraf 31", "37-timers",
    "2-årig", "02091-C-71", "H52.1", "mentor-portal.dk", "karen@mentor-portal.dk", "v2.1.3",
    "rapport_2014.pdf", "12 34 56 78", "12345678", "33-12-13-14", "05145-8841815", "12 500",
    "12.500", "12\u2009500", "27,2 pct.", "18-29", "18-29-årige", "17. marts 2015", "it-mentor",
    "it mentor", "itmentor", "ret-og-pligt", "Malmö", "Malmø", "Straße", "Aarhus", "Århusborgere",
    "rødt", "rød", "god", "godt", "idé", "ideen", "æble", "og", "mentor", "i", "b", "31", "nr. 4",
    "uddannelses- og beskæftigelsesindsats", "år 2015", "½", "https://mentor-portal.dk/om/x-1",
    "covid-19", "covid 19", "covid19", "O'Brien", "obrien", "U.S.A.", "kl. 14.30", "14:30",
    "90'erne", "toårig", "17/3 2015", "17/3-2015",
    "A/S", "km/t", "R&D", ".NET", ".pdf-fil", "450 kW", "450kW", "22,50 kr.", "kr. 22,5", "22,5 kr",
    "1,5 mio. kr.", "1,50 millioner", "mentor-portal.dk/om", "www.mentor-portal.dk", "10 %", "kr.",
]  # fmt: skip
SHAPES = ["aarh*", "århu*", "malmo*", "malmö*", "*gade", "str?ße", "ide*", "rød*", "mentor*"]
GLUED = st.lists(st.sampled_from(THINGS), max_size=8).flatmap(
    lambda row: st.sampled_from([" ", "  ", ", ", ". ", "\n", " \n\n"]).map(
        lambda gap: gap.join(row)
    )
)


def hits(searcher: Searcher, query: str) -> set[int]:
    """The pages that a query finds."""
    found = searcher.search(query, limit=100)
    pages = {number for hit in found.materials for number in hit.hit_pages}
    assert found.total_pages == len(pages)
    return pages


def alone(folder: str, texts: Iterable[str]) -> Searcher:
    """A searcher of one material, its title of no word that is asked for."""
    return build(Path(folder), [(Material(id="a", title="Zzz"), ["", *texts])])


@given(
    st.lists(GLUED, min_size=1, max_size=5),
    st.lists(st.sampled_from(THINGS + SHAPES), min_size=1, max_size=6),
)
@example(["§ 31 A/S", "A/S"], ["A/S"])
@example(["efter § 31 b i loven", "gruppe b"], ["b", "§ 31 b", "31"])
def test_the_pages_found_are_those_with_a_mark_and_those_counted(
    texts: list[str], queries: list[str]
) -> None:
    with TemporaryDirectory() as folder:
        searcher = alone(folder, texts)
        for query in queries:
            marked = {n for n, text in enumerate(texts, 1) if searcher.highlight(query, text)}
            counted = {place.number for place in searcher.occurrences(query)}
            assert hits(searcher, query) == marked == counted, query


@given(st.sampled_from(THINGS), GLUED, GLUED)
def test_what_is_typed_is_marked_as_a_whole_where_it_stands_alone(
    thing: str, before: str, after: str
) -> None:
    text = f"{before} \n.\n {thing} \n.\n {after}"
    at = text.index(f"\n {thing} \n") + 2
    with TemporaryDirectory() as folder:
        marks = alone(folder, [text]).highlight(thing, text)
    start, end = at, at + len(thing.rstrip("."))
    inside = [(a, b) for a, b in marks if at <= a < b <= at + len(thing)]
    assert inside
    assert min(a for a, _ in inside) == start or thing.startswith(
        ("nr.", "år", "https", "§§", "udd", "kl.")
    )
    assert max(b for _, b in inside) >= end
