"""What stands below a reference or a title in a box of its own: texts, links, who wrote it."""

import pytest

from benchmarks.renderings.page import whole
from benchmarks.renderings.reports import SITE
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

BOOKS = (
    ("Tovværk og tillid", "Kajrådet", "2019", "Holm, B. S.",
     "Otte knob, der holder, er tegnet trin for trin her. Bogen er prøvet af tre klubber.", "/a"),
    ("Havnens lyd om natten", "Søinstituttet", "2015", "Dam, E., & Krog, U.",
     "Støjen i ti byer er målt to gange på et år. Den er værst ved færgerne.", "/b"),
    ("Fyrets sidste vagt", "Vagerforeningen", "2012", "Lund, P.",
     "En optælling langs kysten viser, hvor der var fyr. Den bygger på 40 kort.", "/c"),
    ("Skibsdrenges skole", "Kajrådet", "2017", "Bech, K. O.",
     "Sejlads med børn gav venskaber på tværs af skoler. De varede to år efter.", "/d"),
)  # fmt: skip
BOXES = (
    "<div class='frame'><div class='body'><p class='ref'>{ref}</p><p>{text} {link}</p></div></div>",
    "<div><p>{ref}</p><p>{text} {link}</p></div>",
    "<div class='frame'><div><p>{ref}</p></div><div><p>{text} {link}</p></div></div>",
    "<p>{ref}</p><p>{text} {link}</p>",
)


def read(inner: str, trust: Trust = Trust.CERTAIN) -> dict[str, Entry]:
    """The entries of a page with this in it, by title."""
    entries = read_entries(whole(inner), f"{SITE}/laesning/")
    return {e.citation.title: e for e in entries if e.trust is trust}


@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("label", ["Hent som pdf", "Gå til udgivelsen", "{}/bog"])
def test_the_link_in_the_text_below_a_reference_is_its_way_and_none_of_its_text(
    box: str, label: str
) -> None:
    inner = "".join(
        box.format(
            ref=f"{author} ({year}). <i>{title}</i>. {house}.",
            text=text,
            link=f"<a href='https://{file[1:]}.example/bog'>{label.format(f'https://{file[1:]}.example')}</a>",
        )
        for title, house, year, author, text, file in BOOKS
    )
    found = read(f"<h1>Om havne</h1><p>Vi har samlet, hvad der er skrevet.</p>{inner}")
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, house, year, _, text, file), entry in zip(BOOKS, found.values(), strict=True):
        assert (entry.citation.publishers, entry.citation.published) == ((house,), year)
        assert (entry.text, entry.links) == (text, (f"https://{file[1:]}.example/bog",))


def test_a_reference_that_leads_somewhere_takes_no_link_of_what_stands_below() -> None:
    inner = "".join(
        f"<p>{author} ({year}). <i><a href='{file}.pdf'>{title}</a></i>. {house}.</p>"
        f"<p>{text} Den bygger på <a href='/gammel{file}.pdf'>en ældre rapport</a>.</p>"
        for title, house, year, author, text, file in BOOKS
    )
    for (*_, file), entry in zip(BOOKS, read(f"<h1>Om havne</h1>{inner}").values(), strict=True):
        assert entry.links == (f"{SITE}{file}.pdf",)


@pytest.mark.parametrize(
    "said", ["Rapporten er skrevet af {}.", "Skrevet af {}.", "Hæftet blev skrevet af {}"]
)
@pytest.mark.parametrize("apart", [" ", "</p><p>"])
def test_a_last_sentence_tells_who_wrote_it(said: str, apart: str) -> None:
    inner = "".join(
        f"<div class='card'><h2>{title}</h2><p>{house} ({year})</p>"
        f"<p>{text}{apart}{said.format('Bo Holm og Ea Dam')}</p><a href='{file}'>Læs mere</a></div>"
        for title, house, year, _, text, file in BOOKS
    )
    found = read(f"<h1>Om havne</h1>{inner}")
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, house, _, _, text, _), entry in zip(BOOKS, found.values(), strict=True):
        assert (entry.citation.authors, entry.text) == (("Bo Holm", "Ea Dam"), text)
        assert entry.citation.publishers == (house,)


def test_a_sentence_that_tells_which_house_or_what_wrote_it_stays_text() -> None:
    said = "Noten er skrevet af styrelsens egne folk."
    inner = "".join(
        f"<div class='card'><h2>{title}</h2><p>{house} ({year})</p><p>{text} {said}</p>"
        f"<a href='{file}'>Læs mere</a></div>"
        for title, house, year, _, text, file in BOOKS
    )
    for entry in read(f"<h1>Om havne</h1>{inner}").values():
        assert entry.citation.authors == ()
        assert entry.text.endswith(said)


def test_a_title_may_begin_with_a_number_of_thousands() -> None:
    inner = "".join(
        f"<div class='card'><h2>{title}</h2><p>{house} ({year})</p><p>{text}</p>"
        f"<a href='{file}'>Læs mere</a></div>"
        for title, house, year, _, text, file in (("50.000 grunde", *BOOKS[0][1:]), *BOOKS[1:])
    )
    assert "50.000 grunde" in read(f"<h1>Om havne</h1>{inner}")


def test_an_entry_with_house_year_and_text_needs_no_link_among_others_that_have_one() -> None:
    rows = "".join(
        f"<tr><td><b>{title}</b></td><td>{'' if n == 1 else 'Bo Holm, '}{house}, {year}</td>"
        f"<td>{text}</td><td>{'' if n == 1 else f'<a href={file}.pdf>Hent</a>'}</td></tr>"
        for n, (title, house, year, _, text, file) in enumerate((*BOOKS, *BOOKS2))
    )
    head = "<tr><th>Titel</th><th>Hvem og hvornår</th><th>Om hvad</th><th>Link</th></tr>"
    found = read(f"<h1>Om havne</h1><table>{head}{rows}</table>")
    assert found[BOOKS[1][0]].citation.publishers == (BOOKS[1][1],)


BOOKS2 = tuple((f"{title} igen", *more) for title, *more in BOOKS)


def test_authors_may_have_a_line_each_in_their_column() -> None:
    rows = "".join(
        f"<tr><td>{title}</td><td>Bo Holm<br>Ea Dam</td><td>{house}</td><td>{year}</td>"
        f"<td>{text}</td></tr>"
        for title, house, year, _, text, _ in BOOKS
    )
    heads = ("Titel", "Forfatter", "Udgiver", "År", "Indhold")
    head = "".join(f"<th>{name}</th>" for name in heads)
    for entry in read(f"<h1>Om havne</h1><table><tr>{head}</tr>{rows}</table>").values():
        assert entry.citation.authors == ("Bo Holm", "Ea Dam")


def test_who_and_when_may_stand_in_brackets_behind_the_text() -> None:
    inner = "".join(
        f"<p><b>{title}.</b> {text} Se <a href='/kort'>kortet</a>, der er taget i Vejen og Skive."
        f" (Bo Holm, {house}, {year}. <a href='{file}.pdf'>Hent som pdf</a>)</p>"
        for title, house, year, _, text, file in BOOKS
    )
    found = read(f"<h1>Om havne</h1>{inner}")
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, house, year, _, text, file), entry in zip(BOOKS, found.values(), strict=True):
        cited = entry.citation
        assert (cited.authors, cited.publishers, cited.published) == (("Bo Holm",), (house,), year)
        assert entry.text.startswith(text)
        assert entry.links[0] == f"{SITE}{file}.pdf"


@pytest.mark.parametrize("number", ["", "{}. "])
def test_brackets_behind_the_text_may_have_their_link_behind_them(number: str) -> None:
    inner = "".join(
        f"<p><strong>{number.format(n)}{title}.</strong> {text} <em>(Bo Holm. {house}, {year}, 48 "
        f"sider)</em> <a href='{file}.pdf'>Læs den her</a></p>"
        for n, (title, house, year, _, text, file) in enumerate(BOOKS, 1)
    )
    found = read(f"<h1>Om havne</h1>{inner}")
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, house, year, _, text, file), entry in zip(BOOKS, found.values(), strict=True):
        cited = entry.citation
        assert (cited.authors, cited.publishers, cited.published) == (("Bo Holm",), (house,), year)
        assert (entry.text, entry.links) == (text, (f"{SITE}{file}.pdf",))


def test_named_facts_may_be_sentences_of_a_line() -> None:
    inner = "".join(
        f"<h2><a href='{file}.pdf'>{title}</a></h2><p>{text}</p>"
        f"<p>Forfattere: Bo Holm og Ea Dam. Udgiver: {house}, {year}</p>"
        for title, house, year, _, text, file in BOOKS
    )
    for (_, house, year, _, text, _), entry in zip(
        BOOKS, read(f"<h1>Om havne</h1>{inner}").values(), strict=True
    ):
        cited = entry.citation
        assert (cited.authors, entry.text) == (("Bo Holm", "Ea Dam"), text)
        assert (cited.publishers, cited.published) == ((house,), year)


@pytest.mark.parametrize("between", ["<br>", "</div><div>"])
def test_house_and_year_may_have_a_line_each_in_their_column(between: str) -> None:
    rows = "".join(
        f"<tr><td><b>{title}</b></td><td><div>{house}{between}{year}</div></td><td>{text}</td>"
        f"<td><a href='{file}.pdf'>Hent</a></td></tr>"
        for title, house, year, _, text, file in BOOKS
    )
    head = "<tr><th>Titel</th><th>Udgiver og år</th><th>Resumé</th><th>Link</th></tr>"
    found = read(f"<h1>Om havne</h1><table>{head}{rows}</table>")
    assert [*found] == [title for title, *_ in BOOKS]
    for (_, house, year, *_), entry in zip(BOOKS, found.values(), strict=True):
        assert (entry.citation.publishers, entry.citation.published) == ((house,), year)
