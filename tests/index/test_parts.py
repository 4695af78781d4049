"""Reading files on several machines: each its part, then one run that indexes."""

import shutil

import pytest

from tests.conftest import Collection, make_pdf

FILES = 7
PARTS = 3


@pytest.fixture
def unread(collection: Collection) -> Collection:
    """A collection whose files no program has read, and that has no index."""
    for number in range(FILES):
        collection.add(f"{number}.pdf", make_pdf(f"mentor nummer{number}"), f"Rapport {number}")
    shutil.rmtree(collection.corpus / "texts")
    shutil.rmtree(collection.index)
    return collection


def test_parts_read_each_file_once_and_the_last_run_indexes_what_they_read(
    unread: Collection,
) -> None:
    told = [unread.run("index", "--part", f"{n}/{PARTS}") for n in range(1, PARTS + 1)]
    assert [result.exit_code for result in told] == [0] * PARTS
    assert sum(int(result.output.split()[0]) for result in told) == FILES
    texts = {file: file.stat().st_mtime_ns for file in (unread.corpus / "texts").iterdir()}
    assert unread.run("search", "mentor").exit_code == 1
    assert unread.run("index").exit_code == 0
    assert {file: file.stat().st_mtime_ns for file in texts} == texts
    for number in range(FILES):
        assert len(unread.search(f"nummer{number}")) == 1


@pytest.mark.parametrize(
    "part", ["0/3", "4/3", "3", "a/b", "1/0", "-1/3", "²/3", "2/" + "9" * 5000]
)
def test_what_is_no_part_is_refused(collection: Collection, part: str) -> None:
    result = collection.run("index", "--part", part)
    assert result.exit_code == 2 and "er ingen del; skriv for eksempel 3/8" in result.output


def test_a_part_rebuilds_nothing(collection: Collection) -> None:
    result = collection.run("index", "--part", "1/2", "--rebuild")
    assert result.exit_code == 2 and "den sidste kørsel" in result.output
