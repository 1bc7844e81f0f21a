"""axe finds nothing to object to (WCAG 2.2 AA), in every view and every scheme."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import (
    GO,
    UNSENT,
    button,
    fill_registration,
    give,
    go,
    is_at,
    notice,
    opened,
    own,
    person_of,
    question,
    say,
    sign_in,
    stage,
)

NewPage = Callable[..., Page]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "EN-301-549"]
WCAG += ["best-practice"]
ALREADY_THERE = Axe(axe_script="null")
EVERYTHING = {"type": "tag", "values": WCAG}
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SET_THEME = """async (theme) => {
  const element = document.querySelector("demografie-assistent");
  if (theme) document.documentElement.dataset.kernTheme = theme;
  else delete document.documentElement.dataset.kernTheme;
  element.requestUpdate();
  await element.updateComplete;
}"""


def run_axe(page: Page, what: dict[str, Any]) -> list[str]:
    options = {"runOnly": what, "resultTypes": ["violations"]}
    axe = ALREADY_THERE if page.evaluate("'axe' in window") else Axe()
    found = axe.run(page, options=options).response["violations"]
    return [
        f"{v['id']}: {node['html']} {node['failureSummary']}" for v in found for node in v["nodes"]
    ]


def objections(page: Page) -> list[str]:
    """What axe finds on the page as it is; its colours in the other schemes too."""
    found = run_axe(page, EVERYTHING)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {each}" for each in run_axe(page, COLOURS)]
    page.emulate_media(color_scheme="light")
    page.evaluate(SET_THEME, "contrast")
    found += [f"contrast: {each}" for each in run_axe(page, COLOURS)]
    page.evaluate(SET_THEME, "")
    return found


@pytest.fixture(params=["desktop", "phone"])
def looked_at(request: pytest.FixtureRequest, new_page: NewPage) -> Page:
    """A page of each size."""
    if request.param == "phone":
        return new_page(width=320, height=640, has_touch=True, is_mobile=True)
    return new_page()


def test_the_start_view(looked_at: Page, server: Server, watch: Watch) -> None:
    watch.expect("401")
    page = looked_at
    page.goto(server.url)
    expect(button(page, "Gespräch beginnen")).to_be_visible()
    assert objections(page) == []
    button(page, "Gespräch beginnen").click()
    expect(page.get_by_text("Bitte nennen Sie Ihre Kommune.")).to_be_visible()
    page.get_by_label("Zugangscode").fill("AAAA-BBBB-CCCC-DDDD")
    button(page, "Weitermachen").click()
    expect(page.get_by_text("Code ist nicht bekannt")).to_be_visible()
    assert objections(page) == []


def test_the_access_code_and_the_first_question(looked_at: Page, server: Server) -> None:
    page = looked_at
    page.goto(server.url)
    fill_registration(page)
    button(page, "Gespräch beginnen").click()
    expect(page.locator("#zugangscode")).to_be_visible()
    assert objections(page) == []
    button(page, "Ich habe den Code notiert").click()
    is_at(page, person_of(page, server), "occasion")
    assert objections(page) == []


def test_a_conversation_with_its_controls(looked_at: Page, server: Server) -> None:
    page = looked_at
    clerk = opened(page, server)
    page.locator("#frage").get_by_text("Warum fragen wir das?").click()
    give(page, "single", "new_start")
    assert objections(page) == []
    go(page)
    is_at(page, clerk, "goals")
    say(page, "Hilfe")
    say(page, "Was heißt Wanderungssaldo?")
    assert objections(page) == []
    for name, value in [
        ("themes", None),
        ("head_confirmed", True),
        ("steering_group", ["Hauptamt", "Bauamt"]),
        ("date", "März 2027"),
        ("budget", "1.250"),
    ]:
        prompt = clerk.send(command={"name": "edit", "question": f"kickoff.{name}"})["prompt"]
        page.reload()
        is_at(page, clerk, name)
        give(page, prompt["kind"], value or [prompt["options"][0]["value"]])
        assert objections(page) == [], name


def test_the_review_card(looked_at: Page, server: Server) -> None:
    page = looked_at
    clerk = Person.registered(server)
    clerk.send(command={"name": "unknown"})
    clerk.answer_until(lambda prompt: prompt["kind"] == "review")
    sign_in(page, server, clerk.code)
    is_at(page, clerk, "review")
    expect(page.locator("#frage dl").first).to_be_visible()
    assert objections(page) == []


def test_errors(looked_at: Page, server: Server, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    watch.expect("409")
    page = looked_at
    clerk = opened(page, server)
    button(page, GO).click()
    expect(page.get_by_text("Bitte wählen Sie eine Antwort.").last).to_be_visible()
    assert objections(page) == []

    page.route(lambda url: url.endswith("/api/chat"), lambda route: route.abort(), times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    expect(notice(page, "Keine Verbindung")).to_be_visible()
    assert objections(page) == []

    clerk.send(answer={"question": "kickoff.occasion", "value": "revive", "revision": 0})
    button(page, "Erneut senden").click()
    expect(notice(page, "Diese Antwort hat inzwischen jemand geändert")).to_be_visible()
    assert objections(page) == []


def test_a_conversation_that_cannot_be_loaded(
    looked_at: Page, server: Server, watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    page = looked_at
    clerk = opened(page, server)
    page.route(lambda url: url.endswith("/api/chat"), lambda route: route.abort(), times=1)
    page.reload()
    failure = notice(page, "Das Gespräch lässt sich gerade nicht laden")
    expect(failure).to_be_visible()
    assert objections(page) == []
    failure.get_by_role("button", name="Erneut versuchen").click()
    is_at(page, clerk, "occasion")


def test_what_lies_around_the_conversation(looked_at: Page, server: Server) -> None:
    page = looked_at
    opened(page, server)
    if page.viewport_size == {"width": 320, "height": 640}:
        button(page, "Stufe 1 von 5").click()
        expect(stage(page, "Kick-Off")).to_be_visible()
        assert objections(page) == []
        button(page, "Unterlagen, Beteiligte").click()
    page.get_by_text("Jemanden einladen").click()
    button(page, "Einladungscode erzeugen").click()
    expect(page.locator("#einladungscode")).to_be_visible()
    assert objections(page) == []


def test_reading_and_pausing(looked_at: Page, server: Server) -> None:
    page = looked_at
    clerk = opened(page, server)
    clerk.send(text="Pause")
    page.reload()
    expect(question(page)).to_have_text("Alles ist gespeichert")
    assert objections(page) == []
    page.evaluate("sessionStorage.clear()")
    sign_in(page, server, clerk.invite("viewer", "Rita Kern"))
    expect(page.locator("#frage")).to_contain_text("Sie lesen mit.")
    assert objections(page) == []


# What axe does not measure


def test_the_page_has_one_main_heading_and_landmarks(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kick-Off")
    for role in ("banner", "navigation", "main", "complementary"):
        expect(page.get_by_role(role)).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", "de")
    sheet = page.get_by_role("form", name=clerk.prompt["text"] if clerk.prompt else "")
    expect(sheet.get_by_role("group").first).to_have_accessible_description(re.compile(r"\w+"))


def test_what_the_assistant_says_is_announced_once(page: Page, server: Server) -> None:
    opened(page, server)
    live = page.locator("[aria-live=polite]")
    expect(live).to_have_count(1)
    give(page, "single", "new_start")
    go(page)
    expect(live).to_contain_text("Neustart")


def test_nothing_that_can_be_pressed_is_too_small(new_page: NewPage, server: Server) -> None:
    page = new_page(width=375, height=800)
    opened(page, server)
    small = page.locator("#frage .btn, #frage .field, #frage .opt").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"
    )
    assert small == []


def test_axe_looks_into_the_element(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    clerk.send(command={"name": "edit", "question": "kickoff.budget"})
    page.reload()
    is_at(page, clerk, "budget")
    page.locator("#antwort").evaluate("field => field.removeAttribute('aria-labelledby')")
    assert any(objection.startswith("label") for objection in objections(page))


def test_axe_sees_the_schemes(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(button(page, "Gespräch beginnen")).to_be_visible()
    ground = "getComputedStyle(document.querySelector('demografie-assistent').shadowRoot"
    ground += ".querySelector('.sheet')).backgroundColor"
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(ground)
    page.evaluate(SET_THEME, "contrast")
    contrast = page.evaluate(ground)
    assert len({light, dark}) == 2
    assert contrast != dark
    page.locator(".lead").evaluate("lead => { lead.style.color = 'rgb(120, 120, 120)'; }")
    assert any(objection.startswith("contrast: color") for objection in objections(page))
