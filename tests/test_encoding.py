"""The letters of pages and text files, whatever their bytes are in and say that they are in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.library.encoding import decode

TEXT = "Bundgarnspælene slås ned på Læsø i april; årets »øl« – æblegrød"
LABELS = ["utf-8", "utf-16", "iso-8859-1", "iso-2022-kr", "x-user-defined", "hex", "idna", "æ", ""]


def page(encoding: str, declared: str, text: str = TEXT) -> bytes:
    return f"<head><meta charset={declared}></head><p>{text}</p>".encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8-sig", "iso-8859-1"),
        ("utf-16", "iso-8859-1"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", "us-ascii"),
        ("cp1252", "utf-8"),
        ("cp1252", "utf-16"),
        ("cp1252", "iso-2022-kr"),
        ("cp1252", "rot13"),
        ("mac-roman", "macintosh"),
    ],
)
def test_a_danish_page_is_read_whatever_it_declares(encoding: str, declared: str) -> None:
    assert decode(page(encoding, declared)) == page("utf-8", declared).decode()


def test_a_declaration_counts_where_the_bytes_alone_do_not_tell() -> None:
    assert "Łódź" in decode(page("iso-8859-2", "'iso-8859-2'", "Łódź"))
    assert "Привет" in decode(page("koi8-r", '"KOI8-R"', "Привет"))
    assert "漢字" in decode(page("gb18030", "gb2312", "漢字"))


def test_a_few_stray_bytes_do_not_make_a_page_another_encoding() -> None:
    content = page("utf-8", "utf-8", TEXT * 40)
    assert decode(content + b"\xe6") == content.decode() + "\ufffd"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff")))
def test_text_in_utf_8_or_with_a_byte_order_mark_comes_back(text: str) -> None:
    assert decode(text.encode()) == text
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
    assert decode(b"\xff\xfe" + text.encode("utf-16-le")) == text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be")) == text


@given(st.sampled_from(LABELS), st.binary())
def test_any_bytes_give_a_text_whatever_they_declare(label: str, rest: bytes) -> None:
    text = decode(f"<meta charset={label}>".encode() + rest)
    assert text.encode().decode() == text
