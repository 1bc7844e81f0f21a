"""With the colours of the person's system: what carries a meaning is still to be seen."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Person, Server
from tests.browser.steps import give, go, is_at, opened, sign_in

NewPage = Callable[..., Page]

# The browser tells the colours that were written, not those that it draws: so widths are asked for,
# and pixels are counted.
EDGE = """element => {
  const { borderTopStyle, borderTopWidth } = getComputedStyle(element);
  return borderTopStyle !== "none" && parseFloat(borderTopWidth) > 0;
}"""


def colours(found: Locator) -> int:
    """How many colours it is drawn in."""
    image = Image.open(io.BytesIO(found.screenshot())).convert("RGB")
    return len(image.getcolors(1 << 24) or [])


@pytest.fixture
def forced(new_page: NewPage) -> Page:
    """A page of someone whose system sets the colours."""
    return new_page(forced_colors="active")


def has_an_edge(found: Locator) -> None:
    """One sees where it ends, though its ground is the page's."""
    expect(found.first).to_be_visible()
    assert found.first.evaluate(EDGE), found
    assert colours(found.first) > 1


def test_what_has_only_a_ground_elsewhere_has_an_edge_here(forced: Page, server: Server) -> None:
    page = forced
    opened(page, server)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for what in (".sheet", ".opt label", ".btn--go", "#frei"):
        has_an_edge(page.locator(what))
    give(page, "single", "new_start")
    go(page)
    for what in (".mine", "#antwort"):
        has_an_edge(page.locator(what))


def test_the_choice_and_the_stage_one_is_in_stand_out(forced: Page, server: Server) -> None:
    page = forced
    opened(page, server)
    labels = page.locator(".opt label")
    edge = "label => getComputedStyle(label).borderTopColor"
    give(page, "single", "new_start")
    chosen = page.locator('input[value="new_start"] + label').evaluate(edge)
    assert chosen != labels.last.evaluate(edge)
    knot = "knot => getComputedStyle(knot).borderTopColor"
    now, other = page.locator(".now .knot"), page.locator(".stages .knot").last
    assert now.evaluate(knot) != other.evaluate(knot)


def test_the_focus_and_the_signs_are_to_be_seen(forced: Page, server: Server) -> None:
    page = forced
    clerk = Person.registered(server)
    clerk.send(text="Hilfe")
    sign_in(page, server, clerk.code)
    is_at(page, clerk, "occasion")
    page.locator("#frage summary").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    outline = page.locator("#frage summary").first.evaluate(
        "summary => (({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth])"
        "(getComputedStyle(summary))"
    )
    assert outline == ["solid", "3px"]
    for sign in page.locator(".sheet .i, .note .i").all():
        if sign.is_visible():
            assert colours(sign) > 1
