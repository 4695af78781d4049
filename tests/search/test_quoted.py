"""What of a page is quoted as a finding: whole sentences and rows."""

from pathlib import Path

import pytest

from search import IndexStore, LiveSearcher
from search.library.catalogue import Material
from search.library.pagelayout import PageLayout, TableCell, TextTable
from search.library.record import MaterialRecord, PageRecord
from tests.search.conftest import Make

FILLER = "Her står der en sætning om noget helt andet end det, som der søges efter. "


def test_what_is_no_figure_is_quoted_with_the_sentence_that_goes_on(searcher_of: Make) -> None:
    said = "Kajens kran har en fører om natten. Hun hedder Ulla og bor i nærheden."
    others = {f"nr{n}": [FILLER * 3] for n in range(40)}
    searcher = searcher_of({"kajen": [said], **others})
    (found,) = searcher.findings("hvem er fører af kranen på kajen om natten").results
    assert found.sentence == said
    assert (searcher.page_text("kajen", 1) or "")[found.start : found.end] == said


def test_a_sentence_over_the_end_of_a_page_is_quoted_whole_as_on_the_first(
    searcher_of: Make,
) -> None:
    begins = "Undersøgelsen viser, at andelen af kajens makkere, der blev, er knap"
    ends = "62 pct. af dem i Ærøs havn."
    pages = [FILLER + begins, f"{ends} {FILLER}", FILLER]
    searcher = searcher_of({"kajen": pages, **{f"nr{n}": [FILLER * 3] for n in range(9)}})
    found = searcher.findings("hvor mange pct. af dem er i Ærøs havn").results[0]
    assert (found.number, found.sentence) == (1, f"{begins} {ends}")
    text = searcher.page_text("kajen", 1) or ""
    assert text[found.start : found.end] + found.beyond == found.sentence
    assert found.figure is not None
    assert (found.figure.text, found.figure.values) == ("knap 62 pct.", (62.0,))
    whole = text[: found.end] + found.beyond
    assert {whole[a:b] for a, b in found.marks} >= {"Ærøs", "havn"}


def test_a_short_sentence_at_the_end_of_a_long_line_goes_on_over_the_end_of_its_page(
    searcher_of: Make,
) -> None:
    begins, ends = "De to kajer er stadig private som", "hidtil, for en kaj skal være 300 m lang."
    pages = [FILLER * 2 + begins, f"{ends} {FILLER}", FILLER]
    searcher = searcher_of({"kajen": pages, **{f"nr{n}": [FILLER * 3] for n in range(9)}})
    found = searcher.findings("hvor lang skal en kaj være").results[0]
    assert (found.number, found.sentence) == (1, f"{begins} {ends}")


def test_a_row_of_a_table_is_quoted_with_the_labels_over_it(tmp_path: Path) -> None:
    text = "Afgrøde\tPris (kr/m2)\nKrydderurter\t252,5\nKartofler\t3,9"
    cells = [
        TableCell(text.index(part), text.index(part) + len(part), row, column, header=header)
        for part, row, column, header in (
            ("Afgrøde", 0, 0, "col"), ("Pris (kr/m2)", 0, 1, "col"),
            ("Krydderurter", 1, 0, "row"), ("252,5", 1, 1, None),
            ("Kartofler", 2, 0, "row"), ("3,9", 2, 1, None),
        )
    ]  # fmt: skip
    pages = [
        PageRecord(0, "", ""),
        PageRecord(1, "1", text, layout=PageLayout(tables=(TextTable(tuple(cells)),))),
        PageRecord(2, "2", FILLER * 9),
    ]
    with IndexStore(tmp_path).writing() as writer:
        record = MaterialRecord(material=Material(id="priser", title="Tabeller"), pages=2)
        writer.put(record, pages, fingerprint="")
    (found, *_) = LiveSearcher(tmp_path).get().findings("pris på krydderurter").results
    assert (found.sentence, found.before) == ("Krydderurter · 252,5", "Afgrøde · Pris (kr/m2)")
    assert found.is_row
    assert found.figure is not None
    assert (found.figure.text, found.figure.kind) == ("252,5", "money")


def test_a_code_is_no_figure_under_a_label_on_the_page_before_and_its_row_is_found(
    tmp_path: Path,
) -> None:
    text = "Kanin\t314\tHobbydyr\nHane\t77\tSalg"
    cells = [
        TableCell(text.index(part), text.index(part) + len(part), n // 3, n % 3)
        for n, part in enumerate(("Kanin", "314", "Hobbydyr", "Hane", "77", "Salg"))
    ]
    table = TextTable(tuple(cells), carried=("Dyr", "Brugsartkode", "Brug"))
    pages = [
        PageRecord(0, "", ""),
        PageRecord(1, "1", text, layout=PageLayout(tables=(table,))),
        *(PageRecord(n, str(n), FILLER * 9) for n in range(2, 9)),
    ]
    with IndexStore(tmp_path).writing() as writer:
        record = MaterialRecord(material=Material(id="koder", title="Tabeller"), pages=8)
        writer.put(record, pages, fingerprint="")
    engine = LiveSearcher(tmp_path).get()
    (found, *_) = engine.findings("hvilken kode har hobbydyr af kaniner").results
    assert (found.sentence, found.figure) == ("Kanin · 314 · Hobbydyr", None)


@pytest.mark.parametrize(
    "entry",
    [
        "Blå, Karen ({year}). Makkere på kajen i Hadsund. Havnens Forlag.",
        "Blå, Karen (3. maj {year}). Makkere på kajen i Hadsund.",
        "[{n}] Karen Blå. Makkere på kajen i Hadsund, {year}.",
        "Makkere på kajen i Hadsund: https://havnen.example/{n}",
    ],
)
def test_nothing_is_quoted_from_a_list_of_references(searcher_of: Make, entry: str) -> None:
    page = "\n".join(entry.format(n=n, year=2000 + n) for n in range(1, 9))
    told = "Makkere på kajen i Hadsund hjælper hinanden (Karen Blå (2003). Lokaliseret på nettet)."
    cited = [f"Her er nummer {n} (Blå (2003). Hentet fra https://a.example)." for n in range(9)]
    texts = {"lister": [page], **{f"nr{n}": [FILLER * 3] for n in range(20)}}
    assert not searcher_of(texts).findings("hvem er makkere på kajen i Hadsund").results
    searcher = searcher_of(texts | {"kajen": ["\n".join([told, *cited])]})
    found = searcher.findings("hvem er makkere på kajen i Hadsund")
    assert {row.record.material.id for row in found.results} == {"kajen"}


def test_what_is_longer_than_any_sentence_is_not_quoted(searcher_of: Make) -> None:
    digits = "makkere " + "1 " * 5000
    engine = searcher_of({"a": [f"{digits}\n\nHer er makkere."], "b": [FILLER]})
    (found,) = engine.findings("makkere", thin=True).results
    assert (found.sentence, found.before) == ("Her er makkere.", "")


def test_a_row_says_where_a_cell_of_sentences_is_left_out(tmp_path: Path) -> None:
    parts = ("Makkere", "De er mange. De er glade.", "62 pct.")
    text, at = "\t".join(parts), 0
    cells = []
    for column, part in enumerate(parts):
        cells.append(TableCell(at, at + len(part), 0, column, header="row" if not column else None))
        at += len(part) + 1
    with IndexStore(tmp_path).writing() as writer:
        layout = PageLayout(tables=(TextTable(tuple(cells)),))
        pages = [PageRecord(0, "", ""), PageRecord(1, "1", text, layout=layout)]
        writer.put(
            MaterialRecord(material=Material(id="a", title="Om"), pages=1), pages, fingerprint=""
        )
    found = LiveSearcher(tmp_path).get().findings("makkere", thin=True).results
    assert ("Makkere · … · 62 pct.", ("62 pct.",)) in {
        (one.sentence, tuple(figure.text for figure in one.figures)) for one in found
    }
