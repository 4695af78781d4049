"""The whole road, from a page that lists materials to a page of one in the browser."""

from collections.abc import Callable

from playwright.sync_api import Browser

from search.library.catalogue import load_catalogue
from search.library.settings import Settings
from tests.conftest import Collection, Site, make_pdf

LOOPBACK = {"MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]'}
LISTING = """<!doctype html><html lang="da"><title>Materialer</title><body>
<nav><a href="/">Forside</a></nav><main><h1>Materialer om makkerskab</h1>
<h2>Makkere på havnen – en kortlægning</h2><p><em>Havnens Videncenter, maj 2017</em></p>
<p>Rapporten undersøger, hvordan nye havnearbejdere får en makker den første tid.</p>
<p><a href="/havn.pdf">Download den her</a></p>
<h2>Evaluering af nattevagternes makkerordning</h2><p><em>Institut for Vagter, 2016</em></p>
<p>Evalueringen følger nattevagter gennem et helt år med faste makkere.</p>
<p><a href="/nattevagt/">Læs mere om evalueringen</a></p>
<h2>Notat om makkere i frisørfaget</h2><p><em>Saksens Fond, 2015</em></p>
<p>Et kort notat om lærlinge og deres makkere i landets frisørsaloner.</p>
<p><a href="/forsvundet.pdf">Hent notatet</a></p>
</main></body></html>"""
LANDING = """<!doctype html><html lang="da"><title>Nattevagternes makkerordning</title><body><main>
<h1>Evaluering af nattevagternes makkerordning</h1><p>Her kan evalueringen hentes.</p>
<p><a href="/filer/evaluering-nattevagt.pdf">Download evalueringen (PDF)</a></p>
</main></body></html>"""


def test_a_listing_page_leads_to_the_right_page_of_the_right_pdf(
    collection: Collection, site: Site
) -> None:
    site.pages["/materialer"] = ("text/html; charset=utf-8", LISTING.encode())
    site.pages["/nattevagt/"] = ("text/html; charset=utf-8", LANDING.encode())
    harbour = make_pdf("Forord", "Kranføreren og makkeren mødes hver tirsdag.", "Noter")
    night = make_pdf("Indhold", "Forord", "Sygefraværet faldt med 31,4 pct. på et år.")
    site.pages["/havn.pdf"] = ("application/pdf", harbour)
    site.pages["/filer/evaluering-nattevagt.pdf"] = ("application/pdf", night)

    for command in (["harvest", f"{site.url}/materialer"], ["fetch"], ["index"]):
        result = collection.run(*command, **LOOPBACK)
        assert result.exit_code == 0, result.output

    crane = collection.search("kranføreren makkeren")[0]
    assert (crane["title"], crane["page"]) == ("Makkere på havnen – en kortlægning", 2)
    assert crane["url"] == f"{site.url}/havn.pdf#page=2"
    absence = collection.search("sygefraværet faldt 31,4 pct.")[0]
    assert (absence["page"], absence["year"]) == (3, 2016)
    assert absence["url"] == f"{site.url}/filer/evaluering-nattevagt.pdf#page=3"
    hairdressers = collection.search("lærlinge frisørsaloner")[0]
    assert hairdressers["page"] is None
    assert "adressen findes ikke længere (404)" in collection.run("status", COLUMNS="300").output


def test_every_catalogued_material_is_first_for_its_own_title(catalogued: Collection) -> None:
    materials = load_catalogue(catalogued.corpus).materials
    assert len(materials) == 15
    first = {m.id: catalogued.search(m.title, "--limit", "1")[0]["material"] for m in materials}
    assert first == {m.id: m.id for m in materials}


def test_an_added_report_is_found_on_its_page_in_the_browser(
    collection: Collection, serve: Callable[[Settings], str], browser: Browser
) -> None:
    pages = [f"Afsnit {n} handler om noget andet." for n in range(1, 41)]
    pages[29] = "Her står det om skibstømrernes lærlingeordning på Bornholm."
    result = collection.add("rapport.pdf", make_pdf(*pages), "Tømrerhåndbogen", "--year", "2019")
    assert result.exit_code == 0, result.output
    assert "40 sider" in result.output

    page = browser.new_page()
    page.goto(serve(collection.settings))
    page.get_by_role("combobox").fill("skibstømrernes lærlingeordning")
    page.get_by_role("button", name="Søg").click()
    page.get_by_role("link", name="s. 30").first.click()
    assert "skibstømrernes lærlingeordning på Bornholm" in page.inner_text("main")
    page.close()
