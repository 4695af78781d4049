"""What lesser thing than the report a file or page is: what it calls itself, on its cover most of
all."""

import re
from collections.abc import Iterable, Mapping
from itertools import chain
from urllib.parse import unquote, urlsplit

from indexer.extraction.sight import Sight
from indexer.extraction.stamps import unstamped
from indexer.fetching.likeness import (
    COVER,
    LEAST_TITLE,
    OTHER,
    SAME,
    Wanted,
    title_likeness,
    weight,
    words,
)
from indexer.fetching.naming import unnumbered, without_number
from search.library.holdings import WHOLE_PAGE
from search.library.originals import FULL_TEXT

SLIDES, SUMMARY, PRESS = "præsentation", "resumé", "pressemeddelelse"
LESSER = {
    "faktaark": re.compile(r"faktaark|fact[ -]?sheet|faktablad|\bfakta (om|på|fra)\b", re.I),
    "uddrag": re.compile(r"\buddrag|\bsmagsprøve|\bprøvekapitel|\bexcerpt", re.I),
    "pressemeddelelse": re.compile(r"pressemeddelelse|press[ -]?release|pressemateriale", re.I),
    "resumé": re.compile(
        r"(?<!med )(?<!med dansk )(?<!med engelsk )(\bresum[eé](?!r)|sammenfatning)"
        r"|sammendrag|\bsummary\b|kort fortalt"
        r"|\bkort(e|ere)? ?(version|udgave)"
        r"|\bpixi|hovedresultater|hovedkonklusioner|hovedpointer",
        re.I,
    ),
    "letlæst udgave": re.compile(
        r"\b(let|nem) at (læse|forstå)\b|\blet(te)?[ -]?læs(t|elig)|\blæselet|\bpå let dansk"
        r"|\beasy(-|\s)(to(-|\s))?read|\b(børne|unge|elev)(version|udgave)",
        re.I,
    ),
    "bilag": re.compile(
        r"(?<!med )(?<!inkl\. )(?<!og )\bbilag|appendi(x|ks|ces)|tabelbilag|tabelrapport"
        r"|metodebilag|teknisk (rapport|dokumentation)|\bkommissorium|projektbeskrivelse"
        r"|(?<!med )\bbilags(rapport|hæfte|bind|notat|samling)"
        r"|tabelsamling|tabelhæfte|\bspørgeskema(?!(?:undersøgelse|data|analyse|besvarelse))|\bspørgeguide|\brettelsesblad|\berrata\b",
        re.I,
    ),
    "præsentation": re.compile(
        r"præsentation|praesentation|\bslides?\b|power ?point"
        r"|\boplæg\b(?! (fra|af) (udvalg|\w*gruppe|\w*kommission|regering|ekspert))",
        re.I,
    ),
    "plakat": re.compile(r"\bplakat|\bpostkort|\bflyer", re.I),
}
"""Lesser things that bear a report's title, and what they call themselves."""
PART = "del"
BEFORE = {
    "udkast": re.compile(
        r"\b(hørings|rapport)?udkast\b|\bkladde\b|\bdraft\b|høringsversion|høringsudgave"
        r"|foreløbig(e resultater| (udgave|version|rapport))",
        re.I,
    ),
    "midtvejsrapport": re.compile(r"\bmidtvejs|\bstatusrapport|\binterim report", re.I),
    PART: re.compile(
        r"\b(del|bind|kapitel|kap\.) ?([1-9]|[IV]{1,3}\b)|\bdelrapport"
        r"|\b(metode|baggrunds)(rapport|notat|hæfte)|\bcase(samling|hæfte|rapport)",
        re.I,
    ),
    "undervisningsmateriale": re.compile(
        r"undervisnings(materiale|vejledning|hæfte|forløb)|lærervejledning|studieguide"
        r"|læsevejledning til (?!rapport)"
        r"|\b(arbejds|øvelses|elev)(bog|hæfte)",
        re.I,
    ),
    "udbudsmateriale": re.compile(
        r"udbuds(betingelser|materiale|bekendtgørelse|brev|vilkår)|kravspecifikation|opgavebeskrivelse",
        re.I,
    ),
    "puljeopslag": re.compile(
        r"puljeopslag|ansøgnings(vejledning|skema|materiale)|vejledning til (ansøg|puljen)", re.I
    ),
    "ansøgning": re.compile(
        r"\b(projekt)?ansøgning\b|\b(projekt|program|indsats)beskrivelse\b", re.I
    ),
    "program": re.compile(
        r"^(invitation|indbydelse) til|^(konference|kursus|seminar)?program\b", re.I | re.M
    ),
}
"""Parts of a report, and what comes before or beside it: they have its title in large type, and say
what they are in a line of the cover."""
NAMED_SO = LESSER | BEFORE
AROUND = {
    role: re.compile(
        rf"^\W{{0,3}}(?:{named})(?=\W{{0,3}}$|,| (?:af|fra|til|om|på|for|med|nr|ved)\b| \d)",
        re.I | re.M,
    )
    for role, named in {
        "høringssvar": r"hørings(?:svar|notat|brev|liste)|svar på høring(?:en)?",
        "referat": r"(?:møde|beslutnings)?referat",
        "nyhedsbrev": r"nyhedsbrev",
        "omtale": r"(?:bog)?anmeldelse|debatindlæg|kronik|læserbrev",
        "projektplan": r"(?:projekt|proces|tids|kommunikations|evaluerings)plan|tidsplan og budget",
        "svar": r"spørgsmål og svar|ministersvar|talepapir|samrådsspørgsmål",
        "bilag": r"kodebog|datablad|dataoversigt|litteraturliste|deltagerliste",
        "folder": r"folder|pjece|brochure|kvikguide|infografik",
        SUMMARY: r"policy ?brief|(?:hoved)?(?:konklusioner|resultater|punkter|pointer)"
        r"(?: og (?:anbefalinger|perspektiver))?|anbefalinger",
    }.items()
}
"""What is written around a report and has its title: it says what it is in a line of its own, or
after the title."""
AFTER_TITLE = re.compile(r"(?::|\s[–—-]|(?<=\w{3})(?<!vol)\.)\s+")
VOLUME = re.compile(
    r"\b(?P<name>bind|del|delrapport|hæfte|fase) ?(?:nr\. ?)?(?P<nr>\d{1,2}|[iv]{1,3})\b"
    r"|\b(?P<first>\d{1,2}\.|første|anden|andet|tredje) "
    r"(?P<of>bind|del|delrapport|hæfte|fase|år|måling)\b"
)
NUMBERS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"} | {
    "første": "1", "anden": "2", "andet": "2", "tredje": "3",
}  # fmt: skip
PART_OF = re.compile(
    r"\b(del(rapport|evaluering)?|bind) ?\d{0,2} (i|af|fra|under|til) (?P<whole>.+)", re.I
)
ANNEXES = re.compile(r"(?:(?:vis|hent|get|show|download) ?)?bilag(?: [a-z]{2,4})?", re.I)
"""What an agenda's system calls the script that serves all annexes of its items."""
CONTENTS = re.compile(r"(indhold(sfortegnelse|soversigt)?|forord)\b", re.I)
"""What a file begins with that has no cover."""
COVER_LINE = 60
"""Characters that such a line has at most."""
BRIEF = 12
"""Pages from which on a summary at the start is that of the report which follows."""
HEAD = 80
"""Characters at the start of a first page in which a lesser thing says what it is."""


def role_of(wanted: Wanted, sight: Sight, url: str, says: str) -> str:
    """What lesser thing a file is by its titles, its first words, its address or its link; '' for
    none."""
    address = urlsplit(url)
    name = re.sub(r"[-_+.]", " ", unquote(address.path.rpartition("/")[2]))
    if address.query and ANNEXES.fullmatch(name):
        name = ""
    name = without_number(name, says, wanted.titles)
    said = (unnumbered(each, wanted.titles) for each in (name, says))
    kinds, own = kinds_of(sight), _own_titles(wanted, sight)
    if role := named_role(wanted, (*own, *said), kinds):
        return role
    if role := _role_around(wanted, sight, own):
        return role
    if sight.slides and not LESSER[SLIDES].search(wanted.kind):
        return SLIDES
    top = without_number(_of_itself(wanted, sight), says, wanted.titles)
    first, *others = top.lstrip().split("\n")
    top = "\n".join((unnumbered(first, wanted.titles), *others))
    if role := _role_on_cover(wanted, top, *sight.tops[1:2]):
        return role
    told = "" if CONTENTS.match(top.lstrip()) else named_role(wanted, (top[:HEAD],), kinds)
    is_article = wanted.kind == "artikel" and sight.characters >= FULL_TEXT
    return "" if told == SUMMARY and (sight.pages >= BRIEF or is_article) else told


def kinds_of(sight: Sight) -> Mapping[str, re.Pattern[str]]:
    """The lesser things that a text of that length may be: a long one only came with a release to
    the press."""
    is_long = sight.pages >= BRIEF or sight.characters >= WHOLE_PAGE
    return {role: signs for role, signs in NAMED_SO.items() if not (is_long and role == PRESS)}


def _of_itself(wanted: Wanted, sight: Sight) -> str:
    """The start of the first page, without what says which whole the report is a part of, where
    its title is in large type."""
    top = sight.top
    if title_likeness(wanted, sight.cover) < SAME:
        return top
    return "\n".join(line for line in top.splitlines() if not _is_of_another(wanted, line))


def _is_of_another(wanted: Wanted, line: str) -> bool:
    """Whether it says that this is a part of a whole, which isn't the one sought."""
    found = PART_OF.search(line)
    return bool(
        found
        and weight(words(found["whole"])) >= LEAST_TITLE
        and title_likeness(wanted, found["whole"]) < OTHER
    )


def _own_titles(wanted: Wanted, sight: Sight) -> tuple[str, ...]:
    """The titles that tell what a file is: where the cover bears the one sought, or the contents
    come first, the heading of another page is that of a chapter."""
    is_named = title_likeness(wanted, sight.cover) >= SAME or CONTENTS.fullmatch(sight.cover)
    return tuple(
        unstamped(title)
        for title in sight.titles
        if not is_named or title == sight.cover or title_likeness(wanted, title) >= OTHER
    )


def _role_around(wanted: Wanted, sight: Sight, own: Iterable[str]) -> str:
    """What written around the report a file is, by the end of a title or a line of its cover."""
    return role_after(wanted, sight, own, _cover_lines(sight.top))


def role_after(
    wanted: Wanted, sight: Sight, titles: Iterable[str], lines: Iterable[str] = ()
) -> str:
    """What written around the report a text is, by the ends of its titles, or by such lines."""
    ends = [AFTER_TITLE.split(title)[-1] for title in titles]
    is_long = sight.pages >= BRIEF  # »Resultater og anbefalinger« are then all that there is
    kinds = {role: signs for role, signs in AROUND.items() if not (is_long and role == SUMMARY)}
    return named_role(wanted, (*ends, *lines), kinds)


def _role_on_cover(wanted: Wanted, cover: str, behind: str = "") -> str:
    """What part or forerunner a line of the cover says that a file is, beside what stands on the
    page ``behind`` it too; '' when none does."""
    lines = _cover_lines(cover)
    own = [line for line in lines if line not in behind]
    is_other = is_other_volume(wanted, own) or is_other_volume(wanted, lines)
    return PART if is_other else named_role(wanted, lines, BEFORE)


def _cover_lines(text: str) -> list[str]:
    """The short lines of a first page that has so little text that it is a cover."""
    lines = text.splitlines() if len(text) < COVER else []
    return [line for line in lines if len(line) <= COVER_LINE]


def is_other_volume(wanted: Wanted, lines: Iterable[str]) -> bool:
    """Whether a cover or title says volume 2 where volume 1 is sought."""
    sought, said = _volumes(" ".join(wanted.titles)), _volumes("\n".join(lines))
    return any(not sought[name] & said[name] for name in sought.keys() & said.keys())


def are_volumes(tops: Iterable[str]) -> bool:
    """Whether the covers of several files number them as works of their own."""
    said = [_volumes("\n".join(_cover_lines(top))) for top in tops]
    works = ("bind", "hæfte", "delrapport")
    return any(len({*chain(*(each.get(name, ()) for each in said))}) > 1 for name in works)


def _volumes(text: str) -> dict[str, set[str]]:
    """The numbers that stand after »bind«, »del« and the like."""
    found: dict[str, set[str]] = {}
    for told in VOLUME.finditer(text.lower()):
        number = told["nr"] or told["first"].rstrip(".")
        found.setdefault(told["name"] or told["of"], set()).add(NUMBERS.get(number, number))
    return found


def named_role(
    wanted: Wanted, said: Iterable[str], kinds: Mapping[str, re.Pattern[str]] = NAMED_SO
) -> str:
    """The first of the lesser things that is named, unless it is what is sought. Several parts
    that are named are those of a whole: a list of contents."""
    ends = (AFTER_TITLE.split(title)[-1] for title in wanted.titles)
    text = "\n".join(said)
    sought = "\n".join((*wanted.titles, wanted.brief, *ends, wanted.kind))
    named = {role: {m[0].lower() for m in signs.finditer(text)} for role, signs in kinds.items()}
    if re.search(r"\bstatus", sought, re.I):  # »Status på ordningen« is a »statusrapport«
        named = {role: names - {"statusrapport"} for role, names in named.items()}
    found = (role for role, names in named.items() if names and not kinds[role].search(sought))
    return next((role for role in found if role != PART or len(named[role]) == 1), "")
