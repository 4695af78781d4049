"""What pages of every content system have in common: the frame around the list, and escaping."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from benchmarks.renderings.reports import SITE, Report

MENU = """<a class="skip-link" href="#indhold">Gå til hovedindhold</a><header><div class="logo">
<a href="/">Videnbanken</a></div><nav aria-label="Hovedmenu"><ul><li><a href="/temaer">Temaer</a>
</li><li><a href="/kurser-2019">Kurser 2019</a></li></ul></nav></header>
<ol class="breadcrumb"><li><a href="/">Forside</a></li><li>Materialer</li></ol>"""
END = """<footer><h2>Videnbanken</h2><p>Nygade 1, 9999 Nordhavn. Opdateret maj 2019.</p>
<a href="/media/privatlivspolitik.pdf">Privatlivspolitik (PDF)</a></footer>"""
BOX = """<section class="content-box"><h2>Viden og baggrund</h2><h3>Inspiration til dit arbejde</h3>
<p>En makker kan gøre en forskel. Få viden og inspiration til, hvordan du kommer i gang.</p>
<p><a href="/temaer/makker">Læs mere</a></p></section>"""


@dataclass(frozen=True)
class Rendering:
    """A list as a content system writes it: the bytes, the ending of a file with them, which of
    ``kind``, ``publisher``, ``published`` and ``authors`` it tells, and whether it has texts."""

    content: bytes
    ending: str = "html"
    tells: frozenset[str] = frozenset({"kind", "publisher", "published"})
    has_text: bool = True


def e(text: str) -> str:
    """``text`` in HTML."""
    return escape(text, quote=True)


def whole(inner: str, *, box: str = BOX, main: str = "main") -> bytes:
    """A page with a list and, below it, a box that is none of it."""
    return (
        f'<!doctype html><html lang="da"><head><meta charset="utf-8"><base href="{SITE}/temaer/">'
        f"<title>Materialer | Videnbanken</title><script>var x = '<h2>Nej</h2>'</script></head>"
        f'<body>{MENU}<{main} id="indhold"><h1>Materialer om makkere</h1><p>Her finder du materialer '
        f"til brug for dit arbejde med makkere.</p>{inner}{box}</{main.split(' ', maxsplit=1)[0]}>{END}</body>"
        f"</html>"
    ).encode()


def paragraphs(report: Report, form: str = "<p>{}</p>") -> str:
    """The text, its bullets as a list."""
    said, items = [], []
    for text in report.text:
        if text.startswith("•"):
            items.append(f"<li>{e(text.strip('• '))}</li>")
        else:
            said.append(form.format(e(text)))
    return "".join(said) + (f"<ul>{''.join(items)}</ul>" if items else "")


def link(report: Report, said: str = "", more: str = "") -> str:
    """The link to the file, or to the page of what has none."""
    address = report.file if report.has_file else report.page
    return f'<a href="{address}"{more}>{said or e(report.link)}</a>'


def tags(report: Report, form: str = '<a href="/emner/{0}">{1}</a>', between: str = " ") -> str:
    """Links to lists by subject."""
    return between.join(form.format(e(tag.lower()), e(tag)) for tag in report.tags)


def each(reports: Iterable[Report], write: Callable[[Report], str]) -> str:
    """What ``write`` makes of each, one after another."""
    return "\n".join(write(report) for report in reports)
