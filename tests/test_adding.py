"""Reports brought in by a person: given to materials, in many, with metadata."""

import csv
import os
import pty
import re
import shlex
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexer.extraction.sight import Sight
from indexer.incoming import said_by
from search.library.catalogue import load_catalogue
from search.library.mediatypes import MediaType
from tests.conftest import MASONS, Collection, make_pdf
from tests.listed import BREAD, SHIPS, TITLE, ids, material, written


def headed_pdf(*headings: str) -> bytes:
    """A PDF with a page for each of these headings in large type, and lines below them."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    for heading in headings:
        for size, text in ((24, heading), (11, "Kajen er lang.\nKranen er høj, når der lastes.")):
            place = canvas.beginText(72, 760 if size == 24 else 600)
            place.setFont("Helvetica", size)
            place.textLines(text)
            canvas.drawText(place)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def shown_on(terminal: int) -> str:
    """What was written on a terminal that nobody holds any more."""
    shown = b""
    with suppress(OSError), open(terminal, "rb", buffering=0) as stream:
        while piece := stream.read(4000):
            shown += piece
    return shown.decode()


def test_a_file_becomes_the_full_text_of_a_material_of_the_catalogue(listed: Collection) -> None:
    result = listed.run("add", written(listed, "x.pdf", SHIPS), "--to", "skibsbyggere-2018")
    assert (result.exit_code, result.output) == (0, "Givet til skibsbyggere-2018: 2 sider.\n")
    assert ids(listed) == ["skibsbyggere-2018", "nattevagter-2016"]
    [found] = listed.search("kølen svenden")
    assert (found["material"], found["page"]) == ("skibsbyggere-2018", 2)
    assert material(listed, "skibsbyggere-2018").summary == "Om lærlinge."


def test_a_double_made_before_goes_when_its_file_is_given_to_the_material(
    listed: Collection,
) -> None:
    file = written(listed, "x.pdf", SHIPS)
    said = listed.run("add", file).output
    assert "Titlen ligner »Skibsbyggernes lærlingeordning« (Værftet, 2018)" in said
    assert len(ids(listed)) == 3
    listed.run("add", file, "--to", "skibsbyggere-2018")
    assert ids(listed) == ["skibsbyggere-2018", "nattevagter-2016"]
    listed.run("undo")
    assert len(ids(listed)) == 3


def test_who_sits_at_a_terminal_is_asked_which_of_those_alike_it_is(listed: Collection) -> None:
    file = written(listed, "x.pdf", SHIPS)
    ours, theirs = pty.openpty()
    folders = {"MENTORSOEG_CORPUS": str(listed.corpus), "MENTORSOEG_INDEX": str(listed.index)}
    command = [sys.executable, "-m", "mentorsoeg", "add", file]
    with subprocess.Popen(  # noqa: S603 - our own code, no shell
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, env=os.environ | folders,
        cwd=Path(__file__).parent.parent,
    ) as process:  # fmt: skip
        os.write(ours, b"1\n")
        output, _ = process.communicate(timeout=120)
    os.close(theirs)
    asked = shown_on(ours)
    assert "1. »Skibsbyggernes lærlingeordning« (Værftet, 2018), skibsbyggere-2018" in asked
    assert output.decode() == "Givet til skibsbyggere-2018: 2 sider.\n"


def test_the_advice_on_one_of_many_gives_that_one_to_the_material_and_keeps_the_rest(
    listed: Collection,
) -> None:
    folder = written(listed, "rapporter/brød.pdf", BREAD).rpartition("/")[0]
    written(listed, "rapporter/skib uden navn.pdf", SHIPS)
    said = listed.run("add", folder).output
    commands = re.findall("»mentorsoeg ([^»]*)«", said)
    for command in commands:
        assert listed.run(*shlex.split(command.replace("ÅR", "2018"))).exit_code == 0
    assert ids(listed) == [
        "skibsbyggere-2018", "nattevagter-2016", "bagernes-morgenbroed-og-svende",
    ]  # fmt: skip
    assert [hit["material"] for hit in listed.search("kølen")] == ["skibsbyggere-2018"]


def test_an_id_is_cut_between_words(listed: Collection) -> None:
    title = "Bagernes " + "meget " * 10 + "omstændelige morgenbrødsordning"
    said = listed.run("add", written(listed, "x.pdf", BREAD), "--title", title).output
    assert "Lagt ind som bagernes" + "-meget" * 10 + ":" in said


def test_a_folder_is_taken_in_with_all_that_can_be_read(listed: Collection) -> None:
    folder = listed.corpus.parent / "rapporter"
    for name, content in (("a.pdf", BREAD), ("b.pdf", MASONS), ("c.bin", b"\x00\x01")):
        written(listed, f"rapporter/{name}", content)
    result = listed.run("add", str(folder))
    assert result.exit_code == 1
    assert "c.bin er hverken PDF" in result.stderr
    assert result.stdout.count("Lagt ind som") == 2
    assert listed.search("rugbrødet")[0]["title"] == "Bagernes morgenbrød og svende"
    assert listed.search("makker murerlaugets")[0]["page"] == 2


def test_a_table_tells_the_metadata_of_each_file_and_whose_text_it_is(listed: Collection) -> None:
    folder = listed.corpus.parent / "rapporter"
    for name, content in (("a.pdf", BREAD), ("skib.pdf", SHIPS)):
        written(listed, f"rapporter/{name}", content)
    rows = [["Fil", "id", "titel", "udgiver", "år", "emne"],
            ["a.pdf", "", "Brød om natten", "Bagerlauget; Møllerlauget", "2011-03", "bagværk"],
            ["skib.pdf", "skibsbyggere-2018", "", "", "", "søfart; håndværk"]]  # fmt: skip
    with (folder / "om.csv").open("w", newline="", encoding="cp1252") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    result = listed.run("add", str(folder))
    assert result.exit_code == 0, result.output
    bread = material(listed, "broed-om-natten")
    assert bread.publishers == ("Bagerlauget", "Møllerlauget")
    assert (bread.published, bread.subjects) == ("2011-03", ("bagværk",))
    ships = material(listed, "skibsbyggere-2018")
    assert (ships.title, ships.subjects) == (TITLE, ("søfart", "håndværk"))
    assert listed.search("kølen svenden")[0]["material"] == "skibsbyggere-2018"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("fil,farve\na.pdf,rød\n", "kolonnen »farve« kendes ikke"),
        ("titel,år\nA,2010\n", "skal have en kolonne »fil«"),
        ("fil,kan hentes\na.pdf,måske\n", "linje 2: Feltet 'kan hentes': skriv ja eller nej"),
    ],
)
def test_a_table_that_makes_no_sense_is_named_and_nothing_is_taken(
    listed: Collection, table: str, said: str
) -> None:
    file = written(listed, "a.pdf", BREAD)
    result = listed.run("add", file, "--csv", written(listed, "om.csv", table.encode()))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert said in result.stderr
    assert len(ids(listed)) == 2


def test_adding_again_changes_only_what_is_given_and_tells_it(filled: Collection) -> None:
    filled.add("a.pdf", MASONS, "Murerrapporten", "--publisher", "Murerlauget", "--year", "2012")
    result = filled.add("b.pdf", MASONS, "Murerlaugets rapport", "--isbn", "978-87-7301-996-2")
    assert result.output.splitlines() == [
        "Er her allerede som murerrapporten (2 sider); ændret.",
        "  titel: »Murerrapporten« → »Murerlaugets rapport«",
        "  ISBN: intet → »978-87-7301-996-2«",
    ]
    kept = material(filled, "murerrapporten")
    assert (kept.publishers, kept.published) == (("Murerlauget",), "2012")
    linked = filled.run("edit", "murerrapporten", "--link", "https://murer.dk/a.pdf").output
    assert re.search("link: »(filen [0-9a-f]{8})« → »\\1; https://murer.dk/a.pdf«\n$", linked)
    kept = material(filled, "murerrapporten")
    told = filled.run("edit", "murerrapporten", "--summary", f"{'Om murere. ' * 9}Slut.").output
    assert "resumé: intet → »Om murere." in told
    told = filled.run("edit", "murerrapporten", "--summary", f"{'Om murere. ' * 9}Forbi.").output
    assert told.endswith("murere. Slut.« → »…murere. Om murere. Om murere. Forbi.«\n")
    filled.run("undo")
    filled.run("undo")
    again = filled.run("add", str(filled.corpus.parent / "b.pdf"))
    assert again.output == "Er her allerede som murerrapporten (2 sider); intet ændret.\n"
    assert material(filled, "murerrapporten") == kept


def test_what_the_file_says_of_itself_is_taken_where_nothing_is_given(
    collection: Collection,
) -> None:
    cover = "Kajfolkenes makkerordning og dens følger\nmarts 2014\nISBN 978-87-7301-996-2"
    collection.run("add", written(collection, "17_final.pdf", make_pdf(cover, "Kajen er lang.")))
    [one] = load_catalogue(collection.corpus).materials
    assert "Kajfolkenes makkerordning" in one.title
    assert (one.published, one.isbn) == ("2014-03", "978-87-7301-996-2")


@pytest.mark.parametrize("named", [True, False])
def test_the_year_of_a_file_is_the_reports_only_when_its_pages_name_it_too(
    collection: Collection, *, named: bool
) -> None:
    year = str(datetime.now(UTC).year)  # of the file, as reportlab makes it
    when = f"i løbet af {year}" if named else "en sommer"
    cover = (
        "Kajfolkenes makkerordning",
        f"Undersøgelsen er lavet {when} af folk fra kajen og havnen.",
    )
    file = written(collection, "17_final.pdf", make_pdf("\n".join(cover), "Kajen er lang."))
    told = f"intet årstal på forsiden (filen er fra {year})"
    output = collection.run("add", file).output
    assert (told in output) is (" --year ÅR«" in output) is not named
    [one] = load_catalogue(collection.corpus).materials
    assert one.published == (year if named else None)


TITLES = [
    (("Bådebyggernes makkerord-\nning", "Indhold"), "Bådebyggernes makkerordning"),
    (("Vejledning til AMU-\nKranførere", "Indhold"), "Vejledning til AMU-Kranførere"),
    (("BB guide", "Indholdsfortegnelse"), "17 final"),
    (("BB guide", "Kranførernes arbejdsdag"), "17 final"),
    (("Indholdsfortegnelse", "Kranen"), "17 final"),
]


@pytest.mark.parametrize(("headings", "expected"), TITLES)
def test_a_title_is_that_of_the_cover_with_its_words_whole(
    collection: Collection, headings: tuple[str, ...], expected: str
) -> None:
    collection.run("add", written(collection, "17_final.pdf", headed_pdf(*headings)))
    assert [one.title for one in load_catalogue(collection.corpus).materials] == [expected]


@pytest.mark.parametrize("heading", ["2. Kajens § 67", "Sæt kajen ud:"])
def test_the_heading_of_a_section_is_no_title_though_the_cover_has_its_words(
    collection: Collection, heading: str
) -> None:
    sight = Sight(
        MediaType.PDF, titles=("Havnens regler", heading), cover="Havnens regler",
        tops=(f"Havnens regler\nHer står {heading}", heading),
    )  # fmt: skip
    said = said_by(sight, "17.pdf", load_catalogue(collection.corpus))
    assert said["title"] == "Havnens regler"


@pytest.mark.parametrize(
    ("said", "title"),
    [("Kravspecifikation", "Kranens kravspecifikation"), ("Kranens krav", "Kranens krav")],
)
def test_one_word_of_the_cover_that_a_file_calls_itself_is_not_its_title(
    collection: Collection, said: str, title: str
) -> None:
    cover = "Kranens kravspecifikation"
    sight = Sight(MediaType.PDF, titles=(cover, said), tops=(f"{cover}\nKranens krav",))
    assert said_by(sight, "17.pdf", load_catalogue(collection.corpus))["title"] == title


def test_a_link_that_leads_out_of_a_folder_brings_nothing_and_is_told(listed: Collection) -> None:
    outside = written(listed, "hemmelig.txt", b"Kodeordet til alt andet her i huset.")
    folder = Path(written(listed, "mange/brød.pdf", BREAD)).parent
    (folder / "rapport.txt").symlink_to(outside)
    (folder / "igen").symlink_to(folder)
    (folder / "ingen.pdf").symlink_to("findes-ikke")
    os.mkfifo(folder / "rør.pdf")
    result = listed.run("add", str(folder))
    assert ids(listed)[2:] == ["bagernes-morgenbroed-og-svende"]
    for name in ("rapport.txt", "ingen.pdf", "rør.pdf"):
        assert f"{folder / name}" in result.stderr
    assert result.stderr.count("\n") == 3


def test_an_empty_name_is_not_the_folder_one_stands_in(listed: Collection) -> None:
    result = listed.run("add", "")
    assert (result.exit_code, ids(listed)[2:]) == (2, [])


def test_a_mistake_in_a_cell_is_told_with_its_line_and_nothing_is_taken(
    listed: Collection,
) -> None:
    file = written(listed, "a.pdf", BREAD)
    for head, cell, said in (
        ("år", "31-12-2018", "linje 2: Feltet 'år'"),
        ("titel", "x" * 2000, "linje 2: Feltet 'titel' er for langt"),
        ("x" * 200_000, "y", "linje 1"),
        ("emne", "prøver;eksamen", "linje 2: flere celler end kolonner"),
    ):
        table = written(listed, "t.csv", f"fil;{head}\na.pdf;{cell}\n".encode())
        result = listed.run("add", file, "--csv", table)
        assert (result.exit_code, ids(listed)[2:]) == (1, [])
        assert said in result.stderr
        assert len(result.stderr) < 500


def test_a_file_of_which_a_part_is_gone_is_said_to_be_cut(listed: Collection) -> None:
    whole = make_pdf(*[f"Side {n} om bagernes makkere i kælderen." for n in range(20)])
    cut = listed.run("add", written(listed, "halv.pdf", whole[: len(whole) // 2]), "--new")
    assert "Filen er ikke hel" in cut.output
    assert "ikke hel" not in listed.run("add", written(listed, "hel.pdf", whole), "--new").output
