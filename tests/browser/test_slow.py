"""A slow line: one sees that something is under way, nothing is lost, nothing is doubled."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.server import Server
from tests.browser.steps import (
    GO,
    RESEND,
    UNSENT,
    button,
    give,
    go,
    is_at,
    notice,
    opened,
    own,
    question,
    sending,
    sends_a_message,
)

# What a village's line gives on a bad day.
SLOW_LINE = {
    "offline": False,
    "latency": 600,
    "downloadThroughput": 40_000,
    "uploadThroughput": 10_000,
}


@pytest.fixture
def held(page: Page) -> list[Route]:
    """The messages on their way: they leave when the test lets them."""
    held: list[Route] = []
    page.clock.install()
    page.route(
        lambda url: url.endswith("/api/chat"),
        lambda route: held.append(route) if sends_a_message(route) else route.continue_(),
    )
    return held


def test_a_message_under_way_is_seen_and_what_is_typed_meanwhile_stays(
    page: Page, server: Server, held: list[Route]
) -> None:
    clerk = opened(page, server)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_be_visible()
    expect(own(page, "Neustart")).not_to_contain_text("Wird gesendet")
    page.clock.run_for(2_000)
    expect(own(page, "Neustart")).to_contain_text("Wird gesendet")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Die Assistenz antwortet gleich.")
    expect(notice(page, "Es dauert länger als sonst")).to_have_count(0)
    page.clock.run_for(5_000)
    expect(notice(page, "Es dauert länger als sonst")).to_be_visible()
    # One may go on writing; a second message waits for the first.
    page.locator("#frei").fill("Was heißt Wanderungssaldo?")
    button(page, "Senden").click(force=True)
    expect(page.locator("#frei")).to_have_value("Was heißt Wanderungssaldo?")
    with sending(page):
        held[0].continue_()
    is_at(page, clerk, "goals")
    expect(page.get_by_text("Wird gesendet")).to_have_count(0)
    expect(notice(page, "Es dauert länger als sonst")).to_have_count(0)
    expect(page.locator("#frei")).to_have_value("Was heißt Wanderungssaldo?")
    assert len(held) == 1
    assert clerk.own_messages() == ["Neustart"]


def test_who_reloads_while_a_message_is_under_way_finds_it_and_sends_it_once(
    page: Page, server: Server, held: list[Route], watch: Watch
) -> None:
    clerk = opened(page, server)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_be_visible()
    page.reload()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    assert clerk.own_messages() == []
    page.unroute_all(behavior="ignoreErrors")
    with sending(page):
        button(page, RESEND).click()
    is_at(page, clerk, "goals")
    expect(own(page, "Neustart")).to_have_count(1)
    assert clerk.own_messages() == ["Neustart"]


def test_a_whole_exchange_over_a_slow_line(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    page.reload()
    expect(question(page)).to_be_visible()
    give(page, "single", "new_start")
    go(page)
    is_at(page, clerk, "goals")
    give(page, "text", "Bleiben können")
    page.reload()
    expect(page.locator("#antwort")).to_have_value("Bleiben können")
    go(page)
    is_at(page, clerk, "themes")
    assert clerk.own_messages() == ["Neustart", "Bleiben können"]
