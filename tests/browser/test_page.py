"""The page as people use it: coming, talking, going, coming back; and the tests' own watch."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch
from tests.browser.server import Server
from tests.browser.steps import (
    GO,
    RESEND,
    UNSENT,
    button,
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
    sign_in,
    stage,
    transcript,
)

NewPage = Callable[..., Page]


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


def test_the_watch_sees_violations_and_foreign_requests(
    new_page: NewPage, server: Server, watch: Watch
) -> None:
    watch.expect("Content Security Policy|TrustedScript")
    watch.expect("foreign request: http://localhost")
    page = new_page()
    page.goto(server.url)
    expect(button(page, "Gespräch beginnen")).to_be_visible()
    page.evaluate("""() => {
      const script = document.createElement("script");
      script.append("window.x = 1");
      document.body.append(script);
    }""")
    assert page.evaluate("window.x") is None
    page.goto(server.url.replace("127.0.0.1", "localhost"))
    expect(button(page, "Gespräch beginnen")).to_be_visible()
