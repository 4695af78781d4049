"""What a field of the catalogue may hold: each a type that checks and cleans what is written."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from search.library.credentials import without_credentials
from search.library.visible import hidden_encoded, one_line, visible


def _matching(pattern: str, rule: str) -> AfterValidator:
    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(rule)
        return value

    return AfterValidator(check)


def _cleaned(value: Any, clean: Callable[[str], str]) -> Any:
    return clean(value) if isinstance(value, str) else value


def _check_day(value: str) -> str:
    if len(value) == len("2018-06-17"):
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise ValueError("er ikke en dag i kalenderen") from error
    return value


def _check_isbn(value: str) -> str:
    """The check digits are those of ISO 2108."""
    digits = value.replace("-", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{13}", digits):
        right = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(digits)) % 10 == 0
    elif re.fullmatch(r"[0-9]{9}[0-9X]", digits.upper()):
        numbers = [10 if d == "X" else int(d) for d in digits.upper()]
        right = sum((10 - n) * d for n, d in enumerate(numbers)) % 11 == 0
    else:
        right = False
    if not right:
        raise ValueError("er ikke et ISBN: et ciffer mangler eller er forkert")
    return value


Slug = Annotated[
    str,
    StringConstraints(max_length=100),
    _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "må kun bestå af a-z, 0-9 og enkelte bindestreger"),
]
OneLine = Annotated[str, BeforeValidator(lambda value: _cleaned(value, one_line))]
Text = Annotated[OneLine, StringConstraints(min_length=1)]
"""One line, without what can't be seen; the file that it comes from keeps it as it was."""
Url = Annotated[
    str,
    _matching(
        r"https?://\S+|urn:sha256:[0-9a-f]{64}",
        "skal begynde med http:// eller https:// og være uden mellemrum",
    ),
    AfterValidator(hidden_encoded),
    AfterValidator(without_credentials),
]
PartialDate = Annotated[
    str,
    _matching(
        r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
        "skal skrives som 2018, 2018-06 eller 2018-06-17",
    ),
    AfterValidator(_check_day),
]
Isbn = Annotated[
    str,
    BeforeValidator(lambda value: _cleaned(value, one_line)),
    AfterValidator(_check_isbn),
]
Paragraphs = Annotated[str, AfterValidator(visible)]
Kind = Annotated[OneLine, StringConstraints(to_lower=True, min_length=1)]
