"""Figures drawn apart from the labels that they belong to."""

import pytest

from indexer.extraction.lineorder import attach_figures
from indexer.extraction.runs import Line
from tests.extraction.lines import LEFT, line, texts

LABELS = [line(n, (LEFT, label)) for n, label in enumerate(["Ja", "Nej", "Ved ikke"])]
SHARES = ["27 %", "61 %", "12 %"]


def figures(left: float, values: list[str]) -> list[Line]:
    """A column of figures drawn by itself, level with the labels."""
    return [line(n, (left, value)) for n, value in enumerate(values)]


def test_figures_drawn_apart_are_put_behind_their_labels() -> None:
    assert texts(*LABELS, *figures(200.0, SHARES)) == ["Ja\t27 %", "Nej\t61 %", "Ved ikke\t12 %"]


def test_figures_drawn_before_their_labels_find_them_too() -> None:
    assert texts(*figures(200.0, SHARES), *LABELS) == ["Ja\t27 %", "Nej\t61 %", "Ved ikke\t12 %"]


def test_several_columns_of_figures_stand_in_their_order() -> None:
    made = texts(*LABELS, *figures(200.0, SHARES), *figures(300.0, ["1", "2", "3"]))
    assert made == ["Ja\t27 %\t1", "Nej\t61 %\t2", "Ved ikke\t12 %\t3"]


def test_columns_of_figures_drawn_from_the_right_lose_none() -> None:
    made = texts(*LABELS, *figures(300.0, ["1", "2", "3"]), *figures(200.0, SHARES))
    assert made == ["Ja\t27 %\t1", "Nej\t61 %\t2", "Ved ikke\t12 %\t3"]
    last, first, middle = (figures(200.0 + 50 * at, [str(at)] * 3) for at in (4, 0, 2))
    assert texts(*LABELS, *middle, *last, *first) == [
        "Ja\t0\t2\t4",
        "Nej\t0\t2\t4",
        "Ved ikke\t0\t2\t4",
    ]


def test_the_label_drawn_before_each_column_of_figures_stands_over_it() -> None:
    names = [line(-1, (LEFT, "Svar")), *LABELS]
    columns = [
        line(-1, (200.0, "Andel")), *figures(200.0, SHARES),
        line(-1, (300.0, "Antal svar")), *figures(310.0, ["1", "2", "3"]),
    ]  # fmt: skip
    rows = ["Ja\t27 %\t1", "Nej\t61 %\t2", "Ved ikke\t12 %\t3"]
    assert texts(*names, *columns) == ["Svar\tAndel\tAntal svar", *rows]
    apart = line(-1, (400.0, "Andet"))
    assert "Andet" in texts(*names, apart, *figures(200.0, SHARES))


def test_text_after_figures_is_kept_and_so_are_figures_after_text() -> None:
    text = line(5, (LEFT, "Kilde: egne beregninger"))
    made = texts(*LABELS[:2], *figures(200.0, SHARES[:2]), text, *figures(300.0, ["1", "2"]))
    assert made == ["Ja\t27 %\t1", "Nej\t61 %\t2", "Kilde: egne beregninger"]


def test_a_figure_goes_to_the_nearest_label_on_its_line() -> None:
    far = [line(n, (300.0, text)) for n, text in enumerate(["Mænd", "Kvinder", "Alle"])]
    made = attach_figures([*LABELS, *far, *figures(400.0, SHARES)])
    assert made == [*LABELS, *((*a, *b) for a, b in zip(far, figures(400.0, SHARES), strict=True))]
    made = attach_figures([*far, *LABELS, *figures(400.0, SHARES)])
    assert made[3:] == LABELS


def test_one_figure_alone_is_left_where_it_stands() -> None:
    lines = [*LABELS, line(1, (200.0, "61 %"))]
    assert attach_figures(lines) == lines


@pytest.mark.parametrize(
    "apart",
    [
        figures(10.0, ["1", "2", "3"]),  # to the left of all labels
        [line(n + 20, (200.0, value)) for n, value in enumerate(SHARES)],  # below all labels
        [*figures(200.0, SHARES), line(20, (200.0, "100 %"))],  # one without a label
        [line(n / 4, (200.0, value)) for n, value in enumerate(["1", "2"])],  # two by one label
    ],
)
def test_figures_of_which_one_has_no_label_of_its_own_stay_apart(apart: list[Line]) -> None:
    assert attach_figures([*LABELS, *apart]) == [*LABELS, *apart]


def test_a_label_ends_where_its_figure_may_begin() -> None:
    touching = [line(n, (LEFT, "x" * 10)) for n in range(2)]
    made = attach_figures([*touching, *figures(LEFT + 50, ["1", "2"])])
    assert len(made) == 2
    overlapping = figures(LEFT + 49, ["1", "2"])
    assert attach_figures([*touching, *overlapping]) == [*touching, *overlapping]


def test_a_page_of_thousands_of_figures_is_left_as_it_was_drawn() -> None:
    cells = [*LABELS, *figures(200.0, [str(number) for number in range(1_500)])]
    assert attach_figures(cells) == cells


@pytest.mark.parametrize(
    "figure",
    ["27", "27,2 %", "(12)", "1.234", "12 500", "–", "-", "—", "n.a.", "na", "i.o.", "12 kr.",
     "+3", "-4 pp.", "−4", "3 timer", "14 dage", "< 5", "~7", "5 mio.", "2 mia", "12 pct.",
     "12 procent", "3*", "3²", "15:30", "1/3", "7 ‰", "27 KR"],
)  # fmt: skip
def test_each_way_to_write_a_figure_is_a_figure(figure: str) -> None:
    cells = [*figures(LEFT, ["Ja", "Nej"]), *figures(200.0, [figure, "1"])]
    assert texts(*cells) == [f"Ja\t{figure}", "Nej\t1"]


@pytest.mark.parametrize("text", ["27 mentorer", "a", "Ja", "§ 85", "2,a", "%", "kr."])
def test_what_is_no_figure_alone_is_left_apart(text: str) -> None:
    cells = [*figures(LEFT, ["Ja", "Nej"]), *figures(200.0, [text, "1"])]
    assert texts(*cells) == ["Ja", "Nej", text, "1"]
