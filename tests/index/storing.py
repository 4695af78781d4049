"""A small collection with its index in one archive, to be kept while the code goes on.

``python -m tests.index.storing FILE.tar.gz`` makes one with the code of the day.
"""

import sys
import tarfile
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from tests.conftest import Collection, make_pdf

PLAIN = (
    "Murerlaugets lærlinge fik hver en fast makker den første tid. Makkerordningen varede et halvt "
    "år, og sygefraværet faldt med 27,2 pct. Efter § 85 kan kommunen give støtte til en "
    "virksomhedsmentor."
)
WEB = """<!doctype html><html lang="da"><meta charset="utf-8"><title>Makkere på havnen</title>
<h1>Makkere på havnen</h1>
<p>Nye havnearbejdere følger en erfaren kollega i seks uger. Kollegaen viser dem pladsen, maskinerne
og reglerne, og de taler sammen hver morgen.</p>
<p>Uddannelses- og beskæftigelsesindsatsen begyndte den 17. marts 2015 i Århus, og 18-29-årige var
de fleste.</p></html>"""
PAGES = (
    "Forord\nRapporten handler om gartnerelever.",
    "Gartnereleverne fik en makker i drivhuset.\nDe ledige fik en mentor.",
)
ANSWERS = {
    "lærling": "murernes-makkere",
    "§ 85": "murernes-makkere",
    "virksomhedsmentorer": "murernes-makkere",
    "beskæftigelsesindsats": "makkere-paa-havnen",
    "17.3.2015": "makkere-paa-havnen",
    "drivhuse": "rapport-om-gartnerelever",
}
"""Queries, and the material that answers each first."""


def reports() -> list[tuple[str, bytes, str]]:
    """The name, content and title of each of the three reports."""
    return [
        ("murer.txt", PLAIN.encode(), "Murernes makkere"),
        ("havn.html", WEB.encode(), "Makkere på havnen"),
        ("rapport.pdf", make_pdf(*PAGES), "Rapport om gartnerelever"),
    ]


def fill(collection: Collection) -> None:
    """Put the three reports into an empty collection."""
    for name, content, title in reports():
        assert collection.add(name, content, title).exit_code == 0


def main() -> None:
    """Make the collection, and pack it without the generations that are no longer current."""
    with TemporaryDirectory() as folder, tarfile.open(sys.argv[1], "w:gz") as archive:
        made = Collection(Path(folder))
        fill(made)
        current = (made.index / "CURRENT").read_text().strip()
        for generation in made.index.glob("generation-*"):
            if generation.name != current:
                rmtree(generation)
        for part in (made.corpus, made.index):
            archive.add(part, part.name, filter=_anonymous)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    main()
