"""Quoting: what of a page can be quoted as it stands, and which figures it states."""
