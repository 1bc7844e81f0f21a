"""Every kind of gap by a case of its own, taken from a village whose plan has none."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import given

from assistant.plan.checks import gaps, gaps_at
from assistant.plan.gap import kinds
from assistant.plan.model import Continuation, Indicator, Municipality, Strategy, SwotPoint
from tests.plan import cases_doing, cases_thread
from tests.plan.strategies import any_strategies, changed, copied, without
from tests.plan.village import G1, M1, V

CASES = {**cases_thread.CASES, **cases_doing.CASES}


# Taking something away takes more than one thing away: these come along.
ALONG = {
    "field_without_goal": {"age_only_claimed"},
    "goal_without_measure": {"age_only_claimed"},
    "measure_without_goal": {"same_quarter"},
    "ends_too_early": {"measure_without_start", "measure_without_end"},
}


def test_a_whole_strategy_has_no_gap() -> None:
    assert gaps(V) == ()


def test_every_kind_has_a_case() -> None:
    assert set(CASES) == set(kinds())


@pytest.mark.parametrize("kind", CASES)
def test_a_gap_is_named_and_leads_to_where_it_is_mended(kind: str) -> None:
    strategy, question, text = CASES[kind]
    found = gaps(strategy)
    gap = next(gap for gap in found if gap.kind == kind)
    assert gap.text == text
    assert gap.question == question
    assert gap.button and gap.weight
    others = {gap.kind for gap in found} - {kind}
    assert others <= ALONG.get(kind, set()), [gap.text for gap in found]


def test_the_most_important_comes_first() -> None:
    broken = changed(changed(without(V, "m2"), "m1", budget=None, ages=("80+",)), "g1", until=None)
    found = gaps(broken)
    assert [gap.weight for gap in found] == sorted((g.weight for g in found), reverse=True)
    assert found[0].kind == "goal_without_measure"
    ages = [gap.text for gap in found if gap.kind == "age_only_claimed"]
    assert ages[0].startswith("Für Kinder bis 5 Jahre")


def test_an_empty_strategy_has_no_gap_and_what_has_not_begun_is_none() -> None:
    empty = Strategy(Municipality("Musterdorf"))
    assert gaps(empty) == ()
    only_profile = replace(empty, points=V.points, begun=frozenset({"profile"}))
    assert gaps(only_profile) == ()
    with_fields = replace(only_profile, fields=V.fields, begun=frozenset({"profile", "workshop"}))
    assert gaps(with_fields) == ()


def test_a_plan_just_begun_is_told_the_tears_once() -> None:
    begun = without(V, "g1", "m1", "m2")
    begun = changed(begun, "g2", indicator=Indicator(), until=None, balance=None)
    assert [gap.text for gap in gaps(replace(begun, begun=V.begun - {"review"}))] == [
        "Im Plan steht noch keine Maßnahme. Zu jedem Ziel gehört wenigstens eine.",
        "Zum Handlungsfeld „Gut versorgt“ gibt es noch kein Ziel. Deshalb führt auch zum Risiko "
        "„Hausärzte“ noch keine Maßnahme.",
        "Zum Ziel „Wer kein Auto hat, kommt zum Einkaufen“ fehlt noch ein Merkmal, an dem Sie "
        "erkennen, dass es erreicht ist.",
        "Zum Ziel „Wer kein Auto hat, kommt zum Einkaufen“ steht noch nicht fest, bis wann es "
        "erreicht sein soll.",
    ]


def test_no_review_no_gap_of_the_review() -> None:
    planned = replace(V, begun=V.begun - {"review"})
    bare = tuple(replace(m, balance=None, indicator=Indicator()) for m in V.measures)
    goals = tuple(
        replace(g, balance=None, indicator=replace(g.indicator, actual=None)) for g in V.goals
    )
    assert gaps(replace(planned, measures=bare, goals=goals)) == ()


def test_what_lasts_is_asked_for_only_once_something_goes_on() -> None:
    ended = tuple(
        replace(m, balance=replace(m.balance, decision="end", next_step=None))
        for m in V.measures
        if m.balance
    )
    assert gaps(replace(V, measures=ended, continuation=Continuation())) == ()


def test_an_explained_age_gap_is_none() -> None:
    strategy, _, _ = CASES["age_without_measure"]
    assert gaps(replace(strategy, ages_others="Die Jugend fragen wir beim Dorffest.")) == ()


def test_measures_silent_about_ages_are_mentioned() -> None:
    texts = [gap.text for gap in gaps(changed(V, "m1", ages=()))]
    assert all(text.endswith("Bei einer Maßnahme fehlt die Angabe noch.") for text in texts)
    assert len(texts) == 3


def test_several_points_at_one_tear_are_named_together() -> None:
    point = SwotPoint("s4", "profile.swot.s4", "Weite Wege", quadrant="weakness")
    strategy = changed(replace(V, points=(*V.points, point)), "f1", origin="s4")
    found = gaps(without(changed(strategy, "f2", origin="s1"), "s2", "m1", "m2", "g1"))
    assert [gap.kind for gap in found] == ["no_measures", "field_without_goal"]
    assert found[1].text.endswith(
        "Deshalb führt auch zur Schwäche „Weite Wege“ noch keine Maßnahme."
    )


def test_gaps_of_one_item() -> None:
    broken = changed(V, "m2", budget=None, responsible=None)
    assert [g.kind for g in gaps_at(gaps(broken), "plan.measures.m2")] == [
        "measure_without_responsible",
        "measure_without_budget",
    ]
    assert gaps_at(gaps(broken), "plan.measures.m1") == ()


def test_two_items_of_one_name_mended_at_one_place_are_one_gap() -> None:
    strategy = changed(without(V, "m1", "m2", "s1", "s2"), "g1", title=V.goals[1].title)
    strategy = replace(strategy, measures=(copied(M1, "m9", goal="g9", ages=M1.ages),))
    strategy = replace(
        strategy, goals=(*strategy.goals, replace(G1, id="g9", place="plan.goals.g9"))
    )
    (gap,) = [gap for gap in gaps(strategy) if gap.kind == "goal_without_measure"]
    assert gap.places == ("plan.goals.g1", "plan.goals.g2")


@given(any_strategies())
def test_any_strategy_is_checked_without_a_crash_or_residue(strategy: Strategy) -> None:
    found = gaps(strategy)
    assert gaps(strategy) == found
    assert len({(gap.text, gap.question) for gap in found}) == len(found)
    for gap in found:
        template = [part for part, *_ in string.Formatter().parse(kinds()[gap.kind].text)]
        assert all(part in gap.text for part in template)
        assert "None" not in gap.text and "  " not in gap.text
        assert gap.text.endswith((".", "?"))
        assert gap.question.split(".")[0] in ("workshop", "plan", "review")


@given(any_strategies())
def test_mending_an_indicator_takes_its_gap_away(strategy: Strategy) -> None:
    for gap in gaps(strategy):
        if gap.kind == "goal_without_indicator":
            goals = tuple(
                replace(goal, indicator=replace(goal.indicator, text="Zahl"))
                if goal.place in gap.places
                else goal
                for goal in strategy.goals
            )
            assert gap not in gaps(replace(strategy, goals=goals))
