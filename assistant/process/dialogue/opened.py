"""What is open for a member: the question, the stage, the prompt people see."""

from __future__ import annotations

from dataclasses import replace

from assistant.guide.model import Stage
from assistant.guide.prompts import Prompt, prompt_of
from assistant.guide.walk import Step, find_step
from assistant.process.dialogue.methods import narrowed, picked_for, shown_first
from assistant.process.dialogue.pending import Pending, pending_prompt
from assistant.process.record import Record
from assistant.process.situation import CHOSEN


def open_stage(record: Record) -> Stage:
    """The stage of the open question; else the first that is not completed, or the last."""
    question = record.position.question
    if question is not None:
        return record.guide.stage(question.partition(".")[0])
    left = [stage for stage in record.guide.stages if stage.id not in record.state.completed]
    return left[0] if left else record.guide.stages[-1]


def open_step(record: Record) -> Step | None:
    """The open question's step, or None when nothing is open."""
    question = record.position.question
    if question is None:
        return None
    return find_step(record.guide, record.state, open_stage(record), question)


def pending_of(record: Record) -> Pending | None:
    """The question back that must be settled first."""
    data = record.position.pending
    return Pending(**data) if data else None


def open_prompt(record: Record) -> Prompt | None:
    """The open question as people see it; None in a pause and when all is done.

    Of the methods, those that suit and those chosen are shown; any other can be named.
    """
    if record.position.paused:
        return None
    prompt = resting_prompt(record)
    if prompt is None or prompt.question != CHOSEN:
        return prompt
    reasons = {s.method.id: s.because[0] for s in picked_for(record.state)}
    shown = prompt.options[: len(narrowed(record.state))]
    options = tuple(replace(option, hint=reasons.get(option.value)) for option in shown)
    return replace(prompt, options=options)


def resting_prompt(record: Record) -> Prompt | None:
    """The open question, in a pause the one that waits."""
    pending = pending_of(record)
    if pending:
        return pending_prompt(pending, open_stage(record))
    step = open_step(record)
    if step is None:
        return None
    prompt = prompt_of(step, record.guide, record.state)
    if prompt.question != CHOSEN:
        return prompt
    return replace(prompt, options=shown_first(prompt.options, record.state))
