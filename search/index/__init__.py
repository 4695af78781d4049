"""The index on disk: generations of segments."""
