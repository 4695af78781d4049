"""Letters that their fonts don't name, or that are drawn apart from their words."""

from pathlib import Path

import weasyprint

from indexer.extraction import extract
from indexer.extraction.gluedwords import glued_at
from indexer.extraction.initials import with_initials
from indexer.extraction.runs import tidy
from indexer.extraction.texcodes import decoded
from indexer.extraction.words import words_of
from tests.extraction.lines import line, run
from tests.extraction.producers import run_program


def test_ligatures_quotes_and_dashes_of_fonts_of_pictures_are_read(tmp_path: Path) -> None:
    (tmp_path / "pictures.tex").write_text(
        r"\documentclass{article}\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\pdfmapfile{}"
        r"\begin{document}\noindent De fleste effektive tiltag fik i 1990--95 sine afgifter målt "
        r"af ``officielle'' fiskere.\end{document}",
        encoding="utf-8",
    )
    run_program("pdflatex", "-interaction=batchmode", "pictures.tex", folder=tmp_path)
    (page,) = extract(tmp_path / "pictures.pdf").pages
    assert "De fleste effektive tiltag fik i 1990–95 sine afgifter målt" in page.text
    assert "“officielle” fiskere" in page.text.replace("\n", " ")


def test_the_older_way_to_number_letters_has_danish_ones_too() -> None:
    text = 'De \reste \x1aldre e\x0bektive a\r\x1cb i 1990{95,\r\np\x17a \\h\x1cje" \x0csk'
    read = decoded(text, lambda places: [True] * len(places))
    assert read == 'De ﬂeste ældre eﬀektive aﬂøb i 1990–95,\r\np˚a “høje" ﬁsk'
    assert decoded(text, lambda places: [False] * len(places)) == text


def test_a_ligature_of_another_font_begins_no_word() -> None:
    text = "over fleksjobvisitation"
    lefts = [7.0 * at + (1.5 if at > 6 else 0) for at in range(len(text))]
    high = [8.0 if at in (5, 6) else 12.0 for at in range(len(text))]

    def boxes(indices: object) -> tuple[list[float], list[float], list[float], list[float]]:
        own = list(indices)  # type: ignore[call-overload]
        return ([lefts[at] for at in own], [0.0 for _ in own], [lefts[at] + 7.0 for at in own],
                [high[at] for at in own])  # fmt: skip

    assert glued_at(words_of(text, boxes), boxes) == []


def test_words_are_parted_by_the_space_between_them_whatever_stands_there() -> None:
    text = "Tilskud på418.200 kr.efter august2016. Kystsikring i for.eks"
    wide = [text.index(word) for word in ("418", "efter", "2016")]

    def boxes(indices: object) -> tuple[list[float], list[float], list[float], list[float]]:
        own = list(indices)  # type: ignore[call-overload]
        lefts = [6.0 * at + 3.0 * sum(at >= each for each in wide) for at in own]
        return (lefts, [0.0 for _ in own], [left + 6.0 for left in lefts], [12.0 for _ in own])

    assert glued_at(words_of(text, boxes), boxes) == wide


def test_an_initial_is_put_to_the_word_that_it_begins() -> None:
    initial = (run("B", 50, 2.5, height=34.0),)
    beside = [line(0.6, (60, "iblioteket i Thisted")), line(1.6, (60, "åbner igen")),
              line(2.6, (60, "til maj, og alle kan"))]  # fmt: skip
    below = line(3.6, (50, "komme forbi uden aftale."))
    made = with_initials([initial, line(-2, (50, "NYT")), *beside, below])
    assert [row[0].text for row in made] == [
        "NYT", "Biblioteket i Thisted", "åbner igen", "til maj, og alle kan",
        "komme forbi uden aftale.",
    ]  # fmt: skip


def test_an_initial_that_is_a_word_stays_one() -> None:
    beside = [line(0.6, (60, "dag åbner huset")), line(1.6, (60, "for alle i byen"))]
    made = with_initials([(run("I", 50, 2.0, height=30.0),), *beside])
    assert made[0][0].text == "I dag åbner huset"


def test_a_number_or_a_letter_alone_is_no_initial() -> None:
    figure = [(run("7", 50, 2.0, height=30.0),), line(0.6, (60, "ud af ti")), line(1.6, (60, "er"))]
    letter = [(run("A", 50, 2.0, height=30.0),), line(8, (60, "står alene")), line(9, (60, "her"))]
    assert with_initials(figure) == tuple(figure)
    assert with_initials(letter) == tuple(letter)


def test_a_key_figure_goes_with_what_it_is_of_and_is_no_heading(tmp_path: Path) -> None:
    card = "<div class=card><b>{}</b><br>{}</div>"
    style = ".card { text-align: center; width: 200pt } b { font-size: 22pt }"
    html = f"<style>{style}</style><h1>Nøgletal</h1>" + card.format("14,7", "Dage pr. ansat")
    html += card.format("38,2 mio. kr.", "Udgift til vikarer")
    html += f"<p>{'Tallene er opgjort i foråret af kommunen selv. ' * 6}</p>"
    file = tmp_path / "made.pdf"
    file.write_bytes(weasyprint.HTML(string=html).write_pdf() or b"")
    (page,) = extract(file).pages
    parts = page.text.split("\n\n")
    assert parts[1:3] == ["14,7 Dage pr. ansat", "38,2 mio. kr. Udgift til vikarer"]
    assert page.headings == ("Nøgletal",)


def test_pieces_of_brackets_over_several_lines_are_no_points() -> None:
    assert tidy("\uf8ee 1 2 \uf8f9") == " 1 2 "
    assert tidy("\uf0d8 Punkt") == "• Punkt"
