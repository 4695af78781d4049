"""What others may use of the search."""

import inspect

import pytest

import search


@pytest.mark.parametrize("name", search.__all__)
def test_every_name_at_the_door_is_had_and_says_what_it_is(name: str) -> None:
    found = getattr(search, name)
    if inspect.isclass(found) or inspect.isfunction(found):
        assert inspect.getdoc(found)


def test_a_name_that_is_not_at_the_door_is_not_had() -> None:
    with pytest.raises(AttributeError, match="Highlighter"):
        _ = search.Highlighter
