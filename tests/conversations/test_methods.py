"""The toolkit in the dialogue: suggested, read, compared, chosen, dropped, judged together."""

from __future__ import annotations

import pytest

from tests.conftest import Api
from tests.conversations import Talk

QUESTION = "workshop.methods"
KNOWN = {
    "kickoff.themes": ["jugend_familie_bildung", "mobilitaet"],
    "workshop.audiences": ["youth", "seniors"],
    "workshop.ages": ["6-17", "65-79", "80+"],
    "workshop.participants": 40,
    "workshop.form": "in_person",
    "workshop.days": 0.5,
    "workshop.budget_class": "low",
}


async def knowing(api: Api) -> Talk:
    """A process whose workshop is known but for its methods."""
    talk = await Talk.begin(api)
    for question, value in KNOWN.items():
        response = await api.call("PUT", f"/api/answers/{question}", {"value": value})
        assert response.status == 200, await response.text()
    return talk


async def at_methods(api: Api) -> Talk:
    """The same, the question for methods being open."""
    talk = await knowing(api)
    await talk.command("edit", question=QUESTION)
    talk.expect(QUESTION)
    return talk


def cards(talk: Talk) -> list[dict[str, object]]:
    """The methods shown last."""
    return [
        method
        for message in talk.reply["messages"]
        if message["kind"] == "methods"
        for method in message["data"]["methods"]
    ]


def ids(talk: Talk) -> list[object]:
    """Their ids."""
    return [method["id"] for method in cards(talk)]


async def test_before_the_question_methods_are_suggested_with_reasons(api: Api) -> None:
    talk = await at_methods(api)
    shown = cards(talk)
    assert 3 <= len(shown) <= 5
    for method in shown:
        assert method["because"] and method["caution"]
        assert str(method["name"]) in talk.heard
    assert any(m["preparation"] == "low" and m["cost"] == "low" for m in shown)
    assert [o["value"] for o in talk.prompt["options"]] == ids(talk)


async def test_a_suggested_method_is_chosen_by_its_number_and_by_its_name(api: Api) -> None:
    talk = await at_methods(api)
    first, second, third = ids(talk)[:3]
    await talk.say("die ersten beiden")
    assert set((await talk.answers())[QUESTION][1]) == {first, second}
    await talk.command("edit", question=QUESTION)
    title = next(o["title"] for o in talk.prompt["options"] if o["value"] == third)
    await talk.say(f"auch noch {title}")
    assert set((await talk.answers())[QUESTION][1]) == {first, second, third}
    await talk.command("edit", question=QUESTION)
    await talk.say(f"{title} doch nicht")
    assert set((await talk.answers())[QUESTION][1]) == {first, second}


async def test_any_method_of_the_catalogue_can_be_named(api: Api) -> None:
    talk = await at_methods(api)
    assert "buergerrat" not in ids(talk)
    await talk.say("Planspiel und World Café")
    assert set((await talk.answers())[QUESTION][1]) == {"planspiel", "world_cafe"}


@pytest.mark.parametrize("text", ["irgendwas mit Gärten", "was passt bei heftigem Streit?"])
async def test_wishes_at_the_question_for_methods_are_searched(api: Api, text: str) -> None:
    talk = await at_methods(api)
    await talk.say(text)
    assert cards(talk)
    talk.expect(QUESTION)


async def test_what_the_toolkit_does_not_have_is_said(api: Api) -> None:
    talk = await at_methods(api)
    await talk.say("irgendwas mit Xylophonen")
    assert "steht nichts im Werkzeugkoffer" in talk.heard
    assert cards(talk)


async def test_numbers_mean_the_methods_that_are_shown(api: Api) -> None:
    talk = await at_methods(api)
    first, second = ids(talk)[:2]
    await talk.say("die zweite genauer")
    assert ids(talk) == [second]
    talk.expect(QUESTION)
    await talk.say("die erste und Bürgerrat")
    assert set((await talk.answers())[QUESTION][1]) == {first, "buergerrat"}
    await talk.say("welche Methoden haben wir gewählt?")
    assert "Bürgerrat" in talk.heard and not cards(talk)


async def test_who_is_left_out_is_said_with_what_would_reach_them(api: Api) -> None:
    talk = await at_methods(api)
    await talk.say("Jugendforum")
    assert "80 Jahre und älter" in talk.heard
    buttons = [
        button
        for message in talk.reply["messages"]
        for button in (message.get("data") or {}).get("suggestions", ())
    ]
    assert buttons
    await talk.say(buttons[0]["text"])
    chosen = (await talk.answers())[QUESTION][1]
    assert "jugendforum" in chosen and len(chosen) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Welche Methoden passen für Jugendliche, wenig Geld, online?",
        "welche methoden gibt es für jugendliche online mit wenig geld",
        "Methoden für Jugendliche, online, wenig Geld",
        "Zeigen Sie mir Methoden für Jugendliche, online und günstig",
    ],
)
@pytest.mark.parametrize("question", ["kickoff.goals", "profile.population", "review.lessons"])
async def test_wishes_in_words_are_met_at_every_question(
    api: Api, question: str, text: str
) -> None:
    talk = await Talk.begin(api)
    await talk.command("edit", question=question)
    await talk.say(text)
    assert talk.understood["name"] == "methods"
    shown = cards(talk)
    assert 3 <= len(shown) <= 5
    assert all("jugend" in m["audiences"] or "alle" in m["audiences"] for m in shown[:3])
    assert all(m["online"] != "no" for m in shown)
    talk.expect(question)


@pytest.mark.parametrize(
    ("text", "method"),
    [
        ("mehr zu World Café", "world_cafe"),
        ("Wie funktioniert die Methode Fishbowl?", "fishbowl"),
        ("zeig mir den Ortsspaziergang genauer", "ortsspaziergang"),
    ],
)
async def test_one_method_is_read_in_full(api: Api, text: str, method: str) -> None:
    talk = await knowing(api)
    await talk.say(text)
    assert ids(talk) == [method]
    for part in ("Schritte", "Stärken", "Grenzen", "Einschätzung"):
        assert part in talk.heard


async def test_methods_are_compared_side_by_side(api: Api) -> None:
    talk = await knowing(api)
    await talk.say("World Café und Fishbowl vergleichen")
    assert ids(talk) == ["world_cafe", "fishbowl"]
    assert "Personen" in talk.heard and "Kosten" in talk.heard


async def test_a_method_is_chosen_and_dropped_from_anywhere(api: Api) -> None:
    talk = await knowing(api)
    before = talk.question
    await talk.say("World Café als Methode nehmen")
    assert (await talk.answers())[QUESTION] == ("answered", ["world_cafe"])
    assert talk.question == before
    await talk.say("die Methode World Café wieder streichen")
    assert (await talk.answers())[QUESTION] == ("answered", [])


async def test_after_the_workshop_each_method_is_asked_about_once(api: Api) -> None:
    talk = await at_methods(api)
    await talk.say("World Café")
    await api.call("PUT", "/api/answers/workshop.attended", {"value": 38})
    await talk.command("edit", question="workshop.used.world_cafe.effort")
    assert "World Café" in talk.prompt["text"]
    await talk.say("mehr als erwartet")
    talk.expect("workshop.used.world_cafe.reached")
    await talk.say("18 bis 29 Jahre")
    await talk.say("ja")
    await talk.say("mehr zu World Café")
    assert "Ihre eigene Erfahrung" in talk.heard and "Mehr als erwartet" in talk.heard


async def test_a_dropped_method_is_no_longer_asked_about(api: Api) -> None:
    talk = await knowing(api)
    await api.call("PUT", f"/api/answers/{QUESTION}", {"value": ["fishbowl", "world_cafe"]})
    await api.call("PUT", f"/api/answers/{QUESTION}", {"value": ["fishbowl"]})
    await api.call("PUT", "/api/answers/workshop.attended", {"value": 38})
    gone = await api.call("PUT", "/api/answers/workshop.used.world_cafe.again", {"value": True})
    assert gone.status == 404
    kept = await api.call("PUT", "/api/answers/workshop.used.fishbowl.again", {"value": True})
    assert kept.status == 200
    await talk.look()
