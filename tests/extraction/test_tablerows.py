"""Which rows of a page are a table, where it begins and ends, and what only looks like one."""

import pytest

from indexer.extraction.layout import rows
from indexer.extraction.runs import Line
from tests.extraction.lines import LEFT, line

MIDDLE, RIGHT = 230.0, 410.0
Made = list[str | list[str]]


def made(*lines: Line) -> Made:
    """The rows of these lines, and each table as the list of its rows."""
    found: Made = []
    for row in rows(lines):
        grid = row.grid.by_row.values() if row.grid else ()
        own = ["\t".join(cell.text for cell in cells if cell.lines) for cells in grid]
        found.append(own or row.text)
    return found


def cells(row: float, *texts: str) -> Line:
    """A line with these cells, each in its column."""
    return line(row, *zip((LEFT, MIDDLE, RIGHT, 500.0), texts, strict=False))


def table(first: float = 0, *names: str) -> list[Line]:
    """Four rows of a name, a word and a figure."""
    return [cells(first + n, name, "hold", f"{47 - n},5") for n, name in enumerate(names or TOWNS)]


def told(*names: str) -> list[str]:
    return [f"{name}\thold\t{47 - n},5" for n, name in enumerate(names or TOWNS)]


TOWNS = ("Skagen", "Ribe", "Nexø", "Thisted")
OTHERS = ("Svaneke", "Marstal", "Rønne", "Assens")
PROSE = "Her står en linje som er så lang at den ikke kan være en celle"


def test_rows_with_cells_below_each_other_are_one_table_between_the_lines_around_it() -> None:
    above, below = line(0, (LEFT, PROSE)), line(5, (LEFT, PROSE))
    assert made(above, *table(1), below) == [PROSE, told(), PROSE]
    [row] = [row for row in rows((above, *table(1), below)) if row.grid]
    assert [run.text for run in row.cells[:3]] == ["Skagen", "hold", "47,5"]
    assert row.text == row.box.text == "\t".join(told())
    assert row.box[1:5] == (LEFT, 652.0, RIGHT + 20, 698.0)


def test_two_rows_with_a_word_and_a_figure_are_a_table_and_one_is_none() -> None:
    assert made(cells(0, "I alt", "hold", "181")) == ["I alt\thold\t181"]
    assert made(*table(0, "Skagen", "Ribe")) == [told("Skagen", "Ribe")]


def test_a_step_of_more_than_two_and_a_half_lines_ends_a_table() -> None:
    assert made(*table(), *table(5.05, *OTHERS)) == [told() + told(*OTHERS)]
    assert made(*table(), *table(5.1, *OTHERS)) == [told(), told(*OTHERS)]


def test_what_stands_higher_than_the_row_before_is_of_another_table() -> None:
    right = [line(n, (320.0, name), (480.0, f"{n}7,5")) for n, name in enumerate(OTHERS)]
    left = [line(n, (LEFT, name), (200.0, f"{n}2,5")) for n, name in enumerate(TOWNS)]
    assert made(*left, *right) == [
        [f"{name}\t{n}2,5" for n, name in enumerate(TOWNS)],
        [f"{name}\t{n}7,5" for n, name in enumerate(OTHERS)],
    ]


def test_two_lines_within_a_table_may_go_on_with_a_cell_and_three_end_it() -> None:
    def with_lines(count: int) -> Made:
        on = [line(3 + 0.75 * n, (LEFT, "og mere")) for n in range(1, count + 1)]
        return made(*table(), *on, *table(4 + 0.75 * count, *OTHERS))

    more = f"Thisted{2 * ' og mere'}\thold\t44,5"
    assert with_lines(2) == [[*told()[:3], more, *told(*OTHERS)]]
    assert with_lines(3) == [told(), *3 * ["og mere"], told(*OTHERS)]


def test_a_line_too_long_for_a_cell_ends_a_table() -> None:
    short, long = "en to tre fire fem seks syv otte", "en to tre fire fem seks syv otte ni"
    for text, tables in ((short, 1), (long, 2)):
        found = made(*table(), line(4, (LEFT, text)), *table(5, *OTHERS))
        assert sum(isinstance(one, list) for one in found) == tables


def test_a_line_right_below_a_table_is_of_none() -> None:
    assert made(*table(), line(3.75, (LEFT, "Kilde: Havnen"))) == [told(), "Kilde: Havnen"]


def test_a_table_is_kept_apart_from_what_is_none_below_a_line() -> None:
    sums = [cells(5 + n, f"y = {n}x", f"{n}x + 2", f"(4.{n})") for n in range(5)]
    rows = [f"y = {n}x\t{n}x + 2\t(4.{n})" for n in range(5)]
    assert made(*table(), line(4, (LEFT, "Derefter")), *sums) == [told(), "Derefter", *rows]


TITLES = ("Forord", "Metode", "Havnens folk", "Kajens pris", "Noter")


@pytest.mark.parametrize(
    ("last", "is_table"),
    [
        (("3", "5", "9", "12", "40"), False),
        (("3", "3", "3", "12", "12"), False),
        (("i", "5", "9", "12", "40"), False),
        (("i", "ii", "9", "12", "40"), True),
        (("3", "3", "3", "3", "3"), True),
        (("3", "5", "12", "9", "40"), True),
        (("10003", "10005", "10009", "10012", "10040"), True),
        (("3", "5", "9"), True),
    ],
)
def test_titles_with_rising_numbers_of_pages_are_no_table(
    last: tuple[str, ...], is_table: bool
) -> None:
    pairs = list(zip(TITLES, last, strict=False))
    lines = [cells(n, *pair) for n, pair in enumerate(pairs)]
    rows = ["\t".join(pair) for pair in pairs]
    assert made(*lines) == ([rows] if is_table else rows)


def test_titles_with_rising_numbers_beside_more_than_two_cells_are_a_table() -> None:
    rows = [(title, "ja", "nej", str(n)) for n, title in enumerate(TITLES)]
    assert made(*(cells(n, *row) for n, row in enumerate(rows))) == [["\t".join(r) for r in rows]]


def test_rows_with_leaders_are_of_no_table_and_end_the_one_before() -> None:
    led = [line(4 + n, (LEFT, f"{title} ......... {n}")) for n, title in enumerate(TITLES)]
    assert made(*table(), *led) == [told(), *(f"{title}\t{n}" for n, title in enumerate(TITLES))]


def test_titles_of_figures_side_by_side_are_rows_of_their_own() -> None:
    titles = ("Figur 1: Havnen", "Figur 2: Kajen")
    assert made(cells(0, *titles)) == list(titles)
    assert made(cells(0, titles[0], "Kajen, 2")) == ["Figur 1: Havnen Kajen, 2"]


@pytest.mark.parametrize("end", ["de er talt med", "15 år"])
def test_a_name_of_two_lines_has_its_figures_beside_the_last(end: str) -> None:
    long = "Kommunerne på de danske øer, når"
    rest = cells(2.9, end, "hold", "46,5")
    lines = [cells(0.9, "Ribe", "hold", "47,5"), line(2, (LEFT, long)), rest]
    after = [cells(4, "Nexø", "hold", "45,5"), cells(5.1, "Thisted", "hold", "44,5")]
    assert made(*lines, *after) == [
        ["Ribe\thold\t47,5", f"{long} {end}\thold\t46,5",
         "Nexø\thold\t45,5", "Thisted\thold\t44,5"]
    ]  # fmt: skip


def test_the_name_of_a_group_stands_no_closer_to_its_rows_than_these() -> None:
    group = line(1, (LEFT, "Boliger"))
    rest = [cells(2 + n, name, "hold", f"{47 - n},5") for n, name in enumerate(("heraf", "andre"))]
    (found,) = made(cells(0, "I alt", "hold", "48,5"), group, *rest)
    assert found == ["I alt\thold\t48,5", "Boliger", "heraf\thold\t47,5", "andre\thold\t46,5"]


def test_a_group_below_labels_of_figures_alone_parts_no_table() -> None:
    labels = line(0, (MIDDLE, "Plan"), (RIGHT, "Faktisk"))
    under = [line(1, (MIDDLE, "i alt"), (RIGHT, "i alt"))]
    first = [cells(2.2, "Ribe", "47,5", "1,5"), line(3.6, (LEFT, "Store byer"))]
    rest = [cells(5, "Nexø", "45,5", "2,5"), cells(6.4, "Thisted", "44,5", "3,5")]
    (found,) = made(labels, *under, *first, *rest)
    assert isinstance(found, list)
    assert found[-4:] == ["Ribe\t47,5\t1,5", "Store byer", "Nexø\t45,5\t2,5", "Thisted\t44,5\t3,5"]
