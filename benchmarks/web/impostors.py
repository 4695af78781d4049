# ruff: noqa: E501 - tables of pages
"""What answers with 200 and isn't the report."""

from collections.abc import Iterator

from benchmarks.web.cases import INTRO, Answer, Case, file, html, strangers
from benchmarks.web.frames import MENU, page
from benchmarks.web.reports import STRANGERS, TITLES, pdf, text

TITLE = TITLES[0]
LONG = "".join(f"<p>{t}</p>" for t in text(3))
WALL = (
    "<p>Vi og vores 842 partnere gemmer oplysninger på din enhed og bruger dem til statistik og "
    "markedsføring. Du kan til enhver tid ændre dit valg. </p>" * 8
)


def walls() -> dict[str, Answer]:
    """Pages in the report's place, by what they are."""
    asks = '<form method="post"><input name="u"><input type="password" name="p"></form>'
    found = f"<h1>Søgning</h1><p>Du søgte på »{TITLE}«. Der er 0 resultater.</p>"
    hits = "".join(f'<li><a href="/p/{n}">{t}</a></li>' for n, t in enumerate(STRANGERS * 6))
    teasers = "".join(
        f'<div><a href="/{n}.html">{t}</a><p>{t}. {text(1)[0][:400]} Læs mere</p></div>'
        for n, t in enumerate(STRANGERS * 6)
    )
    return {
        "samtykke": html(page("Dit privatliv er vigtigt for os", WALL + "<button>OK</button>")),
        "samtykke, uden overskrift": html(f"<title>Havnerådet</title><body>{WALL}</body>"),
        "log ind": html(page("Velkommen tilbage", asks)),
        "log ind, lang": html(page("Medlemsportal", asks + WALL)),
        "MitID": html(page("Log på med MitID", "<p>Åbn appen, og godkend.</p>" * 20)),
        "robotprøve": html("<title>Et øjeblik</title><script>x()</script><noscript>Slå JavaScript til</noscript>"),
        "robotprøve, lang": html(page("Er du et menneske?", "<p>Vi har set usædvanlig trafik fra dit netværk.</p>" * 15)),
        "vedligehold": html(page("Vi er snart tilbage", "<p>Vi opdaterer systemerne i nat.</p>" * 15)),
        "grænse for hentninger": html(page("For mange hentninger", "<p>Du har hentet det, du må i dag.</p>" * 15)),
        "parkeret domæne": html(f'<title>havn.test er til salg</title><p>Køb domænet.</p><ul>{hits}</ul>'),
        "tom søgning": html(page("Søgeresultater", found + f"<ul>{hits}</ul>")),
        "tom søgning med titlen": html(page(f"0 resultater for »{TITLE}«", "<p>Prøv med færre ord.</p>")),
        "Ups!": html(page("Ups! Den var her ikke", "<p>Siden kan være flyttet eller slettet. Prøv menuen, eller søg.</p>" * 8)),
        "flyttet": html(page("Vi har fået ny hjemmeside", "<p>Det, du leder efter, ligger et andet sted nu.</p>" * 12)),
        "forsiden": html(page("Velkommen til Havnerådet", f"{LONG}<ul>{hits}</ul>")),
        "nyhedsside": html(page("Nyt fra Havnerådet", LONG)),
        "nyhed om noget andet med PDF": html(page("Toldvæsenet runder et år", LONG + '<a href="/fremmed/aarsberetning.pdf">Hent rapporten (PDF)</a>')),
        "liste over rapporter": html(page("Publikationer", "".join(f'<p><a href="/fremmed/{n}.pdf">{t} (PDF)</a></p>' for n, t in zip(("aarsberetning", "tage"), STRANGERS, strict=False)))),
        "landingsside uden fil": html(page(TITLE, INTRO)),
        "landingsside med en andens fil": html(page(TITLE, INTRO + '<p><a href="/fremmed/tage.pdf">Hent PDF</a></p>')),
        "AMP-liste": html(f"<title>{TITLE} - PDF</title><h1>{TITLE}</h1><ul>{hits}</ul>"),
        "AMP-liste med uddrag": html(f"<title>{TITLE} - PDF</title><h1>{TITLE}</h1>{teasers}"),
        "AMP-fejl": html("<html amp><title>Fejl</title><body><h1>Dokumentet er fjernet</h1></body></html>"),
        "tilmelding": html(page("Tilmeld dig nyhedsbrevet", "<form><input name=mail></form>" + WALL)),
        "betalingsmur": html(page("Køb adgang", "<p>Kun for abonnenter. Vælg et abonnement, og læs videre.</p>" * 12)),
        "fejl-PDF": file(pdf("Filen blev ikke fundet", 1)),
        "fejl-PDF, lang": file(pdf("Dokumentet er ikke længere tilgængeligt", 2, body=["Kontakt Havnerådet for at få det tilsendt. " * 12])),
        "en anden rapport": file(pdf(STRANGERS[1], 20)),
        "en anden rapport med et ord fælles": file(pdf("Evaluering af tilskud til lystbåde", 20)),
        "en anden rapport, som nævner den": file(pdf(STRANGERS[0], 20, body=[text(1)[0] + f" Se også {TITLE}. " + text(1)[0], *text(18)])),
        "skema": (200, {"Content-Type": "application/json"}, b'{"error": "' + b"x" * 400 + b'"}'),
        "billede": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(4000)),
    }  # fmt: skip


LESSER = {
    "faktaark": pdf(f"Faktaark: {TITLE}", 2),
    "resumé": pdf(TITLE, 8, subtitle="Sammenfatning"),
    "bilag": pdf(f"Bilag til {TITLE}", 30),
    "præsentation": pdf(TITLE, 18, wide=True, body=["Vi spurgte 31 havne.\nDe svarede."] * 17),
    "pressemeddelelse": pdf(f"Pressemeddelelse: {TITLE}", 2),
    "engelsk udgave": pdf(TITLE, 6, body=["This is a summary of the report, which was written for the council. " * 20] * 5),
}  # fmt: skip
"""Lesser things that bear the report's title, by what they are to be kept as."""


def impostors() -> Iterator[Case]:
    """Every impostor: as the link itself, and lesser things also behind a landing page."""
    others = strangers()
    for name, answer in walls().items():
        yield Case("ikke rapporten", name, TITLE, {"/side": answer, **others})
    yield Case("ikke rapporten", "viderestilling til forsiden", TITLE, {
        "/side": (302, {"Location": "/"}, b""), "/": html(page("Havnerådet", LONG)),
    })  # fmt: skip
    yield Case("ikke rapporten", "samme side for enhver adresse", "Fyret", {
        "/side": html(f"<title>Havnerådet</title>{MENU}{LONG}"),
    }, everywhere=True)  # fmt: skip
    for role, content in LESSER.items():
        yield Case("mindre ting", role, TITLE, {"/side": file(content)}, role=role)
        made = page(TITLE, INTRO + f'<p><a href="/x.pdf">{role.capitalize()} (PDF)</a></p>')
        yield Case("mindre ting", f"{role}, bag en landingsside", TITLE,
                   {"/side": html(made), "/x.pdf": file(content), **others}, role=role)  # fmt: skip
        both = page(TITLE, INTRO + f'<p><a href="/x.pdf">{role.capitalize()} (PDF)</a></p>'
                    '<p><a href="/r.pdf">Rapporten (PDF)</a></p>')  # fmt: skip
        report = pdf(TITLE)
        yield Case("landingsside", f"{role} før rapporten", TITLE,
                   {"/side": html(both), "/x.pdf": file(content), "/r.pdf": file(report), **others},
                   report)  # fmt: skip
