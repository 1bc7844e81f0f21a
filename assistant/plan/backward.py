"""Backward planning: from an appointment to the days by which its preparations are done.

The steps are data (`content/backward.yml`). What falls on a weekend or a public holiday is due on
the working day before; what follows the appointment, on the working day after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any, Literal

import yaml

from assistant.language.dates import format_date
from assistant.plan.gap import CONTENT
from assistant.plan.schedule import Day, Span, span_of
from assistant.plan.working_days import SchoolHolidays, WorkingDays

Occasion = Literal["kickoff", "profile", "workshop", "council", "review"]
# The questions that hold the appointments, and what is to be prepared for each.
OCCASIONS: Mapping[str, Occasion] = {
    "kickoff.date": "kickoff",
    "profile.reflection_date": "profile",
    "workshop.date": "workshop",
    "plan.council_date": "council",
    "review.date": "review",
    "review.council_when": "council",
}


@dataclass(frozen=True)
class Step:
    """Something to do by a day. `moved` says that the day was shifted off a free one."""

    id: str
    title: str
    note: str | None
    day: Day
    after: bool
    moved: bool
    passed: bool


@dataclass(frozen=True)
class BackwardPlan:
    """The steps to an appointment, the earliest first.

    `day` is the day counted from; `notes` are sentences on what was assumed, left out or unlucky.
    """

    occasion: Occasion
    title: str
    day: Day
    steps: tuple[Step, ...]
    notes: tuple[str, ...]


def backward_plan(
    occasion: Occasion,
    date: str,
    today: Day,
    state: str | None = None,
    school: Sequence[SchoolHolidays] = (),
    form: str | None = None,
) -> BackwardPlan | None:
    """The plan to an appointment, or None when `date` is no date.

    `date` is a stored form; of a month or a quarter its first working day counts, and a note says
    so. `state` is the federal state ("SN"); `form` in_person, hybrid or online; without it the
    steps of every form are there.
    """
    span = span_of(date)
    if span is None:
        return None
    calendar = WorkingDays(state, school)
    exact = span.first == span.last
    day = span.first if exact else calendar.at_or_after(span.first)
    content = _content()[occasion]
    steps = sorted(
        (
            _step(entry, day, today, calendar)
            for entry in content["steps"]
            if form is None or form in entry.get("form", (form,))
        ),
        key=lambda step: step.day,
    )
    notes = _notes(day, span, exact, steps, calendar, content.get("note"))
    return BackwardPlan(occasion, content["title"], day, tuple(steps), tuple(notes))


def _step(entry: Mapping[str, Any], day: Day, today: Day, calendar: WorkingDays) -> Step:
    after: bool = entry.get("weeks", entry.get("working_days")) < 0
    if "working_days" in entry:
        planned = due = calendar.shifted(day, -entry["working_days"])
    else:
        planned = day - timedelta(weeks=entry["weeks"])
        due = (
            calendar.at_or_after(planned)
            if after
            else calendar.at_or_before(planned, outside_school=entry.get("people", False))
        )
    return Step(
        id=entry["id"],
        title=entry["title"],
        note=entry.get("note"),
        day=due,
        after=after,
        moved=due != planned,
        passed=due < today,
    )


def _notes(
    day: Day,
    span: Span,
    exact: bool,
    steps: Sequence[Step],
    calendar: WorkingDays,
    note: str | None,
) -> Iterator[str]:
    shown = format_date(day.isoformat())
    if not exact:
        yield f"Der Tag steht noch nicht fest. Gerechnet ist mit dem {shown}."
    holiday, school = calendar.holiday(day), calendar.school_holiday(day)
    if holiday:
        yield f"Der {shown} ist ein Feiertag ({holiday}). Ist das so gewollt?"
    if school:
        yield f"Der {shown} liegt in den Schulferien ({school}). Viele sind dann verreist."
    passed = sum(step.passed and not step.after for step in steps)
    if passed and any(not step.passed for step in steps):
        many = f"{passed} Schritte müssten" if passed > 1 else "Ein Schritt müsste"
        yield f"{many} schon erledigt sein. Prüfen Sie, ob die Zeit bis zum Termin noch reicht."
    if note:
        yield note
    if not calendar.state:
        yield "Das Bundesland ist nicht bekannt, darum zählen nur die bundesweiten Feiertage."
    if not calendar.school:
        yield "Schulferien sind hier nicht eingerechnet. Bitte sehen Sie selbst nach."


@lru_cache(maxsize=1)
def _content() -> Mapping[str, Any]:
    text = (CONTENT / "backward.yml").read_text("utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader))
