"""The page as people use it, in a real browser, against a real server process."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import pytest
from playwright.sync_api import Page, Request, Route, expect

from tests.browser.conftest import Watch
from tests.browser.server import Person, Server
from tests.browser.steps import (
    GO,
    RESEND,
    UNSENT,
    button,
    come_to_front,
    command,
    fill_registration,
    give,
    go,
    is_at,
    notice,
    opened,
    own,
    person_of,
    question,
    say,
    sending,
    sends_a_message,
    shows,
    sign_in,
    stage,
    transcript,
)

NewPage = Callable[..., Page]


# Coming, talking, going, coming back


def test_a_clerk_registers_answers_ten_questions_leaves_and_resumes(
    page: Page, server: Server
) -> None:
    page.goto(server.url)
    expect(page.get_by_text("Sie schreiben mit einem Computerprogramm").first).to_be_visible()
    fill_registration(page)
    button(page, "Gespräch beginnen").click()

    code = page.locator("#zugangscode").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", code)
    page.reload()
    expect(page.locator("#zugangscode")).to_have_text(code)
    button(page, "Ich habe den Code notiert").click()
    clerk = person_of(page, server)

    told = {
        "occasion": ("single", "new_start"),
        "goals": ("text", "Wer hier alt wird, soll bleiben können."),
        "themes": ("multiple", ["housing", "mobility"]),
        "identity": ("words", "Die Elde, das Schützenhaus und die Goldleistenfabrik"),
        "head_confirmed": ("yes_no", True),
        "coordinator": ("words", "Frau Sommer, Hauptamt"),
        "steering_group": ("list", ["Hauptamt (Frau Sommer)", "Stadtrat (Herr Adler)"]),
        "invites": ("text", "Bürgermeisterin Anna Winter"),
        "networks": ("words", "Auental und Kirchfeld"),
        "outside_advice": ("words", "eher nicht"),
    }
    for name, (kind, value) in told.items():
        prompt = is_at(page, clerk, name)
        if kind == "multiple":
            value = [option["value"] for option in prompt["options"][:2]]
            told[name] = (kind, value)
        if kind == "words":
            say(page, value)
        else:
            assert prompt["kind"] == kind
            give(page, kind, value)
            go(page)

    expected = {f"kickoff.{name}": value for name, (_, value) in told.items()}
    expected["kickoff.networks"] = ["Auental", "Kirchfeld"]
    expected["kickoff.outside_advice"] = False
    assert clerk.answers() == expected
    open_now = is_at(page, clerk, "group")
    said = clerk.own_messages()
    assert len(said) == len(told)

    def all_is_there() -> None:
        expect(question(page)).to_have_text(open_now["text"])
        expect(question(page)).to_be_in_viewport()
        expect(transcript(page).locator(".mine .a")).to_have_text(said)
        expect(stage(page, "Kick-Off")).to_contain_text(f"{len(told)} von")

    all_is_there()
    page.reload()
    all_is_there()

    button(page, "Abmelden").click()
    expect(notice(page, "Sie sind abgemeldet")).to_be_visible()
    expect(page.get_by_text("Goldleistenfabrik")).to_have_count(0)
    sign_in(page, server, code)
    all_is_there()
    expect(transcript(page)).to_contain_text("Willkommen zurück")
    assert person_of(page, server).answers() == expected


def test_the_old_session_is_over_after_signing_out(page: Page, server: Server) -> None:
    opened(page, server)
    clerk = person_of(page, server)
    with page.expect_response(lambda response: response.request.method == "DELETE"):
        button(page, "Abmelden").click()
    expect(notice(page, "Sie sind abgemeldet")).to_be_visible()
    with pytest.raises(AssertionError, match="401"):
        clerk.get("api/chat")
    page.reload()
    expect(button(page, "Gespräch beginnen")).to_be_visible()


def test_an_incomplete_registration_says_what_is_missing(page: Page, server: Server) -> None:
    page.goto(server.url)
    button(page, "Gespräch beginnen").click()
    municipality = page.get_by_label("Name der Kommune")
    expect(municipality).to_be_focused()
    expect(municipality).to_have_accessible_description(re.compile("Bitte nennen Sie Ihre Kommune"))
    expect(page.get_by_text("Bitte nennen Sie Ihren Namen.")).to_be_visible()


def test_a_wrong_code_gives_a_german_sentence(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("401")
    page.goto(server.url)
    field = page.get_by_label("Zugangscode")
    field.fill("AAAA-BBBB-CCCC-DDDD")
    button(page, "Weitermachen").click()
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(r"Code ist nicht bekannt.*\."))
    expect(field).to_have_value("AAAA-BBBB-CCCC-DDDD")


def test_a_session_that_ended_elsewhere_leads_to_the_start_view(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("401")
    clerk = opened(page, server)
    person_of(page, server).call("DELETE", "api/sessions")
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(notice(page, "Bitte melden Sie sich wieder an")).to_be_visible()
    page.get_by_label("Zugangscode").fill(clerk.code)
    button(page, "Weitermachen").click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    with sending(page):
        button(page, RESEND).click()
    expect(page.get_by_text(UNSENT)).to_have_count(0)
    assert clerk.answers() == {"kickoff.occasion": "new_start"}


# Controls


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


# Going one's own way


def test_every_question_can_be_explained(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    prompt = shows(page, clerk)
    for summary, text in [
        ("Warum fragen wir das?", prompt["why"]),
        ("Beispiel", prompt["example"]),
    ]:
        answer = page.locator("#frage details").get_by_text(text, exact=True)
        expect(answer).to_be_hidden()
        page.locator("#frage").get_by_text(summary, exact=True).click()
        expect(answer).to_be_visible()
    say(page, "Warum wollen Sie das wissen?")
    expect(transcript(page)).to_contain_text(prompt["why"])
    say(page, "Haben Sie ein Beispiel?")
    expect(transcript(page)).to_contain_text(prompt["example"])
    is_at(page, clerk, "occasion")
    assert clerk.answers() == {}


def test_a_question_is_answered_and_the_next_one_is_a_click_away(
    page: Page, server: Server
) -> None:
    clerk = opened(page, server)
    say(page, "Was heißt Wanderungssaldo?")
    offered = transcript(page).locator(".asks button")
    explained = clerk.get("api/chat")["messages"]
    suggestions = [
        m["data"]["suggestions"] for m in explained if "suggestions" in m.get("data", {})
    ]
    expect(offered).to_have_text([each["title"] for each in suggestions[-1]])
    with sending(page):
        offered.first.click()
    assert clerk.own_messages()[-1] == suggestions[-1][0]["text"]
    is_at(page, clerk, "occasion")
    assert clerk.answers() == {}


def test_unknown_skip_and_back_go_where_they_say(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    is_at(page, clerk, "occasion")
    expect(button(page, "Überspringen")).to_have_count(0)
    command(page, "Weiß ich noch nicht")
    is_at(page, clerk, "goals")
    expect(stage(page, "Kick-Off")).to_contain_text("1 offen")
    give(page, "text", "Bleiben können")
    go(page)
    is_at(page, clerk, "themes")
    command(page, "Überspringen")
    is_at(page, clerk, "identity")
    command(page, "Zurück")
    is_at(page, clerk, "themes")
    command(page, "Zurück")
    is_at(page, clerk, "goals")
    expect(page.locator("#antwort")).to_have_value("Bleiben können")
    statuses = {a["question"]: a["status"] for a in clerk.get("api/answers")["answers"]}
    assert statuses == {
        "kickoff.occasion": "unknown",
        "kickoff.goals": "answered",
        "kickoff.themes": "skipped",
    }


def test_an_earlier_answer_is_changed_and_one_returns(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    give(page, "single", "new_start")
    go(page)
    is_at(page, clerk, "goals")
    with sending(page):
        own(page, "Neustart").get_by_role("button", name="Ändern: Anlass").click()
    is_at(page, clerk, "occasion")
    expect(page.locator("#frage")).to_contain_text("Antwort ändern")
    expect(page.locator('#frage input[value="new_start"]')).to_be_checked()
    give(page, "single", "revive")
    go(page)
    is_at(page, clerk, "goals")
    history = clerk.get("api/answers/kickoff.occasion/history")["revisions"]
    assert [revision["value"] for revision in history] == ["new_start", "revive"]


def test_a_stage_of_the_rail_is_gone_to(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    with sending(page):
        button(page, "Kommunalprofil").click()
    assert shows(page, clerk)["stage"] == "profile"
    expect(page.locator("#frage")).to_contain_text("Kommunalprofil · Stufe 2 von 5")
    expect(button(page, "Kommunalprofil")).to_have_attribute("aria-current", "step")


def test_a_pause_is_a_view_of_its_own_and_ends_with_a_click(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    give(page, "single", "new_start")
    go(page)
    say(page, "Ich mache jetzt Pause")
    expect(question(page)).to_have_text("Alles ist gespeichert")
    page.reload()
    expect(question(page)).to_have_text("Alles ist gespeichert")
    command(page, "Weitermachen")
    is_at(page, clerk, "goals")


def test_the_review_card_changes_an_answer_and_completes_the_stage(
    page: Page, server: Server
) -> None:
    clerk = Person.registered(server)
    clerk.answer_until(lambda prompt: prompt["question"].endswith(".goals"))
    clerk.send(command={"name": "unknown"})
    clerk.answer_until(lambda prompt: prompt["kind"] == "review")
    sign_in(page, server, clerk.code)

    card = page.locator("#frage")
    is_at(page, clerk, "review")
    shown = card.locator("dt").all_inner_texts()
    assert len(shown) == len(clerk.get("api/answers?stage=kickoff")["answers"])
    expect(card.get_by_role("button", name="Ergänzen: Erwartungen und Ziele")).to_be_visible()
    expect(card).to_contain_text("1 Punkt ist noch offen")

    with sending(page):
        card.get_by_role("button", name="Ändern: Anlass").click()
    is_at(page, clerk, "occasion")
    give(page, "single", "revive")
    go(page)
    is_at(page, clerk, "review")
    expect(card.locator("dl > div").filter(has_text="Anlass").first).to_contain_text(
        "Wiederbelebung"
    )

    command(page, "Kick-Off abschließen")
    expect(stage(page, "Kick-Off")).to_contain_text("Abgeschlossen")
    expect(stage(page, "Kick-Off")).to_contain_text("1 offen")
    assert shows(page, clerk)["stage"] == "profile"
    expect(card).to_contain_text("Stufe 2 von 5")
    assert clerk.get("api/process")["stages"][0]["status"] == "completed"


def test_einfache_sprache_changes_the_question_and_is_kept(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    prompt = shows(page, clerk)
    assert prompt["plain"] != prompt["text"]
    switch = page.get_by_role("switch", name="Einfache Sprache")
    switch.click()
    expect(question(page)).to_have_text(prompt["plain"])
    page.reload()
    expect(switch).to_have_attribute("aria-checked", "true")
    expect(question(page)).to_have_text(prompt["plain"])
    switch.click()
    expect(question(page)).to_have_text(prompt["text"])


# Several people, several tabs


def invite(page: Page, role: str, name: str) -> str:
    page.get_by_text("Jemanden einladen").click()
    page.get_by_label(role).check()
    page.get_by_label("Name der Person").fill(name)
    button(page, "Einladungscode erzeugen").click()
    return page.locator("#einladungscode").inner_text()


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


# What goes wrong on the way


@pytest.fixture
def mortal(server: Server) -> Iterator[Server]:
    """The server, for tests that stop it; it runs again afterwards."""
    yield server
    server.start()


def test_a_server_that_restarts_loses_nothing_and_stores_once(
    page: Page, mortal: Server, watch: Watch
) -> None:
    watch.expect("ERR_CONNECTION_REFUSED")
    clerk = opened(page, mortal)
    mortal.stop()
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    expect(notice(page, "Keine Verbindung")).to_be_visible()
    button(page, RESEND).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)

    mortal.start()
    assert clerk.own_messages() == []
    page.reload()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    with sending(page):
        button(page, RESEND).click()
    is_at(page, clerk, "goals")
    expect(page.get_by_text(UNSENT)).to_have_count(0)
    expect(own(page, "Neustart")).to_have_count(1)
    assert clerk.own_messages() == ["Neustart"]
    assert len(clerk.get("api/answers/kickoff.occasion/history")["revisions"]) == 1


def test_a_reply_that_is_lost_on_the_way_is_not_stored_twice(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("ERR_FAILED")
    clerk = opened(page, server)

    def lose_the_reply(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(lambda url: url.endswith("/api/chat"), lose_the_reply, times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(notice(page, "Keine Verbindung")).to_be_visible()
    assert clerk.own_messages() == ["Neustart"]

    with page.expect_response(sends_a_message) as replay, sending(page):
        notice(page, "Keine Verbindung").get_by_role("button", name="Erneut versuchen").click()
    assert replay.value.headers["idempotent-replay"] == "true"
    is_at(page, clerk, "goals")
    expect(notice(page, "Keine Verbindung")).to_have_count(0)
    expect(own(page, "Neustart")).to_have_count(1)
    assert clerk.own_messages() == ["Neustart"]


def test_an_unsent_message_can_be_discarded(page: Page, server: Server, watch: Watch) -> None:
    watch.expect("ERR_FAILED")
    clerk = opened(page, server)
    page.route(lambda url: url.endswith("/api/chat"), lambda route: route.abort(), times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart")).to_contain_text(UNSENT)
    button(page, "Verwerfen").click()
    expect(own(page, "Neustart")).to_have_count(0)
    page.reload()
    is_at(page, clerk, "occasion")
    expect(page.get_by_text(UNSENT)).to_have_count(0)
    assert clerk.own_messages() == []


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    page: Page, server: Server, watch: Watch
) -> None:
    watch.expect("503")
    clerk = opened(page, server)
    busy = {"status": 503, "headers": {"Retry-After": "1"}, "body": "{}"}
    page.route(lambda url: url.endswith("/api/chat"), lambda route: route.fulfill(**busy), times=1)
    give(page, "single", "new_start")
    button(page, GO).click()
    expect(own(page, "Neustart").get_by_role("button", name="Ändern: Anlass")).to_be_visible()
    is_at(page, clerk, "goals")
    assert clerk.own_messages() == ["Neustart"]


def test_a_double_click_sends_once(page: Page, server: Server) -> None:
    clerk = opened(page, server)
    sent: list[Request] = []
    held: list[Route] = []
    page.on("request", lambda request: sent.append(request) if sends_a_message(request) else None)
    page.route(
        lambda url: url.endswith("/api/chat"),
        lambda route: held.append(route) if sends_a_message(route) else route.continue_(),
    )
    give(page, "single", "new_start")
    button(page, GO).dblclick()
    expect(transcript(page)).to_contain_text("Die Assistenz antwortet gleich.")
    button(page, GO).click(force=True)
    button(page, "Weiß ich noch nicht").click(force=True)
    with sending(page):
        held[0].continue_()
    is_at(page, clerk, "goals")
    assert len(sent) == len(held) == 1
    assert clerk.own_messages() == ["Neustart"]


# Keyboard, phone, base path


FOCUS_IS_SEEN = """(element) => {
  const { outlineStyle, boxShadow } = getComputedStyle(element);
  return outlineStyle !== "none" || boxShadow !== "none";
}"""


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until an element has the focus, and sees that one can see it."""
    target = page.locator(selector).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if target.evaluate("element => element.matches(':focus-visible')"):
            break
    expect(target).to_be_focused()
    assert target.evaluate(FOCUS_IS_SEEN), f"no focus to be seen on {selector}"


def test_two_questions_are_answered_with_the_keyboard_alone(page: Page, server: Server) -> None:
    clerk = Person.registered(server)
    page.goto(server.url)
    expect(button(page, "Gespräch beginnen")).to_be_visible()
    page.keyboard.press("Tab")
    expect(button(page, "Zum Formular")).to_be_focused()
    expect(button(page, "Zum Formular")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_focused()
    page.keyboard.type(clerk.code)
    page.keyboard.press("Enter")

    is_at(page, clerk, "occasion")
    tab_to(page, ".skip")
    page.keyboard.press("Enter")
    expect(question(page)).to_be_focused()
    tab_to(page, "#frage summary")
    page.keyboard.press("Enter")
    expect(page.locator("#frage details").first).to_have_attribute("open", "")
    tab_to(page, "#frage input[type=radio]")
    page.keyboard.press("ArrowDown")
    with sending(page):
        page.keyboard.press("Enter")

    is_at(page, clerk, "goals")
    expect(question(page)).to_be_focused()
    tab_to(page, "#antwort")
    page.keyboard.type("Wer hier alt wird,")
    page.keyboard.press("Enter")
    page.keyboard.type("soll bleiben können.")
    tab_to(page, "#frage .btn--go")
    with sending(page):
        page.keyboard.press("Enter")

    is_at(page, clerk, "themes")
    expect(question(page)).to_be_focused()
    assert clerk.answers() == {
        "kickoff.occasion": "realign",
        "kickoff.goals": "Wer hier alt wird,\nsoll bleiben können.",
    }


OVERFLOW = """() => {
  const root = document.querySelector("demografie-assistent").shadowRoot;
  const wide = [...root.querySelectorAll("*")].filter((element) => {
    if (element.closest(".vh, .skip, svg")) return false;
    const { left, right, width } = element.getBoundingClientRect();
    return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
  });
  const page = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  const name = (e) => `${e.tagName} .${e.className} ${e.textContent.slice(0, 40)}`;
  return [...page, ...wide.map(name)];
}"""


def fits(page: Page) -> None:
    assert page.evaluate(OVERFLOW) == []


@pytest.mark.parametrize("width", [375, 320])
def test_nothing_is_wider_than_a_phone(new_page: NewPage, server: Server, width: int) -> None:
    page = new_page(width=width, height=700, has_touch=True, is_mobile=True)
    page.goto(server.url)
    button(page, "Gespräch beginnen").click()
    expect(page.get_by_text("Bitte nennen Sie Ihre Kommune.")).to_be_visible()
    fits(page)
    fill_registration(page, "Verbandsgemeinde Bernkastel-Kues-Wittlich-Land")
    button(page, "Gespräch beginnen").click()
    expect(page.locator("#zugangscode")).to_be_visible()
    fits(page)
    button(page, "Ich habe den Code notiert").click()
    clerk = person_of(page, server)

    is_at(page, clerk, "occasion")
    expect(question(page)).to_be_in_viewport()
    fits(page)
    button(page, "Stufe 1 von 5").click()
    expect(stage(page, "Kommunalprofil")).to_be_visible()
    fits(page)
    button(page, "Beteiligte").click()
    expect(stage(page, "Kommunalprofil")).to_have_count(0)
    invite(page, "Mitlesen", "Rita Kern")
    fits(page)
    give(page, "single", "new_start")
    go(page)
    word = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle"
    give(page, "text", f"{word} https://www.example.org/{'pfad/' * 20}")
    go(page)
    expect(own(page, f"{word} https://www.example.org/{'pfad/' * 20}")).to_be_visible()
    fits(page)

    clerk.send(command={"name": "edit", "question": "kickoff.steering_group"})
    page.reload()
    is_at(page, clerk, "steering_group")
    give(page, "list", [word, "Bauamt"])
    fits(page)
    go(page)

    clerk = person_of(page, server)
    clerk.answer_until(lambda prompt: prompt["kind"] == "review")
    page.reload()
    is_at(page, clerk, "review")
    fits(page)


def test_the_way_to_the_open_question_shows_only_when_it_is_out_of_sight(
    new_page: NewPage, server: Server
) -> None:
    page = new_page(width=375, height=700)
    opened(page, server)
    way = page.locator(".tofrage").get_by_role("button", name="Zur offenen Frage")
    page.evaluate("scrollTo(0, 0)")
    expect(question(page)).not_to_be_in_viewport()
    expect(way).to_be_in_viewport()
    way.click()
    expect(question(page)).to_be_in_viewport()
    expect(question(page)).to_be_focused()


def test_the_page_works_below_a_base_path(page: Page, server_below: Server) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert server_below.url.endswith("/demografie/")
    page.goto(server_below.url.rstrip("/"))
    expect(page).to_have_url(server_below.url)
    fill_registration(page)
    button(page, "Gespräch beginnen").click()
    button(page, "Ich habe den Code notiert").click()
    clerk = person_of(page, server_below)
    is_at(page, clerk, "occasion")
    give(page, "single", "new_start")
    go(page)
    is_at(page, clerk, "goals")
    page.reload()
    is_at(page, clerk, "goals")
    assert [url for url in asked if "/demografie" not in url] == []


# Leaving for good


def test_all_data_is_deleted_through_the_page(
    page: Page, new_page: NewPage, server: Server, watch: Watch
) -> None:
    watch.expect("401")
    clerk = opened(page, server)
    give(page, "single", "new_start")
    go(page)
    is_at(page, clerk, "goals")
    with sending(page):
        button(page, "Alle Daten löschen").click()
    expect(question(page)).to_contain_text("Grabow endgültig löschen?")
    give(page, "yes_no", False)
    go(page)
    is_at(page, clerk, "goals")
    assert clerk.answers() == {"kickoff.occasion": "new_start"}

    with sending(page):
        button(page, "Alle Daten löschen").click()
    expect(question(page)).to_contain_text("Grabow endgültig löschen?")
    give(page, "yes_no", True)
    button(page, GO).click()
    expect(button(page, "Gespräch beginnen")).to_be_visible()
    expect(notice(page, "Die Sitzung ist beendet")).to_contain_text(re.compile("gelöscht.*[.!]"))
    assert page.evaluate("JSON.stringify([sessionStorage, localStorage])") == "[{},{}]"

    page.get_by_label("Zugangscode").fill(clerk.code)
    button(page, "Weitermachen").click()
    expect(page.get_by_label("Zugangscode")).to_have_accessible_description(
        re.compile("Code ist nicht bekannt")
    )


# The tests' own watch


def test_the_watch_sees_violations_and_foreign_requests(
    new_page: NewPage, server: Server, watch: Watch
) -> None:
    watch.expect("Content Security Policy")
    watch.expect("foreign request: http://localhost")
    page = new_page()
    page.goto(server.url)
    expect(button(page, "Gespräch beginnen")).to_be_visible()
    page.evaluate("""() => {
      const script = Object.assign(document.createElement("script"), { text: "window.x = 1" });
      document.body.append(script);
    }""")
    assert page.evaluate("window.x") is None
    page.goto(server.url.replace("127.0.0.1", "localhost"))
    expect(button(page, "Gespräch beginnen")).to_be_visible()
