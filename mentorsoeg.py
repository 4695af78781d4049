"""The console script: one click group over the commands of indexer, search and webapp."""

import signal

try:  # noqa: SIM105 - contextlib is an import, and no traceback may come out of one
    interrupted = signal.signal(signal.SIGINT, signal.SIG_DFL)
except ValueError:  # only the first thread of a process may
    pass

import gc
import os
from contextlib import suppress
from functools import cache, partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

import click

from search.library.clickwords import speak_danish
from search.library.group import OPTIONS, Commands, LazyCommand
from search.library.interrupts import ended_by_interrupt, hear_again

if TYPE_CHECKING:
    from search.library.intake import Intake
    from search.library.settings import Settings

ROOMS = {
    "indexer": {
        "add": "Læg rapporter ind i samlingen, og indeksér dem.",
        "backup": "Skriv en sikkerhedskopi af det lokale katalog og originalerne.",
        "doctor": "Se katalog, originaler, tekster og indeks efter, og sig, hvad der skal gøres.",
        "edit": "Ret, hvad der står om et materiale; uden felter vises det, som det er.",
        "extract": "Vis den tekst, som indekset ville få fra en fil.",
        "fetch": "Hent materialernes links; uden ID alle.",
        "harvest": "Find materialerne på en webside, og læg deres links og tekst til kataloget.",
        "index": "Træk teksten ud af originalerne, og skriv indekset.",
        "remove": "Tag et materiale, som er lagt ind med »add«, ud igen; filen gemmes.",
        "restore": "Læg en sikkerhedskopi tilbage; det lokale katalog fra før gemmes som ….before.",
        "status": "Vis for hvert materiale: links, hvad der er hentet, sider, tegn, og hvorfor "
        "ikke.",
        "undo": "Tag den seneste ændring tilbage: add, edit, remove, harvest eller fra browseren.",
        "update": "Høst kildesiderne, hent links, tag filerne i corpus/ind ind, og skriv indekset.",
    },
    "search": {
        "findings": "Find den sætning eller tabelrække, der svarer, med tal, side og kilde.",
        "search": "Søg i samlingen, og vis de bedste materialer med side og uddrag.",
    },
    "webapp": {
        "notify": "Skriv til dem, der har bedt om det, hvad der er kommet siden sidst; egnet til "
        "cron.",
        "secret": "Gør en hemmelighed til det, der skal stå i indstillingen »upload_secret«.",
        "serve": "Vis søgningen i browseren.",
    },
}
"""The commands of each room, with the first sentence of their help: what they import is only
imported when they are called."""

OBJECTS = 50_000
"""Made, and not let go, before they are looked through for garbage."""
OBJECTS_IMPORTED = 1_000_000
"""The same while a command is imported: hardly any of that is garbage, and looking is 6 % of a
search's start."""

gc.set_threshold(OBJECTS)
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it asks all that is installed
speak_danish()
hear_again()


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"]},
    options_metavar=OPTIONS, subcommand_metavar="KOMMANDO [ARGUMENT]...",
)  # fmt: skip
@click.version_option(package_name="mentorsoeg")
def main() -> None:
    """Dansk søgning i materialer om mentorordninger."""


@cache
def _commands(room: str) -> ModuleType:
    """The commands of a room; what they import is never looked through for garbage again."""
    gc.set_threshold(OBJECTS_IMPORTED)
    try:
        with ended_by_interrupt():
            return import_module(f"{room}.commands")
    finally:
        gc.freeze()
        gc.set_threshold(OBJECTS)


def load(room: str, name: str) -> click.Command:
    """The command itself; ``serve`` is handed the two things of indexer's that webapp uses."""
    commands = _commands(room)
    if name == "serve":
        page_images = import_module("indexer.pageimages").PageImages.of
        return commands.serve_with(page_images, _intake)  # type: ignore[no-any-return]
    return getattr(commands, name)  # type: ignore[no-any-return]


def _intake(settings: "Settings") -> "Intake":
    """What puts reports in, loaded when the service starts."""
    return import_module("indexer.uploads").Uploads(settings)  # type: ignore[no-any-return]


for room, commands in ROOMS.items():
    for name, first_sentence in commands.items():
        main.add_command(LazyCommand(name, partial(load, room, name), first_sentence))

with suppress(ValueError, NameError):
    signal.signal(signal.SIGINT, interrupted)

if __name__ == "__main__":
    main()
