"""From links to originals: fetched as a good citizen, judged by their bytes, never lost."""

from indexer.fetching.fetching import FetchReport, fetch_all, fetch_one, fetch_page, fetch_raw

__all__ = ["FetchReport", "fetch_all", "fetch_one", "fetch_page", "fetch_raw"]
