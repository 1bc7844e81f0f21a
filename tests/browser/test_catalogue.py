"""The toolkit's pages in a real browser: found, filtered, read, and accessible."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.server import Server

NewPage = Callable[..., Page]


def violations(page: Page) -> list[str]:
    return [v["id"] for v in Axe().run(page).response["violations"]]


def test_a_method_is_found_by_words_and_read(page: Page, server: Server) -> None:
    page.goto(f"{server.url}methoden/")
    page.get_by_label("Suche in eigenen Worten").fill("was mit Gärten")
    page.get_by_role("button", name="Suchen").click()
    first = page.locator(".cards h3 a").first
    expect(first).to_have_text("Gemeinschaftsgarten")
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Gemeinschaftsgarten")
    expect(page.get_by_role("heading", name="Schritte")).to_be_visible()


def test_filters_stay_chosen_and_can_be_reset(page: Page, server: Server) -> None:
    page.goto(f"{server.url}methoden/")
    page.get_by_label("Thema").select_option("mobilitaet")
    page.get_by_label("Kosten höchstens").select_option("low")
    page.get_by_role("button", name="Suchen").click()
    expect(page.get_by_label("Thema")).to_have_value("mobilitaet")
    expect(page.locator(".cards li").first).to_contain_text("Passt, weil")
    page.get_by_role("link", name="Alles zurücksetzen").click()
    expect(page.get_by_label("Thema")).to_have_value("")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["methoden/?q=Jugendliche", "methoden/world_cafe"])
def test_the_pages_are_accessible_and_fit(
    new_page: NewPage, server: Server, path: str, width: int, scheme: str
) -> None:
    page = new_page(width=width, color_scheme=scheme)
    page.goto(f"{server.url}{path}")
    assert violations(page) == []
    overflow = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not overflow
