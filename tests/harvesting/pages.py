"""Fifteen materials of our own invention, and the shapes in which web pages list such."""

import html
from collections.abc import Callable
from dataclasses import dataclass

SITE = "https://havnebiblioteket.example"


@dataclass(frozen=True)
class Listed:
    """A material as a page lists it; ``heading`` may hold more than its ``title``."""

    title: str
    line: str
    text: tuple[str, ...]
    link: str
    heading: str = ""

    @property
    def shown(self) -> str:
        """The heading as the page has it."""
        return html.escape(self.heading or self.title)

    @property
    def href(self) -> str:
        """Where its link leads, from the root of the site."""
        return f"/filer/{MATERIALS.index(self) + 1:02}.pdf"


MATERIALS = (
    Listed(
        "Makkere på kajen – en kortlægning", "Notat, Havnens Videncenter, maj 2017",
        ("Kortlægningen følger 212 nye havnearbejdere og deres makkere gennem en vinter.",
         "• Hver fjerde makker fik et kursus\n• 61 pct. blev på havnen"),
        "Læs og download notatet her", "”Makkere på kajen – en kortlægning”",
    ),
    Listed(
        "Nattevagter finder sammen", "Institut for Vagter, 2016",
        ("Her fortæller tre nattevagter om at have en fast makker på runden.",),
        "Læs hele artiklen her", "Artikel: Nattevagter finder sammen",
    ),
    Listed(
        "Mestrenes erfaring med lærlinge fra andre egne", "",
        ("En rundspørge blandt 84 mestre viser, at de fleste vil have en lærling igen.",
         "Lidt over en tredjedel savner hjælp til de første uger."),
        "Download den her",
        "Undersøgelse: Mestrenes erfaring med lærlinge fra andre egne, Juni 2018. "
        "Vestegnens Analyse i samarbejde med Radio Havn",
    ),
    Listed(
        "Makkerguide til frivillige på havnen",
        "Kajfolket i samarbejde med Havnens Fond, januar 2018",
        ("Guiden har otte råd om den første samtale og en case om en matros.",),
        "Download guiden her",
    ),
    Listed(
        "Den mobile makker: hjemmeside med redskaber til vagten", "Fyrselskabet og Bådlauget, 2017",
        ("Siden samler apps, som en makker kan bruge på vagten, og et skema til at vælge.",
         "Den er lavet med støtte fra Fyrvæsenets Pulje."),
        "Du finder den her www.denmobilemakker.example",
    ),
    Listed(
        "Makkere som eneste hjælp – en optælling", "Fyrvæsenet, december 2016",
        ("Optællingen ser på 1.930 forløb, hvor makkeren stod alene.",
         "• Et forløb varer som regel fire måneder\n• Hvert femte fører til en hyrevagt"),
        "Læs optællingen",
    ),
    Listed(
        "Makker for søfolk fra fremmede kyster", "Tine Tang. Kajens Forlag, 2016 (Bog)",
        ("Bogen handler om at tage imod søfolk, der er nye i landet, og om deres sprog.",),
        "Du kan læse mere om forlaget her",
    ),
    Listed(
        "Makker i hverdagen – Vejen ind på værftet", "Knud Kran, Dokkens Tryk, 2015 (Bog)",
        ("En håndfast bog om, hvordan en svend lærer fra sig.",),
        "Bogen kan købes på mange sider",
    ),
    Listed(
        "Makkere får unge matroser til at blive og sparer rederiet penge", "",
        ("To forskere har fulgt 640 unge matroser; 31 procent mod 24 blev om bord.",),
        "Læs hele pressemeddelelsen",
        "Effektstudie: Makkere får unge matroser til at blive og sparer rederiet penge "
        "(december 2015)",
    ),
    Listed(
        "Værftsmakkere for voksne – Gode eksempler fra dokken", "",
        ("Rapporten går rundt på ni værfter og spørger, hvad der lokker voksne til.",),
        "Download rapporten her",
        "”Værftsmakkere for voksne – Gode eksempler fra dokken”, Center for Værfter, 2015, Rapport",
    ),
    Listed(
        "Notat om brugen af makkere i fiskeriet", "",
        ("Et skema til landets fiskere viser, at 18,4% har en makker, de selv har valgt.",),
        "Download notatet",
        "Notat om brugen af makkere i fiskeriet, Havnens Videncenter, juni 2015",
    ),
    Listed(
        "Evaluering af makkerloven", "KFI 12:07, 2015",
        ("Evalueringen finder ingen sikker virkning, men peger på et godt match.",),
        "Download evalueringen her",
    ),
    Listed(
        "Gamle styrmænd forebygger ulykker", "November 2014",
        ("I Nordhavnen går styrmænd over 60 med som makkere på de farlige vagter.",),
        "Download Evaluering af projekt ”Styrmand og sikkerhed”, Havnens Videncenter",
    ),
    Listed(
        "Evaluering af ”Makker til unge uden hyre”", "Bøje (for Fyrvæsenet), oktober 2014",
        ("Forsøget løb på elleve havne og løftede de unges mod på at søge hyre.",
         "• Makkeren lytter før kravene kommer\n• Makkeren kender vagtchefen"),
        "Download evalueringsrapporten",
    ),
    Listed(
        "Gode råd til den, der er makker", "Opsamling på kursus, Lods & Co, 2012 (hæfte)",
        ("Et lille hæfte om spilleregler, forventninger og fælles mål på vagten.",),
        "Download hæftet her",
    ),
)  # fmt: skip

TOP = """<div class="topbar"><a href="/">Havnebiblioteket</a></div><nav><ul><li><a href="/emner/">
Emner</a></li><li><a href="/kurser-2019/">Kurser 2019</a></li></ul></nav>
<ol class="breadcrumb"><li><a href="/">Forside</a></li></ol>"""
END = """<section class="related"><h3>Mere om makkere</h3>
<p>Find kurser, film og foredrag om makkere i vores samling på nettet.</p>
<a href="/mere/">Læs mere</a></section>
<aside><h3>Kontakt</h3><p>Ring til bibliotekaren på hverdage mellem ni og femten.</p></aside>
<footer><h3>Havnebiblioteket</h3><p>Kajen 1, 9999 Nordhavn. Opdateret maj 2019.</p>
<a href="/privatliv.pdf">Privatlivspolitik</a></footer>"""


def page(inner: str, *, main: bool = True, charset: str = "utf-8") -> str:
    """A whole page around ``inner``, with menus above and boxes below it."""
    tag = "main" if main else 'div id="indhold"'
    return (
        f'<!doctype html><html lang="da"><head><meta charset="{charset}"><title>Materialer</title>'
        f"<script>var a = '<h2>Ikke et materiale, 2018</h2>';</script></head><body>{TOP}<{tag}>"
        f"<h1>Makkermaterialer</h1><p>Her er, hvad der er skrevet om makkere.</p>{inner}"
        f"</{tag.split(' ', maxsplit=1)[0]}>{END}</body></html>"
    )


def paragraphs(material: Listed) -> str:
    """The text, with its bullets as a list."""
    parts = []
    for text in material.text:
        if text.startswith("•"):
            items = (html.escape(line.strip("• ")) for line in text.splitlines())
            parts.append("<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>")
        else:
            parts.append(f"<p>{html.escape(text)}</p>")
    return "".join(parts)


def body(material: Listed, link: str = "") -> str:
    """Text and link; ``link`` in the place of the material's own words."""
    said = html.escape(link or material.link)
    return f'{paragraphs(material)}<p><a href="{material.href}">{said}</a></p>'


def line(material: Listed, form: str = "<p>{}</p>") -> str:
    """The publisher line, when there is one."""
    return form.format(html.escape(material.line)) if material.line else ""


Shape = Callable[[Listed], str]

SHAPES: dict[str, Shape] = {
    "h2": lambda m: f"<h2>{m.shown}</h2>{line(m)}{body(m)}",
    "h3 with an italic line": lambda m: (
        f"<h3>{m.shown}</h3>{line(m, '<p><em>{}</em></p>')}{body(m)}"
    ),
    "line in a heading of its own": lambda m: (
        f"<h2>{m.shown}</h2>{line(m, '<h3>{}</h3>')}{body(m)}"
    ),
    "headings below each": lambda m: (
        f"<h3>{m.shown}</h3>{line(m)}<h4>Om materialet</h4>{paragraphs(m)}"
        f'<h4>Hent</h4><p><a href="{m.href}">Download den her</a></p>'
    ),
    "strong": lambda m: f"<p><strong>{m.shown}</strong></p>{line(m)}{body(m)}",
    "strong and line strong too": lambda m: (
        f"<p><strong>{m.shown[:9]}</strong><b>{m.shown[9:]}</b></p>"
        f"{line(m, '<p><strong><i>{}</i></strong></p>')}{body(m)}"
    ),
    "strong and breaks": lambda m: (
        f"<p><strong>{m.shown}</strong><br>{line(m, '{}<br/>')}{html.escape(m.text[0])}<br>"
        f'<a href="{m.href}">Download den her</a></p>'
    ),
    "bold by style": lambda m: (
        f'<p><span style="font-weight: bold">{m.shown}</span></p>{line(m)}{body(m)}<p>&nbsp;</p>'
    ),
    "accordion": lambda m: (
        f'<div class="accordion-item"><h3><button aria-expanded="false">{m.shown}</button></h3>'
        f'<div class="accordion-body">{line(m)}{body(m)}</div></div>'
    ),
    "accordion of plain boxes": lambda m: (
        f'<div class="faq-item"><a class="faq" href="#" data-toggle="collapse">{m.shown}</a>'
        f"<div>{line(m)}{body(m)}</div></div>"
    ),
    "details": lambda m: f"<details><summary>{m.shown}</summary>{line(m)}{body(m)}</details>",
    "definition list": lambda m: (
        f"<dl><dt>{m.shown}</dt>{line(m, '<dd>{}</dd>')}<dd>{body(m, 'Download den her')}</dd></dl>"
    ),
    "cards": lambda m: (
        f'<div class="card"><img src="x.png" alt=""><div class="card-body"><h3>{m.shown}</h3>'
        f"{line(m, '<p class=meta>{}</p>')}{paragraphs(m)}</div>"
        f'<div class="card-footer"><a class="btn" href="{m.href}">Hent</a></div></div>'
    ),
    "cards that are links": lambda m: (
        f'<a class="card" href="{m.href}"><h3>{m.shown}</h3>{line(m)}{paragraphs(m)}</a>'
    ),
    "boxes without names": lambda m: (
        f"<div><div>{m.shown}</div>{line(m, '<div>{}</div>')}{body(m)}</div>"
    ),
    "linked headings": lambda m: (
        f'<article><header><h2><a href="{m.href}">{m.shown}</a></h2>{line(m, "<small>{}</small>")}'
        f"</header>{paragraphs(m)}</article>"
    ),
    "table rows": lambda m: (
        f"<table><tr><td>{m.shown}</td><td>{html.escape(m.line)}</td><td>{paragraphs(m)}</td>"
        f'<td><a href="{m.href}">PDF</a></td></tr></table>'
    ),
    "table rows with a row heading": lambda m: (
        f'<table><tr><th scope="row">{m.shown}</th><td>{html.escape(m.line)}</td>'
        f'<td>{paragraphs(m)}</td><td><a href="{m.href}">Hent</a></td></tr></table>'
    ),
    "list items": lambda m: (
        f"<ul><li><strong>{m.shown}</strong><br>{line(m, '{}<br>')}{body(m)}</li></ul>"
    ),
}  # fmt: skip
"""Each writes one material; a page has them one after another."""


def listing(shape: str) -> str:
    """The page that lists all the materials in a shape."""
    return page("".join(SHAPES[shape](m) for m in MATERIALS))
