# ruff: noqa: E501 - tables of pages
"""A second web, measured once before anything was mended for it: landing pages of agencies, portals of
research, shops and libraries; and what bears the title, or nearly, and isn't the report."""

from collections.abc import Iterator
from html import escape

from benchmarks.web.cases import INTRO, Answer, Case, file, html, strangers
from benchmarks.web.frames import FRAMES, page
from benchmarks.web.reports import STRANGERS, TITLES, pdf, text

TITLE = TITLES[1]
REPORT = pdf(TITLE)
OTHER = pdf(STRANGERS[1], 20)
ENGLISH = [
    "This is about the people who keep the lights, and about how they found work in four towns. "
    * 15
]
FORMS = {
    "filens navn": '<p><a class="btn" href="/media/1234/fyr_final_v3.pdf">fyr_final_v3.pdf</a></p>',
    "Pure, dokumenter": '<div class="documents"><h3>Dokumenter</h3><ul><li><a class="link document-link" href="/files/5533/R1.pdf">R1</a><p>Forlagets udgivne version, 1,2 MB</p></li></ul></div>',
    "hovedresultater før rapporten": '<p><a class="button" href="/media/pure/10/1">Hent hovedresultater</a> <a class="button" href="/media/pure/10/2">Hent rapport</a></p>',
    "butik": '<p>Pris: 0 kr.</p><p><a href="/kurv/laeg-i?id=77">Læg i kurv</a> <a href="/shop/download/77">Download gratis</a></p>',
    "bibliotek": '<p>Bog, 2015, dansk. <a href="/reserver/77">Reservér</a> <a href="/laes/77">Læs online</a></p>',
    "DSpace": '<div class="file-section"><h2>Filer</h2><ds-file-download-link><a href="/bitstreams/0a1b-2c/download"><span>R1.pdf</span> <span>(1.2 MB)</span></a></ds-file-download-link></div>',
    "Zenodo": '<table><tr><th>Navn</th><th>Størrelse</th></tr><tr><td><a href="/records/77/files/r.pdf?download=1">r.pdf</a></td><td>1.2 MB</td><td><a href="/records/77/preview/r.pdf">Preview</a></td></tr></table>',
    "dFlip": '<div class="_df_book" id="df_77" source="/fil/77"></div><p>Bladr i rapporten ovenfor.</p>',
    "data-pdf": '<div class="flipbook" data-pdf="/fil/77.pdf"></div>',
    "object med reserve": '<object type="application/pdf" data="/fil/77"><p>Din browser kan ikke vise filen. <a href="/fil/77">Hent den</a>.</p></object>',
    "srcdoc": '<iframe srcdoc="{srcdoc}"></iframe>',
    "onclick": '<a href="#" onclick="window.open(\'/fil/77.pdf\'); return false">Hent</a>',
    "data-href": '<button class="btn" data-href="/fil/77">Hent rapporten</button>',
    "Drupals filfelt": '<span class="file file--mime-application-pdf"><a href="/sites/default/files/2016-05/77.pdf" type="application/pdf">77.pdf</a></span>',
    "ikon og størrelse": '<a href="/media/abcd/77.pdf" target="_blank"><span>Pdf</span><span>2,1 MB</span></a>',
    "her i en sætning": '<p>Rapporten kan hentes <a href="/fil/77">her</a>.</p>',
    "til publikationen": '<p><a href="/til/77">Til publikationen (nyt vindue)</a></p>',
    "kapitler": '<ul><li><a href="/k1.pdf">Kapitel 1: Indledning (PDF)</a></li><li><a href="/k2.pdf">Kapitel 2: Metode (PDF)</a></li><li><a href="/fil/77">Hele rapporten (PDF)</a></li></ul>',
    "sprog": '<p><a href="/en.pdf">English version (PDF)</a> | <a href="/fil/77">Dansk version (PDF)</a></p>',
    "bilagsrapport først": '<p><a href="/k1.pdf">Bilagsrapport</a></p><p><a href="/fil/77">Hovedrapport</a></p>',
    "tabeller først": '<p><a href="/tal.xlsx">Tabelbilag (Excel)</a></p><p><a href="/fil/77">Rapport</a></p>',
    "doven iframe": '<iframe class="lazyload" data-src="/fil/77.pdf" title="Rapporten"></iframe>',
    "versioner": '<p><a href="/download/attachments/77/r.pdf?version=3&amp;api=v2">r.pdf</a></p>',
    "dokumentets nummer": '<p><a href="/_layouts/15/DocIdRedir.aspx?ID=77">Se dokument</a></p>',
    "ukendt type": '<p><a href="/fil/77">Hent fil</a></p>',
    "Download Manager": '<a class="wpdm-download-link btn" rel="nofollow" href="#" data-downloadurl="/download/77/?wpdmdl=5">Download</a>',
    "noscript": '<noscript><p><a href="/fil/77">Hent rapporten</a></p></noscript>',
    "epub og pdf": '<p>Vælg format: <a href="/e.epub">EPUB</a> <a href="/fil/77">PDF</a></p>',
    "adressen som tekst": '<p>Rapporten ligger på http://{host}/fil/77.pdf</p>',
    "citat før filen": '<p><a href="/eksport?format=ris&amp;id=77">RIS</a> <a href="/eksport?format=bibtex&amp;id=77">BibTeX</a> <a href="/fil/77">Fuldtekst</a></p>',
    "to trin": '<p><a href="/trin2">Gå til publikationen</a></p>',
    "knap med pil": '<a class="arrow-link" href="/fil/77">Rapport <span aria-hidden="true">→</span></a>',
    "publikationens data": '<dl><dt>Sider</dt><dd>64</dd><dt>ISBN</dt><dd>978-87-0000</dd><dt>Fil</dt><dd><a href="/fil/77">Åbn</a></dd></dl>',
}  # fmt: skip
"""What leads to the report on a landing page."""
WHOLE = {
    "Link-hoved": (200, {"Content-Type": "text/html", "Link": '</fil/77>; rel="item"; type="application/pdf"'}, page(TITLE, INTRO).encode()),
    "rel=item": html(page(TITLE, INTRO, head='<link rel="item" type="application/pdf" href="/fil/77">')),
    "rammer": html(f'<title>{TITLE}</title><frameset rows="80,*"><frame src="/top.html"><frame src="/trin2"></frameset>'),
    "nyhed om rapporten": html(page(f"Ny rapport: {TITLE}", INTRO * 3 + '<p><a href="/fil/77">Læs rapporten</a></p>')),
    "titlen i og:title": html(page("Publikation", INTRO + '<p><a href="/fil/77">Hent</a></p>', head=f'<meta property="og:title" content="{TITLE}">')),
    "titlen uden undertitel": html(page(TITLE.split(" – ")[0], INTRO + '<p><a href="/fil/77">Hent</a></p>')),
    "JSON-LD": html(page(TITLE, INTRO, head='<script type="application/ld+json">{"@type": "Report", "encoding": {"@type": "MediaObject", "contentUrl": "/fil/77"}}</script>')),
    "liste over rapporter": html(page("Udgivelser 2015", f'<p><a href="/fremmed/tage.pdf">{STRANGERS[1]} (PDF)</a></p><p><a href="/fil/77">{TITLE} (PDF)</a></p><p><a href="/fremmed/cykler.pdf">{STRANGERS[3]} (PDF)</a></p>')),
    "flyttet til ny side": (301, {"Location": "/trin2"}, b""),
}  # fmt: skip


def landing_later() -> Iterator[Case]:
    """Each form in two of the frames, and whole answers."""
    around = {
        "/trin2": html(page(TITLE, INTRO + '<p><a href="/fil/77">Download</a></p>', "Pure")),
        "/top.html": html("<title>top</title><p>Havnerådet</p>"),
        "/en.pdf": file(pdf("New keepers of the lights on their way to work", 14, body=ENGLISH * 13)),
        "/k1.pdf": file(pdf(f"Bilag til {TITLE}", 9)), "/k2.pdf": file(pdf("Metode", 9)),
        "/media/pure/10/1": file(pdf(f"Hovedresultater: {TITLE}", 3)),
        "/tal.xlsx": file(b"PK\x03\x04" + bytes(300), "application/vnd.ms-excel"),
        "/e.epub": file(b"PK\x03\x04" + bytes(300), "application/epub+zip"),
        "/records/77/preview/r.pdf": html(page("Preview", "<div id=app></div>")),
        "/kurv/laeg-i?id=77": html(page("Din kurv", "<p>1 vare</p>")),
        "/reserver/77": html(page("Log ind", "<form method=post><input type=password></form>")),
        "/eksport?format=ris&id=77": (200, {"Content-Type": "application/x-research-info-systems"}, b"TY  - RPRT\r\nER  - \r\n"),
        "/eksport?format=bibtex&id=77": (200, {"Content-Type": "text/plain"}, b"@techreport{x}\n"),
        **strangers(),
    }  # fmt: skip
    paths = (
        "/media/1234/fyr_final_v3.pdf", "/files/5533/R1.pdf", "/media/pure/10/2", "/shop/download/77",
        "/laes/77", "/bitstreams/0a1b-2c/download", "/records/77/files/r.pdf?download=1", "/fil/77",
        "/fil/77.pdf", "/sites/default/files/2016-05/77.pdf", "/media/abcd/77.pdf", "/til/77",
        "/download/attachments/77/r.pdf?version=3&api=v2", "/_layouts/15/DocIdRedir.aspx?ID=77",
        "/download/77/?wpdmdl=5",
    )  # fmt: skip
    served = file(REPORT, "application/octet-stream")
    inner = escape('<p>Læs den: <a href="/fil/77">Hent rapporten</a></p>')
    for number, (name, form) in enumerate(FORMS.items()):
        for frame in (list(FRAMES)[number % 6], list(FRAMES)[(number + 3) % 6]):
            made = page(TITLE, INTRO + form.replace("{srcdoc}", inner), frame)
            pages = {**around, **dict.fromkeys(paths, served), "/side": html(made)}
            yield Case("landingsside", f"{name}, {frame}", TITLE, pages, REPORT)
    for name, answer in WHOLE.items():
        pages = {**around, **dict.fromkeys(paths, served), "/side": answer}
        yield Case("landingsside", name, TITLE, pages, REPORT)


NEAR = {
    "Lodser i tal 2014": ("Lodser i tal 2019", "Lodser i tal 2013: tabeller"),
    "Slutevaluering af rednings-skolen": ("Midtvejsevaluering af rednings-skolen",),
    "Unge i havnen – delrapport 2": ("Unge i havnen – delrapport 1", "Unge i havnen – delrapport 3"),
    TITLES[0]: (
        "Evaluering af makkerordningen i lufthavnene", "Evaluering af lodsordningen i havnene",
    ),
    TITLES[3]: ("Sygefravær blandt fiskere og deres makkere", "Arbejdsulykker blandt dykkere og deres makkere"),
    TITLES[4]: ("Håndbog for professionelle vragdykkere", "Håndbog for frivillige redningsfolk"),
    TITLES[5]: ("Effekten af voksenlærlinge på skibsværfter", "Effekten af lærlingeforløb i slagterier"),
    TITLES[6]: ("Notat om anvendelsen af lodser i indlandet", "Notat om aflønningen af lodser i farvandene"),
}  # fmt: skip
"""Reports by the same people on nearly the same, by the title that is sought."""
ABOUT = (
    "Kommissorium for {}", "Udbudsmateriale: {}", "Høringssvar til {}", "Projektbeskrivelse: {}",
    "Spørgeskema til {}", "Bemærkninger til {}", "Program for konference om {}", "Anmeldelse af {}",
    "Metodebilag til {}", "Læsevejledning til {}", "Svar på spørgsmål om {}", "Referat af møde om {}",
    "Invitation: {}", "Rettelsesblad til {}", "Kort fortalt: {}", "Hovedkonklusioner fra {}",
    "{} – pixiudgave", "{} – fakta på to sider", "{} – oplæg på årsmødet", "{} – tabelsamling",
    "{} – Executive summary", "{} – uddrag", "Smagsprøve: {}", "Nyhedsbrev: {}", "Plakat: {}",
)  # fmt: skip
"""What else is put out with a report, and bears its title."""
PAGES = {
    "artikel om rapporten": html(page(f"Ny rapport om fyrpassere: {TITLE}", "".join(f"<p>{t}</p>" for t in text(3)))),
    "pressemeddelelse": html(page(f"Pressemeddelelse: {TITLE}", "".join(f"<p>{t}</p>" for t in text(2)))),
    "konference": html(page(f"Konference: {TITLE}", "<p>Kom den 3. maj og hør om det. Tilmeld dig her.</p>" * 12)),
    "søgning med rapporten": html(page("Søgeresultat", f'<p>12 resultater for »{TITLE}«</p><ul>' + "".join(f'<li><a href="/p/{n}">{t}</a></li>' for n, t in enumerate(STRANGERS * 3)) + "</ul>")),
    "ingen adgang": html("<title>Attention Required!</title><h1>Sorry, you have been blocked</h1>" + "<p>This website is using a security service to protect itself from online attacks.</p>" * 10),
    "anmod om adgang": html(page("Du skal have tilladelse", "<p>Bed ejeren om adgang til filen.</p><form><button>Anmod om adgang</button></form>" * 5)),
    "virusscanning": html("<title>Google Drev – Advarsel</title><p>Google Drev kan ikke scanne filen for virus.</p>"),
    "sessionen er udløbet": html(page("Din session er udløbet", "<p>Start forfra for at fortsætte.</p>" * 14)),
    "domænet er ikke forbundet": html("<title>Domænet er ikke forbundet</title><h1>Ser det ud, som om domænet ikke er forbundet?</h1>" + "<p>Log ind, og forbind det.</p>" * 9),
    "arkiveret side": html(page("Siden er arkiveret", f"<p>Indholdet om {TITLE} er arkiveret og vises ikke længere.</p>" * 5)),
    "fjernet, titlen i stien": html(page("Dokumentet er fjernet", f"<p>Forside › Udgivelser › {TITLE}</p><p>Vi rydder op.</p>" * 6)),
    "cookiewand": html(page("Wir verwenden Cookies", "<p>Bitte stimmen Sie der Verwendung zu, um die Seite zu sehen.</p>" * 20)),
    "emneside": html(page("Emne: fyrpassere", "".join(f'<h3><a href="/p/{n}">{t}</a></h3><p>{text(1)[0][:200]}</p>' for n, t in enumerate(STRANGERS * 2)))),
    "smagsprøve i boghandel": html(page(TITLE, INTRO + '<p>Pris: 249 kr. <a href="/kurv">Læg i kurv</a></p><p><a href="/proeve.pdf">Læs uddrag (PDF)</a></p>')),
    "kun faktaark og præsentation": html(page(TITLE, INTRO + '<p><a href="/fakta.pdf">Download faktaark</a></p><p><a href="/slides.pdf">Download præsentation</a></p>')),
    "kun de andre i serien": html(page(TITLE, INTRO + '<p>I serien: <a href="/fremmed/tage.pdf">Hent PDF</a> <a href="/fremmed/cykler.pdf">Hent PDF</a></p>')),
}  # fmt: skip


def impostors_later() -> Iterator[Case]:
    """Reports near it, what goes with it, and pages; each file as the link itself and behind a
    landing page of the report."""
    for title, others in NEAR.items():
        for other in others:
            yield from _both("ikke rapporten", other, title, file(pdf(other, 30)))
    abroad = {
        "engelsk rapport om det samme": pdf("New keepers of the lights on their way to work: a mapping", 40, body=ENGLISH * 39),
        "svensk rapport om det samme": pdf("Nya fyrvaktare på väg till arbete", 40, body=["Här beskrivs hur de nya fyrvaktarna har fått stöd av kommunen och vad som har hänt sedan dess. " * 15] * 39),
        "norsk rapport med næsten samme titel": pdf("Nye fyrpassere på vei i arbeid – kvalitativ kartlegging", 40, body=["De nye fyrpasserne har fått støtte av kommunen, og det ble mye å lære. " * 20] * 39),
        "norsk rapport med samme titel": pdf(TITLE, 40, body=["De nye fyrpasserne har fått støtte av kommunen, og det ble mye å lære gjennom året. " * 20] * 39),
        "katalog": pdf("Udgivelser fra Havnerådet", 12, body=[". ".join([*TITLES, *STRANGERS]) * 2] * 11),
        "speciale om rapporten": pdf(f"Hvem ser lyset? En kritisk læsning af rapporten {TITLE}", 70),
    }  # fmt: skip
    for name, content in abroad.items():
        yield from _both("ikke rapporten", name, TITLE, file(content))
    for number, form in enumerate(ABOUT):
        content = pdf(form.format(TITLE), 2 + number % 5)
        yield from _both("mindre ting", form.replace("{}", "…"), TITLE, file(content))
    slides = pdf(TITLE, 22, wide=True, body=["Tre af fire\nsyntes om det\n31 pct. i job"] * 21)
    yield from _both("mindre ting", "slides med titlen", TITLE, file(slides))
    english = pdf(TITLE, 5, subtitle="English summary", body=ENGLISH * 4)
    yield from _both("mindre ting", "engelsk resumé", TITLE, file(english))
    extra = {
        "/proeve.pdf": file(pdf(TITLE, 6, subtitle="Uddrag")), "/slides.pdf": file(slides),
        "/fakta.pdf": file(pdf(f"Fakta: {TITLE}", 2)),
    }  # fmt: skip
    for name, answer in PAGES.items():
        yield Case("ikke rapporten", name, TITLE, {"/side": answer, **extra, **strangers()})


def _both(group: str, name: str, title: str, answer: Answer) -> Iterator[Case]:
    yield Case(group, name, title, {"/side": answer, **strangers()})
    made = page(title, INTRO + '<p><a href="/x.pdf">Hent (PDF)</a></p>', "Sitecore")
    yield Case(group, f"{name}, bag en landingsside", title,
               {"/side": html(made), "/x.pdf": answer, **strangers()})  # fmt: skip
