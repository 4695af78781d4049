"""The console script: one click group over the commands of indexer, search and webapp."""

from functools import partial
from importlib import import_module

import click

from search.library.group import Commands, LazyCommand

ROOMS = {
    "indexer": {
        "add": "Læg en rapport ind i samlingen, og indeksér den.",
        "backup": "Skriv en sikkerhedskopi af det lokale katalog og originalerne.",
        "doctor": "Se katalog, originaler, tekster og indeks efter, og sig, hvad der skal gøres.",
        "extract": "Vis den tekst, som indekset ville få fra en fil.",
        "fetch": "Hent materialernes links; uden ID alle.",
        "harvest": "Find materialerne på en webside, og læg deres links og tekst til kataloget.",
        "index": "Træk teksten ud af originalerne, og skriv indekset.",
        "remove": "Tag et materiale, som er lagt ind med »add«, ud igen; filen gemmes.",
        "restore": "Læg en sikkerhedskopi tilbage; det lokale katalog fra før gemmes som ….before.",
        "status": "Vis for hvert materiale: links, hvad der er hentet, sider, tegn, og hvorfor "
        "ikke.",
        "update": "Høst kildesiderne, hent links, og skriv indekset: alt i ét, egnet til cron.",
    },
    "search": {"search": "Søg i samlingen, og vis de bedste materialer med side og uddrag."},
    "webapp": {
        "notify": "Skriv til dem, der har bedt om det, hvad der er kommet siden sidst; egnet til "
        "cron.",
        "serve": "Vis søgningen i browseren.",
    },
}
"""The commands of each room, with the first sentence of their help: what they import is only
imported when they are called."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mentorsoeg")
def main() -> None:
    """Dansk søgning i materialer om mentorordninger."""


def load(room: str, name: str) -> click.Command:
    """The command itself; ``serve`` is handed the one thing of indexer's that webapp shows."""
    commands = import_module(f"{room}.commands")
    if name == "serve":
        return commands.serve_with(import_module("indexer.pageimages").PageImages)  # type: ignore[no-any-return]
    return getattr(commands, name)  # type: ignore[no-any-return]


for room, commands in ROOMS.items():
    for name, first_sentence in commands.items():
        main.add_command(LazyCommand(name, partial(load, room, name), first_sentence))

if __name__ == "__main__":
    main()
