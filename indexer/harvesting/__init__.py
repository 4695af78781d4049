"""Finding materials on a web page that lists them."""

from indexer.harvesting.harvesting import harvest, harvest_sources, read_entries

__all__ = ["harvest", "harvest_sources", "read_entries"]
