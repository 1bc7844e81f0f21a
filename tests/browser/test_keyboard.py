"""Without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Person, Server
from tests.browser.steps import (
    button,
    is_at,
    question,
    sending,
)

NewPage = Callable[..., Page]


FOCUS_IS_SEEN = """(element) => {
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  return outlineStyle !== "none" || boxShadow !== "none";
}"""


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until an element has the focus, and sees that one can see it."""
    target = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element.matches(':focus-visible')"):
            break
    expect(target).to_be_focused()
    assert target.evaluate(FOCUS_IS_SEEN), f"no focus to be seen on {selector}"


def test_two_questions_are_answered_with_the_keyboard_alone(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    page.goto(server.url)
    expect(button(page, "Gespräch beginnen")).to_be_visible()
    page.keyboard.press("Tab")
    expect(button(page, "Zum Formular")).to_be_focused()
    expect(button(page, "Zum Formular")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type(clerk.code)
    page.keyboard.press("Enter")

    is_at(page, clerk, "occasion")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    expect(question(page)).to_be_focused()
    tab_to(page, "#frage summary")
    page.keyboard.press("Enter")
    expect(page.locator("#frage details").first).to_have_attribute("open", "")
    tab_to(page, "#frage input[type=radio]")
    page.keyboard.press("ArrowDown")
    with sending(page):
        page.keyboard.press("Enter")

    is_at(page, clerk, "goals")
    expect(question(page)).to_be_focused()
    tab_to(page, "#antwort")
    page.keyboard.type("Wer hier alt wird,")
    page.keyboard.press("Enter")
    page.keyboard.type("soll bleiben können.")
    tab_to(page, "#frage .btn--go")
    with sending(page):
        page.keyboard.press("Enter")

    is_at(page, clerk, "themes")
    expect(question(page)).to_be_focused()
    assert clerk.answers() == {
        "kickoff.occasion": "realign",
        "kickoff.goals": "Wer hier alt wird,\nsoll bleiben können.",
    }
