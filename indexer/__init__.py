"""From the catalogue to the index: harvest, fetch, extract, write."""
