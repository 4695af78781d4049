"""Pages as PDFium reads them: raised marks, accents, letters set apart, numbers with spaces."""

from pathlib import Path

import pikepdf
import pytest
import weasyprint
from fontTools.ttLib import TTFont

from indexer.document import ExtractedPage
from indexer.extraction import extract
from search.quoting.unit import units_of
from tests.extraction.producers import Producer, by_libreoffice, by_tex, by_weasyprint, run_program


def page_of(html: str, folder: Path, style: str = "") -> ExtractedPage:
    """The first page of ``html`` as WeasyPrint sets it."""
    file = folder / "made.pdf"
    made = weasyprint.HTML(string=f"<html lang=da><style>{style}</style>{html}").write_pdf()
    assert isinstance(made, bytes)
    file.write_bytes(made)
    return extract(file).pages[0]


MARKED = (
    "<p>Hver fjerde afbrød forløbet<sup>1</sup> inden for et år.<sup>2</sup> Efter reformen i "
    "2014<sup>3</sup> steg andelen til 27,2 pct.<sup>4</sup> af de ledige<sup>5,6</sup>, og "
    "mentorer<sup>7</sup> blev flere<sup>8</sup>.</p><p>Støtten<sup>12</sup>virker<sup>*</sup>.</p>"
)


@pytest.mark.parametrize("size", ["smaller", "60%"])
def test_raised_marks_are_kept_apart_from_the_text(tmp_path: Path, size: str) -> None:
    page = page_of(MARKED, tmp_path, f"sup {{ font-size: {size}; line-height: 1 }}")
    assert page.text == (
        "Hver fjerde afbrød forløbet inden for et år. Efter reformen i 2014 steg andelen til "
        "27,2 pct. af de ledige, og mentorer blev flere.\n\nStøtten virker."
    )
    marks = [(page.text[: mark.at].split()[-1], mark.text) for mark in page.layout.notes]
    assert marks == [
        ("forløbet", "1"), ("år.", "2"), ("2014", "3"), ("pct.", "4"), ("ledige", "5,6"),
        ("mentorer", "7"), ("flere", "8"), ("Støtten", "12"), ("virker", "*"),
    ]  # fmt: skip


SUPERIORS = "<b9> <0031> <b2> <0032> <b3> <0033>"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def test_figures_that_a_font_draws_raised_are_marks_and_powers(tmp_path: Path) -> None:
    """As fonts with raised figures of their own have them: level and as large as all else."""
    pdf = pikepdf.new()
    known = pdf.make_stream(
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange 3 beginbfchar " + SUPERIORS.encode() + b" endbfchar endcmap end"
    )
    font = TTFont(FONT)
    names, widths = font.getBestCmap(), font["hmtx"].metrics
    scale = 1000 / font["head"].unitsPerEm
    bounds = [font["head"].xMin, font["hhea"].descent, font["head"].xMax, font["hhea"].ascent]
    descriptor = pikepdf.Dictionary(
        Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name.Serif, Flags=32, ItalicAngle=0,
        FontBBox=[round(edge * scale) for edge in bounds], StemV=80, CapHeight=729,
        Ascent=round(bounds[3] * scale), Descent=round(bounds[1] * scale),
        FontFile2=pdf.make_stream(FONT.read_bytes()),
    )  # fmt: skip
    letters = [chr(code) if code < 128 else bytes([code]).decode("cp1252", "replace")
               for code in range(32, 256)]  # fmt: skip
    set_in = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=pikepdf.Name.Serif,
        Encoding=pikepdf.Name.WinAnsiEncoding, FirstChar=32, LastChar=255, ToUnicode=known,
        Widths=[round(widths[names.get(ord(letter), ".notdef")][0] * scale) for letter in letters],
        FontDescriptor=descriptor,
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=(420, 300))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=set_in))
    lines = ("I 2020¹ var der 60 m² til hver bolig, siger kommunen.²", "Og CO2 er dyr.",
             "¹ Uden sommerhuse.", "² Interview i maj.")  # fmt: skip
    drawn = "".join(f"({text}) Tj 0 -{20 + 60 * (at > 0)} Td " for at, text in enumerate(lines))
    page.Contents = pdf.make_stream(f"BT /F 10 Tf 20 270 Td {drawn}ET".encode("cp1252"))
    pdf.save(tmp_path / "superiors.pdf")
    (read,) = extract(tmp_path / "superiors.pdf").pages
    assert read.text.split("\n\n")[0] == "I 2020 var der 60 m2 til hver bolig, siger kommunen."
    assert "Og CO2 er dyr." in read.text
    assert [mark.text for mark in read.layout.notes] == ["1", "2"]
    assert all(mark.note is not None for mark in read.layout.notes)


def test_powers_and_lowered_figures_stay_in_the_text(tmp_path: Path) -> None:
    page = page_of(
        "<p>CO<sub>2</sub> og 25 m<sup>2</sup> lokale, 100m<sup>2</sup>, R<sup>2</sup> er høj, "
        "y = ax<sup>2</sup> + b, 2 × 10<sup>6</sup> kr., e<sup>x</sup> og 25 m² og GOsa².</p>",
        tmp_path,
        "sup, sub { font-size: 65% }",
    )
    assert page.text == (
        "CO2 og 25 m2 lokale, 100m2, R2 er høj, y = ax2 + b, 2 × 10⁶ kr., ex og 25 m² og GOsa²."
    )
    assert page.layout.notes == ()


def test_powers_of_small_numbers_and_fractions_are_no_marks(tmp_path: Path) -> None:
    (tmp_path / "powers.tex").write_text(
        r"\documentclass{article}\begin{document}\noindent Der er $2^{12}$ og $3^8$ stillinger, i"
        r" alt 2$\frac{1}{2}$ dag og en $\frac{1}{4}$ chance i 2014\footnote{Et tal.}"
        r" og listen $\{x^0_1\}$."
        r"\end{document}",
        encoding="utf-8",
    )
    run_program("pdflatex", "-interaction=batchmode", "powers.tex", folder=tmp_path)
    page = extract(tmp_path / "powers.pdf").pages[0]
    assert page.text.startswith(
        "Der er 2¹² og 3⁸ stillinger, i alt 2 1/2 dag og en 1/4 chance i 2014 og listen {x0 1}."
    )
    assert [mark.text for mark in page.layout.notes] == ["1"]


@pytest.mark.parametrize("producer", [by_weasyprint, by_tex, by_libreoffice])
def test_a_mark_points_to_its_note_on_the_page(producer: Producer, tmp_path: Path) -> None:
    file = tmp_path / "made.pdf"
    file.write_bytes(producer(tmp_path))
    page = extract(file).pages[0]
    (mark,) = page.layout.notes
    assert (mark.text, page.text[: mark.at].split()[-1]) == ("1", "prøvetiden.")
    assert mark.note is not None
    assert page.text[mark.note :].startswith("1 Opgjort")


def test_accents_that_are_drawn_apart_are_put_to_their_letters(tmp_path: Path) -> None:
    (tmp_path / "old.tex").write_text(
        r"\documentclass{article}\usepackage[OT1]{fontenc}\begin{document}"
        r"\noindent N\aa r \AA rhus gik p\aa{} caf\'e med na\"ive \c{c}a \~n og 3 \textdegree C."
        r"\end{document}",
        encoding="utf-8",
    )
    run_program("pdflatex", "-interaction=batchmode", "old.tex", folder=tmp_path)
    text = extract(tmp_path / "old.pdf").pages[0].text
    assert text.startswith("Når Århus gik på café med naïve ça ñ og 3")


def test_letters_set_apart_are_words_by_the_width_of_their_gaps(tmp_path: Path) -> None:
    page = page_of(
        "<p>Skolen ligger her: <span>Skovballevej 116, 5700 Svendborg</span></p>"
        "<h2>RESULTATER OG AFTALT</h2>"
        "<p>V E D T Æ G T E R&nbsp;&nbsp;&nbsp;F O R&nbsp;&nbsp;&nbsp;S K O L E N</p>"
        "<p>A B C D E F G H I J</p>",
        tmp_path,
        "span { letter-spacing: .25em; word-spacing: .2em } h2 { letter-spacing: .2em }",
    )
    assert page.text.split("\n\n") == [
        "Skolen ligger her: Skovballevej 116, 5700 Svendborg", "RESULTATER OG AFTALT",
        "VEDTÆGTER FOR SKOLEN", "A B C D E F G H I J",
    ]  # fmt: skip


def test_a_space_drawn_under_a_letter_parts_no_word(tmp_path: Path) -> None:
    """As programs draw one behind a ligature, and where a word could have been cut."""
    page = page_of(
        "<p>Der fi<i> </i>ndes en plan for tra<u> </u>fikken, og en del af fem fede stier er fri."
        "</p>",
        tmp_path,
        "p { font: 12pt serif } i { margin-left: -.25em } u { margin-right: -.25em }",
    )
    assert page.text == "Der findes en plan for trafikken, og en del af fem fede stier er fri."


def test_decimals_behind_a_comma_of_tex_stay_with_their_number(tmp_path: Path) -> None:
    (tmp_path / "sums.tex").write_text(
        r"\documentclass{article}\begin{document}\noindent Andelen er $0,25$ og $(0,043)$"
        r" af $-12,5$, i 2, 3 og 4 af $x \in [0, 1]$, $i = 1, 2, 3$, punkt $(3, 4)$ og 1, 2."
        r"\end{document}",
        encoding="utf-8",
    )
    run_program("pdflatex", "-interaction=batchmode", "sums.tex", folder=tmp_path)
    text = extract(tmp_path / "sums.pdf").pages[0].text
    assert text.startswith(
        "Andelen er 0,25 og (0,043) af −12,5, i 2, 3 og 4 af x ∈ [0, 1], i = 1, 2, 3, punkt (3, 4) "
        "og 1, 2."
    )


def test_thousands_stay_together_and_bullets_are_shown(tmp_path: Path) -> None:
    money = "I alt 12\u00a0500 og 1\u202f234\u202f567 kr. i 5\u00a0år"
    page = page_of(f"<p>{money}</p><p>\uf0b7 Et punkt</p>", tmp_path)
    assert page.text == "I alt 12\u00a0500 og 1\u00a0234\u00a0567 kr. i 5 år\n\n• Et punkt"


def test_words_set_so_tight_that_pdfium_glues_them_come_apart(tmp_path: Path) -> None:
    line = "revideres efter serviceloven"
    words = "".join(f"<span>{word}</span>" for word in line.split())
    page = page_of(f"<p>{words}</p><p>Servicelov</p>", tmp_path, "span { margin-right: .1em }")
    assert page.text == f"{line}\n\nServicelov"


def test_what_stands_beside_the_text_is_no_part_of_its_sentences(tmp_path: Path) -> None:
    prose = (
        "Evalueringen viser, at frafaldet blev halveret i de kommuner, som gav støtten i mindst "
        "seks måneder. I de øvrige kommuner var der ingen forskel på de unge."
    )
    labels = [(f"{10 * n}", 20, 90 - 15 * n) for n in range(6)]
    labels += [(name, 40 + 90 * n, 99) for n, name in enumerate(("0 - 17 år", "18 - 24 år", "25+"))]
    chart = "".join(f"<text x='{x}' y='{y}' font-size='8'>{label}</text>" for label, x, y in labels)
    page = page_of(
        f"<aside><p>Boks 1. Sådan blev målt</p>Frafald er målt efter tolv måneder.</aside>"
        f"<p>{prose}</p><p>{prose}</p><p>{prose}</p>"
        "<section><h2>84 %</h2>af de unge blev.</section>"
        f"<svg width='300' height='110'>{chart}</svg>"
        "<footer><i>Figur 1. Unge i alt</i><i>Figur 2. Unge i støtte</i></footer>"
        "<nav>Antal</nav><b>Kvinder</b>",
        tmp_path,
        "aside { float: right; width: 40%; background: #ddf; padding: 1em } h2 { margin: 0 }"
        "footer { display: flex; justify-content: space-between }"
        "nav { transform: rotate(-90deg); width: 6em }"
        "b { position: absolute; margin: -110px 0 0 150px; font-weight: normal; font-size: 10px }",
    )
    (drawn,) = page.layout.charts
    names = [*(label for label, _, _ in labels), "Antal", "Kvinder"]
    assert page.text[drawn.start : drawn.end].split("\n\n") == names
    assert drawn.caption and page.text[slice(*drawn.caption)] == "Figur 1. Unge i alt"
    assert page.text.split("\n\n") == [
        "Boks 1. Sådan blev målt", "Frafald er målt efter tolv måneder.", prose, prose, prose,
        "84 % af de unge blev.", *names, "Figur 1. Unge i alt", "Figur 2. Unge i støtte",
    ]  # fmt: skip
    told = [page.text[unit.start : unit.end] for unit in units_of(page.text, page.layout)]
    assert "84 % af de unge blev." in told
    assert set(names).isdisjoint(told)


def test_fonts_that_tell_no_depth_make_no_marks_of_decimals(tmp_path: Path) -> None:
    """LibreOffice 7 writes fonts that end at the baseline."""
    text = "I alt fik 82,4 pct. af de unge og 59,1 pct. af de øvrige mindst 37,6 timer."
    html = f"<html lang=da><h2>Støtten i 2021</h2><p>{text}</p></html>"
    file = tmp_path / "flat.pdf"
    file.write_bytes(weasyprint.HTML(string=html).write_pdf() or b"")
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                thing.Ascent = thing.Descent = 0
                thing.FontBBox = [0, 0, 1000, 700]
        pdf.save(file)
    (page,) = extract(file).pages
    assert page.text == f"Støtten i 2021\n\n{text}"
    assert page.headings == ("Støtten i 2021",)
    assert page.layout.notes == ()
