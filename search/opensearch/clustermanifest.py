"""The manifest of a generation in the cluster."""

from pydantic import Field

from search.index.manifest import Manifest
from search.library.catalogue import Strict
from search.opensearch.cluster import Body

SHAPE = 1
"""How pages lie in the cluster: those of another shape can't be read."""


class LexiconPart(Strict):
    """A lexicon of the materials put from number ``first`` to before ``last``; ``name`` is the
    digest of its content, '' before it is kept, ``terms`` how many words it has."""

    first: int
    last: int
    terms: int
    name: str = ""


class ClusterManifest(Manifest):
    """The manifest of a generation in the cluster: the ``index`` of its pages, which of the puts it
    has (those before number ``end``, but the ``gone``), the number of each material's, its
    ``lexicons``, and the ``shape`` of its pages."""

    index: str = ""
    shape: int = 0
    end: int = 0
    gone: tuple[int, ...] = ()
    orders: dict[str, int] = Field(default_factory=dict)
    lexicons: tuple[LexiconPart, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether this program can read its pages."""
        return self.shape == SHAPE

    @property
    def filter(self) -> Body:
        """The pages of the generation."""
        found: Body = {"filter": [{"range": {"order": {"lt": self.end}}}]}
        if self.gone:
            found["must_not"] = [{"terms": {"order": list(self.gone)}}]
        return {"bool": found}
