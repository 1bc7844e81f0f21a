"""Several people and several tabs on the same answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import (
    GO,
    button,
    come_to_front,
    give,
    go,
    invite,
    is_at,
    notice,
    opened,
    own,
    person_of,
    question,
    sending,
    shows,
    sign_in,
    stage,
    transcript,
)

NewPage = Callable[..., Page]


def test_a_viewer_who_was_invited_reads_and_cannot_change(
    page: Page, new_page: NewPage, server: Server
) -> None:
    opened(page, server)
    give(page, "single", "new_start")
    go(page)
    code = invite(page, "Mitlesen", "Rita Kern")

    other = new_page()
    sign_in(other, server, code)
    expect(other.locator("#frage")).to_contain_text("Sie lesen mit.")
    expect(other.get_by_text("Rita Kern, liest mit (Sie)")).to_be_visible()
    expect(stage(other, "Kick-Off")).to_contain_text("1 von")
    for name in (GO, "Senden", "Alle Daten löschen", "Zurück", "Weiß ich noch nicht", "Hilfe"):
        expect(button(other, name)).to_have_count(0)
    expect(stage(other, "Kommunalprofil").get_by_role("button")).to_have_count(0)
    expect(other.locator("#frage").locator("input, textarea")).to_have_count(0)
    expect(other.get_by_text("Jemanden einladen")).to_have_count(0)

    page.reload()
    expect(page.get_by_text("Rita Kern, liest mit")).to_be_visible()


def test_a_colleague_who_was_invited_works_on_the_same_answers(
    page: Page, new_page: NewPage, server: Server
) -> None:
    clerk = opened(page, server)
    code = invite(page, "Mitarbeiten", "Jan Adler")
    other = new_page()
    sign_in(other, server, code)
    colleague = person_of(other, server)
    is_at(other, colleague, "occasion")
    give(other, "single", "realign")
    go(other)
    is_at(other, colleague, "goals")
    assert clerk.answers() == {"kickoff.occasion": "realign"}
    # Only who founded the process deletes it.
    expect(button(page, "Alle Daten löschen")).to_be_visible()
    expect(button(other, "Alle Daten löschen")).to_have_count(0)


def two_tabs(page: Page, server: Server) -> tuple[Person, Page]:
    """A person's second tab, in the same browser, without another sign-in."""
    clerk = Person.registered(server)
    sign_in(page, server, clerk.code, remember=True)
    shows(page, clerk)
    second = page.context.new_page()
    second.goto(server.url)
    shows(second, clerk)
    return clerk, second


def test_a_tab_that_is_chosen_again_shows_what_happened_in_the_other(
    page: Page, server: Server
) -> None:
    clerk, second = two_tabs(page, server)
    give(second, "single", "new_start")
    go(second)
    expect(question(page)).not_to_have_text(shows(second, clerk)["text"])
    come_to_front(page)
    is_at(page, clerk, "goals")
    expect(own(page, "Neustart")).to_have_count(1)
    give(page, "text", "Bleiben können")
    go(page)
    come_to_front(second)
    is_at(second, clerk, "themes")
    said = transcript(page).locator(".mine .a").all_inner_texts()
    assert said == ["Neustart", "Bleiben können"] == clerk.own_messages()
    expect(transcript(second).locator(".mine .a")).to_have_text(said)


@pytest.mark.parametrize(
    ("choice", "kept", "display"),
    [
        ("Gespeicherte Antwort behalten", "new_start", "Neustart"),
        ("Meine speichern", "revive", "Wiederbelebung"),
    ],
)
def test_two_tabs_never_overwrite_each_other_silently(
    page: Page, server: Server, watch: Watch, choice: str, kept: str, display: str
) -> None:
    watch.expect("409")
    clerk, second = two_tabs(page, server)
    give(second, "single", "new_start")
    go(second)
    give(page, "single", "revive")
    button(page, GO).click()
    conflict = notice(page, "Diese Antwort hat inzwischen jemand geändert")
    expect(conflict).to_contain_text("Gespeichert ist jetzt: „Neustart“")
    expect(conflict).to_contain_text("„Wiederbelebung“ ist noch nicht gespeichert")
    assert clerk.answers() == {"kickoff.occasion": "new_start"}
    with sending(page) if kept == "revive" else nullcontext():
        conflict.get_by_role("button", name=choice).click()
    expect(conflict).to_have_count(0)
    is_at(page, clerk, "goals")
    assert clerk.answers() == {"kickoff.occasion": kept}
    answers = clerk.get("api/answers")["answers"]
    assert answers[0]["display"] == display
    come_to_front(second)
    is_at(second, clerk, "goals")
