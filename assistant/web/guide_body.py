"""The whole guide in the words for one process, as the contract writes it."""

from __future__ import annotations

from typing import Any

from assistant.chat.wire import options_data
from assistant.guide.choices import options_of
from assistant.guide.conditions import in_words
from assistant.guide.model import Question, Section, Stage
from assistant.guide.prompts import example_of, filled
from assistant.guide.walk import Step
from assistant.process.record import Record


def guide_data(record: Record) -> dict[str, Any]:
    """Stages, sections and questions; a repeated one has "{item}" in its id."""
    return {"stages": [_stage(record, stage) for stage in record.guide.stages]}


def _stage(record: Record, stage: Stage) -> dict[str, Any]:
    closing = Step(f"{stage.id}.review", stage, stage.sections[-1], stage.review)

    def words(text: str) -> str:
        return filled(text, closing, record.guide, record.state)

    return {
        "id": stage.id,
        "title": stage.title,
        "purpose": words(stage.purpose),
        "duration": stage.duration,
        "prepare": [words(line) for line in stage.prepare],
        "participants": words(stage.participants),
        "outcome": words(stage.outcome),
        "sections": [_section(record, stage, section) for section in stage.sections],
    }


def _section(record: Record, stage: Stage, section: Section) -> dict[str, Any]:
    collection = section.collection
    return {
        "id": section.name,
        "title": section.title,
        "collection": collection.name.split(".")[1] if collection else None,
        # Items that are another list's are added and taken out there.
        "items_of": collection.items_of if collection else None,
        "condition": in_words(section.condition, record.guide),
        "questions": [_question(record, stage, section, q) for q in section.questions],
    }


def _question(record: Record, stage: Stage, section: Section, question: Question) -> dict[str, Any]:
    collection = section.collection
    item = "{item}" if collection else None
    prefix = f"{collection.name}.{item}" if collection else stage.id
    step = Step(f"{prefix}.{question.name}", stage, section, question, item)

    def words(text: str) -> str:
        return filled(text, step, record.guide, record.state)

    data: dict[str, Any] = {
        "question": step.id,
        "stage": stage.id,
        "section": section.name,
        "label": question.label,
        "text": words(question.text),
        "why": words(question.why),
        "help": words(question.help),
        "example": words(example_of(question, record.state)),
        "plain": words(question.plain),
        "kind": question.kind,
        "required": question.required,
        "allow_unknown": question.allow_unknown,
        "revision": 0,
        "condition": in_words(question.condition, record.guide, prefix if item else ""),
    }
    if question.kind in ("single", "multiple"):
        data["options"] = options_data(options_of(question, record.guide, record.state))
    for name in ("min", "max", "unit"):
        if getattr(question, name) is not None:
            data[name] = getattr(question, name)
    return data
