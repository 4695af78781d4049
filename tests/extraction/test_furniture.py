"""Running lines: what is left out of pages, what is kept once, and how pages are numbered by it."""

from dataclasses import replace

import pytest

from indexer.extraction.runs import RawPage
from tests.extraction.lines import PAGE, line, page, run
from tests.extraction.test_assembly import BODY, FOOT, HEAD, LEFT, column, document


def numbered(count: int, *, foot: str = "{}", head: str = "", first: int = 1) -> list[RawPage]:
    """Pages with text of their own, a head and a foot with the page's number."""
    return [
        page(
            *([line(HEAD, (LEFT, head.format(n)))] if head else []),
            *column(LEFT, f"Side nummer {n} har sin egen tekst", f"og handler om emne {n * n}"),
            line(FOOT, (LEFT, foot.format(n))),
            number=at,
        )
        for at, n in enumerate(range(first, first + count), 1)
    ]


@pytest.mark.parametrize("foot", ["{}", "Side {} af 9", "s. {}", "– {} –", "Mentorer 2014 | {}"])
@pytest.mark.parametrize("head", ["", "En rapport om mentorer", "{} En rapport"])
def test_running_lines_go_and_their_numbers_become_labels(foot: str, head: str) -> None:
    made = document(*numbered(5, foot=foot, head=head, first=7))
    assert [each.label for each in made.pages] == ["7", "8", "9", "10", "11"]
    for each in made.pages[1:]:
        assert each.text.startswith("Side nummer")
        assert each.text.endswith(str(int(each.label) ** 2))
    assert ("En rapport" in made.pages[0].text) is bool(head)


def test_a_number_below_all_text_is_the_pages_though_the_foot_is_deep() -> None:
    pages = [
        page(*column(LEFT, f"Her er emne {n * n}"), line(46, (300, str(n))), number=at)
        for at, n in enumerate(range(7, 11), 1)
    ]
    made = document(*pages).pages
    assert [each.text for each in made] == [f"Her er emne {n * n}" for n in range(7, 11)]
    assert [each.label for each in made] == ["7", "8", "9", "10"]


def test_labels_of_the_file_go_before_printed_numbers() -> None:
    pages = [RawPage(p.number, "iv", p.lines, PAGE, "pdfium") for p in numbered(4)]
    assert {each.label for each in document(*pages).pages} == {"iv"}


def test_a_running_line_is_kept_out_of_all_pages_when_the_text_says_it_too() -> None:
    pages = numbered(4, head="En rapport om mentorer")
    title = page(*column(LEFT, "Velkommen til", "En rapport om mentorer"), number=5)
    made = document(*pages, title)
    assert [each.text.count("En rapport") for each in made.pages] == [0, 0, 0, 0, 1]


def test_a_running_line_that_is_kept_is_no_heading_and_a_paragraph_of_its_own() -> None:
    head = (run("En rapport om mentorer", LEFT, HEAD, height=14, bold=True),)
    pages = [
        page(head, *column(LEFT, f"og en linje om emne {n * n}", "og en til"), number=n)
        for n in range(1, 6)
    ]
    first, *others = document(*pages).pages
    assert first.text == "En rapport om mentorer\n\nog en linje om emne 1 og en til"
    assert [each.headings for each in (first, *others)] == [()] * 5


def test_labels_of_a_tables_columns_and_headings_of_annexes_are_no_running_lines() -> None:
    table = [
        page(
            line(HEAD, (LEFT, "Område"), (250, "Deltog")),
            *(line(HEAD + n, (LEFT, f"By {n * at}"), (250, f"{n * at} %")) for n in (1, 2, 3)),
            number=at,
        )
        for at in range(1, 5)
    ]
    assert all("Område" in each.text for each in document(*table).pages)
    annexes = [
        page(line(HEAD, (LEFT, f"Bilag {n}")), *column(LEFT, f"Tekst nummer {n * n} her"), number=n)
        for n in range(1, 6)
    ]
    assert all(f"Bilag {n}" in each.text for n, each in enumerate(document(*annexes).pages, 1))


def test_a_head_of_two_lines_in_three_parts_is_no_head_of_a_table() -> None:
    pages = [
        page(
            line(HEAD, (LEFT, "Havneøens Jobkontor"), (250, "Følgeordningen")),
            line(HEAD + 1, (LEFT, "Evaluering"), (250, "Maj 2014")),
            *column(LEFT, f"Her er emne {n * n}"),
            number=n,
        )
        for n in range(1, 6)
    ]
    assert [each.text for each in document(*pages).pages[1:]] == [
        f"Her er emne {n * n}" for n in range(2, 6)
    ]


@pytest.mark.parametrize("row", [-2.0, 44.0])
def test_words_with_the_pages_number_run_though_they_stand_further_from_the_edge(
    row: float,
) -> None:
    head = [line(row, (LEFT, "Kapitel 2. Metode"), (500, str(n))) for n in range(7, 11)]
    pages = [
        page(*column(LEFT, f"Her er emne {n * n}", first=4), head[n], number=n + 1)
        for n in range(4)
    ]
    made = document(*pages).pages
    assert [each.text for each in made[1:]] == [f"Her er emne {n * n}" for n in range(1, 4)]
    assert [each.label for each in made] == ["7", "8", "9", "10"]


@pytest.mark.parametrize(("count", "left"), [(6, 0), (3, 3)])
def test_a_large_line_on_most_pages_of_a_report_runs_and_one_on_a_few_is_a_title(
    count: int, left: int
) -> None:
    pages = [
        page(
            *([(run("Lokalplan 7", LEFT, HEAD, height=22),)] if n < count else []),
            *column(LEFT, f"Her er emne {n * n}", "og hvad der er sagt om det"),
            number=n + 1,
        )
        for n in range(7)
    ]
    last = page(*column(LEFT, "Velkommen til", "Lokalplan 7", "om havnen"), number=8)
    made = document(*pages, last).pages
    assert sum("Lokalplan 7" in each.text for each in made[:-1]) == left


def test_a_date_beside_a_page_number_is_no_label() -> None:
    made = document(*numbered(5, foot="05-01-2023 Side {} af 9", first=1))
    assert [each.label for each in made.pages] == ["1", "2", "3", "4", "5"]


def test_labels_of_the_file_that_only_count_give_way_to_printed_numbers() -> None:
    pages = [replace(p, label=str(p.number)) for p in numbered(4, first=7)]
    assert [each.label for each in document(*pages).pages] == ["7", "8", "9", "10"]


def test_a_page_without_number_between_numbered_ones_is_counted_too() -> None:
    pages = numbered(5, first=7)
    pages[2] = replace(pages[2], lines=pages[2].lines[:-1])
    assert [each.label for each in document(*pages).pages] == ["7", "8", "9", "10", "11"]


@pytest.mark.parametrize("foot", ["Notat · side {} af 2", "Sag 23 · s. {}"])
def test_a_foot_that_names_the_page_runs_on_two_pages(foot: str) -> None:
    made = document(*numbered(2, foot=foot))
    assert [each.label for each in made.pages] == ["1", "2"]
    assert made.pages[1].text.endswith("emne 4")


def test_a_line_on_two_pages_only_is_text() -> None:
    made = document(*numbered(2, head="En rapport om mentorer"))
    assert all(each.text.startswith("En rapport om mentorer") for each in made.pages)


def test_a_line_that_comes_again_in_the_middle_of_the_page_is_text() -> None:
    pages = [page(*BODY, line(30, (LEFT, "Bemærk dette")), number=n) for n in range(1, 6)]
    assert all("Bemærk dette" in each.text for each in document(*pages).pages)


def test_roman_numbers_count_too() -> None:
    romans = ["iii", "iv", "v", "vi"]
    pages = [
        page(*column(LEFT, f"Forord på side {roman}"), line(FOOT, (300, roman)), number=n)
        for n, roman in enumerate(romans, 1)
    ]
    assert [each.label for each in document(*pages).pages] == romans


@pytest.mark.parametrize(
    "heads",
    [
        ["Indsatsen 2009–2011"] * 7,
        ["2010"] * 7,
        ["2009", "2009", "2009", "2010", "2010", "2010", "2011"],
        ["Nr. 12 · 2014", "2014 · Nr. 12"] * 4,
        ["Del 4, uge 42 til 45"] * 7,
    ],
)
def test_a_number_in_a_running_head_that_does_not_rise_with_the_pages_is_no_label(
    heads: list[str],
) -> None:
    def made(numbered: bool) -> list[tuple[str, bool]]:
        pages = [
            page(
                *([line(HEAD, (LEFT, head))] if n > 1 else []),
                *column(LEFT, f"Her er emne {n * n}"),
                *([line(FOOT, (300, str(n + 6)))] if numbered else []),
                number=n,
            )
            for n, head in enumerate(heads, 1)
        ]
        return [(each.label, not each.layout.counted) for each in document(*pages).pages]

    assert made(numbered=False) == [(str(n), False) for n, _ in enumerate(heads, 1)]
    assert made(numbered=True) == [(str(n), True) for n, _ in enumerate(heads, 7)]
