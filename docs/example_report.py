"""A report of our own, on a town that doesn't exist, to show in pictures what the service does."""

from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    Flowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

TITLE = "Mentorer i Vesterkøbing – evaluering af kommunens mentorordning"
PUBLISHER = "Vesterkøbing Kommune (eksempel)"

HEADING = ParagraphStyle("h", fontName="Times-Bold", fontSize=18, leading=23, spaceAfter=10)
BODY = ParagraphStyle("b", fontName="Times-Roman", fontSize=11.5, leading=17, spaceAfter=9)
COVER = ParagraphStyle("c", fontName="Times-Bold", fontSize=30, leading=36, spaceAfter=14)

Chapter = tuple[str, tuple[str, ...]]

CHAPTERS: tuple[Chapter, ...] = (
    ("Sammenfatning", (
        "Vesterkøbing Kommune har siden 2016 tilbudt en mentor til borgere, der står langt fra "
        "arbejdsmarkedet. Evalueringen følger 412 borgere og 67 mentorer gennem to år.",
        "Efter et år er 38 pct. af borgerne i job eller uddannelse mod 29 pct. i en "
        "sammenligningsgruppe. Sygefraværet blandt dem, der kom i job, faldt fra 14,6 til 9,1 dage "
        "om året.",
        "Det afgørende er et godt match mellem mentor og mentee. Hvor parret selv har valgt "
        "hinanden, holder forløbet i gennemsnit syv måneder; ellers fire.",
    )),
    ("Baggrund", (
        "En mentor er i denne rapport en person, der følger en borger ind på en arbejdsplads eller "
        "en uddannelse. Mentorstøtten gives af jobcentret og kan vare op til et år.",
        "Der findes tre slags: virksomhedsmentorer, som er kolleger på arbejdspladsen; kommunale "
        "mentorer, som er ansat af jobcentret; og frivillige mentorer fra foreningslivet.",
        "Kommunens mål var at halvere sygefraværet blandt nyansatte og at få flere unge i "
        "uddannelse. Målene blev sat, før nogen havde målt, hvor højt fraværet var.",
    )),
    ("Metode", (
        "Vi har talt med 41 borgere og 22 mentorer og sendt et spørgeskema til alle, der havde et "
        "forløb mellem 2016 og 2018. Svarprocenten er 61.",
        "Sammenligningsgruppen er borgere i samme målgruppe fra to nabokommuner. Den er ikke "
        "trukket ved lod, og forskellene skal derfor læses med forsigtighed.",
        "Oplysninger om sygefravær kommer fra arbejdsgiverne og dækker kun ansatte borgere.",
    )),
    ("Sygefraværet faldt", (
        "Blandt borgere med en virksomhedsmentor faldt sygefraværet fra 14,6 til 9,1 dage om året. "
        "Blandt dem uden mentor var det uændret.",
        "Faldet er størst i det første halve år. »Når man ved, at nogen venter på én om morgenen, "
        "så kommer man,« siger en borger.",
        "Mentorerne peger selv på, at de hurtigt opdager begyndende sygdom og kan tale med "
        "lederen, før det bliver til en langvarig sygemelding.",
        "TABEL",
        "Tallene er små for de frivillige mentorer, og her kan faldet skyldes tilfældigheder.",
    )),
    ("Match mellem mentor og mentee", (
        "Match mellem mentor og mentee er det, som både borgere og mentorer nævner først. Fælles "
        "sprog, alder og interesser betyder mindre, end vi ventede; at begge har sagt ja, betyder "
        "mest.",
        "I hvert femte forløb skiftede borgeren mentor undervejs. De fleste skift skete i de "
        "første seks uger, og de fleste blev bedre af det.",
        "Jobcentret bør derfor gøre det let at skifte og spørge begge parter efter fire uger.",
    )),
    ("Jobcentrets opfølgning", (
        "I 27,2 pct. af sagerne er formålet med mentorstøtten ikke skrevet ned. Uden et formål kan "
        "ingen måle, om det blev nået.",
        "Lidt under halvdelen af sagsbehandlerne følger op på mentorens timer. Resten stoler på "
        "mentorens egen opgørelse.",
        "Hvor jobcentret måler resultater hver måned, når flere borgere deres mål.",
    )),
    ("Unge uden uddannelse", (
        "For unge under 25 år er målet uddannelse. 31 pct. var i gang efter et år, mod 24 pct. i "
        "sammenligningsgruppen.",
        "Mentoren hjælper sjældent med selve fagene. Han eller hun ringer om morgenen, går med til "
        "studievejlederen og holder kontakten i ferierne, hvor de fleste ellers falder fra.",
        "Ingen af de unge nævner mentorens uddannelse som vigtig; alle nævner, at mentoren havde "
        "tid.",
    )),
    ("Hvad det koster", (
        "Et forløb koster i gennemsnit 18.400 kr. Det svarer til seks ugers kontanthjælp.",
        "Virksomhedsmentorer er billigst, fordi de er på arbejdspladsen i forvejen, og frivillige "
        "mentorer koster kun koordinatorens tid.",
        "Regnes det lavere sygefravær med, er ordningen tjent hjem efter 14 måneder.",
    )),
    ("Anbefalinger", (
        "Skriv formålet ned fra begyndelsen, og mål resultaterne hver måned.",
        "Lad mentor og mentee vælge hinanden, og spørg dem begge efter fire uger.",
        "Brug virksomhedsmentorer, hvor der er et job, og frivillige mentorer, hvor der mangler et "
        "netværk.",
        "Ansæt én fast koordinator. De steder, hvor koordinatoren skiftede, gik i gennemsnit hvert "
        "fjerde forløb i stå.",
    )),
)  # fmt: skip

ROWS = (
    ("Slags mentor", "Borgere", "Før", "Efter"),
    ("Virksomhedsmentor", "187", "14,6", "9,1"),
    ("Kommunal mentor", "164", "15,2", "12,8"),
    ("Frivillig mentor", "61", "13,9", "11,0"),
    ("Uden mentor", "398", "14,8", "14,7"),
)


def example_report() -> bytes:
    """The report as a PDF of ten pages with an outline."""
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=A4, leftMargin=28 * mm, rightMargin=28 * mm, topMargin=30 * mm,
        bottomMargin=30 * mm, title=TITLE, author=PUBLISHER, lang="da",
    )  # fmt: skip
    story: list[Flowable] = [
        Spacer(1, 60 * mm),
        Paragraph("Mentorer i Vesterkøbing", COVER),
        Paragraph("Evaluering af kommunens mentorordning", HEADING),
        Spacer(1, 90 * mm),
        Paragraph("Vesterkøbing Kommune, november 2018", BODY),
    ]
    for number, (heading, paragraphs) in enumerate(CHAPTERS, 1):
        story += [PageBreak(), _Bookmark(heading), Paragraph(f"{number}. {heading}", HEADING)]
        story += [_table() if text == "TABEL" else Paragraph(text, BODY) for text in paragraphs]
    document.build(story, onLaterPages=_numbered)
    return buffer.getvalue()


def _numbered(canvas: Canvas, document: SimpleDocTemplate) -> None:
    canvas.setFont("Times-Roman", 10)
    canvas.drawCentredString(A4[0] / 2, 15 * mm, str(document.page))


class _Bookmark(Flowable):
    """An entry of the outline that leads to where it stands."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title

    def draw(self) -> None:
        self.canv.bookmarkPage(self.title)
        self.canv.addOutlineEntry(self.title, self.title)


def _table() -> Table:
    table = Table(ROWS, colWidths=(55 * mm, 25 * mm, 25 * mm, 25 * mm), spaceBefore=6)
    table.setStyle(TableStyle([
        ("FONT", (0, 0), (-1, -1), "Times-Roman", 11),
        ("FONT", (0, 0), (-1, 0), "Times-Bold", 11),
        ("LINEBELOW", (0, 0), (-1, 0), 1, colors.black),
        ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black),
        ("ALIGN", (1, 0), (-1, -1), "RIGHT"),
    ]))  # fmt: skip
    return table
