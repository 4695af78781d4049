"""Reports, lesser things and strangers, as PDFs with titles and pages of Danish."""

from io import BytesIO
from textwrap import wrap

from reportlab.pdfgen.canvas import Canvas

TITLES = (
    "Evaluering af makkerordningen i havnene",
    "Nye fyrpassere på vej i arbejde – kvalitativ kortlægning",
    "Brovagter med støtte fra erfarne kolleger",
    "Sygefravær blandt dykkere og deres makkere",
    "Håndbog for frivillige vragdykkere",
    "Effekten af lærlingeforløb på skibsværfter",
    "Notat om anvendelsen af lodser i farvandene",
    "Unge sejlmagere uden uddannelse",
)
STRANGERS = (
    "Årsberetning for Toldvæsenet",
    "Strategi for grønne tage i købstæderne",
    "Privatlivspolitik og behandling af oplysninger",
    "Cykelstier langs jernbaner: en vejledning",
)
SENTENCES = (
    "Kommunen har gennem flere år haft en indsats, som skal hjælpe borgerne videre i arbejde.",
    "De ansatte fortæller, at det første møde er vigtigt, og at tilliden kommer med tiden.",
    "I gennemsnit var der 37 samtaler om året, og 31 pct. af deltagerne kom i gang igen.",
    "Der er forskel på, hvordan indsatsen er lagt til rette, og hvem der følger op på den.",
    "Ledelsen peger på, at der skal være tid nok, hvis resultaterne skal kunne holde.",
)
AUTHORS = ("Karen Holmgaard", "Peder Vestergren")


def text(pages: int, start: int = 0) -> list[str]:
    """As many pages of running text, about 1,500 characters each."""
    return [" ".join(SENTENCES[(n + start + page) % 5] for n in range(17)) for page in range(pages)]


def pdf(title: str, pages: int = 14, *, subtitle: str = "", wide: bool = False,
        body: list[str] | None = None) -> bytes:  # fmt: skip
    """A PDF whose first page has the title in large type, and the others running text."""
    buffer = BytesIO()
    size = (842, 595) if wide else (595, 842)
    canvas = Canvas(buffer, pagesize=size, invariant=1)
    canvas.setFont("Helvetica-Bold", 26)
    for line, part in enumerate(wrap(title, 34)):
        canvas.drawString(60, size[1] - 120 - 32 * line, part)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, size[1] - 300, subtitle)
    canvas.showPage()
    for page in body if body is not None else text(pages - 1):
        written = canvas.beginText(60, size[1] - 60)
        written.setFont("Helvetica", 10)
        written.textLines("\n".join(wrap(page, 95)))
        canvas.drawText(written)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
