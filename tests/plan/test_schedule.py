"""Dates as days: periods, milestones, dependencies, load, what is due, Gantt rows."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.plan.due import all_dates, due
from assistant.plan.load import load_of
from assistant.plan.model import Measure, Strategy
from assistant.plan.schedule import (
    Span,
    dependencies,
    gantt,
    milestones_of,
    period_of,
    span_of,
)
from tests.plan.strategies import DATES, any_strategies, changed, copied, village

V = village()
M1 = V.measures[0]
Day = datetime.date


def measure(**values: object) -> Measure:
    return Measure("m", "plan.measures.m", "Bürgerbus", **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2027", Day(2027, 1, 1), Day(2027, 12, 31)),
        ("2027-Q3", Day(2027, 7, 1), Day(2027, 9, 30)),
        ("2028-02", Day(2028, 2, 1), Day(2028, 2, 29)),
        ("2027-W12", Day(2027, 3, 22), Day(2027, 3, 28)),
        ("2027-03-14", Day(2027, 3, 14), Day(2027, 3, 14)),
        ("2027-03/2028", Day(2027, 3, 1), Day(2028, 12, 31)),
    ],
)
def test_a_stored_date_is_its_days(date: str, first: Day, last: Day) -> None:
    assert span_of(date) == Span(first, last)


@pytest.mark.parametrize("date", [None, "", "bald", "2027-13", "2027-02-30", "2028/2027", "/"])
def test_what_is_no_date_has_no_days(date: str | None) -> None:
    assert span_of(date) is None


def test_a_period_runs_from_the_first_to_the_last_day() -> None:
    assert period_of(measure(start="2027-Q3", end="2028")) == Span(
        Day(2027, 7, 1), Day(2028, 12, 31)
    )
    assert period_of(measure(start="2027-03/2028-06")) == Span(Day(2027, 3, 1), Day(2028, 6, 30))
    assert period_of(measure(start="2027")) is None
    assert period_of(measure(start="2028", end="2027")) is None


def test_milestones_have_the_dates_said_in_them() -> None:
    steps = milestones_of(
        measure(
            start="2027-03",
            milestones=(
                "Route festgelegt (Mai 2027)",
                "zehn Freiwillige (August)",
                "Busse kaufen",
                "Vertrag mit 12 Vereinen (im Januar)",
            ),
        )
    )
    assert [step.date for step in steps] == ["2027-05", "2027-08", None, "2028-01"]
    (undated,) = milestones_of(measure(milestones=("zehn Freiwillige (August)",)))
    assert undated.date is None
    (dated,) = milestones_of(measure(milestones=("erste Fahrt im Oktober 2027",)))
    assert dated.date == "2027-10"


def test_a_measure_named_among_the_conditions_is_waited_for() -> None:
    parts = copied(M1, "m3", title="Treffpunkte")
    whole = copied(M1, "m4", title="Treffpunkte in den Ortsteilen")
    late = copied(M1, "m5", depends_on="Die TREFFPUNKTE in den Ortsteilen, dann der Bescheid")
    strategy = replace(V, measures=(*V.measures, parts, whole, late))
    assert dependencies(strategy) == {"m5": ("m4",)}
    both = changed(strategy, "m5", depends_on="Treffpunkte in den Ortsteilen; Treffpunkte")
    assert dependencies(both) == {"m5": ("m4", "m3")}
    assert dependencies(changed(strategy, "m5", depends_on="Bürgerbussen zusehen")) == {}


def test_gantt_rows_stand_in_time_and_those_without_come_last() -> None:
    strategy = replace(V, measures=(copied(M1, "m0", start=None), *reversed(V.measures)))
    rows = gantt(strategy)
    assert [row.measure.id for row in rows] == ["m1", "m2", "m0"]
    assert rows[-1].span is None
    assert rows[0].milestones[0].date == "2027-10"


def test_load_counts_running_measures_by_quarter() -> None:
    strategy = replace(
        V, measures=(*V.measures, copied(M1, "m3", responsible=" hauptamt ", end="2027"))
    )
    offices = {share.responsible: share for share in load_of(strategy)}
    assert set(offices) == {"Hauptamt", "Dorfverein"}
    counts = {q: len(running) for q, running in offices["Hauptamt"].by_quarter.items()}
    assert counts["2027-Q1"] == counts["2027-Q4"] == 2
    assert counts["2028-Q1"] == counts["2028-Q4"] == 1
    assert offices["Hauptamt"].peak == "2027-Q1"
    assert list(counts) == sorted(counts)


def test_what_is_done_or_stopped_binds_nobody() -> None:
    assert M1.balance
    done = changed(V, "m1", balance=replace(M1.balance, state="done"))
    assert [share.responsible for share in load_of(done)] == ["Dorfverein"]
    assert not any("Praxis“" in one.text and one.kind == "end" for one in all_dates(done, Day.min))


def test_what_is_due_comes_soonest_first() -> None:
    found = due(V, Day(2027, 2, 1), ahead=60)
    assert [(one.kind, one.text, one.date, one.passed) for one in found] == [
        ("task", "Vereinbart ist: „Zahlen besorgen“", "2027-01-31", True),
        ("appointment", "Beschluss über den Werkstattplan", "2027-02-18", False),
        ("start", "Beginn der Maßnahme „Nachfolge für die Praxis“", "2027-03", False),
    ]
    assert [one.question for one in found] == [
        "kickoff.agreements.t1.until",
        "plan.council_date",
        "plan.measures.m1.start",
    ]
    assert found[0].responsible == "Herr Nowak"


def test_steps_and_deadlines_are_due_too() -> None:
    later = {one.kind: one.text for one in due(V, Day(2027, 6, 1), ahead=2000)}
    assert later["milestone"].startswith("Zwischenschritt der Maßnahme „Bürgerbus“: „erste Gespr")
    assert later["goal"] == "Frist für das Ziel „Wer kein Auto hat, kommt zum Einkaufen“"
    assert later["next_step"] == "Nächster Schritt der Maßnahme „Bürgerbus“: „Nachbardörfer fragen“"


@given(DATES)
def test_any_date_is_read_without_a_crash(date: str) -> None:
    span = span_of(date)
    assert span is None or span.first <= span.last


@given(any_strategies(), st.dates(), st.integers(0, 10**7))
def test_any_strategy_has_a_schedule(strategy: Strategy, today: Day, ahead: int) -> None:
    found = due(strategy, today, ahead)
    assert [one.span.last for one in found] == sorted(one.span.last for one in found)
    assert all("None" not in one.text and one.question for one in found)
    assert {row.measure.id for row in gantt(strategy)} == {m.id for m in strategy.measures}
    for share in load_of(strategy):
        assert (share.peak is None) == (not share.by_quarter)
