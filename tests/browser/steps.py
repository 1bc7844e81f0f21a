"""What a person does on the page, in the words of the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Person, Server

GO = "Weiter"
UNSENT = "Nicht gesendet"
RESEND = "Erneut senden"


def button(page: Page, name: str) -> Locator:
    """A button by its exact name."""
    return page.get_by_role("button", name=name, exact=True)


def question(page: Page) -> Locator:
    """The heading of the one raised sheet."""
    return page.locator("#frage-t")


def transcript(page: Page) -> Locator:
    """What was said so far."""
    return page.get_by_role("log")


def own(page: Page, text: str) -> Locator:
    """A slip of the person's own in the transcript."""
    return transcript(page).locator(".mine").filter(has=page.get_by_text(text, exact=True))


def stage(page: Page, title: str) -> Locator:
    """A stage of the rail."""
    rail = page.get_by_role("navigation", name="Ihre fünf Stufen")
    return rail.get_by_role("listitem").filter(has=page.get_by_text(title, exact=True))


def notice(page: Page, title: str) -> Locator:
    """A notice by its title."""
    return page.get_by_role("group", name=title, exact=True)


def fill_registration(page: Page, municipality: str = "Grabow") -> None:
    """Fills in the form, without sending it."""
    page.get_by_label("Name der Kommune").fill(municipality)
    page.get_by_label("Gemeinde oder Stadt").check()
    page.get_by_label("Ihr Name").fill("Helga Brandt")


def sign_in(page: Page, server: Server, code: str, remember: bool = False) -> None:
    """Opens the page and comes back with a code."""
    page.goto(server.url)
    form = page.get_by_role("form", name="Weitermachen")
    form.get_by_label("Zugangscode").fill(code)
    if remember:
        form.get_by_label("Auf diesem Gerät merken").check()
    form.get_by_role("button", name="Weitermachen").click()
    expect(page.locator("#frage")).to_be_visible()


def person_of(page: Page, server: Server) -> Person:
    """The page's own session, to look behind it."""
    return Person(server, json.loads(page.evaluate(SESSION)))


SESSION = """() => {
  const key = "demografie-assistent:session";
  return sessionStorage.getItem(key) ?? localStorage.getItem(key);
}"""


def opened(page: Page, server: Server, **registration: str) -> Person:
    """Someone who has just registered, with the page open at her first question."""
    person = Person.registered(server, **registration)
    sign_in(page, server, person.code)
    shows(page, person)
    return person


def shows(page: Page, person: Person) -> dict[str, Any]:
    """The page shows what the server says is open; the prompt."""
    prompt: dict[str, Any] | None = person.get("api/chat")["prompt"]
    assert prompt is not None
    expect(question(page)).to_have_text(prompt["text"])
    return prompt


def is_at(page: Page, person: Person, name: str) -> dict[str, Any]:
    """This very question is open, on the server and on the page."""
    prompt = shows(page, person)
    assert prompt["question"].split(".")[-1] == name.split(".")[-1], prompt["question"]
    return prompt


def give(page: Page, kind: str, value: Any) -> None:
    """Puts a value into the control of the open question."""
    sheet = page.locator("#frage")
    if kind in ("single", "multiple"):
        for each in [value] if kind == "single" else value:
            sheet.locator(f'input[value="{each}"]').check()
    elif kind == "yes_no":
        sheet.get_by_label("Ja" if value else "Nein", exact=True).check()
    elif kind == "list":
        for each in value:
            sheet.locator("#antwort").fill(each)
            button(page, "Hinzufügen").click()
    else:
        sheet.locator("#antwort").fill(str(value))


def go(page: Page) -> None:
    """Sends what stands in the control, and waits until the reply is there."""
    command(page, GO)


def command(page: Page, name: str) -> None:
    """One of the buttons of the sheet that send something."""
    with sending(page):
        page.locator("#frage").get_by_role("button", name=name, exact=True).click()


def say(page: Page, words: str) -> None:
    """Types into the field for words of one's own."""
    page.locator("#frei").fill(words)
    with sending(page):
        button(page, "Senden").click()


@contextmanager
def sending(page: Page) -> Iterator[None]:
    """What happens within sends a message; at the end its reply is there and drawn."""
    with page.expect_response(sends_a_message):
        yield
    expect(transcript(page).locator("li > .wait")).to_have_count(0)
    expect(page.locator('#frage [aria-disabled="true"]')).to_have_count(0)


def sends_a_message(exchange: Any) -> bool:
    """Whether a request or response is one of POST /api/chat."""
    request = getattr(exchange, "request", exchange)
    return request.method == "POST" and request.url.endswith("/api/chat")


def come_to_front(page: Page) -> None:
    """What the browser tells a page whose tab is chosen again."""
    with page.expect_response(lambda response: "/api/process" in response.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def invite(page: Page, role: str, name: str) -> str:
    page.get_by_text("Jemanden einladen").click()
    page.get_by_label(role).check()
    page.get_by_label("Name der Person").fill(name)
    button(page, "Einladungscode erzeugen").click()
    return page.locator("#einladungscode").inner_text()
