"""SMART help for goals and the matrix of effort against effect."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from assistant.plan.matrix import MEANINGS, NAMES, estimated_effort, matrix, quadrant_of
from assistant.plan.model import Goal, Indicator, Measure, Strategy
from assistant.plan.smart import smart
from tests.plan.strategies import any_strategies, changed, village, without

V = village()
BARE = Goal("g9", "plan.goals.g9", "Mehr für die Jugend tun")


def test_a_whole_goal_shows_all_five() -> None:
    found = smart(V.goals[0], V)
    assert "".join(one.letter for one in found) == "SMART"
    assert all(one.visible for one in found)
    assert found[2].text == "Es ist festgehalten, wer mitmacht: „Hauptamt“ und „Arztpraxis“."
    assert found[4].text == "Das Ziel soll bis Dezember 2029 erreicht sein."


def test_a_bare_goal_is_told_what_to_add() -> None:
    found = smart(BARE, V)
    assert not any(one.visible for one in found)
    assert [one.question for one in found] == [
        "plan.goals.g9.title",
        "plan.goals.g9.indicator",
        None,
        "plan.goals.g9.indicator",
        "plan.goals.g9.until",
    ]
    assert found[0].text.startswith("Das Wort „Mehr“ lässt noch offen")


@pytest.mark.parametrize(
    ("title", "visible"),
    [
        ("Jugendliche haben einen eigenen Treffpunkt", True),
        ("20 Plätze mehr in der Kita", True),
        ("Attraktivität des Ortskerns bis 2030 verbessern", False),
        ("Bessere Busse", False),
        ("Wohnen", False),
    ],
)
def test_a_goal_is_specific_without_vague_words(title: str, visible: bool) -> None:
    assert smart(replace(BARE, title=title), V)[0].visible is visible


def test_a_target_without_a_number_is_no_error_but_said() -> None:
    goal = replace(BARE, indicator=Indicator("Stimmung", "schlecht", "gut bis 2030"))
    measurable, realistic, timed = (smart(goal, V)[n] for n in (1, 3, 4))
    assert not measurable.visible and measurable.text.startswith("Im Zielwert steht keine Zahl.")
    assert realistic.visible
    assert not timed.visible and timed.text.startswith("Im Ziel steht schon ein Datum.")


def test_who_stands_behind_a_goal_is_looked_for_at_its_measures() -> None:
    goal = V.goals[0]
    assert smart(goal, without(V, "m1"))[2].question is None
    alone = changed(V, "m1", responsible=None, partners=())
    assert smart(goal, alone)[2].question == "plan.measures.m1.partners"


@pytest.mark.parametrize(
    ("effort", "effect", "name"),
    [
        ("low", "high", "sofort beginnen"),
        ("low", "medium", "sofort beginnen"),
        ("medium", "medium", "gut planen"),
        ("high", "high", "gut planen"),
        ("low", "low", "nebenbei"),
        ("medium", "low", "zurückstellen"),
        ("high", "low", "zurückstellen"),
    ],
)
def test_each_quarter_of_the_matrix(effort: str, effect: str, name: str) -> None:
    assert NAMES[quadrant_of(effort, effect)] == name


def test_the_matrix_says_what_it_estimated_and_what_it_cannot_place() -> None:
    strategy = changed(changed(V, "m1", effort=None), "m2", effect=None)
    found = matrix(strategy)
    (placed,), (unplaced,) = found.placed, found.unplaced
    assert (placed.measure.id, placed.effort, placed.estimated) == ("m1", "high", True)
    assert unplaced.question == "plan.measures.m2.effect"
    assert found.in_quadrant("plan") == (placed,)
    assert found.in_quadrant("begin") == ()


def test_the_best_comes_first() -> None:
    strategy = changed(V, "m2", effort="low", effect="high")
    assert [one.measure.id for one in matrix(strategy).placed] == ["m2", "m1"]
    assert set(MEANINGS) == set(NAMES)


@pytest.mark.parametrize(
    ("budget", "start", "end", "frame", "effort"),
    [
        (500, None, None, None, "low"),
        (5_000, None, None, None, "medium"),
        (50_000, None, None, None, "high"),
        (5_000, None, None, 1_000_000, "low"),
        (5_000, None, None, 10_000, "high"),
        (0, "2027-01", "2027-06", None, "low"),
        (0, "2027", "2028", None, "medium"),
        (0, "2027", "2029", None, "high"),
        (None, "2027", None, None, None),
    ],
)
def test_effort_is_estimated_by_money_and_time(
    budget: float | None,
    start: str | None,
    end: str | None,
    frame: float | None,
    effort: str | None,
) -> None:
    measure = Measure("m", "plan.measures.m", "Bus", budget=budget, start=start, end=end)
    assert estimated_effort(measure, frame) == effort


@given(any_strategies())
def test_any_strategy_is_placed_and_advised(strategy: Strategy) -> None:
    found = matrix(strategy)
    assert len(found.placed) + len(found.unplaced) == len(strategy.measures)
    for goal in strategy.goals:
        criteria = smart(goal, strategy)
        assert "".join(one.letter for one in criteria) == "SMART"
        assert all(one.text and "None" not in one.text for one in criteria)
