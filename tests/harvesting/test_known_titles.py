"""What the catalogue knows is found by its title, whatever the page is built of."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.renderings.page import whole
from indexer.harvesting.listreader import read_entries
from search.library.catalogue import Material
from tests.conftest import Collection
from tests.harvesting.test_shapes import harvest

TITLES = ("Hvem holder rebet?", "Lodsen og lærlingen", "Kajens tavse timer: Et feltstudie",
          "Bolværk", "Morgenvagt på molen", "Ankerkæder og aftaler")  # fmt: skip
HOUSES = (
    "Kajrådet",
    "Forlaget Ebbe",
    "Søinstituttet",
    "Kajrådet",
    "Vagerforeningen",
    "Forlaget Ebbe",
)
TEXTS = (
    "Bogen følger tolv lærlinge fra den første vagt til den sidste. De fleste bliver om bord.",
    "Samtaler med lodser viser, at råd gives bedst i mørke. Heftet har øvelser til fire aftener.",
    "Et år blev brugt på at lytte til havnen. Kranerne fylder mindre, end naboerne tror.",
    "Vejledningen samler krav til træ, sten og beton. Den gælder også for lystbådehavne.",
    "Her fortæller ni vagter om kulde og kaffe. Ingen af dem vil bytte.",
    "Aftaler om deling af kæder er prøvet i tre byer. Udgiften faldt med en femtedel.",
)
CATALOGUE = "\n".join(
    f'[[materials]]\nid = "nr-{n}"\ntitle = "{title}"' for n, title in enumerate(TITLES)
)
MENTION = (
    "<p>{lead} <i>{title}</i> – {house} står bag. {text} Se <a href='/{n}.pdf'>selv her</a></p>"
)
SHAPES = {
    "plain lines": "<div>{title}<br>{text}<br><a href='/{n}.pdf'>Hent den som fil</a></div>",
    "house before": "<p>{house} – <a href='/{n}.pdf'>{title}</a></p><p>{text}</p>",
    "the title last": "<p>Nr. {n}. {house} om <a href='/{n}.pdf'>{title}</a></p><p>{text}</p>",
    "within a sentence": MENTION,
    "points": "<li>{house}: {title}. <span>{text}</span> (<a href='/{n}.pdf'>pdf</a>)</li>",
    "rows of three": "<div><div><p>{house}</p></div><div><p><a href='/{n}.pdf'>{title}</a></p>"
                     "</div><div><p>{text}</p></div></div>",
}  # fmt: skip
LEADS = ("Vil man vide noget om reb, er der", "Mere stille er", "Længst har vi brugt",
         "Teknikere griber ofte til", "Godt selskab er", "Til sidst nævner vi")  # fmt: skip


def listed(shape: str, only: range = range(len(TITLES))) -> str:
    """The materials of these numbers as the shape has them."""
    return "".join(
        SHAPES[shape].format(n=n, title=TITLES[n], house=HOUSES[n], text=TEXTS[n], lead=LEADS[n])
        for n in only
    )


@pytest.fixture
def known(collection: Collection) -> Collection:
    """A collection whose catalogue knows the titles and nothing else."""
    (collection.corpus / "materials.toml").write_text(CATALOGUE, encoding="utf-8")
    return collection


def files(material: Material) -> list[str]:
    """The names of the files that a material's links end with."""
    return [link.rsplit("/", 1)[-1] for link in material.links]


@pytest.mark.parametrize("shape", SHAPES)
def test_known_materials_get_their_own_link_and_text_in_any_shape(
    shape: str, known: Collection
) -> None:
    found = harvest(known, whole(listed(shape)))
    assert [material.id for material in found] == [f"nr-{n}" for n in range(len(TITLES))]
    for n, material in enumerate(found):
        assert files(material) == [f"{n}.pdf"]
        assert TEXTS[n] in material.page_summary
        others = {*TEXTS} - {TEXTS[n]}
        assert not any(text in material.page_summary for text in others)


@pytest.mark.parametrize("shape", ["house before", "the title last"])
def test_what_is_set_apart_as_the_known_titles_are_is_a_material_too(
    shape: str, known: Collection
) -> None:
    catalogue = "\n".join(CATALOGUE.split("\n")[:12])  # four of the six
    (known.corpus / "materials.toml").write_text(catalogue, encoding="utf-8")
    found = harvest(known, whole(listed(shape)))
    assert [material.title for material in found] == [*TITLES]
    assert [files(material) for material in found] == [[f"{n}.pdf"] for n in range(len(TITLES))]


def test_a_title_that_a_list_of_links_repeats_is_read_where_the_others_stand(
    known: Collection,
) -> None:
    top = "".join(f"<li><a href='/mest/{n}'>{TITLES[n]}</a></li>" for n in (2, 0))
    found = harvest(known, whole(f"<ul><li>Mest læst</li>{top}</ul>{listed('points')}"))
    assert [files(material) for material in found] == [[f"{n}.pdf"] for n in range(len(TITLES))]
    assert TEXTS[2] in found[2].page_summary


def test_news_below_the_last_known_material_is_none_of_its_text(known: Collection) -> None:
    news = "<h4>Sommerlukket</h4><p>Vi holder lukket i uge 28 og 29, men svarer på breve.</p>"
    found = harvest(known, whole(listed("plain lines") + news))
    assert TEXTS[-1] in found[len(TITLES) - 1].page_summary
    assert not any("uge 28" in material.page_summary for material in found[: len(TITLES)])


def test_a_short_title_is_found_where_it_is_set_apart_and_not_as_a_word(known: Collection) -> None:
    text = "<p>Et bolværk er en væg mod vandet. Læs <a href='/a.pdf'>mere om vægge</a> her.</p>"
    material = harvest(known, whole(f"{listed('within a sentence', range(3))}{text}"))[3]
    assert (material.links, material.page_summary) == ((), "")
    set_apart = "<p><b>{title}</b>. {text} <a href='/{n}.pdf'>pdf</a></p>"
    inner = "".join(set_apart.format(n=n, title=TITLES[n], text=TEXTS[n]) for n in (2, 3))
    assert files(harvest(known, whole(inner))[3]) == ["3.pdf"]


def test_a_word_that_a_page_explains_is_no_title(known: Collection) -> None:
    words = "".join(
        f"<p><b>{word}</b>. {text} <a href='/om/{n}'>Se loven</a></p>"
        for n, (word, text) in enumerate(zip(("Bolværk", "Fender", "Pullert"), TEXTS, strict=False))
    )
    assert not harvest(known, whole(f"<h2>Ordliste</h2>{words}"))[3].links


def test_known_titles_change_nothing_where_all_of_them_are_found_anyway() -> None:
    page = whole("".join(
        f"<h2>{title}</h2><p>Rapport, {house}, 2018</p><p>{text}</p><a href='/{n}.pdf'>Hent</a>"
        for n, (title, house, text) in enumerate(zip(TITLES, HOUSES, TEXTS, strict=True))
    ))  # fmt: skip
    place = "https://havn.example/side/"
    assert read_entries(page, place, TITLES) == read_entries(page, place)


@settings(deadline=None)
@given(st.lists(st.text(max_size=30)), st.text(max_size=200))
def test_any_titles_are_looked_for_in_any_text(titles: list[str], text: str) -> None:
    page = f"<p>{text}</p><p>{''.join(titles[:2])} <a href='/x.pdf'>her</a></p>"
    for entry in read_entries(page.encode("utf-8", "replace"), "https://havn.example/", titles):
        assert any(letter.isalpha() for letter in entry.citation.title)
