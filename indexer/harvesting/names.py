"""Names of persons as lists and references write them."""

import re

INITIALS = r"(?:[A-ZÆØÅ]\.[ -]?){1,4}"
INVERTED = re.compile(
    rf"(?<!\w)(?!(?:og|och|and) )[^\W\d_][^\W\d_ '’-]*(?:[ '’-][^\W\d_]+){{0,2}}, {INITIALS}"
)
"""``Holm, A.`` and ``von der Aa, K. L.``: APA, and most of what is made after it."""
GIVEN_FIRST = re.compile(rf"{INITIALS}[^\W\d_]{{2,}}, ")
"""``T. Holm, P. B. Dam``: initials before each name."""
SPELT_OUT = re.compile(
    r"[A-ZÆØÅ][\w'’-]*[a-zæøåéü], (?:[A-ZÆØÅ][\w'’-]*[a-zæøåéü]|[A-ZÆØÅ]\.)(?: [A-ZÆØÅ]\.)*"
)
"""``Holm, Anders B.``, as the first of a reference in Harvard's style is turned round."""
TURNED = re.compile(
    rf"{SPELT_OUT.pattern}(?: [A-ZÆØÅ][\w'’-]*[a-zæøåéü])?"
    rf"|[A-ZÆØÅ][\w'’-]*[a-zæøåéü] {SPELT_OUT.pattern}"
)
"""The same with a second given name, or a family name of two words."""
BARE = re.compile(r"(?<![\w'’-])[A-ZÆØÅ][\w'’-]+(?: [A-ZÆØÅ][\w'’-]+)? [A-ZÆØÅ]{1,3}")
"""``Holm AB``: Vancouver."""
AND_OTHERS = re.compile(
    r",? {0,9}(?:\bet al\b|\bm\. ?fl\b|\b(?:med |og )?flere\b)\.?|\((?:red|eds?)\.?\)", re.I
)
MOST_WORDS = 6
"""Words of a name."""
MOST_SMALL = 3
"""Words with a small letter beyond those with a capital that names may have: »af«, »og«, »von«."""
AND = re.compile(r"\s{0,9}(?:;|&|\bog\b|\band\b)\s{0,9}")
"""Between names that have commas in them."""
BETWEEN = re.compile(r"\s{0,9}(?:;|&|,|\bog\b|\boch\b|\band\b)\s{0,9}")


def names(text: str, *, turned: bool = False) -> tuple[str, ...]:
    """The names in a list of such, each as it stands; ``Holm AB`` as ``Holm, A. B.``. ``turned``:
    the first may have its family name before a comma."""
    text = AND_OTHERS.sub("", text).strip(" ,;:")
    if not GIVEN_FIRST.match(text) and (inverted := INVERTED.findall(text)):
        return tuple(name.strip() for name in inverted)
    if are_spelt_out(text):
        return tuple(name.strip() for name in text.split(";"))
    if turned and all(map(TURNED.fullmatch, parted := AND.split(text))):
        return tuple(parted)
    first = TURNED.match(text) if turned else None
    if first and re.fullmatch(r"\s*(;|&|\bog\b|\band\b|,|$).*", text[first.end() :]):
        return (first[0], *names(text[first.end() :]))
    parts = (name.strip(" .") for name in BETWEEN.split(text))
    return tuple(_inverted(name) for name in parts if re.search(r"[^\W\d_]{2}", name))


def is_person(name: str) -> bool:
    """Whether a name is spelt as those of persons: words, the first and last with a capital."""
    words = name.split(" ")
    ends = words[0][:1] + words[-1][:1]
    return 1 < len(words) <= MOST_WORDS and ends.isalpha() and ends.isupper()


def are_spelt_out(text: str) -> bool:
    """Whether a text is nothing but names turned round, as libraries list
    them: ``Holm, Anders; Dam, Birgit``."""
    listed = [name.strip() for name in text.split(";")]
    if len(listed) > 1:
        return all(TURNED.fullmatch(name) for name in listed)
    return SPELT_OUT.fullmatch(listed[0]) is not None


def _inverted(name: str) -> str:
    if not BARE.fullmatch(name):
        return name
    family, _, initials = name.rpartition(" ")
    return f"{family}, {' '.join(f'{letter}.' for letter in initials)}"


def is_prose(text: str) -> bool:
    """Whether far more words of a line begin with a small letter than names have."""
    small = [word[:1].islower() for word in text.split()]
    return sum(small) > len(small) - sum(small) + MOST_SMALL
