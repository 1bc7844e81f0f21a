"""The open question as the judgement sees it; it travels with a message as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.language.choices import Choice


@dataclass(frozen=True)
class OpenQuestion:
    """The kind of the open question, its options, and whether it ends a list or confirms."""

    kind: str
    options: tuple[Choice, ...] = ()
    role: str = "question"


def open_question_data(
    kind: str, options: Sequence[tuple[str, str, tuple[str, ...]]], role: str
) -> dict[str, Any]:
    """The open question as metadata of a message."""
    return {"open_question": {"kind": kind, "options": list(options), "role": role}}


def open_question_from(metadata: Mapping[str, Any] | None) -> OpenQuestion | None:
    """The open question from a message's metadata, or None without one (as in `rasa test nlu`)."""
    data = (metadata or {}).get("open_question")
    if not data:
        return None
    options = tuple(
        Choice(value, title, tuple(synonyms)) for value, title, synonyms in data["options"]
    )
    return OpenQuestion(data["kind"], options, data["role"])
