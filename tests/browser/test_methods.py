"""Methods in the conversation: cards with reasons, taken and read with their buttons."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.server import Person, Server
from tests.browser.steps import button, give, go, is_at, say, sending, shows, sign_in, transcript
from tests.browser.test_accessibility import objections
from tests.conversations.test_methods import KNOWN, QUESTION

NewPage = Callable[..., Page]
ASKED = {"command": {"name": "edit", "question": QUESTION}}
OVERFLOW = "document.documentElement.scrollWidth - innerWidth"


def knowing(server: Server) -> Person:
    """Someone whose workshop is known but for its methods."""
    clerk = Person.registered(server)
    for name, value in KNOWN.items():
        clerk.call("PUT", f"api/answers/{name}", {"value": value})
    return clerk


def at_methods(page: Page, server: Server) -> Person:
    """Her page at the question for methods."""
    clerk = knowing(server)
    clerk.send(**ASKED)
    sign_in(page, server, clerk.code)
    is_at(page, clerk, QUESTION)
    return clerk


def cards(page: Page) -> Locator:
    """The cards of the last suggestions."""
    return (
        transcript(page)
        .locator(".methods:not(.methods--brief)")
        .last.get_by_role("listitem")
        .filter(has=page.get_by_role("heading"))
    )


def names(page: Page) -> list[str]:
    """The methods suggested last."""
    return cards(page).get_by_role("heading", level=3).all_inner_texts()


def shown_methods(clerk: Person) -> dict[str, str]:
    """What the server suggested last: names by id."""
    messages = clerk.get("api/chat")["messages"]
    last = [m for m in messages if m["kind"] == "methods"][-1]
    return {method["id"]: method["name"] for method in last["data"]["methods"]}


def taken(clerk: Person) -> set[str]:
    """The chosen methods as they are stored."""
    return set(clerk.answers()[QUESTION])


def test_methods_are_suggested_as_cards_with_reasons(page: Page, server: Server) -> None:
    clerk = at_methods(page, server)
    suggested = shown_methods(clerk)
    assert names(page) == list(suggested.values())
    assert 2 <= len(suggested) <= 5
    for card in cards(page).all():
        expect(card).to_contain_text("Passt, weil:")
        expect(card).to_contain_text("Achtung:")
        assert card.locator(".why--fits li").count() >= 1
    labels = [str(b.get_attribute("aria-label")) for b in cards(page).get_by_role("button").all()]
    assert len(set(labels)) == 2 * len(suggested)
    boxes = page.locator("#frage").get_by_role("checkbox")
    expect(boxes).to_have_count(len(suggested))


def test_a_method_is_taken_and_dropped_by_its_button(page: Page, server: Server) -> None:
    clerk = at_methods(page, server)
    (first, name), (second, other), (third, _), *_ = shown_methods(clerk).items()
    give(page, "multiple", [third])
    with sending(page):
        button(page, f"{name} nehmen").click()
    assert taken(clerk) == {third, first}
    shows(page, clerk)
    expect(page.locator("#frage-t")).to_be_focused()
    expect(cards(page).nth(0)).to_contain_text("Ausgewählt")
    expect(cards(page).nth(1)).not_to_contain_text("Ausgewählt")

    # The question is past; the buttons in the transcript stay usable, here and after coming back.
    with sending(page):
        button(page, f"{other} nehmen").click()
    assert taken(clerk) == {third, first, second}
    page.reload()
    shows(page, clerk)
    expect(cards(page).nth(1)).to_contain_text("Ausgewählt")
    with sending(page):
        button(page, f"{name} nicht mehr nehmen").click()
    assert taken(clerk) == {third, second}
    expect(button(page, f"{name} nehmen")).to_be_visible()

    # Back at the question, what is chosen is ticked, and one reads the new cards first.
    with sending(page):
        button(page, "Ändern: Methoden der Werkstatt").last.click()
    is_at(page, clerk, QUESTION)
    expect(page.locator("#frage input:checked")).to_have_count(2)
    expect(transcript(page).locator("li:focus")).to_contain_text("Passt, weil:")


def test_the_choice_follows_what_is_typed_and_what_others_store(page: Page, server: Server) -> None:
    clerk = at_methods(page, server)
    (first, name), (second, other), (third, _), *_ = shown_methods(clerk).items()
    give(page, "multiple", [second])
    go(page)
    expect(cards(page).nth(1)).to_contain_text("Ausgewählt")
    say(page, f"{name} als Methode nehmen")
    expect(cards(page).nth(0)).to_contain_text("Ausgewählt")

    clerk.call("PUT", f"api/answers/{QUESTION}", {"value": [first, third]})
    with sending(page):
        button(page, f"{name} nicht mehr nehmen").click()
    assert taken(clerk) == {third}
    expect(button(page, f"{other} nehmen")).to_be_visible()


def test_a_method_is_read_in_full_and_methods_are_compared(page: Page, server: Server) -> None:
    clerk = at_methods(page, server)
    give(page, "multiple", [list(shown_methods(clerk))[1]])
    with sending(page):
        cards(page).nth(0).get_by_role("button", name=re.compile("ganz lesen$")).click()
    said = transcript(page).locator("li:focus")
    for part in ("Schritte", "Stärken", "Grenzen", "Vorbereitung"):
        expect(said).to_contain_text(part)
    assert 0 <= page.evaluate(TOP) < 100
    expect(said.get_by_role("button")).to_have_count(1)
    expect(said.locator(".methods")).to_have_count(0)
    # What was ticked and not sent yet is still there.
    expect(page.locator("#frage input:checked")).to_have_count(1)

    say(page, "World Café und Fishbowl vergleichen")
    said = transcript(page).locator("li:focus")
    expect(said).to_contain_text("Personen")
    expect(said.get_by_role("heading")).to_have_text(["World Café", "Fishbowl-Diskussion"])
    with sending(page):
        said.get_by_role("button", name="World Café nehmen", exact=True).click()
    assert "world_cafe" in taken(clerk)


TOP = """() => document.querySelector("demografie-assistent").shadowRoot.activeElement
  .getBoundingClientRect().top"""


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (360, 740), (320, 640)])
def test_axe_objects_to_nothing_and_nothing_overflows(
    new_page: NewPage, server: Server, width: int, height: int
) -> None:
    page = new_page(width, height)
    clerk = at_methods(page, server)
    first = next(iter(shown_methods(clerk).values()))
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
    with sending(page):
        button(page, f"{first} nehmen").click()
    say(page, f"mehr zu {first}")
    say(page, "World Café und Fishbowl vergleichen")
    assert page.evaluate(OVERFLOW) <= 0
    assert objections(page) == []
    page.emulate_media(forced_colors="active")
    expect(cards(page).nth(0)).to_contain_text("Ausgewählt")
