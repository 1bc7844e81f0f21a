"""A gentle hint when an answer seems to hold private data of a person; it never blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.guide.model import Place
from assistant.guide.state import Value
from assistant.privacy.hints import hint_of
from assistant.process.phrases import say

if TYPE_CHECKING:
    from assistant.process.dialogue.dialogue import Dialogue


def hint_at_private(dialogue: Dialogue, place: Place, question: str, value: Value) -> None:
    """Says once what the stored answer seems to hold, and how to change it."""
    if place.question.kind not in ("text", "list"):
        return
    text = ", ".join(value) if isinstance(value, list) else str(value)
    hint = hint_of(text, question)
    if hint is not None:
        label = place.question.label
        dialogue.add(say(f"hint_{hint}", label=label), "hint", question=question)
