"""The door of ``search``: all that others use of it, but for the common ground in
``search.library``."""

from .analysis.alphabetical import alphabetical as alphabetical
from .analysis.stems import STOPWORDS as STOPWORDS
from .analysis.tokens import words as words
from .answers import SearchAnswer as SearchAnswer
from .answers import place as place
from .answers import search_answer as search_answer
from .answers import source_url as source_url
from .asking.fieldnames import QUERY_FIELDS as QUERY_FIELDS
from .asking.filters import NO_FILTERS as NO_FILTERS
from .asking.filters import SUMMARY_ONLY as SUMMARY_ONLY
from .asking.filters import WITH_TEXT as WITH_TEXT
from .asking.filters import Filters as Filters
from .asking.parsing import LONGEST_QUERY as LONGEST_QUERY
from .asking.parsing import OPERATORS as OPERATORS
from .asking.query import AS_USUAL as AS_USUAL
from .asking.query import EXACT as EXACT
from .asking.query import FORMS as FORMS
from .asking.query import Reading as Reading
from .door import Engine as Engine
from .door import Store as Store
from .door import Writer as Writer
from .index.manifest import REMEDY as REMEDY
from .index.store import IndexStore as IndexStore
from .live import LiveSearcher as LiveSearcher
from .live import Served as Served
from .results import Hit as Hit
from .results import MaterialHit as MaterialHit
from .results import Occurrence as Occurrence
from .results import Results as Results
from .results import Told as Told
from .searcher import BROAD as BROAD
from .showing.snippets import Fragment as Fragment
from .showing.snippets import Snippet as Snippet
from .showing.snippets import plain as plain
from .stores import store_of as store_of
