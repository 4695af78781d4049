"""What postings and keys are made with: which of our files, and which libraries.

Every file of ``search/analysis`` and ``search/index``, at any depth, counts for the postings unless
it is named here as one of what is worked out from the vocabulary. A test holds that what these
import counts too, but for what it names with a reason.
"""

from functools import cache

from search.library.provenance import Provenance, files

AFTER_TOKENS = ("compounds.py", "grams.py", "heads.py", "stems.py")
"""Of the analysis, what is worked out from the vocabulary and not from the text; ``heads.py``
counts for both."""
ARRAYS = (
    "search/index/segments/arrayfile.py",
    "search/index/segments/arrays.py",
    "search/index/segments/termvectors.py",
)
"""How arrays lie in their files."""
DERIVED = (
    *ARRAYS,
    "search/index/segments/counts.py",
    "search/index/segments/keys.py",
    "search/index/segments/readylists.py",
    "search/index/segments/vocabulary.py",
)
"""What can be made again from Whoosh's files."""
DICTIONARY = "search/library/dictionary.py"
PAGES = (
    "indexer/document.py",
    "indexer/indexing.py",
    "search/library/catalogue.py",
    "search/library/dates.py",
    "search/library/holdings.py",
    "search/library/mediatypes.py",
    "search/library/originals.py",
    "search/library/pagelayout.py",
    "search/library/record.py",
    "search/quoting/captions.py",
)
"""Of what a material's pages are put together."""


def postings_files() -> list[str]:
    """The files that have a say in postings."""
    after = {f"search/analysis/{name}" for name in AFTER_TOKENS} - {"search/analysis/heads.py"}
    every = [*files("search/analysis/**/*.py"), *files("search/index/**/*.py"), *PAGES, DICTIONARY]
    return [path for path in every if path not in after and path not in DERIVED]


def keys_files() -> list[str]:
    """The files that have a say in keys and the lists that are ready."""
    return [*files("search/analysis/**/*.py"), *DERIVED, DICTIONARY, "search/data/stopwords.txt"]


@cache
def keys_provenance() -> Provenance:
    """What this program makes keys with, which each opening of an index asks."""
    return Provenance.of(keys_files(), ["PyStemmer", "numpy", "simplemma"])


@cache
def provenances() -> dict[str, Provenance]:
    """What this program makes an index with, by the kinds of ``search.index.manifest``."""
    postings = Provenance.of(postings_files(), ["numpy", "simplemma", "whoosh3"])
    return {"postings": postings, "keys": keys_provenance()}
