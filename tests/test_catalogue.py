"""The catalogue as its readers see it: the committed file, mistakes in it, and the overlay."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.library.catalogue import (
    MATERIALS_FILE,
    OVERLAY_FILE,
    Addition,
    Catalogue,
    Material,
    Overlay,
    load_catalogue,
    load_overlay,
    save_overlay,
)
from search.library.errors import CatalogueError
from search.library.visible import one_line
from tests.conftest import Collection

COMMITTED = Path(__file__).parents[1] / "corpus" / MATERIALS_FILE

IDS = [
    "fokusrevision-mentorstoette-2019",
    "mentorer-faar-folk-i-job-2018",
    "jobcentrenes-erfaring-2018",
    "mentorguide-integrationsmentorer-2018",
    "den-digitale-mentor-2017",
    "mentor-eneste-indsats-2016",
    "mentor-flygtninge-immigranter-2016",
    "mentor-i-praksis-2015",
    "effektstudie-udsatte-unge-2015",
    "beskaeftigelsesmentorer-udsatte-voksne-2015",
    "anvendelsen-af-mentorer-2015",
    "evaluering-mentorordningen-2015",
    "seniormentorer-sygefravaer-2014",
    "mentorindsats-unge-2014",
    "sociale-mentorer-2012",
]
BOOKS = {"mentor-flygtninge-immigranter-2016", "mentor-i-praksis-2015"}
WITHOUT_KNOWN_LINK = {
    "fokusrevision-mentorstoette-2019",
    "mentorer-faar-folk-i-job-2018",
    "jobcentrenes-erfaring-2018",
    "mentorguide-integrationsmentorer-2018",
    "sociale-mentorer-2012",
}

GOOD = 'id = "rapport-2018"\ntitle = "En rapport"\n'
GOOD_FILE = f"[[materials]]\n{GOOD}"


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The committed catalogue, without the overlay that a working copy may have beside it."""
    folder = tmp_path_factory.mktemp("corpus")
    shutil.copy(COMMITTED, folder / MATERIALS_FILE)
    return load_catalogue(folder)


def write(folder: Path, text: str, name: str = MATERIALS_FILE) -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def complaint(folder: Path) -> str:
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    return str(caught.value)


def test_the_committed_catalogue_has_the_fifteen_materials_in_order(committed: Catalogue) -> None:
    assert [m.id for m in committed.materials] == IDS


def test_every_committed_material_can_be_cited_filtered_and_found(committed: Catalogue) -> None:
    for material in committed.materials:
        assert material.publishers, material.id
        assert material.year, material.id
        assert material.target_groups, material.id
        assert material.subjects, material.id
        assert len(material.summary.split()) >= 40, material.id
        assert "@" not in material.summary, material.id


def test_only_the_two_books_are_without_full_text_to_expect(committed: Catalogue) -> None:
    without = {m.id for m in committed.materials if not m.full_text_expected}
    assert without == BOOKS == {m.id for m in committed.materials if m.kind == "bog"}


def test_committed_materials_have_links_where_an_address_is_known(committed: Catalogue) -> None:
    assert {m.id for m in committed.materials if not m.links} == WITHOUT_KNOWN_LINK
    assert committed.sources == ("https://www.cabiweb.dk/temaer/mentor/mentormaterialer/",)


def test_copies_on_other_peoples_sites_stand_after_the_publishers_own(committed: Catalogue) -> None:
    material = committed.get("mentorindsats-unge-2014")
    assert material
    hosts = [link.split("/")[2] for link in material.links]
    assert hosts == ["star.dk", "star.dk", "docplayer.dk", "9pdf.org"]


FINDINGS = {
    "20 stikprøvesager": "fokusrevision-mentorstoette-2019",
    "98 kommuner spørgeguide": "fokusrevision-mentorstoette-2019",
    "fejladministration": "fokusrevision-mentorstoette-2019",
    "Cabi 2018 artikel": "mentorer-faar-folk-i-job-2018",
    "53 pct. samarbejde med mentorerne": "jobcentrenes-erfaring-2018",
    "Danmarks Radio": "jobcentrenes-erfaring-2018",
    "10 gode råd mentorsamtale": "mentorguide-integrationsmentorer-2018",
    "Sammen om integration": "mentorguide-integrationsmentorer-2018",
    "psykiske funktionsnedsættelser": "den-digitale-mentor-2017",
    "Maria Lincke": "den-digitale-mentor-2017",
    "17.000 passive": "mentor-eneste-indsats-2016",
    "6 måneder": "mentor-eneste-indsats-2016",
    "aftaleskema": "mentor-flygtninge-immigranter-2016",
    "Thinggaard": "mentor-flygtninge-immigranter-2016",
    "Trykværket": "mentor-i-praksis-2015",
    "10 procentpoint dårlig skolegang": "effektstudie-udsatte-unge-2015",
    "pressemeddelelse august 2015": "effektstudie-udsatte-unge-2015",
    "26 boligområder": "beskaeftigelsesmentorer-udsatte-voksne-2015",
    "virksomhedscenter": "beskaeftigelsesmentorer-udsatte-voksne-2015",
    "27,2 procent": "anvendelsen-af-mentorer-2015",
    "ret-og-pligt-mentor": "anvendelsen-af-mentorer-2015",
    "43.485 personer": "evaluering-mentorordningen-2015",
    "81 procent af mentorerne": "evaluering-mentorordningen-2015",
    "55 år": "seniormentorer-sygefravaer-2014",
    "Erling G. Rasmussen": "seniormentorer-sygefravaer-2014",
    "2.593 unge": "mentorindsats-unge-2014",
    "hverdagsmestring": "mentorindsats-unge-2014",
    "spilleregler og etik": "sociale-mentorer-2012",
    "Mploy": "sociale-mentorer-2012",
}


def test_a_figure_a_name_or_a_finding_leads_to_the_material_that_has_it(
    catalogued: Collection,
) -> None:
    found = {query: catalogued.search(query, "--limit", "1") for query in FINDINGS}
    assert {query: hits[0]["material"] for query, hits in found.items() if hits} == FINDINGS


def test_the_line_breaks_of_a_summary_are_spaces(tmp_path: Path) -> None:
    write(tmp_path, f'{GOOD_FILE}summary = """\nFørste linje,\n  anden linje.\n"""\n')
    assert load_catalogue(tmp_path).materials[0].summary == "Første linje, anden linje."


def test_a_folder_without_files_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path) == Catalogue()
    assert load_overlay(tmp_path) == Overlay()


@pytest.mark.parametrize(
    ("publishers", "shown"),
    [
        ((), ""),
        (("Cabi",), "Cabi"),
        (("SUS", "Matchgruppen"), "SUS og Matchgruppen"),
        (("A", "B", "C"), "A, B og C"),
    ],
)
def test_publishers_are_listed_as_danish_does(publishers: tuple[str, ...], shown: str) -> None:
    assert Material(id="m", title="M", publishers=publishers).publisher == shown


@pytest.mark.parametrize("known", ["2018", "2018-06", "2018-06-17", "2016-02-29"])
def test_a_date_is_as_precise_as_known(tmp_path: Path, known: str) -> None:
    write(tmp_path, f'{GOOD_FILE}published = "{known}"')
    [material] = load_catalogue(tmp_path).materials
    assert material.published == known
    assert material.year == int(known[:4])


@pytest.mark.parametrize(
    ("line", "field", "why"),
    [
        ('titel = "Stavet forkert"', "titel", "kendes ikke"),
        ('published = "juni 2018"', "published", "'juni 2018' skal skrives som 2018, 2018-06"),
        ('published = "2018-13"', "published", "skal skrives som"),
        ('published = "2018-02-30"', "published", "er ikke en dag i kalenderen"),
        ("published = 2018", "published", "skal være en tekst"),
        ('links = ["www.cabiweb.dk"]', "links", "'www.cabiweb.dk' skal begynde med http"),
        ('links = ["https://a.dk/en rapport.pdf"]', "links", "uden mellemrum"),
        ('links = "https://a.dk/"', "links", "skal være en liste"),
        ('links = ["file:///etc/passwd"]', "links", "skal begynde med http"),
        ('kind = " "', "kind", "må ikke være tomt"),
        ('authors = [""]', "authors", "må ikke være tomt"),
        ('full_text_expected = "måske"', "full_text_expected", "skal være true eller false"),
        ("full_text_expected = []", "full_text_expected", "skal være true eller false"),
    ],
)
def test_a_bad_field_is_named_with_its_file_and_material(
    tmp_path: Path, line: str, field: str, why: str
) -> None:
    text = complaint(write(tmp_path, f"{GOOD_FILE}{line}"))
    assert text.startswith(f"{tmp_path / MATERIALS_FILE}: ")
    assert "materialet 'rapport-2018', " in text
    assert f"feltet {field!r}: " in text
    assert why in text
    assert "\n" not in text


def test_a_missing_title_is_named(tmp_path: Path) -> None:
    text = complaint(write(tmp_path, '[[materials]]\nid = "uden-titel"'))
    assert "materialet 'uden-titel', feltet 'title': mangler" in text


@pytest.mark.parametrize("bad", ["Æblegrød", "to ord", "-x", "a--b", "", "../../etc/passwd"])
def test_an_id_that_could_not_stand_in_an_address_is_an_error(tmp_path: Path, bad: str) -> None:
    text = complaint(write(tmp_path, f'[[materials]]\nid = "{bad}"\ntitle = "T"'))
    assert f"materialet {bad!r}, feltet 'id': " in text


def test_a_material_without_id_is_named_by_its_number(tmp_path: Path) -> None:
    text = complaint(write(tmp_path, f'{GOOD_FILE}[[materials]]\ntitle = "Nr. to"'))
    assert "materialet nr. 2, feltet 'id': mangler" in text


def test_an_id_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    text = complaint(write(tmp_path, GOOD_FILE + GOOD_FILE))
    assert f"{tmp_path / MATERIALS_FILE}: materialet 'rapport-2018', feltet 'id': " in text


def test_an_id_added_twice_is_an_error_of_the_overlay(tmp_path: Path) -> None:
    twice = Material(id="egen", title="Egen")
    save_overlay(tmp_path, Overlay(added=(twice, twice)))
    text = complaint(tmp_path)
    assert f"{tmp_path / OVERLAY_FILE}: materialet 'egen', feltet 'id': " in text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("materials = 3", "feltet 'materials': skal være en liste"),
        ("[materials]\nid = 'x'", "feltet 'materials': skal være en liste"),
        ("materials = ['x']", "materialet nr. 1, skal være en tabel"),
        ("[[material]]\nid = 'x'", "feltet 'material': kendes ikke"),
        ("sources = ['cabiweb']", "feltet 'sources': 'cabiweb' skal begynde med http"),
        ("[[materials]]\nid = 7\ntitle = 'T'", "materialet nr. 1, feltet 'id': skal være en tekst"),
    ],
)
def test_a_file_of_the_wrong_shape_is_explained(tmp_path: Path, text: str, why: str) -> None:
    assert complaint(write(tmp_path, text)).startswith(f"{tmp_path / MATERIALS_FILE}: {why}")


def test_broken_toml_is_named_with_its_place(tmp_path: Path) -> None:
    text = complaint(write(tmp_path, '[[materials]]\nid = "x"\ntitle "x"'))
    assert text == f"{tmp_path / MATERIALS_FILE}: kan ikke læses: skrivefejl i linje 3, tegn 7."


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / MATERIALS_FILE).write_bytes('title = "Sygefravær"'.encode("latin-1"))
    assert f"{tmp_path / MATERIALS_FILE}: kan ikke læses" in complaint(tmp_path)


def test_a_folder_in_the_place_of_the_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / MATERIALS_FILE).mkdir()
    assert f"{tmp_path / MATERIALS_FILE}: kan ikke læses" in complaint(tmp_path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "kan ikke læses: skrivefejl i linje 1"),
        ("", "kan ikke læses: skrivefejl"),
        ("null", "skal være en tabel"),
        pytest.param("[" * 200_000, "kan ikke læses", id="nested"),
        ('{"added": [{"id": "egen"}]}', "materialet 'egen', feltet 'title': mangler"),
        ('{"findings": {"x": {"links": ["x"]}}}', "materialet 'x', feltet 'links': 'x' skal"),
        ('{"findings": {"Ø": {}}}', "materialet 'Ø', feltet 'id': "),
        ('{"findings": []}', "feltet 'findings': skal være en tabel"),
    ],
)
def test_a_broken_overlay_is_an_error_and_stays_as_it_is(
    tmp_path: Path, text: str, why: str
) -> None:
    write(tmp_path, GOOD_FILE)
    write(tmp_path, text, OVERLAY_FILE)
    assert complaint(tmp_path).startswith(f"{tmp_path / OVERLAY_FILE}: {why}")
    assert (tmp_path / OVERLAY_FILE).read_text(encoding="utf-8") == text


def test_what_harvest_found_is_merged_before_the_catalogued_links(tmp_path: Path) -> None:
    write(tmp_path, f'{GOOD_FILE}links = ["https://a.dk/1", "https://a.dk/2"]\nsummary = "Vores."')
    finding = Addition(links=("https://b.dk/ny", "https://a.dk/2"), summary="Sidens.")
    save_overlay(tmp_path, Overlay(findings={"rapport-2018": finding}))
    [material] = load_catalogue(tmp_path).materials
    assert material.links == ("https://b.dk/ny", "https://a.dk/2", "https://a.dk/1")
    assert (material.summary, material.page_summary) == ("Vores.", "Sidens.")


def test_added_materials_follow_the_catalogued_ones(tmp_path: Path) -> None:
    write(tmp_path, GOOD_FILE)
    file = f"urn:sha256:{'0' * 64}"
    own = Material(id="egen", title="Egen rapport", links=(file,))
    finding = Addition(links=("https://b.dk/egen",))
    save_overlay(tmp_path, Overlay(added=(own,), findings={"egen": finding}))
    catalogue = load_catalogue(tmp_path)
    assert [m.id for m in catalogue.materials] == ["rapport-2018", "egen"]
    added = catalogue.get("egen")
    assert added and added.links == ("https://b.dk/egen", file)
    assert added.web_links == ("https://b.dk/egen",)


def test_the_catalogued_material_counts_when_an_added_one_has_its_id(tmp_path: Path) -> None:
    write(tmp_path, GOOD_FILE)
    save_overlay(tmp_path, Overlay(added=(Material(id="rapport-2018", title="En anden"),)))
    assert [m.title for m in load_catalogue(tmp_path).materials] == ["En rapport"]


def test_a_finding_on_an_unknown_material_does_no_harm_and_is_kept(tmp_path: Path) -> None:
    write(tmp_path, GOOD_FILE)
    overlay = Overlay(findings={"forsvundet": Addition(summary="Tekst")})
    save_overlay(tmp_path, overlay)
    assert [m.id for m in load_catalogue(tmp_path).materials] == ["rapport-2018"]
    assert load_overlay(tmp_path) == overlay


def test_an_unknown_id_gives_none() -> None:
    assert Catalogue().get("findes-ikke") is None


TEXT = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(deadline=None)  # it writes to the disk
@given(title=TEXT.filter(one_line), summary=TEXT, page=TEXT)
def test_an_overlay_is_read_as_it_was_saved(title: str, summary: str, page: str) -> None:
    overlay = Overlay(
        added=(Material(id="egen-1", title=title, summary=summary, published="2020-01"),),
        findings={"egen-1": Addition(links=("https://b.dk/æ?ø=1#page=2",), summary=page)},
    )
    with tempfile.TemporaryDirectory() as name:
        save_overlay(Path(name), overlay)
        assert load_overlay(Path(name)) == overlay
