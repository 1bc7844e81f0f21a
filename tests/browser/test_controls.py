"""The fields by kind of question, and what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Person, Server
from tests.browser.steps import (
    GO,
    button,
    give,
    go,
    is_at,
    opened,
    own,
    sign_in,
    transcript,
)

NewPage = Callable[..., Page]


def test_numbers_and_dates_are_taken_as_germans_write_them(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    clerk.send(command={"name": "edit", "question": "kickoff.budget"})
    sign_in(page, server, clerk.code)
    is_at(page, clerk, "budget")
    give(page, "number", "1.250,50")
    go(page)
    assert clerk.answers() == {"kickoff.budget": 1250.5}

    clerk.send(command={"name": "edit", "question": "kickoff.date"})
    page.reload()
    is_at(page, clerk, "date")
    give(page, "date", "14.3.2027")
    expect(page.get_by_text("Verstanden: 14. März 2027")).to_be_visible()
    go(page)
    assert clerk.answers()["kickoff.date"] == "2027-03-14"

    clerk.send(command={"name": "edit", "question": "kickoff.budget"})
    page.reload()
    is_at(page, clerk, "budget")
    expect(page.locator("#antwort")).to_have_value("1.250,5")
    give(page, "number", "rund tausend")
    go(page)
    assert clerk.answers()["kickoff.budget"] == 1000


def test_what_does_not_fit_is_said_beside_the_field_and_stays_in_it(
    page: Page, server: Server
) -> None:
    clerk = Person.registered(server)
    clerk.send(command={"name": "edit", "question": "kickoff.budget"})
    sign_in(page, server, clerk.code)
    field = page.locator("#antwort")
    button(page, GO).click()
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("Bitte geben Sie eine Zahl ein"))

    give(page, "number", "-5")
    go(page)
    expect(field).to_have_value("-5")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_focused()
    is_at(page, clerk, "budget")
    assert clerk.answers() == {}


def test_a_list_is_added_to_ordered_and_shortened(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    clerk.send(command={"name": "edit", "question": "kickoff.steering_group"})
    sign_in(page, server, clerk.code)
    give(page, "list", ["Hauptamt", "Bauamt", "Stadtrat"])
    button(page, "Stadtrat nach oben").click()
    button(page, "Hauptamt entfernen").click()
    page.locator("#antwort").fill("Sportverein")
    go(page)
    expected = ["Stadtrat", "Bauamt", "Sportverein"]
    assert clerk.answers() == {"kickoff.steering_group": expected}


def test_a_long_choice_can_be_narrowed(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    clerk.send(command={"name": "edit", "question": "kickoff.themes"})
    sign_in(page, server, clerk.code)
    first, *_, last = is_at(page, clerk, "themes")["options"]
    give(page, "multiple", [first["value"]])
    page.get_by_label("Auswahl eingrenzen").fill(last["title"])
    # What is chosen stays to be seen.
    expect(page.locator("#frage .opt")).to_have_count(2)
    give(page, "multiple", [last["value"]])
    go(page)
    assert clerk.answers() == {"kickoff.themes": [first["value"], last["value"]]}


def test_a_draft_survives_a_reload(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    give(page, "single", "new_start")
    go(page)
    is_at(page, clerk, "goals")
    give(page, "text", "Junge Familien sollen blei")
    page.reload()
    expect(page.locator("#antwort")).to_have_value("Junge Familien sollen blei")


def test_markup_in_an_answer_stays_text(page: Page, server: Server) -> None:
    opened(page, server)
    give(page, "single", "new_start")
    go(page)
    markup = "<img src=x onerror=alert(1)> **fett** & [Verweis](javascript:alert(1))"
    give(page, "text", markup)
    go(page)
    expect(own(page, markup)).to_be_visible()
    expect(transcript(page).locator("img, a")).to_have_count(0)
