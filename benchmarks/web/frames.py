# ruff: noqa: E501 - tables of pages
"""Pages around a text, as common content systems build them, with what isn't the report in menu,
footer and boxes of what else there is to read."""

MENU = (
    '<ul><li><a href="/">Forside</a></li><li><a href="/publikationer">Publikationer</a></li>'
    '<li><a href="/fremmed/aarsberetning.pdf">Årsberetning (PDF)</a></li></ul>'
)
FOOT = (
    '<p><a href="/fremmed/privatliv.pdf">Privatlivspolitik (PDF)</a> '
    '<a href="/kontakt">Kontakt</a> <a href="/nyhedsbrev">Tilmeld nyhedsbrev</a></p>'
)
RELATED = (
    '<a href="/fremmed/tage.pdf">Strategi for grønne tage i købstæderne (PDF)</a>',
    '<a href="/fremmed/cykler.pdf">Download: Cykelstier langs jernbaner</a>',
)
FRAMES = {
    "Sitecore": '<header id="top"><nav>{menu}</nav></header><div class="main-content"><h1>{title}'
    '</h1><div class="rich-text">{body}</div></div><div class="related-content"><h2>Relaterede '
    "publikationer</h2>{related}</div><footer>{foot}</footer>",
    "Umbraco": '<div role="navigation">{menu}</div><main><article class="publication"><h1>{title}'
    '</h1><p class="lead">Udgivet 2016</p>{body}</article><aside><h3>Andre udgivelser</h3>'
    "{related}</aside></main><footer>{foot}</footer>",
    "TYPO3": '<div id="page"><nav class="frame">{menu}</nav><div id="c12" class="frame frame-type-'
    'text"><header><h1>{title}</h1></header>{body}</div><div id="c13" class="frame"><header><h2>'
    'Læs også</h2></header>{related}</div><div role="contentinfo">{foot}</div></div>',
    "Drupal": '<div class="layout-container"><header role="banner">{menu}</header><main role="main">'
    '<h1 class="page-title"><span>{title}</span></h1><div class="node__content">{body}</div><div '
    'class="view-similar"><h2>Lignende indhold</h2>{related}</div></main><footer>{foot}</footer>'
    "</div>",
    "Pure": '<header><nav>{menu}</nav></header><main><div class="rendering"><h1><span>{title}</span>'
    '</h1><p class="relations persons">Karen Holmgaard</p></div><section>{body}</section><section '
    'class="similar-publications"><h3>Lignende publikationer</h3>{related}</section></main>'
    "<footer>{foot}</footer>",
    "GoBasic": '<table><tr><td><div role="navigation">{menu}</div></td><td><h1>{title}</h1>{body}'
    '<h3>Seneste udgivelser</h3><div class="latest">{related}</div></td></tr></table><div '
    'role="contentinfo">{foot}</div>',
}


def page(title: str, body: str, frame: str = "Umbraco", *, head: str = "",
         related: str = "") -> str:  # fmt: skip
    """A whole page."""
    inner = FRAMES[frame].format(
        title=title, body=body, menu=MENU, foot=FOOT, related=related or "<br>".join(RELATED)
    )
    return (
        f'<!doctype html><html lang="da"><head><meta charset="utf-8"><title>{title} - Havnerådet'
        f"</title>{head}</head><body>{inner}</body></html>"
    )
