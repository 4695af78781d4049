"""What postings and keys are made with: which of our files, and which libraries.

A new file of ``search/analysis`` or ``search/index`` counts for the postings, which is always safe,
until it is named here.
"""

from functools import cache

from search.library.provenance import Provenance, files

AFTER_TOKENS = ("compounds.py", "grams.py", "stems.py")
"""Of the analysis, what is worked out from the vocabulary and not from the text."""
ARRAYS = tuple(f"search/index/segments/{name}.py" for name in ("arrayfile", "arrays", "vocabulary"))
"""How arrays lie in their files. They can be made again from Whoosh's."""
KEYS = "search/index/segments/keys.py"
STEPS = ("__init__.py", "maker.py", "merging.py")
"""Of the segments, who makes which in what order, which leaves no trace in what is made."""


@cache
def provenances() -> dict[str, Provenance]:
    """What this program makes an index with, by the kinds of ``search.index.manifest``."""
    derived = {path.rpartition("/")[2] for path in (*ARRAYS, KEYS)}
    postings = (
        *files("search/analysis/*.py", AFTER_TOKENS),
        *files("search/index/segments/*.py", {*derived, *STEPS}),
        *files("search/index/whoosh/*.py", {"reading.py", "segment.py"}),
        "search/library/record.py",
    )
    keys = (*files("search/analysis/*.py"), *ARRAYS, KEYS, "search/data/stopwords.txt")
    return {
        "postings": Provenance.of(postings, ["simplemma", "whoosh3"]),
        "keys": Provenance.of(keys, ["PyStemmer", "simplemma"]),
    }
