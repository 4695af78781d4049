"""What a page costs the one who waits: ``python -m benchmarks.front [--json]``.

Over the committed catalogue and the example report, in Chromium: the bytes of each page with
everything it loads and an empty cache, as transferred (compressed, with headers), hosts asked, and
the first contentful paint and layout shift with the processor slowed four times and a network of
1.6 Mbit/s with 150 ms of latency (the profile that Lighthouse calls slow 4G). Median of ``--runs``.
"""

import json
import os
from statistics import median
from typing import Any
from urllib.parse import urlsplit

import click
from playwright.sync_api import Browser, Request, sync_playwright

from docs.screenshots import FLAGS, served

PAGES = {
    "forside": "/",
    "resultater": "/soeg?q=mentor",
    "samlingen som liste": "/soeg",
    "konkordans": "/konkordans?q=mentor",
    "samlingen": "/samlingen",
}
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
SLOWDOWN = 4
PAINT = """() => new Promise((done) => {
  let shift = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { shift += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName("first-contentful-paint")[0];
    if (paint) setTimeout(() => done([paint.startTime, shift]), 300);
  }).observe({ type: "paint", buffered: true });
})"""


def weigh(browser: Browser, url: str) -> dict[str, Any]:
    """Bytes as transferred (bodies and headers), requests and hosts, from an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    sent: list[tuple[str, int]] = []
    page.on("requestfinished", lambda r: sent.append((r.url, transferred(r))))
    page.goto(url, wait_until="networkidle")
    context.close()
    return {
        "bytes": sum(size for _, size in sent),
        "html_bytes": next(size for address, size in sent if address == page.url),
        "requests": len(sent),
        "foreign_hosts": len({urlsplit(a).netloc for a, _ in sent} - {urlsplit(url).netloc}),
    }


def transferred(request: Request) -> int:
    """Bytes of the answer, body and headers."""
    sizes = request.sizes()
    return int(sizes["responseBodySize"] + sizes["responseHeadersSize"])


def paint(browser: Browser, url: str) -> tuple[float, float]:
    """First contentful paint in milliseconds, and cumulative layout shift, from an empty cache."""
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_4G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto(url)
    first, shift = page.evaluate(PAINT)
    context.close()
    return first, shift


def measure(browser: Browser, address: str, runs: int) -> dict[str, Any]:
    """The figures of every page."""
    figures = {}
    for name, path in PAGES.items():
        paints = [paint(browser, address + path) for _ in range(runs)]
        figures[name] = weigh(browser, address + path) | {
            "first_paint_ms": round(median(first for first, _ in paints)),
            "layout_shift": round(max(shift for _, shift in paints), 3),
        }
    return figures


@click.command()
@click.option("--json", "json_", is_flag=True, help="Print JSON.")
@click.option("--runs", default=5, show_default=True, help="Times each page is painted.")
def main(json_: bool, runs: int) -> None:
    """Print the figures of each kind of page."""
    with served() as (address, _), sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        figures = measure(browser, address, runs)
        browser.close()
    if json_:
        click.echo(json.dumps(figures, ensure_ascii=False, indent=1))
        return
    for name, row in figures.items():
        click.echo(
            f"{name:22}{row['bytes'] / 1000:7.1f} kB{row['requests']:4} requests"
            f"{row['foreign_hosts']:3} foreign hosts{row['first_paint_ms']:6} ms first paint"
            f"  shift {row['layout_shift']}"
        )


if __name__ == "__main__":
    main()
