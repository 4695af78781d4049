"""Doctor, backup and restore, add and remove."""

import io
import tarfile
from pathlib import Path

import pytest

from indexer.uploads import Uploads
from tests.conftest import MASONS, Collection, make_pdf


def test_adding_the_same_file_again_corrects_its_title_and_keeps_its_id(filled: Collection) -> None:
    filled.add("kopi.pdf", MASONS, "Murerlaugets rapport", "--publisher", "Murerlauget")
    assert [(r["material"], r["title"], r["publisher"]) for r in filled.search("makker")] == [
        ("murerrapporten", "Murerlaugets rapport", "Murerlauget")
    ]


def test_two_reports_of_one_title_get_ids_of_their_own(filled: Collection) -> None:
    filled.add("anden.pdf", make_pdf("Noget helt andet om makkere."), "Murerrapporten")
    assert {r["material"] for r in filled.search("Murerrapporten")} == {
        "murerrapporten", "murerrapporten-2",
    }  # fmt: skip


def test_a_removed_report_is_not_found_and_can_be_added_again(filled: Collection) -> None:
    assert filled.run("remove", "murerrapporten").exit_code == 0
    assert filled.search("makker") == []
    filled.add("rapport.pdf", MASONS, "Murerrapporten")
    assert filled.search("makker")[0]["page"] == 2


def test_what_was_not_added_is_not_removed(filled: Collection) -> None:
    result = filled.run("remove", "findes-ikke")
    assert (result.exit_code, result.output.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "findes-ikke.pdf", "--title", "X"], "kan ikke læses"),
        (["add", __file__, "--title", "X", "--year", "20x8"], "'år'"),
        (["add", __file__, "--title", " "], "'titel'"),
        (["search", "makker", "--index", "/findes/ikke"], "Der er intet indeks"),
        (["restore", "findes-ikke.tgz"], "Sikkerhedskopi"),
        (["serve", "--host", "ikke.et.navn.invalid"], "Kan ikke lytte"),
    ],
)
def test_a_mistake_is_told_in_one_sentence_with_an_exit_code(
    filled: Collection, arguments: list[str], said: str
) -> None:
    result = filled.run(*arguments)
    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unreadable_pdf_is_reported_and_the_rest_is_indexed(filled: Collection) -> None:
    result = filled.add("skrammel.pdf", b"%PDF-1.4 skrammel", "Skrammelrapporten")
    assert "Traceback" not in result.output
    assert "Skrammelrapporten" in result.output
    assert filled.search("makker")[0]["page"] == 2


def test_the_doctor_finds_a_healthy_collection_in_order(filled: Collection) -> None:
    result = filled.run("doctor")
    assert result.exit_code == 0
    *checked, readers, standing = result.output.splitlines()
    assert {line.split(": ")[1] for line in checked} == {"i orden"}
    assert readers.startswith("Læsere af filer: ")
    assert standing == "Samlingen: 1 af 1 materiale har fuldtekst."


def test_the_doctor_tells_of_a_damaged_and_of_a_missing_original_and_of_what_waits(
    filled: Collection,
) -> None:
    [original] = (filled.corpus / "originals").iterdir()
    original.write_bytes(b"andet")
    damaged = filled.run("doctor")
    original.unlink()
    (waits := filled.corpus / "ind" / "halv.pdf").parent.mkdir(exist_ok=True)
    waits.write_bytes(b"%PDF-1.4")
    missing = filled.run("doctor")
    assert "Læg filen ind igen" in damaged.output.splitlines()[-1]
    assert "1 fil venter" in missing.output
    assert (damaged.exit_code, missing.exit_code) == (1, 1)
    assert "er beskadiget" in damaged.output
    assert "mangler" in missing.output


def test_the_doctor_tells_that_the_index_is_behind(filled: Collection) -> None:
    overlay = filled.corpus / "overlay.json"
    _, *lines = overlay.read_text().replace("Murerrapporten", "Tømrerrapporten").split("\n", 2)
    overlay.write_text("{" + lines[1])  # by hand, without the digest
    result = filled.run("doctor")
    assert result.exit_code == 1
    assert "Indekset er bagud med murerrapporten. Kør »mentorsoeg index«." in result.output


def test_a_backup_brings_everything_back_to_an_empty_folder(
    filled: Collection, tmp_path: Path
) -> None:
    file = tmp_path / "kopi.tgz"
    waiting = Uploads(filled.settings).receive("kladde.pdf", make_pdf("En kladde"), "Ea")
    assert filled.run("backup", str(file)).exit_code == 0
    (tmp_path / "andet").mkdir()
    other = Collection(tmp_path / "andet")
    assert other.run("restore", str(file)).exit_code == 0
    assert Uploads(other.settings).drafts() == (waiting,)
    assert other.run("index").exit_code == 0
    assert other.search("makker") == filled.search("makker")


def test_a_restore_keeps_the_overlay_that_was_there(filled: Collection, tmp_path: Path) -> None:
    file = tmp_path / "kopi.tgz"
    filled.run("backup", str(file))
    filled.add("ny.pdf", make_pdf("Ny rapport"), "Den nye rapport")
    filled.run("restore", str(file))
    assert "Den nye rapport" in (filled.corpus / "overlay.json.before").read_text()
    assert "Den nye rapport" not in (filled.corpus / "overlay.json").read_text()


@pytest.mark.parametrize("name", ["../ude.txt", "/etc/ude.txt", "originals/../../ude", "andet"])
def test_a_backup_with_a_foreign_name_is_refused_whole(
    filled: Collection, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "ond.tgz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = 3
        archive.addfile(member, io.BytesIO(b"ond"))
    before = (filled.corpus / "overlay.json").read_bytes()
    assert filled.run("restore", str(file)).exit_code == 1
    assert (filled.corpus / "overlay.json").read_bytes() == before
    assert not list(tmp_path.rglob("ude*"))


def test_a_backup_with_a_damaged_original_is_refused(filled: Collection, tmp_path: Path) -> None:
    file = tmp_path / "skadet.tgz"
    with tarfile.open(file, "w:gz") as archive:
        member = tarfile.TarInfo(f"originals/{'0' * 64}")
        member.size = 3
        archive.addfile(member, io.BytesIO(b"ond"))
    result = filled.run("restore", str(file))
    assert (result.exit_code, "beskadiget" in result.stderr) == (1, True)
