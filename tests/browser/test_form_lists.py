"""The form: what is not known yet, and the entries of its lists."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import button, sign_in
from tests.browser.test_accessibility import objections
from tests.browser.test_form_view import OPEN, SAVE, THEIRS, field, with_form, words

GOALS = "plan.goals"


def with_goals(page: Page, server: Server, *titles: str) -> Person:
    """The Werkstattplan as a form, with some goals in its list."""
    clerk = Person.registered(server)
    for title in titles:
        item = clerk.call("POST", f"api/collections/{GOALS}")["id"]
        clerk.call("PUT", f"api/answers/{GOALS}.{item}.title", {"value": title, "revision": 0})
    sign_in(page, server, clerk.code)
    button(page, OPEN).click()
    expect(page.locator("#formular-t")).to_be_focused()
    page.get_by_label("Stufe", exact=True).select_option("plan")
    expect(page.locator("#formular-t")).to_have_text("Werkstattplan")
    return clerk


def shown(page: Page) -> Locator:
    """The headings of all entries."""
    return page.locator(".formview h3.sumitem")


def stored(clerk: Person) -> list[str]:
    """The goals as the server has them."""
    return [item["title"] for item in clerk.get(f"api/collections/{GOALS}")["items"]]


def test_what_is_not_known_yet_is_ticked_and_can_be_answered_later(
    page: Page, server: Server
) -> None:
    clerk = with_form(page, server)
    budget = field(page, words(clerk, "budget"))
    unknown = budget.get_by_role("checkbox", name="Weiß ich noch nicht")
    unknown.check()
    expect(budget).to_contain_text("Geändert, noch nicht gespeichert")
    button(page, SAVE).click()
    expect(page.get_by_text("1 Antwort ist gespeichert.").last).to_be_visible()
    [answer] = clerk.get("api/answers")["answers"]
    assert (answer["question"], answer["status"]) == ("kickoff.budget", "unknown")
    expect(unknown).to_be_checked()

    # What is written into the field counts, and the tick goes by itself.
    budget.get_by_role("textbox").fill("1.250")
    expect(unknown).not_to_be_checked()
    button(page, SAVE).click()
    expect(budget).not_to_contain_text("Geändert, noch nicht gespeichert")
    assert clerk.answers() == {"kickoff.budget": 1250}


def test_not_known_does_not_overwrite_a_colleagues_answer(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("409")
    clerk = with_form(page, server)
    clerk.call("PUT", "api/answers/kickoff.budget", {"value": 900, "revision": 0})
    budget = field(page, words(clerk, "budget"))
    budget.get_by_role("checkbox", name="Weiß ich noch nicht").check()
    button(page, SAVE).click()
    note = budget.get_by_role("group", name=THEIRS)
    expect(note).to_contain_text("900")
    expect(note).to_contain_text("Ihre Eingabe „Weiß ich noch nicht“")
    note.get_by_role("button", name="Meine speichern").click()
    expect(page.get_by_text("1 Antwort ist gespeichert.").last).to_be_visible()
    expect(note).to_have_count(0)
    [answer] = clerk.get("api/answers")["answers"]
    assert answer["status"] == "unknown"


def test_entries_are_put_in_order(page: Page, server: Server) -> None:
    clerk = with_goals(page, server, "Bus", "Laden", "Halle")
    expect(shown(page)).to_have_text(["Bus", "Laden", "Halle"])
    button(page, "Halle nach oben").click()
    expect(shown(page)).to_have_text(["Bus", "Halle", "Laden"])
    expect(button(page, "Halle nach oben")).to_be_focused()
    expect(page.locator("[aria-live=polite]")).to_contain_text("Halle ist jetzt an Stelle 2")
    page.keyboard.press("Enter")
    expect(shown(page)).to_have_text(["Halle", "Bus", "Laden"])
    assert stored(clerk) == ["Halle", "Bus", "Laden"]
    # The fields go with their entry.
    first = page.locator(".formview .itemhead ~ fieldset").first.get_by_role("textbox")
    expect(first).to_have_value("Halle")


def test_an_entry_is_deleted_after_a_question(page: Page, server: Server) -> None:
    clerk = with_goals(page, server, "Bus", "Laden")
    button(page, "Bus löschen").click()
    note = page.get_by_role("group", name="„Bus“ löschen?")
    expect(note).to_be_visible()
    assert objections(page) == []
    note.get_by_role("button", name="Behalten").click()
    expect(button(page, "Bus löschen")).to_be_focused()
    assert stored(clerk) == ["Bus", "Laden"]

    button(page, "Bus löschen").click()
    note.get_by_role("button", name="Löschen", exact=True).click()
    expect(shown(page)).to_have_text(["Laden"])
    expect(shown(page)).to_be_focused()
    expect(page.locator("[aria-live=polite]")).to_contain_text("Bus ist gelöscht.")
    assert stored(clerk) == ["Laden"]
    button(page, SAVE).click()
    expect(page.get_by_text("Es gibt nichts zu speichern.").last).to_be_visible()


def test_an_entry_that_a_colleague_has_deleted_is_said(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("404")
    clerk = with_goals(page, server, "Bus", "Laden")
    expect(shown(page)).to_have_text(["Bus", "Laden"])
    [bus, _] = clerk.get(f"api/collections/{GOALS}")["items"]
    clerk.call("DELETE", f"api/collections/{GOALS}/{bus['id']}")
    button(page, "Bus löschen").click()
    page.get_by_role("button", name="Löschen", exact=True).click()
    expect(page.locator(".formview .err")).to_contain_text("Diesen Eintrag gibt es nicht.")
    expect(shown(page)).to_have_text(["Laden"])


def test_entries_of_another_list_are_answered_and_not_added(page: Page, server: Server) -> None:
    with_goals(page, server)
    page.get_by_label("Stufe", exact=True).select_option("review")
    expect(page.locator("#formular-t")).to_have_text("Zwischenbilanz")
    expect(page.get_by_role("button", name="Eintrag hinzufügen: Maßnahmen")).to_have_count(0)
