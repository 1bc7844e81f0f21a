"""The three forms in a page whose own style is hostile: `/demo/`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.around import Intranet
from tests.browser.server import Person, Server
from tests.browser.steps import button, give, go, is_at, question, transcript
from tests.browser.test_accessibility import run_axe

NewPage = Callable[..., Page]
LAUNCH = "Demografie-Assistenz"
BEST = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
EVENTS = """() => {
  globalThis.events = [];
  document.addEventListener("DOMContentLoaded", () => {
    const element = document.querySelector("demografie-assistent");
    const names = "ready open close signed-in signed-out message stage-completed error";
    for (const name of names.split(" "))
      element?.addEventListener(name, ({ type, detail }) => events.push([type, detail]));
  });
}"""
STYLE = """(element) => {
  const { fontFamily, fontSize, fontStyle, color, letterSpacing, wordSpacing, textAlign,
    textTransform, textShadow, borderTopStyle, paddingTop, display } = getComputedStyle(element);
  return { fontFamily, fontSize, fontStyle, color, letterSpacing, wordSpacing, textAlign,
    textTransform, textShadow, borderTopStyle, paddingTop, display };
}"""
LOOKED_AT = [
    "#frage-t",
    ".btn--go",
    ".say p",
    "#frei",
    ".own label",
    ".sheet__bar b",
    ".top__crest",
]


def enter(page: Page, clerk: Person) -> None:
    """Comes back with the code."""
    page.get_by_label("Zugangscode").fill(clerk.code)
    button(page, "Weitermachen").click()
    expect(question(page)).to_be_visible()


def demo(page: Page, server: Server, form: str) -> None:
    """The demo page with one of the forms."""
    page.add_init_script(f"({EVENTS})()")
    page.goto(f"{server.url}demo/?form={form}")


def window_of(page: Page) -> Locator:
    """The floating window."""
    return page.get_by_role("dialog", name="Demografie-Assistenz")


def test_nothing_of_the_page_around_comes_in(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    page.goto(server.url)
    enter(page, clerk)
    own = {each: page.locator(each).first.evaluate(STYLE) for each in LOOKED_AT}
    demo(page, server, "embedded")
    expect(question(page)).to_be_visible()
    there = {each: page.locator(each).first.evaluate(STYLE) for each in LOOKED_AT}
    assert there == own


def test_the_embedded_form_leaves_the_page_its_landmarks_and_its_place(
    page: Page, server: Server
) -> None:
    clerk = Person.registered(server)
    demo(page, server, "embedded")
    enter(page, clerk)
    expect(question(page)).to_be_in_viewport()
    page.reload()
    expect(question(page)).to_be_attached()
    assert page.evaluate("scrollY") == 0
    assert page.evaluate("document.activeElement === document.body")
    for role in ("banner", "main"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate("globalThis.events.map(([name]) => name)") == ["ready"]


def test_the_window_opens_and_closes_and_gives_the_focus_back(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    demo(page, server, "floating")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    launch = button(page, LAUNCH)
    expect(launch).to_be_visible()
    launch.focus()
    page.keyboard.press("Enter")
    expect(window_of(page)).to_be_visible()
    expect(launch).to_be_hidden()
    expect(page.locator("#start-t")).to_be_focused()
    enter(page, clerk)
    expect(question(page)).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(window_of(page)).to_have_count(0)
    expect(launch).to_be_focused()
    launch.click()
    expect(question(page)).to_be_focused()
    give(page, "single", "new_start")
    go(page)
    is_at(page, clerk, "goals")
    expect(question(page)).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
    button(page, "Fenster schließen").click()
    expect(launch).to_be_focused()
    names = page.evaluate("events.map(([name]) => name)")
    assert names == ["ready", "open", "signed-in", "close", "open", "message", "close"]


def test_the_window_stays_open_from_page_to_page_without_taking_the_focus(
    page: Page, server: Server
) -> None:
    demo(page, server, "floating")
    button(page, LAUNCH).click()
    expect(window_of(page)).to_be_visible()
    page.reload()
    expect(window_of(page)).to_be_visible()
    assert page.evaluate("document.activeElement === document.body")
    page.evaluate("document.querySelector('demografie-assistent').hide()")
    expect(window_of(page)).to_have_count(0)
    page.reload()
    expect(button(page, LAUNCH)).to_be_visible()


def test_on_a_phone_the_window_is_modal_and_fills_the_screen(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(width=375, height=700, has_touch=True, is_mobile=True)
    demo(page, server, "floating")
    button(page, LAUNCH).click()
    expect(window_of(page)).to_be_visible()
    assert page.locator("dialog").evaluate("dialog => dialog.matches(':modal')")
    assert page.locator("dialog").bounding_box() == {"x": 0, "y": 0, "width": 375, "height": 700}
    page.keyboard.press("Escape")
    expect(button(page, LAUNCH)).to_be_focused()


def test_properties_and_attributes_are_one(page: Page, server: Server) -> None:
    demo(page, server, "floating")
    expect(button(page, LAUNCH)).to_be_visible()
    got: Any = page.evaluate("""async () => {
      const element = document.querySelector("demografie-assistent");
      element.label = "Fragen zur Demografie?";
      element.theme = "contrast";
      element.open = true;
      await element.updateComplete;
      return [element.form, element.getAttribute("label"), element.hasAttribute("open"),
        element.municipality, element.remember];
    }""")
    assert got == ["floating", "Fragen zur Demografie?", True, "Wiesenbrück", False]
    expect(page.get_by_role("dialog", name="Fragen zur Demografie?")).to_be_visible()
    expect(page.get_by_label("Name der Kommune")).to_have_value("Wiesenbrück")
    expect(page.locator(".da--window")).to_have_attribute("data-theme", "contrast")


def test_events_tell_of_a_completed_stage_and_of_signing_out(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    clerk.answer_until(lambda prompt: prompt["kind"] == "review")
    demo(page, server, "embedded")
    enter(page, clerk)
    button(page, "Kick-Off abschließen").click()
    expect(transcript(page).locator(".wait")).to_have_count(0)
    # Not wait_for_function: it is evaluated inside the page, which forbids that.
    page.evaluate(
        "new Promise((done) => { const look = () => "
        "events.some(([name]) => name === 'stage-completed') ? done() "
        ": requestAnimationFrame(look); look(); })"
    )
    assert ["stage-completed", {"stage": "kickoff"}] in page.evaluate("events")
    button(page, "Abmelden").click()
    expect(page.get_by_label("Zugangscode")).to_be_visible()
    assert page.evaluate("events.at(-1)[0]") == "signed-out"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("form", ["embedded", "floating"])
def test_axe_objects_to_nothing_in_the_element(
    new_page: NewPage, server_for: Server, intranet: Intranet, form: str, theme: str
) -> None:
    page = new_page(width=1280, height=900)
    clerk = Person.registered(server_for)
    element = f'<demografie-assistent form="{form}" theme="{theme}"></demografie-assistent>'
    page.goto(intranet.page(f"/{form}-{theme}", element, server_for.url))
    if form == "floating":
        button(page, LAUNCH).click()
    expect(page.get_by_label("Zugangscode")).to_be_visible()
    assert run_axe(page, BEST) == []
    enter(page, clerk)
    assert run_axe(page, BEST) == []
