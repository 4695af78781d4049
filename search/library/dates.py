"""Months and days of the week by their names, and days in every form in which they are written."""

import datetime
import re
from contextlib import suppress

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
SHORT_MONTHS = tuple(month[:3] for month in MONTHS)
"""The same as they are shortened, without the point."""
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./ -] ?(\d{4})")
_WRITTEN = re.compile(r"(\d{1,2})\.? ?([a-z]+) (\d{4})", re.I)


def date(text: str) -> str | None:
    """A date as ``2015-03-17``, None when there is no such day."""
    if found := _NUMERIC.fullmatch(text):
        day, month, year = (int(group) for group in found.groups())
    elif (found := _WRITTEN.fullmatch(text)) and found[2].lower() in MONTHS:
        day, month, year = int(found[1]), MONTHS.index(found[2].lower()) + 1, int(found[3])
    else:
        return None
    with suppress(ValueError):  # no such day
        return datetime.date(year, month, day).isoformat()
    return None
