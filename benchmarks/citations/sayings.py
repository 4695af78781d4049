"""Names and titles that nobody has, said as citations say them."""

import random
from collections.abc import Sequence

from benchmarks.citations.wordstock import (
    ADJ,
    COMMON,
    CONTENT,
    ENDS,
    FAMILY,
    FIRST,
    FOREIGN,
    NAMED,
    NOUNS,
    PLACES,
    SHORT,
    SMALL,
    STEMS,
    TOPICS,
    WEIGHTS,
)


# fmt: off
class Sayings:
    """People, publishers and titles, drawn by chance; ``held``: of names, the half that others
    don't get."""

    def __init__(self, seed: int, *, held: bool = False) -> None:
        self._rng = random.Random(f"citations {seed} {held}")
        self._half = 1 if held else 0

    def _of(self, names: Sequence[str]) -> str:
        """One of the names; of each three, one is held apart."""
        chosen = [x for n, x in enumerate(names) if (n % 3 == 2) == bool(self._half)]
        return self._rng.choice(chosen or list(names))

    def _foreign_title(self) -> str:
        r = self._rng
        words = [r.choice(FOREIGN) for _ in range(r.randrange(2, 10))]
        words = [r.choice(["of", "and", "in", "for", "among", "the", "on"]) if n % 3 == 2 and n < len(words) - 1 else w for n, w in enumerate(words)]
        made = " ".join(words).capitalize()
        if r.random() < 0.4:
            made += r.choice([": ", "? ", ": ", " – "]) + r.choice(["A meta-analysis of ", "Evidence from ", "", "A study of ", "The "]) + " ".join(r.choice(FOREIGN) for _ in range(r.randrange(1, 5)))
        return made.title() if r.random() < 0.1 else made

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
