"""Numbers and dates as a Dane writes them."""

import pytest

from search.analysis.alphabetical import alphabetical
from search.library.catalogue import Material
from search.library.record import MaterialRecord
from webapp.drawing.charts import (
    distribution,
    pages_by_publisher_and_year,
    spoken_pages,
    year_bars,
)
from webapp.drawing.danish import (
    count,
    danish_date,
    danish_number,
    listed,
    seconds,
    size,
)


@pytest.mark.parametrize(
    ("given", "written"),
    [("2014-11-12", "12. november 2014"), ("2014-11", "november 2014"), ("2014", "2014"),
     ("2014-11-02T08:30:00+00:00", "2. november 2014"), (None, "")],
)  # fmt: skip
def test_a_date_is_written_as_precisely_as_it_is_known(given: str | None, written: str) -> None:
    assert danish_date(given) == written


def test_numbers_have_points_between_thousands_and_a_comma_before_decimals() -> None:
    assert danish_number(1234) == "1.234"
    assert danish_number(1234567.891, 2) == "1.234.567,89"
    assert count(1, "side", "sider") == "1 side"
    assert count(1234, "side", "sider") == "1.234 sider"


def test_times_and_sizes_are_short() -> None:
    assert [seconds(0.0042), seconds(0.4)] == ["0,004 s", "0,4 s"]
    assert [*map(size, (304, 1040, 820_400, 1_240_000))] == ["304 byte", "1 kB", "820 kB", "1,2 MB"]


def test_a_list_ends_in_and_or_in_or() -> None:
    assert listed(["a", "b", "c"]) == "a, b og c"
    assert listed(["a", "b", "c"], "or") == "a, b eller c"
    assert [listed(["a"]), listed([])] == ["a", ""]


def test_pages_are_told_in_stretches() -> None:
    assert spoken_pages([3, 9, 7, 8, 14]) == "3, 7–9 og 14"
    assert spoken_pages([5]) == "5"
    assert spoken_pages(range(1, 61, 2)).endswith("23 og flere")


def test_a_long_report_is_drawn_in_stretches_of_pages() -> None:
    bars = distribution([1, 2, 200], 200)
    assert [bar.label for bar in bars] == ["s. 1–5", "s. 196–200"]
    assert [(bar.count, bar.height) for bar in bars] == [(2, 1.0), (1, 0.5)]
    assert distribution([1], 1) == ()


def test_a_histogram_has_room_for_years_without_materials() -> None:
    bars = year_bars({"2012": 1, "2015": 4, "": 3})
    assert [(bar.label, bar.x, bar.height) for bar in bars] == [
        ("2012", 0.0, 0.25), ("2015", 0.75, 1.0)
    ]  # fmt: skip


def test_the_last_letters_of_the_alphabet_come_last() -> None:
    words = ["åben", "Ærø", "zebra", "Aarhus", "øl", "alder"]
    assert sorted(words, key=alphabetical) == ["alder", "zebra", "Ærø", "øl", "åben", "Aarhus"]


def published(publisher: str, year: str, pages: int) -> MaterialRecord:
    facts = {"id": "m", "title": "T", "publishers": [publisher], "published": year}
    return MaterialRecord(material=Material.model_validate(facts), pages=pages)


def test_the_picture_of_a_large_collection_draws_small_publishers_together() -> None:
    large = [published(f"Udgiver {n}", "2010", 100 + n) for n in range(29)]
    small = [published(f"Lille {n}", "2014", 1) for n in range(40)]
    grid = pages_by_publisher_and_year(large + small)
    assert len(grid.rows) == 30
    assert grid.rows[-1] == "40 andre udgivere"
    (last,) = [cell for cell in grid.cells if cell.row == 29]
    assert (grid.years[last.column], last.pages, last.materials) == (2014, 40, 40)
    assert sum(cell.materials for cell in grid.cells) == 69
