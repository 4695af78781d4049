"""How the titles of figures, tables and boxes begin."""

import re

TITLE = re.compile(
    r"(?:tab(?:el|le|ell)|figur|figure|skema|oversigt|boks|diagram|kort|billede)\s+"
    r"(?:[A-Z]\.?)?(?:\d{1,3}|[IVX]{1,5})(?:\.\d{1,3})*[a-z]?\s?[.:–-]",
    re.I,
)
"""How the title of a figure, a table or a box begins; a sentence goes on without such a sign."""
SIDE_TITLE = re.compile(rf"{TITLE.pattern}|\([a-z]\)\s", re.I)
"""Such a title, or that of one of the parts of a figure, which stand side by side."""
