"""What axe-core finds wrong in a page."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

DESKTOP, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
CONTRAST = "color-contrast"
SCRIPT = Axe().axe_script
RUN = "options => axe.run(options).then(found => found.violations)"
"""Only what is wrong: what else it tells takes as long to bring over as to find."""


def problems(page: Page, *rules: str) -> list[str]:
    """What is wrong in the page as it is now, by these rules or by all of them."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(SCRIPT)
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = rules
    found = page.evaluate(RUN, options)
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def problems_in_every_way(page: Page) -> list[str]:
    """What is wrong in light and dark, on a desktop and on a phone; it is left light and small."""
    found = []
    for size, colours, rules in (
        (DESKTOP, "light", ()), (DESKTOP, "dark", (CONTRAST,)),
        (PHONE, "dark", ()), (PHONE, "light", (CONTRAST,)),
    ):  # fmt: skip
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours, reduced_motion="reduce")
        found += problems(page, *rules)
    return found
