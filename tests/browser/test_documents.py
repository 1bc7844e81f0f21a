"""Documents taken out of the conversation, and buttons below a message.

FULFILLED BY ROUTE: as in `test_figures.py`, messages and files come from `Said` until the server
has them; what commands say is real.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Watch
from tests.browser.server import Server
from tests.browser.steps import button, opened, sending, sign_in, transcript
from tests.browser.test_accessibility import objections
from tests.browser.test_figures import OVERFLOW, Said

NewPage = Callable[..., Page]


def document(kind: str, title: str, stage: str, formats: list[str], complete: bool) -> Any:
    """An entry as in GET /api/documents."""
    return {
        "kind": kind,
        "title": title,
        "stage": stage,
        "complete": complete,
        "formats": [
            {"format": f, "media_type": "text/plain", "href": f"api/documents/{kind}.{f}"}
            for f in formats
        ],
    }


DOCUMENTS = [
    document("invitation", "Einladung zum Kick-Off", "kickoff", ["docx", "pdf", "html"], True),
    document("agenda", "Ablauf des Kick-Offs", "kickoff", ["docx", "pdf", "html", "ics"], False),
    document("plan", "Werkstattplan", "plan", ["docx", "pdf", "html", "xlsx", "ics"], False),
]


def with_documents(page: Page, server: Server) -> Said:
    """A page whose assistant has just named the documents."""
    said = Said(page)
    said.add("Diese Unterlagen können Sie jetzt herunterladen:", "documents", documents=DOCUMENTS)
    opened(page, server)
    return said


def entry(page: Page, title: str) -> Locator:
    """A document's line."""
    return page.locator(".docs > li").filter(has=page.get_by_text(title, exact=True))


def test_documents_are_listed_with_their_formats(page: Page, server: Server) -> None:
    with_documents(page, server)
    expect(page.locator(".docs > li")).to_have_count(3)
    expect(entry(page, "Einladung zum Kick-Off")).not_to_contain_text("Entwurf")
    expect(entry(page, "Werkstattplan")).to_contain_text("Entwurf")
    buttons = entry(page, "Werkstattplan").get_by_role("button")
    expect(buttons).to_have_text(["Word", "PDF", "Webseite", "Excel", "Kalender"])
    expect(buttons.first).to_have_accessible_name("Werkstattplan als Word herunterladen")


def test_a_document_is_saved_under_its_name(page: Page, server: Server) -> None:
    said = with_documents(page, server)
    name = "attachment; filename*=UTF-8''Einladung%20Kick-Off.docx"
    said.answer(
        "GET", "api/documents/invitation.docx", body=b"PK", headers={"Content-Disposition": name}
    )
    said.answer("GET", "api/documents/invitation.pdf", body=b"%PDF")
    word = button(page, "Einladung zum Kick-Off als Word herunterladen")
    with page.expect_download() as download:
        word.click()
    assert download.value.suggested_filename == "Einladung Kick-Off.docx"
    assert Path(download.value.path()).read_bytes() == b"PK"
    expect(word).to_be_focused()
    live = page.locator("[aria-live=polite]")
    expect(live).to_contain_text("Einladung Kick-Off.docx ist gespeichert.")
    # Without a name of the server's it is the address's.
    with page.expect_download() as download:
        button(page, "Einladung zum Kick-Off als PDF herunterladen").click()
    assert download.value.suggested_filename == "invitation.pdf"


def test_a_document_on_its_way_is_asked_for_once(page: Page, server: Server) -> None:
    said = Said(page)
    said.add("Ihre Unterlagen:", "documents", documents=DOCUMENTS)
    held: list[Route] = []
    page.route("**/api/documents/plan.pdf", lambda route: held.append(route))
    opened(page, server)
    pdf = button(page, "Werkstattplan als PDF herunterladen")
    pdf.dblclick()
    expect(pdf).to_have_attribute("aria-disabled", "true")
    expect(entry(page, "Werkstattplan")).to_contain_text("Die Datei wird geholt.")
    expect(page.locator("[aria-live=polite]")).to_contain_text("Die Datei wird geholt.")
    assert len(held) == 1
    with page.expect_download():
        held[0].fulfill(body=b"%PDF")
    expect(entry(page, "Werkstattplan")).not_to_contain_text("Die Datei wird geholt.")


def test_why_a_document_cannot_be_had_is_said(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("409")
    watch.expect("500")
    watch.expect("ERR_FAILED")
    said = with_documents(page, server)
    reason = "Für den Kalender fehlt noch ein Termin."
    said.answer("GET", "api/documents/agenda.ics", status=409, json={"detail": reason})
    said.answer("GET", "api/documents/agenda.docx", status=500, body="")
    page.route("**/api/documents/plan.pdf", lambda route: route.abort())
    button(page, "Ablauf des Kick-Offs als Kalender herunterladen").click()
    expect(entry(page, "Ablauf des Kick-Offs")).to_contain_text(reason)
    expect(page.locator("[aria-live=polite]")).to_contain_text(reason)
    button(page, "Werkstattplan als PDF herunterladen").click()
    expect(entry(page, "Werkstattplan")).to_contain_text("Es gibt gerade keine Verbindung.")
    assert objections(page) == []
    button(page, "Ablauf des Kick-Offs als Word herunterladen").click()
    failed = "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."
    expect(entry(page, "Ablauf des Kick-Offs")).to_contain_text(failed)
    expect(entry(page, "Ablauf des Kick-Offs")).not_to_contain_text(reason)


def test_an_ended_session_leads_to_the_way_in(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("401")
    said = with_documents(page, server)
    said.answer("GET", "api/documents/plan.pdf", status=401, json={"detail": "Abgelaufen."})
    button(page, "Werkstattplan als PDF herunterladen").click()
    expect(page.get_by_role("group", name="Bitte melden Sie sich wieder an")).to_be_visible()
    expect(page.get_by_label("Zugangscode")).to_be_focused()


def test_documents_are_asked_for_beside_the_stages(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    rail = page.get_by_role("navigation", name="Ihre fünf Stufen")
    with sending(page):
        rail.get_by_role("button", name="Alle Unterlagen").click()
    with sending(page):
        rail.get_by_role("button", name="Kennzahlen").click()
    assert clerk.own_messages() == ["Unterlagen", "Kennzahlen"]


def test_who_only_reads_takes_documents_out_too(
    page: Page, new_page: NewPage, server: Server
) -> None:
    clerk = opened(page, server)
    other = new_page()
    said = Said(other)
    said.answer("GET", "api/documents", json={"documents": DOCUMENTS})
    said.answer("GET", "api/documents/plan.xlsx", body=b"PK")
    sign_in(other, server, clerk.invite("viewer", "Rita Kern"))
    other.get_by_text("Alle Unterlagen").click()
    with other.expect_download() as download:
        button(other, "Werkstattplan als Excel herunterladen").click()
    assert download.value.suggested_filename == "plan.xlsx"
    assert objections(other) == []


def test_a_message_offers_buttons(page: Page, server: Server) -> None:
    said = Said(page)
    said.add(
        "Was möchten Sie?",
        buttons=[
            {"title": "Pause machen", "command": {"name": "pause"}},
            {"title": "Wanderungssaldo?", "text": "Was heißt Wanderungssaldo?"},
        ],
    )
    clerk = opened(page, server)
    expect(transcript(page).get_by_role("button")).to_have_text(
        ["Pause machen", "Wanderungssaldo?"]
    )
    with sending(page):
        button(page, "Wanderungssaldo?").click()
    assert clerk.own_messages() == ["Was heißt Wanderungssaldo?"]
    with sending(page):
        button(page, "Pause machen").click()
    expect(page.locator("#frage-t")).to_have_text("Alles ist gespeichert")


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740), (320, 640)])
def test_axe_objects_to_nothing_and_nothing_overflows(
    new_page: NewPage, server: Server, width: int, height: int
) -> None:
    page = new_page(width, height)
    with_documents(page, server)
    expect(page.locator(".docs > li")).to_have_count(3)
    small = page.locator(".docs .btn").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().height < 44).length"
    )
    assert small == 0
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
