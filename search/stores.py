"""Where the index is: in a folder, or in the cluster that the settings name."""

from search.answering.door import Store
from search.answering.engine import Engine
from search.answering.searcher import Searcher
from search.index.store import IndexStore
from search.library.errors import UserError
from search.library.settings import Settings

NOT_INSTALLED = (
    "MENTORSOEG_ENGINE er opensearch, men opensearch-py er ikke installeret: "
    "pip install 'mentorsoeg[opensearch]'."
)


class LocalStore(IndexStore):
    """The generations in a folder, which a searcher answers over."""

    look_seconds = 0.0

    def reach(self) -> None:
        """Nothing: what was opened stays open."""

    def engine(self, generation: str, *, verified_later: bool = False) -> Engine:
        """What answers over that generation, after reading it through, unless that is done later.
        Raises IndexUnavailable."""
        index = self.open(generation, verified_later=verified_later)
        return Searcher(index, self.manifest(generation))


def store_of(settings: Settings) -> Store:
    """The store that the settings name. Raises UserError when what it takes isn't there."""
    if settings.engine == "whoosh":
        return LocalStore(settings.index)
    try:
        from search.opensearch.generations import ClusterStore  # noqa: PLC0415 - only when wanted
    except ModuleNotFoundError as error:
        if error.name != "opensearchpy":
            raise
        raise UserError(NOT_INSTALLED) from None
    return ClusterStore(settings)
