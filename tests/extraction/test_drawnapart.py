"""What stands apart in the file from what it is of: values of forms, labels without borders,
letterheads, and texts that PDFium glues though they stand apart."""

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from weasyprint import HTML

from indexer.extraction import extract
from indexer.extraction.filledfields import with_values
from indexer.extraction.letterheads import with_letterhead
from indexer.extraction.words import Words, parted
from tests.extraction.lines import line, run, texts
from tests.extraction.test_tables import labels, told

LINES = [
    "Foreningen gar pa generalforsamling, og sadan",
    "ma det vaere, til en afstemning er klar.",
]
SUMS = [["Hus", "Pladser", "Løn", "Drift"], ["Nord", "14", "2.310", "407"],
        ["Syd", "22", "3.905", "618"], ["Vest", "31", "4.870", "522"]]  # fmt: skip


def test_rings_that_are_drawn_after_a_line_are_put_to_their_letters(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "rings.pdf"))
    for row, (line_of, ringed) in enumerate(
        zip(LINES, (("gar", "pa", "sadan"), ("ma",)), strict=True)
    ):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 700 - 16 * row, line_of)
        for word in ringed:
            at = line_of.index(word) + word.index("a")
            letter, ring = canvas.stringWidth("a"), canvas.stringWidth("°")
            left = 60 + canvas.stringWidth(line_of[:at]) + (letter - ring) / 2
            canvas.drawString(left, 700 - 16 * row, "°")
    canvas.save()
    (page,) = extract(tmp_path / "rings.pdf").pages
    assert page.text == (
        "Foreningen går på generalforsamling, og sådan må det vaere, til en afstemning er klar."
    )


def test_a_filled_field_stands_behind_its_label(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "form.pdf"))
    canvas.drawString(60, 800, "Skemaet sendes til kontoret inden fire uger.")
    for row, (name, value) in enumerate([("Navn:", "Ane Bro"), ("Telefon", "11 22 33 44")]):
        canvas.drawString(60, 700 - 30 * row, name)
        canvas.acroForm.textfield(
            name=name, value=value, x=180, y=694 - 30 * row, width=200, height=18, fontSize=10
        )
    canvas.save()
    (page,) = extract(tmp_path / "form.pdf").pages
    assert page.text.split("\n\n")[1:] == ["Navn: Ane Bro", "Telefon 11 22 33 44"]


def test_values_under_their_labels_follow_them_and_others_come_last() -> None:
    printed = (line(0, (50, "By"), (200, "Dato")), line(4, (50, "En linje af den brede tekst")))
    stamp, city, day = line(4, (300, "Set")), line(1, (50, "Ribe")), line(1, (200, "3. maj"))
    assert with_values(printed, (*printed, stamp, city, day)) == (
        printed[0], city, day, printed[1], stamp,
    )  # fmt: skip


def test_lines_of_one_value_stay_together_and_other_pages_as_they_are() -> None:
    printed = (line(0, (50, "Bolig:")), line(3, (50, "Dato:")))
    filled = (line(0, (120, "Aagade 4")), line(1, (120, "6760 Ribe")))
    (first, _) = with_values(printed, (*printed, *filled))
    assert first[0].text == "Bolig: Aagade 4 6760 Ribe"
    assert with_values(printed, filled) == filled
    assert with_values(printed, printed) == printed


def test_labels_without_borders_are_of_the_table_with_borders_below(tmp_path: Path) -> None:
    style = "td { border: 1px solid } table { border-collapse: collapse } th, td { width: 70pt }"
    head, *body = [
        "<tr>" + "".join(f"<{kind}>{text}</{kind}>" for text in row) + "</tr>"
        for row, kind in zip(SUMS, ("th", "td", "td", "td"), strict=True)
    ]
    over = "<tr><th></th><th colspan=3>Vuggestue</th></tr>"
    for heads in (head, over + head):
        html = f"<style>{style}</style><p>Her er tallene.</p><table>{heads}{''.join(body)}</table>"
        HTML(string=html).write_pdf(tmp_path / "made.pdf")
        (page,) = extract(tmp_path / "made.pdf").pages
        (table,) = page.layout.tables
        assert told(page, table)[-4:] == SUMS
        assert labels(page, table, "618").endswith("Drift")
        assert page.text.startswith("Her er tallene.\n\n")


def test_labels_of_narrow_columns_that_touch_are_each_of_their_own(tmp_path: Path) -> None:
    style = """td { border: 1px solid; text-align: right } table { border-collapse: collapse }
    th, td { min-width: 58pt; max-width: 58pt; padding: 0; text-align: left; font: 10pt Courier }"""
    rows = ["<tr><th>Hus</th><th>Gulvareal</th><th>Timepris</th><th>Drift</th></tr>"]
    rows += ["<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in SUMS[1:]]
    html = f"<style>{style}</style><p>Her er tallene.</p><table>{''.join(rows)}</table>"
    HTML(string=html).write_pdf(tmp_path / "made.pdf")
    (page,) = extract(tmp_path / "made.pdf").pages
    (table,) = page.layout.tables
    assert labels(page, table, "14") == "Gulvareal"
    assert labels(page, table, "2.310") == "Timepris"


def test_a_label_of_the_names_stands_beside_labels_of_several_columns() -> None:
    head = (run("Sø", 50, 0), run("Sommer", 165, 0), run("Vinter", 305, 0))
    below = line(1, (150, "Fosfor"), (190, "Iltet"), (290, "Fosfor"), (330, "Iltet"))
    figures = [line(2 + n, (50, "Ravn"), (155, "12"), (195, "34"), (295, "5"), (335, "6"))
               for n in range(3)]  # fmt: skip
    assert texts(head, below, *figures)[0] == "Sø\tSommer\tVinter"


def test_even_gaps_before_the_next_word_of_a_sentence_are_spaces() -> None:
    spread = line(0, (50, "Skemaet"), (101, "er"), (127, "udfyldt"), (178, "af"), (204, "2.206"))
    below = line(1, (50, "medlemmerne ude."))
    assert texts(spread, below)[0] == "Skemaet er udfyldt af 2.206"
    assert "\t" in texts(spread, line(1, (50, "Medlemmerne ude.")))[0]


def test_the_letterhead_of_a_scan_is_above_all_and_to_the_right() -> None:
    logo, title = line(-8, (400, "KOMMUNE")), line(-5, (50, "En overskrift"))
    beside = line(-8, (50, "Til husets ejer"))
    (found, *_) = with_letterhead([logo, title], 600, 820)
    assert found[0].running
    assert not any(run.running for (run,) in with_letterhead([logo, beside], 600, 820))
    assert not any(run.running for (run,) in with_letterhead([title, line(9, logo and (400, "A"))],
                                                            600, 820))  # fmt: skip


def test_letters_that_stand_a_gap_apart_are_of_two_words() -> None:
    places = {at: (left, 0.0, left + 5.0, 10.0) for at, left in enumerate((50.0, 90.0, 95.0))}

    def boxes(letters: list[int]) -> tuple[list[float], ...]:
        return tuple(list(edges) for edges in zip(*(places[at] for at in letters), strict=True))

    assert parted(Words("454", [0, 2], *boxes([0, 2])), boxes).letters == [0, 0, 1, 2]
    places[0] = (84.0, 0.0, 89.0, 10.0)
    assert parted(Words("454", [0, 2], *boxes([0, 2])), boxes).letters == [0, 2]
