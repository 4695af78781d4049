"""Indexes that programs of earlier days made: opened or refused with a sentence, and renewed."""

import tarfile
from pathlib import Path

import pytest
from whoosh import index as whoosh_index

from search.index.store import IndexStore
from tests.conftest import Collection
from tests.index.storing import ANSWERS
from tests.index.test_age import answers_rightly, is_up_to_date, said

STORED = {
    file.name.partition(".")[0]: file for file in Path(__file__).parent.glob("stored/*.tar.gz")
}
NUMBERED = ("606dc8f", "6740b45")
"""Of the days of numbered schemas."""


@pytest.fixture(params=sorted(STORED))
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Collection:
    """A collection with its index, as it was packed."""
    with tarfile.open(STORED[request.param]) as archive:
        archive.extractall(tmp_path, filter="data")
    return Collection(tmp_path, new=False)


def test_it_is_served_or_refused_with_the_remedy(stored: Collection) -> None:
    for query, material in ANSWERS.items():
        result = stored.run("search", query, "--json")
        if result.exit_code:
            assert result.stderr.endswith("Kør »mentorsoeg index«.\n")
            assert result.stderr.count("\n") == 1
        else:
            assert stored.search(query)[0]["material"] == material


def test_index_renews_it_and_plain_whoosh_reads_what_is_made(stored: Collection) -> None:
    assert stored.run("index").exit_code == 0
    answers_rightly(stored)
    is_up_to_date(stored)
    assert len(list((stored.corpus / "texts").iterdir())) == 3
    store = IndexStore(stored.index)
    with whoosh_index.open_dir(str(store.path(store.generation()))).searcher() as searcher:
        assert searcher.doc_frequency("body", "virksomhedsmentor") == 1


@pytest.mark.parametrize("stored", NUMBERED, indirect=True)
def test_doctor_and_status_say_that_one_of_the_numbered_schemas_is_old(stored: Collection) -> None:
    doctor = stored.run("doctor")
    told = "Indekset er lavet med en ældre udgave af Mentorsøg. Kør »mentorsoeg index«."
    assert (doctor.exit_code, told in doctor.output) == (1, True)
    assert told in said(stored, "status")
