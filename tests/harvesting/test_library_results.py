"""A library's results: subtitles apart, place, house and year under one name, shelves."""

from indexer.harvesting.listreader import read_entries

PLACE = "https://katalog.example/resultater?q=havn"
ROWS = (
    ("Kraner og kroge", "fire havne", "Ask Holm", "Esbjerg : Havnefondet, 2011",
     "Kranerne i fire havne og de folk, der passer dem. Med kort."),
    ("Lodser i tåge", "", "Ida Krog", "Odense : Søens Institut, 2014",
     "Interview med tolv lodser, som har sejlet i al slags vejr."),
    ("Nattens fyr", "hvem tænder lyset?", "Bo Lind", "Aalborg : Fyrfonden, 2018",
     "Hvad koster et fyr i drift? Bogen regner på ni af dem."),
    ("Både i ler", "", "Eva Juhl", "Vejle : Havnefondet, 2020",
     "Seks både blev gravet ud, og ingen af dem lignede de andre."),
)  # fmt: skip


def _field(name: str, said: str) -> str:
    return f'<div class="summary"><span class="label">{name}: </span>{said}</div>'


def _row(n: int) -> str:
    title, more, by, house, text = ROWS[n]
    subtitle = f' : <span class="subtitle">{more}</span>' if more else ""
    family, _, first = by.rpartition(" ")[::-1]
    fields = (
        _field("Materialetype", "Bog"),
        _field("Sprog", "Dansk"),
        _field("Udgivelse", house),
        _field("Resumé", text),
        _field("Online adgang", f'<a href="https://sted{n}.example/{n}.pdf">Klik her</a>'),
        _field("Tilgængelighed", "Eksemplarer til hjemlån: Hovedbiblioteket [Hylde: 38.4] (2)."),
    )
    return (
        f'<tr><td><input type="checkbox"></td><td><a class="title" href="/post?nr={n}">'
        f'<span class="biblio-title">{title}</span>{subtitle}</a>'
        f'<p>af <a href="/af?{n}">{family}, {first}</a></p>{"".join(fields)}</td></tr>'
    )


def test_library_results() -> None:
    """Each is read whole, and no shelf is a part of its text."""
    rows = "".join(map(_row, range(len(ROWS))))
    page = f"<html><main><h1>Resultater</h1><table>{rows}</table></main></html>"
    found = read_entries(page.encode(), PLACE)
    assert [(e.citation.title, e.text) for e in found] == [
        (f"{title} : {more}" if more else title, text) for title, more, _, _, text in ROWS
    ]
    told = [f"{', '.join(e.citation.publishers)}, {e.citation.published}" for e in found]
    assert told == [house.split(" : ")[1] for *_, house, _ in ROWS]
    assert [e.links[0] for e in found] == [f"https://sted{n}.example/{n}.pdf" for n in range(4)]
