"""Danish citations of our own making in many styles, each token with what it is.

A style is a line of our own small language: ``{field}`` or ``{field:form}``, ``*set apart*``,
``<linked>``, and ``⟦what an entry may lack⟧``. All else stands for itself and is no field.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wordfreq import top_n_list, word_frequency

from indexer.harvesting.labelling import OUTSIDE, TOKEN, CitationLine
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


FIRST = ["Anders", "Birgit", "Carl", "Dorte", "Erik", "Freja", "Gustav", "Hanne", "Ib", "Jens", "Karen", "Lars", "Mette", "Niels", "Ole", "Pernille", "Rasmus", "Signe", "Thomas", "Ulla", "Vibeke", "Yasmin", "Åse", "Søren", "Kirsten", "Jørgen", "Inger", "Poul", "Bodil", "Mikkel", "Louise", "Ahmed", "Fatima", "Kasper", "Stine", "Jakob", "Trine", "Henrik", "Lone", "Bente", "Svend", "Marie", "Emil", "Ida", "Johan", "Camilla", "Steen", "Tove", "Peter", "Anne", "Bo", "Kim", "Line", "Rikke", "Torben", "Gitte", "Flemming", "Hans", "Lisbeth", "Morten", "Charlotte", "Preben", "Ellen", "Mads", "Sofie", "Viggo", "Grethe", "Aksel", "Nanna", "Omar", "Leyla", "Ditte", "Jonas", "Linda", "Susanne", "Annette", "Helle", "Lene", "Tina", "Maria", "Laura", "Julie", "Sara", "Emma", "Cecilie", "Katrine", "Christina", "Pia", "Marianne", "Jette", "Dorthe", "Anna", "Lis", "Inge", "Berit", "Birthe", "Elisabeth", "Karin", "Kirstine", "Maja", "Mia", "Amalie", "Josefine", "Caroline", "Sanne", "Heidi", "Malene", "Winnie", "Jytte", "Eva", "Hanna", "Nina", "Sidsel", "Tanja", "Vivi", "Lisa", "Astrid", "Johanne", "Agnes", "Clara", "Alberte", "Liv", "Frida", "Merete", "Annemette", "Katja", "Rebekka", "Jane", "Jannie", "Connie", "Margrethe", "Esther", "Ruth", "Edith", "Gerda", "Sonja", "Rita", "Aya", "Amina", "Zainab", "Maryam", "Noor", "Hana", "Sofia", "Olivia", "Isabella", "Ellinor", "Kerstin", "Ingrid", "Solveig", "Astri", "Siri", "Randi", "Elin", "Gunilla", "Michael", "Jan", "Christian", "Martin", "Per", "Klaus", "Claus", "John", "Kristian", "Jesper", "Frederik", "Brian", "Allan", "Kurt", "Leif", "Kenneth", "Simon", "Alexander", "Daniel", "Nikolaj", "Philip", "Oliver", "William", "Noah", "Oscar", "Lucas", "Victor", "Magnus", "Tobias", "Sebastian", "Benjamin", "Christoffer", "Rune", "Bjarne", "Ejner", "Finn", "Frank", "Gert", "Helge", "Jimmy", "Johnny", "Karl", "Kaj", "Knud", "Leo", "Max", "Nicolai", "Otto", "Palle", "Robert", "Ronni", "Stefan", "Sten", "Tage", "Thorkild", "Tom", "Troels", "Uffe", "Ulrik", "Verner", "Villy", "Villads", "August", "Anton", "Elias", "Malthe", "Valdemar", "Asger", "Esben", "Eskild", "Jeppe", "Kristoffer", "Mathias", "Patrick", "Rene", "Steffen", "Tim", "Ali", "Hassan", "Ibrahim", "Mohammed", "Mustafa", "Yusuf", "Bilal", "Lars-Erik", "Hans-Henrik", "Anne-Marie", "Ann-Louise", "Karen-Margrethe", "Jens-Peter", "Ole-Martin", "Marie-Louise", "Olof", "Håkan", "Göran", "Bjørn", "Geir", "Terje", "Knut", "Øyvind", "David", "James", "Mary", "Sarah", "Susan", "Emily", "Andrew"]
FAMILY = ["Holm", "Dam", "Krogh", "Lund", "Bak", "Friis", "Juul", "Toft", "Ravn", "Brandt", "Bech", "Skov", "Kjær", "Nørgaard", "Østergaard", "Lindskov", "Thorup", "Møller", "Hansen", "Jensen", "Nielsen", "Christensen", "Larsen", "Sørensen", "Rasmussen", "Petersen", "Madsen", "Kristensen", "Olsen", "Andersen", "Poulsen", "Bruun", "Vestergaard", "Dalgaard", "Overgaard", "Bjerregaard", "Mortensen", "Winther", "Iversen", "Bertelsen", "Lauridsen", "Clausen", "Schmidt", "Eriksen", "Simonsen", "Saleh", "Haddad", "Yilmaz", "Hussain", "Nguyen", "Berg", "Dahl", "Strand", "Aagaard", "Ahrens", "Gram", "Hjort", "Koch", "Ladefoged", "Munk", "Nygaard", "Ottosen", "Quist", "Rosendahl", "Stender", "Tved", "Ulrich", "Voss", "Weber", "Zachariassen", "Elm", "Frost", "Hald", "Krone", "Selmer"]
PLACES = ["København", "Aarhus", "Odense", "Aalborg", "Roskilde", "Esbjerg", "Kolding", "Viborg", "Sorø", "Vejle", "Randers", "Horsens", "Herning", "Svendborg", "Hillerød", "Frederiksberg", "Oslo", "Stockholm", "London", "Kbh.", "Lyngby", "Aabenraa", "Hjørring", "Thisted", "Rønne"]
STEMS = ["Social", "Sundheds", "Miljø", "Trafik", "Energi", "Bolig", "Undervisnings", "Kultur", "Land", "Skov", "Vej", "Natur", "Arbejdsmarkeds", "Integrations", "Børne", "Ungdoms", "Ældre", "Kriminal", "Finans", "Erhvervs", "Fødevare", "Fiskeri", "Hav", "Klima", "Forsknings", "Beskæftigelses", "Uddannelses", "Digitaliserings", "Kyst", "Vand", "Transport", "Bygge", "Patient", "Forbruger", "Familie", "Handicap", "Rets", "Told", "Dyre", "Plan", "Data", "Sprog", "Idræts", "Teater", "Musik"]
ENDS = ["styrelsen", "ministeriet", "direktoratet", "fonden", "rådet", "instituttet", "foreningen", "forbundet", "centret", "nævnet", "museet", "akademiet", "netværket", "selskabet", "udvalget", "tilsynet", "agenturet", "skolen", "sekretariatet", "laboratoriet", "forlaget", "huset", "arkivet", "gruppen", "tanken"]
TOPICS = """socialforskning, landbrug, trafik, sundhed, børn og unge, miljøteknik, frivilligt arbejde, boligforhold,
ligestilling, fiskeri, pædagogik, psykiatri, migration, havforskning, byudvikling, energi, kulturarv, folkesundhed, mobilitet,
arbejdsmiljø, anvendt statistik, aktivt medborgerskab, fødevarer, kommunal udvikling, rusmidler, skovbrug, uddannelse,
digitalisering""".replace("\n", " ").split(", ")
ADJ = ["Danske", "Frie", "Nationale", "Grønne", "Nordiske", "Sociale", "Tværfaglige", "Regionale", "Kommunale", "Unge", "Faglige", "Åbne", "Jyske", "Fynske"]
NOUNS = ["Kommuner", "Regioner", "Patienter", "Lærere", "Sygeplejersker", "Erhvervsskoler", "Boligforeninger", "Landsbyer", "Museer", "Havne", "Universiteter", "Handicaporganisationer", "Lejere", "Cyklister", "Biblioteker", "Skove", "Arkitekter"]
SHORT = ["SFI", "KORA", "VIVE", "Cabi", "DTU", "SDU", "KL", "LO", "FTF", "DI", "CBS", "NIRAS", "COWI", "SSI", "DMU", "GEUS", "DCE", "EVA", "UCN", "VIA", "DPU", "AKF", "CASA", "DSI", "DMI", "NGO", "Sus", "LG", "Insight", "Deloitte", "Epinion", "Oxford", "Research", "Alfa", "Bikva", "Als", "Research", "Discus", "Marselisborg"]
NAMED = ["Samfundslitteratur", "Gyldendal", "Klim", "Turbine", "Frydenlund", "Tovet", "Lindhardt", "Politikens", "Munksgaard", "Akademisk", "Borgen", "Nordlys", "Kystlyset", "Vindrosen", "Hvidtjørn"]
KINDS = ["Rapport", "Notat", "Evaluering", "Undersøgelse", "Hæfte", "Pjece", "Guide", "Bog", "Analyse", "Vejledning", "Antologi", "Artikel", "Ph.d.-afhandling", "Speciale", "Håndbog", "Kortlægning", "Redegørelse", "Folder", "Idékatalog", "Årsrapport", "Delrapport", "Slutrapport", "Forskningsrapport", "Inspirationshæfte", "Casesamling", "Effektstudie", "Arbejdspapir", "Debatoplæg", "Betænkning", "Manual", "Rapporter", "Evalueringsrapport", "Temahæfte", "Statusrapport", "Metodehåndbog", "Policybrief", "Podcast", "Film", "Kronik", "Baggrundspapir", "Miniguide", "Litteraturstudie", "Hvidbog"]
LINKS = ["Hent", "Download", "Læs rapporten", "PDF", "Hent rapporten", "Se publikationen", "Hent PDF", "Læs mere", "link", "hent", "pdf",
    "Læs den her", "Find den her", "Download som PDF", "Hent (PDF, 1,2 MB)", "her", "Læs", "Hent her", "Til rapporten", "Se også bilag",
    "Læs hele rapporten her", "Hent vejledningen (PDF)", "Findes kun på tryk", "kun på tryk", "Udsolgt", "Kan bestilles", "Findes på tryk"]
ACCESS = ["Tilgængelig fra:", "Hentet fra", "Lokaliseret på", "Hentet {d}. {m} {y} fra", "Set {d}. {m} {y}.", "[Internet].", "DOI:", "Tilgængelig på:", "Link:", "Available from:", ""]
SERIES = ["Rapport nr. {n}", "Arbejdspapir {n}", "Skriftserie nr. {n}", "Faglig rapport fra {b} nr. {n}", "{b}s skriftserie {n}", "Notat {n}:{y}", "nr. {n}", "Publikation {n}", "Videnskabelig rapport nr. {n}", "bind {n}", "Bd. {n}", "{s} {n}({k})", "{s}, årg. {n}, nr. {k}", "SR{n}", "Skrifter, {n}"]
JOURNALS = ["Nyt Tidsskrift for Samfund", "Dansk Pædagogisk Tidsskrift", "Socialt Syn", "Ugeskrift for Læger", "Historie", "Tidsskrift for Velfærd", "Arkitekten", "Fra Ribe Amt", "Kulturstudier", "Uden for nummer", "Psyke"]
EDITIONS = ["2. udg.", "3. udgave", "2. reviderede udgave", "1. udgave, 2. oplag", "2. oplag", "rev. udg.", "4. udg.", "Revideret"]

FOREIGN = [w for w in top_n_list("en", 6000) if w.isalpha() and len(w) > 3]
COMMON = [w for w in top_n_list("da", 9000) if w.isalpha() and len(w) > 1]
WEIGHTS = [word_frequency(w, "da") for w in COMMON]
CONTENT = [w for w in COMMON[400:] if len(w) > 4]
SMALL = ["i", "på", "for", "til", "og", "af", "om", "med", "under", "mellem", "fra", "ved", "hos", "uden", "efter"]


LEADS = ["Begynd med", "Start med", "Læs også", "Læs", "Se også", "Se for eksempel", "Et godt sted at starte er", "Ifølge", "Det fremgår af", "Mest kendt er", "Endelig er der", "Endelig findes",
    "Desuden kan vi anbefale", "Vi anbefaler", "Den nyeste er", "Den første er", "Den tredje er", "Så er der", "Vi henviser til", "Tallene stammer fra", "Bedst er", "Og glem ikke", "En klassiker er",
    "Find mere i", "Du kan læse mere i", "Det kan man læse om i", "I", "Også", "Et andet bud er", "Nyere er", "Vil du vide mere, så læs", "Jeg bruger selv", "Interessant er", "Her findes"]
CLAUSES = ["som handler om", "der viser, at", "hvor man kan læse om", "som samler", "en rapport om", "der gennemgår", "som er skrevet til", "en guide til", "der undersøger", "hvor hovedparten er", "og den viser", "der stadig er", "hvor"]
WORKS = ["rapport", "rapporten", "bog", "bogen", "klassiker", "undersøgelsen", "analysen", "notatet", "pjecen", "hæftet", "guiden", "evaluering", "artiklen", "afhandlingen", "rapport fra 2012", ""]


class Maker:
    """Makes pages of lines of one style; the same ``seed`` makes the same. ``held``: of names, the
    half that others don't get."""

    def __init__(self, seed: int, *, held: bool = False) -> None:
        self._rng = random.Random(f"citations {seed} {held}")
        self._half = 1 if held else 0

    def _of(self, names: Sequence[str]) -> str:
        """One of the names; of each three, one is held apart."""
        chosen = [x for n, x in enumerate(names) if (n % 3 == 2) == bool(self._half)]
        return self._rng.choice(chosen or list(names))

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

    def _foreign_title(self) -> str:
        r = self._rng
        words = [r.choice(FOREIGN) for _ in range(r.randrange(2, 10))]
        words = [r.choice(["of", "and", "in", "for", "among", "the", "on"]) if n % 3 == 2 and n < len(words) - 1 else w for n, w in enumerate(words)]
        made = " ".join(words).capitalize()
        if r.random() < 0.4:
            made += r.choice([": ", "? ", ": ", " – "]) + r.choice(["A meta-analysis of ", "Evidence from ", "", "A study of ", "The "]) + " ".join(r.choice(FOREIGN) for _ in range(r.randrange(1, 5)))
        return made.title() if r.random() < 0.1 else made

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

    def _joined(self, names: Sequence[str]) -> str:
        if len(names) == 1:
            return names[0]
        between = "; " if self._and == "; " else ", "
        return f"{between.join(names[:-1])}{self._and}{names[-1]}"

    def _person(self, form: str, n: int) -> str:
        r = self._rng
        first, family = self._of(FIRST), self._of(FAMILY)
        if r.random() < 0.1:
            family = f"{self._of(FAMILY)}{r.choice([' ', '-'])}{family}"
        initials = [first[0], *([r.choice("ABCEGHKLMPST")] if r.random() < 0.3 else [])]
        middle = f" {r.choice('ABCEGHKLMPST')}." if r.random() < 0.12 else ""
        second = f" {self._of(FAMILY)}" if r.random() < 0.15 else middle
        if form == "vancouver":
            return f"{family} {''.join(initials)}"
        if form == "inverted":
            return f"{family}, {' '.join(i + '.' for i in initials)}"
        if form == "full" or (form in ("first", "chicago") and n == 0):
            return f"{family}, {first}{middle}"
        return f"{first}{second} {family}"

    def _put_pub(self, form: str) -> list[tuple[str, str]]:
        if form == "unit":
            unit = f"{self._rng.choice(['Institut for ', 'Center for ', 'Afdeling for ', 'Sektion for '])}{self._of(TOPICS)}"
            return [(f"{self._house}, {unit}" if self._rng.random() < 0.5 else f"{unit}, {self._house}", "publisher")]
        said = [(self._house, "publisher")]
        if form != "one" and self._rng.random() < 0.08:
            joint = self._rng.choice([" og ", " for ", ", ", " / ", "; ", " i samarbejde med ", " og ", ", "])
            said += [(joint, ""), (self._publisher(), "publisher")]
        return said

    def _publisher(self) -> str:
        r = self._rng
        stem, topic, place = self._of(STEMS), self._of(TOPICS), self._of(PLACES)
        made = r.choice([
            lambda: f"{stem}{self._of(ENDS)}", lambda: f"{stem}{self._of(ENDS)}", lambda: f"{stem}{self._of(ENDS)}",
            lambda: f"{place} Kommune", lambda: f"Region {r.choice(['Nord', 'Midt', 'Syd', 'Øst', 'Vest', place])}",
            lambda: f"{place} Universitet", lambda: f"{stem}{r.choice(['universitetet', 'højskolen'])}",
            lambda: f"{r.choice(['Institut', 'Center', 'Videnscenter', 'Nationalt Center', 'Selskab', 'Forening', 'Rådet', 'Udvalget', 'Afdeling', 'Sekretariatet', 'Fonden', 'Museet', 'Netværket', 'Tænketank'])} for {topic.capitalize() if r.random() < .6 else topic}",
            lambda: self._of(SHORT), lambda: self._of(SHORT),
            lambda: f"{r.choice(['Danske ', 'Foreningen ', 'De ', 'Det ', 'Danmarks '])}{self._of(ADJ)} {self._of(NOUNS)}",
            lambda: f"{r.choice(['Rådet', 'Foreningen', 'Netværket', 'Fonden', 'Udvalget', 'Center', 'Selskabet'])} {r.choice(['for', 'af', 'til', 'bag'])} {self._of(ADJ)} {r.choice([self._of(NOUNS), self._of(CONTENT).capitalize()])}",
            lambda: f"{r.choice([self._of(CONTENT).capitalize(), self._of(FAMILY), self._of(STEMS)])}{r.choice(['s', 'ens', ''])} {r.choice(['Tryk', 'Bogtryk', 'Trykkeri', 'Data', 'Analyse', 'Videncenter', 'Videnscenter', 'Institut', 'Tænketank', 'Råd'])}",
            lambda: f"{r.choice([*STEMS, *CONTENT[:500]])}{r.choice(['forum', 'lauget', 'laden', 'nyt', 'viden', 'net', 'værk', 'ment', 'vest', 'plan'])}",
            lambda: f"{r.choice(CONTENT)}{r.choice(['forum', 'laug', 'ens', 'ia', 'o', ''])}",
            lambda: f"{r.choice(['Rådgiverne', 'Konsulenterne', 'Arkitekterne', 'Advokaterne', 'Håndværk', 'Viden', 'Tænketanken', 'Social', 'Firmaet'])} {r.choice([self._of(FAMILY), self._of(NAMED), 'Analyse', 'Data', 'Vest'])}",
            lambda: f"{r.choice(['Dansk', 'Nordisk', 'Jysk'])} {r.choice(['Center', 'Institut', 'Forening', 'Selskab'])} for {self._of(STEMS)}{r.choice(['forskning', 'ledelse', 'analyse', 'historie', 'ret'])} og {r.choice(['Praksis', 'Ledelse', 'Udvikling', 'Viden'])}",
            lambda: f"{r.choice(['Rådgiverne', 'Arkitekterne', 'Advokaterne', 'Konsulenterne', 'Firmaet', 'Ingeniørerne'])} {self._of(FAMILY)} {r.choice(['&', '&', 'og'])} {self._of(FAMILY)}",
            lambda: f"{r.choice(['Fagligt', 'Socialt', 'Grønt', 'Nyt', 'Kommunalt', 'Sundt', 'Frit', 'Dansk', 'Åbent'])} {self._of(CONTENT).capitalize()}",
            lambda: f"{r.choice([f'{stem}s', self._of(CONTENT).capitalize() + 'ets', self._of(CONTENT).capitalize() + 'enes'])} {r.choice(['Analyse', 'Viden', 'Forsknings', 'Udviklings', 'Rådgivnings', 'Fælles'])}{r.choice(['enhed', 'afdeling', 'center', 'råd', 'sekretariat', 'gruppe', 'forum'])}",
            lambda: f"{r.choice(['European', 'Nordic', 'Baltic', 'Danish', 'National', 'International', 'World'])} {r.choice(FOREIGN).capitalize()} {r.choice(['Observatory', 'Network', 'Agency', 'Council', 'Centre', 'Institute', 'Forum', 'Association', 'Foundation', 'Office'])}",
            lambda: f"{self._of(ADJ)} {self._of(NOUNS)}", lambda: f"Danske {self._of(NOUNS)}",
            lambda: f"{r.choice(['Forlaget', 'Tænketanken', 'Foreningen', 'Fonden', 'Analyseselskabet', 'Konsulenthuset', 'Netværket', 'Museet', 'Danmarks', 'Dansk', 'Det Danske', 'Landsforeningen'])} {r.choice([self._of(NAMED), self._of(NOUNS), f'{stem}{self._of(ENDS)}'.capitalize(), self._of(CONTENT).capitalize()])}",
            lambda: f"{self._of(NAMED)}{r.choice(['', 's Forlag', ' Forlag', ' Business', ' Consulting', ' A/S', ' ApS'])}",
            lambda: f"{self._of(FAMILY)} {r.choice(['Consulting', 'Management', '& Co.', 'Analyse', 'Research', '& ' + self._of(FAMILY), 'Rådgivning', 'A/S', 'Fonden', 'Instituttet'])}",
            lambda: f"{self._of(CONTENT).capitalize()}s {r.choice(['Forlag', 'Videnscenter', 'Udviklingscenter', 'Forskningsråd', 'Hus', 'Antropologer', 'Selskab', 'Venner', 'Råd', 'Laboratorium'])}",
            lambda: f"{r.choice(['Klinisk', 'Biologisk', 'Antropologisk', 'Teknisk', 'Kriminologisk', 'Vejteknisk', 'Pædagogisk', 'Økonomisk', 'Statistisk', 'Arkæologisk'])} {r.choice(['Institut', 'Forlag', 'Laboratorium', 'Station', 'Selskab', 'Center'])}{r.choice(['', f' {place}', ' Syd'])}",
            lambda: f"{stem}{r.choice(ENDS[:3])} og {self._of(STEMS)}{r.choice(ENDS[:3])}".replace("styrelsen og", "- og"),
            lambda: f"{stem}- og {self._of(STEMS)}{self._of(ENDS)}", lambda: f"{stem.capitalize()}forsk{r.choice(['', 'ning Syd', 'ning'])}",
            lambda: f"{self._of(CONTENT).capitalize()}{self._of(ENDS)}", lambda: f"{self._of(CONTENT).capitalize()} {r.choice(['Nu', 'for Alle', 'Danmark', 'Nord', '.dk', 'i Fokus', 'Sammen'])}",
        ])()
        if r.random() < 0.04:
            unit = f"{self._of(STEMS)} og {self._of(STEMS)}" if r.random() < 0.4 else f"{r.choice(['Afdeling', 'Center', 'Institut', 'Kontor'])} for {topic}"
            made = f"{made}, {unit}"
        made = f"{made[:1].upper()}{made[1:]}"
        return made.replace("Tænketank for", "Tænketanken for")

    def _title(self) -> str:
        r = self._rng
        made = self._phrase(r.choice([1, 2, 3, 3, 4, 5, 6, 7, 9]))
        if r.random() < 0.12:
            made = f"{made} {r.choice(['2015', '2010-2015', '1950–1990', 'i 2018', '2.0', '– 12 greb der virker', '2007/08'])}"
        if r.random() < 0.3:
            made += self._colon + self._phrase(r.choice([2, 3, 4, 6, 8]))
        if r.random() < 0.05:
            made += "?"
        if r.random() < 0.04:
            made = f"{r.choice(['»', '“', 'Kort om ', 'Rapport om '])}{made}".replace("»", "")
        return made

    def _phrase(self, count: int) -> str:
        r = self._rng
        if r.random() < 0.4:
            words = r.choices(COMMON, WEIGHTS, k=count)
            words[-1] = r.choice(CONTENT)
        else:
            words = [r.choice(CONTENT) for _ in range(count)]
            words = [r.choice(SMALL) if n % 2 == 1 and n < count - 1 and r.random() < 0.8 else w for n, w in enumerate(words)]
        if r.random() < 0.15:
            at = r.randrange(len(words))
            words[at] = r.choice([*PLACES, *FAMILY, "Danmark", "Østersøen", "Kattegat", "PFAS", "EU", "Natura"])
        if count == 1 and r.random() < 0.7:
            words = [f"{words[0]}{r.choice(CONTENT)}"]
        if count > 3 and r.random() < 0.15:
            words[1] += ","
        return f"{words[0][:1].upper()}{words[0][1:]}{''.join(' ' + w for w in words[1:])}"

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
