"""Danish citations of our own making in many styles, each token with what it is.

A style is a line of our own small language: ``{field}`` or ``{field:form}``, ``*set apart*``,
``<linked>``, and ``⟦what an entry may lack⟧``. All else stands for itself and is no field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.citations.sayings import Sayings
from benchmarks.citations.wordstock import (
    ACCESS,
    CLAUSES,
    COMMON,
    CONTENT,
    EDITIONS,
    FAMILY,
    FIRST,
    FOREIGN,
    JOURNALS,
    KINDS,
    LEADS,
    LINKS,
    PLACES,
    SERIES,
    TOPICS,
    WEIGHTS,
    WORKS,
)
from indexer.harvesting.citationline import TOKEN, CitationLine
from indexer.harvesting.labelling import OUTSIDE
from search.library.dates import MONTHS, SHORT_MONTHS

_PIECE = re.compile(r"\{(\w+)(?::(\w+))?\}|([*<>])|([^{}*<>]+)")
_OPTIONAL = re.compile(r"⟦([^⟦⟧]*)⟧")
SLIPS = {". ": ", ", ", ": " ", ".": ""}


# fmt: off
@dataclass(frozen=True)
class Labelled:
    """A line, and a label for each of its tokens: B- and I- a field, or O."""

    run: CitationLine
    labels: tuple[str, ...]


@dataclass
class _Line:
    text: str = ""
    spans: list[tuple[int, int, str]] = field(default_factory=list)

    def say(self, said: str, label: str = "") -> None:
        if label:
            self.spans.append((len(self.text), len(self.text) + len(said), label))
        self.text += said

    def labelled(self, marks: dict[str, list[str]], *, is_titled: bool) -> Labelled:
        labels, begun = [], set()
        for token in TOKEN.finditer(self.text):
            span = next((s for s in self.spans if s[0] <= token.start() < s[1]), None)
            labels.append(f"{'I' if span in begun else 'B'}-{span[2]}" if span else OUTSIDE)
            begun.add(span)
        run = CitationLine(self.text, tuple(marks["*"]), tuple(marks["<"]), is_titled)
        return Labelled(run, tuple(labels))


class Maker(Sayings):
    """Makes pages of lines of one style; the same ``seed`` makes the same. ``held``: of names, the
    half that others don't get."""

    def page(self, style: str, count: int, *, is_titled: bool) -> Iterator[Labelled]:
        """So many lines of one style."""
        r = self._rng
        self._form = r.choice(["inverted", "full", "vancouver", "spoken", "first", "chicago"])
        self._and = r.choice([" og ", " & ", ", og ", " and ", "; ", ", "])
        self._quote = r.choice(["»«", "“”", '""', "„“", "””", "«»"])
        self._body_first = r.random() < 0.15
        self._upper_link = r.random() < 0.5
        self._year_only = r.random() < 0.6
        self._colon = r.choice([": ", " – ", ". ", " - ", ", "]) if r.random() < 0.3 else ": "
        self._lack = r.choice([0.1, 0.3, 0.6])
        self._is_foreign = r.random() < 0.04
        self._sloppy = r.random() < 0.25
        house = self._publisher()
        for _ in range(count):
            self._house = house if r.random() < 0.3 else self._publisher()
            yield self._line(style, is_titled=is_titled)

    def _line(self, style: str, *, is_titled: bool) -> Labelled:
        line, marks = _Line(), {"*": [""], "<": [""]}
        began = {"*": -1, "<": -1}
        full = _OPTIONAL.sub(lambda m: "" if self._rng.random() < self._lack else m[1], style)
        for name, form, sign, plain in _PIECE.findall(full):
            mark = "<" if sign == ">" else sign
            if mark and began[mark] < 0:
                began[mark] = len(line.text)
            elif mark:
                marks[mark].append(line.text[began[mark] :])
                began[mark] = -1
            elif name:
                for said, label in getattr(self, f"_put_{name}")(form):
                    line.say(said, label)
            else:
                line.say(self._between(plain))
        return line.labelled(marks, is_titled=is_titled)

    def _between(self, plain: str) -> str:
        plain = plain.replace("“", self._quote[0]).replace("”", self._quote[1])
        is_slip = self._sloppy and plain in SLIPS and self._rng.random() < 0.15
        return SLIPS[plain] if is_slip else plain

    # what is said of each field

    def _put_title(self, form: str) -> list[tuple[str, str]]:
        return [(self._foreign_title() if form == "foreign" or self._is_foreign else self._title(), "title")]

    def _put_authors(self, form: str) -> list[tuple[str, str]]:
        if self._body_first and form != "spoken" and self._rng.random() < 0.5:
            return [(self._house, "publisher")]
        count = self._rng.choice([1, 1, 1, 2, 2, 3, 4])
        form = form or self._form
        names = [self._person(form, n) for n in range(count)]
        joined = self._joined(names)
        if self._rng.random() < 0.12:
            joined = f"{', '.join(names)}{self._rng.choice([' m.fl.', ', et al.', ' m.fl', ' et al.', ' med flere', ' (red.)', ' (eds.)'])}"
        joined = joined[:-1] if joined.endswith(".") and self._rng.random() < 0.7 else joined
        return [(joined, "author")]

    def _put_editors(self, form: str) -> list[tuple[str, str]]:
        names = [self._person("spoken", n) for n in range(self._rng.choice([1, 1, 2, 3]))]
        return [(self._rng.choice(["red. ", "red. af ", "v/ ", "ved ", "redigeret af ", "af ", "Af "]), ""), (self._joined(names), "author")]

    def _put_pub(self, form: str) -> list[tuple[str, str]]:
        if form == "unit":
            unit = f"{self._rng.choice(['Institut for ', 'Center for ', 'Afdeling for ', 'Sektion for '])}{self._of(TOPICS)}"
            return [(f"{self._house}, {unit}" if self._rng.random() < 0.5 else f"{unit}, {self._house}", "publisher")]
        said = [(self._house, "publisher")]
        if form != "one" and self._rng.random() < 0.08:
            joint = self._rng.choice([" og ", " for ", ", ", " / ", "; ", " i samarbejde med ", " og ", ", "])
            said += [(joint, ""), (self._publisher(), "publisher")]
        return said

    def _put_text(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        said = []
        for _ in range(1 if form == "one" else r.choice([1, 1, 2, 2, 3])):
            words = r.choices(COMMON, WEIGHTS, k=r.randrange(4, 18))
            if r.random() < 0.35:
                words[r.randrange(len(words))] = r.choice([*PLACES, *FAMILY, self._house, str(r.randrange(2, 900)), "2014", "98 kommuner", "ti procent", "EU", "PhD"])
            if len(words) > 6:
                words[4] += r.choice([",", ",", "", "", ":", " –"])
            said.append(f"{' '.join(words).capitalize() if r.random() < .3 else words[0].capitalize() + ' ' + ' '.join(words[1:])}{r.choice('....?!')}")
        if r.random() < 0.1:
            said[-1] = said[-1].rstrip(".")
        return [(" ".join(said), "text")]

    def _put_year(self, form: str) -> list[tuple[str, str]]:
        if self._rng.random() < 0.04:
            return [(self._rng.choice(["u.å.", "[2010]", "n.d."]), "date")]
        return [(str(self._rng.randrange(1965, 2025)), "date")]

    def _put_date(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        year, month, day = r.randrange(1985, 2025), r.randrange(12), r.randrange(1, 29)
        if self._year_only and r.random() < 0.9:
            return self._put_year("")
        short = SHORT_MONTHS[month]
        return [(r.choice([
            f"{MONTHS[month]} {year}", f"{day}. {MONTHS[month]} {year}", f"{day:02}.{month + 1:02}.{year}", f"{day:02}-{month + 1:02}-{year}",
            f"{year}-{month + 1:02}-{day:02}", f"{MONTHS[month].capitalize()} {year}", f"{short}. {year}", f"{day}. {short} {year}", str(year),
            f"{year}, {MONTHS[month]}", f"{day}/{month + 1} {year}",
        ]), "date")]

    def _put_kind(self, form: str) -> list[tuple[str, str]]:
        kind = self._of(KINDS)
        return [(kind.lower() if form == "low" else kind, "kind")]

    def _put_place(self, form: str) -> list[tuple[str, str]]:
        return [(self._of(PLACES), "place")]

    def _put_series(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        made = r.choice(SERIES).format(n=r.randrange(1, 400), k=r.randrange(1, 6), y=r.randrange(1990, 2024), b=self._house, s=r.choice(JOURNALS))
        return [(made, "series")]

    def _put_journal(self, form: str) -> list[tuple[str, str]]:
        if form == "short":
            words = [self._rng.choice(FOREIGN).capitalize() for _ in range(self._rng.randrange(1, 5))]
            cut = [w[: self._rng.randrange(3, 8)] for w in words]
            return [(" ".join([self._rng.choice(["J", "Int J", "Scand J", "", "", "BMC", "Acta"]), *cut]).strip(), "series")]
        return [(self._rng.choice(JOURNALS), "series")]

    def _put_volume(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        n, page = r.randrange(1, 200), r.randrange(1, 1500)
        return [(r.choice([f"{n}({r.randrange(1, 12)})", str(n)]) + r.choice([":", ":", ", "]) + f"{page}{r.choice('-–')}{page + r.randrange(2, 20)}", "pages")]

    def _put_subject(self, form: str) -> list[tuple[str, str]]:
        """A heading of what stands below it, or what a button says."""
        r = self._rng
        said = self._phrase(r.choice([1, 1, 2, 2, 3, 4]))
        if r.random() < 0.4:
            said = f"{said} og {r.choice(CONTENT)}"
        return [(r.choice([said, said, r.choice(TOPICS).capitalize(), f"{r.choice(FOREIGN)} {said}", f"{r.choice(FOREIGN)}_{r.choice(FOREIGN)} {said}"]), "text")]

    def _put_lead(self, form: str) -> list[tuple[str, str]]:
        """What running text says before it names a publication."""
        r = self._rng
        said = r.choice(LEADS)
        topic = f"{r.choice(['Om', 'Når det gælder', 'Hvis man arbejder med', 'Vil man vide noget om', 'For', 'Til', 'På'])} {' '.join(r.choices(COMMON, WEIGHTS, k=r.randrange(1, 4)))} {r.choice(CONTENT)}"
        about = f"{r.choice(CONTENT).capitalize()} {r.choice(['er behandlet i', 'er beskrevet i', 'kan man læse om i', 'bliver belyst i', 'er emnet for'])}"
        wordy = " ".join(r.choices(COMMON, WEIGHTS, k=r.randrange(3, 12))).capitalize() + r.choice([" i", " er", " af", ",", " fra", ":", " bør læse", " finder man i"])
        made = r.choice([said, said, said, f"{topic}, {said.lower()}", f"{topic} {said.lower()}", about, wordy, f"{wordy.rstrip(',:')} {r.choice(WORKS)}".strip()])
        if form == "sentence" and r.random() < 0.3:
            made = f"{self._put_text('one')[0][0]} {made}"
        return [(made, "text")]

    def _put_clause(self, form: str) -> list[tuple[str, str]]:
        """What a sentence goes on with after it named a publication."""
        r = self._rng
        said = f"{r.choice(CLAUSES)} {' '.join(r.choices(COMMON, WEIGHTS, k=r.randrange(2, 10)))}"
        return [(said if form != "bare" else said.split(" ", 1)[1], "text")]

    def _put_work(self, form: str) -> list[tuple[str, str]]:
        return [(self._rng.choice(WORKS[:-1]), "kind")]

    def _put_mention(self, form: str) -> list[tuple[str, str]]:
        """Linked words of running text that are no title."""
        r = self._rng
        return [(" ".join([*r.choices(COMMON, WEIGHTS, k=r.randrange(1, 4)), r.choice(CONTENT)]), "text")]

    def _put_owner(self, form: str) -> list[tuple[str, str]]:
        """Who wrote or put out what is named next, in the genitive."""
        r = self._rng
        is_person = r.random() < 0.7
        name = self._person("spoken", 0) if is_person else self._publisher()
        return [(f"{name}'" if name.endswith(("s", "x", "z")) else f"{name}s", "author" if is_person else "publisher")]

    def _put_pages(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        n = r.randrange(8, 400)
        return [(r.choice([f"{n} s.", f"{n} sider", f"s. {n}-{n + 14}", f"{n} s", f"{n}–{n + 9}", f"pp. {n}-{n + 20}", f"side {n}", f"{n} p."]), "pages")]

    def _put_size(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        return [(r.choice([f"{r.randrange(1, 9)},{r.randrange(9)} MB", f"{r.randrange(90, 900)} KB", "PDF", f"PDF, {r.randrange(1, 9)} MB", f"pdf {r.randrange(100, 999)} kb"]), "pages")]

    def _put_price(self, form: str) -> list[tuple[str, str]]:
        return [(self._rng.choice(["40,-", "Gratis", "120 kr.", "Pris: 75 kr.", "kr. 199,00", "95,-", "Kan købes for 60 kr."]), "pages")]

    def _put_edition(self, form: str) -> list[tuple[str, str]]:
        return [(self._rng.choice(EDITIONS), "edition")]

    def _put_isbn(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        return [(f"ISBN{r.choice([' ', ': '])}978-87-{r.randrange(10, 99)}-{r.randrange(10000, 99999)}-{r.randrange(9)}", "pages")]

    def _put_link(self, form: str) -> list[tuple[str, str]]:
        return [(self._rng.choice(LINKS), "link")]

    def _put_access(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        said = r.choice(ACCESS).format(d=r.randrange(1, 28), m=r.choice(MONTHS), y=r.randrange(2010, 2025))
        return [(f"{said} {self._put_url('')[0][0]}".strip() if r.random() < 0.7 or not said else said, "link")]

    def _put_url(self, form: str) -> list[tuple[str, str]]:
        r = self._rng
        if r.random() < 0.25:
            return [(f"{r.choice(['doi:', 'https://doi.org/', 'doi: ', 'DOI '])}10.{r.randrange(1000, 9999)}/{r.choice(FOREIGN)[:3]}.{r.randrange(100, 99999)}", "link")]
        place = r.choice(["https://www.", "https://", "http://"]) + r.choice(["a.dk", "viden.example", "x-y.org"])
        return [(f"{place}/{r.choice(['rapport.pdf', 'd/8812', 'media/1234/fil.pdf', ''])}{r.choice(['', '', '.'])}", "link")]

    def _put_plain(self, form: str) -> list[tuple[str, str]]:
        """Running text that tells of years, bodies and persons and cites nothing."""
        r = self._rng
        said = self._put_text("")[0][0].split(" ")
        for _ in range(r.randrange(3)):
            at = r.randrange(1, len(said) + 1)
            said[at:at] = r.choice([f"i {r.randrange(1990, 2025)}", f"fra {self._publisher()}", f"{self._of(FIRST)} {self._of(FAMILY)}", f"({r.randrange(1990, 2025)})", f"af {self._publisher()},", f"den {r.randrange(1, 29)}. {r.choice(MONTHS)} {r.randrange(1990, 2025)}"]).split(" ")
        return [(" ".join(said), "text")]
