"""A file that harms its reader costs itself only."""

import os
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from indexer import texts
from indexer.document import ExtractedDocument, Unreadable
from indexer.extraction import extract, extract_many, provenance
from indexer.extraction.isolation import Broken, Sandbox
from indexer.extraction.limits import Limits
from tests.conftest import Collection, make_pdf

QUICK = Limits(reading=10.0, total=20.0, silence=3.0)


def pdf_with(content: bytes, filters: str = "") -> bytes:
    """A PDF of one page with this content stream."""
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
            b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
            b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R",
            b"/Resources<</Font<</F 5 0 R>>>>>>endobj\n",
            f"4 0 obj<</Length {len(content)}{filters}>>stream\n".encode(),
            content,
            b"\nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
            b"trailer<</Root 1 0 R/Size 6>>\n%%EOF",
        )
    )


def bomb() -> bytes:
    """A PDF whose one stream unpacks to 2 GB of drawing, packed twice."""
    packer = zlib.compressobj(9)
    part = b"BT /F 9 Tf 9 9 Td (Ordet bomben) Tj ET\n" * 2**15
    first, again = (packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    once = first + again * 1600 + packer.flush()  # each block unpacks without those before it
    return pdf_with(zlib.compress(once, 9), "/Filter[/FlateDecode/FlateDecode]")


def write(folder: Path, name: str, content: bytes) -> Path:
    file = folder / name
    file.write_bytes(content)
    return file


def test_a_bomb_is_stopped_and_its_neighbours_are_read(tmp_path: Path) -> None:
    files = [
        write(tmp_path, "før.pdf", make_pdf("Mentor før")),
        write(tmp_path, "bombe.pdf", bomb()),
        write(tmp_path, "efter.pdf", make_pdf("Mentor efter")),
    ]
    outcomes = dict(extract_many([(file, "application/pdf") for file in files], QUICK))
    for file, word in ((files[0], "før"), (files[2], "efter")):
        outcome = outcomes[file]
        assert isinstance(outcome, ExtractedDocument)
        assert word in outcome.pages[0].text
    bombed = outcomes[files[1]]
    if isinstance(bombed, str):
        assert bombed.endswith(".")  # a sentence that says why


def test_a_worker_that_needs_more_memory_than_it_may_have_says_so(tmp_path: Path) -> None:
    file = write(tmp_path, "fil.pdf", make_pdf("Mentor") + bytes(300 * 2**20))
    small = Limits(reading=20.0, total=25.0, silence=15.0, memory=300 * 2**20)
    with pytest.raises(Unreadable, match=r"hukommelse|gå ned"):
        extract(file, limits=small)


def test_more_text_than_fits_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "fil.txt", b"mentor " * 2**16)
    small = Limits(reading=20.0, total=25.0, silence=15.0, output=2**17)
    with pytest.raises(Unreadable, match="MB tekst"):
        extract(file, limits=small)


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    file = write(tmp_path, "lang.html", b"<p>mentor og <b>mentee</b></p>\n" * 60_000)  # seconds
    with pytest.raises(Unreadable, match="for lang tid"):
        extract(file, limits=Limits(reading=0.1, total=0.2, silence=0.1))


def test_what_is_no_file_on_a_disk_is_told_at_once(tmp_path: Path) -> None:
    fifo = tmp_path / "rør.pdf"
    os.mkfifo(fifo)  # opening it for reading waits for a writer that never comes
    for odd, reason in ((fifo, "ingen almindelig fil"), (tmp_path, "en mappe")):
        with pytest.raises(Unreadable, match=reason):
            extract(odd)
    with pytest.raises(Unreadable, match="ingen almindelig fil"):
        extract(Path("/dev/zero"))


def test_a_worker_that_dies_is_replaced(tmp_path: Path) -> None:
    file = write(tmp_path, "fil.txt", b"mentor")
    with Sandbox(QUICK) as worker:
        with pytest.raises(Broken):
            worker.ask("read", file, {"media_type": None, "skip": 5})  # no list: it dies
        assert worker.ask("read", file, {"media_type": None})["pages"][0]["text"] == "mentor"


def test_a_file_that_failed_is_not_tried_again_until_the_extractor_changes(
    collection: Collection,
) -> None:
    result = collection.add("brudt.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40, "Brudt rapport")
    assert "beskadiget" in result.output or "beskadiget" in collection.run("status").output
    kept = list((collection.corpus / "texts").iterdir())
    assert len(kept) == 1
    before = kept[0].stat().st_mtime_ns
    assert collection.run("index", "--rebuild").exit_code == 0
    assert kept[0].stat().st_mtime_ns == before
    sha256 = kept[0].name.partition(".")[0]
    assert isinstance(texts.Texts(collection.corpus, provenance().digest).get(sha256), str)
    assert texts.Texts(collection.corpus, "en nyere").get(sha256) is None


def test_files_are_read_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "en.pdf", make_pdf("Mentor her"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert "Mentor" in extract(file, "application/pdf").pages[0].text


def test_who_waits_for_a_worker_waits_no_longer_when_another_thread_closes_it(
    tmp_path: Path,
) -> None:
    file = write(tmp_path, "bombe.pdf", bomb())
    endless = Limits(reading=600.0, total=600.0, silence=600.0)
    begun, ended = Event(), Event()

    def told(step: str) -> None:
        """Looks away from the worker while it is ended."""
        if step:
            begun.set()
            ended.wait(60)

    sandbox = Sandbox(endless, told)
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(sandbox.ask, "read", file, {"media_type": None})
        assert begun.wait(60)
        sandbox.close()
        ended.set()
        with pytest.raises(Broken):
            asked.result(timeout=60)
    with pytest.raises(Broken):  # for good
        sandbox.ask("read", file, {"media_type": None})
