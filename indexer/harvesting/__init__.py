"""Finding materials on a web page that lists them."""

from indexer.harvesting.harvesting import harvest, harvest_sources, read_entries
from indexer.harvesting.overlaying import Merged

__all__ = ["Merged", "harvest", "harvest_sources", "read_entries"]
