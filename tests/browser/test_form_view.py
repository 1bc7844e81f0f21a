"""A stage as a form: the same answers, the same checks, nobody overwritten; and the paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import button, give, is_at, opened, question, shows, sign_in, stage
from tests.browser.test_accessibility import EVERYTHING, objections, run_axe
from tests.browser.test_figures import OVERFLOW

NewPage = Callable[..., Page]
OPEN = "Antworten als Formular"
SAVE = "Änderungen speichern"
THEIRS = "Diese Antwort hat inzwischen jemand geändert"


def field(page: Page, legend: str) -> Locator:
    """A question of the form by its words."""
    return page.locator("fieldset.f").filter(has=page.get_by_text(legend, exact=True))


def with_form(page: Page, server: Server) -> Person:
    """The Kick-Off as a form."""
    clerk = opened(page, server)
    button(page, OPEN).click()
    expect(page.locator("#formular-t")).to_be_focused()
    return clerk


def words(clerk: Person, name: str) -> str:
    """What a question of the Kick-Off says."""
    stages = clerk.get("api/guide")["stages"]
    questions = [q for s in stages[0]["sections"] for q in s["questions"]]
    return str(next(q["text"] for q in questions if q["question"] == f"kickoff.{name}"))


def test_answers_are_given_and_changed_in_the_form(page: Page, server: Server) -> None:
    clerk = with_form(page, server)
    occasion = field(page, words(clerk, "occasion"))
    occasion.get_by_label("Neustart").check()
    expect(occasion).to_contain_text("Geändert, noch nicht gespeichert")
    field(page, words(clerk, "goals")).get_by_role("textbox").fill("Bleiben können")
    button(page, SAVE).click()
    expect(page.get_by_text("2 Antworten sind gespeichert.").last).to_be_visible()
    assert clerk.answers() == {"kickoff.occasion": "new_start", "kickoff.goals": "Bleiben können"}
    expect(stage(page, "Kick-Off")).to_contain_text("2 von etwa")
    button(page, SAVE).click()
    expect(page.get_by_text("Es gibt nichts zu speichern.").last).to_be_visible()

    button(page, "Zurück zum Gespräch").click()
    shows(page, clerk)
    expect(question(page)).to_be_focused()
    button(page, OPEN).click()
    expect(page.get_by_label("Neustart")).to_be_checked()


def test_what_does_not_fit_is_said_and_holds_up_nothing_else(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("422")
    clerk = with_form(page, server)
    number = field(page, words(clerk, "budget"))
    number.get_by_role("textbox").fill("-5")
    field(page, words(clerk, "goals")).get_by_role("textbox").fill("Bleiben können")
    button(page, SAVE).click()
    expect(number.locator(".err")).to_be_visible()
    expect(number.get_by_role("textbox")).to_be_focused()
    expect(number.get_by_role("textbox")).to_have_value("-5")
    assert clerk.answers() == {"kickoff.goals": "Bleiben können"}


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("Gespeicherte Antwort behalten", "Ihre"), ("Meine speichern", "Meine")],
)
def test_a_colleagues_change_is_shown_and_not_overwritten(
    page: Page, server: Server, watch: Watch, choice: str, kept: str
) -> None:
    watch.expect("409")
    clerk = with_form(page, server)
    goals = field(page, words(clerk, "goals"))
    goals.get_by_role("textbox").fill("Meine")
    clerk.call("PUT", "api/answers/kickoff.goals", {"value": "Ihre", "revision": 0})
    button(page, SAVE).click()
    note = goals.get_by_role("group", name=THEIRS)
    expect(note).to_contain_text("Gespeichert ist jetzt: „Ihre“.")
    expect(note).to_contain_text("Ihre Eingabe „Meine“ ist noch nicht gespeichert.")
    assert objections(page) == []
    note.get_by_role("button", name=choice).click()
    expect(note).to_have_count(0)
    if kept == "Meine":
        expect(page.get_by_text("1 Antwort ist gespeichert.").last).to_be_visible()
    expect(goals.get_by_role("textbox")).to_have_value(kept)
    assert clerk.answers()["kickoff.goals"] == kept


def test_a_list_of_things_gets_an_entry(page: Page, server: Server) -> None:
    clerk = with_form(page, server)
    page.get_by_role("button", name="Eintrag hinzufügen").first.click()
    expect(page.locator(".formview h3.sumitem")).to_have_count(1)
    lists = [s["collection"] for s in clerk.get("api/guide")["stages"][0]["sections"]]
    first = next(name for name in lists if name)
    [item] = clerk.get(f"api/collections/kickoff.{first}")["items"]
    page.locator(".formview .itemhead ~ fieldset").first.get_by_role("textbox").fill("Jugendrat")
    button(page, SAVE).click()
    expect(page.get_by_text("1 Antwort ist gespeichert.").last).to_be_visible()
    assert "Jugendrat" in clerk.answers().values(), item


def test_another_stage_and_a_draft(page: Page, server: Server) -> None:
    clerk = with_form(page, server)
    field(page, words(clerk, "goals")).get_by_role("textbox").fill("Halb geschrieben")
    page.get_by_label("Stufe", exact=True).select_option("profile")
    expect(page.locator("#formular-t")).to_have_text("Kommunalprofil")
    page.get_by_label("Stufe", exact=True).select_option("kickoff")
    goals = field(page, words(clerk, "goals")).get_by_role("textbox")
    expect(goals).to_have_value("Halb geschrieben")
    assert clerk.answers() == {}


@pytest.mark.parametrize("role", ["viewer", "adviser"])
def test_who_only_reads_reads_the_form(page: Page, server: Server, role: str) -> None:
    clerk = Person.registered(server)
    clerk.send(answer={"question": "kickoff.occasion", "value": "revive", "revision": 0})
    sign_in(page, server, clerk.invite(role, "Rita Kern"))
    button(page, OPEN).click()
    expect(page.get_by_text("Sie lesen mit und können nichts ändern.")).to_be_visible()
    expect(field(page, words(clerk, "occasion"))).to_contain_text("Wiederbelebung")
    expect(button(page, SAVE)).to_have_count(0)
    expect(page.locator(".formview :is(input, textarea)")).to_have_count(0)
    expect(page.get_by_role("button", name="Eintrag hinzufügen")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (320, 640)])
def test_axe_objects_to_nothing_and_nothing_overflows(
    new_page: NewPage, server: Server, width: int, height: int
) -> None:
    page = new_page(width, height)
    clerk = Person.registered(server)
    clerk.send(command={"name": "unknown"})
    sign_in(page, server, clerk.code)
    if width < 760:
        button(page, "Unterlagen, Beteiligte").click()
    button(page, OPEN).click()
    expect(button(page, SAVE)).to_be_visible()
    assert objections(page) == []
    assert page.evaluate(OVERFLOW) <= 0


def test_all_questions_stand_on_paper(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Fragen zum Ausdrucken").click()
    paper = popup.value
    expect(paper.get_by_role("heading", level=1)).to_have_text("Kick-Off: alle Fragen")
    asked = [q for s in clerk.get("api/guide")["stages"][0]["sections"] for q in s["questions"]]
    expect(paper.locator(".ask")).to_have_count(len(asked))
    # In the words of the conversation, for this municipality.
    for question_asked, text in zip(asked, paper.locator(".ask").all_inner_texts(), strict=True):
        assert question_asked["text"] in text
    expect(paper.get_by_text("Grabow", exact=True)).to_be_visible()
    assert run_axe(paper, EVERYTHING) == []
    paper.emulate_media(media="print")
    expect(paper.get_by_role("navigation")).to_be_hidden()


def test_a_draft_of_the_conversation_is_in_the_form(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    clerk.send(answer={"question": "kickoff.occasion", "value": "revive", "revision": 0})
    page.reload()
    is_at(page, clerk, "goals")
    give(page, "text", "Noch nicht gesendet")
    button(page, OPEN).click()
    goals = field(page, words(clerk, "goals")).get_by_role("textbox")
    expect(goals).to_have_value("Noch nicht gesendet")


def test_a_view_that_cannot_be_had_is_tried_again(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    page.route("**/static/widget-form.js", lambda route: route.abort(), times=1)
    opened(page, server)
    button(page, OPEN).click()
    expect(page.get_by_text("Dieser Teil ließ sich nicht laden.")).to_be_visible()
    button(page, "Erneut versuchen").click()
    expect(button(page, SAVE)).to_be_visible()
