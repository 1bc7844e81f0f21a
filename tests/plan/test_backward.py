"""Backward planning with working days and holidays by federal state."""

from __future__ import annotations

import datetime
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.plan.backward import OCCASIONS, BackwardPlan, Occasion, backward_plan
from assistant.plan.working_days import STATES, SchoolHolidays, WorkingDays

Day = datetime.date
EASTER = SchoolHolidays("Osterferien", Day(2027, 3, 26), Day(2027, 4, 2))
BEFORE = Day(2026, 1, 1)


def planned(occasion: Occasion, date: str, **values: object) -> BackwardPlan:
    plan = backward_plan(occasion, date, **{"today": BEFORE, **values})  # type: ignore[arg-type]
    assert plan
    return plan


def days(plan: BackwardPlan) -> dict[str, Day]:
    return {step.id: step.day for step in plan.steps}


def test_a_workshop_on_a_sunday_is_prepared_on_working_days() -> None:
    plan = planned("workshop", "2027-03-14", state="SN")
    found = days(plan)
    # Twelve weeks before is 20 December, a Sunday.
    assert found["moderation"] == Day(2026, 12, 18)
    assert found["invitation"] == Day(2027, 1, 29)
    assert found["setup"] == Day(2027, 3, 12)
    # Two weeks later is 28 March, Easter Sunday; Monday is a holiday.
    assert found["feedback"] == Day(2027, 3, 30)
    assert list(found.values()) == sorted(found.values())


def test_holidays_differ_by_state() -> None:
    # Buß- und Bettag is a holiday in Saxony only.
    assert WorkingDays("SN").holiday(Day(2027, 11, 17)) == "Buß- und Bettag"
    assert WorkingDays("BY").holiday(Day(2027, 11, 17)) is None
    assert WorkingDays("BY").holiday(Day(2027, 1, 6)) == "Heilige Drei Könige"
    assert WorkingDays(None).holiday(Day(2027, 1, 6)) is None
    assert WorkingDays("XX").holiday(Day(2027, 10, 3)) == "Tag der Deutschen Einheit"


def test_working_days_are_counted_over_weekend_and_holiday() -> None:
    calendar = WorkingDays("SN")
    assert calendar.shifted(Day(2027, 3, 30), -2) == Day(2027, 3, 24)
    assert calendar.shifted(Day(2027, 3, 27), 1) == Day(2027, 3, 30)
    assert calendar.shifted(Day(2027, 3, 27), 0) == Day(2027, 3, 27)


def test_people_are_reached_before_the_school_holidays() -> None:
    date = "2027-05-08"
    plain, careful = (
        days(planned("workshop", date, state="SN", school=school)) for school in ((), (EASTER,))
    )
    # Five weeks before is 3 April, a Saturday; the holidays reach back to Maundy Thursday.
    assert plain["personal"] == Day(2027, 4, 2)
    assert careful["personal"] == Day(2027, 3, 25)
    assert plain["press"] == careful["press"] == Day(2027, 4, 9)


def test_a_month_is_counted_from_its_first_working_day_and_that_is_said() -> None:
    plan = planned("council", "2027-05", state="SN", school=(EASTER,))
    assert plan.day == Day(2027, 5, 3)
    assert plan.notes == (
        "Der Tag steht noch nicht fest. Gerechnet ist mit dem 3. Mai 2027.",
        "Die Fristen in der Geschäftsordnung Ihres Gremiums gehen vor. Bitte gleichen Sie die Tage "
        "damit ab.",
    )


def test_an_unlucky_day_is_named() -> None:
    notes = planned("kickoff", "2027-03-29", state="SN", school=(EASTER,)).notes
    assert notes == (
        "Der 29. März 2027 ist ein Feiertag (Ostermontag). Ist das so gewollt?",
        "Der 29. März 2027 liegt in den Schulferien (Osterferien). Viele sind dann verreist.",
    )


def test_what_is_not_known_is_said() -> None:
    assert planned("kickoff", "2027-04-14").notes == (
        "Das Bundesland ist nicht bekannt, darum zählen nur die bundesweiten Feiertage.",
        "Schulferien sind hier nicht eingerechnet. Bitte sehen Sie selbst nach.",
    )


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (Day(2026, 12, 20), "Ein Schritt müsste schon erledigt sein."),
        (Day(2027, 1, 5), "2 Schritte müssten schon erledigt sein."),
    ],
)
def test_a_late_start_is_named(today: Day, text: str) -> None:
    plan = planned("workshop", "2027-03-14", today=today, state="SN", school=(EASTER,))
    assert plan.notes[0].startswith(text)
    assert sum(step.passed for step in plan.steps) == int(text[0] if text[0].isdigit() else 1)


def test_after_the_appointment_nothing_is_late_any_more() -> None:
    plan = planned("workshop", "2027-03-14", today=Day(2028, 1, 1), state="SN", school=(EASTER,))
    assert plan.notes == ()


def test_the_form_decides_which_steps_there_are() -> None:
    on_site, online = (
        days(planned("workshop", "2027-03-14", form=f)) for f in ("in_person", "online")
    )
    assert "room" in on_site and "rehearsal" not in on_site
    assert "rehearsal" in online and "room" not in online


def test_what_is_no_date_has_no_plan() -> None:
    assert backward_plan("workshop", "bald", BEFORE) is None


@given(
    st.sampled_from(get_args(Occasion)),
    st.dates(Day(1950, 1, 1), Day(2190, 12, 31)),
    st.sampled_from((*STATES, None, "XX")),
)
def test_every_step_is_on_a_working_day_on_its_side(
    occasion: Occasion, day: Day, state: str | None
) -> None:
    plan = planned(occasion, day.isoformat(), state=state)
    calendar = WorkingDays(state)
    for step in plan.steps:
        assert calendar.is_working(step.day)
        assert (step.day > day) == step.after
    assert [step.day for step in plan.steps] == sorted(step.day for step in plan.steps)
    assert set(OCCASIONS.values()) == set(get_args(Occasion))
