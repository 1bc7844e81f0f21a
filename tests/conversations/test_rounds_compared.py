"""Then and now: what was planned, reached and agreed, and the round before."""

from __future__ import annotations

import datetime

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.places import put
from tests.conversations.rounds import PAST, balanced, begun


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
