"""Searches that were saved, as they come from a browser or a link."""

from datetime import datetime
from typing import Annotated
from urllib.parse import parse_qsl

from pydantic import AfterValidator, BaseModel, Field
from werkzeug.datastructures import MultiDict

from webapp.serving.request import clean
from webapp.state import SearchState, read_state

MOST_SAVED = 50
LONGEST_SEARCH = 4000
"""Characters of the address of a search."""


def _moment(told: str) -> str:
    """The time as it was told, '' for none. Raises ValueError for what is no time."""
    if told:
        datetime.fromisoformat(told)
    return told


class SavedSearch(BaseModel):
    """The address of a search, and the ``created`` of the index that was last seen."""

    search: Annotated[str, Field(max_length=LONGEST_SEARCH)]
    seen: Annotated[str, Field(max_length=40), AfterValidator(_moment)]

    @property
    def state(self) -> SearchState:
        """What it asks for."""
        return state_at(self.search)


class SavedSearches(BaseModel):
    """All that one browser keeps."""

    saved: Annotated[list[SavedSearch], Field(max_length=MOST_SAVED)]


def state_at(address: str) -> SearchState:
    """The state that an address of results tells, whoever wrote it."""
    pairs = parse_qsl(address.partition("?")[2])
    return read_state(MultiDict((name, clean(value)) for name, value in pairs)).at(1)
