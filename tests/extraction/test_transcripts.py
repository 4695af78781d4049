"""Pages that print the text of each page of a document."""

import pytest

from indexer.extraction.transcripts import page_texts
from indexer.extraction.webpage import parse_html

SAID = "Kajen er bygget om, og vagten har fået en makker til følge om natten. " * 6


@pytest.mark.parametrize("tag", ["b", "strong", "em"])
def test_the_number_of_a_page_may_be_bold(tag: str) -> None:
    pages = "".join(f"<p><{tag}>{n}</{tag}> Side {n}x. {SAID}</p>" for n in range(1, 6))
    tree = parse_html(f"<div>{pages}</div>".encode())
    found = page_texts(tree)
    assert [page[:8] for page in found] == [f"Side {n}x." for n in range(1, 6)]


@pytest.mark.parametrize("start", ["<b>{0}. juni</b>", "<b>{0}</b>", "I <b>{0}</b>"])
def test_a_bold_number_within_a_text_is_of_no_page(start: str) -> None:
    said = "" if start == "<b>{0}</b>" else SAID
    items = "".join(f"<p>{start.format(n)}{said}</p>" for n in range(1, 6))
    assert page_texts(parse_html(f"<div>{items}<p>{SAID * 9}</p></div>".encode())) == []
