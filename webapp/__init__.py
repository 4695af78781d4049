"""The Danish front end over the index."""

from webapp.app import create_app

__all__ = ["create_app"]
