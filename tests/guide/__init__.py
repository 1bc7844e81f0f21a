"""Small guides and states made for the tests of the guide."""

from __future__ import annotations

from typing import Any

from assistant.guide.model import Example, Question
from assistant.guide.state import Answer, State


def question(kind: str = "text", name: str = "sample", **more: Any) -> Question:
    """A question of that kind with texts that do not matter."""
    texts: dict[str, Any] = {
        "label": "Muster",
        "text": "Was ist es?",
        "why": "Darum.",
        "help": "So.",
        "example": Example("12", "12"),
        "plain": "Was ist es?",
    }
    return Question(name=name, kind=kind, **{**texts, **more})  # type: ignore[arg-type]


def state(
    values: dict[str, Any] | None = None,
    items: dict[str, list[str]] | None = None,
    kind: str = "municipality",
    **more: Any,
) -> State:
    """A state with these answers; "?" is unknown, "-" skipped, "x" withdrawn."""
    marks = {"?": "unknown", "-": "skipped", "x": "withdrawn"}
    answers = {
        name: Answer(None, marks[value], 1)  # type: ignore[arg-type]
        if isinstance(value, str) and value in marks
        else Answer(value, "answered", 1)
        for name, value in (values or {}).items()
    }
    return State(name="Grabow", type=kind, answers=answers, items=items or {}, **more)
