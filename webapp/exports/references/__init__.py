"""References to materials: as text in a style, and in the formats of reference managers."""
