"""Going one's own way through the questions: why, back, skip, change, pause, review."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.server import Person, Server
from tests.browser.steps import (
    button,
    command,
    give,
    go,
    is_at,
    opened,
    own,
    question,
    say,
    sending,
    shows,
    sign_in,
    stage,
    transcript,
)

NewPage = Callable[..., Page]


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
