"""The Kommunalprofil in the dialogue: what figures mean, what they propose."""

from __future__ import annotations

import pytest

from tests.conftest import Api
from tests.conversations import Talk
from tests.conversations.registers import (
    TABLE,
    at_profile,
    with_groups,
)


async def test_an_indicator_is_shown_as_soon_as_it_can_be_with_its_reading(api: Api) -> None:
    talk = await with_groups(api)
    await talk.say("183")
    assert "Altenquotient: 55 je 100" in talk.heard
    assert "Auf 100 Menschen von 20 bis 64 Jahren kommen rund 55 ab 65" in talk.heard


async def test_what_does_not_add_up_is_said(api: Api) -> None:
    talk = await with_groups(api)
    await talk.say("283")
    assert "zusammen 712" in talk.heard and "612" in talk.heard
    assert (await talk.answers())["profile.over_65"] == ("answered", 283)


@pytest.mark.parametrize("text", ["Was heißt das?", "und was bedeutet das genau?"])
async def test_what_is_shown_is_explained_with_the_own_numbers(api: Api, text: str) -> None:
    talk = await with_groups(api)
    await talk.say("183")
    await talk.say(text)
    assert talk.understood["as"] == "question"
    assert "183 ÷ 331 × 100 = 55" in talk.heard


async def test_figures_are_shown_on_demand_at_any_question(api: Api) -> None:
    talk = await with_groups(api)
    await talk.command("goto", stage="kickoff")
    here = talk.question
    await talk.say("Zeigen Sie mir die Kennzahlen")
    assert talk.understood == {"as": "command", "name": "figures", "value": None}
    assert "Jugendquotient" in talk.heard
    talk.expect(here)


async def test_a_chart_that_cannot_be_drawn_says_what_it_needs(api: Api) -> None:
    talk = await with_groups(api)
    await talk.say("zeig mir die Bevölkerungspyramide")
    assert "Frauen und Männer nach Alter" in talk.heard
    data = [m.get("data") or {} for m in talk.reply["messages"]]
    assert any(one.get("upload", {}).get("purpose") == "population" for one in data)


@pytest.mark.parametrize(
    "wanted",
    [
        "die Bevölkerungspyramide",
        "die Altersgruppen",
        "den Verlauf der Einwohnerzahl",
        "Geburten und Wanderungen",
        "die Vorausberechnung",
        "den Vergleich mit dem Kreis",
        "die Kennzahlen",
    ],
)
async def test_whatever_is_asked_for_too_early_is_answered(api: Api, wanted: str) -> None:
    talk = await Talk.begin(api)
    question = talk.question
    await talk.say(f"Zeigen Sie mir {wanted}")
    assert talk.understood["name"] == "figures"
    assert talk.reply["messages"][1]["kind"] == "hint"
    talk.expect(question)


async def test_words_of_figures_in_an_answer_are_an_answer(api: Api) -> None:
    talk = await Talk.begin(api)
    await talk.command("edit", question="kickoff.goals")
    for text in (
        "Wir möchten die Kennzahlen im Rat vorstellen.",
        "Die Bevölkerungspyramide soll allen klar werden",
        "Eine Vorausberechnung für die Schulen",
    ):
        await talk.say(text)
        assert (await talk.answers())["kickoff.goals"] == ("answered", text)
        await talk.command("edit", question="kickoff.goals")


async def test_a_pasted_table_answers_the_questions_it_can(api: Api) -> None:
    talk = await at_profile(api)
    await talk.command("edit", question="profile.under_20")
    await talk.say(TABLE)
    assert "5.516" in talk.heard
    talk.expect("profile.under_20.check")
    assert "profile.under_20" not in await talk.answers()
    await talk.say("ja")
    answers = await talk.answers()
    assert answers["profile.population"] == ("answered", 5516)
    assert answers["profile.under_20"] == ("answered", 958)
    assert answers["profile.reference_date"] == ("answered", "2024-12-31")
    kinds = [message["kind"] for message in talk.reply["messages"]]
    assert "figure" in kinds
    await talk.say("zeig mir die Bevölkerungspyramide")
    figure = next(m["data"]["figure"] for m in talk.reply["messages"] if m["kind"] == "figure")
    assert figure["href"] == "/api/figures/pyramid.svg"
    assert "Frauen" in figure["alt"] and figure["table"]["rows"]


async def test_a_pasted_table_can_be_refused(api: Api) -> None:
    talk = await at_profile(api)
    await talk.command("edit", question="profile.under_20")
    await talk.say(TABLE)
    await talk.say("nein")
    talk.expect("profile.under_20")
    assert "profile.population" not in await talk.answers()
    uploads = await (await api.call("GET", "/api/uploads")).json()
    assert uploads["uploads"] == []


async def test_an_answer_stands_against_a_table_that_says_else(api: Api) -> None:
    talk = await at_profile(api)
    await api.call("PUT", "/api/answers/profile.population", {"value": 5800})
    await talk.command("edit", question="profile.under_20")
    await talk.say(TABLE)
    await talk.say("ja")
    assert (await talk.answers())["profile.population"] == ("answered", 5800)
    assert "5.800" in talk.heard and "5.516" in talk.heard


async def test_proposals_become_points_with_their_evidence(api: Api) -> None:
    talk = await at_profile(api)
    facts = {"population": 5000, "population_10y": 5600, "births": 20, "deaths": 110}
    for name, value in facts.items():
        await api.call("PUT", f"/api/answers/profile.{name}", {"value": value})
    await talk.command("edit", question="profile.swot_from_figures")
    options = talk.prompt["options"]
    assert options and all(option["hint"] for option in options)
    chosen = options[0]
    await talk.choose([chosen["value"]])
    answers = await talk.answers()
    titles = {q: v for q, (_, v) in answers.items() if q.endswith(".title") and "swot" in q}
    assert list(titles.values()) == [chosen["title"]]
    item = next(iter(titles)).rpartition(".")[0]
    assert answers[f"{item}.evidence_kind"] == ("answered", "figure")
    assert answers[f"{item}.quadrant"][1] in ("strength", "weakness", "opportunity", "threat")
    assert answers[f"{item}.evidence"][1]


async def test_where_nothing_is_proposed_nothing_is_asked(api: Api) -> None:
    talk = await at_profile(api)
    await api.call("PUT", "/api/answers/profile.population", {"value": 5000})
    await talk.command("edit", question="profile.intermunicipal")
    await talk.say("keine")
    assert talk.question != "profile.swot_from_figures"


async def test_points_that_go_together_propose_fields_of_action(api: Api) -> None:
    talk = await at_profile(api)
    for title, quadrant in (("Viele Vereine", "strength"), ("Neue Förderung", "opportunity")):
        response = await api.call("POST", "/api/collections/profile.swot")
        item = (await response.json())["id"]
        for name, value in (("title", title), ("quadrant", quadrant), ("theme", "engagement")):
            await api.call("PUT", f"/api/answers/profile.swot.{item}.{name}", {"value": value})
    await api.call("PUT", "/api/answers/profile.swot.more", {"value": False})
    await talk.command("edit", question="workshop.fields_from_strategies")
    option = talk.prompt["options"][0]
    await talk.choose([option["value"]])
    fields = await (await api.call("GET", "/api/collections/workshop.fields")).json()
    assert [field["title"] for field in fields["items"]] == [option["title"]]


async def test_the_own_projection_is_offered_with_its_picture(api: Api) -> None:
    talk = await at_profile(api)
    await talk.command("edit", question="profile.under_20")
    await talk.say(TABLE)
    await talk.say("ja")
    moves = "Jahr;Geburten;Sterbefälle;Zuzüge;Fortzüge\n2022;40;70;200;190\n2023;41;69;210;185"
    await talk.say(moves + "\n2024;39;72;205;195")
    await talk.say("ja")
    await talk.command("edit", question="profile.projection_year")
    talk.expect("profile.projection_year.check")
    assert [m for m in talk.reply["messages"] if m["kind"] == "figure"]
    await talk.say("ja")
    answers = await talk.answers()
    assert answers["profile.projection_year"] == ("answered", 2044)
    assert answers["profile.projection"][1] > 0
    assert "mittlere Variante" in answers["profile.projection_source"][1]
