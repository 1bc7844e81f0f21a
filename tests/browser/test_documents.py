"""Documents taken out of the conversation, and buttons below a message."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import button, opened, say, sending, sign_in, transcript
from tests.browser.test_accessibility import objections
from tests.browser.test_figures import OVERFLOW

NewPage = Callable[..., Page]
PDF = "**/api/documents/agenda.pdf"


def with_documents(page: Page, server: Server) -> Person:
    """A page whose assistant has just named the documents of the Kick-Off."""
    clerk = Person.registered(server)
    clerk.send(command={"name": "documents"})
    sign_in(page, server, clerk.code)
    return clerk


def titles(clerk: Person) -> dict[str, str]:
    """The documents' titles by kind."""
    return {d["kind"]: d["title"] for d in clerk.get("api/documents")["documents"]}


def entry(page: Page, title: str) -> Locator:
    """A document's line."""
    return page.locator(".docs > li").filter(has=page.get_by_text(title, exact=True))


def test_documents_are_listed_with_their_formats(page: Page, server: Server) -> None:
    clerk = with_documents(page, server)
    said = next(m for m in clerk.get("api/chat")["messages"] if m["kind"] == "documents")
    listed = [d["title"] for d in said["data"]["documents"]]
    expect(page.locator(".docs > li b")).to_have_text(listed)
    agenda = titles(clerk)["agenda"]
    expect(entry(page, agenda)).to_contain_text("Entwurf")
    buttons = entry(page, agenda).get_by_role("button")
    expect(buttons).to_have_text(["Word", "PDF", "Webseite", "Kalender"])
    expect(buttons.first).to_have_accessible_name(f"{agenda} als Word herunterladen")


def test_a_document_is_saved_under_its_name(page: Page, server: Server) -> None:
    clerk = with_documents(page, server)
    word = button(page, f"{titles(clerk)['invitation']} als Word herunterladen")
    with page.expect_download() as download:
        word.click()
    name = download.value.suggested_filename
    assert name.endswith(".docx")
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    expect(word).to_be_focused()
    said = re.compile(rf"{re.escape(name)}, \d+ kB, ist gespeichert\.")
    expect(page.locator("[aria-live=polite]")).to_contain_text(said)
    expect(transcript(page).locator(".docs .ok")).to_have_text(said)


def test_a_document_on_its_way_is_asked_for_once(page: Page, server: Server) -> None:
    held: list[Route] = []
    page.route(PDF, lambda route: held.append(route))
    clerk = with_documents(page, server)
    agenda = titles(clerk)["agenda"]
    pdf = button(page, f"{agenda} als PDF herunterladen")
    pdf.dblclick()
    expect(pdf).to_have_attribute("aria-disabled", "true")
    expect(entry(page, agenda)).to_contain_text("Die Datei wird geholt.")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Die Datei wird geholt.")
    assert len(held) == 1
    with page.expect_download() as download:
        held[0].continue_()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    expect(entry(page, agenda)).not_to_contain_text("Die Datei wird geholt.")


def test_why_a_document_cannot_be_had_is_said(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("409")
    watch.expect("ERR_FAILED")
    clerk = with_documents(page, server)
    named = titles(clerk)
    page.route(PDF, lambda route: route.abort())
    button(page, f"{named['agenda']} als Kalender herunterladen").click()
    expect(entry(page, named["agenda"]).locator(".err")).to_contain_text("Termin")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Termin")
    button(page, f"{named['agenda']} als PDF herunterladen").click()
    expect(entry(page, named["agenda"])).to_contain_text("Es gibt gerade keine Verbindung.")
    assert objections(page) == []


def test_an_ended_session_leads_to_the_way_in(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("401")
    clerk = with_documents(page, server)
    token = page.evaluate("JSON.parse(sessionStorage['demografie-assistent:session']).token")
    Person(server, {**clerk.session, "token": token}).call("DELETE", "api/sessions")
    button(page, f"{titles(clerk)['agenda']} als PDF herunterladen").click()
    expect(page.get_by_role("group", name="Bitte melden Sie sich wieder an")).to_be_visible()
    expect(page.get_by_label("Zugangscode")).to_be_focused()


def test_documents_are_asked_for_beside_the_conversation(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    rail = page.get_by_role("complementary", name="Unterlagen Beteiligte")
    with sending(page):
        rail.get_by_role("button", name="Alle Unterlagen").click()
    with sending(page):
        rail.get_by_role("button", name="Kennzahlen").click()
    assert clerk.own_messages() == ["Unterlagen", "Kennzahlen"]


def test_who_only_reads_takes_documents_out_too(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    sign_in(page, server, clerk.invite("viewer", "Rita Kern"))
    page.get_by_text("Alle Unterlagen").click()
    with page.expect_download() as download:
        button(page, f"{titles(clerk)['plan']} als Excel herunterladen").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    assert objections(page) == []


def test_a_message_offers_buttons(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    say(page, "Was heißt Wanderung?")
    offered = transcript(page).locator(".asks").last.get_by_role("button")
    first = offered.first.inner_text()
    with sending(page):
        offered.first.click()
    assert len(clerk.own_messages()) == 2, first


def test_the_next_dates_are_named(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    rail = page.get_by_role("navigation", name="Ihre fünf Stufen")
    expect(rail.get_by_role("heading", name="Nächste Termine")).to_have_count(0)
    clerk.call("PUT", "api/answers/kickoff.date", {"value": "2031-03-14", "revision": 0})
    page.reload()
    expect(rail.get_by_role("heading", name="Nächste Termine")).to_be_visible()
    expect(rail).to_contain_text("14. März 2031")


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740), (320, 640)])
def test_axe_objects_to_nothing_and_nothing_overflows(
    new_page: NewPage, server: Server, width: int, height: int
) -> None:
    page = new_page(width, height)
    with_documents(page, server)
    expect(page.locator(".docs > li").first).to_be_visible()
    small = page.locator(".docs .btn").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 44).length"
    )
    assert small == 0
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
