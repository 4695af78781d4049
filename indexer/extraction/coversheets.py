"""The sheet that a repository (Pure, ResearchGate) puts before what it gives: as a rule in English,
and not the cover."""

import re

MARKS = re.compile(
    r"(general rights|take ?down policy|terms of use|citation for pu[a-z]+ed version"
    r"|document version|link to publication|downloaded from|download date|users? may download"
    r"|go to publication entry|see discussions, stats, and author profiles"
    r"|generelle rettigheder|citation for udgivet version|dokumentversion)",
    re.I,
)
LEAST_MARKS = 2
"""Different marks that such a sheet has at least."""


def is_coversheet(text: str) -> bool:
    """Whether a first page is such a sheet."""
    return len({found.lower() for found in MARKS.findall(text)}) >= LEAST_MARKS
