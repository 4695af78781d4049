"""Finding materials on a web page that lists them."""

from indexer.harvesting.harvesting import accept_doubtful, harvest, harvest_sources
from indexer.harvesting.overlaying import Merged

__all__ = ["Merged", "accept_doubtful", "harvest", "harvest_sources"]
