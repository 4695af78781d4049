"""Files to save, which no process has in memory whole."""

import re
import unicodedata
from collections.abc import Callable
from typing import IO, cast

from flask import Response

from webapp.context import budget
from webapp.spool import Spool, give

CUT = "Kun de første er med: søgningen er for bred."
LONGEST_NAME = 60
"""Letters of a query in a file's name."""
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def download(
    write: Callable[[IO[bytes]], None], media_type: str, name: str, ending: str
) -> Response:
    """What ``write`` writes, as a file to save under that name, which says when there was no budget
    for all of it: hence it is written before anything is said, and as part of what the answer
    costs."""
    file = Spool()
    write(cast(IO[bytes], file))
    told = f"{name}-kun-de-foerste" if budget().cut else name
    disposition = f'attachment; filename="{told}.{ending}"'
    answer = Response(content_type=media_type, headers={"Content-Disposition": disposition})
    return give(answer, file)


def file_name(kind: str, about: str) -> str:
    """A file's name of what it is and what it is about, in letters that every system takes."""
    letters = about.lower().translate(DANISH)
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    said = "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_NAME].strip("-")
    return f"{kind}-{said}" if said else kind
