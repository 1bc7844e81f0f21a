"""The strategy from the answers: every fact with its place, nothing that is no longer asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assistant.guide.load import load_guide
from assistant.guide.places import find_place
from assistant.guide.state import Answer, State, Value
from assistant.plan.checks import gaps
from assistant.plan.model import Balance, Indicator, Municipality
from assistant.plan.thread import thread_of
from assistant.process.strategy import federal_state, strategy_of

GUIDE = load_guide()
ITEMS = {
    "kickoff.agreements": ["t1"],
    "profile.projects": ["p1"],
    "profile.swot": ["s1", "s2"],
    "workshop.fields": ["f1"],
    "workshop.ideas": ["i1"],
    "plan.goals": ["g1"],
    "plan.measures": ["m1", "m2"],
    "review.next_steps": ["n1"],
}
ANSWERS: dict[str, Value] = {
    "kickoff.agreements.t1.title": "Zahlen besorgen",
    "kickoff.agreements.t1.responsible": "Herr Nowak",
    "profile.projects.p1.title": "Mittagstisch",
    "profile.swot.s1.title": "Hausärzte",
    "profile.swot.s1.quadrant": "threat",
    "profile.swot.s1.evidence_kind": "figure",
    "profile.swot.s1.evidence": "2 von 3 sind über 60",
    "profile.swot.s2.title": "Viele Vereine",
    "profile.swot.s2.evidence_kind": "project",
    "profile.swot.s2.evidence_project": "p1",
    "workshop.date": "2026-11-14",
    "workshop.fields.f1.title": "Gut versorgt",
    "workshop.fields.f1.origin": "s1",
    "workshop.fields.f1.rank": 1,
    "workshop.ideas.i1.title": "Praxisbus",
    "workshop.ideas.i1.field": "f1",
    "workshop.ideas.i1.votes": 17,
    "plan.budget_frame": 40000,
    "plan.measures_from_ideas": ["i1"],
    "plan.goals.g1.title": "Alle haben eine Praxis in der Nähe",
    "plan.goals.g1.field": "f1",
    "plan.goals.g1.indicator": "Zahl der Praxen",
    "plan.goals.g1.baseline": "1",
    "plan.goals.g1.target": "2",
    "plan.measures.m1.title": "Praxisbus",
    "plan.measures.m1.goal": "g1",
    "plan.measures.m1.idea": "i1",
    "plan.measures.m1.ages": ["65-79", "80+"],
    "plan.measures.m1.budget": 12000.5,
    "plan.measures.m1.needs_decision": True,
    "plan.measures.m1.target_value": "100",
    "plan.measures.m2.goal": "deleted",
    "review.measures.m1.state": "running",
    "review.measures.m1.actual": "31 Menschen",
    "review.measures.m1.decision": "end",
    "review.measures.m1.next_step": "war vor der Entscheidung",
    "review.goals.g1.value_now": "1",
    "review.next_steps.n1.title": "Bericht schreiben",
}


def state(answers: Mapping[str, Value] = ANSWERS, **values: Any) -> State:
    kept = {name: Answer(value, "answered", 1) for name, value in answers.items()}
    return State("Musterdorf", "municipality", kept, **{"items": ITEMS, **values})


STRATEGY = strategy_of(GUIDE, state(), "14521010")


def test_the_answers_of_this_test_are_questions_of_the_guide() -> None:
    assert all(find_place(GUIDE, name) for name in ANSWERS)


def test_the_thread_is_built_from_the_references() -> None:
    assert STRATEGY.municipality == Municipality("Musterdorf", "municipality", "SN")
    assert thread_of(STRATEGY).below("profile.swot.s1") == (
        "workshop.fields.f1",
        "plan.goals.g1",
        "plan.measures.m1",
        "review.measures.m1",
    )
    (field,), (idea,), (goal,) = STRATEGY.fields, STRATEGY.ideas, STRATEGY.goals
    assert (field.title, field.rank, idea.votes, idea.chosen) == ("Gut versorgt", 1, 17, True)
    assert goal.indicator == Indicator("Zahl der Praxen", "1", "2", "1")
    assert goal.balance and goal.balance.place == "review.goals.g1"
    assert [(task.place, task.title) for task in STRATEGY.tasks] == [
        ("kickoff.agreements.t1", "Zahlen besorgen"),
        ("review.next_steps.n1", "Bericht schreiben"),
    ]
    assert STRATEGY.dates == {"workshop.date": "2026-11-14"}
    assert STRATEGY.begun == {"kickoff", "profile", "workshop", "plan", "review"}


def test_evidence_is_its_text_or_the_name_of_what_shows_it() -> None:
    assert [point.evidence for point in STRATEGY.points] == ["2 von 3 sind über 60", "Mittagstisch"]


def test_what_is_no_longer_asked_is_none() -> None:
    measure = STRATEGY.measures[0]
    # The target belongs to an indicator that was withdrawn, the step to a measure that goes on.
    assert measure.indicator == Indicator(actual="31 Menschen")
    assert measure.balance == Balance("review.measures.m1", state="running", decision="end")
    assert (measure.budget, measure.needs_decision) == (12000.5, True)


def test_a_reference_to_what_was_deleted_is_none_and_no_name_is_a_number() -> None:
    second = STRATEGY.measures[1]
    assert (second.title, second.goal, second.balance) == ("Maßnahme 2", None, None)


def test_unknown_and_skipped_are_none_and_an_offered_item_is_none_yet() -> None:
    answers = {
        "plan.budget_frame": Answer(None, "unknown", 1),
        "plan.vision": Answer("alt", "withdrawn", 2),
    }
    bare = State("Musterdorf", "quarter", answers, {}, upcoming=("plan.goals", "g1"))
    strategy = strategy_of(GUIDE, bare)
    assert (strategy.budget_frame, strategy.vision, strategy.goals) == (None, None, ())
    assert strategy.begun == {"plan"}
    assert strategy.municipality.state is None


@pytest.mark.parametrize("missing", sorted(ANSWERS))
def test_any_part_may_be_missing(missing: str) -> None:
    answers = {name: value for name, value in ANSWERS.items() if name != missing}
    strategy = strategy_of(GUIDE, state(answers))
    for gap in gaps(strategy):
        assert "None" not in gap.text
        assert find_place(GUIDE, gap.question), gap.question


@pytest.mark.parametrize(
    ("ags", "code"), [("14521010", "SN"), ("09", "BY"), ("99", None), ("", None), (None, None)]
)
def test_the_federal_state_stands_in_the_first_digits(ags: str | None, code: str | None) -> None:
    assert federal_state(ags) == code
