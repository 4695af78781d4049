"""Lists as people set them up by hand: titles that run in, rows of buttons, houses told once."""

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries

PLACE = "https://havnebiblioteket.example/lister/havn.htm"

RUN_INS = """<h1>Læst om havne</h1><h2>Kajen</h2>
<p><a href="/f/kran.pdf"><b>Kranens skygge</b></a> (rapport, 2019)</p>
<p>Om lys og mørke på kajen. Med kort over alle kraner.</p>
<p><b>Makkere ved molen</b>. Inger Bruun, Institut for Vagter 2017. Tolv makkere fortæller om en
vinter. De fleste blev.</p>
<h2>Byen</h2>
<p><b>Fiskernes by</b> (Havnens Videncenter, 2015). En by, der lever af sit torv.</p>
<p><b>Møde:</b> vi ses den 3. maj 2021. <a href="/tilmeld">Tilmeld dig</a></p>"""

HEADED = """<h1>Havnen</h1><h2>Vores rapporter</h2><table>
<tr><td>År</td><td>Titel</td><td>Udgiver</td><td>Hent</td></tr>
<tr><td colspan="4"><b>Kraner og kajer</b></td></tr>
<tr><td>2019</td><td><b>Kranens skygge</b><br>Inger Bruun<br>Om lys og mørke på hele kajen.</td>
<td>Institut for Vagter, Havnens Universitet</td><td><a href="/f/1.pdf">PDF</a></td></tr>
<tr><td>2017</td><td><b>Makkere ved molen</b><br>Tolv makkere fortæller om en vinter.</td>
<td>Fiskernes Forening</td><td><a href="/f/2.pdf">PDF</a></td></tr>
<tr><td colspan="4"><b>Byen omkring</b></td></tr>
<tr><td>2015</td><td><b>Fiskernes by</b><br>En by, der lever af sit torv.</td>
<td>Havnens Videncenter</td><td><a href="/f/3.pdf">PDF</a></td></tr></table>"""

HOUSED = """<h1>Rapporter om havnen</h1>
<p>Her er, hvad vi ved. De er udarbejdet af {}, hvor intet andet står.</p>
<h3>Kranens skygge</h3><p>Rapport, juni 2019</p><p>Om lys og mørke på kajen hele året.</p>
<p><a href="/f/1.pdf">Hent rapporten</a></p>
<h3>Makkere ved molen</h3><p>Fiskernes Forening, 2017</p><p>Tolv makkere fortæller om en vinter.</p>
<p><a href="/f/2.pdf">Hent rapporten</a></p>
<h3>Fiskernes by</h3><p>Havnens Videncenter, 2015</p><ul><li>En by, der lever af sit torv</li>
<li>Broer og kroer</li><li>Hundrede år i alt på havnen</li></ul>
<p><a href="/f/3.pdf">Hent rapporten</a></p>"""


def entries(page: str) -> dict[str, Entry]:
    """What a page lists and is sure of, by title."""
    html = f"<!DOCTYPE html><html><body>{page}</body></html>"
    found = read_entries(html.encode(), PLACE)
    return {e.citation.title: e for e in found if e.trust > Trust.DOUBTFUL}


def test_a_title_that_runs_into_its_citation_begins_a_material() -> None:
    found = entries(RUN_INS)
    assert [*found] == ["Kranens skygge", "Makkere ved molen", "Fiskernes by"]
    assert [e.citation.published for e in found.values()] == ["2019", "2017", "2015"]
    assert found["Kranens skygge"].links == ("https://havnebiblioteket.example/f/kran.pdf",)
    assert found["Makkere ved molen"].citation.authors == ("Inger Bruun",)
    told = "Tolv makkere fortæller om en vinter. De fleste blev."
    assert found["Makkere ved molen"].text == told


def test_heads_and_themes_of_a_table_are_no_part_of_its_materials() -> None:
    found = entries(HEADED)
    assert [*found] == ["Kranens skygge", "Makkere ved molen", "Fiskernes by"]
    assert [e.citation.published for e in found.values()] == ["2019", "2017", "2015"]


def test_a_part_of_a_house_and_the_house_are_one_publisher() -> None:
    cited = entries(HEADED)["Kranens skygge"].citation
    assert cited.publishers == ("Institut for Vagter, Havnens Universitet",)
    assert cited.authors == ("Inger Bruun",)


def test_a_house_told_once_is_that_of_entries_that_tell_none() -> None:
    found = entries(HOUSED.format("Havnens Videncenter, Kystby Kommune"))
    houses = [e.citation.publishers for e in found.values()]
    assert houses[0] == ("Havnens Videncenter, Kystby Kommune",)
    assert houses[1] == ("Fiskernes Forening",)


def test_points_of_a_list_are_all_text() -> None:
    told = entries(HOUSED.format("Havnens Videncenter"))["Fiskernes by"].text.split("\n\n")
    assert told == ["En by, der lever af sit torv", "Broer og kroer", "Hundrede år i alt på havnen"]


SITE = """<head><title>Rapporter om havnen - Kystby Kommune</title></head>
<body><header><a href="/"><img src="logo.png" alt="Kystby Kommune, forside"></a></header>
<main>{}</main><footer>{} · Kajgade 1</footer></body>"""
KEPT = """<h1>Rapporter om havnen</h1>
<h2>Kranens skygge</h2><p>Rapport, juni 2019</p><p>Om lys og mørke på kajen hele året rundt.</p>
<p><a href="/f/1.pdf">Hent rapporten</a></p>
<h2>Makkere ved molen</h2><p>{}2017</p><p>Tolv makkere fortæller om en lang vinter.</p>
<p><a href="{}/f/2.pdf">Hent rapporten</a></p>"""


def test_what_only_a_title_ends_with_is_no_house() -> None:
    page = SITE.format(KEPT.format("", ""), "").replace("Kystby Kommune, forside", "")
    assert [entry.citation.publishers for entry in read_entries(page.encode(), PLACE)] == [(), ()]


def test_a_date_under_the_name_of_a_publisher_is_none() -> None:
    page = KEPT.replace("<p>Rapport, juni 2019</p>", "<dl><dt>Udgivet</dt><dd>Juni 2019</dd></dl>")
    cited = entries(page.format("Fiskernes Forening, ", ""))["Kranens skygge"].citation
    assert (cited.publishers, cited.published) == ((), "2019-06")


def test_references_below_a_year_tell_none_themselves() -> None:
    books = {
        "2023": ("Holm B, Dam E: Kajens lange nat. Havnens Institut, rapport nr. 3.",
                 "Krog M: Tov og tampe til alle. Fonden for Reb, rapport nr. 4."),
        "2021": ("Dam E: Fendere i storm og stille. Havnens Institut, rapport nr. 9.",
                 "Lund I, Holm B: Nattens skibe i nord. Fonden for Reb, rapport nr. 2."),
    }  # fmt: skip
    body = "".join(
        f"<h3>{year}</h3><ul>"
        + "".join(f"<li>{line} [<a href='/{line[0]}{year}.pdf'>pdf</a>]</li>" for line in lines)
        + "</ul>"
        for year, lines in books.items()
    )
    found = read_entries(whole(body), "https://kaj.example/")
    assert [(e.citation.title, e.citation.published, len(e.links), e.text) for e in found] == [
        ("Kajens lange nat", "2023", 1, ""),
        ("Tov og tampe til alle", "2023", 1, ""),
        ("Fendere i storm og stille", "2021", 1, ""),
        ("Nattens skibe i nord", "2021", 1, ""),
    ]
