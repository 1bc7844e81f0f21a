"""Every kind of gap by a case of its own, taken from a village whose plan has none."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import given

from assistant.plan.checks import gaps, gaps_at
from assistant.plan.gap import kinds
from assistant.plan.model import Continuation, Indicator, Municipality, Strategy, SwotPoint
from tests.plan.strategies import any_strategies, changed, copied, village, without

V = village()
M1, M2 = V.measures
G1 = V.goals[0]
NEW_GOAL, NEW_MEASURE = "plan.goals.new.title", "plan.measures.new.title"
FROM_SWOT = "workshop.fields_from_swot"


def balanced(**values: object) -> Strategy:
    """The village with the balance of the first measure changed."""
    assert M1.balance
    return changed(V, "m1", balance=replace(M1.balance, **values))  # type: ignore[arg-type]


def lasting(**values: object) -> Strategy:
    """The village with what is to last changed."""
    return replace(V, continuation=replace(V.continuation, **values))  # type: ignore[arg-type]


def with_measures(*more: object) -> Strategy:
    return replace(V, measures=(*V.measures, *more), budget_frame=None)


SAME = {"responsible": "Hauptamt", "start": "2027-02"}
CASES = {
    "no_fields": (
        without(V, "f1", "f2", "s1", "s2"),
        "workshop.fields.new.title",
        "Ziele sind schon festgehalten, aber noch kein Handlungsfeld. Damit fehlt der Weg vom "
        "Kommunalprofil zu den Zielen.",
    ),
    "no_goals": (
        without(V, "g1", "g2"),
        NEW_GOAL,
        "Im Plan steht noch kein Ziel. Erst ein Ziel verbindet die Handlungsfelder mit den "
        "Maßnahmen.",
    ),
    "no_measures": (
        without(V, "m1", "m2"),
        NEW_MEASURE,
        "Im Plan steht noch keine Maßnahme. Zu jedem Ziel gehört wenigstens eine.",
    ),
    "threat_without_measure": (
        changed(V, "f1", origin=None),
        FROM_SWOT,
        "Zum Risiko „Hausärzte“ führt keine Maßnahme, denn es gehört noch zu keinem Handlungsfeld.",
    ),
    "weakness_without_measure": (
        changed(V, "f2", origin=None),
        FROM_SWOT,
        "Zur Schwäche „Kein Bus am Abend“ führt keine Maßnahme, denn sie gehört noch zu keinem "
        "Handlungsfeld.",
    ),
    "field_without_goal": (
        without(V, "g1", "m1"),
        NEW_GOAL,
        "Zum Handlungsfeld „Gut versorgt“ gibt es noch kein Ziel. Deshalb führt auch zum Risiko "
        "„Hausärzte“ noch keine Maßnahme.",
    ),
    "goal_without_measure": (
        without(V, "m2"),
        NEW_MEASURE,
        "Zum Ziel „Wer kein Auto hat, kommt zum Einkaufen“ gibt es noch keine Maßnahme. Deshalb "
        "führt auch zur Schwäche „Kein Bus am Abend“ noch keine Maßnahme.",
    ),
    "measure_without_goal": (
        replace(V, measures=(*V.measures, copied(M1, "m3", title="Dorfladen", goal=None))),
        "plan.measures.m3.goal",
        "Die Maßnahme „Dorfladen“ gehört noch zu keinem Ziel.",
    ),
    "goal_without_field": (
        changed(without(V, "f1", "s1"), "g1", field=None),
        "plan.goals.g1.field",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ gehört noch zu keinem Handlungsfeld.",
    ),
    "end_before_start": (
        changed(V, "m1", start="2028-Q3", end="2028-03"),
        "plan.measures.m1.end",
        "Die Maßnahme „Nachfolge für die Praxis“ soll bis März 2028 abgeschlossen sein, beginnt "
        "aber erst im 3. Quartal 2028. Welches Datum stimmt?",
    ),
    "waiting_in_a_circle": (
        changed(
            changed(V, "m1", depends_on="Erst muss der Bürgerbus fahren."),
            "m2",
            depends_on="nach der „Nachfolge für die Praxis“",
        ),
        "plan.measures.m1.depends_on",
        "Die Maßnahmen „Nachfolge für die Praxis“ und „Bürgerbus“ warten aufeinander. So kann "
        "keine davon beginnen.",
    ),
    "starts_too_early": (
        changed(V, "m1", depends_on="Bürgerbus", start="2027-03-14"),
        "plan.measures.m1.start",
        "Die Maßnahme „Nachfolge für die Praxis“ beginnt am 14. März 2027, setzt aber die Maßnahme "
        "„Bürgerbus“ voraus. Diese ist erst im Dezember 2028 abgeschlossen.",
    ),
    "ends_too_early": (
        changed(changed(V, "m1", depends_on="Bürgerbus", start=None), "m2", start="2029", end=None),
        "plan.measures.m1.end",
        "Die Maßnahme „Nachfolge für die Praxis“ soll bis Dezember 2028 abgeschlossen sein, setzt "
        "aber die Maßnahme „Bürgerbus“ voraus. Diese beginnt erst im Jahr 2029.",
    ),
    "goal_due_before_measure": (
        changed(V, "g1", until="2027-01-31"),
        "plan.goals.g1.until",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ soll bis zum 31. Januar 2027 erreicht "
        "sein. Die Maßnahme „Nachfolge für die Praxis“ beginnt aber erst danach.",
    ),
    "goal_due_before_measures": (
        changed(
            with_measures(copied(M1, "m3", title="Telefon", start="2028")), "g1", until="2026-Q4"
        ),
        "plan.goals.g1.until",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ soll bis zum 4. Quartal 2026 erreicht "
        "sein. Die Maßnahmen „Nachfolge für die Praxis“ und „Telefon“ beginnen aber erst danach.",
    ),
    "milestone_after_end": (
        changed(V, "m1", milestones=("Praxis offen (Mai 2029)", "ohne Datum")),
        "plan.measures.m1.milestones",
        "Ein Zwischenschritt der Maßnahme „Nachfolge für die Praxis“ liegt nach ihrem Ende: "
        "„Praxis offen (Mai 2029)“. Abgeschlossen sein soll sie bis Dezember 2028.",
    ),
    "measure_after_plan": (
        changed(V, "m1", end="2032-W12"),
        "plan.measures.m1.end",
        "Die Maßnahme „Nachfolge für die Praxis“ soll bis zur Kalenderwoche 12, 2032 abgeschlossen "
        "sein, der Plan gilt aber nur bis 2031.",
    ),
    "goal_after_plan": (
        changed(V, "g1", until="2033"),
        "plan.goals.g1.until",
        "Das Ziel „Alle haben eine Arztpraxis in der Nähe“ soll bis 2033 erreicht sein, der Plan "
        "gilt aber nur bis 2031.",
    ),
    "goal_without_indicator": (
        changed(V, "g1", indicator=Indicator()),
        "plan.goals.g1.indicator",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ fehlt noch ein Merkmal, an dem Sie "
        "erkennen, dass es erreicht ist.",
    ),
    "goal_without_target": (
        changed(V, "g1", indicator=replace(G1.indicator, target=None)),
        "plan.goals.g1.target",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ fehlt noch der Stand, den Sie erreichen "
        "möchten.",
    ),
    "goal_without_baseline": (
        changed(V, "g1", indicator=replace(G1.indicator, baseline=None)),
        "plan.goals.g1.baseline",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ fehlt noch der Stand von heute. Ohne "
        "ihn lässt sich später nicht vergleichen.",
    ),
    "goal_without_deadline": (
        changed(V, "g1", until=None),
        "plan.goals.g1.until",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ steht noch nicht fest, bis wann es "
        "erreicht sein soll.",
    ),
    "measure_without_responsible": (
        changed(V, "m2", responsible=None),
        "plan.measures.m2.responsible",
        "Für die Maßnahme „Bürgerbus“ ist noch niemand verantwortlich.",
    ),
    "costs_above_frame": (
        replace(V, budget_frame=23_999.5),
        "plan.budget_frame",
        "Die Maßnahmen kosten zusammen 24.000 Euro. Für den ganzen Plan stehen aber nur "
        "23.999,50 Euro bereit.",
    ),
    "measure_without_period": (
        changed(V, "m2", start=None, end=None),
        "plan.measures.m2.start",
        "Für die Maßnahme „Bürgerbus“ steht noch nicht fest, wann sie beginnt und wann sie "
        "abgeschlossen ist.",
    ),
    "measure_without_start": (
        changed(V, "m2", start=None),
        "plan.measures.m2.start",
        "Für die Maßnahme „Bürgerbus“ steht noch nicht fest, wann sie beginnt.",
    ),
    "measure_without_end": (
        changed(V, "m2", end=None),
        "plan.measures.m2.end",
        "Für die Maßnahme „Bürgerbus“ steht noch nicht fest, wann sie abgeschlossen sein soll.",
    ),
    "measure_without_budget": (
        changed(V, "m2", budget=None),
        "plan.measures.m2.budget",
        "Was die Maßnahme „Bürgerbus“ kostet, steht noch nicht fest.",
    ),
    "cost_without_funding": (
        changed(V, "m2", funding=None),
        "plan.measures.m2.funding",
        "Die Maßnahme „Bürgerbus“ kostet 12.000 Euro. Woher das Geld kommt, steht noch nicht fest.",
    ),
    "measure_without_target_group": (
        changed(V, "m2", target_group=None),
        "plan.measures.m2.target_group",
        "Für wen die Maßnahme „Bürgerbus“ gedacht ist, steht noch nicht fest.",
    ),
    "measure_without_target": (
        changed(V, "m2", indicator=Indicator("Fahrgäste")),
        "plan.measures.m2.target_value",
        "Zur Maßnahme „Bürgerbus“ fehlt noch der Wert, den Sie erreichen möchten.",
    ),
    "no_ages": (
        changed(changed(V, "m1", ages=()), "m2", ages=()),
        "plan.measures.m1.ages",
        "Bei keiner Maßnahme ist angegeben, welche Altersgruppen sie erreicht. So lässt sich nicht "
        "prüfen, ob eine Generation zu kurz kommt.",
    ),
    "age_without_measure": (
        replace(changed(V, "m2", ages=("0-5", "18-29")), ages_check=()),
        NEW_MEASURE,
        "Für 6- bis 17-Jährige ist keine Maßnahme vorgesehen.",
    ),
    "age_only_claimed": (
        changed(V, "m1", ages=("30-64", "65-79")),
        NEW_MEASURE,
        "Für Menschen ab 80 Jahren ist keine Maßnahme vorgesehen, obwohl der Plan nach Ihrer "
        "Angabe auch ihnen etwas bringt.",
    ),
    "overloaded": (
        with_measures(
            *(
                copied(M1, f"x{n}", title=f"Projekt {n}", start=f"2027-0{n + 4}", staff=None)
                for n in range(3)
            )
        ),
        "plan.measures.x0.staff",
        "Im 2. Quartal 2027 laufen vier Maßnahmen zugleich, die in derselben Hand liegen "
        "(„Hauptamt“). Reicht die Arbeitszeit dafür?",
    ),
    "same_quarter": (
        changed(V, "m2", **SAME),
        "plan.measures.m2.start",
        "Die Maßnahmen „Nachfolge für die Praxis“ und „Bürgerbus“ beginnen beide im 1. Quartal "
        "2027 und liegen in derselben Hand („Hauptamt“). Geht das zusammen?",
    ),
    "same_quarter_all": (
        changed(with_measures(copied(M1, "m3", title="Telefon")), "m2", **SAME),
        "plan.measures.m3.start",
        "Die Maßnahmen „Nachfolge für die Praxis“, „Bürgerbus“ und „Telefon“ beginnen alle im "
        "1. Quartal 2027 und liegen in derselben Hand („Hauptamt“). Geht das zusammen?",
    ),
    "not_balanced": (
        changed(V, "m2", balance=None),
        "review.measures.m2.state",
        "Zur Maßnahme „Bürgerbus“ fehlt in der Zwischenbilanz noch der Stand.",
    ),
    "balance_without_decision": (
        balanced(decision=None),
        "review.measures.m1.decision",
        "Wie es mit der Maßnahme „Nachfolge für die Praxis“ weitergeht, ist noch nicht "
        "entschieden.",
    ),
    "change_without_reason": (
        balanced(decision="change", reason=None),
        "review.measures.m1.reason",
        "Die Maßnahme „Nachfolge für die Praxis“ soll geändert werden. Warum, ist noch nicht "
        "festgehalten.",
    ),
    "extension_without_reason": (
        balanced(reason=None),
        "review.measures.m1.reason",
        "Die Maßnahme „Nachfolge für die Praxis“ soll ausgeweitet werden. Warum, ist noch nicht "
        "festgehalten.",
    ),
    "end_without_reason": (
        balanced(decision="end", reason=None),
        "review.measures.m1.reason",
        "Die Maßnahme „Nachfolge für die Praxis“ soll beendet werden. Warum, ist noch nicht "
        "festgehalten.",
    ),
    "continuation_without_responsible": (
        lasting(responsibility=None),
        "review.responsibility",
        "Maßnahmen sollen weitergehen. Wer in Zukunft für die Strategie zuständig ist, steht noch "
        "nicht fest.",
    ),
    "continuation_without_money": (
        lasting(money=None),
        "review.money",
        "Maßnahmen sollen weitergehen. Woher künftig das Geld dafür kommt, steht noch nicht fest.",
    ),
    "continuation_without_staff": (
        lasting(staff=None),
        "review.staff",
        "Maßnahmen sollen weitergehen. Ob die Arbeitszeit dafür gesichert ist, steht noch nicht "
        "fest.",
    ),
    "continuation_without_decision": (
        lasting(council_decision=None),
        "review.council_decision",
        "Ob für das Weiterführen ein neuer Beschluss nötig ist, steht noch nicht fest.",
    ),
    "decision_without_topic": (
        replace(lasting(council_decision=True), dates={**V.dates, "review.council_when": "2029"}),
        "review.council_topic",
        "Ein neuer Beschluss ist nötig. Worüber beschlossen werden soll, ist noch nicht "
        "festgehalten.",
    ),
    "decision_without_date": (
        lasting(council_decision=True, council_topic="Der Bus wird dauerhaft bezuschusst."),
        "review.council_when",
        "Ein neuer Beschluss ist nötig. Wann er gefasst werden soll, steht noch nicht fest.",
    ),
    "continuation_without_support": (
        lasting(support=None),
        "review.support",
        "Wer hinter der Strategie steht und wo noch Rückhalt fehlt, ist noch nicht festgehalten.",
    ),
    "measure_without_actual": (
        changed(V, "m1", indicator=replace(M1.indicator, actual=None)),
        "review.measures.m1.actual",
        "Zur Maßnahme „Nachfolge für die Praxis“ gibt es den Zielwert „40 Menschen“. Was bisher "
        "erreicht ist, fehlt noch.",
    ),
    "goal_without_actual": (
        changed(V, "g1", indicator=replace(G1.indicator, actual=None)),
        "review.goals.g1.value_now",
        "Zum Ziel „Alle haben eine Arztpraxis in der Nähe“ gibt es den Zielwert „150 im Monat“. "
        "Der heutige Stand fehlt noch.",
    ),
    "change_without_step": (
        balanced(decision="change", next_step=None),
        "review.measures.m1.next_step",
        "Die Maßnahme „Nachfolge für die Praxis“ soll geändert werden. Der nächste Schritt dazu "
        "fehlt noch.",
    ),
    "extension_without_step": (
        balanced(next_step=None),
        "review.measures.m1.next_step",
        "Die Maßnahme „Nachfolge für die Praxis“ soll ausgeweitet werden. Der nächste Schritt dazu "
        "fehlt noch.",
    ),
}
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
