"""The clerk of Grabow from the Zukunftswerkstatt to the Zwischenbilanz."""

from __future__ import annotations

from tests.conversations import Talk
from tests.conversations.grabow import confirm


async def workshop(talk: Talk) -> None:
    assert "Mehrgenerationentreffs" in talk.prompt["help"]
    await talk.tell("workshop.goal", "Wir wissen danach, was wir zuerst anpacken.")
    await talk.tell("workshop.level", "mitgestalten", "involve")
    points = {item["title"]: item["id"] for item in await talk.items("profile.swot")}
    bus = points["Abends fährt kein Bus"]
    await talk.tell("workshop.fields_from_swot", "das zweite", [bus])
    (field,) = await talk.items("workshop.fields")
    prefix = f"workshop.fields.{field['id']}"
    talk.told[f"{prefix}.title"] = ("answered", "Abends fährt kein Bus")
    talk.told[f"{prefix}.origin"] = ("answered", bus)
    await talk.tell("workshop.fields.*.theme", "Mobilität", "mobilitaet")
    await talk.tell("workshop.fields.*.reason", "Nach 19 Uhr kommt man ohne Auto nicht heim.")
    await talk.tell("workshop.fields.*.rank", "1", 1)
    await talk.tell("workshop.fields.more", "nein", False)
    while not talk.is_at("workshop.ideas.more"):
        await workshop_question(talk)
    await talk.tell("workshop.ideas.more", "ja", True)
    for title in ("Mitfahrbänke", "Fahrten über die Gemeinde-App"):
        await talk.tell("workshop.ideas.*.title", title)
        await talk.tell("workshop.ideas.*.field", "Abends fährt kein Bus", field["id"])
        await talk.leave("workshop.ideas.*.description", "überspringen")
        await talk.leave("workshop.ideas.*.ages", "überspringen")
        await talk.leave("workshop.ideas.*.supporters", "überspringen")
        await talk.leave("workshop.ideas.*.votes", "überspringen")
        await talk.tell(
            "workshop.ideas.more", *("ja", True) if title == "Mitfahrbänke" else ("nein", False)
        )
    for name in ("attended", "ages_attended", "feedback", "lessons"):
        await talk.leave(f"workshop.{name}", "das trage ich später nach")
    await confirm(talk, "workshop", "passt so", "plan")


async def workshop_question(talk: Talk) -> None:
    given = {
        "workshop.audiences": ("alle Bürger", ["everyone"]),
        "workshop.participants": ("etwa 40", 40),
        "workshop.form": ("im Saal", "in_person"),
        "workshop.days": ("0,5 Tage", 0.5),
        "workshop.date": ("18. September 2027", "2027-09-18"),
    }
    if talk.question in given:
        await talk.tell(talk.question, *given[talk.question])
    else:
        await talk.leave(talk.question, "überspringen")


async def plan(talk: Talk) -> None:
    await talk.tell("plan.vision", "Wer in Grabow lebt, kommt auch abends nach Hause.")
    await talk.tell("plan.period", "2027 bis 2031", "2027/2031")
    await talk.tell("plan.budget_frame", "40.000 Euro", 40000)
    await talk.tell("plan.steering", "Bürgermeisterin und Hauptamt")
    await talk.tell("plan.meeting_rhythm", "jedes Vierteljahr", "quarterly")
    await talk.leave("plan.progress_check", "überspringen")
    field = (await talk.items("workshop.fields"))[0]["id"]
    goal = (await talk.tell("plan.goals.*.title", "Abends ohne Auto heimkommen")).split(".")[2]
    await talk.tell("plan.goals.*.field", "1", field)
    await talk.tell("plan.goals.*.indicator", "Zahl der Mitfahrten im Monat")
    await talk.leave("plan.goals.*.baseline", "noch unklar", "unknown")
    await talk.tell("plan.goals.*.target", "100 Mitfahrten")
    await talk.tell("plan.goals.*.until", "Dezember 2029", "2029-12")
    await talk.tell("plan.goals.more", "nein", False)
    await talk.leave("plan.criteria", "überspringen")
    ideas = [item["id"] for item in await talk.items("workshop.ideas")]
    await talk.tell("plan.measures_from_ideas", "beide", ideas)
    measures = await talk.items("plan.measures")
    assert [m["title"] for m in measures] == ["Mitfahrbänke", "Fahrten über die Gemeinde-App"]
    for measure, idea in zip(measures, ideas, strict=True):
        talk.told[f"plan.measures.{measure['id']}.title"] = ("answered", measure["title"])
        talk.told[f"plan.measures.{measure['id']}.idea"] = ("answered", idea)
    await talk.leave("plan.deferred", "überspringen")
    given = {
        "goal": ("Abends ohne Auto heimkommen", goal),
        "target_group": ("Jugendliche und Ältere", None),
        "responsible": ("Frau Sommer, Hauptamt", None),
        "start": ("März 2028", "2028-03"),
        "end": ("Ende 2029", "2029"),
        "budget": ("6.000 Euro", 6000),
    }
    while talk.is_at("plan.measures.*.*"):
        name = talk.question.rpartition(".")[2]
        if name in given:
            await say_given(talk, given[name])
        else:
            await talk.leave(talk.question, "überspringen")
    await talk.tell("plan.measures.more", "nein", False)
    while not talk.is_at("plan.review"):
        if talk.is_at("plan.council_date"):
            await talk.tell("plan.council_date", "18.3.2028", "2028-03-18")
        elif talk.is_at("plan.review_date"):
            await talk.tell("plan.review_date", "Mai 2029", "2029-05")
        else:
            await talk.leave(talk.question, "überspringen")
    await confirm(talk, "plan", "alles richtig", "review")


async def say_given(talk: Talk, given: tuple[str, object]) -> None:
    """Answers; a date may be read a little more or less exactly, whatever is repeated counts."""
    text, value = given
    await talk.tell(talk.question, text, value)


async def review(talk: Talk) -> None:
    measures = [item["id"] for item in await talk.items("plan.measures")]
    rounds = []
    given = {
        "review.date": ("15.5.2029", "2029-05-15"),
        "review.participants": ("Steuerungsgruppe und Arbeitsgruppen", None),
        "review.strategy_changes": ("Die Linie bleibt.", None),
        "review.responsibility": ("Das Hauptamt", None),
        "review.next_review": ("März 2031", "2031-03"),
    }
    while not talk.is_at("review.review"):
        question = talk.question
        if talk.is_at("review.measures.*.state"):
            rounds.append(question.split(".")[2])
            await talk.tell(question, "läuft", "running")
        elif talk.is_at("review.measures.*.decision"):
            await talk.tell(question, "weiterführen", "continue")
        elif talk.is_at("review.participants"):
            await talk.say("Steuerungsgruppe und Arbeitsgruppen")
            talk.told[question] = ("answered", talk.understood["value"])
            assert len(talk.understood["value"]) == 2
        elif talk.is_at("review.*.more"):
            await talk.tell(question, "nein", False)
        elif question in given:
            await talk.tell(question, *given[question])
        else:
            await talk.leave(question, "überspringen")
    assert rounds == measures
    await confirm(talk, "review", "stimmt so", None)
