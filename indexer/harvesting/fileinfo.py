"""What pages say of a file or a copy, no part of any title: kind, size, pages, price, actions."""

import re

from search.library.mediatypes import MediaType

_OLDER = ("doc", "xls", "ppt")
_WEB = ("html", "htm", "aspx", "asp")
_FILES = "|".join([*(kind.ending for kind in MediaType if not kind.is_web_page), *_OLDER])
_KIND = rf"(?:{_FILES}|word|zip)(?:-?fil)?"
_SIZE = r"\d{1,6}(?:[.,]\d{1,3})? ?(?:[kmg]i?b|bytes?|[kmg]byte)"
_PAGES = r"\d{1,5} ?(?:sider|side|s\.|pages|pp\.?)"
_ONE = rf"(?:{_KIND}|{_SIZE}|{_PAGES})"
_SPAN = (
    r"(?:(?:s|side|sider|pp?|pages?)\.? ?\d{1,4}(?: ?[-–] ?\d{1,4})?"
    r"|(?!(?:19|20)\d\d)\d{1,4} ?[-–] ?\d{1,4})"
)
"""Where an article stands in its issue, which is no span of years."""
_PRICE = (
    r"(?:(?:kr|dkk|pris:?)\.? ?\d[\d.]{0,6}(?:,(?:-|\d\d))?|\d[\d.]{0,6}(?:,(?:-|\d\d)| ?kr\.?))"
)
_SOLD_OUT = r"(?:er )?(?:udsolgt|utsolgt|slutsåld|udgået)"
_ALL = rf"{_ONE}(?:[ ,;·•|/–-]{{1,4}}{_ONE}){{0,4}}"
IN_BRACKETS = re.compile(rf" ?[(\[] ?(?:{_ALL}|{_SOLD_OUT})[^)\]]{{0,20}}[)\]]", re.IGNORECASE)
AT_END = re.compile(
    rf"[ ,;·•|/–-]{{1,4}}(?:{_ONE}[ ,;·•|/–-]{{1,4}}){{0,3}}(?:{_SIZE}|{_PAGES}|{_SOLD_OUT})$",
    re.IGNORECASE,
)
PAGES = re.compile(rf"\W{{0,4}}{_PAGES}", re.IGNORECASE)
AT_START = re.compile(rf"[(\[] ?{_ALL} ?[)\]] ?", re.IGNORECASE)
WHOLE = re.compile(
    rf"[(\[]? ?(?:fil(?:type|format|størrelse)?: ?)?"
    rf"(?:{_ALL}|{_SPAN}|{_PRICE}|{_SOLD_OUT}) ?[)\]]?",
    re.IGNORECASE,
)
WINDOW = re.compile(
    r" ?[(\[](?:[^)\]]{0,20}\b)?(?:nyt? (?:vindue|fane(?:blad)?)|new (?:window|tab)"
    r"|ekstern(?:t)? (?:link|side))[)\]]",
    re.IGNORECASE,
)
"""What pages say for screen readers of where a link opens."""
FILE_ENDING = re.compile(rf"(?<=\w)\.(?:{_FILES})$", re.IGNORECASE)
NAME = re.compile(rf"[^/\n]{{1,200}}\.(?:{_FILES}|{'|'.join(_WEB)})", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?:https?://|www\.)?[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.[^\W\d_]{2,24}"
    r"(?:/\S{0,500}|[/ ›>]{1,3}\S{1,500})"
)
"""An address as results of a search print it: www.a.dk/b, »a.dk › b«."""
ACTION = re.compile(
    r"(download|hent|læs|se|find|køb|bestil|åbn|last ned|ladda ner|hämta|les|läs)\b", re.IGNORECASE
)

PATH_SIGNS = (" › ", " » ", " > ")
"""What stands between the names of places or kinds, each below the one before."""


def is_path(text: str) -> bool:
    """Whether a text leads from one name to the next, as registers sort what they have, and is no
    sentence."""
    return any(sign in text for sign in PATH_SIGNS) and not text.endswith((".", "!", "?"))


def steps_of(path: str) -> list[str]:
    """The names that a path leads through."""
    return re.split("|".join(PATH_SIGNS), path)


def without_file_info(text: str) -> str:
    """``text`` without what it says of a file in brackets, at its start or end."""
    plain = AT_START.sub("", text, count=1) if AT_START.match(text) else text
    return AT_END.sub("", WINDOW.sub("", IN_BRACKETS.sub("", plain))).strip()


def is_file_info(text: str) -> bool:
    """Whether a text says nothing else, or is the name of a file, or an address."""
    bare = text.strip(" .,·•|")
    return any(form.fullmatch(bare) for form in (WHOLE, NAME, ADDRESS))
