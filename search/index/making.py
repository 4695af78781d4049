"""What postings and keys are made with: which of our files, and which libraries.

A new file of ``search/analysis`` or ``search/index`` counts for the postings, which is always safe,
until it is named here.
"""

from functools import cache

from search.library.provenance import Provenance, files

AFTER_TOKENS = ("compounds.py", "grams.py", "stems.py")
"""Of the analysis, what is worked out from the vocabulary and not from the text."""
ARRAYS = ("search/index/segments/arrayfile.py", "search/index/segments/arrays.py")
"""How arrays lie in their files."""
DERIVED = (
    *ARRAYS,
    "search/index/segments/keys.py",
    "search/index/segments/readylists.py",
    "search/index/segments/vocabulary.py",
)
"""What can be made again from Whoosh's files."""
STEPS = ("__init__.py", "counts.py", "merging.py")
"""Of the segments, who makes which in what order, which leaves no trace in what is made."""


@cache
def provenances() -> dict[str, Provenance]:
    """What this program makes an index with, by the kinds of ``search.index.manifest``."""
    derived = {path.rpartition("/")[2] for path in DERIVED}
    postings = (
        *files("search/analysis/*.py", AFTER_TOKENS),
        *files("search/index/segments/*.py", {*derived, *STEPS}),
        *files("search/index/whoosh/*.py", {"contents.py", "reading.py", "segment.py"}),
        "search/index/fields.py",
    )
    keys = (*files("search/analysis/*.py"), *DERIVED, "search/data/stopwords.txt")
    return {
        "postings": Provenance.of(postings, ["simplemma", "whoosh3"]),
        "keys": Provenance.of(keys, ["PyStemmer", "simplemma"]),
    }
