"""From lines with their places to rows as a reader takes them: columns, tables, figures."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.extraction.layout import body_height, row_of, rows
from indexer.extraction.lineorder import attach_figures, split_columns
from indexer.extraction.runs import Line
from tests.extraction.lines import LEFT, line, run, texts

MIDDLE, RIGHT = 230.0, 410.0


def prose(name: str, number: int) -> str:
    """A line of a column of prose: 22 letters, so 110 points wide."""
    return f"{name} linje nr {number} af fem her"


def column(name: str, count: int) -> list[str]:
    """The lines of a column."""
    return [prose(name, number) for number in range(count)]


def across(*names: str, count: int = 4, first: int = 0) -> list[Line]:
    """Columns side by side, drawn line by line across the page."""
    places = (LEFT, MIDDLE, RIGHT)
    return [
        line(first + n, *((at, prose(name, n)) for at, name in zip(places, names, strict=False)))
        for n in range(count)
    ]


def test_columns_drawn_across_the_page_are_read_one_after_the_other() -> None:
    assert texts(*across("aa", "bb")) == column("aa", 4) + column("bb", 4)


def test_three_columns_are_read_from_the_left() -> None:
    made = texts(*across("aa", "bb", "cc"))
    assert made == column("aa", 4) + column("bb", 4) + column("cc", 4)


def test_three_rows_of_prose_make_columns_and_two_do_not() -> None:
    assert texts(*across("aa", "bb", count=3)) == column("aa", 3) + column("bb", 3)
    assert split_columns(across("aa", "bb", count=2)) == across("aa", "bb", count=2)


def test_a_title_over_columns_and_a_line_below_them_stay_over_and_below() -> None:
    title = line(0, (LEFT, "En titel der går tværs over begge spalter og lidt til"))
    below = line(6, (LEFT, "En linje under dem der også går tværs over begge spalter"))
    made = texts(title, *across("aa", "bb", first=1), below)
    assert made == [title[0].text, *column("aa", 4), *column("bb", 4), below[0].text]


def test_a_line_of_one_column_alone_stays_in_that_column() -> None:
    lines = across("aa", "bb", count=6)
    lines[2:2] = [line(1.4, (LEFT, "kun til venstre"))]
    lines[5:5] = [line(3.4, (MIDDLE, "kun til højre"))]
    first, second = column("aa", 6), column("bb", 6)
    assert texts(*lines) == [
        *first[:2], "kun til venstre", *first[2:], *second[:4], "kun til højre", *second[4:],
    ]  # fmt: skip


def test_a_line_that_ends_or_begins_at_the_gutter_is_of_its_column() -> None:
    at_left, at_right = line(1.4, (LEFT, "x" * 36)), line(1.6, (MIDDLE, "y" * 30))
    lines = across("aa", "bb", count=4)
    made = texts(*lines[:2], at_left, *lines[2:])
    assert made.index("x" * 36) < made.index(prose("bb", 0))
    made = texts(*lines[:2], at_right, *lines[2:])
    assert made.index("y" * 30) > made.index(prose("bb", 0))


def test_a_single_line_after_the_last_row_of_both_comes_after_both() -> None:
    end = line(4, (LEFT, "sidste linje"))
    assert texts(*across("aa", "bb"), end) == [*column("aa", 4), *column("bb", 4), "sidste linje"]


def test_a_row_that_fills_the_gutter_ends_the_columns() -> None:
    wide = line(4, (LEFT, "en række hvis første halvdel er for bred til den"), (310.0, "og mere"))
    made = split_columns([*across("aa", "bb"), wide, *across("cc", "dd", first=5)])
    assert [one[0].text for one in made] == [
        *column("aa", 4), *column("bb", 4), wide[0].text, *column("cc", 4), *column("dd", 4),
    ]  # fmt: skip


def test_the_gutter_is_what_all_rows_leave_free() -> None:
    shifted = [
        line(0, (50.0, "en to tre fire"), (130.0, "fem seks syv otte")),
        line(1, (50.0, "en to tre fire fem seks syv"), (200.0, "fem seks syv otte")),
        line(2, (50.0, "en to tre fire"), (190.0, "fem seks syv otte")),
        line(3, (50.0, "en to tre fire"), (190.0, "fem seks syv otte")),
        line(4, (50.0, "en to tre fire"), (190.0, "fem seks syv otte")),
    ]
    made = split_columns(shifted)
    assert made[0] == shifted[0]
    assert [one[0].left for one in made[1:]] == [50.0] * 4 + [200.0, 190.0, 190.0, 190.0]


def test_rows_of_which_few_are_prose_are_no_columns() -> None:
    cells = [line(n, (LEFT, f"celle {n}"), (MIDDLE, f"anden {n}")) for n in range(4, 9)]
    mixed = [*across("aa", "bb"), *cells]
    assert split_columns(mixed) == mixed
    assert split_columns(mixed[:6]) != mixed[:6]


def test_rows_of_prose_must_be_most_of_the_rows_of_two() -> None:
    cells = [line(n, (LEFT, f"celle {n}"), (MIDDLE, f"anden {n}")) for n in range(3, 5)]
    mixed = [*across("aa", "bb", count=3), *cells]
    assert split_columns(mixed) == mixed
    assert split_columns([*across("aa", "bb", count=4), cells[1]])[1] == (
        run(prose("aa", 1), LEFT, 1),
    )


def test_lines_of_one_column_alone_do_not_count_against_columns() -> None:
    alone = [line(n + 0.5, (LEFT, "kun venstre")) for n in range(3)]
    lines = [one for pair in zip(across("aa", "bb"), alone, strict=False) for one in pair]
    made = texts(*lines, *across("aa", "bb", count=4)[3:])
    assert made[-4:] == column("bb", 4)


def test_an_indented_line_is_of_the_column_that_it_stands_in() -> None:
    lines = across("aa", "bb")
    lines[2] = line(2, (LEFT + 95, "fire"), (MIDDLE, prose("bb", 2)))
    assert texts(*lines, *across("aa", "bb", count=5)[4:])[2] == "fire"


def test_prose_on_one_side_only_is_no_two_columns() -> None:
    lines = [line(n, (LEFT, prose("aa", n)), (MIDDLE, "kort celle")) for n in range(5)]
    assert split_columns(lines) == lines
    turned = [line(n, (LEFT, "kort celle"), (MIDDLE, prose("aa", n))) for n in range(5)]
    assert split_columns(turned) == turned


def test_a_table_with_long_labels_and_figures_is_no_two_columns() -> None:
    lines = [
        line(n, (LEFT, prose("aa", n)), (MIDDLE, prose("bb", n)), (RIGHT, f"{n} %"))
        for n in range(4)
    ]
    assert split_columns(lines) == lines
    assert texts(*lines)[0] == f"{prose('aa', 0)}\t{prose('bb', 0)}\t0 %"


def test_columns_of_prose_with_a_figure_here_and_there_are_still_columns() -> None:
    lines = [*across("aa", "bb", count=9), line(9, (LEFT, prose("aa", 9)), (MIDDLE, "27"))]
    assert split_columns(lines)[:2] == [(lines[0][0],), (lines[1][0],)]


def test_up_to_three_rows_of_ten_may_have_a_figure_on_the_right() -> None:
    figured = [line(n, (LEFT, prose("aa", n)), (MIDDLE, "27")) for n in range(7, 10)]
    lines = [*across("aa", "bb", count=7), *figured]
    assert len(split_columns(lines)) == 20
    more = [*lines, line(10, (LEFT, prose("aa", 10)), (MIDDLE, "27"))]
    assert split_columns(more) == more
    three = [(*one, run("27", RIGHT, n)) for n, one in enumerate(across("aa", "bb", count=4))]
    mixed = [*three[:1], *across("aa", "bb", count=4)[1:]]
    assert len(split_columns(mixed)) == 8


def test_columns_that_the_file_has_in_order_stay_as_they_are() -> None:
    lines = [line(n, (LEFT, text)) for n, text in enumerate(column("aa", 4))]
    lines += [line(n, (MIDDLE, text)) for n, text in enumerate(column("bb", 4))]
    assert split_columns(lines) == lines
    assert texts(*lines) == column("aa", 4) + column("bb", 4)


ROWS = st.lists(st.lists(st.integers(0, 100), min_size=1, max_size=4), max_size=12)


@given(ROWS, st.booleans(), st.randoms())
def test_no_run_is_lost_or_made_by_putting_lines_in_order(
    table: list[list[int]], apart: bool, random: Random
) -> None:
    lines = [
        line(n, *((130.0 * at, str(v) if v < 50 else f"en tekst på {v} ord") for at, v in cells))
        for n, row in enumerate(table)
        for cells in [list(enumerate(row))]
    ]
    if apart:
        lines = [(cell,) for row in lines for cell in row]
        random.shuffle(lines)
    made = attach_figures(split_columns(lines))
    assert sorted(r for one in made for r in one) == sorted(r for one in lines for r in one)


def test_cells_stand_apart_where_a_column_of_them_begins_ends_or_is_centred() -> None:
    def second(one: float, other: float) -> list[str]:
        return texts(
            line(0, (LEFT, "Udgift"), (one, "Lang tekst")), line(1, (LEFT, "Pris"), (other, "Kort"))
        )

    apart, joined = ["Udgift\tLang tekst", "Pris\tKort"], ["Udgift Lang tekst", "Pris Kort"]
    assert second(200, 200) == second(200, 204) == second(204, 200) == apart
    assert second(200, 230) == second(200, 226) == second(200, 234) == apart
    assert second(200, 215) == second(200, 213) == second(200, 217) == apart
    assert second(200, 208) == second(200, 222) == second(200, 300) == joined


def test_a_row_aligns_with_the_row_above_or_below_it_only() -> None:
    one, other = line(0, (LEFT, "En"), (200, "Celle")), line(2, (LEFT, "To"), (200, "Celle"))
    between = line(1, (LEFT, "Kun tekst"))
    assert texts(one, other) == ["En\tCelle", "To\tCelle"]
    assert texts(one, between, other) == ["En Celle", "Kun tekst", "To Celle"]
    assert texts(one, other, between) == ["En\tCelle", "To\tCelle", "Kun tekst"]


def test_the_first_cells_of_rows_do_not_make_a_table() -> None:
    made = texts(line(0, (LEFT, "En"), (200, "Celle")), line(1, (LEFT, "To"), (260, "Anden")))
    assert made == ["En Celle", "To Anden"]


def test_a_row_with_a_figure_is_of_a_table_without_others() -> None:
    assert texts(line(0, (LEFT, "I alt"), (200, "1.234"))) == ["I alt\t1.234"]
    assert texts(line(0, (LEFT, "1.234"), (200, "i alt"))) == ["1.234 i alt"]


def test_leaders_of_dots_are_the_gap_between_cells() -> None:
    assert texts(line(0, (LEFT, "Indledning ........ 4"))) == ["Indledning\t4"]
    assert texts(line(0, (LEFT, "Metode . . . . . ."), (300, "12"))) == ["Metode\t12"]
    assert texts(line(0, (LEFT, "Vent ... lidt"))) == ["Vent ... lidt"]
    assert texts(line(0, (LEFT, "..........."))) == ["..........."]


@pytest.mark.parametrize(
    "bullet", ["•", "–", "-", "o", "1.", "12)", "(a)", "b.", "iv.", "2.1", "3", "2.1.3", "O"]
)
def test_a_bullet_is_put_to_the_text_that_it_marks(bullet: str) -> None:
    below = line(1, (LEFT, bullet), (80, "mere tekst"))
    assert texts(line(0, (LEFT, bullet), (80, "tekst")), below) == [
        f"{bullet} tekst", f"{bullet} mere tekst",
    ]  # fmt: skip


def test_a_bullet_leaves_the_cells_after_its_text() -> None:
    assert texts(line(0, (LEFT, "1."), (80, "Løn"), (200, "12 kr."))) == ["1. Løn\t12 kr."]


def test_a_number_before_a_figure_is_a_cell_of_its_own() -> None:
    assert texts(line(0, (LEFT, "3"), (80, "27 %"))) == ["3\t27 %"]


def test_a_number_alone_is_a_cell_before_two_others_and_marks_a_line_with_leaders() -> None:
    assert texts(line(0, (LEFT, "3"), (80, "Løn"), (200, "12 kr."))) == ["3\tLøn\t12 kr."]
    assert texts(line(0, (LEFT, "3"), (80, "Løn ......."), (200, "12"))) == ["3 Løn\t12"]


def test_a_long_word_is_no_bullet() -> None:
    lines = [line(0, (LEFT, "Ja"), (120, "tekst")), line(1, (LEFT, "Nej"), (120, "mere"))]
    assert texts(*lines) == ["Ja\ttekst", "Nej\tmere"]


def test_the_number_of_a_section_is_parted_from_its_title() -> None:
    assert texts(line(0, (LEFT, "2.1.3Baggrund"))) == ["2.1.3 Baggrund"]
    assert texts(line(0, (LEFT, "2.1Metode"), (300, "12"))) == ["2.1 Metode\t12"]
    assert texts(line(0, (LEFT, "4Metode"))) == ["4Metode"]
    assert texts(line(0, (LEFT, "2.1ABC"))) == ["2.1ABC"]


def test_gaps_that_only_spread_the_words_of_a_column_make_no_cells() -> None:
    full = line(1, (LEFT, "x xx xxx xxxxxxxxxxxxxx"))  # 115 points, as the lines below
    spread = line(0, (LEFT, "Ordene"), (100, "er"), (125, "spredt 1"))
    other = line(2, (LEFT, "Disse"), (97, "også"), (125, "spredt 2"))
    assert texts(spread, other) == ["Ordene\ter\tspredt 1", "Disse\togså\tspredt 2"]
    assert texts(spread, other, full) == ["Ordene er spredt 1", "Disse også spredt 2", full[0].text]
    for edge in (line(1, (LEFT + 5, "x xx xxx xxxxxxxxxxxxx")), line(1, (LEFT, "x xx xxx xxxxxx"))):
        assert "\t" in texts(spread, other, edge)[0]
    few = line(1, (LEFT, "xxxxxxxxxxx xxxxxxxxxxx"))
    assert "\t" in texts(spread, other, few)[0]
    several = line(1, (LEFT, "x xx xxx"), (130, "x xx xxx"))
    assert "\t" in texts(spread, other, several)[0]


def test_a_wide_gap_is_of_a_table_where_the_next_word_had_room_on_the_line() -> None:
    full = line(2, (LEFT, "x xx xxx " + "x" * 26))  # 175 points
    wide = [line(n, (LEFT, "Ordene"), (180, "langt fra")) for n in range(2)]
    assert texts(*wide, full)[0] == "Ordene\tlangt fra"
    below = line(2, (LEFT, "x xx xxx " + "x" * 25))
    room = [line(n, (LEFT, "Ordene er"), (147, "tæt på er disse")) for n in range(2)]
    assert texts(*room, below)[0] == "Ordene er\ttæt på er disse"
    full = [line(n, (LEFT, "Ordene er med"), (147, "tæt på er disse")) for n in range(2)]
    assert texts(*full, below)[0] == "Ordene er med tæt på er disse"
    near = [line(n, (LEFT, "Ordene er med"), (145, "tæt på er disse")) for n in range(2)]
    assert texts(*near, below)[0] == "Ordene er med tæt på er disse"


def test_a_row_has_the_box_round_its_cells_and_is_bold_when_all_of_it_is() -> None:
    row = row_of((run("Ja", 60, 3, bold=True), run("27 %", 200, 2, height=14)))
    assert (row.text, row.box.text) == ("Ja\t27 %", "Ja 27 %")
    assert row.box[1:6] == (60, 664.0, 220, 690.0, False)
    alone = run("Ja", 60, 3)
    assert row_of((alone,)).box == alone
    assert row_of((run("a", 90, 1, height=30), run("b", 10, 2))).box[1:6] == (
        10, 676.0, 95, 718.0, False,
    )  # fmt: skip


def test_the_body_is_set_in_the_height_of_most_letters() -> None:
    title = row_of((run("En meget stor titel", 50, 0, height=24),))
    small = row_of((run("En note med småt under siden", 50, 9, height=8.04),))
    body = row_of((run("x" * 60, 50, 2, height=11.06),))
    assert body_height([(title, body), (body, small)]) == 11.1
    assert body_height([(title,), (small, small)]) == 8.0
    assert body_height([(title, row_of((run("kort", 50, 1),)))]) == 24
    assert body_height([]) == body_height([(row_of((run("kort", 50, 0),)),)]) == 0.0
    assert body_height([(row_of((run("x" * 10, 50, 0),)),)]) == 10.0


def test_a_page_without_lines_has_no_rows() -> None:
    assert rows(()) == ()
