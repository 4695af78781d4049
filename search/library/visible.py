"""Text without what nobody sees: controls, marks of direction, joiners, glyphs of icon fonts.

They come along from pages, files and forms, and end in the wrong place: a right-to-left override
turns the rest of a line, a NUL makes an XML file void, a zero-width space parts a word.
"""

import re
from urllib.parse import quote

UNSEEN = re.compile(
    "[\\x00-\\x08\\x0e-\\x1b\\x7f-\\x84\\x86-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5"
    "\\u180b-\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u3164\\ufdd0-\\ufdef\\ufe00-\\ufe0f"
    "\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\ud800-\\udfff\\ue000-\\uf8ff"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 15))
    + "\\U000e0000-\\U000e0fff\\U000f0000-\\U0010ffff]"
)
"""Controls but white space, Unicode's Default_Ignorable_Code_Point, surrogates, noncharacters and
private use (Unicode 15, DerivedCoreProperties.txt)."""


SPACES = str.maketrans(dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))
"""White space that XML can't hold, or that some programs take for the end of a line."""


def visible(text: str) -> str:
    """``text`` without what can't be seen; line breaks, tabs and spaces stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    return UNSEEN.sub("", text.translate(SPACES))


def hidden_encoded(url: str) -> str:
    """An address, percent-encoded where it has what can't be seen (RFC 3986, 2.1)."""
    return UNSEEN.sub(lambda found: quote(found[0], errors="replace"), url)


def one_line(text: str) -> str:
    """The same, each run of white space as one space."""
    return " ".join(visible(text).split())
