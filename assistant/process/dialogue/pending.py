"""Questions back that must be settled before going on: "stimmt das?", "wirklich löschen?"."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from assistant.guide.model import Stage
from assistant.guide.prompts import Prompt


@dataclass(frozen=True)
class Pending:
    """What is asked back, and about what.

    `kind`: "check" (an implausible answer; `about` is its question), "delete_item" (`about` is
    "<collection>.<item>"), "delete_process", "key" (municipality key and type disagree),
    "several" (`about` holds the figures by question).
    """

    kind: str
    question: str
    text: str
    why: str
    about: Any = ""

    def as_data(self) -> dict[str, Any]:
        """For the position's row."""
        return asdict(self)


def pending_prompt(pending: Pending, stage: Stage) -> Prompt:
    """The question back as a prompt that is answered with yes or no."""
    return Prompt(
        question=pending.question,
        stage=stage.id,
        section="",
        label="",
        text=pending.text,
        why=pending.why,
        help="Antworten Sie mit Ja oder Nein.",
        example="Ja",
        plain=pending.text,
        kind="yes_no",
        required=True,
        allow_unknown=False,
        revision=0,
    )
