"""Corrections of what a material is said to be, and changes taken back."""

from pathlib import Path

import pytest

from indexer.adding import edit_material
from indexer.bulk import Wish, add_many
from indexer.harvesting import harvest
from search.library.catalogue import load_catalogue, load_overlay
from tests.conftest import Collection
from tests.listed import BREAD, NIGHTS, SHIPS, TITLE, material, written


def test_every_field_of_a_material_can_be_corrected_and_emptied(listed: Collection) -> None:
    before = material(listed, "skibsbyggere-2018")
    result = listed.run(
        "edit", "skibsbyggere-2018", "--title", "Skibsbyggere", "--author", "Ea Holm", "--author",
        "Bo Aa", "--subject", "søfart", "--target-group", "lærlinge", "--summary", "Om lærlinge.",
        "--year", "", "--full-text", "nej", "--show-copy", "nej", "--link", "https://a.dk/b.pdf",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert "skibsbyggere-2018: år: »2018« → intet" in result.output
    assert "skibsbyggere-2018: vis kopi: ja → nej" in result.output
    after = material(listed, "skibsbyggere-2018")
    assert (after.title, after.authors, after.published) == (
        "Skibsbyggere", ("Ea Holm", "Bo Aa"), None,
    )  # fmt: skip
    assert (after.full_text_expected, after.show_copy) == (False, False)
    assert after.links == ("https://a.dk/b.pdf",)
    assert listed.search("Skibsbyggere")[0]["title"] == "Skibsbyggere"
    assert (
        "--author         forfatter: Ea Holm; Bo Aa"
        in listed.run("edit", "skibsbyggere-2018").output
    )
    listed.run("undo")
    assert material(listed, "skibsbyggere-2018") == before


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["--title", ""], "'titel': må ikke være tomt"),
        (["--year", "i fjor"], "'år'"),
        (["--isbn", "978-87-7301-996-3"], "er ikke et ISBN"),
        (["--full-text", "måske"], "skriv ja eller nej"),
        (["--link", "a.dk"], "skal begynde med http"),
    ],
)
def test_a_correction_that_is_wrong_is_refused_whole(
    listed: Collection, option: list[str], said: str
) -> None:
    before = load_overlay(listed.corpus)
    result = listed.run("edit", "skibsbyggere-2018", "--subject", "søfart", *option)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert said in result.stderr
    assert load_overlay(listed.corpus) == before


def test_each_change_is_taken_back_the_last_first(listed: Collection) -> None:
    states = [load_catalogue(listed.corpus)]
    file = written(listed, "b.pdf", BREAD)
    for command in (
        ["add", file, "--title", "Brød"],
        ["edit", "broed", "--subject", "bagværk"],
        ["add", written(listed, "x.pdf", SHIPS), "--to", "skibsbyggere-2018", "--year", "2019"],
        ["remove", "skibsbyggere-2018"],
        ["remove", "broed"],
    ):
        assert listed.run(*command).exit_code == 0
        states.append(load_catalogue(listed.corpus))
    for before in reversed(states[:-1]):
        result = listed.run("undo")
        assert result.output.startswith("Taget tilbage: ")
        assert load_catalogue(listed.corpus) == before
    assert listed.run("undo").exit_code == 1
    assert listed.search("rugbrødet") == []
    listed.run("add", file, "--title", "Brød")
    assert listed.search("rugbrødet")[0]["page"] == 2


def test_what_one_command_brought_is_one_change(listed: Collection) -> None:
    before = load_catalogue(listed.corpus)
    folder = Path(written(listed, "mange/brød.pdf", BREAD)).parent
    others = [written(listed, f"mange/{n}.pdf", c) for n, c in enumerate((SHIPS, NIGHTS))]
    assert listed.run("add", str(folder), "--new").exit_code == 0
    listed.run("add", *others, "--subject", "søfart")
    assert listed.run("undo").output.startswith("Taget tilbage: rettet: ")
    assert len(load_catalogue(listed.corpus).materials) == 5
    assert " og 2 til (" in listed.run("undo").output
    assert load_catalogue(listed.corpus) == before


def test_what_one_command_brought_is_one_change_whatever_came_between(listed: Collection) -> None:
    files = [written(listed, "skibe.pdf", SHIPS), written(listed, "broed.pdf", BREAD)]
    coming = add_many(listed.settings, files, Wish())
    next(coming)
    edit_material(listed.settings, "nattevagter-2016", {"subtitle": "Rettet"}, "Ea Holm")
    assert [one.wrong for one in coming] == [""]
    for told in (" og 1 til (", "nattevagternes"):
        assert told in listed.run("undo").output
    assert load_overlay(listed.corpus).added == ()
    assert listed.run("undo").exit_code == 1


def test_undoing_keeps_what_was_found_of_the_material_since(
    listed: Collection, tmp_path: Path
) -> None:
    listed.run("add", written(listed, "x.pdf", SHIPS), "--to", "skibsbyggere-2018")
    page = f"""<html><title>Liste</title><main><h1>Rapporter</h1><h2>{TITLE}</h2>
    <p>Værftet, 2018</p><p>Om lærlinge og deres svende.</p>
    <p><a href="https://a.test/skib.pdf">Hent rapporten</a></p></main></html>"""
    listed.run("harvest", place := written(listed, "liste.html", page.encode()))
    assert len(material(listed, "skibsbyggere-2018").links) == 2
    taken_back = listed.run("undo").output
    assert taken_back.startswith("Taget tilbage: høstet: ") and "liste.html" in taken_back
    given = material(listed, "skibsbyggere-2018")
    assert (len(given.links), given.page_summary) == (1, "")
    harvest(listed.settings, place)  # as update does: nobody's change
    assert listed.run("undo").exit_code == 0
    assert material(listed, "skibsbyggere-2018").links == ("https://a.test/skib.pdf",)
    assert listed.run("undo").exit_code == 1


def test_a_backup_brings_corrections_and_what_can_be_undone_back(
    listed: Collection, tmp_path: Path
) -> None:
    listed.run("edit", "skibsbyggere-2018", "--subject", "søfart")
    file = str(tmp_path / "kopi.tgz")
    listed.run("backup", file)
    listed.run("undo")
    assert listed.run("restore", file).exit_code == 0
    assert material(listed, "skibsbyggere-2018").subjects == ("søfart",)
    assert listed.run("undo").exit_code == 0
    assert material(listed, "skibsbyggere-2018").subjects == ()


def test_what_a_page_says_of_a_material_is_corrected_too(listed: Collection) -> None:
    page = listed.corpus.parent / "liste.html"
    page.write_text(
        "<main><h1>Materialer</h1><h2>Skibsbyggernes lærlingeordning</h2><p>Værftet, 2018</p>"
        "<p>Rapporten handler om kølen.</p><a href='http://a.invalid/k.pdf'>Hent</a></main>"
    )
    listed.run("harvest", str(page))
    assert material(listed, "skibsbyggere-2018").page_summary == "Rapporten handler om kølen."
    for text in ("Om skibe.", ""):
        listed.run("edit", "skibsbyggere-2018", "--page-summary", text)
        assert material(listed, "skibsbyggere-2018").page_summary == text
    for before in ("Om skibe.", "Rapporten handler om kølen."):
        listed.run("undo")
        assert material(listed, "skibsbyggere-2018").page_summary == before


def test_correcting_addresses_takes_no_file_out(listed: Collection) -> None:
    file = written(listed, "brød.pdf", BREAD)
    listed.run("add", file)
    listed.run("add", written(listed, "x.pdf", SHIPS), "--to", "skibsbyggere-2018")
    listed.run("add", file, "--link", "https://a.dk/")
    listed.run("edit", "skibsbyggere-2018", "--link", "https://b.dk/")
    assert material(listed, "bagernes-morgenbroed-og-svende").links[1:] == ("https://a.dk/",)
    assert material(listed, "skibsbyggere-2018").links[1:] == ("https://b.dk/",)
    assert listed.search("kølen svenden")
    assert listed.search("rugbrødet")


def test_a_backup_from_before_changes_were_kept_leaves_none_to_take_back(
    listed: Collection,
) -> None:
    listed.run("add", written(listed, "brød.pdf", BREAD))
    (listed.corpus / "changes.json").rename(listed.corpus / "gemt")
    kept = listed.corpus.parent / "kopi.tgz"
    listed.run("backup", str(kept))
    (listed.corpus / "gemt").rename(listed.corpus / "changes.json")
    listed.run("edit", "bagernes-morgenbroed-og-svende", "--title", "Noget andet")
    assert listed.run("restore", str(kept)).exit_code == 0
    assert "ingen ændring at tage tilbage" in listed.run("undo").stderr
    assert material(listed, "bagernes-morgenbroed-og-svende").title != "Noget andet"
