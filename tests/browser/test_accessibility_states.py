"""axe finds nothing either where something has gone wrong, or is worded in Einfache Sprache."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import (
    GO,
    button,
    give,
    notice,
    opened,
    person_of,
    question,
    sends_a_message,
)
from tests.browser.test_accessibility import looked_at, objections

__all__ = ["looked_at"]


def test_a_server_that_does_not_answer_and_an_ended_session(
    looked_at: Page, server: Server, watch: Watch
) -> None:
    watch.expect("503")
    watch.expect("401")
    page = looked_at
    opened(page, server)
    page.route(
        lambda url: url.endswith("/api/chat"),
        lambda route: route.fulfill(status=503, body="{}"),
        times=1,
    )
    give(page, "single", "new_start")
    button(page, GO).click()
    busy = notice(page, "Die Assistenz antwortet gerade nicht")
    expect(busy).to_be_visible()
    assert objections(page) == []

    person_of(page, server).call("DELETE", "api/sessions")
    busy.get_by_role("button", name="Erneut versuchen").click()
    expect(page.get_by_label("Zugangscode")).to_be_visible()
    assert objections(page) == []


def test_a_message_that_takes_long(looked_at: Page, server: Server) -> None:
    page = looked_at
    page.clock.install()
    page.route(
        lambda url: url.endswith("/api/chat"),
        lambda route: None if sends_a_message(route) else route.continue_(),
    )
    opened(page, server)
    give(page, "single", "new_start")
    button(page, GO).click()
    page.clock.run_for(7_000)
    expect(notice(page, "Es dauert länger als sonst")).to_be_visible()
    expect(page.get_by_text("Wird gesendet")).to_be_visible()
    page.clock.resume()
    assert objections(page) == []
    page.unroute_all(behavior="ignoreErrors")


def test_einfache_sprache(looked_at: Page, server: Server) -> None:
    page = looked_at
    clerk = opened(page, server)
    page.get_by_role("switch", name="Einfache Sprache").click()
    prompt = clerk.prompt
    assert prompt is not None
    expect(question(page)).to_have_text(prompt["plain"])
    assert objections(page) == []


@pytest.mark.parametrize("role", ["viewer", "adviser"])
def test_someone_who_only_reads_takes_documents_out(
    looked_at: Page, server: Server, role: str
) -> None:
    page = looked_at
    clerk = Person.registered(server)
    invited = Person.returned(server, clerk.invite(role, "Rita Kern"))
    page.goto(server.url)
    page.evaluate(
        "session => sessionStorage.setItem('demografie-assistent:session', session)",
        json.dumps(invited.session),
    )
    page.reload()
    expect(page.locator("#frage")).to_contain_text("Sie lesen mit.")
    if page.viewport_size == {"width": 320, "height": 640}:
        button(page, "Unterlagen, Beteiligte").click()
    page.get_by_text("Alle Unterlagen").click()
    expect(page.locator(".docs li").first).to_be_visible()
    assert objections(page) == []
