"""Builds processes from answers that fit the guide, and fills what is not answered by kind."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from assistant.documents.source import Person, Source
from assistant.guide.answers import Parsed, check_value
from assistant.guide.choices import options_of
from assistant.guide.model import MORE, Question
from assistant.guide.places import find_place
from assistant.guide.state import Answer, State, Status, Value
from assistant.guide.walk import Step, steps
from assistant.process.offers import load_full_guide

GUIDE = load_full_guide()
TODAY = datetime.date(2027, 5, 3)
STAGES = tuple(stage.id for stage in GUIDE.stages)
DATES = ("2027-09-18", "2027-10", "2027-Q4", "2028", "2027-03-01/2027-06-30", "2027-W40")


class Builder:
    """One process in the making. Every answer is checked as the product checks it."""

    def __init__(self, name: str, kind: str = "municipality", parent: str | None = None) -> None:
        self.name, self.kind, self.parent = name, kind, parent
        self.answers: dict[str, Answer] = {}
        self.items: dict[str, list[str]] = {}
        self.markers: dict[str, tuple[str, ...]] = {}
        self.count = 0

    @property
    def state(self) -> State:
        """The state as the answers stand."""
        confirmed = frozenset(s for s in STAGES if f"{s}.review" in self.answers)
        return State(self.name, self.kind, dict(self.answers), dict(self.items), confirmed)

    def answer(self, question: str, value: Value) -> None:
        """Stores an answer, after checking that it fits its question."""
        place = find_place(GUIDE, question)
        assert place is not None, question
        if question.rpartition(".")[2] != MORE:
            options = options_of(place.question, GUIDE, self.state)
            parsed = check_value(place.question, options, value)
            assert isinstance(parsed, Parsed), (question, value, parsed)
            value = parsed.value
        self.answers[question] = Answer(value, "answered", 1)

    def open(self, question: str, status: Status) -> None:
        """Stores that there is no answer: unknown, skipped, withdrawn."""
        self.answers[question] = Answer(None, status, 1)

    def stage(self, stage: str, answers: Mapping[str, Value]) -> None:
        """Stores answers of a stage by their names."""
        for name, value in answers.items():
            self.answer(f"{stage}.{name}", value)

    def item(self, collection: str, item: str, **answers: Value) -> None:
        """Stores an item with its answers."""
        self.items.setdefault(collection, []).append(item)
        for name, value in answers.items():
            self.answer(f"{collection}.{item}.{name}", value)

    def complete(self, *stages: str, items: Mapping[str, int] | None = None) -> Builder:
        """Answers every open question of the stages by its kind, each text with its own words."""
        wanted = items or {}
        for stage in stages or STAGES:
            while step := self._open_step(stage):
                collection = step.section.collection
                if step.role == "more" or step.item == "new":
                    assert collection is not None
                    have = self.items.setdefault(collection.name, [])
                    if len(have) < min(wanted.get(collection.name, 2), collection.at_most):
                        have.append(f"i{len(have) + 1}")
                    else:
                        self.answer(f"{collection.name}.{MORE}", False)
                else:
                    self.answer(step.id, self._value(step.id, step.question))
        return self

    def _open_step(self, stage: str) -> Step | None:
        walk = steps(GUIDE, self.state, GUIDE.stage(stage))
        return next(
            (s for s in walk if s.role != "review" and s.id not in self.answers),
            None,
        )

    def _value(self, question: str, found: Question) -> Value:
        self.count += 1
        options = [option.value for option in options_of(found, GUIDE, self.state)]
        if found.kind == "text":
            self.markers[question] = (f"Freitext {self.count:04d} zu: {found.label}.",)
            return self.markers[question][0]
        if found.kind == "list":
            self.markers[question] = tuple(
                f"Eintrag {self.count:04d}{letter}, {found.label}" for letter in "abc"
            )
            return list(self.markers[question])
        if found.kind == "number":
            return self._number(found)
        if found.kind == "date":
            return DATES[self.count % len(DATES)]
        if found.kind == "single":
            return options[self.count % len(options)]
        if found.kind == "multiple":
            return options[self.count % 2 :: 2][:4] or options[:1]
        return self.count % 2 == 0

    def _number(self, found: Question) -> int:
        low, high = found.plausible or (found.min or 0, found.max or 10_000)
        return round(low + (high - low) * (self.count % 7 + 1) / 9) or 1

    def source(self, **changes: Any) -> Source:
        """The source of a document on a fixed day."""
        values: dict[str, Any] = {
            "municipality": self.name,
            "type": self.kind,
            "state": self.state,
            "today": TODAY,
            "parent": self.parent,
            "members": (Person("Petra Sommer", "Hauptamt", "founder"),),
        }
        return Source(**{**values, **changes})
