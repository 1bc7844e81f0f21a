"""Questions back that must be settled before going on: "stimmt das?", "wirklich löschen?"."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from assistant.guide.model import Option, Stage
from assistant.guide.prompts import Prompt


@dataclass(frozen=True)
class Pending:
    """What is asked back, and about what.

    `kind`: "check" (an implausible answer; `about` is its question), "delete_item" (`about` is
    "<collection>.<item>"), "delete_process", "delete_person", "key" (municipality key and type
    disagree), "several" and "register" (`about` holds the values by question), "table" (`about`
    is the id of an upload), "round" (a new round of the plan), "place" (which of several places;
    `options` are the choices), "note" (an adviser's text that is no answer; `about` holds it by
    question).
    """

    kind: str
    question: str
    text: str
    why: str
    about: Any = ""
    options: list[dict[str, str]] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For the position's row."""
        return asdict(self)


def pending_prompt(pending: Pending, stage: Stage) -> Prompt:
    """The question back as a prompt that is answered with yes or no, or with one of its options."""
    options = tuple(Option(option["value"], option["title"]) for option in pending.options)
    return Prompt(
        question=pending.question,
        stage=stage.id,
        section="",
        label="",
        text=pending.text,
        why=pending.why,
        help="Wählen Sie einen der Orte." if options else "Antworten Sie mit Ja oder Nein.",
        example=options[0].title if options else "Ja",
        plain=pending.text,
        kind="single" if options else "yes_no",
        options=options,
        required=True,
        allow_unknown=False,
        revision=0,
    )
