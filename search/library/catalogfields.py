"""The fields of the catalogue that people fill in: what each is called, and how it is written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from pydantic import JsonValue

from search.library.catalogue import Material, MaterialFields
from search.library.credentials import without_credentials
from search.library.errors import UserError

YES, NO = "ja", "nej"


@dataclass(frozen=True)
class CatalogueField:
    """``name`` is the field of Material, ``danish`` what people and columns call it, ``option``
    that of the command line, ``help`` what it is for. It has ``many`` values, is a ``long`` text,
    or is told by ``choice``: yes or no, or nothing. ``is_fact``: the page of a material tells it,
    by its name, among the other facts."""

    name: str
    danish: str
    option: str
    help: str
    many: bool = False
    long: bool = False
    choice: bool = False
    is_fact: bool = False


FIELDS = (
    CatalogueField("title", "titel", "title", "Som den er trykt."),
    CatalogueField("subtitle", "undertitel", "subtitle", "Eller et andet navn, som folk søger på."),
    CatalogueField("publishers", "udgiver", "publisher", "Hvem der har udgivet det.", many=True),
    CatalogueField("authors", "forfatter", "author", "Personer, ikke organisationer.", many=True),
    CatalogueField("published", "år", "year", "2018, 2018-06 eller 2018-06-17."),
    CatalogueField("isbn", "ISBN", "isbn", "Med 10 eller 13 cifre.", is_fact=True),
    CatalogueField("kind", "type", "kind", "Rapport, notat, evaluering, guide …"),
    CatalogueField("target_groups", "målgruppe", "target-group", "Hvem det handler om.", many=True),
    CatalogueField("subjects", "emne", "subject", "Hvad det handler om.", many=True),
    CatalogueField("links", "link", "link", "Adresse, det mest troværdige først.", many=True),
    CatalogueField("summary", "resumé", "summary", "Med egne ord.", long=True),
    CatalogueField(
        "page_summary", "kildens omtale", "page-summary", "Hvad kilden skriver om det.", long=True
    ),
    CatalogueField(
        "full_text_expected", "kan hentes", "full-text",
        "Kan teksten hentes? »nej« for fx en bog.", choice=True,
    ),
    CatalogueField(
        "show_copy", "vis kopi", "show-copy",
        "Vis vores kopi og sidernes billeder? »nej«: kun link; tom: som indstillet.", choice=True,
    ),
)  # fmt: skip
"""In the order in which they are asked for."""

LONGEST_LINE, LONGEST_TEXT = 1000, 50_000
"""Characters that people may write into a field."""
NEVER_EMPTY = ("title", "kind")
BY_NAME = {field.name: field for field in FIELDS}


def read_field(field: CatalogueField, written: str | Iterable[str]) -> JsonValue:
    """The value that a person wrote; nothing written empties a field that may be empty. Raises
    UserError."""
    parts = [written] if isinstance(written, str) else list(written)
    if field.many:
        every = (without_credentials(part) for part in parts)  # of links
        return [] if parts == [""] else [_short_enough(field, part) for part in every]
    text = parts[0].strip()
    if not text:
        default: JsonValue = Material.model_fields[field.name].get_default()
        return "" if field.name in NEVER_EMPTY else default
    if not field.choice:
        return _short_enough(field, text)
    if text.lower() not in (YES, NO):
        raise UserError(f"Feltet {field.danish!r}: skriv {YES} eller {NO}, ikke {text!r}.")
    return text.lower() == YES


def _short_enough(field: CatalogueField, text: str) -> str:
    most = LONGEST_TEXT if field.long else LONGEST_LINE
    if len(text) > most:
        raise UserError(f"Feltet {field.danish!r} er for langt: højst {most} tegn.")
    return text


def written_field(field: CatalogueField, material: Material) -> str:
    """The field as a person would write it; several values stand on a line each."""
    value = getattr(material, field.name)
    if field.choice:
        return {True: YES, False: NO, None: ""}[value]
    return "\n".join(value) if field.many else value or ""


def differences(before: Material, after: Material, *, copies: bool) -> tuple[str, ...]:
    """What changed, a Danish phrase for each field: ``titel: »A« → »B«``, ``vis kopi: ja → nej``;
    of a long text from shortly before where it changes. ``copies``: whether copies are shown of
    what says nothing of them."""
    return tuple(
        f"{field.danish}: {' → '.join(told(field, before, after))}"
        for field in FIELDS
        if getattr(before, field.name) != getattr(after, field.name)
        for told in [partial(_choices, copies=copies) if field.choice else _texts]
    )


def _choices(
    field: CatalogueField, before: Material, after: Material, *, copies: bool
) -> tuple[str, str]:
    """What holds before and after; where that is the same, which of them is the setting's."""
    written = [written_field(field, material) for material in (before, after)]
    usual = YES if copies else NO
    if all(text in ("", usual) for text in written):
        usual = "som indstillet"
    old, new = (text or usual for text in written)
    return old, new


def _texts(field: CatalogueField, before: Material, after: Material) -> tuple[str, str]:
    old, new = told_field(field, before), told_field(field, after)
    shared = _shared(old, new)
    return _shown(old, shared), _shown(new, shared)


def told_field(field: CatalogueField, material: Material) -> str:
    """The field on one line, for a person to read: a file that staff put in is told by the first
    digits of its hash."""
    values = written_field(field, material).split("\n")
    return "; ".join(
        f"filen {value.removeprefix(FILE_LINK)[:8]}" if value.startswith(FILE_LINK) else value
        for value in values
    )


def named_facts(material: Material) -> list[str]:
    """The fields that are told by their names, each as »ISBN 978-87-7301-996-2«, that it has."""
    found = ((field, told_field(field, material)) for field in FIELDS if field.is_fact)
    return [f"{field.danish} {told}" for field, told in found if told]


LONGEST_SHOWN = 60
SHOWN_BEFORE = 25
FILE_LINK = "urn:sha256:"


def _shared(old: str, new: str) -> int:
    """How many characters both begin with."""
    differing = (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    return next(differing, min(len(old), len(new)))


def _shown(text: str, shared: int) -> str:
    if not text:
        return "intet"
    start = 0
    if len(text) > LONGEST_SHOWN and shared > SHOWN_BEFORE:
        start = max(text.rfind(" ", 0, shared - SHOWN_BEFORE) + 1, shared - 2 * SHOWN_BEFORE)
    end = start + LONGEST_SHOWN
    return f"»{'…' if start else ''}{text[start:end]}{'…' if text[end:] else ''}«"


def fields_given(written: Mapping[str, str | Iterable[str]]) -> MaterialFields:
    """MaterialFields by name as a Material has them, of what a person wrote. Raises UserError."""
    return {name: read_field(BY_NAME[name], value) for name, value in written.items()}
