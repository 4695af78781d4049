"""Names that pages put before what they tell of a material: »Udgiver«, »År«."""

import re
from collections.abc import Sequence

WHO = r"udgivere?|udgivet(?: af)?|publisher|forlag|institution|organisation|afsender|kilde"
WHEN = r"udgivelses(?:år|dato|måned)|udgivet|publiceret|år|årstal|dato|(?:publication )?date|year"
WHAT = r"(?:materiale|dokument|publikations|udgivelses|element|rapport)?type|art|kategori"
BY = (
    r"forfatter(?:e|\(e\))?|forf\.|skrevet af|author(?:s|\(s\))?"
    r"|redaktør(?:er)?|redigeret af|editors?"
)
ELSE = (
    r"format|fil(?:type|format|størrelse)?|størrelse|(?:antal )?sider|sidetal|omfang|sprog|isbn"
    r"|issn|emne(?:r|ord)?|nøgleord|stikord|tags?|link|tilgængelighed"
    r"|tillgänglighet|tilgjengelighet|availability|foto(?:graf)?"
)
LABEL = re.compile(rf"^({WHO}|{WHEN}|{WHAT}|{BY}|{ELSE})(?:\s*:|$)\s*", re.IGNORECASE)
"""Names that pages put before publisher, author, date and kind, and before what is none of them."""
TITLES = re.compile(
    r"(titt?el|title|materiale|publikation|udgivelse|rapport)r?( (og|&|/) \w{1,30})?", re.IGNORECASE
)
AUTHORS, PUBLISHERS, DETAILS = (re.compile(x, re.IGNORECASE) for x in (BY, WHO, f"{WHEN}|{WHAT}"))


def label_of(text: str) -> str:
    """The name at the start of ``Udgiver: Cabi`` or of ``Udgiver`` alone; '' for other texts."""
    found = LABEL.match(text)
    return found[1] if found else ""


def is_date_label(label: str) -> bool:
    """Whether it is a name that stands before a date."""
    return re.fullmatch(WHEN, label, re.IGNORECASE) is not None


def is_field_name(text: str) -> bool:
    """Whether it is a name that stands before publisher, author, date or kind, and nothing more."""
    return re.fullmatch(rf"{WHO}|{WHEN}|{WHAT}|{BY}", text, re.IGNORECASE) is not None


def is_title_name(text: str) -> bool:
    """Whether it is a name that stands before a title, or above a column of such."""
    return TITLES.fullmatch(text) is not None


def is_publisher_label(label: str) -> bool:
    """Whether it is a name that stands before a publisher."""
    return re.fullmatch(WHO, label, re.IGNORECASE) is not None


def labelled(lines: Sequence[str], names: re.Pattern[str]) -> list[str]:
    """What the lines say under such names, on the line itself or on the one below."""
    said = []
    for line, below in zip(lines, (*lines[1:], ""), strict=False):
        label = label_of(line)
        if label and names.fullmatch(label):
            own = LABEL.sub("", line, count=1).strip()
            said.append(own or ("" if label_of(below) else below))
    return [*dict.fromkeys(text for text in said if text)]
