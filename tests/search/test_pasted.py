"""What is pasted finds the page that has it word for word."""

from pathlib import Path

import pytest

from search.answering.searcher import Searcher
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher
from search.showing.snippets import plain
from tests.search.conftest import Make, build
from tests.search.test_page_order import FILL, filled

SENTENCE = "Når en mentor har mødt en mentee, kan de to finde tid til en samtale om havet"
WORDS = f"{' '.join(reversed(SENTENCE.replace(',', '').split()))}."
"""Pages of them have all the words as near to each other, and often."""


def first(searcher: Searcher, query: str) -> tuple[str, int, str]:
    """The first page shown, and its snippet."""
    found = searcher.search(query).materials[0]
    return found.record.material.id, found.pages[0].number, plain(found.pages[0].snippet)


@pytest.fixture(name="report")
def make_report(searcher_of: Make) -> Searcher:
    """A report with the sentence on its third page, and another with its words on every page."""
    own = [WORDS, WORDS, f"{filled('', 300)} {SENTENCE}. {filled('', 300)}", WORDS]
    return searcher_of({"a": ["", *own], "b": ["", *[f"{WORDS} {WORDS}"] * 4]})


@pytest.mark.parametrize(
    "pasted",
    [
        SENTENCE,
        "har mødt en mentee, kan de to finde tid",
        "HAR MØDT EN MENTEE KAN DE TO FINDE TID",
        "har mødt\nen mentee; kan de\nto finde tid …",
        "Når en mentro har mødt en mentee, kan de to finde tid til en samtale",
    ],
)
def test_what_is_pasted_finds_its_page_before_pages_with_the_words_oftener(
    report: Searcher, pasted: str
) -> None:
    material, page, snippet = first(report, pasted)
    assert (material, page) == ("a", 4)
    assert "har mødt en mentee" in snippet


@pytest.mark.parametrize(
    "asked",
    [
        "har havet samtale om tid til en mentee for en mentor der er mødt",  # in other order
        "mentor mentee samtale havet tid",  # words
        "hvor har en mentor mødt sin mentee før samtale på havet i tid",  # a question
    ],
)
def test_what_is_asked_in_other_words_is_ranked_by_its_words(report: Searcher, asked: str) -> None:
    assert first(report, asked)[0] == "b"


def test_a_name_that_is_quoted_does_not_put_the_report_that_quotes_it_first(
    searcher_of: Make,
) -> None:
    name = "tilskud til projekter for unge i de nye kommuner"
    about = "Tilskud, projekter, unge, nye kommuner: tilskud til unge, projekter i nye kommuner."
    quoting = filled(f"Se {name}.", 300)
    searcher = searcher_of({"a": ["", f"{about} {about}"], "b": ["", FILL, quoting, FILL]})
    assert first(searcher, name)[0] == "a"


def test_the_report_that_is_called_so_is_before_one_that_quotes_its_title(tmp_path: Path) -> None:
    title = "Hvad er en mentor, når han er frivillig"
    called = (Material(id="a", title=title), ["", filled("Frivillig mentor.")])
    quoting = (Material(id="b", title="Andet"), ["", f"Mentor og frivillig. {title}."])
    assert first(build(tmp_path, [called, quoting]), title)[0] == "a"


def test_what_is_pasted_out_of_contents_that_alone_have_it_finds_these(tmp_path: Path) -> None:
    contents = PageRecord(1, "1", SENTENCE, layout=PageLayout(contents=True))
    with IndexStore(tmp_path).writing() as writer:
        pages = [PageRecord(0, "", ""), contents, PageRecord(2, "2", WORDS)]
        writer.put(MaterialRecord(material=Material(id="a", title="Notat")), pages, "")
    assert first(LiveSearcher(tmp_path).get(), SENTENCE)[:2] == ("a", 1)


def test_of_many_pages_those_with_common_words_are_read_alike(searcher_of: Make) -> None:
    others = [f"{FILL} og det er en dag, de har til at se på {n}" for n in range(600)]
    sentence = "og det er en dag, de har til at se på havet"
    searcher = searcher_of({"a": [*others, f"Anker {sentence}"], "b": ["Havet, havet."]})
    assert first(searcher, sentence)[:2] == ("a", 601)
