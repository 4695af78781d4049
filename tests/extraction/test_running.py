"""Running lines as programs set them: heads that change with the chapter, pages of two."""

from pathlib import Path

import weasyprint

from indexer.extraction import extract
from tests.extraction.producers import run_program

CHAPTERS = {"Indledning": 1, "Metode": 4, "Fund": 2, "Konklusion": 1}
"""By how many pages each takes up."""


def test_a_head_goes_that_changes_with_the_chapter(tmp_path: Path) -> None:
    pages = [
        rf"\lhead{{Hold 7}}\chead{{Ulighed i havnen}}\rhead{{\textit{{{name}}}}}"
        rf"Side {number} om {name.lower()} går lige på, og her står der ikke andet.\newpage"
        for name, count in CHAPTERS.items()
        for number in range(count)
    ]
    (tmp_path / "heads.tex").write_text(
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage{fancyhdr}\pagestyle{fancy}"
        rf"\begin{{document}}{' '.join(pages)}\end{{document}}",
        encoding="utf-8",
    )
    run_program("pdflatex", "-interaction=batchmode", "heads.tex", folder=tmp_path)
    first, *others = (page.text for page in extract(tmp_path / "heads.pdf").pages)
    assert first.startswith("Hold 7")
    told = [f"om {name.lower()} går" for name, count in CHAPTERS.items() for _ in range(count)]
    for text, words in zip(others, told[1:], strict=True):
        assert text.startswith("Side") and words in text


def test_numbers_of_two_pages_side_by_side_go(tmp_path: Path) -> None:
    style = "@page { size: A4 landscape } section { break-after: page; columns: 2 }"
    made = ""
    for sheet in range(4):
        style += (
            f"@page p{sheet} {{ @bottom-left {{ content: '{2 * sheet + 1}' }}"
            f" @bottom-right {{ content: '{2 * sheet + 2}' }} }} #s{sheet} {{ page: p{sheet} }}"
        )
        made += f"<section id=s{sheet}><p>Her er ark {'abcd'[sheet]}.</p></section>"
    file = tmp_path / "sheets.pdf"
    file.write_bytes(weasyprint.HTML(string=f"<style>{style}</style>{made}").write_pdf() or b"")
    assert [page.text for page in extract(file).pages] == [f"Her er ark {n}." for n in "abcd"]


def test_a_line_right_below_a_running_one_runs_too_and_one_further_down_does_not(
    tmp_path: Path,
) -> None:
    style = """@page { size: A4; margin: 75pt 60pt 60pt } section { break-after: page }
    .one { margin-top: 5pt; font-size: 20pt } .two { font-size: 14pt } div { line-height: 1.15 }
    p { margin-top: 30pt }"""
    chapters = "".join(
        f"<section><div class=one>Plan 1-7</div><div class=two>Havnens bydel</div>"
        f"<p>Sådan er det.</p><p>Her er afsnit {n}.</p></section>"
        for n in "abcdef"
    )
    file = tmp_path / "plan.pdf"
    html = f"<title>Plan</title><style>{style}</style>{chapters}"
    file.write_bytes(weasyprint.HTML(string=html).write_pdf() or b"")
    first, *others = (page.text for page in extract(file).pages)
    assert "Havnens bydel" in first
    assert others == [f"Sådan er det.\n\nHer er afsnit {n}." for n in "bcdef"]


def test_a_head_goes_of_which_each_page_has_a_section_of_its_own(tmp_path: Path) -> None:
    style = """@page { size: A4; @top-left { content: 'Socialkontoret' }
    @top-right { content: string(name) } } section { break-after: page }
    h2 { string-set: name content() }"""
    made = "".join(
        f"<section><h2>{name}</h2><p>Her står kun om {name.lower()}.</p></section>"
        for name in CHAPTERS
    )
    file = tmp_path / "sections.pdf"
    file.write_bytes(weasyprint.HTML(string=f"<style>{style}</style>{made}").write_pdf() or b"")
    first, *others = (page.text for page in extract(file).pages)
    assert "Socialkontoret" in first
    names = list(CHAPTERS)[1:]
    assert others == [f"{name}\n\nHer står kun om {name.lower()}." for name in names]


def test_a_slide_is_read_from_its_title_on_whatever_is_drawn_first(tmp_path: Path) -> None:
    right = "Til højre står der om gartnerne, og det er den side, som tegnes allerførst på arket."
    left = "Til venstre står der om tømrerne, og det er kortere."
    style = """@page { size: 480pt 270pt; margin: 20pt } div { position: absolute; top: 70pt }
    h1 { position: absolute; top: 0; margin: 0 } div { width: 200pt } .right { left: 230pt }"""
    body = f"<div class=right>{right}</div><h1>To slags hold i havnen</h1><div>{left}</div>"
    file = tmp_path / "slide.pdf"
    file.write_bytes(weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf() or b"")
    (page,) = extract(file).pages
    assert page.text == f"To slags hold i havnen\n\n{left}\n\n{right}"


def test_a_browsers_head_and_foot_go_from_the_first_page_too(tmp_path: Path) -> None:
    style = """@page { size: A4; @top-left { content: 'Garn' } @top-right {
    content: '8.7.2021, 19.33' } @bottom-left { content: 'https://garn.example/?u=6' }
    @bottom-right { content: counter(page) '/' counter(pages) } } p { break-after: page }"""
    made = "".join(f"<p>Her står kun om {name.lower()}.</p>" for name in CHAPTERS)
    file = tmp_path / "printed.pdf"
    file.write_bytes(weasyprint.HTML(string=f"<style>{style}</style>{made}").write_pdf() or b"")
    first = extract(file).pages[0]
    assert first.text == "Her står kun om indledning."
