"""What a text ends with that only leads to its material is none of it."""

import pytest

from indexer.harvesting.listreader import read_entries

TITLES = ("Kraner og kroge", "Lodser i tåge", "Nattens lange vagt")
TEXT = "Om de {} havne, som ingen længere ser. Hvad blev der af folkene?"


@pytest.mark.parametrize(
    ("end", "kept"),
    [
        (" Rapporten kan hentes <a href='{}'>her</a>.", ""),
        (" <a href='{}'>Hent rapporten her</a>.", ""),
        (" <a href='{}'>Læs mere</a>", ""),
        (" Bogen er til at læse i.</p><p><a href='{}'>Hent bogen</a>", " Bogen er til at læse i."),
    ],
)
def test_leads(end: str, kept: str) -> None:
    """A sentence that says no more than where the file is; one without a link stays."""
    listed = "".join(
        f"<p><b>{title}</b><br>Havnefondet, {2014 + n}</p>"
        f"<p>{TEXT.format(title.split()[0].lower())}{end.format(f'/filer/{n}.pdf')}</p>"
        for n, title in enumerate(TITLES)
    )
    said = "<p>Kender du flere? Skriv til havnen@havnefondet.example.</p>"
    page = f"<html><main><h1>Læs om havnen</h1>{listed}{said}</main></html>"
    found = read_entries(page.encode(), "https://havnefondet.example/lister")
    assert [(e.citation.title, e.text, e.links) for e in found] == [
        (
            title,
            f"{TEXT.format(title.split()[0].lower())}{kept}",
            (f"https://havnefondet.example/filer/{n}.pdf",),
        )
        for n, title in enumerate(TITLES)
    ]


def test_byline() -> None:
    """Who wrote a post, and when, is none of what it tells of, nor who took its pictures."""
    listed = "".join(
        f"<h2>{n + 1}. {title}</h2><p>{TEXT.format(title.split()[0].lower())}</p>"
        f"<p>Hent den <a href='/filer/{n}.pdf'>her</a>.</p><figcaption>Foto: Bo Lind</figcaption>"
        for n, title in enumerate(TITLES)
    )
    byline = (
        "<div><h4><a href='/af/ida'>Ida Krogsgaard</a></h4><time>14. september 2023</time></div>"
    )
    page = f"<html><main><h1>Tre gode bøger</h1>{byline}<div>{listed}</div></main></html>"
    found = read_entries(page.encode(), "https://havnefondet.example/blog/tre")
    assert [(e.citation.title, e.text) for e in found] == [
        (title, TEXT.format(title.split()[0].lower())) for title in TITLES
    ]
