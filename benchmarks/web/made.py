# ruff: noqa: PLR0913, PLR0917, S311 - a report is much, and no secret
"""Texts and files out of a few sentences and the words of a subject, the same each time."""

import random
from collections.abc import Sequence
from io import BytesIO
from textwrap import wrap

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

DANISH = (
    "I {a} spiller {b} en større rolle, end man hidtil har regnet med.",
    "De adspurgte fremhæver {a}, men er uenige om {b}.",
    "Når {a} ændrer sig, følger {b} sjældent med det første år.",
    "Vi har talt med {n} personer om {a} og {b}.",
    "Andelen, der nævner {a}, er steget fra {m} til {n} procent.",
    "Det er især {a}, som volder besvær i hverdagen.",
    "Samarbejdet om {a} fungerer bedst, hvor {b} er aftalt på forhånd.",
    "Tabellen viser fordelingen af {a} på {n} enheder.",
    "Flere peger på, at {b} bør komme før {a}.",
    "Resultatet skal læses med varsomhed, fordi {a} kun er målt to gange.",
    "Ledelsen lægger vægt på {a}, medarbejderne på {b}.",
    "Sammenlignet med året før er {a} blevet {n} procent billigere.",
    "En af forklaringerne kan være, at {b} er ulige fordelt.",
    "I de næste afsnit ser vi nærmere på {a}.",
    "Kun {m} steder har man skriftlige regler for {b}.",
    "Det gælder {a} i lige så høj grad som {b}.",
)
ENGLISH = (
    "In most cases {a} was seen as more important than {b}.",
    "We interviewed {n} people about {a}.",
    "The share mentioning {a} rose from {m} to {n} per cent.",
    "There is little evidence that {b} follows from {a}.",
    "Staff emphasise {a}, whereas managers speak of {b}.",
    "The table shows how {a} is distributed.",
    "These findings should be read with care, since {a} was measured only twice.",
    "Cooperation on {a} works best where {b} has been agreed beforehand.",
)
HEADS = ("Indledning", "Metode", "Resultater", "Perspektiver")


def prose(told: Sequence[str], length: int, seed: str, lang: str = "da") -> str:
    """Sentences about what is told, of about as many words."""
    chance, said, forms = random.Random(seed), [], DANISH if lang == "da" else ENGLISH
    while sum(len(sentence.split()) for sentence in said) < length:
        a, b = chance.sample(told, 2)
        form, n = chance.choice(forms), chance.randint(20, 90)
        said.append(form.format(a=a, b=b, n=n, m=chance.randint(3, 19)))
    return " ".join(said)


def chapters(told: Sequence[str], pages: int, seed: str, heads: Sequence[str] = (), *,
             lang: str = "da") -> list[list[str]]:  # fmt: skip
    """The paragraphs of as many pages, every third of which begins a chapter."""
    return [
        [f"{n // 3 + 1} {head}" for head in heads[n % max(1, len(heads)) :][: n % 3 == 0]]
        + [prose(told, 115, f"{seed}{n}{part}", lang) for part in range(2)]
        for n in range(pages)
    ]


def pdf(pages: Sequence[Sequence[str]], title: str = "", *, wide: bool = False, size: int = 11,
        foot: str = "") -> bytes:  # fmt: skip
    """A PDF of these pages of paragraphs; those that begin with # are in large type."""
    buffer, paper = BytesIO(), landscape(A4) if wide else A4
    canvas = Canvas(buffer, pagesize=paper, invariant=1)
    canvas.setTitle(title or "untitled")
    for number, page in enumerate(pages, 1):
        y = paper[1] - 70
        for paragraph in page:
            type_size = 22 if paragraph.startswith("# ") else size
            canvas.setFont("Helvetica", type_size)
            for line in wrap(paragraph.removeprefix("# "), int((paper[0] - 120) / type_size * 2)):
                canvas.drawString(60, y, line)
                y -= type_size * 1.35
            y -= type_size * 0.7
        if number > 1:
            canvas.setFont("Helvetica", 8)
            canvas.drawCentredString(paper[0] / 2, 30, f"{foot} {number}".strip())
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def report(title: str, publisher: str, year: int, authors: str, told: Sequence[str], seed: str,
           pages: int = 24, heads: Sequence[str] = HEADS, lang: str = "da", *,
           sub: str = "") -> bytes:  # fmt: skip
    """A report with cover, colophon, contents and chapters."""
    cover = [f"# {title}", sub, authors, publisher, str(year)]
    colophon = [title, f"© {publisher}, {year}", authors and f"Forfatter: {authors}"]
    called = "# Indhold" if lang == "da" else "# Contents"
    contents = [called, *(f"{n} {head} ........ {n * 3}" for n, head in enumerate(heads, 1))]
    front = [[line for line in page if line] for page in (cover, colophon, contents)]
    return pdf([*front, *chapters(told, pages - 3, seed, heads, lang=lang)], title,
               foot=title if pages % 2 else "")  # fmt: skip
