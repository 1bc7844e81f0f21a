"""The walk through a stage: which questions it has now, what comes next, how far one is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from assistant.guide.conditions import depends_on, holds
from assistant.guide.model import MORE, OFFERED, PROPOSED, REVIEW, Guide, Question, Section, Stage
from assistant.guide.state import State

NEW = "new"


class Step(NamedTuple):
    """One question of the walk. `item` is NEW where the first item is still to be made."""

    id: str
    stage: Stage
    section: Section
    question: Question
    item: str | None = None
    role: Literal["question", "more", "review"] = "question"

    @property
    def prefix(self) -> str:
        """What `.name` is relative to: "<stage>.<collection>.<item>", or "" outside an item."""
        return self.id.rpartition(".")[0] if self.item else ""


@dataclass(frozen=True)
class Progress:
    """How far a stage is: questions answered of those to ask."""

    answered: int
    total: int
    exact: bool


def steps(guide: Guide, state: State, stage: Stage) -> list[Step]:
    """The stage's questions in order as its answers stand, its closing review last."""
    known: list[Step] | None = state.walks.get(stage.id)
    if known is None:
        known = state.walks[stage.id] = _steps(guide, state, stage)
    return known


def _steps(guide: Guide, state: State, stage: Stage) -> list[Step]:
    walk = [
        step
        for section in stage.sections
        if holds(section.condition, state)
        for step in _section_steps(guide, state, stage, section)
    ]
    walk.append(
        Step(f"{stage.id}.{REVIEW}", stage, stage.sections[-1], stage.review, role="review")
    )
    return walk


def _section_steps(guide: Guide, state: State, stage: Stage, section: Section) -> Iterator[Step]:
    collection = section.collection
    if collection is None:
        yield from _question_steps(state, stage, section, stage.id, None)
        return
    items = state.items_of(collection.items_of or collection.name)
    for item in items:
        yield from _question_steps(state, stage, section, f"{collection.name}.{item}", item)
    if collection.more is None or collection.more_first is None:
        return
    more_id = f"{collection.name}.{MORE}"
    if not items and collection.required and state.value(more_id) is not False:
        first = section.questions[0]
        yield Step(f"{collection.name}.{NEW}.{first.name}", stage, section, first, NEW)
        return
    if len(items) < collection.at_most:
        question = collection.more if items else collection.more_first
        yield Step(more_id, stage, section, question, role="more")


def _question_steps(
    state: State, stage: Stage, section: Section, prefix: str, item: str | None
) -> Iterator[Step]:
    within = prefix if item else ""
    for question in section.questions:
        if holds(question.condition, state, within) and has_options(question, state):
            yield Step(f"{prefix}.{question.name}", stage, section, question, item)


def has_options(question: Question, state: State) -> bool:
    """False for a choice among the items of a collection that has none yet, or among proposals
    where nothing is proposed.
    """
    source = question.options_from
    if source in PROPOSED:
        return bool(state.proposals.get(source or ""))
    if source is None or source.startswith("options.") or source in OFFERED:
        return True
    return bool(state.items.get(source))


def is_settled(step: Step, state: State) -> bool:
    """Whether a step needs no more asking: answered, "weiß ich noch nicht" or skipped."""
    answer = state.answer(step.id)
    if step.role == "review":
        return step.stage.id in state.completed
    if step.role == "more":
        return answer is not None and answer.value is False
    return answer is not None


def next_step(guide: Guide, state: State, stage: Stage, after: str | None = None) -> Step:
    """The next open question of the stage behind `after`; else the review.

    Without `after`, or when `after` is no longer asked, the first open one of the stage.
    """
    walk = steps(guide, state, stage)
    start = next((n for n, step in enumerate(walk, 1) if step.id == after), 0)
    return next((step for step in walk[start:] if not is_settled(step, state)), walk[-1])


def previous_step(guide: Guide, state: State, stage: Stage, before: str) -> Step | None:
    """The question before this one in the walk, or None at the stage's beginning.

    The question for one more item is passed over: one goes back to an answer.
    """
    walk = steps(guide, state, stage)
    position = next((n for n, step in enumerate(walk) if step.id == before), len(walk))
    earlier = [step for step in walk[:position] if step.role == "question" and step.item != NEW]
    return earlier[-1] if earlier else None


def find_step(guide: Guide, state: State, stage: Stage, question: str) -> Step | None:
    """The step with that id, if it is asked now."""
    return next((step for step in steps(guide, state, stage) if step.id == question), None)


def newly_open(guide: Guide, state: State, stage: Stage, changed: str) -> Step | None:
    """The first open question whose condition looks at the changed one."""
    for step in steps(guide, state, stage):
        condition = step.question.condition
        if not is_settled(step, state) and depends_on(condition, changed, step.prefix):
            return step
    return None


def progress(guide: Guide, state: State, stage: Stage) -> Progress:
    """How far the stage is; not exact while a list can still grow."""
    walk = steps(guide, state, stage)
    asked = [step for step in walk if step.role == "question"]
    growing = any(
        step.item == NEW or (step.role == "more" and not is_settled(step, state)) for step in walk
    )
    answered = sum(state.value(step.id) is not None for step in asked)
    return Progress(answered, len(asked), exact=not growing)


def position(guide: Guide, state: State, stage: Stage, question: str) -> int:
    """A question's number within its stage, from 1; questions for one more item don't count."""
    walk = steps(guide, state, stage)
    number = 0
    for step in walk:
        number += step.role == "question"
        if step.id == question:
            return max(number, 1)
    return max(number, 1)


def open_points(guide: Guide, state: State, stage: Stage) -> list[Step]:
    """Required questions without an answer, "weiß ich noch nicht" and skipped ones included."""
    return [
        step
        for step in steps(guide, state, stage)
        if step.role == "question" and step.question.required and state.value(step.id) is None
    ]


def status(guide: Guide, state: State, stage: Stage) -> str:
    """not_started, in_progress or completed."""
    if stage.id in state.completed:
        return "completed"
    begun = any(q.startswith(f"{stage.id}.") and state.answer(q) for q in state.answers)
    return "in_progress" if begun else "not_started"
