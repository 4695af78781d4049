"""How a Dane writes numbers and dates, as Jinja filters."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


LAST_LETTERS = str.maketrans("æäøöå", "{{||}")
"""The letters after z by the characters after z."""


def date(value: str | None) -> str:
    """``2014-11-12`` as ``12. november 2014``, ``2014-11`` as ``november 2014``, ``2014`` as it is.

    A time of day after the date is left out; nothing gives ''.
    """
    if not value:
        return ""
    year, *rest = value[:10].split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, f"{int(rest[1])}.")
    return " ".join(words)


def number(value: float, decimals: int = 0) -> str:
    """``1234.5`` as ``1.234,5`` (with one decimal)."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def count(value: int, one: str, many: str) -> str:
    """``1 side``, ``1.234 sider``."""
    return f"{number(value)} {one if value == 1 else many}"


def capital(text: str) -> str:
    """``text`` with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def alphabetical(text: str) -> str:
    """What to sort ``text`` by: æ, ø and å come last, in that order, and aa is å."""
    return text.lower().replace("aa", "å").translate(LAST_LETTERS)


def seconds(value: float) -> str:
    """A time as ``0,004 s``; ``0,4 s`` from a tenth of a second."""
    return f"{number(value, 1 if value >= 0.1 else 3)} s"


def size(value: int) -> str:
    """A file's size as ``820 kB`` or ``1,2 MB``."""
    return f"{number(value / 1e6, 1)} MB" if value >= 1e6 else f"{number(value / 1e3)} kB"


def host(url: str) -> str:
    """The name of the host in ``url``, to show in place of a long address."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def json_text(value: Any) -> str:
    """``value`` as JSON for people."""
    return json.dumps(value, ensure_ascii=False, indent=2)


FILTERS: dict[str, Callable[..., Any]] = {
    "dato": date,
    "tal": number,
    "antal": count,
    "stort": capital,
    "sekunder": seconds,
    "filstørrelse": size,
    "vært": host,
    "som_json": json_text,
}
