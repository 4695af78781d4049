"""The encoding of web pages."""

import codecs
import re

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
HEAD = 2048
KNOWN = re.compile(r"iso8859-(?!1$)|cp125|koi8|mac-|gb|big5|euc|shift|johab")
"""Encodings of pages that are believed. What calls itself ASCII or ISO 8859-1 is windows-1252, as
browsers have it."""
STRAY = 0.001
"""Share of bytes that may be wrong in a page that is taken for the UTF-8 it claims to be."""


def as_utf8(content: bytes) -> bytes:
    """The bytes of a web page in UTF-8, whatever they are in.

    What is valid UTF-8 is that, whatever it says; else the page's declaration counts, and without a
    usable one windows-1252.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_declared(content), "replace").encode()
    return content.removeprefix(codecs.BOM_UTF8)


def _declared(content: bytes) -> str:
    found = DECLARED.search(content[:HEAD])
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        name = ""
    if name == "utf-8" and content.decode("utf-8", "replace").count("�") < STRAY * len(content):
        return name
    return name if KNOWN.match(name) else "cp1252"
