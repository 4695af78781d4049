"""A listed material is the catalogued one, though spelt otherwise, and no other."""

import pytest

from search.library.catalogue import load_catalogue, load_overlay
from tests.conftest import Collection, Site
from tests.harvesting.pages import page
from tests.harvesting.test_shapes import harvest

CATALOGUE = """
[[materials]]
id = "flygtninge"
title = "Makker for flygtninge og immigranter"
published = "2016"
summary = "Vores egne ord."
links = ["https://forlag.example/flygtninge/"]
[[materials]]
id = "voksne"
title = "Beskæftigelsesmakkere for udsatte voksne – Gode eksempler fra dokken"
published = "2015-03"
[[materials]]
id = "digital"
title = "Den digitale makker"
subtitle = "Hjemmeside med redskaber"
[[materials]]
id = "sygdom"
title = "Styrmænd forebygger sygefravær"
subtitle = "Styrmand og sygefravær"
published = "2014-11"
[[materials]]
id = "unge"
title = "Makkere får særligt udsatte unge i uddannelse og kan være en god investering"
[[materials]]
id = "status-2017"
title = "Status for makkerne 2017"
[[materials]]
id = "guide"
title = "Guide til makkere"
"""


def entry(*titles: str, line: str = "") -> str:
    """A page with materials of these titles."""
    text = "<p>Her er en længere tekst om netop dette materiale.</p>"
    link = "<p><a href='/ny.pdf'>Download den her</a></p>"
    return page("".join(f"<h2>{title}</h2><p>{line}</p>{text}{link}" for title in titles))


@pytest.fixture
def known(collection: Collection) -> Collection:
    """A collection with a catalogue."""
    (collection.corpus / "materials.toml").write_text(CATALOGUE, encoding="utf-8")
    return collection


@pytest.mark.parametrize(
    ("title", "material_id"),
    [
        ("Makker for flygtninge og immigranter", "flygtninge"),
        ("”Makker for flygtninge og immigranter”", "flygtninge"),
        ("MAKKER FOR FLYGTNINGE &amp; IMMIGRANTER", "flygtninge"),
        ("Makkere for flygtninge og imigranter", "flygtninge"),
        ("Bog: Makker for flygtninge og immigranter (2016)", "flygtninge"),
        ("Beskaeftigelsesmakkere for udsatte voksne - gode eksempler fra dokken", "voksne"),
        ("Beskæftigelsesmakkere for udsatte voksne", "voksne"),
        ("Beskæftigelses-makkere for udsatte voksne – Gode eksempler for udsatte voksne", "voksne"),
        ("Den digitale makker: hjemmeside med digitale redskaber til forløb", "digital"),
        ("Styrmænd forebygger sygefraværet", "sygdom"),
        ("Makkere får særligt udsatte unge i uddannelse…", "unge"),
        ("Makkere får særligt udsatte unge i uddannelse og kan være ...", "unge"),
        ("Status for makkerne, 2017", "status-2017"),
    ],
)
def test_a_title_spelt_otherwise_is_the_catalogued_material(
    known: Collection, title: str, material_id: str
) -> None:
    before = {m.id for m in load_catalogue(known.corpus).materials}
    after = harvest(known, entry(title))
    assert {m.id for m in after} == before
    assert [m.id for m in after if m.links and m.links[0].endswith("/ny.pdf")] == [material_id]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Makker for flygtninge og immigranter", "Et andet forlag, 2009"),
        ("Makkere i sundhedsvæsenet", "Forlaget, 2016"),
        ("Status for makkerne 2018", ""),
        ("Status for makkerne", "Forlaget, 2018"),
        ("Guide til mentees", "Forlaget, 2016"),
        ("Den", "Forlaget, 2017"),
        ("Den digitale skolegård", "Forlaget, 2017"),
    ],
)
def test_another_work_is_added_as_a_new_material(known: Collection, title: str, line: str) -> None:
    before = load_catalogue(known.corpus).materials
    after = harvest(known, entry(title, line=line))
    assert after[: len(before)] == before
    assert [m.title for m in after[len(before) :]] == [title]


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("31. december 2015", "2015-12-31"),
        ("29. februar 2016", "2016-02-29"),
        ("30. februar 2016", "2016-02"),
        ("31. juni 2016", "2016-06"),
        ("juni 2016", "2016-06"),
        ("2016", "2016"),
    ],
)
def test_a_date_is_as_precise_as_it_is_told_and_as_there_is_such_a_day(
    known: Collection, told: str, published: str
) -> None:
    added = harvest(known, entry("Makkere i sundhedsvæsenet", line=f"Forlaget, {told}"))[-1]
    assert (added.title, added.published) == ("Makkere i sundhedsvæsenet", published)


def test_a_page_adds_to_a_material_and_takes_nothing_away(known: Collection) -> None:
    after = {m.id: m for m in harvest(known, entry("Makker for flygtninge og immigranter"))}
    material = after["flygtninge"]
    assert material.summary == "Vores egne ord."
    assert "længere tekst" in material.page_summary
    assert [link.rpartition("example")[2] for link in material.links] == ["/ny.pdf", "/flygtninge/"]


def test_a_shorter_text_on_another_page_does_not_replace_a_longer_one(known: Collection) -> None:
    harvest(known, entry("Guide til makkere"))
    harvest(known, entry("Guide til makkere").replace("Her er en længere", "Kort"))
    assert load_overlay(known.corpus).findings["guide"].summary.startswith("Her er en længere")


def test_a_known_address_tells_that_a_renamed_entry_is_the_same(known: Collection) -> None:
    inner = """<h2>Makkere til flygtninge, en bog</h2>
        <p>Tekst, som er lang nok til at være noget.
        </p><p><a href='https://forlag.example/flygtninge/'>Læs om bogen</a></p>"""
    assert [m.id for m in harvest(known, page(inner))][-1] == "guide"


def test_the_command_tells_what_is_new_and_what_grew(known: Collection, site: Site) -> None:
    text = entry("Guide til makkere", "Makkere i luftfarten")
    site.pages["/materialer/"] = ("text/html; charset=utf-8", text.encode())
    allowed = {"MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]'}
    first = known.run("harvest", f"{site.url}/materialer/", **allowed)
    again = known.run("harvest", f"{site.url}/materialer/", **allowed)
    assert first.output.splitlines() == [
        "  nyt: makkere-i-luftfarten",
        "  udvidet: guide",
        "2 materialer fundet på siden; nye: 1.",
    ]
    assert again.output.splitlines() == ["2 materialer fundet på siden; nye: 0."]
    assert load_catalogue(known.corpus).materials[-1].links == (f"{site.url}/ny.pdf",)
