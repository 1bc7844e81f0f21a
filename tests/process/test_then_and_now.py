"""The profile's figures then and now: the newest of each counts, and only what is new is shown."""

from __future__ import annotations

import datetime

from assistant.guide.state import Answer, State, Value
from assistant.process.figures.material import Material
from assistant.process.figures.then_and_now import (
    answers_then,
    figures_now,
    figures_then,
    then_and_now,
)
from assistant.profile.indicators import Figure
from assistant.profile.population import SIX_GROUPS, table_of_totals
from assistant.profile.rates import Movements
from assistant.store.answers import AnswerRow
from assistant.store.municipalities import Municipality
from tests.process.transfers import GUIDE

TODAY = datetime.date(2027, 5, 3)


def state(**answers: Value) -> State:
    given = {q.replace("__", "."): Answer(value, "answered", 1) for q, value in answers.items()}
    return State("Gülzow", "municipality", given)


def row(
    question: str, value: Value, revision: int, day: int, status: str = "answered"
) -> AnswerRow:
    at = datetime.datetime(2026, 5, day, tzinfo=datetime.timezone.utc)
    return AnswerRow(question, value, status, revision, None, at)


def now(of: State, material: Material | None = None) -> dict[str, Figure]:
    return figures_now(GUIDE, of, material or Material(), TODAY)


BEFORE = {"profile__population": 612, "profile__reference_date": "2025-12-31"}
THEN = figures_then(GUIDE, state(), state(**BEFORE).answers)


def test_what_is_unchanged_is_not_shown() -> None:
    assert then_and_now(THEN, now(state(**BEFORE))) == ()


def test_a_newer_table_counts_and_an_older_one_does_not() -> None:
    groups = [40.0, 60.0, 70.0, 280.0, 110.0, 45.0]
    newer = Material(tables=(table_of_totals(2027, SIX_GROUPS, groups),))
    (change,) = then_and_now(THEN, now(state(**BEFORE), newer))
    assert change.text == "Einwohnerzahl: 612 (2025) → 605 (2027)"
    older = Material(tables=(table_of_totals(2020, SIX_GROUPS, groups),))
    assert then_and_now(THEN, now(state(**BEFORE), older)) == ()


def test_a_newer_register_counts() -> None:
    entry = Municipality(
        **dict.fromkeys(Municipality.__dataclass_fields__)
        | {"ags": "13072040", "type": "municipality", "area": 30.1, "population": 601}
    )  # fmt: skip
    material = Material(entry=entry, counted=datetime.date(2026, 12, 31))
    (change,) = then_and_now(THEN, now(state(**BEFORE), material))
    assert change.text == "Einwohnerzahl: 612 (2025) → 601 (2026)"
    assert change.sources == ("Gemeindeverzeichnis",)


def test_what_is_said_at_the_review_counts_most_and_is_never_of_the_future() -> None:
    for date, year in (("2026-11", 2026), ("2029-05", 2027), ("2027-05-01", 2027)):
        of = state(**BEFORE, review__population_now=598, review__date=date)
        (change,) = then_and_now(THEN, now(of))
        assert change.text == f"Einwohnerzahl: 612 (2025) → 598 ({year})"


def test_an_indicator_is_shown_only_where_all_its_figures_are_new() -> None:
    then = {"births": Figure(6, "2025"), "population": Figure(600, "2025")}
    half = {**then, "population": Figure(500, "2027")}
    assert [one.id for one in then_and_now(then, half)] == ["population"]
    whole = {"births": Figure(4, "2027"), "population": Figure(500, "2027")}
    shown = {one.id: one.text for one in then_and_now(then, whole)}
    assert shown["births"] == "Geburten: 6 (2025) → 4 (2027)"
    assert shown["birth_rate"] == "Geburten je 1.000 Menschen: 10 (2025) → 8 (2027)"


def test_movements_of_a_later_year_count() -> None:
    then = figures_then(
        GUIDE, state(), state(profile__births=6, profile__movement_year="2025").answers
    )
    of = state(profile__births=6, profile__movement_year="2025")
    found = then_and_now(then, now(of, Material(movements=(Movements(2026, 9.0),))))
    assert [one.text for one in found] == ["Geburten: 6 (2025) → 9 (2026)"]


def test_then_is_what_stood_when_the_plan_was_confirmed() -> None:
    rows = [
        row("profile.population", 600, 1, 1),
        row("profile.population", 612, 2, 2),
        row("profile.population", None, 3, 5, "withdrawn"),
        row("profile.population", 590, 4, 6),
        row("profile.births", 4, 1, 7),
        row("profile.births", 5, 2, 8),
    ]
    confirmed = datetime.datetime(2026, 5, 3, tzinfo=datetime.timezone.utc)
    found = {q: a.value for q, a in answers_then(rows, confirmed).items()}
    assert found == {"profile.population": 612, "profile.births": 4}
    found = {q: a.value for q, a in answers_then(rows, None).items()}
    assert found == {"profile.population": 590, "profile.births": 5}
