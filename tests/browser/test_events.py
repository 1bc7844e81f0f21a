"""What the page around the element hears of."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import GO, RESEND, UNSENT, button, give, notice, own, sending
from tests.browser.test_forms import demo, enter


@pytest.mark.parametrize(
    ("answer", "status", "logged"),
    [(None, 0, "ERR_FAILED"), (503, 503, "503"), (500, 500, "500")],
)
def test_an_error_event_tells_the_status_and_nobodys_words(
    page: Page, server: Server, watch: Watch, answer: int | None, status: int, logged: str
) -> None:
    watch.expect(logged)
    clerk = Person.registered(server)
    demo(page, server, "embedded")
    enter(page, clerk)
    page.route(
        lambda url: url.endswith("/api/chat"),
        lambda route: route.fulfill(status=answer, body="{}") if answer else route.abort(),
        times=1,
    )
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    assert page.evaluate("events.filter(([name]) => name === 'error')") == [
        ["error", {"status": status}]
    ]
    with sending(page):
        button(page, RESEND).click()
    assert page.evaluate("events.at(-1)") == [
        "message",
        {"understood": "answer", "question": "kickoff.occasion"},
    ]


def test_a_refused_message_is_an_error_too(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("409")
    clerk = Person.registered(server)
    demo(page, server, "embedded")
    enter(page, clerk)
    clerk.send(answer={"question": "kickoff.occasion", "value": "revive", "revision": 0})
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(notice(page, "Diese Antwort hat inzwischen jemand geändert")).to_be_visible()
    assert ["error", {"status": 409}] in page.evaluate("events")
