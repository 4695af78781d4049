"""Paragraphs of narrow columns, through extraction: what ends a line ends no paragraph."""

from pathlib import Path

import pytest

from tests.extraction.test_textpage import page_of

STYLE = "@page {{ size: A4 }} p {{ font: 10pt serif; width: {width}pt; {more} }}"
RAGGED = (
    "De unge fik et tilbud i maj måned. Beskæftigelsesministeriet og kommunen delte udgiften, og "
    "det gav ro. Mentorordningerne fortsatte derefter i to år mere. Virksomhedsbesøgene blev til "
    "flere, da de var gået i gang."
)
COUNTED = (
    "I alle fire kommuner har man siden 2014 fået betalt 703 timers undervisning, og det blev til "
    "hele 12,5 procent flere end før, da man endnu kun fik 76.768 kroner om året til det."
)
JUSTIFIED = (
    "Herefter skal beskæftigelsesministeriet i samråd med arbejdsmarkedsuddannelserne gøre "
    "uddannelsesparathedsvurderingerne ens. Det er virksomhedskonsulenterne sammen med "
    "erhvervsvejledningsreformen, der afgør det, og de gør det hvert år."
)


@pytest.mark.parametrize("width", range(120, 260, 20))
@pytest.mark.parametrize(
    ("text", "more"),
    [(RAGGED, ""), (COUNTED, ""), (JUSTIFIED, "text-align: justify")],
    ids=["ragged", "counted", "justified"],
)
def test_a_paragraph_is_one_however_its_lines_end(
    tmp_path: Path, text: str, more: str, width: int
) -> None:
    other = "Resten af siden handler om noget andet, som ingen har spurgt om, og som varer ved."
    page = page_of(f"<p>{text}</p><p>{other}</p>", tmp_path, STYLE.format(width=width, more=more))
    assert page.text == f"{text}\n\n{other}"


def test_an_amount_goes_with_the_word_before_it_in_a_quotation(tmp_path: Path) -> None:
    quote = "I de fire kommuner har alle foreninger selv ansvaret for ca. 13,2 pct. af pengene."
    other = "Resten af siden handler om noget andet, som ingen har spurgt om, og som varer ved."
    style = "body { font: 10pt serif; width: 370pt } q { display: block; margin: 0 45pt 0 22pt }"
    style += "q { quotes: none; font-style: italic }"
    page = page_of(f"<p>{other}</p><q>{quote}</q><p>{other}</p>", tmp_path, style)
    assert page.text == "\n\n".join([other, quote, other])


def test_a_sentence_that_fills_its_column_goes_on_in_the_next(tmp_path: Path) -> None:
    first = "Her begynder det, og derpå går det videre, linje efter linje, indtil spalten er fuld."
    text = " ".join([first] * 12)
    style = "@page { size: A5 } div { columns: 2; text-align: justify; font: 10pt serif }"
    page = page_of(f"<div><p>{text}</p></div>", tmp_path, style)
    assert page.text == text


def test_the_number_of_a_page_between_dashes_cuts_no_word(tmp_path: Path) -> None:
    lines = "<p>-2-</p><p>endnu er der få mål.</p><p>Et 80-</p><p>årigt løfte.</p>"
    page = page_of(lines, tmp_path, "p { margin: 0 }")
    assert page.text.startswith("-2-\n\nendnu er der få mål.")
    assert "80-årigt" in page.text


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Det gik godt i 2010-", "2014 i hele landet.", "i 2010-2014 i hele"),
        ("Det gælder de unge på 18-", "29 år uden job.", "på 18-29 år"),
        ("De fik hjælp til cv og AMU-\u00ad", "kurser og andre gode tilbud.", "AMU-kurser"),
        ("De gik til en Cross-\u00ad", "Country dag.", "Cross-Country"),
    ],
)
def test_a_range_and_a_word_with_its_own_hyphen_go_on_below(
    tmp_path: Path, first: str, second: str, whole: str
) -> None:
    page = page_of(f"<p>{first}</p><p>{second}</p>", tmp_path, "p { margin: 0 }")
    assert whole in page.text


def test_points_of_a_list_are_no_headings_however_large(tmp_path: Path) -> None:
    points = "".join(f"<p style='font-size: 15pt'>• {each}</p>" for each in ("Løn", "Tid", "Sted"))
    page = page_of(
        f"<h1>Emner</h1>{points}<p>{RAGGED}</p>", tmp_path, STYLE.format(width=400, more="")
    )
    assert page.headings == ("Emner",)


def test_middle_dots_mark_points(tmp_path: Path) -> None:
    texts = [
        "Vælg pærer, der bruger lidt, til alle lamper",
        "Sluk for lyset, når ingen er der",
        "Luk døren",
    ]
    rows = "".join(
        f"<tr><td>·</td><td style='padding-left: 20pt'>{each}</td></tr>" for each in texts
    )
    page = page_of(f"<table>{rows}</table>", tmp_path, STYLE.format(width=300, more=""))
    assert not page.layout.tables
    assert page.text.split("\n\n") == [f"· {each}" for each in texts]
