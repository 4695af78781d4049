"""One Danish report of three pages, made into a PDF by the programs that agencies use.

Its first page has a soft-hyphenated compound and a footnote, its second two columns, its third a
table of percentages.
"""

import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2
import weasyprint
from PIL import Image

TITLE = "Evaluering af følgeordningen"
OPENING = (
    "Rapporten følger unge på værksteder i Ærøskøbing. En gennemgående pointe er, at "
    "virksomhedsmentorordningerne gør forskel, fordi virksomhedsmentorordningerne lægger vægt på "
    "sidemandsoplæring, og fordi virksomhedsmentorordningerne ikke standser efter prøvetiden."
)
NOTE = "Opgjort af Havneøens Jobkontor i kvartal 2, i alt 1.284 forløb."
LEFT = (
    "Kolonnens begyndelse handler om tømrersvende. Svendene mødte hver morgen deres makker ved "
    "kajen og gennemgik dagens opgaver, inden arbejdet gik i gang. Aftalen blev holdt i elleve "
    "uger, og ni ud af ti gennemførte den. Her slutter afsnittet om tømrersvende."
)
RIGHT = (
    "Modstykket handler om gartnerelever. Eleverne fik en makker blandt gartnerne, som fulgte dem "
    "gennem vækstsæsonen og viste, hvordan drivhusene passes. Ordningen kostede 6.350 kroner pr. "
    "elev. Her slutter afsnittet om gartnerelever."
)
ROWS = (
    ("Område", "Deltog", "Gennemførte"),
    ("Aabenraa", "41,7 %", "88,1 %"),
    ("Sønderborg", "38,2 %", "73,5 %"),
    ("Læsø", "12,9 %", "64,8 %"),
)
SOFT = "\u00ad"


def soft(text: str) -> str:
    """The text with a place to break in its long compound."""
    return text.replace("mentorordningerne", f"mentor{SOFT}ordningerne")


def by_weasyprint(_: Path) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    html = f"""<html lang="da"><title>{TITLE}</title><style>
    @page {{ size: A5; @bottom-center {{ content: counter(page) }}
             @top-left {{ content: "Havneøens Jobkontor" }} }}
    body {{ font: 11pt serif }} section {{ break-after: page }}
    .columns {{ columns: 2; text-align: justify; hyphens: auto }} .note {{ font-size: 8pt }}
    td {{ padding: 0 12pt }}</style>
    <section><h1>{TITLE}</h1><p>{soft(OPENING)}<sup>1</sup></p>
    <p class="note"><sup>1</sup> {NOTE}</p></section>
    <section class="columns"><p>{LEFT}</p><p style="break-before: column">{RIGHT}</p></section>
    <section><h2>Deltagelse efter område</h2><table>{rows}</table></section>"""
    made = weasyprint.HTML(string=html).write_pdf()
    assert isinstance(made, bytes)
    return made


def by_tex(folder: Path) -> bytes:
    rows = r"\\ ".join(" & ".join(row) for row in ROWS).replace("%", r"\%")
    (folder / "report.tex").write_text(
        rf"""\documentclass[a5paper,11pt]{{article}}
\usepackage[T1]{{fontenc}}\usepackage{{lmodern}}\usepackage[danish]{{babel}}\usepackage{{multicol}}
\begin{{document}}\section*{{{TITLE}}}
{OPENING}\footnote{{{NOTE}}}
\newpage\begin{{multicols}}{{2}}
{LEFT}\columnbreak

{RIGHT}
\end{{multicols}}\newpage\subsection*{{Deltagelse efter område}}
\begin{{tabular}}{{lrr}} {rows} \end{{tabular}}
\end{{document}}""",
        encoding="utf-8",
    )
    run_program("pdflatex", "-interaction=batchmode", "report.tex", folder=folder)
    return (folder / "report.pdf").read_bytes()


OFFICE = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="New" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="Column" style:family="paragraph">
<style:paragraph-properties fo:break-before="column"/></style:style>
<style:style style:name="Two" style:family="section"><style:section-properties>
<style:columns fo:column-count="2" fo:column-gap="1cm"/></style:section-properties></style:style>
<style:page-layout style:name="A5"><style:page-layout-properties fo:page-width="14.8cm"
 fo:page-height="21cm" fo:margin="2cm"/></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A5"/>
</office:master-styles><office:body><office:text>
<text:h text:outline-level="1">{title}</text:h>
<text:p>{opening}<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>{note}</text:p></text:note-body></text:note></text:p>
<text:p text:style-name="New"/>
<text:section text:style-name="Two" text:name="Columns"><text:p>{left}</text:p>
<text:p text:style-name="Column">{right}</text:p></text:section>
<text:h text:style-name="New" text:outline-level="2">Deltagelse efter område</text:h>
<table:table><table:table-column table:number-columns-repeated="3"/>{rows}</table:table>
</office:text></office:body></office:document>"""


def by_libreoffice(folder: Path) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in ROWS
    )
    text = OFFICE.format(
        title=TITLE, opening=soft(OPENING), note=NOTE, left=LEFT, right=RIGHT, rows=rows
    )
    (folder / "report.fodt").write_text(text, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    run_program(
        "soffice", profile, "--headless", "--convert-to", "pdf", "report.fodt", folder=folder
    )
    return (folder / "report.pdf").read_bytes()


def scan_of(pdf: bytes) -> bytes:
    """The pages of a PDF as a scanner gives them: images in a PDF, without text."""
    pages = [page.render(scale=200 / 72).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    return pdf_of_images([page.convert("L") for page in pages])


def pdf_of_images(images: list[Image.Image]) -> bytes:
    file = BytesIO()
    images[0].save(file, "PDF", save_all=True, append_images=images[1:], resolution=200)
    return file.getvalue()


def by_scanner(folder: Path) -> bytes:
    return scan_of(by_weasyprint(folder))


Producer = Callable[[Path], bytes]
PRODUCERS: dict[str, Producer] = {
    "weasyprint": by_weasyprint,
    "tex": by_tex,
    "libreoffice": by_libreoffice,
    "scanner": by_scanner,
}


def run_program(*command: str, folder: Path) -> None:
    """Run a program of the system in a folder."""
    subprocess.run(  # noqa: S603 - the tests' own words
        command, cwd=folder, check=True, capture_output=True, timeout=120
    )
