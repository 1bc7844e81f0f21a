"""On a phone: nothing is wider than it, and the question is never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.server import Server
from tests.browser.steps import (
    button,
    fill_registration,
    give,
    go,
    invite,
    is_at,
    opened,
    own,
    person_of,
    question,
    stage,
)

NewPage = Callable[..., Page]


OVERFLOW = """() => {
  const root = document.querySelector("demografie-assistent").shadowRoot;
  const wide = [...root.querySelectorAll("*")].filter((element) => {
    if (element.closest(".vh, .skip, svg")) return false;
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
  });
  const page = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  const name = (e) => `${e.tagName} .${e.className} ${e.textContent.slice(0, 40)}`;
  return [...page, ...wide.map(name)];
}"""


def fits(page: Page) -> None:
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("width", [375, 320])
def test_nothing_is_wider_than_a_phone(new_page: NewPage, server: Server, width: int) -> None:
    page = new_page(width=width, height=700, has_touch=True, is_mobile=True)
    page.goto(server.url)
    button(page, "Gespräch beginnen").click()
    expect(page.get_by_text("Bitte nennen Sie Ihre Kommune.")).to_be_visible()
    fits(page)
    fill_registration(page, "Verbandsgemeinde Bernkastel-Kues-Wittlich-Land")
    button(page, "Gespräch beginnen").click()
    expect(page.locator("#zugangscode")).to_be_visible()
    fits(page)
    button(page, "Ich habe den Code notiert").click()
    clerk = person_of(page, server)

    is_at(page, clerk, "occasion")
    expect(question(page)).to_be_in_viewport()
    fits(page)
    button(page, "Stufe 1 von 5").click()
    expect(stage(page, "Kommunalprofil")).to_be_visible()
    fits(page)
    button(page, "Unterlagen, Beteiligte").click()
    expect(stage(page, "Kommunalprofil")).to_have_count(0)
    invite(page, "Mitlesen", "Rita Kern")
    fits(page)
    give(page, "single", "new_start")
    go(page)
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
    give(page, "text", f"{word} https://www.example.org/{'pfad/' * 20}")
    go(page)
    expect(own(page, f"{word} https://www.example.org/{'pfad/' * 20}")).to_be_visible()
    fits(page)

    clerk.send(command={"name": "edit", "question": "kickoff.steering_group"})
    page.reload()
    is_at(page, clerk, "steering_group")
    give(page, "list", [word, "Bauamt"])
    fits(page)
    go(page)

    clerk = person_of(page, server)
    clerk.answer_until(lambda prompt: prompt["kind"] == "review")
    page.reload()
    is_at(page, clerk, "review")
    fits(page)


def test_the_way_to_the_open_question_shows_only_when_it_is_out_of_sight(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(width=375, height=700)
    opened(page, server)
    way = page.locator(".tofrage").get_by_role("button", name="Zur offenen Frage")
    page.evaluate("scrollTo(0, 0)")
    expect(question(page)).not_to_be_in_viewport()
    expect(way).to_be_in_viewport()
    way.click()
    expect(question(page)).to_be_in_viewport()
    expect(question(page)).to_be_focused()


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  const { shadowRoot } = document.querySelector("demografie-assistent");
  shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_wider_spacing_of_text_cuts_nothing_off(
    new_page: NewPage, server: Server, width: int
) -> None:
    page = new_page(width=width, height=800)
    opened(page, server)
    page.evaluate(SPACED)
    fits(page)
    cut = page.locator(".btn, .opt label, .sheet__bar, .mine, .top__name").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
    )
    assert cut == []
