"""Materials are found on a page, whatever shape it lists them in."""

import re
from pathlib import Path

import pytest

from indexer.harvesting.listreader import read_entries
from indexer.harvesting.overlaying import merge
from search.library.catalogue import Material, load_catalogue, load_overlay, save_overlay
from tests.conftest import Collection
from tests.harvesting.pages import MATERIALS, SHAPES, TOP, listing, page

DAY = "2026-01-31"
NOISE = ("Ring til", "Kajen 1", "Privatliv", "Kurser 2019", "Find kurser", "Ikke et materiale")


PLACE = "https://havnebiblioteket.example/materialer/"


def harvest(collection: Collection, content: str | bytes) -> tuple[Material, ...]:
    """Harvest a page as the command does, but in this process, and give the catalogue then."""
    raw = content.encode() if isinstance(content, str) else content
    catalogue, overlay = load_catalogue(collection.corpus), load_overlay(collection.corpus)
    entries = read_entries(raw, PLACE, [material.title for material in catalogue.materials])
    assert entries
    save_overlay(collection.corpus, merge(catalogue, overlay, entries, PLACE, DAY).overlay)
    return load_catalogue(collection.corpus).materials


def check(found: tuple[Material, ...]) -> None:
    """Hold what was found against what the page lists."""
    assert [m.title for m in found] == [m.title for m in MATERIALS]
    for material, listed in zip(found, MATERIALS, strict=True):
        assert [re.sub(r".*example", "", link) for link in material.links] == [listed.href]
        assert " ".join(listed.text[0].split()) in material.page_summary
        assert not [noise for noise in NOISE if noise in material.page_summary]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_material_is_found_with_its_own_link_and_text(
    collection: Collection, shape: str
) -> None:
    check(harvest(collection, listing(shape)))


@pytest.mark.parametrize("shape", SHAPES)
def test_harvesting_again_changes_nothing(collection: Collection, shape: str) -> None:
    harvest(collection, listing(shape))
    before = (collection.corpus / "overlay.json").read_bytes()
    harvest(collection, listing(shape))
    assert (collection.corpus / "overlay.json").read_bytes() == before


def test_one_shape_after_another_finds_the_same_materials(collection: Collection) -> None:
    for shape in SHAPES:
        found = harvest(collection, listing(shape))
    assert [m.title for m in found] == [m.title for m in MATERIALS]
    assert [len(m.links) for m in found] == [1] * 15


def test_publishers_dates_and_kinds_are_taken_from_the_page(collection: Collection) -> None:
    found = {m.title: m for m in harvest(collection, listing("h2"))}
    told = [
        (m.kind, m.publisher, m.published, m.full_text_expected)
        for m in (
            found["Makkere på kajen – en kortlægning"],
            found["Mestrenes erfaring med lærlinge fra andre egne"],
            found["Makker i hverdagen – Vejen ind på værftet"],
            found["Gamle styrmænd forebygger ulykker"],
        )
    ]
    assert told == [
        ("notat", "Havnens Videncenter", "2017-05", True),
        ("undersøgelse", "Vestegnens Analyse og Radio Havn", "2018-06", True),
        ("bog", "Dokkens Tryk", "2015", False),
        ("andet", "", "2014-11", True),
    ]


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("shape", [*SHAPES])
def test_a_page_with_few_materials_is_read_alike(
    collection: Collection, shape: str, count: int
) -> None:
    dated = [m for m in MATERIALS if m.line and not m.heading][:count]
    found = harvest(collection, page("".join(SHAPES[shape](m) for m in dated)))
    assert [m.title for m in found] == [m.title for m in dated]


@pytest.mark.parametrize("shape", ["h2", "strong", "cards", "definition list", "table rows"])
def test_materials_without_publisher_lines_are_found_by_text_and_link(
    collection: Collection, shape: str
) -> None:
    bare = [re.sub(r"[,(].*(20\d\d).*", "", m.title) for m in MATERIALS]
    inner = "".join(SHAPES[shape](m) for m in MATERIALS if not m.heading)
    for m in MATERIALS:
        inner = inner.replace(m.line.replace("&", "&amp;"), "") if m.line else inner
    found = harvest(collection, page(inner))
    wanted = [title for title, m in zip(bare, MATERIALS, strict=True) if not m.heading]
    assert [m.title for m in found] == wanted


DECLARED = "<meta charset='{}'>"
HEAD = '<meta charset="utf-8">'


@pytest.mark.parametrize(
    ("encoding", "declaration"),
    [
        ("cp1252", DECLARED.format("windows-1252")),
        ("cp1252", DECLARED.format("iso-8859-1")),
        ("cp1252", "<META HTTP-EQUIV=Content-Type CONTENT='text/html; CHARSET=ISO-8859-1'>"),
        ("cp1252", ""),
        ("cp1252", HEAD),
        ("cp1252", DECLARED.format("findes-ikke")),
        ("cp1252", DECLARED.format("base64")),
        ("utf-8", DECLARED.format("iso-8859-1")),
        ("utf-8", ""),
        ("utf-8-sig", HEAD),
        ("utf-16", ""),
        ("mac-roman", DECLARED.format("macintosh")),
    ],
)
def test_letters_are_right_in_every_encoding_and_under_every_declaration(
    collection: Collection, encoding: str, declaration: str
) -> None:
    text = listing("h2").replace(HEAD, declaration)
    text = text.replace("<head>", "<head><base href='https://havnebiblioteket.example/'>")
    (collection.corpus.parent / "side.html").write_bytes(text.encode(encoding))
    result = collection.run("harvest", str(collection.corpus.parent / "side.html"))
    assert result.exit_code == 0, result.output
    check(load_catalogue(collection.corpus).materials)


@pytest.mark.parametrize(
    "break_",
    [
        lambda text: re.sub(r"</(p|li|ul|h1|main|body|html)>", "", text),
        lambda text: text.replace("</strong></p>", "</p></strong>"),
        lambda text: re.sub(r"<(/?)(h2|p|ul|li|a)\b", lambda m: m[0].upper(), text),
        lambda text: text.replace("<h2>", "<h2 class=x onclick='a>b'>"),
        lambda text: text.replace("<!doctype html><html lang=\"da\">", "<?xml version='1.0'?>"),
        lambda text: text.replace("</p>", "</p></div></span></font>"),
        lambda text: text.replace("<p>", "<p><!-- <h2>Skjult, 2018</h2> --><o:p></o:p>"),
        lambda text: re.sub(r">\s+<", "><", text.replace("\n", " ")),
        lambda text: text.replace("Download", "&#68;ownload").replace("ø", "&oslash;"),
        lambda text: text[: text.index("<footer>") + 20],
    ],
)  # fmt: skip
def test_broken_html_is_read_as_a_browser_would(collection: Collection, break_: object) -> None:
    assert callable(break_)
    check(harvest(collection, break_(listing("h2"))))


def test_a_page_without_main_or_names_for_its_parts_keeps_its_menus_to_itself(
    collection: Collection,
) -> None:
    inner = "".join(SHAPES["h2"](m) for m in MATERIALS)
    text = page(inner, main=False).replace(TOP, "<div><a href='/'>Forside</a></div>")
    bottom = """<div><p>Kajen 1, 9999 Nordhavn. Ring til os.</p>
        <p><a href='/privatliv.pdf'>Privatliv</a></p></div>"""
    check(harvest(collection, re.sub(r"<section class.*</footer>", bottom, text, flags=re.S)))


def test_links_to_landing_pages_are_kept_and_teasers_and_sharing_are_not(
    collection: Collection,
) -> None:
    inner = (
        "<h2>Makkere i brandvæsenet</h2><p>Beredskabet, 2019</p><p>Om brandfolks makkere.</p>"
        "<p><a href='/udgivelser/brand/'>Læs om rapporten</a> "
        "<a href='https://www.facebook.com/sharer?u=1'>Del</a> <a href='#top'>Til toppen</a> "
        "<a href='mailto:a@havn.example'>Skriv</a> <a href='javascript:alert(1)'>Hent</a> "
        "<a href='/filer/brand.pdf'>Download</a></p>"
    )
    [found] = harvest(collection, page(inner))
    assert [link.removeprefix("https://havnebiblioteket.example") for link in found.links] == [
        "/filer/brand.pdf", "/udgivelser/brand/",
    ]  # fmt: skip


def test_a_bare_list_of_files_is_read_by_the_titles_of_its_links(collection: Collection) -> None:
    titles = ["Makkere i brandvæsenet", "Rapport: Makkere i postvæsenet (PDF, 1,2 MB)"]
    items = "".join(f"<li><a href='/{n}.pdf'>{title}</a></li>" for n, title in enumerate(titles))
    more = "<li><a href='/privatliv.pdf'>Vores politik om privatliv</a></li>"
    found = harvest(collection, page(f"<ul>{items}{more}</ul>"))
    assert [m.title for m in found] == ["Makkere i brandvæsenet", "Makkere i postvæsenet"]


@pytest.mark.parametrize(
    "heading", ["…", "(", "”", "(2018)", ":", "- ", "2018", "(PDF, 2 MB)", "!"]
)
def test_a_heading_without_words_is_no_material(collection: Collection, heading: str) -> None:
    inner = f"<h2>{heading}</h2><p>Havnen, 2018</p><p>Tekst <a href='/x\u00a0y.pdf'>Hent</a></p>"
    good = inner.replace(heading, "Makkere i brandvæsenet", 1)
    [found] = harvest(collection, page(inner + good))
    assert found.title == "Makkere i brandvæsenet"
    assert found.links == ("https://havnebiblioteket.example/x%C2%A0y.pdf",)


def test_a_page_about_one_material_gives_that(collection: Collection) -> None:
    inner = "<p>Beredskabet, maj 2019</p><p>Om makkere.</p><p><a href='/b.pdf'>Hent</a></p>"
    text = page(inner).replace("<p>Her er, hvad der er skrevet om makkere.</p>", "")
    [found] = harvest(collection, text.replace("Makkermaterialer", "Makkere i brandvæsenet"))
    assert (found.title, found.published) == ("Makkere i brandvæsenet", "2019-05")


def test_e_mail_addresses_stay_out_of_the_catalogue(collection: Collection) -> None:
    inner = (
        "<h2>Makkere i postvæsenet</h2><p>Posten, 2019</p>"
        "<p>Skriv til Pia Post, pia@posten.example, om makkere i postvæsenet.</p>"
    )
    [found] = harvest(collection, page(inner))
    assert "@" not in found.page_summary
    assert "Skriv til Pia Post" in found.page_summary


def test_a_large_page_is_read_in_proportion_to_its_size(collection: Collection) -> None:
    inner = "".join(
        f"<h2>Makkerrapport nummer {n}</h2><p>Forlaget {n}, 2018</p><p>Tekst om {n}.</p>"
        f"<p><a href='/{n}.pdf'>Hent</a></p>" for n in range(300)
    )  # fmt: skip
    assert len(harvest(collection, page(inner))) == 300


def test_nothing_is_found_on_a_page_that_lists_nothing(
    collection: Collection, tmp_path: Path
) -> None:
    file = tmp_path / "tom.html"
    file.write_text(page("<h2>Velkommen</h2><p>Vi holder åbent hver dag.</p>"))
    result = collection.run("harvest", str(file))
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert load_overlay(collection.corpus).added == ()


def test_kind_publisher_and_date_may_have_a_line_each(collection: Collection) -> None:
    row = (
        "<li><h2><a href=/{0}>{0} på havnen</a></h2><ul><li>Notat</li><li>Havnens Videncenter</li>"
        "<li>maj 2017</li></ul><p>Her fortælles om {0} på havnen og deres folk.</p></li>"
    )
    rows = "".join(row.format(name) for name in ("Makkere", "Lodser", "Fyrpassere"))
    found = harvest(collection, page(f"<ul>{rows}</ul>"))
    assert [m.title for m in found] == [
        f"{n} på havnen" for n in ("Makkere", "Lodser", "Fyrpassere")
    ]
    told = {(m.kind, m.publishers, m.published) for m in found}
    assert told == {("notat", ("Havnens Videncenter",), "2017-05")}


def test_volumes_with_one_main_title_are_each_a_material(collection: Collection) -> None:
    titles = (
        "Havnen i tal – hvad virker?",
        "Havnen i tal – hvad koster det?",
        "Kajens tov",
        "Kajens tov II",
    )
    boxes = "".join(
        f"<h3>{title}</h3><p>Havnefonden, 2019</p><p>Om havnen og dens mange tove.</p>"
        f"<p><a href='/bind{n}.pdf'>Hent</a></p>"
        for n, title in enumerate(titles)
    )
    raw = f"<html lang=da><title>Læs</title><main><h1>Læs</h1>{boxes}</main></html>".encode()
    merged = merge(
        load_catalogue(collection.corpus),
        load_overlay(collection.corpus),
        read_entries(raw, PLACE),
        PLACE,
        DAY,
    )
    assert tuple(m.title for m in merged.overlay.added) == titles
