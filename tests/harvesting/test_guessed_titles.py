"""Titles of materials that nobody knows are found by what a page sets apart in line after line, or
by what the addresses of its links spell out."""

import pytest

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Entry
from indexer.harvesting.listreader import read_entries

PLACE = "https://videnbanken.example/temaer/"
BOOKS = (
    ("Toner", "Ida Holm", "Kajrådet", "2019",
     "Tolv kor har sunget på kajen i et år. Ingen af dem vil indenfor igen."),
    ("Støj fra færger", "Bo Dam", "Søinstituttet", "2015",
     "Støjen i ti byer er målt to gange. Den er værst om aftenen."),
    ("Fyrets sidste vagt", "Per Lund", "Vagerforeningen", "2012",
     "En optælling langs kysten viser, hvor der var fyr. Den bygger på 40 kort."),
    ("Skibsdrenges skole", "Kim Bech", "Kajrådet", "2017",
     "Sejlads med børn gav venskaber på tværs af skoler. De varede to år efter."),
    ("Måger over molen", "Ea Krog", "Forlaget Ebbe", "2020",
     "Hver sjette måge kom igen året efter. Fuglene er talt fra to tårne."),
)  # fmt: skip
SHAPES = {
    "author, linked title, house": "<li>{who}: <a href='/{n}.pdf'>{title}</a>. {house}, {year}. "
                                   "{text}</li>",
    "house, bold title, year": "<dt>{house}: <b>{title}</b>, {year}<dd>{text}<br>"
                               "<i>Forfatter: {who}</i><br><a href='/{n}.pdf'>Hent (pdf)</a>",
}  # fmt: skip


def read(inner: str) -> list[Entry]:
    """The entries of a page with this in it."""
    return read_entries(whole(inner), PLACE)


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_set_apart_in_each_line_is_its_title(shape: str) -> None:
    inner = "".join(
        SHAPES[shape].format(n=n, title=title, who=who, house=house, year=year, text=text)
        for n, (title, who, house, year, text) in enumerate(BOOKS)
    )
    found = read(f"<dl>{inner}</dl>" if "<dt>" in inner else f"<ul>{inner}</ul>")
    assert [entry.citation.title for entry in found] == [title for title, *_ in BOOKS]
    for n, ((_, who, house, year, text), entry) in enumerate(zip(BOOKS, found, strict=True)):
        cited = entry.citation
        assert (cited.publishers, cited.authors, cited.published) == ((house,), (who,), year)
        assert (entry.text, entry.links) == (text, (f"https://videnbanken.example/{n}.pdf",))


@pytest.mark.parametrize("shape", [
    "<p>{house} – {title}<br>{text} <a href='{file}'>Se her</a></p>",
    "<p>{house} – {title}</p><p>{text} <a href='{file}'>Se her</a></p>",
])  # fmt: skip
def test_what_the_addresses_spell_out_is_a_title_where_nothing_sets_it_apart(shape: str) -> None:
    slugs = ("stoej-fra-faerger", "Fyrets_sidste_vagt", "skibsdrenges%20skole", "MaagerOverMolen")
    files = [f"{PLACE}{slug}.pdf" for slug in slugs]
    books = [*zip(BOOKS[1:], files, strict=True)]
    inner = "".join(
        shape.format(title=title, house=house, text=text, file=file)
        for (title, _, house, _, text), file in books
    )
    told = [(e.citation.title, e.citation.publishers, e.text, e.links) for e in read(inner)]
    assert told == [(title, (house,), text, (file,)) for (title, _, house, _, text), file in books]


def test_titles_in_paragraphs_like_all_others_are_found_by_the_year_beside_them() -> None:
    inner = "".join(
        f"<p class='n'><b>{title}</b> ({year})</p><p class='n'>{text}</p>"
        f"<p class='n'><a href='/{n}.pdf'>Hent pjecen</a></p><p class='n'>&nbsp;</p>"
        for n, (title, _, _, year, text) in enumerate(BOOKS)
    )
    found = read(f"<h2>Udgivet af Søinstituttet</h2>{inner}")
    assert [entry.citation.title for entry in found] == [title for title, *_ in BOOKS]
    for (*_, year, text), entry in zip(BOOKS, found, strict=True):
        assert (entry.citation.publishers, entry.citation.published) == (("Søinstituttet",), year)
        assert entry.text == text


def test_what_is_read_elsewhere_on_the_page_stays() -> None:
    books = "".join(
        f"<div class='bog'><div><a href='/lån/{n}'>{title}</a> <span>af {who}</span></div>"
        f"<div>Udgivelsesdato: {year}-08-01</div><div>{text}</div></div>"
        for n, (title, who, _, year, text) in enumerate(BOOKS)
    )
    rows = "".join(
        f"<li><a href='/filer/{slug}.pdf'>{title}</a> {house}, {year}.<div>Notat om kajer, "
        f"som er læst af mange i {n} havne.</div></li>"
        for n, (title, slug, house, year) in enumerate(
            (
                ("Tov og takt", "tov-og-takt", "Kajrådet", "2018"),
                ("Pram uden pilot", "pram-uden-pilot", "Søinstituttet", "2017"),
                ("Ro på rederne", "ro-paa-rederne", "Vagerforeningen", "2016"),
            )
        )
    )
    titles = {entry.citation.title for entry in read(f"<h2>Bøger</h2>{books}<ul>{rows}</ul>")}
    assert titles == {title for title, *_ in BOOKS} | {
        "Tov og takt", "Pram uden pilot", "Ro på rederne",
    }  # fmt: skip


def test_bold_words_in_running_text_are_no_titles() -> None:
    inner = "".join(
        f"<p>Her på kajen er <b>{title}</b> et ord, som mange bruger om vinteren.</p>"
        for title, *_ in BOOKS
    )
    assert not read(inner)


def test_names_of_fields_in_bold_are_no_titles() -> None:
    inner = "".join(
        f"<h2>{title}</h2><p><b>Udgiver og år:</b> {house}, {year}</p><p>{text}</p>"
        f"<p><a href='/{n}.pdf'>Hent</a></p>"
        for n, (title, _, house, year, text) in enumerate(BOOKS)
    )
    assert [entry.citation.title for entry in read(inner)] == [title for title, *_ in BOOKS]


def test_links_that_say_that_they_lead_on_are_no_other_titles() -> None:
    inner = "".join(
        f"<div class='k'><h3>{title}</h3><p>{house}, {year}</p><p>{text}</p>"
        f"<a href='/{title.lower().replace(' ', '-')}'>Læs mere om {title}</a></div>"
        for title, _, house, year, text in BOOKS
    )
    assert [entry.citation.title for entry in read(inner)] == [title for title, *_ in BOOKS]
