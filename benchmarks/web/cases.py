# ruff: noqa: E501 - tables of pages
"""What is asked of the fetcher: a link of its own host each, and what is right to come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from benchmarks.web.frames import FRAMES, page
from benchmarks.web.reports import STRANGERS, TITLES, pdf, text

Answer = tuple[int, Mapping[str, str], bytes]
"""Status, headers and body."""
INTRO = "<p>Rapporten beskriver, hvordan indsatsen er grebet an i fire kommuner, og hvad der kom ud af den.</p>"
WORDS = {
    "Download": "Download", "Download PDF": "Download PDF", "Hent": "Hent", "Hent PDF": "Hent PDF",
    "PDF (1,2 MB)": "PDF (1,2 MB)", "Læs rapporten": "Læs rapporten",
    "Se publikationen": "Se publikationen", "Find rapporten her": "Find rapporten her",
    "Åbn": "Åbn dokumentet", "Fuld tekst": "Fuld tekst",
    "ikon med alt": '<img src="/i.svg" alt="PDF-fil">',
    "aria-label": '<svg></svg>', "type": "Rapport", "download-attribut": "Rapport",
    "titlen": "{title}",
}  # fmt: skip
MARKS = {
    "aria-label": ' aria-label="Hent rapporten"', "type": ' type="application/pdf"',
    "download-attribut": " download",
}  # fmt: skip
ADDRESSES = (
    "/filer/rapport.pdf", "/media/pure/5521/884213", "/download?id=77", "/Handlers/Fil.ashx?id=77",
    "/getmedia/0f1c2d3e/rapport", "/hent/77", "/~/media/Filer/rapport.ashx",
    "/bitstream/handle/10/22/rapport", "/publikationer/77/fil", "/fileadmin/bruger/rapport-77",
    "/-/media/dokumenter/rapport.pdf?la=da&hash=AB12",
)  # fmt: skip
VIEWERS = {
    "viewer.html?file=": '<iframe src="/web/viewer.html?file=%2Ffiler%2Frapport.pdf"></iframe>',
    "ViewerJS #": '<iframe src="/ViewerJS/#../filer/rapport.pdf"></iframe>',
    "embed": '<embed src="/filer/77" type="application/pdf">',
    "object": '<object data="/filer/77" type="application/pdf"></object>',
    "iframe": '<iframe src="/filer/rapport.pdf#toolbar=0"></iframe>',
    "Googles fremviser": '<iframe src="http://viewer.test/viewer?url=http://{host}/filer/rapport.pdf&amp;embedded=true"></iframe>',
    "formular": '<form action="/filer/77" method="get"><input type="submit" value="Hent rapporten"></form>',
}  # fmt: skip
HEADS = {
    "citation_pdf_url": '<meta name="citation_pdf_url" content="/filer/77">',
    "link rel=alternate": '<link rel="alternate" type="application/pdf" href="/filer/77">',
    "meta refresh": '<meta http-equiv="refresh" content="3; url=/filer/77">',
}


@dataclass(frozen=True)
class Case:
    """A link (``http://<name>.test/side``, or ``link``) for a material of that title, of which the
    catalogue knows what ``about`` says, the pages of its host, and
    what is right: ``report``, the bytes to get; None when nothing may pass for the full text. With
    ``role`` it is to be kept as that lesser thing; ``everywhere``: the page stands at every address."""

    group: str
    name: str
    title: str
    pages: Mapping[str, Answer]
    report: bytes | None = None
    role: str | None = None
    everywhere: bool = False
    link: str = "/side"
    about: Mapping[str, str] = field(default_factory=dict)


def html(text: str, status: int = 200, **headers: str) -> Answer:
    """An HTML answer."""
    return status, {"Content-Type": "text/html; charset=utf-8", **headers}, text.encode()


def file(content: bytes, kind: str = "application/pdf") -> Answer:
    """A file as an answer."""
    return 200, {"Content-Type": kind}, content


def strangers() -> dict[str, Answer]:
    """The foreign files of every host."""
    names = ("aarsberetning", "tage", "privatliv", "cykler")
    return {
        f"/fremmed/{name}.pdf": file(pdf(title, 6))
        for name, title in zip(names, STRANGERS, strict=True)
    }


REPORTS = {title: pdf(title) for title in TITLES}


def landing() -> Iterator[Case]:
    """Landing pages: every link text with every address form, then viewers and heads."""
    others = strangers()
    for number, (words, address) in enumerate(product(WORDS, ADDRESSES)):
        title, frame = TITLES[number % 8], list(FRAMES)[number % 6]
        label = WORDS[words].format(title=title)
        link = f'<p><a href="{address.replace("&", "&amp;")}"{MARKS.get(words, "")}>{label}</a></p>'
        yield Case("landingsside", f"{words} × {address}", title, {
            "/side": html(page(title, INTRO + link, frame)), address: file(REPORTS[title]), **others,
        }, REPORTS[title])  # fmt: skip
    for number, (words, shown) in enumerate([*VIEWERS.items(), *HEADS.items()]):
        title, frame = TITLES[number % 8], list(FRAMES)[number % 6]
        made = page(title, INTRO + (shown if words in VIEWERS else ""), frame,
                    head=shown if words in HEADS else "")  # fmt: skip
        files = {path: file(REPORTS[title]) for path in ("/filer/77", "/filer/rapport.pdf")}
        viewer = html("<title>Viewer</title><div id=viewer></div>")
        yield Case("landingsside", words, title, {
            "/side": html(made), "/web/viewer.html?file=%2Ffiler%2Frapport.pdf": viewer,
            "/ViewerJS/": viewer, **files, **others,
        }, REPORTS[title])  # fmt: skip
    title = TITLES[0]
    yield Case("landingsside", "Refresh-hoved", title, {
        "/side": html("<title>Vent</title>", Refresh="0; url=/filer/77"),
        "/filer/77": file(REPORTS[title]),
    }, REPORTS[title])  # fmt: skip


def transcripts() -> Iterator[Case]:
    """Viewers of documents that print every page's text."""
    pages = text(12)
    forms = {
        "afsnit med tal (docplayer)": "".join(f"<p>{n} {t}</p>" for n, t in enumerate(pages, 1)),
        "tal i span": "".join(f"<p><span>{n} {t}</span></p>" for n, t in enumerate(pages, 1)),
        "tal efter br": "".join(f"{n} {t}<br><br>" for n, t in enumerate(pages, 1)),
        "data-page-number": "".join(
            f'<div class="page" data-page-number="{n}"><p>{t}</p></div>'
            for n, t in enumerate(pages, 1)
        ),
        "overskrifter »Side n af m«": "".join(
            f"<h4>Side {n} af 12</h4><p>{t}</p>" for n, t in enumerate(pages, 1)
        ),
        "id=page-n": "".join(
            f'<section id="page-{n}">{t}</section>' for n, t in enumerate(pages, 1)
        ),
        "anker før siden": "".join(
            f'<a name="p{n}"></a><p>{t}</p>' for n, t in enumerate(pages, 1)
        ),
    }
    for number, (name, printed) in enumerate(forms.items()):
        title = TITLES[number % 8]
        made = page(title, f"<h2>Transkript</h2><div>{printed}</div>", "Umbraco")
        yield Case(
            "transskription", name, title, {"/side": html(made), **strangers()}, made.encode()
        )
    title = TITLES[5]
    sheet = pdf(f"{title} – faktaark", 2)
    made = page(title, f'<p><a href="/f.pdf">Faktaark (PDF)</a></p><div>{forms["id=page-n"]}</div>')
    yield Case("transskription", "ved siden af et faktaark på 2 sider", title,
               {"/side": html(made), "/f.pdf": file(sheet)}, made.encode())  # fmt: skip
