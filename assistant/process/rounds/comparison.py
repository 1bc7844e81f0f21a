"""The profile's figures of then against today's; then is the last round, or the confirmed plan."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from assistant.guide.model import REVIEW
from assistant.process.figures.then_and_now import (
    FigureChange,
    answers_then,
    figures_now,
    figures_then,
    then_and_now,
)
from assistant.process.record import Record
from assistant.process.rounds.model import last_round
from assistant.profile.indicators import Figure
from assistant.store.answers import AnswerRow, revisions_under

CONFIRMED = (f"plan.{REVIEW}", f"profile.{REVIEW}")


def figure_changes(record: Record, today: datetime.date) -> tuple[FigureChange, ...]:
    """What has changed in the figures of a process since its plan, measured anew."""
    now = figures_now(record.guide, record.state, record.material, today)
    return then_and_now(_then(record), now)


def _then(record: Record) -> Mapping[str, Figure]:
    last = last_round(record.connection, record.process.id)
    if last is not None:
        return last.figures
    rows = revisions_under(record.connection, record.process.id, "profile.", CONFIRMED[0])
    revisions = [row for _, row in rows]
    answers = answers_then(revisions, _confirmed(revisions))
    return figures_then(record.guide, record.state, answers)


def _confirmed(revisions: Sequence[AnswerRow]) -> datetime.datetime | None:
    """When the plan was first confirmed, else the profile."""
    for question in CONFIRMED:
        for row in revisions:
            if row.question == question and row.value == "confirm":
                return row.at
    return None
