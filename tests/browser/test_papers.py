"""The papers on privacy and accessibility in a real browser: found, read, and accessible."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.test_catalogue import violations

NewPage = Callable[..., Page]


def test_a_paper_is_found_and_says_what_is_missing(page: Page, server: Server) -> None:
    page.goto(f"{server.url}papiere/")
    page.get_by_role("link", name="Datenschutzhinweise").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Datenschutzhinweise")
    expect(page.locator(".notice")).to_contain_text("Entwurf")
    expect(page.locator("mark").first).to_contain_text("bitte eintragen")
    expect(page.get_by_role("row", name="Antworten und ihre Fassungen")).to_be_visible()
    page.get_by_role("link", name="Datenschutz und Barrierefreiheit").click()
    expect(page.get_by_role("heading", name="Für die Verwaltung")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("paper", ["", "datenschutz", "datenschutzstelle", "personalrat"])
def test_the_pages_are_accessible_and_fit(
    new_page: NewPage, server: Server, paper: str, width: int, scheme: str
) -> None:
    page = new_page(width=width, color_scheme=scheme)
    page.goto(f"{server.url}papiere/{paper}")
    assert violations(page) == []
    overflow = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not overflow
