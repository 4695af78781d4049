"""Whoosh's own files: the one room that imports whoosh."""
