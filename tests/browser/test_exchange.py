"""Two municipalities on one server: one shares, the other finds it and learns from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import (
    button,
    notice,
    opened,
    person_of,
    question,
    say,
    sending,
    sign_in,
    transcript,
)
from tests.browser.test_accessibility import objections
from tests.browser.test_figures import OVERFLOW
from tests.browser.test_forms import demo, enter

NewPage = Callable[..., Page]
OPEN = "Andere Kommunen"
SHARING = "Was wir freigeben"
NEIGHBOURS = "Ähnliche Kommunen"
SEARCH = "Erfahrungen suchen"
NARROW = 760
# As somebody writes it: signs of markup are signs.
DESCRIPTION = "Frau Sommer fährt <b>abends</b>, **immer** freitags."


@pytest.fixture
def own_server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of its own: what others share is seen by all of an installation."""
    server = Server(tmp_path_factory.mktemp("exchange"))
    server.start()
    yield server
    server.stop()


def with_measure(server: Server, name: str, title: str) -> Person:
    """A municipality with a theme and a measure in its plan."""
    clerk = Person.registered(server, municipality=name)
    clerk.call("PUT", "api/answers/kickoff.themes", {"value": ["mobilitaet"], "revision": 0})
    added = clerk.call("POST", "api/collections/plan.measures")["id"]
    for question_of, value in {"title": title, "description": DESCRIPTION}.items():
        path = f"api/answers/plan.measures.{added}.{question_of}"
        clerk.call("PUT", path, {"value": value, "revision": 0})
    return clerk


def exchange(page: Page, view: str = NEIGHBOURS) -> Locator:
    """Opens the view of other municipalities; its section."""
    if page.evaluate("innerWidth") < NARROW:
        button(page, "Unterlagen, Beteiligte").click()
    page.locator("#andere").click()
    expect(page.locator("#austausch-t")).to_be_focused()
    return show(page, view)


def show(page: Page, view: str) -> Locator:
    """One of its three views."""
    button(page, view).click()
    section = page.get_by_role("region", name=view)
    expect(section.locator(".wait")).to_have_count(0)
    return section


def search(page: Page, words: str) -> Locator:
    """Looks for words; the results."""
    section = page.get_by_role("region", name=SEARCH)
    section.get_by_label("Wonach suchen Sie?").fill(words)
    button(page, "Suchen").click()
    expect(section.locator(".wait")).to_have_count(0)
    return section


def test_one_shares_the_other_learns_and_all_is_taken_back(
    page: Page, new_page: NewPage, own_server: Server
) -> None:
    grabow = with_measure(own_server, "Grabow", "Bürgerbus")
    sign_in(page, own_server, grabow.code)
    sharing = exchange(page, SHARING)
    expect(sharing).to_contain_text("Im Moment sehen andere Kommunen nichts von Ihnen.")
    expect(sharing.get_by_role("checkbox", checked=True)).to_have_count(0)
    sharing.get_by_role("checkbox", name="Wer wir sind").check()
    bus = sharing.get_by_role("checkbox", name="Bürgerbus")
    expect(bus).to_have_accessible_description(
        f"{DESCRIPTION} Hier steht vielleicht ein Name: „Frau Sommer“."
    )
    bus.check()
    sharing.get_by_label("Ansprechperson").fill("Helga Brandt, Hauptamt")
    button(page, "Vorschau").click()
    expect(page.locator("#vorschau-t")).to_be_focused()
    preview = sharing.locator(".method").locator("h4, .foreign").all_inner_texts()
    assert preview[0] == "Wer wir sind" and "Bürgerbus" in preview and len(preview) == 6
    assert any(text.startswith(DESCRIPTION) for text in preview)
    assert objections(page) == []
    assert grabow.get("api/sharing")["visible"] is False
    button(page, "Freigeben").click()
    expect(sharing).to_contain_text("Gespeichert. Andere sehen jetzt genau")
    expect(sharing).to_contain_text("Andere Kommunen sehen im Moment etwas von Ihnen.")

    other = new_page()
    glewe = Person.registered(own_server, municipality="Neustadt-Glewe")
    sign_in(other, own_server, glewe.code)
    near = exchange(other)
    expect(near.get_by_role("heading", name="Grabow")).to_be_visible()
    button(other, "Steckbrief ansehen: Grabow").click()
    expect(other.locator("#steckbrief-t")).to_be_focused()
    card = near.locator(".method").locator("h4, .foreign")
    expect(card).to_have_text(preview)
    assert objections(other) == []
    other.keyboard.press("Escape")
    expect(button(other, "Steckbrief ansehen: Grabow")).to_be_focused()

    show(other, SEARCH)
    found = search(other, "Bürgerbus")
    expect(found.locator(".method")).to_contain_text("Aus: Grabow")
    assert objections(other) == []
    button(other, "Als Entwurf übernehmen: Bürgerbus").click()
    expect(found.locator(".method .ok")).to_be_focused()
    expect(found.locator(".method .ok")).to_contain_text("als Entwurf in Ihrem Plan")
    [draft] = glewe.get("api/collections/plan.measures")["items"]
    assert draft["title"] == "Bürgerbus"
    with sending(other):
        button(other, "Entwurf öffnen: Bürgerbus").click()
    expect(found).to_have_count(0)
    opened_draft = person_of(other, own_server).prompt
    assert opened_draft is not None
    assert opened_draft["question"] == f"plan.measures.{draft['id']}.description"
    expect(other.locator("#antwort")).to_have_value(re.compile("übernommen von Grabow", re.I))
    expect(question(other)).to_be_focused()

    button(page, "Alles zurücknehmen").click()
    asked = notice(page, "Alles zurücknehmen?")
    asked.get_by_role("button", name="Ja, alles zurücknehmen").click()
    expect(asked).to_have_count(0)
    expect(sharing).to_contain_text("Niemand sieht mehr etwas von Ihnen.")
    expect(sharing.get_by_role("checkbox", checked=True)).to_have_count(0)

    expect(exchange(other)).to_contain_text("noch keine andere Kommune")
    show(other, SEARCH)
    expect(search(other, "Bürgerbus").locator(".method")).to_have_count(0)


def test_a_text_that_a_colleague_changed_is_read_again_before_it_is_shared(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("409")
    watch.expect("422")
    clerk = with_measure(server, "Dömitz", "Rufbus")
    sign_in(page, server, clerk.code)
    sharing = exchange(page, SHARING)
    bus = sharing.get_by_role("checkbox", name="Rufbus")
    bus.check()
    button(page, "Freigeben").click()
    expect(sharing.locator(".err")).to_contain_text("Wer wir sind")
    expect(bus).to_be_checked()
    sharing.get_by_role("checkbox", name="Wer wir sind").check()
    [item] = clerk.get("api/collections/plan.measures")["items"]
    path = f"api/answers/plan.measures.{item['id']}.description"
    clerk.call("PUT", path, {"value": "Er fährt nur noch montags.", "revision": 1})
    button(page, "Freigeben").click()
    again = sharing.locator(".share__one").filter(has=page.get_by_text("lautet jetzt anders"))
    expect(again).to_contain_text("Er fährt nur noch montags.")
    expect(bus).to_be_checked()
    assert clerk.get("api/sharing")["visible"] is False
    assert objections(page) == []
    button(page, "Freigeben").click()
    expect(sharing).to_contain_text("Gespeichert.")

    clerk.call("PUT", path, {"value": "Er fährt wieder täglich.", "revision": 2})
    button(page, "Zurück zum Gespräch").click()
    changed = (
        exchange(page, SHARING).locator(".share__one").filter(has=page.get_by_text("Geändert"))
    )
    expect(changed).to_contain_text("Das sehen andere:")
    changed.get_by_label("Den neuen Text freigeben").check()
    assert objections(page) == []
    button(page, "Freigeben").click()
    expect(page.get_by_text("Geändert seit der Freigabe")).to_have_count(0)
    shared = {one["id"]: one["shared_text"] for one in clerk.get("api/sharing")["items"]}
    assert "täglich" in shared[f"measure.{item['id']}"]
    clerk.call("DELETE", "api/sharing")


def test_what_was_ticked_is_still_there_after_looking_elsewhere(page: Page, server: Server) -> None:
    opened(page, server)
    exchange(page, SHARING).get_by_role("checkbox", name="Wer wir sind").check()
    page.keyboard.press("Escape")
    expect(page.locator("#andere")).to_be_focused()
    expect(question(page)).to_be_visible()
    sharing = exchange(page, SHARING)
    expect(sharing.get_by_role("checkbox", name="Wer wir sind")).to_be_checked()
    expect(sharing).to_contain_text("gilt erst, wenn Sie „Freigeben“ wählen")


def test_a_message_leads_to_the_view_it_is_about(page: Page, server: Server) -> None:
    opened(page, server)
    say(page, "Was geben wir frei?")
    way = transcript(page).get_by_role("button", name=OPEN)
    way.click()
    expect(page.get_by_role("region", name=SHARING)).to_be_visible()
    expect(page.locator("#austausch-t")).to_be_focused()
    page.keyboard.press("Escape")
    expect(way).to_be_focused()


@pytest.mark.parametrize("role", ["viewer", "adviser"])
def test_who_only_reads_sees_what_is_shared_and_changes_nothing(
    page: Page, server: Server, role: str
) -> None:
    clerk = Person.registered(server)
    sign_in(page, server, clerk.invite(role, "Rita Kern"))
    sharing = exchange(page, SHARING)
    expect(sharing).to_contain_text("Freigeben können die anderen Beteiligten.")
    expect(sharing.get_by_role("checkbox")).to_have_count(0)
    expect(sharing.get_by_text("Nicht freigegeben").first).to_be_visible()
    for name in ("Freigeben", "Alles zurücknehmen"):
        expect(button(page, name)).to_have_count(0)
    assert objections(page) == []


def test_on_a_small_screen_nothing_overflows_and_everything_can_be_hit(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(320, 640)
    clerk = with_measure(server, "Perleberg", "Mitfahrbank" * 6)
    sign_in(page, server, clerk.code)
    exchange(page)
    for view in (NEIGHBOURS, SEARCH, SHARING):
        section = show(page, view)
        assert page.evaluate(OVERFLOW) <= 0
        assert objections(page) == []
        targets = section.locator("button, input:not([type=checkbox]), label.tick").all()
        boxes = [target.bounding_box() for target in targets]
        assert all(box and box["height"] >= 44 for box in boxes), boxes
    page.keyboard.press("Escape")
    expect(page.locator("#andere")).to_be_focused()


@pytest.mark.parametrize("size", [(1280, 900), (375, 667)])
def test_escape_in_the_floating_window_closes_the_view_and_not_the_window(
    new_page: NewPage, server: Server, size: tuple[int, int]
) -> None:
    page = new_page(*size)
    demo(page, server, "floating")
    page.locator("#start-knopf").click()
    enter(page, Person.registered(server))
    button(page, "Unterlagen, Beteiligte").click()
    page.locator("#andere").click()
    expect(page.locator("#austausch-t")).to_be_focused()
    assert objections(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect(page.locator("#andere")).to_be_focused()
