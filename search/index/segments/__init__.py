"""Segments of the index: Whoosh's own files, and the arrays that are derived from them.

A segment never changes. Its arrays lie beside Whoosh's files (``<segment>.arrays``), are mapped
into memory when it is opened, and can be thrown away: they are read again from Whoosh's files.
"""
