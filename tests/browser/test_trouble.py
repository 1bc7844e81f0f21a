"""What goes wrong on the way: nothing is lost, nothing is doubled."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Watch
from tests.browser.server import Server
from tests.browser.steps import (
    GO,
    RESEND,
    UNSENT,
    button,
    give,
    is_at,
    notice,
    opened,
    own,
    sending,
    sends_a_message,
    transcript,
)

NewPage = Callable[..., Page]


@pytest.fixture
def mortal(server: Server) -> Iterator[Server]:
    """The server, for tests that stop it; it runs again afterwards."""
    yield server
    server.start()


def test_a_server_that_restarts_loses_nothing_and_stores_once(
    page: Page, mortal: Server, watch: Watch
) -> None:
    watch.expect("ERR_CONNECTION_REFUSED")
    clerk = opened(page, mortal)
    mortal.stop()
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    expect(notice(page, "Keine Verbindung")).to_be_visible()
    button(page, RESEND).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)

    mortal.start()
    assert clerk.own_messages() == []
    page.reload()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    with sending(page):
        button(page, RESEND).click()
    is_at(page, clerk, "goals")
    expect(page.get_by_text(UNSENT)).to_have_count(0)
    expect(own(page, "Neustart")).to_have_count(1)
    assert clerk.own_messages() == ["Neustart"]
    assert len(clerk.get("api/answers/kickoff.occasion/history")["revisions"]) == 1


def test_a_reply_that_is_lost_on_the_way_is_not_stored_twice(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    clerk = opened(page, server)

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(lambda url: url.endswith("/api/chat"), lose_the_reply, times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(notice(page, "Keine Verbindung")).to_be_visible()
    assert clerk.own_messages() == ["Neustart"]

    with page.expect_response(sends_a_message) as replay, sending(page):
        notice(page, "Keine Verbindung").get_by_role("button", name="Erneut versuchen").click()
    assert replay.value.headers["idempotent-replay"] == "true"
    is_at(page, clerk, "goals")
    expect(notice(page, "Keine Verbindung")).to_have_count(0)
    expect(own(page, "Neustart")).to_have_count(1)
    assert clerk.own_messages() == ["Neustart"]


def test_an_unsent_message_can_be_discarded(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    clerk = opened(page, server)
    page.route(lambda url: url.endswith("/api/chat"), lambda route: route.abort(), times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    button(page, "Verwerfen").click()
    expect(own(page, "Neustart")).to_have_count(0)
    page.reload()
    is_at(page, clerk, "occasion")
    expect(page.get_by_text(UNSENT)).to_have_count(0)
    assert clerk.own_messages() == []


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("503")
    clerk = opened(page, server)
    busy = {"status": 503, "headers": {"Retry-After": "1"}, "body": "{}"}
    page.route(lambda url: url.endswith("/api/chat"), lambda route: route.fulfill(**busy), times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart").get_by_role("button", name="Ändern: Anlass")).to_be_visible()
    is_at(page, clerk, "goals")
    assert clerk.own_messages() == ["Neustart"]


def test_a_double_click_sends_once(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    sent: list[Request] = []
    held: list[Route] = []
    page.on("request", lambda request: sent.append(request) if sends_a_message(request) else None)
    page.route(
        lambda url: url.endswith("/api/chat"),
        lambda route: held.append(route) if sends_a_message(route) else route.continue_(),
    )
    give(page, "single", "new_start")
    button(page, GO).dblclick()
    expect(transcript(page)).to_contain_text("Die Assistenz antwortet gleich.")
    button(page, GO).click(force=True)
    button(page, "Weiß ich noch nicht").click(force=True)
    with sending(page):
        held[0].continue_()
    is_at(page, clerk, "goals")
    assert len(sent) == len(held) == 1
    assert clerk.own_messages() == ["Neustart"]
