"""Which letters the bytes of a web page or a text file are."""

import re

import webencodings

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
HEAD = 2048
STRAY = 0.001
"""Share of letters that may be wrong in a text that is taken for what it claims to be."""
FALLBACK = "windows-1252"
"""What old Danish files are in, and all that calls itself ASCII or ISO 8859-1."""


def decode(content: bytes) -> str:
    """The text of a web page or text file, whatever encoding its bytes are in.

    What is valid UTF-8 is that, whatever it says. Else a byte order mark decides, then a page's
    declaration, whose labels mean what the Encoding Standard says
    (https://encoding.spec.whatwg.org/#names-and-labels), and without a usable one windows-1252.
    """
    try:
        return content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        declared = _declared(content)
    text, encoding = webencodings.decode(content, declared)
    if encoding.name == declared and text.count("\ufffd") > STRAY * len(text):
        text, _ = webencodings.decode(content, FALLBACK)
    return text


def _declared(content: bytes) -> str:
    found = DECLARED.search(content[:HEAD])
    encoding = webencodings.lookup(found[1].decode("ascii")) if found else None
    if encoding is None:
        return FALLBACK
    # a declaration that can be read is in no UTF-16: the standard takes it for UTF-8 then
    return "utf-8" if encoding.name.startswith("utf-16") else encoding.name
