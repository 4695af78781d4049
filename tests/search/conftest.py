"""What tests of the search share: small collections with texts of their own."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from search.answering.searcher import Searcher
from search.index.store import IndexStore
from search.library.catalogue import Material
from search.library.record import MaterialRecord, PageRecord
from search.live import LiveSearcher

Make = Callable[[dict[str, Iterable[str]]], Searcher]
"""Makes a searcher of texts by material id; the title is the id."""


def build(folder: Path, materials: Iterable[tuple[Material, Iterable[str]]]) -> Searcher:
    """A searcher over materials with these texts, their summaries first, then a page each."""
    with IndexStore(folder).writing() as writer:
        for material, texts in materials:
            pages = [PageRecord(n, str(n or ""), text) for n, text in enumerate(texts)]
            record = MaterialRecord(material=material, pages=len(pages) - 1)
            writer.put(record, pages, fingerprint="")
    return LiveSearcher(folder).get()


@pytest.fixture
def searcher_of(tmp_path: Path) -> Make:
    """Makes a searcher of texts by material id; the title is the id."""

    def make(texts: dict[str, Iterable[str]]) -> Searcher:
        return build(
            tmp_path, ((Material(id=i, title=i), ["", *pages]) for i, pages in texts.items())
        )

    return make


def ids(searcher: Searcher, query: str, *, exact: bool = False) -> list[str]:
    """The materials that a query finds, best first."""
    return [hit.record.material.id for hit in searcher.search(query, exact=exact).materials]


def standing(searcher: Searcher, query: str, *, exact: bool = False) -> list[str]:
    """What stands at the places where the query stands whole, in the order of the collection."""
    found = []
    for place in searcher.occurrences(query, exact=exact):
        text = place.head or searcher.page_text(place.material_id, place.number) or ""
        found.append(text[place.start : place.end])
    return found


HARBOUR = Material(
    id="havnen", title="Makkere på havnen", subtitle="En kortlægning", kind="kortlægning",
    publishers=("Havnens Videncenter", "STAR"), authors=("Karen Blå", "Aage Sømand"),
    published="2014-05", subjects=("arbejdsmiljø",), target_groups=("nyansatte",),
)  # fmt: skip
NIGHT = Material(
    id="natten", title="Evaluering af nattevagternes makkerordning", kind="evaluering",
    publishers=("Institut for Vagter",), authors=("Bo Nat",), published="2016",
    subjects=("fastholdelse",), target_groups=("ældre",),
)  # fmt: skip
SALON = Material(
    id="salonen", title="Notat om mentorer i frisørfaget", kind="notat",
    publishers=("Saksens Fond",), published="2018-11-02", subjects=("unge",),
)  # fmt: skip
TEXTS: dict[str, tuple[str, ...]] = {
    "havnen": (
        "Rapporten undersøger, hvordan nye havnearbejdere får en makker den første tid.",
        "Sygefraværet faldt med 27,2 pct. blandt dem, der fik en virksomhedsmentor. En mentor i "
        "virksomheden er en kollega, og virksomhedens leder vælger mentoren. God ordning.",
        "Match mellem mentor og mentee er vigtigst. Efter § 85 kan kommunen give støtte, og sygdom "
        "og fravær følges hver måned. Et barn eller flere børn i hjemmet ændrer ikke på det.",
        "De 18-29-årige får uddannelses- og beskæftigelsesindsats. Læs bogen eller bøgerne.",
    ),
    "natten": (
        "Evalueringen følger nattevagter gennem et år med faste makkere.",
        "Nattevagternes sygefravær er uændret. Sygefraværspolitikken kender 85 vagter ikke, for "
        "fravær og syge kolleger er hverdag. Tallet 27,2 står her uden tegn.",
        "Virksomhedsmentorer og -koordinatorer mødes den 17. marts 2015 i Århus. De ledige får "
        "en ret-og-pligt-mentor fra Styrelsen for Arbejdsmarked og Rekruttering.",
        "Mentee og den frivillige mentor ses ugentligt. Effekten er målt på 18 og på 29 vagter.",
        "Hver nat får hver vagt en makker. Syge vagter og fravær er sjældne; sygefravær koster "
        "enhver virksomhed.",
        "En vagt uden makker er en vagt i en forkert virksomhed. Hver nat tæller.",
    ),
    "salonen": (
        "Et kort notat om lærlinge og deres mentorer i landets frisørsaloner.",
        "Lærlingene har en mentor i salonen. STAR har talt 1.234 arbejdsløse frisører i Aarhus.",
        "Mentorordningen kører på femte år; mentorordninger andre steder er nyere. Uden mentor "
        "falder hver fjerde fra, og fastholdelsen lider. Ordningen er dyr, og politik er politik.",
        "Frivillige kræfter i salonerne støtter unge og deres børn. Idéen er god politik.",
    ),
}


@pytest.fixture(scope="session")
def trades(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """A collection of three materials on the first time in a trade."""
    folder = tmp_path_factory.mktemp("trades")
    return build(folder, ((m, TEXTS[m.id]) for m in (HARBOUR, NIGHT, SALON)))
