"""Several people share the questions: handed over, invited, answered; and the foot's links."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Person, Server
from tests.browser.steps import (
    button,
    come_to_front,
    give,
    go,
    opened,
    person_of,
    question,
    say,
    sending,
    sign_in,
    transcript,
)
from tests.browser.test_accessibility import objections

NewPage = Callable[..., Page]
HANDED = "Das weiß Frau Öztürk vom Jugendamt bis zum 12. März 2099"
PAPERS = {
    "Datenschutz": "datenschutz",
    "Barrierefreiheit": "barrierefreiheit",
    "Automatische Assistenz": "ki-hinweis",
}


def unfolded(page: Page, title: str) -> Locator:
    """A part of the right rail, opened."""
    rail = page.locator("#beteiligte")
    part = rail.locator("details").filter(has=page.get_by_text(title, exact=True))
    part.locator("summary").click()
    expect(part.locator(".wait")).to_have_count(0)
    return part


def handed_over(page: Page, server: Server) -> tuple[Person, str, str]:
    """The founder hands her first question over; she, the question, the invitation's code."""
    founder = opened(page, server)
    asked = str(founder.get("api/chat")["prompt"]["question"])
    say(page, HANDED)
    button(page, "Einladung anzeigen").click()
    code = transcript(page).locator("output.code").inner_text()
    return founder, asked, code


def test_a_question_is_handed_over_and_the_one_who_was_asked_answers_it(
    page: Page, new_page: NewPage, server: Server
) -> None:
    founder, asked, code = handed_over(page, server)
    expect(transcript(page).get_by_role("heading", name="Einladung")).to_be_focused()
    letter = transcript(page).locator("output.letter")
    expect(letter).to_contain_text(code)
    expect(letter).to_contain_text(server.url.rstrip("/"))
    assert code not in json.dumps(founder.get("api/chat"))
    waits = unfolded(page, "Wartet auf andere")
    expect(waits.get_by_role("heading")).to_have_text("Wartet auf Frau Öztürk (Jugendamt)")
    expect(waits).to_contain_text("Bis 12. März 2099")
    unfolded(page, "Für mich offen")
    unfolded(page, "Meine Daten")
    assert objections(page) == []

    other = new_page()
    sign_in(other, server, code)
    mine = unfolded(other, "Für mich offen")
    expect(mine).to_contain_text("Gefragt hat: Helga Brandt")
    assert objections(other) == []
    come_to_front(page)
    expect(page.get_by_text("Frau Öztürk, Jugendamt, gerade hier: Kick-Off")).to_be_visible()
    with sending(other):
        mine.get_by_role("button", name=re.compile("^Beantworten: ")).click()
    give(other, "single", "new_start")
    go(other)
    assert founder.answers()[asked] == "new_start"
    expect(mine).to_contain_text("Gerade bittet Sie niemand")

    come_to_front(page)
    expect(waits).to_contain_text("Gerade wartet nichts auf andere.")


def test_what_was_handed_over_is_taken_back(page: Page, server: Server) -> None:
    founder = opened(page, server)
    say(page, HANDED)
    waits = unfolded(page, "Wartet auf andere")
    waits.get_by_role("button", name=re.compile("^Zurücknehmen: ")).click()
    expect(waits).to_contain_text("Gerade wartet nichts auf andere.")
    assert founder.get("api/delegations") == {"delegations": []}


def test_my_data_are_saved_and_deleted_only_after_a_question(page: Page, server: Server) -> None:
    sign_in(page, server, Person.registered(server).invite("editor", "Jan Adler"))
    mine = unfolded(page, "Meine Daten")
    with page.expect_download() as download:
        button(page, "Meine Daten herunterladen").click()
    assert download.value.suggested_filename.endswith(".json")
    stored = json.loads(Path(download.value.path()).read_text())
    assert "Jan Adler" in str(stored)
    expect(mine).to_contain_text(f"{download.value.suggested_filename}, ")
    with sending(page):
        button(page, "Meine Daten löschen").click()
    expect(question(page)).to_contain_text("ohne Ihren Namen")
    assert person_of(page, server).get("api/process")["members"][1]["name"] == "Jan Adler"


@pytest.mark.parametrize("width", [320, 1280])
def test_the_foot_leads_to_the_papers_before_and_after_signing_in(
    new_page: NewPage, server: Server, width: int
) -> None:
    page = new_page(width=width)
    page.goto(server.url)
    foot = page.get_by_role("contentinfo")
    expect(foot.get_by_role("link")).to_have_text(list(PAPERS))
    assert objections(page) == []
    opened(page, server)
    for title, paper in PAPERS.items():
        foot.get_by_role("link", name=title).click()
        expect(page).to_have_url(f"{server.url}papiere/{paper}")
        page.go_back()
        expect(question(page)).to_be_visible()
    assert objections(page) == []


def test_an_advisers_proposal_is_accepted_with_its_button(page: Page, server: Server) -> None:
    founder = opened(page, server)
    adviser = Person.returned(server, founder.invite("adviser", "Dr. Anna Rat"))
    proposal = {"question": "kickoff.goals", "value": "Älter werden in Grabow"}
    adviser.call("POST", "api/notes", proposal)
    give(page, "single", "new_start")
    go(page)
    expect(transcript(page)).to_contain_text("Dr. Anna Rat")
    with sending(page):
        transcript(page).get_by_role("button", name="Vorschlag annehmen").click()
    assert founder.answers()["kickoff.goals"] == "Älter werden in Grabow"
