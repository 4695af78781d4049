"""Common ground: the catalogue, originals and records, settings, files, errors."""
