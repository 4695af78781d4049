"""Figures: what the numbers of a text say."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import KINDS, figures_in


@pytest.mark.parametrize(
    ("text", "figure", "kind", "values", "unit", "hedge"),
    [
        ("Knap halvdelen måler.", "Knap halvdelen", "share", [50], "%", "knap"),
        ("En femtedel svarer.", "En femtedel", "share", [20], "%", ""),
        ("Hver fjerde svarer.", "Hver fjerde", "share", [25], "%", ""),
        ("Det er to ud af fem unge.", "to ud af fem", "share", [40], "%", ""),
        ("Op mod 27,5 pct. af dem.", "Op mod 27,5 pct.", "share", [27.5], "%", "op mod"),
        ("Ca. 40 % kom.", "Ca. 40 %", "share", [40], "%", "ca."),
        ("Det er mindst 1.200 unge.", "mindst 1.200", "count", [1200], "unge", "mindst"),
        ("De to ledere af The Port svarer.", "to", "count", [2], "ledere", ""),
        ("Prisen faldt 22 % i alt.", "22 %", "share", [22], "%", ""),
        ("Prisen er faldet, og kun 18 % fik noget.", "kun 18 %", "share", [18], "%", "kun"),
        ("Vi mødes i uge 42.", "uge 42", "time", [], "", ""),
        ("Kajen males (uge 7-9).", "uge 7-9", "time", [], "", ""),
        ("Vi spurgte syv ledere.", "syv", "count", [7], "ledere", ""),
        ("Den koster 2,5 mio. kr. nu.", "2,5 mio. kr.", "money", [2.5e6], "kr.", ""),
        ("Den koster 500 $ nu.", "500 $", "money", [500], "$", ""),
        ("Den koster kr. 500 nu.", "kr. 500", "money", [500], "kr.", ""),
        ("Det tog under 6 måneder.", "under 6 måneder", "time", [6], "måneder", "under"),
        ("De mødes hver anden uge.", "hver anden uge", "time", [2], "uger", ""),
        ("De 18-29-årige kom.", "18-29-årige", "time", [18, 29], "år", ""),
        ("Den er mellem 7 og 10 procentpoint.", "mellem 7 og 10 procentpoint", "change",
         [7, 10], "procentpoint", "mellem"),
        ("Den gik fra 12 til 16 procent.", "fra 12 til 16 procent", "change", [12, 16], "%", ""),
        ("Tallet steg med 5 pct. hos os.", "5 pct.", "change", [5], "%", ""),
        ("Det er 3 gange så mange.", "3 gange", "ratio", [3], "gange", ""),
        ("Det er signifikant (p < 0,05).", "< 0,05", "test value", [0.05], "p", "<"),
        ("Loven er fra 2015.", "2015", "year", [2015], "", ""),
        ("19. august 2013, om morgenen", "19. august 2013", "year", [2013], "", ""),
        ("Mindst ⅔ af medlemmerne er med.", "Mindst ⅔", "share", [200 / 3], "%", "mindst"),
        ("Det er 1,3 milliarder tons.", "1,3 milliarder", "count", [1.3e9], "tons", ""),
        ("Det er 3 millioner tons.", "3 millioner", "count", [3e6], "tons", ""),
        ("Det var den 17. marts 2015.", "17. marts 2015", "year", [2015], "", ""),
        ("Perioden 2010-2014 er kort.", "2010-2014", "year", [2010, 2014], "", ""),
        ("I skoleåret 2014/15 kom den.", "2014/15", "year", [2014, 2015], "", ""),
        ("I 2018-19 steg tallet.", "2018-19", "year", [2018, 2019], "", ""),
        ("Det var i 1999/2000 der.", "1999/2000", "year", [1999, 2000], "", ""),
        ("Der er åbent kl. 9-15.", "9-15", "time", [], "", ""),
        ("Vi mødes klokken 10.30 i dag.", "10.30", "time", [], "", ""),
        ("Af 2553 anmeldte skader.", "2553", "count", [2553], "skader", ""),
        ("Vi så tre typiske og nye fejl.", "tre", "count", [3], "fejl", ""),
        ("Der deltog 12 danske sociale\ntilbud.", "12", "count", [12], "tilbud", ""),
        ("De 30 adspurgte siger nej.", "30", "count", [30], "adspurgte", ""),
        ("De fik karakteren 7,2 i snit.", "7,2", "mark", [7.2], "", ""),
        ("De fik et års frist til det.", "et års", "time", [1], "år", ""),
        ("Lampen blinker hvert 500 ms.", "500 ms", "time", [500], "millisekunder", ""),
        ("Det varer 20 millisekunder.", "20 millisekunder", "time", [20], "millisekunder", ""),
        ("Svarprocenten var 54,2 i år.", "54,2", "share", [54.2], "%", ""),
        ("Byggeprocent maks. 225 her.", "maks. 225", "share", [225], "%", "maks."),
        ("Det varer højst en uge.", "højst en uge", "time", [1], "uger", "højst"),
        ("Hver fik fem af disse valgopgaver.", "fem", "count", [5], "valgopgaver", ""),
        ("Man kan vælge mellem 800 kurser.", "800", "count", [800], "kurser", ""),
        ("Skaderne er fordelt over 6 storme.", "6", "count", [6], "storme", ""),
        ("Vandet når op i år 2100.", "2100", "year", [2100], "", ""),
        ("Det gælder perioden 2071-2100.", "2071-2100", "year", [2071, 2100], "", ""),
        ("Grunden er ca. 1.200 m2 stor.", "ca. 1.200", "count", [1200], "m2", "ca."),
        ("Den får strøm på 12V.", "12V", "count", [12], "V", ""),
        ("De rækker 50-100m på en mark.", "50-100m", "count", [50, 100], "m", ""),
        ("Den ligger mellem 0-3,3V.", "mellem 0-3,3V", "count", [0, 3.3], "V", "mellem"),
    ],
)  # fmt: skip
def test_a_figure_has_its_text_kind_values_unit_and_hedge(  # noqa: PLR0917
    text: str, figure: str, kind: str, values: list[float], unit: str, hedge: str
) -> None:
    (found,) = figures_in(text)
    assert (found.text, found.kind, found.unit, found.hedge) == (figure, kind, unit, hedge)
    assert found.values == pytest.approx(values)


@pytest.mark.parametrize(
    "text",
    [
        "Se tabel 3, figur 2 og bilag 1, s. 12.",
        "Efter § 85, stk. 2, i lov nr. 1400 gives støtte.",
        "Ring til 12 34 56 78 i dag.",
        "3. Tilsynet fandt sted.",
        "Vi brugte COVID-19 og UTF-8 som navne.",
        "Skriv til Havnegade 29, 1561 København V.",
        "Han bor på Havnegade 29,  5700 Svendborg.",
        "Det gælder borgeren med CPR 010203-0405.",
        "Sagen er 34556-18 eller 001234.",
        "I sprint 2 lavede vi ordningen.",
        "En af dem var der.",
        "En af de unge kom en dag om et år.",
        "Det viser en undersøgelse (Jensen, 2010).",
        "Etageboliger (BBR-kode 140) er med.",
        "De har anvendelseskode 140 i registret.",
        "Mange holder fri efter skolen (Holm et al., 2014: 30).",
        "Det følger af Dra (1994: 137), og af andre (Scott, 2002: 387; Berg, 2021b: 23-25).",
        "Unge lægger vægt på jobbet (EVA, 2017, 2019, 2021, 2023).",
        "Forslag til lokalplan 1-1-107 og 10-082 er ude.",
        "Skriv filen som UTF -8.",
        "Byggeriet i delområde 1.1.D2 og kommuneplantillæg 1.019 er nyt.",
        "1.Valg af dirigent, referent og stemmetællere. 2.Bestyrelsen aflægger beretning.",
        "4.(Beretning)",
        "1) Valg Hansen blev valgt. 2) Beretning",
        "Nøglen er personens (ex 2908623439).",
        "Det følger af bogen [2, s. 106], hvor x∗1 er mindst.",
        "7 https://example.org/pwa/",
        "All changes made to selected people are kept.",
        "The report wants to open doors, and to fire nobody.",
    ],
)
def test_a_number_that_names_something_is_no_figure(text: str) -> None:
    assert figures_in(text) == []


def test_a_year_with_a_word_before_it_is_no_number_of_years() -> None:
    kinds = [(figure.text, figure.kind) for figure in figures_in("Det er plan 8.5 år 2071.")]
    assert ("2071", "year") in kinds
    assert "time" not in [kind for _, kind in kinds]


def test_what_stands_after_a_year_and_a_colon_is_no_page() -> None:
    assert [figure.text for figure in figures_in("I 2014: 30 unge.")] == ["2014", "30"]


@pytest.mark.parametrize(
    "text",
    [
        "11 $(’# contactTable tr’). remove () ;",
        "22 print(f'made dir: {dir_path}') 23 os.mkdir(dir_path) 24 return(dir_path)",
        "9 < email > a@b.dk </ email > 10 </ person >",
        "30 digitalWrite (R, HIGH) ; 31 delay (500) ;",
        "2 if len(l) <= 1: 3 return(l) 4 else: 5 return(merge(a[:n//2], b[n//2:]))",
        "16 $. getJSON (url , function ( data ) {",
        "15 public LeadController ( Entities db) 16 {",
        "26 # gem længden af listen",
        '<p class="top">{{ run.speed }}</p> <Card class="c-2">',
    ],
)
def test_program_code_states_no_figures(text: str) -> None:
    assert figures_in(text) == []


@pytest.mark.parametrize(
    ("head", "value"), [("Andel", 25), ("Stikprøveandel", 25), ("Andel (%)", 0.25), ("Pct.", 0.25)]
)
def test_a_share_of_one_is_in_percent_under_a_head_that_has_no_sign(
    head: str, value: float
) -> None:
    (found,) = figures_in("0,25", head=head)
    assert (found.kind, found.unit) == ("share", "%")
    assert found.values == pytest.approx([value])


def test_brackets_and_signs_in_a_sentence_make_it_no_code() -> None:
    assert len(figures_in("Risiko 5%; 10%; 15%; 20%")) == len(figures_in("2; 6,0; 10,0; 12")) == 4
    assert [figure.text for figure in figures_in("Mænd (140); kvinder (160);")] == ["140", "160"]
    text = "Der er 40 kurser (her: 12 på dagtid); af dem er 3 nye, og 25 % {se bilaget} er fulde."
    assert [figure.text for figure in figures_in(text)] == ["40", "12", "3", "25 %"]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("I job er 7 procent mod 5.", "share", "%"),
        ("Det tog 12 uger mod kun 8.", "time", "uger"),
    ],
)
def test_what_a_figure_is_held_against_is_of_its_kind_and_unit(
    text: str, kind: str, unit: str
) -> None:
    assert [(one.kind, one.unit) for one in figures_in(text)] == [(kind, unit)] * 2


PIECES = (
    "ca.", "mellem", "og", "til", "7", "1.200", "2015", "en", "to", "halvdelen", "hver",
    "fjerde", "ud", "af", "pct.", "kr.", "mio.", "år", "-", "½", ",", "§", "(", ")", "mindst",
    "uger", "3,5", "nr.", "p", "<", "procentpoint", "12", "34", "56", "78", "fra",
)  # fmt: skip


@given(
    st.lists(
        st.sampled_from(PIECES),
        max_size=14,
    )
)
def test_figures_stand_in_the_text_apart_and_in_order(words: list[str]) -> None:
    text = " ".join(words)
    found = figures_in(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert {figure.kind for figure in found} <= set(KINDS)
