"""What a screen reader says: each thing once, in order, and the focus where one goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Server
from tests.browser.steps import (
    GO,
    button,
    command,
    give,
    go,
    is_at,
    notice,
    opened,
    question,
    say,
)

NewPage = Callable[..., Page]

# Every change of the one live region, as a screen reader hears it.
LISTEN = """() => {
  globalThis.heard = [];
  const region = document.querySelector("demografie-assistent").shadowRoot
    .querySelector("[aria-live=polite]");
  new MutationObserver(() => heard.push(region.textContent.trim()))
    .observe(region, { childList: true, characterData: true, subtree: true });
}"""


WAITING = ("Die Assistenz antwortet gleich.", "Es dauert länger als sonst")


def heard(page: Page) -> list[str]:
    """What has been said since the last time; on a busy machine a word about waiting comes too."""
    said: list[str] = page.evaluate("heard.splice(0)")
    return [words for words in said if words not in WAITING]


def test_each_reply_is_said_once_and_the_new_question_is_not_said_twice(
    page: Page, server: Server
) -> None:
    clerk = opened(page, server)
    page.evaluate(LISTEN)
    give(page, "single", "new_start")
    go(page)
    prompt = is_at(page, clerk, "goals")
    [said] = heard(page)
    assert "Neustart" in said
    # The question has the focus: that is how it is heard.
    assert prompt["text"] not in said
    expect(question(page)).to_be_focused()

    say(page, "Was heißt Wanderungssaldo?")
    [said] = heard(page)
    assert "Wanderungssaldo" in said
    assert prompt["text"] not in said
    expect(button(page, "Senden")).to_be_focused()

    command(page, "Weiß ich noch nicht")
    is_at(page, clerk, "themes")
    assert len(heard(page)) == 1
    expect(question(page)).to_be_focused()


def test_what_is_missing_is_said_once_and_the_focus_goes_there(page: Page, server: Server) -> None:
    opened(page, server)
    page.evaluate(LISTEN)
    button(page, GO).click()
    expect(page.locator("#antwort")).to_be_focused()
    [said] = heard(page)
    assert said.startswith("Bitte wählen Sie eine Antwort.")


@pytest.mark.parametrize("width", [1280, 320])
def test_a_failure_is_said_and_seen_and_takes_no_focus(
    new_page: NewPage, server: Server, watch: Watch, width: int
) -> None:
    watch.expect("ERR_FAILED")
    page = new_page(width=width, height=640)
    opened(page, server)
    page.evaluate(LISTEN)
    page.route(lambda url: url.endswith("/api/chat"), lambda route: route.abort(), times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(notice(page, "Keine Verbindung")).to_be_in_viewport()
    assert heard(page) == ["Keine Verbindung. Nicht gesendet."]
    expect(button(page, GO)).to_be_focused()


def test_nothing_is_said_and_no_focus_moves_of_its_own_accord(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    page.evaluate(LISTEN)
    page.locator("#frei").focus()
    # A colleague answers another question; the page hears of it when its tab is chosen again.
    clerk.call("PUT", "api/answers/kickoff.goals", {"value": "Bleiben", "revision": 0})
    with page.expect_response(lambda response: "/api/process" in response.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("In Arbeit, 1 von etwa")).to_be_visible()
    assert heard(page) == []
    expect(page.locator("#frei")).to_be_focused()


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_who_wants_no_motion_sees_none(new_page: NewPage, server: Server, motion: str) -> None:
    page = new_page(reduced_motion=motion)
    page.route(
        lambda url: url.endswith("/api/chat"),
        lambda route: None if route.request.method == "POST" else route.continue_(),
    )
    opened(page, server)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(page.locator(".log .wait")).to_be_visible()
    moving = page.evaluate("""() => {
      const { shadowRoot } = document.querySelector("demografie-assistent");
      return document.getAnimations().concat(shadowRoot.getAnimations?.() ?? []).length;
    }""")
    assert (moving == 0) == (motion == "reduce")
    page.unroute_all(behavior="ignoreErrors")


# What lies over the middle of the focused element, unless it is the element or one around it.
COVERED = """() => {
  const root = document.querySelector("demografie-assistent").shadowRoot;
  const focused = root.activeElement;
  if (!focused) return null;
  const { left, top, width, height } = focused.getBoundingClientRect();
  const over = root.elementFromPoint(left + width / 2, top + Math.min(height / 2, 40));
  const own = over && (focused.contains(over) || over.contains(focused) ||
    over.htmlFor === focused.id || over.closest("label")?.contains(focused));
  return own ? null : `${focused.outerHTML.slice(0, 80)} is below ${over?.outerHTML.slice(0, 80)}`;
}"""


def test_on_a_phone_nothing_lies_over_what_has_the_focus(new_page: NewPage, server: Server) -> None:
    page = new_page(width=320, height=640)
    clerk = opened(page, server)
    for text in ("Hilfe", "Was heißt Wanderungssaldo?"):
        clerk.send(text=text)
    page.reload()
    is_at(page, clerk, "occasion")
    page.evaluate("scrollTo(0, 0)")
    covered, walked = [], 0
    for _ in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(COVERED)
        walked += 1
        if found:
            covered.append(found)
        if page.evaluate("document.activeElement === document.body"):
            break
    assert walked > 15
    assert covered == []
