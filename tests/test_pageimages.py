"""Pages as pictures, and where on them the words of a query stand."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from indexer.document import Unreadable
from indexer.pageimages import PageImages
from search.library.originals import Originals
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
    assert images.rectangles(sha256, 1, ["Mentor"])


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


def test_a_word_is_marked_where_it_stands(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(drawn((100, 150, "En mentor"), (20, 40, "mentorer")))
    (found,) = PageImages(tmp_path).rectangles(sha256, 1, ["MENTOR"])
    assert 100 / 400 < found.left < found.left + found.width < 200 / 400
    assert found.top < (200 - 155) / 200 < found.top + found.height < 0.35


def test_a_part_of_a_word_is_marked_where_no_whole_one_is(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(drawn((20, 40, "mentorordning")))
    (found,) = PageImages(tmp_path).rectangles(sha256, 1, ["mentor"])
    assert found.left == pytest.approx(20 / 400, abs=0.01)
    assert found.width == pytest.approx(64 / 400, abs=0.03)


def test_a_word_cut_at_a_line_end_gives_two_rectangles(tmp_path: Path, keep: Kept) -> None:
    sha256 = keep(drawn((250, 150, "virksom-"), (20, 120, "heder")))
    first, second = PageImages(tmp_path).rectangles(sha256, 1, ["virksomheder"])
    assert first.left > 0.5 > second.left
    assert first.top < second.top


@pytest.mark.parametrize(
    "several", ["27,2 pct.", "§ 85", "17. marts 2015", "mentor og\u00a0mentee"]
)
def test_what_has_a_space_within_is_marked_as_one(tmp_path: Path, keep: Kept, several: str) -> None:
    sha256 = keep(
        drawn((100, 150, f"Om {several.replace(chr(160), ' ')} her"), (20, 40, "85 pct."))
    )
    (found,) = PageImages(tmp_path).rectangles(sha256, 1, [several])
    assert 100 / 400 < found.left < found.left + found.width < 390 / 400
    assert found.top < (200 - 155) / 200 < found.top + found.height < 0.35


def test_words_in_a_row_over_a_lines_end_give_a_rectangle_on_each_line(
    tmp_path: Path, keep: Kept
) -> None:
    sha256 = keep(drawn((200, 150, "et match mellem men-"), (20, 120, "tor og mentee")))
    first, second = PageImages(tmp_path).rectangles(sha256, 1, ["match mellem mentor og mentee"])
    assert first.left > 0.5 > second.left
    assert first.top < second.top
    assert PageImages(tmp_path).rectangles(sha256, 1, ["match mentor"]) == ()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rectangles_lie_on_the_ink_of_a_turned_page(tmp_path: Path, keep: Kept, turn: int) -> None:
    sha256 = keep(drawn((40, 150, "mentor"), turn=turn))
    images = PageImages(tmp_path)
    page = Image.open(BytesIO(images.image(sha256, 1, 800))).convert("L")
    (found,) = images.rectangles(sha256, 1, ["mentor"])
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
        images.rectangles(keep(b"ingen PDF"), 1, ["mentor"])
