"""What is meant by "die Einwohnerzahl", "die zweite Maßnahme", "zum Werkstattplan"."""

from __future__ import annotations

import pytest

from assistant.guide.load import load_guide
from assistant.guide.targets import find_collections, find_items, find_questions, find_stage
from assistant.guide.walk import steps
from tests.guide import state

GUIDE = load_guide()
MEASURES = state(
    {
        "plan.measures.a.title": "Mitfahrbänke",
        "plan.measures.b.title": "Gemeinde-App",
        "plan.measures.c.title": "Mehrgenerationentreff am Markt",
        "profile.projects.p.title": "Bürgerbus",
    },
    items={"plan.measures": ["a", "b", "c"], "profile.projects": ["p"]},
)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("zum Kick-Off", "kickoff"),
        ("zurück zum Kickoff bitte", "kickoff"),
        ("zum Komunalprofil", "profile"),
        ("in die Zukunftswerkstatt", "workshop"),
        ("zum Werkstattplan", "plan"),
        ("zur Halbzeitbilanz", "review"),
        ("zur Zwischenbilanz", "review"),
        ("Stufe 3", "workshop"),
        ("in die vierte Stufe", "plan"),
        ("die letzte Stufe", "review"),
    ],
)
def test_a_stage_is_found_by_title_synonym_and_number(text: str, stage: str) -> None:
    found = find_stage(GUIDE, text)
    assert found is not None
    assert found.id == stage


@pytest.mark.parametrize("text", ["", "Stufe 0", "Stufe 6", "Stufe 99", "irgendwohin", "12", "?"])
def test_no_stage_is_guessed(text: str) -> None:
    assert find_stage(GUIDE, text) is None


def found_questions(text: str, here: str | None = "kickoff") -> list[str]:
    stage = GUIDE.stage(here) if here else None
    return [step.id for step in find_questions(GUIDE, state(), text, stage)]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("den Anlass ändern", "kickoff.occasion"),
        ("die Koordination", "kickoff.coordinator"),
        ("die Ansprechperson ändern", "kickoff.coordinator"),
        ("die Lenkungsgruppe", "kickoff.steering_group"),
        ("den Ort ändern", "kickoff.place"),
        ("das Datum ändern", "kickoff.date"),
        ("den Termin ändern", "kickoff.date"),
        ("das Durchschnittsalter", "profile.average_age"),
    ],
)
def test_a_question_is_found_by_label_and_synonym(text: str, question: str) -> None:
    assert found_questions(text) == [question]


@pytest.mark.parametrize("stage", [stage.id for stage in GUIDE.stages])
def test_every_label_finds_its_own_question(stage: str) -> None:
    lost = []
    for step in steps(GUIDE, state(), GUIDE.stage(stage)):
        if step.role == "question":
            found = found_questions(f"{step.question.label} ändern", stage)
            if step.id not in found:
                lost.append((step.question.label, step.id, found))
    assert not lost, lost


def test_a_word_within_another_word_is_not_that_word() -> None:
    # "Leitung" is not "Begleitung": the wrong answer would be opened for change.
    assert "kickoff.outside_advice" not in found_questions("die Leitung ändern")


def test_no_question_is_guessed() -> None:
    for text in ("etwas ändern", "das da", "", "bitte ändern", "?"):
        assert found_questions(text) == [], text


@pytest.mark.parametrize(
    ("text", "collection", "here"),
    [
        ("noch eine Maßnahme", "plan.measures", "plan"),
        ("noch ein Projekt", "profile.projects", "profile"),
        ("noch ein Interview", "profile.interviews", "profile"),
        ("ein weiteres Handlungsfeld", "workshop.fields", "workshop"),
        ("noch ein Ziel", "plan.goals", "plan"),
        ("noch eine Idee", "workshop.ideas", "workshop"),
        ("noch eine Stärke", "profile.swot", "profile"),
        ("noch eine Gästegruppe", "kickoff.guests", "kickoff"),
        ("noch ein Schritt", "review.next_steps", "review"),
        ("noch eine Maßnahme", "plan.measures", "kickoff"),
    ],
)
def test_a_list_is_found_by_its_names(text: str, collection: str, here: str) -> None:
    assert [c.name for c in find_collections(GUIDE, text, GUIDE.stage(here))] == [collection]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("die zweite Maßnahme löschen", "b"),
        ("Maßnahme 3", "c"),
        ("die letzte Maßnahme", "c"),
        ("die 1. Maßnahme", "a"),
        ("die Mitfahrbänke löschen", "a"),
        ("die Gemeinde-App", "b"),
        ("die Maßnahme Gemeinde-App", "b"),
        ("das Projekt Bürgerbus löschen", "p"),
        ("Bürgerbus", "p"),
    ],
)
def test_an_item_is_found_by_number_and_title(text: str, item: str) -> None:
    found = find_items(GUIDE, MEASURES, text, GUIDE.stage("plan"))
    assert [target.item for target in found] == [item]


@pytest.mark.parametrize(
    "text", ["die vierte Maßnahme", "die nullte Maßnahme", "das Einhorn", "Maßnahme 99", ""]
)
def test_no_item_is_guessed(text: str) -> None:
    assert find_items(GUIDE, MEASURES, text, GUIDE.stage("plan")) == []
