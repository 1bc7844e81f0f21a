"""From the Zwischenbilanz to a new round of the plan: what leaves, what stays, what is kept."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from tests.conftest import Api
from tests.conversations import Json, Talk
from tests.conversations.controls import Driver, check_reply
from tests.conversations.places import new_item, put

PAST, COMING = "2024-03", "2099-05"


async def balanced(api: Api, **more: Any) -> tuple[Talk, dict[str, str]]:
    """At the closing question of a review with four measures; their ids by short names."""
    talk = await Talk.begin(api)
    goal = await new_item(talk, "plan.goals", title="Ohne Auto zum Arzt", until=PAST)
    ids = {"goal": goal}
    for name, title in (
        ("bus", "Bürgerbus"),
        ("lunch", "Mittagstisch"),
        ("bench", "Mitfahrbank"),
        ("home", "Wohnberatung"),
    ):
        ids[name] = await new_item(talk, "plan.measures", title=title, goal=goal, end=COMING)
    bus = f"plan.measures.{ids['bus']}"
    plan = {"indicator": "Fahrgäste", "target_value": "40 Menschen", "budget": 12000}
    plan |= {"responsible": "Frau Sommer", "start": "2023-03", "end": PAST}  # type: ignore[dict-item]
    for name, value in {**plan, "milestones": ["erste Fahrt"]}.items():
        await put(talk, f"{bus}.{name}", value)
    for question, value in {
        "plan.council_date": PAST,
        "plan.goals.more": False,
        "plan.measures.more": False,
        "plan.vision": "Hier kann man alt werden.",
        "plan.review": "confirm",
        "review.strategy_changes": "Mehr für die Jungen",
        "review.next_review": "2099-03",
        **more,
    }.items():
        await put(talk, question, value)
    for name, answers in {
        "bus": {"state": "running", "decision": "extend", "reason": "Der Bus ist voll.",
                "next_step": "Nachbardörfer fragen.", "next_until": COMING},
        "lunch": {"state": "running", "decision": "end", "reason": "Es kommt niemand."},
        "bench": {"state": "done"},
        "home": {"state": "done", "decision": "continue"},
    }.items():  # fmt: skip
        for key, value in answers.items():
            await put(talk, f"review.measures.{ids[name]}.{key}", value)
    ids["step"] = await new_item(
        talk, "review.next_steps", title="Jugendtreff planen", responsible="Jugendpflege",
        until=COMING,
    )  # fmt: skip
    await talk.command("finish", stage="review")
    talk.expect("review.review")
    return talk, ids


async def begun(api: Api) -> tuple[Talk, dict[str, str]]:
    """The review is confirmed and a new round begun."""
    talk, ids = await balanced(api)
    await talk.choose("confirm")
    await talk.say("neue Runde beginnen")
    talk.expect("process.round")
    await talk.say("ja")
    return talk, ids


def buttons(talk: Talk) -> list[Json]:
    return [
        button
        for message in talk.reply["messages"]
        for button in (message.get("data") or {}).get("buttons", ())
    ]


async def test_after_the_review_a_new_round_is_offered_and_asked_back(api: Api) -> None:
    talk, _ = await balanced(api)
    await talk.choose("confirm")
    (button,) = [b for b in buttons(talk) if b["title"] == "Neue Runde beginnen"]
    before = await talk.answers()
    await talk.say(button["text"])
    assert talk.understood == {"as": "command", "name": "round", "value": None}
    talk.expect("process.round")
    assert "Aus dem Plan gehen: „Mittagstisch“ und „Mitfahrbank“." in talk.heard
    assert "Im Plan bleiben: „Bürgerbus“ und „Wohnberatung“." in talk.heard
    assert await talk.answers() == before
    await talk.say("nein")
    assert "bleibt alles" in talk.heard
    assert await talk.answers() == before and len(await talk.titles("plan.measures")) == 4


async def test_the_balance_is_taken_over_into_the_plan(api: Api) -> None:
    talk, ids = await begun(api)
    assert await talk.titles("plan.measures") == ["Bürgerbus", "Wohnberatung"]
    answers = await talk.answers()
    assert not [q for q in answers if q.startswith("review.")]
    statuses = await talk.statuses()
    assert statuses["plan"] == "in_progress" and statuses["review"] == "not_started"
    bus = f"plan.measures.{ids['bus']}"
    assert answers[f"{bus}.milestones"][1] == ["erste Fahrt", "Nachbardörfer fragen (Mai 2099)"]
    assert answers[f"{bus}.budget"] == ("answered", 12000)
    assert answers["plan.vision"] == ("answered", "Hier kann man alt werden.")
    assert answers["plan.review_date"] == ("answered", "2099-03")
    # What has passed is asked anew; what is still to come stays.
    assert f"{bus}.end" not in answers and "plan.council_date" not in answers
    assert f"plan.goals.{ids['goal']}.until" not in answers
    assert answers[f"plan.measures.{ids['home']}.end"] == ("answered", COMING)


async def test_it_is_said_what_left_and_what_stays_and_one_goes_on_in_the_plan(api: Api) -> None:
    talk, ids = await begun(api)
    assert "Die 2. Runde hat begonnen" in talk.heard
    left, stays = talk.heard.split("**Weiter im Plan**")
    assert (
        "Mittagstisch.** Stand: Läuft. Entscheidung: Beenden. Begründung: Es kommt niemand." in left
    )
    assert "Mitfahrbank.** Stand: Fertig" in left
    assert "Bürgerbus.** Stand: Läuft. Entscheidung: Ausweiten. Begründung" in stays
    assert "Jugendtreff planen (Jugendpflege, bis Mai 2099)" in talk.heard
    talk.expect(f"plan.goals.{ids['goal']}.indicator")
    assert "Bisherige Frist: März 2024" in talk.heard
    (change,) = [b for b in buttons(talk) if b["title"] == "„Bürgerbus“ anpassen"]
    await talk.send(command=change["command"])
    talk.expect(f"plan.measures.{ids['bus']}.description")
    for told in (
        "Entscheidung: Ausweiten",
        "Begründung: Der Bus ist voll.",
        "Nächster Schritt: Nachbardörfer fragen.",
        "Bisheriges Ende: März 2024",
    ):
        assert told in talk.heard


async def test_an_order_before_the_review_is_confirmed_is_explained(api: Api) -> None:
    talk = await Talk.begin(api)
    for text in ("neue Runde beginnen", "Können wir eine neue Runde des Plans starten?"):
        await talk.say(text)
        assert talk.understood["name"] == "round"
        assert "bestätigten Zwischenbilanz" in talk.heard
        talk.expect("kickoff.occasion")


async def test_answers_that_speak_of_rounds_are_answers(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.command("edit", question="kickoff.goals")
    for text in (
        "Wir beginnen eine neue Runde mit den Vereinen",
        "Die letzte Runde war gut besucht.",
        "Eine zweite Runde mit den Ortsräten",
    ):
        await talk.say(text)
        assert (await talk.answers())["kickoff.goals"] == ("answered", text)
        await talk.command("edit", question="kickoff.goals")


@pytest.mark.parametrize(
    "text", ["zeig mir die letzte Runde", "Was war in der letzten Runde?", "frühere Runden"]
)
async def test_the_old_round_can_be_looked_at(api: Api, text: str) -> None:
    talk, _ = await begun(api)
    question = talk.question
    await talk.say(text)
    assert talk.understood["name"] == "round"
    today = datetime.datetime.now(datetime.timezone.utc).date()
    assert f"Runde 1, abgeschlossen am {today.day}. " in talk.heard
    for told in ("Mittagstisch", "Es kommt niemand.", "Ohne Auto zum Arzt", "Jugendtreff planen",
                 "Mehr für die Jungen"):  # fmt: skip
        assert told in talk.heard
    talk.expect(question)


async def test_without_an_earlier_round_that_is_said(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.say("zeig mir die letzte Runde")
    assert "Eine frühere Runde gibt es noch nicht" in talk.heard
    talk.expect("kickoff.occasion")


async def test_a_step_becomes_a_measure_once(api: Api) -> None:
    talk, _ = await begun(api)
    question = talk.question
    (button,) = [b for b in buttons(talk) if "als Maßnahme" in b["title"]]
    await talk.say(button["text"])
    talk.expect(question)
    measure = (await talk.items("plan.measures"))[-1]
    assert measure["title"] == "Jugendtreff planen"
    answers = await talk.answers()
    assert answers[f"plan.measures.{measure['id']}.responsible"] == ("answered", "Jugendpflege")
    assert answers[f"plan.measures.{measure['id']}.end"] == ("answered", COMING)
    await talk.say(button["text"])
    assert "steht schon im Plan" in talk.heard
    await talk.say("Schritt 9 als Maßnahme aufnehmen")
    assert "finde ich" in talk.heard and len(await talk.items("plan.measures")) == 3


async def test_the_next_balance_counts_only_what_is_in_the_plan(api: Api) -> None:
    talk, ids = await begun(api)
    await talk.command("goto", stage="review")
    await talk.command("edit", question=f"review.measures.{ids['bus']}.state")
    assert "current" not in talk.prompt
    await talk.choose("running")
    await put(talk, f"review.measures.{ids['bus']}.decision", "end")
    await talk.command("finish", stage="review")
    await talk.choose("confirm")
    await put(talk, "plan.review", "confirm")
    await talk.say("neue Runde beginnen")
    await talk.say("ja")
    assert "Die 3. Runde" in talk.heard
    assert await talk.titles("plan.measures") == ["Wohnberatung"]
    await talk.say("zeig mir die letzte Runde")
    assert "Runde 2" in talk.heard and "Bürgerbus" in talk.heard
    assert "Mittagstisch" not in talk.heard
    await talk.say("zeig mir die erste Runde")
    assert "Runde 1" in talk.heard and "Mittagstisch" in talk.heard


# Taking it back


async def test_undo_right_after_takes_the_whole_round_back(api: Api) -> None:
    talk, _ = await balanced(api)
    await talk.choose("confirm")
    answers, exported = await talk.answers(), await talk.get("/api/export")
    await talk.say("neue Runde beginnen")
    await talk.say("ja")
    await talk.say("rückgängig")
    assert "alles steht wieder so" in talk.heard
    assert await talk.answers() == answers
    titles = ["Bürgerbus", "Mittagstisch", "Mitfahrbank", "Wohnberatung"]
    assert await talk.titles("plan.measures") == titles
    assert (await talk.statuses())["review"] == "completed"
    now = await talk.get("/api/export")
    assert now["rounds"] == []
    assert now["collections"] == exported["collections"]
    await talk.say("rückgängig")
    assert (await talk.statuses())["review"] == "in_progress", "then what came before"


async def test_own_answers_are_undone_first_and_then_the_round(api: Api) -> None:
    talk, _ = await begun(api)
    await talk.command("edit", question="plan.vision")
    await talk.say("Alle Generationen bleiben.")
    await talk.say("rückgängig")
    assert (await talk.answers())["plan.vision"] == ("answered", "Hier kann man alt werden.")
    assert len(await talk.titles("plan.measures")) == 2
    await talk.say("rückgängig")
    assert len(await talk.titles("plan.measures")) == 4


async def colleague_of(api: Api) -> Api:
    response = await api.call("POST", "/api/invitations", {"role": "editor", "name": "Jan Adler"})
    body = {"code": (await response.json())["code"]}
    token = (await (await api.call("POST", "/api/sessions", body)).json())["token"]
    return api.signed_in(token)


async def test_what_a_colleague_did_before_the_round_does_not_come_up_in_it(api: Api) -> None:
    talk, _ = await balanced(api)
    other = Talk(await colleague_of(api))
    for text in ("Erste Fassung", "Zweite Fassung"):
        await put(other, "review.lessons", text)
    await talk.choose("confirm")
    await talk.say("neue Runde beginnen")
    await talk.say("ja")
    before = await talk.answers()
    await other.say("rückgängig")
    assert "vor der neuen Runde" in other.heard
    assert await talk.answers() == before
    await talk.say("rückgängig")
    assert (await talk.answers())["review.lessons"] == ("answered", "Zweite Fassung")


async def test_a_round_others_have_worked_on_cannot_be_undone(api: Api) -> None:
    talk, _ = await begun(api)
    colleague = await colleague_of(api)
    answer = {"value": "2099-06"}
    path = "/api/answers/plan.council_date"
    assert (await colleague.call("PUT", path, answer)).status == 200
    before = await talk.answers()
    await talk.say("rückgängig")
    assert "lässt sich nicht mehr zurücknehmen" in talk.heard
    assert await talk.answers() == before and len(await talk.titles("plan.measures")) == 2
    assert talk.prompt


# What one needs to know at the review


async def test_before_a_measures_balance_stands_what_was_planned(api: Api) -> None:
    talk, ids = await balanced(api)
    at = f"review.measures.{ids['bus']}"
    await talk.command("edit", question=f"{at}.state")
    for told in ("Geplant war bei „Bürgerbus“", "Zielwert: 40 Menschen", "Kosten: 12.000 Euro",
                 "Zeitraum: März 2023 bis März 2024", "Verantwortlich: Frau Sommer"):  # fmt: skip
        assert told in talk.heard
    await talk.command("edit", question=f"{at}.hurdles")
    assert "Geplant war" not in talk.heard


async def test_who_was_not_reached_is_named(api: Api) -> None:
    talk, ids = await balanced(api)
    await put(talk, f"plan.measures.{ids['bus']}.ages", ["6-17", "65-79", "80+"])
    await put(talk, f"plan.measures.{ids['bench']}.ages", ["0-5"])
    await put(talk, "review.ages", ["30-64", "65-79", "80+"])
    await talk.command("edit", question="review.ages_missing")
    assert "fehlten nach Ihren Angaben diese Altersgruppen: 0 bis 5 Jahre; 6 bis 17" in talk.heard
    assert "bisher diese Altersgruppen etwas: 18 bis 29 Jahre; 30 bis 64 Jahre." in talk.heard


async def test_figures_then_and_now_stand_beside_each_other(api: Api) -> None:
    talk = await Talk.begin(api)
    for question, value in {
        "profile.reference_date": "2025-12-31",
        "profile.population": 612,
        "profile.under_20": 98,
        "profile.age_20_64": 331,
        "profile.review": "confirm",
        "plan.review": "confirm",
    }.items():
        await put(talk, question, value)
    await talk.command("edit", question="review.figures_changed")
    assert "Damals und heute" not in talk.heard, "nothing was measured anew"
    for question, value in {
        "profile.reference_date": "2026-12-31",
        "profile.under_20": 93,
        "profile.age_20_64": 320,
        "review.population_now": 605,
    }.items():
        await put(talk, question, value)
    await talk.command("edit", question="review.figures_changed")
    year = datetime.date.today().year
    assert f"Einwohnerzahl: 612 (2025) → 605 ({year})" in talk.heard
    assert "Menschen unter 20 Jahren: 98 (2025) → 93 (2026)" in talk.heard
    assert "Jugendquotient: 30 je 100 (2025) → 29 je 100 (2026)" in talk.heard
    await talk.command("edit", question="review.population_now")
    assert "Einwohnerzahl: 612 (2025)" in talk.heard and "unter 20" not in talk.heard


async def test_the_old_round_is_whole_over_the_api(api: Api) -> None:
    talk, ids = await begun(api)
    (one,) = (await talk.get("/api/rounds"))["rounds"]
    assert one["number"] == 1
    stayed = {measure["title"]: measure["stayed"] for measure in one["measures"]}
    assert stayed == {
        "Bürgerbus": True, "Mittagstisch": False, "Mitfahrbank": False, "Wohnberatung": True,
    }  # fmt: skip
    answers = {answer["question"]: answer for answer in one["answers"]}
    assert answers["plan.council_date"]["value"] == PAST
    assert answers["review.strategy_changes"]["display"] == "Mehr für die Jungen"
    reason = answers[f"review.measures.{ids['lunch']}.reason"]
    assert (reason["item"], reason["value"]) == ("Mittagstisch", "Es kommt niemand.")


async def test_what_was_agreed_stays_in_the_list_of_dates_until_it_has_passed(api: Api) -> None:
    soon = datetime.date.today() + datetime.timedelta(days=20)
    talk, ids = await balanced(api)
    await put(talk, f"review.next_steps.{ids['step']}.until", soon.isoformat())
    await talk.choose("confirm")
    await talk.say("neue Runde beginnen")
    await talk.say("ja")
    await talk.say("Was ist als Nächstes fällig?")
    assert "Vereinbart ist: „Jugendtreff planen“ (Jugendpflege)" in talk.heard


async def test_after_all_five_stages_a_new_round_opens_two_of_them(api: Api) -> None:
    talk = await Talk.begin(api)
    await Driver(talk, items=2).to_the_end()
    await talk.say("neue Runde des Plans beginnen")
    talk.expect("process.round")
    await talk.say("lieber nicht")
    assert talk.prompt is None
    await talk.say("neue Runde beginnen")
    await talk.choose(True)
    check_reply(talk)
    assert talk.question and talk.question.startswith("plan.")
    statuses = await talk.statuses()
    assert [s for s, status in statuses.items() if status == "completed"] == [
        "kickoff", "profile", "workshop",
    ]  # fmt: skip
    for kind in ("review", "strategy"):
        response = await api.call("GET", f"/api/documents/{kind}.html")
        assert response.status == 200
        assert "Frühere Runden" in await response.text()
    await talk.say("rückgängig")
    assert talk.prompt is None and set((await talk.statuses()).values()) == {"completed"}
