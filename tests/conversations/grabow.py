"""A clerk of Grabow at the Kick-Off and the Kommunalprofil, typed in German.

Figures of the population come from the official register; what is known of the town besides
(meeting places of all generations, ride-sharing benches, the municipal app) from the dossier.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import PROJECT
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


def read_town(register: Path, ags: str) -> Town:
    with register.open(encoding="utf-8") as rows:
        row = next(row for row in csv.DictReader(rows) if row["ags"] == ags)
    name = row["name"].partition(",")[0]
    return Town(name, int(row["bev_20231231"]), int(row["bev_gv2013"]), float(row["flaeche_km2"]))


def german(number: float) -> str:
    """A number as one types it in German: 5.573, 72,27."""
    return f"{number:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


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
