"""The open question as the judgement sees it; it travels with a message as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from assistant.language.choices import Choice


@dataclass(frozen=True)
class OpenQuestion:
    """The kind of the open question and its options.

    `about` are its name and unit; `role` says whether it ends a list ("more") or asks back
    ("check"); `last` is the question answered before, which a correction may mean, and `said`
    what was answered, as it is shown.
    """

    kind: str
    options: tuple[Choice, ...] = ()
    about: tuple[str, ...] = ()
    role: str = "question"
    last: OpenQuestion | None = None
    said: str = ""


def open_question_data(question: OpenQuestion) -> dict[str, Any]:
    """The open question as metadata of a message."""
    return {"open_question": asdict(question)}


def open_question_from(metadata: Mapping[str, Any] | None) -> OpenQuestion | None:
    """The open question from a message's metadata, or None without one (as in `rasa test nlu`)."""
    data = (metadata or {}).get("open_question")
    return _from_data(data) if data else None


def _from_data(data: Mapping[str, Any]) -> OpenQuestion:
    options = tuple(Choice(o["value"], o["title"], tuple(o["synonyms"])) for o in data["options"])
    last = _from_data(data["last"]) if data["last"] else None
    return OpenQuestion(
        data["kind"], options, tuple(data["about"]), data["role"], last, data["said"]
    )
