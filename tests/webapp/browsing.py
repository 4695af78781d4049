"""What tests in a real browser share."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.webapp.accessible import DESKTOP, PHONE

SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])

Open = Callable[..., Page]


def ask(page: Page, query: str) -> None:
    page.get_by_role("search").locator("input[type=search]").fill(query)
    page.get_by_role("button", name="Søg", exact=True).click()


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))
