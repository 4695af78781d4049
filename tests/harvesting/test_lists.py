"""Lists are read however a content system writes them, and what is doubtful is left to a person."""

import re
from collections.abc import Callable, Sequence

import pytest

from benchmarks.lists import catalogue, measure
from benchmarks.renderings.confirm import CONFIRM
from benchmarks.renderings.kept import KEPT
from benchmarks.renderings.last import LAST
from benchmarks.renderings.later import LATER
from benchmarks.renderings.page import Rendering, whole
from benchmarks.renderings.reports import REPORTS, Report
from benchmarks.renderings.tuned import TUNED
from indexer.harvesting.entry import Entry, Trust
from indexer.harvesting.listreader import read_entries
from search.library.catalogue import load_catalogue, load_overlay
from tests.conftest import Collection, Site

Write = Callable[[Sequence[Report]], Rendering]
PLACE = "https://videnbanken.example/temaer/"
TITLES = [report.title for report in REPORTS]


def read(inner: str) -> list[Entry]:
    """The entries of a page with this in it."""
    return read_entries(whole(inner), PLACE)


def paths(entry: Entry) -> list[str]:
    """The addresses of an entry, without the host."""
    return [re.sub(r"^https?://[^/]+", "", link) for link in entry.links]


RENDERINGS = TUNED | KEPT | LATER | CONFIRM | LAST


@pytest.mark.parametrize("name", RENDERINGS)
def test_every_report_is_listed_with_its_title_and_file_first(name: str) -> None:
    rendering = RENDERINGS[name](REPORTS)
    entries = {e.citation.title: e for e in read_entries(rendering.content, PLACE)}
    assert sorted(entries) == sorted(TITLES)  # some are listed by year or kind
    for report in REPORTS:
        entry = entries[report.title]
        assert {*paths(entry)} <= {report.file, report.page}
        assert "top" not in entry.text.casefold()
        assert not re.search(r"\d (MB|sider)|Udgiver:|\u200b", entry.text)


def test_the_benchmark_finds_all_of_a_good_rendering_and_tells_what_is_lost_of_a_bad_one() -> None:
    whole_list = TUNED["HTML by hand"](REPORTS)
    right = measure(whole_list, REPORTS)
    wrong = measure(TUNED["HTML by hand"](REPORTS[:5]), REPORTS)
    names = ("matched", "links", "summaries", "citations", "half_known", "foreign", "half_foreign")
    assert [right[name] for name in names] == [1.0, 1.0, 1.0, 1.0, 1.0, 0, 0]
    assert [wrong[name] for name in names] == [0.333, 0.333, 0.333, 0.333, 0.333, 0, 0]
    assert wrong["wrong"]["matched"] == TITLES[5:]


ICONS = (
    '<span aria-hidden="true">+</span>', "<i>▾</i>", '<i class="material-icons">expand_more</i>',
    '<span class="visually-hidden">Åbn</span>', "<svg><path d='M0'/></svg>", " <b>›</b>",
)  # fmt: skip


@pytest.mark.parametrize("icon", ICONS)
def test_an_icon_is_no_part_of_a_title(icon: str) -> None:
    entries = read(
        "".join(
            f"<h3><button aria-expanded='false'><span>{r.title}</span>{icon}</button></h3>"
            f"<div><p>{r.said}</p><p>{r.text[0]}</p><p><a href='{r.file}'>Hent</a></p></div>"
            for r in REPORTS
        )
    )
    assert [entry.citation.title for entry in entries] == TITLES


@pytest.mark.parametrize(
    "said",
    [
        "(PDF, 1,2 MB)",
        "[pdf 340 KB]",
        "pdf · 2 MB · 64 sider",
        "(docx)",
        "(ODT, 2 MB)",
        "[rtf]",
        "– 1.024 kB",
        "(12 sider)",
    ],
)
def test_what_is_said_of_a_file_is_no_part_of_title_text_or_publisher(said: str) -> None:
    [entry] = read(
        f"<h2>Makkere i brandvæsenet {said}</h2><p>Notat, Beredskabet, maj 2019</p>"
        f"<p>Om brandfolks makkere på vagt.</p><p><a href='/b.pdf'>Download</a> {said}</p>"
    )
    assert (entry.citation.title, entry.citation.publishers) == (
        "Makkere i brandvæsenet", ("Beredskabet",),
    )  # fmt: skip
    assert entry.text == "Om brandfolks makkere på vagt."


def test_who_wrote_it_stands_apart_from_who_put_it_out() -> None:
    [one, other] = read(
        "<ul><li>Holm, A., Dam, B. L. &amp; von Elm, C. (2015). <i>Unge på kanten</i>. Kbh.: "
        "SFI.</li>"
        "<li>Videnscenter for Klinikker (VfK) (2016). <i>Makkere på vagt</i>. "
        "<a href='/v.pdf'>Link</a></li></ul>"
    )
    assert one.citation.authors == ("Holm, A.", "Dam, B. L.", "von Elm, C.")
    assert (one.citation.publishers, one.citation.published) == (("SFI",), "2015")
    assert other.citation.publishers == ("Videnscenter for Klinikker (VfK)",)
    assert (other.citation.authors, paths(other)) == ((), ["/v.pdf"])


def test_a_link_in_a_reference_may_be_plain_text() -> None:
    entries = read(
        "<ol><li>Holm A. Unge på kanten. København: SFI; 2015. https://sfi.example/unge.pdf.</li>"
        "<li>Dam B, Elm C. Vejen til job. Cabi; 2016. Set på https://cabi.example/job</li></ol>"
    )
    assert [entry.links for entry in entries] == [
        ("https://sfi.example/unge.pdf",), ("https://cabi.example/job",),
    ]  # fmt: skip


def test_a_box_beside_the_list_is_doubtful_and_never_a_material_by_itself() -> None:
    cards = "".join(
        f"<li><h3>{r.title}</h3><p>{r.said}</p><p>{r.text[0]}</p><a href='{r.file}'>Hent</a></li>"
        for r in REPORTS
    )
    box = (
        "<div class='boks'><h3>Konference for alle makkere</h3><p>12. maj 2026</p>"
        "<p>Kom og hør, hvad andre gør.</p><a href='/konference'>Tilmeld dig her</a></div>"
    )
    trusted = {e.citation.title: e.trust for e in read(f"<ul>{cards}</ul>{box}")}
    assert trusted.pop("Konference for alle makkere") is Trust.DOUBTFUL
    assert {*trusted.values()} == {Trust.CERTAIN}


def test_a_sitemap_gives_links_of_known_materials_and_no_others(collection: Collection) -> None:
    (collection.corpus / "materials.toml").write_text(catalogue(REPORTS[:2]), encoding="utf-8")
    names = ("makkerskab-i-kommunale-sundhedsklinikker", "om-os-og-vores-hus", "kontakt")
    urls = "".join(f"<url><loc>https://v.example/{name}/</loc></url>" for name in names)
    file = collection.corpus.parent / "sitemap.xml"
    file.write_text(f"<?xml version='1.0'?><urlset xmlns='http://x'>{urls}</urlset>")
    assert collection.run("harvest", str(file)).exit_code == 0
    found = load_catalogue(collection.corpus).materials
    assert [m.links for m in found] == [(f"https://v.example/{names[0]}/",), ()]


def page(*reports: Report, more: str = "") -> bytes:
    """A page with these reports as headings, and more below."""
    return whole(
        "".join(
            f"<h2>{r.title}</h2><p>{r.said}</p><p>{r.text[0]}</p><a href='{r.file}'>Hent</a>"
            for r in reports
        )
        + more
    )


DOUBT = (
    "<h2>Makkernes sommerfest</h2><p>Kom til fest med alle makkere og deres familier.</p>"
    "<a href='/f'>Find vej</a>"
)


def test_what_is_doubtful_is_told_and_taken_only_when_it_is_accepted(
    collection: Collection,
) -> None:
    file = collection.corpus.parent / "side.html"
    file.write_bytes(page(*REPORTS[:4], more=DOUBT))
    told = collection.run("harvest", str(file)).output
    assert "  tvivlsomt: makkernes-sommerfest: Makkernes sommerfest" in told.splitlines()
    assert len(load_catalogue(collection.corpus).materials) == 4
    taken = collection.run("harvest", "--accept", "makkernes-sommerfest")
    assert (taken.exit_code, taken.output.splitlines()[0]) == (0, "  nyt: makkernes-sommerfest")
    assert "taget med: Makkernes sommerfest" in collection.run("undo").output
    assert len(load_catalogue(collection.corpus).materials) == 4
    assert collection.run("harvest", "--accept", "makkernes-sommerfest").exit_code == 0
    again = collection.run("harvest", str(file))
    assert "tvivlsomt" not in again.output
    assert len(load_catalogue(collection.corpus).materials) == 5
    unknown = collection.run("harvest", "--accept", "intet")
    assert (unknown.exit_code, unknown.stderr.count("\n")) == (1, 1)
    assert collection.run("harvest").exit_code == 2
    assert collection.run("undo").exit_code == collection.run("undo").exit_code == 0
    overlay = load_overlay(collection.corpus)
    assert (overlay.added, overlay.sources) == ((), {})


def test_a_material_that_vanished_from_its_page_is_kept_and_marked(collection: Collection) -> None:
    file = collection.corpus.parent / "side.html"
    file.write_bytes(page(*REPORTS[:4]))
    collection.run("harvest", str(file))
    file.write_bytes(page(*REPORTS[1:4]))
    told = collection.run("harvest", str(file)).output
    gone, *others = load_catalogue(collection.corpus).materials
    assert f"  står ikke længere på siden: {gone.id}" in told.splitlines()
    assert gone.delisted
    assert not any(material.delisted for material in others)
    assert f"savnet {gone.delisted}" in collection.run("status").output
    marked = (collection.corpus / "overlay.json").read_bytes()
    collection.run("harvest", str(file))
    assert (collection.corpus / "overlay.json").read_bytes() == marked
    file.write_bytes(page(*REPORTS[:4]))
    collection.run("harvest", str(file))
    assert not load_overlay(collection.corpus).delisted()


def test_a_page_that_only_script_fills_is_named_with_what_to_do(
    collection: Collection, site: Site
) -> None:
    shell = (
        "<!doctype html><title>X</title><nav>Menu</nav><div id=root></div><script src=a></script>"
    )
    site.pages["/app"] = ("text/html", shell.encode())
    told = collection.run(
        "harvest", f"{site.url}/app", MENTORSOEG_ALLOWED_HOSTS='["127.0.0.1"]',
        MENTORSOEG_ARCHIVE_URL="",
    )  # fmt: skip
    assert told.exit_code == 1
    assert "JavaScript" in told.stderr
    assert "mentorsoeg harvest FIL" in told.stderr


@pytest.mark.parametrize("name", ["RSS", "Word, headings and links"])
def test_feeds_and_word_documents_are_harvested_over_the_net(
    collection: Collection, site: Site, name: str
) -> None:
    site.pages["/liste"] = ("application/octet-stream", TUNED[name](REPORTS).content)
    allowed = {"MENTORSOEG_ALLOWED_HOSTS": '["127.0.0.1"]', "MENTORSOEG_ARCHIVE_URL": ""}
    told = collection.run("harvest", f"{site.url}/liste", **allowed)
    assert told.exit_code == 0, told.output
    assert [m.title for m in load_catalogue(collection.corpus).materials] == TITLES
