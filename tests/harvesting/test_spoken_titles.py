"""What is said beside, around and below known titles, and is none of theirs."""

import pytest

from benchmarks.renderings.page import whole
from indexer.harvesting.entry import Trust
from indexer.harvesting.listreader import read_entries
from tests.conftest import Collection
from tests.harvesting.test_known_titles import CATALOGUE, TEXTS, TITLES, files, listed
from tests.harvesting.test_shapes import PLACE, harvest

LINK = "<a href='/nyt.pdf'>Hent avisens omtale</a>"
HALF = range(3)


@pytest.fixture
def known(collection: Collection) -> Collection:
    """A collection whose catalogue knows the titles and nothing else."""
    (collection.corpus / "materials.toml").write_text(CATALOGUE, encoding="utf-8")
    return collection


@pytest.mark.parametrize("shape", ["plain lines", "points", "house before"])
@pytest.mark.parametrize("beside", [
    "<p>I rapporten {title} fandt vi mange huller, og de er her endnu. {link}</p>",
    "<p>I rapporten <a href='/r.pdf'>{title}</a> fandt vi mange huller. {link}</p>",
    "<h3>Nyt</h3><p>12. maj: Ny bog fra Kajrådet, {title}, er omtalt i dagspressen. {link}</p>",
    "<h3>Kalender</h3><ul><li>4. juni: Temadag om {title} {link}</li></ul>",
    "<p><b>Bo:</b> Jeg synes, at {title} var bedre. {link}</p>",
    "<h4>Stor interesse for {title}</h4><p>Salen var fuld hele aftenen. {link}</p>",
    "<p>Fyret</p><p>Hent <a href='/nyt.pdf'>{title} og andre, vi har glemt</a></p>",
])  # fmt: skip
def test_what_speaks_of_a_title_is_none_of_its_material(
    shape: str, beside: str, known: Collection
) -> None:
    inner = listed(shape, HALF) + beside.format(title=TITLES[5], link=LINK)
    found = harvest(known, whole(inner))
    assert ({*files(found[5])} - {"r.pdf"}, found[5].page_summary) == (set(), "")
    assert [files(material) for material in found[:3]] == [[f"{n}.pdf"] for n in HALF]


@pytest.mark.parametrize("form", [
    "<div>{}<br>{}<br>{}</div>", "<h2>{}</h2><p>{}</p><p>{}</p>", "<p>Kajrådet: {}. {} ({})</p>",
])  # fmt: skip
@pytest.mark.parametrize(("title", "other"), [
    ("Evaluering af lodser til unge", "Evaluering af lodser til unge med handicap"),
    ("Håndbog for matroser, bind 1", "Håndbog for matroser, bind 3"),
    ("Brobygning til havnen", "Midtvejsevaluering af Brobygning til havnen"),
    ("Reb og kæder", "Reb og kæder i havnene ved bælterne"),
])  # fmt: skip
def test_a_title_that_is_a_part_of_anothers_is_not_that(
    form: str, title: str, other: str, known: Collection
) -> None:
    added = f'\n[[materials]]\nid = "del"\ntitle = "{title}"'
    (known.corpus / "materials.toml").write_text(CATALOGUE + added, encoding="utf-8")
    inner = listed("plain lines", HALF) + form.format(other, TEXTS[4], LINK)
    found = {material.id: material for material in harvest(known, whole(inner))}
    assert (found["del"].links, found["del"].page_summary) == ((), "")


def test_a_list_of_titles_alone_gives_way_to_their_texts(known: Collection) -> None:
    contents = f"<p>{'<br>'.join(TITLES)}</p>"
    found = harvest(known, whole(contents + listed("plain lines")))
    assert [files(material) for material in found] == [[f"{n}.pdf"] for n in range(len(TITLES))]
    assert all(TEXTS[n] in material.page_summary for n, material in enumerate(found))


def test_boxes_of_what_nobody_knows_are_none_of_the_material_above(known: Collection) -> None:
    other = "<div>Fendere i filt<br>En film om bløde fendere.<br>Den varer ni minutter.<br>{}</div>"
    boxes = [listed("plain lines", range(n, n + 1)) + other.format(LINK) for n in range(5)]
    found = harvest(known, whole("".join(boxes)))
    for n, material in enumerate(found[:5]):
        assert (files(material), material.page_summary) == ([f"{n}.pdf"], TEXTS[n])


def test_a_part_of_the_page_with_several_materials_is_none() -> None:
    other = "<div>{}<br>En film om fendere. Den varer ni minutter.<br><a href='/f'>Hent</a></div>"
    others = ("Fendere i filt", "Årsrapport om havne 2018", "Lænsepumper", "Ro på rederne")
    boxes = "".join(
        listed("plain lines", range(n, n + 1)) + other.format(title)
        for n, title in enumerate(others)
    )
    page = f"<main><h1>Viden om lodser</h1>{boxes}</main>".encode()
    own = {f"/{n}.pdf" for n in range(4)}
    for entry in read_entries(page, PLACE, TITLES):
        assert len(own & {f"/{link.rsplit('/', 1)[-1]}" for link in entry.links}) < 2


def test_a_title_and_a_link_of_a_mere_sign_are_a_material(known: Collection) -> None:
    lines = "".join(
        f"<p>{title} <a href='/{n}.pdf'>»</a></p><p>{TEXTS[n]}</p>"
        for n, title in enumerate(TITLES)
    )
    found = harvest(known, whole(lines))
    assert [files(material) for material in found] == [[f"{n}.pdf"] for n in range(len(TITLES))]


def test_two_materials_of_one_title_get_their_own(known: Collection) -> None:
    two = "".join(
        f'\n[[materials]]\nid = "{house}"\ntitle = "Måling af broen ved fyret"\n'
        f'publishers = ["{house}"]\npublished = "{year}"'
        for house, year in (("nord", 2009), ("syd", 2016))
    )
    (known.corpus / "materials.toml").write_text(CATALOGUE + two, encoding="utf-8")
    both = "".join(
        f"<div>Måling af broen ved fyret<br>Udgivet af {house}, {year}<br>{text}<br>"
        f"<a href='/{year}.pdf'>Hent den som fil</a></div>"
        for house, year, text in (("Syd", 2016, TEXTS[4]), ("Nord", 2009, TEXTS[5]))
    )
    found = {m.id: m for m in harvest(known, whole(listed("plain lines", HALF) + both))}
    assert (files(found["nord"]), files(found["syd"])) == (["2009.pdf"], ["2016.pdf"])


def test_what_is_read_beside_titles_that_were_missed_is_doubtful() -> None:
    other = "<p>Vi har skrevet <a href='/omtale.pdf'>en længere omtale af dem alle</a> i maj.</p>"
    found = read_entries(whole(listed("plain lines") + other), PLACE, TITLES)
    sure = {entry.citation.title for entry in found if entry.trust > Trust.DOUBTFUL}
    assert sure == {*TITLES}


def test_a_page_that_brought_materials_is_read_the_same_again(known: Collection) -> None:
    news = "".join(
        f"<article><h2><a href='/nyt/{n}'>{title}</a></h2><p>{n}. maj 2019</p><p>{TEXTS[n]}</p>"
        "</article>"
        for n, title in enumerate((f"Stor interesse for {TITLES[1]}", "Ny leder på molen",
                                   f"{TITLES[4]} er trykt igen"))
    )  # fmt: skip
    page = known.corpus.parent / "side.html"
    for inner in (news, listed("points"), f"{news}{listed('house before')}"):
        page.write_bytes(whole(inner))
        assert known.run("harvest", str(page)).exit_code == 0
        once = (known.corpus / "overlay.json").read_bytes()
        assert known.run("harvest", str(page)).exit_code == 0
        assert (known.corpus / "overlay.json").read_bytes() == once
