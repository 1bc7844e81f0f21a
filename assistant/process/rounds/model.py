"""A round that is over, as plain data: it travels to who makes documents."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.engine import Connection

from assistant.guide.state import Value
from assistant.plan.model import GOAL_REVIEWS, GOALS, MEASURE_REVIEWS, MEASURES, Task
from assistant.plan.schedule import Day, span_of
from assistant.profile.indicators import Figure
from assistant.store import rounds as rows
from assistant.store.rounds import RoundRow

NEXT_STEPS = "review.next_steps"


@dataclass(frozen=True)
class PastAnswer:
    """An answer as it stood, with the words it was asked and shown in; `item` names its entry."""

    question: str
    label: str
    item: str | None
    value: Value
    status: str
    display: str


@dataclass(frozen=True)
class PastItem:
    """A goal, a measure or a step of then."""

    collection: str
    id: str
    title: str


@dataclass(frozen=True)
class PastMeasure:
    """How a measure stood at the end of a round, in words; `stayed` says whether it goes on."""

    id: str
    title: str
    stayed: bool
    state: str | None
    decision: str | None
    reason: str | None
    next_step: str | None


@dataclass(frozen=True)
class Round:
    """Plan and review as they stood when the next round began.

    `made` are the revisions that its end made (question and revision), `removed` the items it took
    out (collection and id): what an undoing takes back.
    """

    id: str
    number: int
    at: datetime.datetime
    answers: Mapping[str, PastAnswer] = field(default_factory=dict)
    items: tuple[PastItem, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    made: frozenset[tuple[str, int]] = frozenset()
    removed: tuple[tuple[str, str], ...] = ()

    def shown(self, question: str) -> str | None:
        """An answer of then as people read it."""
        answer = self.answers.get(question)
        return answer.display if answer and answer.value is not None else None

    def value(self, question: str) -> Value:
        """The value of an answer of then."""
        answer = self.answers.get(question)
        return answer.value if answer else None

    def items_of(self, collection: str) -> tuple[PastItem, ...]:
        """The items of a collection in their order."""
        return tuple(item for item in self.items if item.collection == collection)

    @property
    def measures(self) -> tuple[PastMeasure, ...]:
        """The measures of then with their balance."""
        return tuple(self._measure(item) for item in self.items_of(MEASURES))

    def measure(self, item: str) -> PastMeasure | None:
        """A measure of then by its id."""
        return next((one for one in self.measures if one.id == item), None)

    def _measure(self, item: PastItem) -> PastMeasure:
        at = f"{MEASURE_REVIEWS}.{item.id}"
        return PastMeasure(
            item.id,
            item.title,
            (MEASURES, item.id) not in self.removed,
            *(self.shown(f"{at}.{name}") for name in ("state", "decision", "reason", "next_step")),
        )

    def goal_changes(self) -> dict[str, str]:
        """What was to change at which goal, by the goal's id."""
        found = {g.id: self.shown(f"{GOAL_REVIEWS}.{g.id}.goal_change") for g in self.goals}
        return {goal: change for goal, change in found.items() if change}

    @property
    def goals(self) -> tuple[PastItem, ...]:
        """The goals of then."""
        return self.items_of(GOALS)

    def steps(self) -> tuple[Task, ...]:
        """The steps agreed at the end of the round."""
        found = []
        for item in self.items_of(NEXT_STEPS):
            at = f"{NEXT_STEPS}.{item.id}"
            who, until = self.value(f"{at}.responsible"), self.value(f"{at}.until")
            found.append(
                Task(
                    item.id,
                    at,
                    item.title,
                    who if isinstance(who, str) else None,
                    until if isinstance(until, str) else None,
                )
            )
        return tuple(found)


def round_of(row: RoundRow) -> Round:
    """A round from its row."""
    content = row.content
    return Round(
        id=row.id,
        number=row.number,
        at=row.at,
        answers={one["question"]: PastAnswer(**one) for one in content["answers"]},
        items=tuple(PastItem(**one) for one in content["items"]),
        figures={name: Figure(**one) for name, one in content["figures"].items()},
        made=frozenset((one["question"], one["revision"]) for one in content["made"]),
        removed=tuple((one["collection"], one["id"]) for one in content["removed"]),
    )


def content_of(one: Round) -> dict[str, Any]:
    """What is stored of a round."""
    return {
        "answers": [answer.__dict__ for answer in one.answers.values()],
        "items": [item.__dict__ for item in one.items],
        "figures": {name: figure._asdict() for name, figure in one.figures.items()},
        "made": [{"question": q, "revision": r} for q, r in sorted(one.made)],
        "removed": [{"collection": c, "id": i} for c, i in one.removed],
    }


def rounds_of(connection: Connection, process: str) -> tuple[Round, ...]:
    """The rounds of a process that are over, the first one first."""
    return tuple(map(round_of, rows.rounds_of(connection, process)))


def last_round(connection: Connection, process: str) -> Round | None:
    """The round that ended last."""
    row = rows.last_round(connection, process)
    return round_of(row) if row else None


def open_steps(last: Round | None, today: Day) -> tuple[Task, ...]:
    """Steps agreed at the end of the last round whose date has not passed."""
    found = []
    for task in last.steps() if last else ():
        span = span_of(task.until)
        if span is None or span.last >= today:
            found.append(task)
    return tuple(found)
