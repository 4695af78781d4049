"""The settings, where those who use the service as a library look for them."""

from search.library.settings import Settings

__all__ = ["Settings"]
