"""Grabow in Mecklenburg-Vorpommern goes through all five stages, typed in German as a clerk would.

Figures of the population come from the official register; what is known of the town besides
(meeting places of all generations, ride-sharing benches, the municipal app) from the dossier.
"""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer

from assistant.engine.agent import Assistant
from assistant.guide.model import STAGE_IDS
from assistant.settings import Settings
from assistant.web.app import make_app
from tests.conftest import PROJECT, Api, missing
from tests.conversations import Talk

REGISTER = PROJECT.parent / "shared/data/municipalities/gemeinden_2024q4.csv"
AGS = "13076050"


@dataclass(frozen=True)
class Town:
    """A row of the register, with its numbers as a clerk types them."""

    name: str
    population: int
    before: int
    area: float


@pytest.fixture
def grabow() -> Town:
    """Grabow as the register of municipalities has it."""
    if not REGISTER.exists():
        missing(f"there is no register of municipalities at {REGISTER}")
    return read_town(REGISTER, AGS)


def read_town(register: Path, ags: str) -> Town:
    with register.open(encoding="utf-8") as rows:
        row = next(row for row in csv.DictReader(rows) if row["ags"] == ags)
    name = row["name"].partition(",")[0]
    return Town(name, int(row["bev_20231231"]), int(row["bev_gv2013"]), float(row["flaeche_km2"]))


def german(number: float) -> str:
    """A number as one types it in German: 5.573, 72,27."""
    return f"{number:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


@asynccontextmanager
async def running(settings: Settings, assistant: Assistant) -> AsyncIterator[Api]:
    """The application, started and closed."""
    async with TestClient(TestServer(make_app(settings, assistant))) as client:
        yield Api(client)


async def stored_as_told(talk: Talk, stage: str) -> None:
    """What is stored is exactly what was said."""
    told = {question: value for question, value in talk.told.items() if question.startswith(stage)}
    assert await talk.answers(stage) == told


async def confirm(talk: Talk, stage: str, text: str, following: str | None) -> None:
    """Checks the review and agrees."""
    talk.expect(f"{stage}.review")
    await stored_as_told(talk, stage)
    await talk.say(text)
    assert (await talk.statuses())[stage] == "completed"
    if following:
        assert talk.reply["progress"]["stage"] == following


async def kickoff(talk: Talk) -> None:
    assert "Computerprogramm" in talk.heard
    assert "Grabow" in talk.heard
    await talk.say("Guten Morgen!")
    assert talk.understood["as"] == "smalltalk"
    await talk.tell("kickoff.occasion", "Neustart", "new_start")
    await talk.say("ich meinte Neuausrichtung")
    assert "Korrigiert" in talk.heard
    talk.told["kickoff.occasion"] = ("answered", "realign")
    await talk.tell(
        "kickoff.goals",
        "Vieles läuft schon, etwa die Mehrgenerationentreffs. Wir wollen daraus eine Linie machen.",
    )
    await talk.tell(
        "kickoff.themes",
        "Mobilität, Digitalisierung und Ehrenamt",
        ["digitalisierung", "engagement", "mobilitaet"],
    )
    await talk.say("Warum fragen Sie das?")
    await talk.tell("kickoff.identity", "Die Fachwerkhäuser der Altstadt und die Elde")
    await talk.tell("kickoff.head_confirmed", "ja, sie hat zugesagt", True)
    await talk.tell("kickoff.coordinator", "Frau Sommer, Hauptamt")
    await talk.tell(
        "kickoff.steering_group",
        "- Hauptamt (Frau Sommer)\n- Bauamt\n- Feuerwehr",
        ["Hauptamt (Frau Sommer)", "Bauamt", "Feuerwehr"],
    )
    # One step back, and the list once more with what was missing.
    await talk.say("zurück")
    assert "Bauamt" in talk.heard
    await talk.tell(
        "kickoff.steering_group",
        "Hauptamt (Frau Sommer), Bauamt, Feuerwehr, Schule",
        ["Hauptamt (Frau Sommer)", "Bauamt", "Feuerwehr", "Schule"],
    )
    await talk.leave("kickoff.invites", "Das weiß ich noch nicht.", "unknown")
    await talk.tell(
        "kickoff.networks", "Ludwigslust und Neustadt-Glewe", ["Ludwigslust", "Neustadt-Glewe"]
    )
    await talk.leave("kickoff.outside_advice", "überspringen")
    await guests(talk)
    await talk.tell(
        "kickoff.ages", "alle außer 0 bis 5", ["6-17", "18-29", "30-64", "65-79", "80+"]
    )
    await talk.tell("kickoff.ages_missing_plan", "Die Kita malt mit den Kindern ein Wunschbild.")
    await talk.leave("kickoff.accessibility", "keine Angabe")
    await talk.tell(
        "kickoff.pandemic_lessons", "Die Gemeinde-App: Aushänge kommen auf das Telefon."
    )
    await talk.tell("kickoff.form", "vor Ort", "in_person")
    # An edit that opens two questions: they come later, in their place.
    await talk.say("die Form ändern")
    await talk.tell("kickoff.form", "hybrid", "hybrid")
    await talk.tell("kickoff.tech_help", "Herr Vogel aus der IT")
    await talk.tell("kickoff.offline_access", "Infotafeln an den Mitfahrbänken")
    await talk.tell("kickoff.date", "22.4.2027", "2027-04-22")
    await talk.say("Pause")
    assert talk.prompt is None
    await talk.look()
    assert talk.prompt is None
    await talk.say("weiter")
    await talk.tell("kickoff.time", "18 bis 20.30 Uhr")
    await talk.tell("kickoff.place", "Schützenhaus")
    await talk.tell("kickoff.tech_rehearsal", "15. April 2027", "2027-04-15")
    await talk.tell(
        "kickoff.program",
        "Begrüßung, Vorstellung, Gespräche an Tischen",
        ["Begrüßung", "Vorstellung", "Gespräche an Tischen"],
    )
    await talk.tell(
        "kickoff.communication",
        "Amtsblatt, Aushänge und App",
        ["official_gazette", "social_media", "posters"],
    )
    await talk.tell("kickoff.budget", "rund 600 Euro", 600)
    await talk.tell("kickoff.agreements.more", "ja", True)
    await talk.tell("kickoff.agreements.*.title", "Zahlen aus dem Melderegister zusammenstellen")
    await talk.tell("kickoff.agreements.*.responsible", "Herr Nowak, Einwohnermeldeamt")
    await talk.tell("kickoff.agreements.*.until", "Ende Mai 2027", "2027-05")
    await talk.say("fertig")
    talk.expect("kickoff.review")
    assert "Name unter der Einladung" not in talk.told
    await talk.say("den Ort ändern")
    await talk.tell("kickoff.place", "Rathaussaal")
    await confirm(talk, "kickoff", "ja, stimmt so", "profile")


async def guests(talk: Talk) -> None:
    await talk.tell("kickoff.guests.*.group", "Mehrgenerationentreff")
    await talk.tell("kickoff.guests.*.people", "Die Leitung und vier Stammgäste")
    count = await talk.tell("kickoff.guests.*.count", "12", 12)
    await talk.say("nein, 14 statt 12")
    assert "14 Personen" in talk.heard
    talk.told[count] = ("answered", 14)
    await talk.tell("kickoff.guests.*.ages", "18-29 und ab 80", ["18-29", "80+"])
    await talk.tell("kickoff.guests.more", "ja", True)
    await talk.tell("kickoff.guests.*.group", "Schützenverein")
    await talk.leave("kickoff.guests.*.people", "lassen wir weg")
    await talk.leave("kickoff.guests.*.count", "keine Ahnung", "unknown")
    await talk.leave("kickoff.guests.*.ages", "überspringen")
    await talk.tell("kickoff.guests.more", "ja, noch eine", True)
    await talk.tell("kickoff.guests.*.group", "Jugendclub")
    await talk.tell("kickoff.guests.*.people", "Der Jugendrat")
    await talk.tell("kickoff.guests.*.count", "fünf", 5)
    await talk.tell("kickoff.guests.*.ages", "6 bis 17", ["6-17"])
    # The second is deleted, returns, and is deleted again; the last one comes first.
    for _ in range(2):
        await talk.say("die zweite Gästegruppe löschen")
        assert "„Schützenverein“" in talk.heard
        await talk.say("ja")
        assert await talk.titles("kickoff.guests") == ["Mehrgenerationentreff", "Jugendclub"]
        if _ == 0:
            await talk.say("rückgängig")
            assert len(await talk.items("kickoff.guests")) == 3
    left = {item["id"] for item in await talk.items("kickoff.guests")}
    for question in [q for q in talk.told if q.startswith("kickoff.guests.")]:
        if question.split(".")[2] not in left:
            del talk.told[question]
    await talk.say("den Jugendclub nach oben verschieben")
    assert await talk.titles("kickoff.guests") == ["Jugendclub", "Mehrgenerationentreff"]
    await talk.tell("kickoff.guests.more", "nein", False)


async def profile_until_the_break(talk: Talk, town: Town) -> None:
    await talk.tell("profile.reference_date", "31.12.2023", "2023-12-31")
    await talk.tell("profile.source", "vom Statistischen Landesamt", "statistical_office")
    assert "31. Dezember 2023" in talk.prompt["text"]
    await talk.tell("profile.population", german(town.population + 100), town.population + 100)
    await talk.say(f"nein, {german(town.population)} statt {german(town.population + 100)}")
    talk.told["profile.population"] = ("answered", town.population)
    await talk.tell("profile.population_10y", german(town.before), town.before)
    await talk.tell("profile.area", f"{german(town.area)} km²", town.area)
    await talk.tell(
        "profile.subdivisions",
        "Kernstadt, Fresenbrügge, Wanzlitz",
        ["Kernstadt", "Fresenbrügge", "Wanzlitz"],
    )
    await talk.leave("profile.under_20", "Das steht leider noch nicht fest", "unknown")
    await talk.leave("profile.age_20_64", "weiß ich nicht", "unknown")
    await talk.leave("profile.over_65", "da muss ich nachfragen", "unknown")
    # An age that cannot be: asked back, and put right at once.
    await talk.say("479")
    if talk.is_at("profile.average_age"):
        await talk.say("4,79")
    talk.expect("profile.average_age.check")
    await talk.say("47,9")
    talk.told["profile.average_age"] = ("answered", 47.9)
    talk.expect("profile.age_basis")


async def profile_after_the_break(talk: Talk) -> None:
    await talk.tell("profile.age_basis", "im Moment gar nicht", "none")
    await talk.say("Abschnitt abschließen")
    for name in ("movement_year", "births", "deaths", "arrivals", "departures"):
        talk.told[f"profile.{name}"] = ("skipped", None)
    talk.told["profile.movement_reason"] = ("skipped", None)
    talk.told["profile.youth_migration"] = ("skipped", None)
    await talk.say("zurück")
    await talk.tell("profile.youth_migration", "Viele gehen, manche kommen zurück", "return")
    while not talk.is_at("profile.projects.more"):
        question = talk.question
        await talk.leave(question, "überspringen")
    await talk.tell("profile.projects.more", "ja", True)
    await talk.tell("profile.projects.*.title", "Mehrgenerationentreffs")
    await talk.tell("profile.projects.*.theme", "Begegnung", "begegnung_beratung_selbsthilfe")
    await talk.tell("profile.projects.*.carrier", "Stadt und Kirchengemeinde")
    await talk.tell("profile.projects.*.ages", "alle", ALL_AGES)
    await talk.tell("profile.projects.*.state", "läuft", "running")
    await talk.tell("profile.projects.*.works_well", "Es kommen Junge und Alte.")
    await talk.tell("profile.projects.more", "nein", False)
    await talk.tell("profile.interviews.more", "ja", True)
    await talk.tell("profile.interviews.*.partner", "Leitung der Grundschule")
    await talk.tell("profile.interviews.*.date", "14. März 2027", "2027-03-14")
    await talk.tell("profile.interviews.*.held", "ja", True)
    await talk.tell("profile.interviews.*.message", "Abends fährt kein Bus mehr.")
    await talk.tell("profile.interviews.more", "nein danke", False)
    await talk.tell("profile.swot_from_figures", "keine davon", [])
    await swot(talk, "Treffpunkte für alle Generationen", "Stärke", "strength")
    await talk.tell("profile.swot.more", "ja", True)
    await swot(talk, "Abends fährt kein Bus", "Schwäche", "weakness")
    await talk.tell("profile.swot.more", "nein", False)
    await talk.tell("profile.reflection_date", "Juni 2027", "2027-06")
    await talk.tell("profile.outside_view", "Die Nachbarstadt Ludwigslust liest mit.")
    await talk.tell("profile.main_message", "Wir treffen uns. Wir kommen abends nicht nach Hause.")
    await confirm(talk, "profile", "stimmt so", "workshop")


ALL_AGES = ["0-5", "6-17", "18-29", "30-64", "65-79", "80+"]


async def swot(talk: Talk, title: str, quadrant: str, value: str) -> None:
    await talk.tell("profile.swot.*.title", title)
    await talk.tell("profile.swot.*.quadrant", quadrant, value)
    await talk.tell("profile.swot.*.evidence_kind", "ein Projekt", "project")
    project = (await talk.items("profile.projects"))[0]["id"]
    await talk.tell("profile.swot.*.evidence_project", "Mehrgenerationentreffs", project)
    await talk.leave("profile.swot.*.theme", "überspringen")


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


async def test_a_clerk_of_grabow_goes_through_all_five_stages(
    settings: Settings, assistant: Assistant, grabow: Town
) -> None:
    async with running(settings, assistant) as api:
        talk = Talk(api)
        session = await api.register(grabow.name, ags=AGS, department="Hauptamt")
        await talk.look()
        await kickoff(talk)
        await profile_until_the_break(talk, grabow)
    told, asked = talk.told, talk.prompt["text"]

    # Weeks later: the application was restarted; the access code leads back.
    async with running(settings, assistant) as api:
        response = await api.call("POST", "/api/sessions", {"code": session["access_code"]})
        assert response.status == 201
        api.token = (await response.json())["token"]
        talk = Talk(api)
        talk.told = told
        await talk.look()
        assert "Willkommen zurück, Helga Brandt" in talk.heard
        assert "Kommunalprofil" in talk.texts[-2]
        assert asked in talk.heard
        assert "Name unter der Einladung" not in talk.texts[-2]
        talk.expect("profile.age_basis")
        await stored_as_told(talk, "profile")

        await profile_after_the_break(talk)
        await workshop(talk)
        await plan(talk)
        await review(talk)
        assert talk.prompt is None
        assert await talk.statuses() == dict.fromkeys(STAGE_IDS, "completed")
        assert await talk.answers() == talk.told
        assert talk.reply["progress"]["overall"] == 1.0

        # An earlier stage can still be changed, and stays complete.
        await talk.say("die Fläche ändern")
        talk.expect("profile.area")
        assert german(grabow.area) in talk.heard
        await talk.tell("profile.area", "72,3", 72.3)
        assert await talk.answers() == talk.told
        assert await talk.statuses() == dict.fromkeys(STAGE_IDS, "completed")
