"""Pages as pictures, and where on them the words of a query stand."""

import re
import resource
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from io import BytesIO
from pathlib import Path
from signal import SIGPROF

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from indexer.document import Unreadable
from indexer.extraction.isolation import Broken, Sandbox
from indexer.extraction.limits import DRAWING
from indexer.pageimages import PageImages
from indexer.placing import places
from search.library.originals import Originals
from search.library.pageimager import Rectangle
from tests.conftest import make_pdf

Kept = Callable[[bytes], str]


@pytest.fixture
def keep(tmp_path: Path) -> Kept:
    """Put a file among the originals; its hash."""

    def put(content: bytes) -> str:
        return Originals(tmp_path).keep(content)

    return put


def drawn(*lines: tuple[float, float, str], turn: int = 0) -> bytes:
    """A PDF of one page, 400 by 200 points, with 20-point text at these places."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 200))
    canvas.setPageRotation(turn)
    canvas.setFont("Helvetica", 20)
    for left, bottom, text in lines:
        canvas.drawString(left, bottom, text)
    canvas.save()
    return buffer.getvalue()


def test_a_page_is_drawn_as_wide_as_asked(tmp_path: Path, keep: Kept) -> None:
    content = PageImages(tmp_path).image(keep(drawn((100, 100, "Mentor"))), 1, 800)
    image = Image.open(BytesIO(content))
    assert (image.format, image.size) == ("WEBP", (800, 400))
    assert image.convert("L").getextrema() == (0, 255)


def test_only_a_few_widths_are_drawn(tmp_path: Path, keep: Kept) -> None:
    images = PageImages(tmp_path)
    sha256 = keep(make_pdf("Mentor"))
    assert len({images.image(sha256, 1, width) for width in (401, 500, 799, 800)}) == 1


def test_an_image_is_drawn_once(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(make_pdf("Mentor"))
    first = PageImages(tmp_path).image(sha256, 1)
    (file,) = (tmp_path / "pageimages").iterdir()
    drawn_at = file.stat().st_ino
    assert PageImages(tmp_path).image(sha256, 1) == first
    assert file.stat().st_ino == drawn_at


def test_an_image_that_the_disk_damaged_is_drawn_again(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(make_pdf("Mentor"))
    first = PageImages(tmp_path).image(sha256, 1)
    (file,) = (tmp_path / "pageimages").iterdir()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 4
    file.write_bytes(content)
    assert PageImages(tmp_path).image(sha256, 1) == first


def test_where_the_cache_cannot_be_written_a_page_is_drawn_each_time(
    tmp_path: Path, keep: Kept
) -> None:
    (tmp_path / "pageimages").write_text("en fil, hvor mappen skulle være")
    sha256 = keep(make_pdf("Mentor"))
    images = PageImages(tmp_path)
    assert images.image(sha256, 1) == images.image(sha256, 1)
    assert images.marks(sha256, 1, "Mentor", [(0, 6)])


def test_no_page_is_drawn_of_an_original_that_the_disk_damaged(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(make_pdf("Mentor"))
    (tmp_path / "originals" / sha256).write_bytes(make_pdf("Mentor2"))
    with pytest.raises(Unreadable):
        PageImages(tmp_path).image(sha256, 1)


def test_the_cache_keeps_its_bound(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(make_pdf("Side et", "Side to", "Side tre"))
    largest = len(PageImages(tmp_path).image(sha256, 1)) * 2
    images = PageImages(tmp_path, largest)
    for page in (2, 3):
        images.image(sha256, page)
    files = list((tmp_path / "pageimages").iterdir())
    assert sum(file.stat().st_size for file in files) <= largest
    assert any("-3-" in file.name for file in files)


def marks(images: PageImages, sha256: str, text: str, marked: str) -> Sequence[Rectangle]:
    """The rectangles of every place of ``marked`` in the page's ``text``."""
    found = [match.span() for match in re.finditer(re.escape(marked), text)]
    assert found
    return images.marks(sha256, 1, text, found)


def test_a_word_is_marked_where_the_text_has_it(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(drawn((100, 150, "En mentor"), (20, 40, "mentorer")))
    images = PageImages(tmp_path)
    (found,) = images.marks(sha256, 1, "En mentor\n\nmentorer", [(3, 9)])
    assert 100 / 400 < found.left < found.left + found.width < 200 / 400
    assert found.top < (200 - 155) / 200 < found.top + found.height < 0.35
    (found,) = images.marks(sha256, 1, "En mentor\n\nmentorer", [(11, 17)])
    assert found.left == pytest.approx(20 / 400, abs=0.01)
    assert found.width == pytest.approx(64 / 400, abs=0.03)
    assert found.top > 0.5


def test_without_the_pages_text_every_place_of_the_words_is_told(
    tmp_path: Path, keep: Kept
) -> None:
    sha256 = keep(make_pdf("En mentor faldt med 27,2 pct., og en mentor steg."))
    images = PageImages(tmp_path)
    assert len(images.rectangles(sha256, 1, ["mentor", "27,2 pct.", "mentor"])) == 3
    assert images.rectangles(sha256, 1, ["makker", ""]) == ()


def test_a_running_head_that_the_text_lacks_is_not_marked(tmp_path: Path, keep: Kept) -> None:
    lines = ((20, 180, "Mentor"), (20, 100, "Her er en mentor"), (20, 60, "og en mentor til"))
    sha256 = keep(drawn(*lines))
    text = "Her er en mentor og en mentor til"
    first, second = marks(PageImages(tmp_path), sha256, text, "mentor")
    assert 0.3 < first.top < second.top


def test_cells_alike_are_marked_each_in_its_place(tmp_path: Path, keep: Kept) -> None:
    cells = ((20, 150, "12"), (200, 150, "12"), (20, 100, "12"), (200, 100, "12"))
    sha256 = keep(drawn(*cells))
    found = marks(PageImages(tmp_path), sha256, "12\t12\n12\t12", "12")
    assert len({(round(one.left, 2), round(one.top, 2)) for one in found}) == 4


def test_a_word_cut_at_a_line_end_gives_two_rectangles(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(drawn((250, 150, "virksom-"), (20, 120, "heder")))
    first, second = marks(PageImages(tmp_path), sha256, "virksomheder", "virksomheder")
    assert first.left > 0.5 > second.left
    assert first.top < second.top


@pytest.mark.parametrize(
    "several", ["27,2 pct.", "§ 85", "17. marts 2015", "mentor og\u00a0mentee"]
)
def test_what_has_a_space_within_is_marked_as_one(tmp_path: Path, keep: Kept, several: str) -> None:
    line = f"Om {several.replace(chr(160), ' ')} her"
    sha256 = keep(drawn((100, 150, line), (20, 40, "85 pct.")))
    (found,) = marks(PageImages(tmp_path), sha256, f"Om {several} her\n\n85 pct.", several)
    assert 100 / 400 < found.left < found.left + found.width < 390 / 400
    assert found.top < (200 - 155) / 200 < found.top + found.height < 0.35


def test_a_phrase_over_a_lines_end_gives_a_rectangle_on_each_line(
    tmp_path: Path, keep: Kept
) -> None:
    sha256 = keep(drawn((200, 150, "et match mellem men-"), (20, 120, "tor og mentee")))
    text = "et match mellem mentor og mentee"
    first, second = marks(PageImages(tmp_path), sha256, text, text[3:])
    assert first.left > 0.5 > second.left
    assert first.top < second.top


def test_the_words_of_a_page_have_their_places_and_cut_ones_go_on(
    tmp_path: Path, keep: Kept
) -> None:
    sha256 = keep(drawn((200, 150, "et børne- og men-"), (20, 120, "torforløb")))
    words = PageImages(tmp_path).words(sha256, 1, "et børne- og mentorforløb")
    assert "".join(word.text for word in words) == "et børne- og mentorforløb "
    assert [word.place.left > 0.45 for word in words] == [True] * 4 + [False]


@given(st.text("ab -", max_size=30), st.text("ab -", max_size=30), st.data())
def test_places_are_of_the_letters_sought(text: str, printed: str, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
    letters = partial(re.sub, "[^ab]", "")
    wanted = [letters(text[start:end]) for start, end in spans]
    found = [letters(printed[start:end]) for start, end in places(text, printed, spans)]
    assert all(one in wanted for one in found)
    whole = [span for span in spans if letters(text[slice(*span)])][:1]
    assert len(places(text, text, whole)) == len(whole)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rectangles_lie_on_the_ink_of_a_turned_page(tmp_path: Path, keep: Kept, turn: int) -> None:
    sha256 = keep(drawn((40, 150, "mentor"), turn=turn))
    images = PageImages(tmp_path)
    page = Image.open(BytesIO(images.image(sha256, 1, 800))).convert("L")
    (found,) = images.marks(sha256, 1, "mentor", [(0, 6)])
    box = (
        found.left * page.width, found.top * page.height,
        (found.left + found.width) * page.width, (found.top + found.height) * page.height,
    )  # fmt: skip
    ink = page.point(lambda value: 255 * (value < 128)).getbbox()
    assert ink is not None
    near = 4
    assert box[0] - near < ink[0] < ink[2] < box[2] + near
    assert box[1] - near < ink[1] < ink[3] < box[3] + near


def test_what_cannot_be_drawn_is_said(tmp_path: Path, keep: Kept) -> None:
    images = PageImages(tmp_path)
    sha256 = keep(make_pdf("Mentor"))
    for wrong, page in ((sha256, 2), (sha256, 0), ("0" * 64, 1), ("../" + sha256, 1)):
        with pytest.raises(Unreadable):
            images.image(wrong, page)
    with pytest.raises(Unreadable):
        images.marks(keep(b"ingen PDF"), 1, "mentor", [(0, 6)])


def endless(rows: int = 12) -> bytes:
    """A page of forms within forms, each drawn ten times: 10 to the ``rows`` in all."""
    buffer = BytesIO()
    canvas = Canvas(buffer)
    canvas.beginForm("0")
    canvas.rect(0, 0, 10, 10)
    canvas.endForm()
    for row in range(rows):
        canvas.beginForm(f"{row + 1}")
        for _ in range(10):
            canvas.doForm(f"{row}")
        canvas.endForm()
    canvas.doForm(f"{rows}")
    canvas.save()
    return buffer.getvalue()


def test_a_page_that_takes_for_ever_to_draw_costs_little_and_is_not_tried_again_at_once(
    tmp_path: Path, keep: Kept
) -> None:
    sha256 = keep(endless())
    patient = replace(DRAWING, silence=60.0, total=60.0)
    with Sandbox(patient) as worker, pytest.raises(Broken, match=f"signal {SIGPROF:d}"):
        worker.ask("image", Originals(tmp_path).path(sha256), {"page": 1, "width": 800})
    started = []
    for _ in range(2):
        with pytest.raises(Unreadable, match="kan ikke vises"):
            PageImages(tmp_path).image(sha256, 1)
        started.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)
    assert started[0] == started[1]
