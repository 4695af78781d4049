"""Letters of TeX's own fonts, which are drawn as pictures and tell what none of them means.

TeX writes such a font where it has no other for what a document asks, as for T1 without cm-super.
PDFium then gives the codes themselves: letters and digits are right, ligatures, quotes and dashes
are control characters (``elektri\\x1ccering``), and in the older of the two ways to number
letters, OT1, so are æ and ø, and the ring of å.
"""

import re
from collections.abc import Callable, Sequence

CODED = re.compile(r"[\x0b\x0c\x0e-\x1f\x7f]")
CODE = re.compile(rf"{CODED.pattern}|\r(?!\n)")
"""What PDFium itself never writes: it ends lines with both of their signs."""
T1 = dict(zip("\x10\x11\x12\x13\x14\x15\x16\x19\x1b\x1c\x1d\x1e\x1f", "“”„«»–—ıﬀﬁﬂﬃﬄ", strict=True))
OT1 = dict(
    zip(
        "\x0b\x0c\r\x0e\x0f\x10\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f",
        "ﬀﬁﬂﬃﬄı`´ˇ˘¯˚¸ßæœøÆŒØ¨",
        strict=True,
    )
)
DANISH = re.compile("[æøåÆØÅ]")
"""Letters that have a code of their own in T1 only."""
OLD = re.compile(r"[^\W\d_][\x0b\x0c\x0e\x0f]|[\x0b\x0c\x0e\x0f][^\W\d_]|\x1a|\x17\s*[aA]")
"""Codes beside letters that T1 has for accents, which no font of it draws by themselves."""
DASH = re.compile(r"(?<=[\s\d]){(?=[\s\d])")
QUOTE = re.compile(r"(?<!\S)\\(?=\w)")
"""How OT1 numbers a dash and the quotes that begin."""


def decoded(text: str, are_nameless: Callable[[Sequence[int]], Sequence[bool]]) -> str:
    """The text with the characters that such codes mean, each in its place; ``are_nameless`` tells
    of the characters at these indices whether their font has no name, as one of pictures."""
    codes = [match.start() for match in CODE.finditer(text)]
    own = [at for at, is_nameless in zip(codes, are_nameless(codes), strict=True) if is_nameless]
    if not own:
        return text
    is_old = OLD.search(text) is not None and DANISH.search(text) is None
    meant = OT1 if is_old else T1
    made = list(text)
    for at in own:
        made[at] = meant.get(text[at], text[at])
    whole = "".join(made)
    return QUOTE.sub("“", DASH.sub("–", whole)) if is_old else whole
