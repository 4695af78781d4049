"""Lists that are nothing but links, as associations and journals have them."""

from collections.abc import Sequence

import pytest

from benchmarks.renderings.page import whole
from benchmarks.renderings.reports import SITE
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

ADDRESSES = ("/filer/a.pdf", "/filer/b.pdf", "/filer/c.pdf", "/filer/d.docx")


def read(inner: str, known: Sequence[str] = (), least: Trust = Trust.POSTED) -> list[Entry]:
    found = read_entries(whole(inner, box=""), f"{SITE}/om/", known)
    return [entry for entry in found if entry.trust >= least]


def told(entries: Sequence[Entry]) -> list[tuple[str, str | None, tuple[str, ...]]]:
    return [(e.citation.title, e.citation.published, e.links) for e in entries]


def links(texts: Sequence[str], addresses: Sequence[str] = ADDRESSES) -> str:
    pairs = zip(texts, addresses, strict=True)
    lines = "".join(f"<li><a href='{address}'>{text}</a></li>" for text, address in pairs)
    return f"<ul>{lines}</ul>"


def linked(
    titles: Sequence[str], dates: Sequence[str | None], addresses: Sequence[str] = ADDRESSES
) -> list[tuple[str, str | None, tuple[str, ...]]]:
    rows = zip(titles, dates, addresses, strict=True)
    return [(title, date, (f"{SITE}{address}",)) for title, date, address in rows]


@pytest.mark.parametrize("above", ["", "<p>Her er, hvad vi har.</p>", "<h2>Papirer</h2>"])
def test_each_link_of_a_list_of_files_is_a_material_however_short_its_title(above: str) -> None:
    titles = ("Vedtægter", "Bilag 1: Kort", "Bilag 2: Broer", "Ordensregler")
    assert told(read(f"<h1>Bådlauget</h1>{above}{links(titles)}")) == linked(titles, [None] * 4)


@pytest.mark.parametrize("known", [(), ("Referat 2019", "Referat 2017")])
def test_a_year_that_is_all_a_link_says_goes_on_from_the_heading_above(
    known: Sequence[str],
) -> None:
    years = ("2019", "2018", "2017", "2016")
    found = read(f"<h2>Møder</h2><h3>Referat</h3>{links(years)}", known)
    assert sorted(told(found)) == sorted(linked([f"Referat {y}" for y in years], years))


@pytest.mark.parametrize(
    "line", ["<a href='{}'>Brev nr. {}</a> ({})", "<a href='{}'>Brev nr. {}</a> (PDF), {}"]
)
def test_a_date_may_stand_beside_the_link(line: str) -> None:
    dates = ("maj 2019", "juni 2018", "juli 2018", "maj 2017")
    lines = (line.format(a, n, d) for n, (a, d) in enumerate(zip(ADDRESSES, dates, strict=True)))
    found = read(f"<h1>Breve</h1><ul><li>{'<li>'.join(lines)}</ul>")
    whens = ["2019-05", "2018-06", "2018-07", "2017-05"]
    assert [published for _, published, _ in told(found)] == whens
    assert [links for _, _, links in told(found)] == [(f"{SITE}{a}",) for a in ADDRESSES]


@pytest.mark.parametrize(
    ("titles", "dates"),
    [
        (
            ("Møde d. 3. marts 2019", "Møde d. 9. juni 2019", "Møde 2. maj 2018", "Møde maj 2017"),
            ("2019-03-03", "2019-06-09", "2018-05-02", "2017-05"),
        ),
        (
            ("2019.03.12: Møde", "2018.04.05: Møde", "2018.06.07: Ekstra møde", "2017.05.30: Møde"),
            ("2019-03-12", "2018-04-05", "2018-06-07", "2017-05-30"),
        ),
        (
            ("Brev, maj 2019", "Brev, maj 2018", "Brev, juni 2018", "Brev, juli 2017"),
            ("2019-05", "2018-05", "2018-06", "2017-07"),
        ),
        (
            ("Regnskab 2019", "Regnskab 2018", "Regnskab 2017", "Budget"),
            ("2019", "2018", "2017", None),
        ),
    ],
)  # fmt: skip
def test_a_date_within_titles_dates_them_and_stays_where_it_tells_them_apart(
    titles: Sequence[str], dates: Sequence[str | None]
) -> None:
    assert told(read(f"<h1>Arkiv</h1>{links(titles)}")) == linked(titles, dates)


def test_a_date_above_a_list_dates_what_tells_none() -> None:
    titles = ("Indkaldelse", "Forslag om broen", "Dagsorden", "Beretning")
    found = read(f"<h1>Møder</h1><h2>2018</h2>{links(titles)}<h2>Om os</h2><p>Vi sejler.</p>")
    assert told(found) == linked(titles, ["2018"] * 4)


def test_pages_of_dated_titles_and_addresses_that_differ_in_numbers_wait_for_a_person() -> None:
    titles = [f"Møde d. {day}. maj 2019" for day in (2, 9, 16)]
    pages = [f"/moeder/referat_{n}.html" for n in (502, 509, 516)]
    dates = ["2019-05-02", "2019-05-09", "2019-05-16"]
    page = f"<h1>Referater</h1>{links(titles, pages)}"
    assert told(read(page, least=Trust.DOUBTFUL)) == linked(titles, dates, pages)
    assert not read(page)
    others = ("Om broen", "Om havnen", "Om lauget")
    assert not read(f"<h1>Bådlauget</h1>{links(others, pages)}")
    assert not read(f"<h1>Arkiv</h1>{links(('Maj 2019', 'Juni 2019', 'Juli 2019'), pages)}")


def test_a_list_of_ways_to_one_material_is_none() -> None:
    ways = ("Hent rapporten", "Læs den her", "Se bilag", "PDF")
    assert len(read(f"<h1>Broen</h1>{links(ways)}")) <= 1


def test_the_annexes_of_a_report_are_no_materials() -> None:
    annexes = ("Bilag 1: Metode", "Bilag 2: Tal", "Bilag 3: Breve", "Resumé")
    report = f"<h1>Broen</h1><p>{'Rapporten fortæller om broen ved havnen. ' * 4}</p>"
    assert len(read(f"{report}<p><a href='/r.pdf'>Hent rapporten</a></p>{links(annexes)}")) <= 1


CITED = (
    ("Ida Holm", "Broer af eg i tre byer ved vandet", "Kystens Blad", "2019"),
    ("Bo Dam og Ea Krog", "Fyr i tåge og deres vagter", "Kystens Blad", "2017"),
    ("Per Lund", "Tovværk og knob fra hele kysten", "Havneliv", "2015"),
    ("Ea Krog", "Måger og mennesker på molen", "Havneliv", "2012"),
)


@pytest.mark.parametrize("known", [(), (CITED[0][1], CITED[2][1])])
def test_lines_that_are_all_a_link_may_cite(known: Sequence[str]) -> None:
    lines = [f"{who}: {title}, {house}, {year}, s. 10-14" for who, title, house, year in CITED]
    found = read(f"<h1>Artikler</h1>{links(lines)}", known)
    made = {e.citation.title: (e.links, e.citation.published, e.citation.authors) for e in found}
    for (who, title, _, year), address in zip(CITED, ADDRESSES, strict=True):
        way, date, by = made[title]
        assert way == (f"{SITE}{address}",)
        assert title in known or (date, by) == (year, tuple(who.split(" og ")))


ISSUES = {
    "2019": (("Ida Holm", "Broer af eg"), ("Bo Dam", "Fyr i tåge"), ("Per Lund", "Tovværk")),
    "2016": (("Ea Krog", "Måger på molen"), ("Kim de Bech", "Skibsdrenges skole")),
    "2014": (("Ida Holm", "Lodsens lange nætter"), ("Jon Wested", "Sluser og porte")),
}  # fmt: skip


@pytest.mark.parametrize("issue", ["Årgang {n}, nr. 2, vinter {year}", "Volume {n}, Spring {year}"])
def test_the_heading_of_an_issue_dates_its_articles_and_is_none(issue: str) -> None:
    inner = "".join(
        f"<h2>{issue.format(n=int(year) - 2010, year=year)}</h2><table>"
        "<tr><th>Forfatter<th>Titel<th>S."
        + "".join(
            f"<tr><td>{who}<td>{title}<td>{n * 10}" for n, (who, title) in enumerate(articles)
        )
        + "</table>"
        for year, articles in ISSUES.items()
    )
    found = read(inner)
    assert [(e.citation.title, e.citation.published, e.citation.authors) for e in found] == [
        (title, year, (who,)) for year, articles in ISSUES.items() for who, title in articles
    ]


def test_a_card_that_leads_to_a_file_is_one_of_those_around_it_without_a_date() -> None:
    cards = "".join(
        f"<a href='/filer/{n}.pdf'><div><h4>{title}</h4><div><span>PDF</span><span>{when}</span>"
        "</div></div></a>"
        for n, (title, when) in enumerate(
            [("Beretning om 1. år", "2019"), ("Beretning om 2. år", "2018"),
             ("Vedtægter", "gældende"), ("Plan for broerne", ""),
             ("Beretning om 3. år", "2017"), ("Budget", "2016")]
        )
    )  # fmt: skip
    titles = [entry.citation.title for entry in read(f"<h1>Papirer</h1><div>{cards}</div>")]
    assert titles[2:4] == ["Vedtægter", "Plan for broerne"]
    assert len(titles) == 6
