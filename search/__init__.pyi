"""The door of ``search``: all that others use of it, but for the common ground in
``search.library``."""

from .analysis.alphabetical import alphabetical as alphabetical
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
from .door import Engine as Engine
from .door import Writer as Writer
from .index.manifest import REMEDY as REMEDY
from .index.store import IndexStore as IndexStore
from .live import LiveSearcher as LiveSearcher
from .live import Served as Served
from .results import Hit as Hit
from .results import MaterialHit as MaterialHit
from .results import Results as Results
from .searcher import Occurrence as Occurrence
from .showing.snippets import Fragment as Fragment
from .showing.snippets import Snippet as Snippet
from .showing.snippets import plain as plain
