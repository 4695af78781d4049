"""Covers that have the title sought, and a line that says what the document is."""

from dataclasses import replace

import pytest

from indexer.extraction.sight import Sight
from indexer.fetching.judging import CameBy, judge_file
from indexer.fetching.likeness import Wanted
from search.library.mediatypes import MediaType

TEXT = "Ledere og unge i ungdomsboliger fortæller om støtten i havnene, og hvad de får ud af den. "
WANTED = Wanted(
    titles=("Plads til makkere",), publishers=("Havnerådet",), kind="rapport", year=2015
)
WITH_REST = replace(
    WANTED,
    titles=("Plads til makkere. En kvalitativ undersøgelse",),
    main="Plads til makkere",
    rest="En kvalitativ undersøgelse",
)


def doubt(line: str, wanted: Wanted = WANTED, text: str = TEXT, *, is_headed: bool = False) -> str:
    title = "Plads til makkere"
    cover = f"{title}\n{line}\nHavnerådet 2015"
    sight = Sight(
        MediaType.PDF, pages=20, characters=40_000, titles=(title,), cover=title,
        opening=f"{cover}\n{text * 20}", tops=(cover, text * 5), language="da",
    )  # fmt: skip
    by = CameBy(direct=not is_headed, is_headed=is_headed)
    return judge_file(wanted, sight, "https://havn.test/r.pdf", by).doubt


@pytest.mark.parametrize(
    "line",
    [
        "Idékatalog til skoler",
        "Værktøjskasse",
        "Debatoplæg",
        "Et magasin om havne",
        "Strategi for havnene",
        "Handlingsplan 2015-2018",
    ],
)
def test_a_line_that_names_another_kind_of_document_makes_it_doubtful(line: str) -> None:
    assert doubt(line)


@pytest.mark.parametrize(
    "line",
    [
        "Slutrapport",
        "Ungdomsboliger",
        "Udviklingsteamet",
        "Udarbejdet for havnene",
        "Lederes liv i havnene",
        "Juni 2015",
    ],
)
def test_a_line_that_says_what_it_is_about_does_not(line: str) -> None:
    assert not doubt(line)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Familierådslagning", "Hver af familierådslagningerne"),
        ("Netværksinddragelse", "En god inddragelse af netværket"),
        ("Virksomhedspraktikanter", "De fleste praktikanterne"),
    ],
)
def test_what_the_text_says_otherwise_or_in_part_is_its_subject(line: str, said: str) -> None:
    assert doubt(line)
    assert not doubt(line, text=f"{said} er blevet bedre. {TEXT}")


def test_a_report_on_guidance_is_no_guide() -> None:
    on = "Boligvejledning gives i havnene, og kommunens boligvejledning er gratis. "
    assert not doubt("Boligvejledning i havnene", text=on)
    assert doubt("Boligvejledning til havnene", text=on)
    assert doubt("Boligvejledning i havnene")


def test_the_reports_own_page_knows_it_but_for_a_text_for_use() -> None:
    assert not doubt("Debatoplæg", is_headed=True)
    assert doubt("Idékatalog", is_headed=True)


def test_a_text_that_calls_itself_a_handbook_is_none() -> None:
    assert doubt("", text="Denne håndbog er til dig, der taler med unge. ")
    assert not doubt("", text="Denne rapport følger, hvordan denne håndbog bruges. ")
    assert not doubt("", replace(WANTED, kind="håndbog"), "Denne håndbog er til dig. ")


def test_a_study_by_another_method_is_another() -> None:
    assert doubt("En registerundersøgelse", WITH_REST)
    assert not doubt("Kvalitativ undersøgelse", WITH_REST)
